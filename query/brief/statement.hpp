// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence with what it rests on. One that rests on nothing cannot be made: a Statement takes Sources, Sources take
// one Source at least, and a Source is made only of words that stand in the article where they are said to stand, of
// what a person said, or of data with the command that prints them.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"
#include "corpus/fields.hpp"
#include "corpus/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// An article with all that citing from it needs.
struct CitedArticle
{
    Article article;
    std::vector<Passage> passages;
    Extraction machine;
    std::vector<Correction> corrections;
};
CitedArticle cited_article(const Store& store, const Article& article);

enum class SourceKind { words, person, data };

class Source
{
public:
    SourceKind kind() const { return kind_; }
    const std::string& article() const { return article_; } ///< "" for data
    int case_number() const { return case_number_; }        ///< 0: of the article as a whole
    const std::string& field() const { return field_; }     ///< id of a field, or "title", "ground", "claim" …
    const Evidence& evidence() const { return evidence_; }  ///< of words
    const std::string& before() const { return before_; }   ///< the words' own neighbours, to be read with them
    const std::string& after() const { return after_; }
    const std::string& read_from() const { return read_from_; } ///< "title", "abstract" or "full text"
    const std::string& by() const { return by_; }               ///< the person who verified or said it; "": the machine
    const std::string& said() const { return said_; }           ///< what the person said; of data: what they are
    const std::string& command() const { return command_; }     ///< that prints the data

    /// Words of an article; nothing when they do not stand there.
    static std::optional<Source> of_words(const CitedArticle& in, int case_number, std::string_view field,
                                          const Evidence& evidence, std::string by = "");
    /// A person's word that is in no text: throws std::logic_error without a name and something said.
    static Source of_person(const std::string& article, int case_number, std::string_view field, std::string by,
                            std::string said);
    /// Throws std::logic_error without a description and a command.
    static Source of_data(std::string what, std::string command);

private:
    Source() = default;
    SourceKind kind_ = SourceKind::data;
    std::string article_;
    int case_number_ = 0;
    std::string field_;
    Evidence evidence_;
    std::string before_;
    std::string after_;
    std::string read_from_;
    std::string by_;
    std::string said_;
    std::string command_;
};

/// One source at least.
class Sources
{
public:
    Sources(Source first) : all_{std::move(first)} {} // NOLINT: a source is sources
    /// Nothing for none.
    static std::optional<Sources> of(std::vector<Source> all);
    const std::vector<Source>& all() const { return all_; }

private:
    Sources() = default;
    std::vector<Source> all_;
};

/// The numbers in a statement, each with its name: {"recovered", 4}.
using Counts = std::vector<std::pair<std::string, std::size_t>>;

struct Statement
{
    Statement(std::string id, std::string text, Sources sources, Counts counts = {});
    std::string id; ///< what it is about: "outcome", "missing_sex" …
    std::string text;
    Sources sources;
    Counts counts;
};

/// A statement, unless nothing speaks for it.
std::optional<Statement> statement_of(std::string id, std::string text, std::vector<Source> sources,
                                      Counts counts = {});

/// What stands behind the values of a field: words, a person's, or both where a person said what the machine had read.
/// Where a value has neither, the words by which the case is known.
std::vector<Source> sources_of(const CitedArticle& in, const Case& c, const Field& field);

/// The words by which a case is known: of its event, else of its drug, else of the article.
Source source_of_case(const CitedArticle& in, const Case& c);

/// The title; where there is none, the record.
Source source_of_article(const CitedArticle& in, int case_number = 0);

} // namespace casebook
