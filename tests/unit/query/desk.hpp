// SPDX-License-Identifier: GPL-3.0-or-later
// A casebook in a folder of its own, with a few invented articles, decisions and cases written through the store: what
// the tests of the reviewers' commands start from.
#pragma once

#include "corpus/store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace casebook::test {

struct Ran
{
    int status = 0;
    std::string out;
    std::string err;
};

/// A folder that goes when the test ends. The clock stands still until `at` sets it.
class Desk
{
public:
    Desk();
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    std::filesystem::path folder;

    /// `casebook -C FOLDER words…`
    Ran run(const std::vector<std::string>& words) const;
    Store store() const;
    std::string file(const std::string& name) const { return (folder / name).string(); }
    std::string read(const std::string& name) const;
    void write(const std::string& name, const std::string& text) const;
};

/// Sets the program's clock: "2026-01-02T03:04:05Z".
void at(const std::string& time);

/// An article by one author with an abstract of one passage.
Article article(const std::string& pmid, const std::string& author, int year, const std::string& abstract);

/// Puts it with its PubMed XML as raw record.
void put(Store& store, const Article& article, std::int64_t run = 1);

/// A value with the place where it stands in passage 1 of the article; fails the test when it does not.
template <class T> Stated<T> stated(const Article& article, T value, const std::string& quote)
{
    const std::size_t begin = article.abstract.at(0).body.text.find(quote);
    if (begin == std::string::npos)
        throw std::runtime_error("the test's quote does not stand in its abstract: " + quote);
    return {value, {1, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + quote.size()), quote}, {}};
}

/// A case with a suspect drug and nothing else.
Case suspect_case(int number, const std::string& drug = "cyclosporine");

void decide(Store& store, const std::string& id, Verdict verdict, const std::string& reason = "",
            const std::string& by = "rules");

/// Four articles: 1 (Adams 1990, included, one patient, a claim), 2 (Brown 2001, included, two patients), 3 (Clark
/// 2005, excluded as treatment), 4 (Davis 2010, unclear, one suspect patient).
void fill(Store& store);

} // namespace casebook::test
