// SPDX-License-Identifier: GPL-3.0-or-later
// A drug or a condition is found by whatever name it has, and what stands in quotes as it stands.
#include "corpus/error.hpp"
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

using Numbers = std::vector<std::string>;

std::vector<std::string> drug_names(const std::string& words)
{
    const std::vector<std::string> names = {"velnarane", "Velnara", "velnaranum", "compound \"V\""};
    return words == "velnarane" || words == "velnara" ? names : std::vector<std::string>();
}

std::vector<std::string> condition_names(const std::string& words)
{
    if (words == "hair loss" || words == "alopecia")
        return {"alopecia", "hair loss", "loss of scalp hair", "effluvium"};
    return {};
}

struct NameShelf : IndexShelf
{
    NameShelf()
    {
        index({item(1, "Velnara and effluvium", "In a man."), item(2, "Velnarane", "His hair was dense. Weight loss."),
               item(3, "Alopecia", "A woman took velnarane."), item(4, "Hair", "Loss of scalp hair under velnara."),
               item(5, "Zelotropin and hair loss", "A girl.")});
    }

    Found ask(const std::string& query) const
    {
        Search search{query, 100, 0, "", false};
        search.names = {drug_names, condition_names};
        return LiteratureReader(path()).search(search);
    }
};

Numbers sorted(Numbers numbers)
{
    std::ranges::sort(numbers);
    return numbers;
}

} // namespace

TEST_CASE("free words find a drug and a condition by their other names, and the answer says which")
{
    const NameShelf shelf;
    const Found found = shelf.ask("velnarane hair loss");
    CHECK(sorted(numbers(found)) == Numbers{"1", "2", "3", "4"}); // 2 has all of the words
    CHECK_FALSE(found.widened);
    CHECK(found.also.at("velnarane") == Numbers{"velnara"}); // "velnaranum" is in no article
    CHECK(found.also.at("hair loss") == Numbers{"alopecia", "loss of scalp hair", "effluvium"});
    CHECK(sorted(numbers(shelf.ask("effluvium"))) == Numbers{"1"}); // no name that the vocabularies know
}

TEST_CASE(
    "within operators names are found by their other names too, but quotes, wildcards and fields stay as they are")
{
    const NameShelf shelf;
    CHECK(sorted(numbers(shelf.ask("velnara AND (alopecia OR weight)"))) == Numbers{"1", "2", "3", "4"});
    CHECK(sorted(numbers(shelf.ask("alopecia NOT velnarane"))) == Numbers{"5"});
    CHECK(sorted(numbers(shelf.ask("hair loss AND velnarane"))) == Numbers{"1", "2", "3", "4"});
    CHECK(numbers(shelf.ask("\"velnarane\" AND \"alopecia\"")) == Numbers{"3"});
    CHECK(numbers(shelf.ask("alopec* AND a*")) == Numbers{"3"});
    CHECK(numbers(shelf.ask("title:alopecia AND velnarane")) == Numbers{"3"});
    CHECK(numbers(shelf.ask("hair NEAR dense")) == Numbers{"2"});
}

TEST_CASE("a name that the vocabularies know is not taken for a misspelling, nor is a word that says nothing")
{
    IndexShelf shelf;
    shelf.index({item(1, "Velnaran in a case", "Because of it.")});
    Search search{"velnarane causes alopexia case", 10, 0, "", false};
    search.names = {drug_names, {}};
    CHECK(LiteratureReader(shelf.path()).search(search).suggestion.find("velnaran ") == std::string::npos);
    CHECK(shelf.find("velnarine").suggestion == "velnaran"); // no name
    CHECK(shelf.find("does it cause a reaction?").suggestion.empty());
}

TEST_CASE("a query without a word or a field is a mistake, and an empty one finds everything")
{
    const NameShelf shelf;
    CHECK_THROWS_AS(shelf.ask("("), UsageError);
    CHECK_THROWS_AS(shelf.ask("\"\""), UsageError);
    CHECK(shelf.ask("").total == 5);
}

TEST_CASE("what cites a work is found by the work's PMID")
{
    IndexShelf shelf;
    IndexItem citing = item(1, "A third case");
    citing.article.cites = {"98000002", "98000003"};
    shelf.index({citing, item(2, "The first case")});
    CHECK(numbers(shelf.find("cites:98000002")) == Numbers{"1"});
    CHECK(shelf.find("cites:98000001").total == 0);
}
