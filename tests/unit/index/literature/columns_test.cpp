// SPDX-License-Identifier: GPL-3.0-or-later
// Facets and order from arrays by document, in whatever way they are counted.
#include "index/literature/columns.hpp"
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

IndexItem with_drug(int number, const std::string& title, const std::string& drug, int cases = 1)
{
    IndexItem out = item(number, title);
    for (int i = 1; i <= cases; ++i) {
        out.cases.push_back(velnarane_case(i));
        out.cases.back().drugs[0].name = drug;
    }
    return out;
}

} // namespace

TEST_CASE("a set of documents says what is in it, in two, and in one alone")
{
    const std::vector<Xapian::docid> mine = {1, 63, 64, 65, 128, 1000}, others = {63, 65, 500, 1000};
    DocumentSet a(1000), b(1000);
    for (const Xapian::docid document : mine)
        a.add(document);
    for (const Xapian::docid document : others)
        b.add(document);
    const auto listed = [](const DocumentSet& set) {
        std::vector<Xapian::docid> out;
        set.each([&](Xapian::docid document) { out.push_back(document); });
        return out;
    };
    CHECK(listed(a) == mine);
    CHECK(listed(a.both(b)) == std::vector<Xapian::docid>{63, 65, 1000});
    CHECK(listed(a.without(b)) == std::vector<Xapian::docid>{1, 64, 128});
    CHECK(a.size() == 6);
    CHECK(a.size_with(b) == 3);
    CHECK(a.contains(64));
    CHECK_FALSE(a.contains(2));
    a.clear();
    CHECK(a.size() == 0);
    DocumentSet full(255);
    for (Xapian::docid document = 0; document < 256; ++document)
        full.add(document);
    CHECK(full.size() == 256);
}

TEST_CASE("values are counted alike whether a facet has few or many and whether few or many documents match")
{
    IndexShelf shelf;
    std::vector<IndexItem> items = {item(999, "Common, of nobody")};
    for (int i = 1; i <= 100; ++i) // more values than have sets of their own
        items.push_back(with_drug(i, i <= 5 ? "Common and rare" : "Common", "velnarane" + std::to_string(i % 90),
                                  i % 10 == 0 ? 2 : 1));
    shelf.index(items);
    const auto all = shelf.find("common").facets.at("drug");
    CHECK(all.size() == 90);
    CHECK(all.at("velnarane10") == 2); // 10 and 100, each of two cases
    CHECK(all.at("velnarane11") == 1);
    const auto few = shelf.find("rare").facets.at("drug");
    CHECK(few.size() == 5);
    CHECK(few.at("velnarane3") == 1);
    CHECK(shelf.find("rare").facets.at("role").at("suspect") == 5);
}

TEST_CASE("articles of many cases leave room on the page for others that weigh the same")
{
    IndexShelf shelf;
    std::vector<IndexItem> items;
    for (int i = 1; i <= 3; ++i)
        items.push_back(with_drug(i, "Alopecia", "velnarane", 40));
    for (int i = 4; i <= 20; ++i)
        items.push_back(with_drug(i, "Alopecia", "velnarane"));
    shelf.index(items);
    const std::vector<std::string> all = numbers(shelf.find("alopecia"));
    CHECK(all.size() == 20);
    const Found page = LiteratureReader(shelf.path()).search({"alopecia", 10, 0, "", true});
    CHECK(numbers(page) == std::vector<std::string>(all.begin(), all.begin() + 10));
    CHECK(page.total == 20);
}
