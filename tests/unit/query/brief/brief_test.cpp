// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/cited_sources.hpp"
#include "query/brief/wording.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <type_traits>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

// A sentence without a source cannot be written down.
static_assert(!std::is_default_constructible_v<Statement>);
static_assert(!std::is_constructible_v<Statement, std::string, std::string>);
static_assert(!std::is_default_constructible_v<Sources>);
static_assert(!std::is_constructible_v<Sources, std::vector<Source>>);
static_assert(!std::is_default_constructible_v<Source>);

namespace {

CitedArticle invented_article()
{
    Article article;
    article.id = "pubmed:1";
    article.title.text = "Blue hair";
    article.abstract.push_back({"", "", {"It was seen. She had blue hair for weeks. It went.", {}}});
    return {article, passages(article), {}, {}};
}

} // namespace

TEST_CASE("no source is made of words that do not stand where they are said to stand")
{
    const CitedArticle in = invented_article();
    CHECK(Source::of_words(in, 1, "event", {1, 21, 30, "blue hair"}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {1, 20, 29, "blue hair"}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {0, 21, 30, "blue hair"}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {2, 21, 30, "blue hair"}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {-1, 21, 30, "blue hair"}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {1, 21, 21, ""}));
    CHECK_FALSE(Source::of_words(in, 1, "event", {1, 21, 900, "blue hair"}));
    CHECK_FALSE(Sources::of({}));
    CHECK_FALSE(statement_of("id", "text", {}));
    CHECK_THROWS_AS(Source::of_data("what", ""), std::logic_error);
    CHECK_THROWS_AS(Source::of_person("pubmed:1", 1, "sex", "", "female"), std::logic_error);
}

TEST_CASE("words are shown within their sentence, and say which part of the article holds them")
{
    const CitedArticle in = invented_article();
    const Source words = *Source::of_words(in, 1, "event", {1, 21, 30, "blue hair"});
    CHECK(words.before() == "She had ");
    CHECK(words.after() == " for weeks");
    CHECK(words.read_from() == "abstract");
    CHECK(source_of_article(in).read_from() == "title");
}

TEST_CASE("letters go on after z, and three in a row are a run")
{
    CHECK(key_text({3, 0}) == "3a");
    CHECK(key_text({3, 25}) == "3z");
    CHECK(key_text({3, 26}) == "3aa");
    CHECK(key_text({3, 52}) == "3ba");
    CHECK(key_text({7, -1}) == "7");
    CHECK(keys_text({{1, 0}, {2, 1}, {2, 2}, {2, 3}, {3, 0}, {3, 1}, {4, -1}}) == "1a, 2b–d, 3a, 3b, 4");
}

TEST_CASE("very many citations are written as runs over the sources")
{
    std::vector<CitationKey> keys;
    for (int number = 1; number <= 40; ++number)
        keys.push_back({number, 0});
    keys.push_back({40, 1});
    keys.push_back({42, 0});
    CHECK(keys_text(keys) == "1a–40a, 40b, 42a");
}

TEST_CASE("people are counted in words that fit one, two, some and all")
{
    const BriefWords words{"x", "y", "patient", "patients", "article"};
    CHECK(people_text(words, 1) == "1 patient");
    CHECK(people_of(words, 1, 1) == "the one patient");
    CHECK(people_of(words, 2, 2) == "both patients");
    CHECK(people_of(words, 3, 3) == "all 3 patients");
    CHECK(people_of(words, 1, 3) == "1 of 3 patients");
    CHECK(listed({"a"}) == "a");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
    CHECK(age_in_words(29.0 / 12) == "29 months");
    CHECK(age_in_words(1) == "1 year");
    CHECK(age_in_words(46) == "46 years");
    CHECK(days_in_words({1, 1}) == "1 day");
    CHECK(days_in_words({30.44 * 3, 30.44 * 5}) == "3 to 5 months");
}

TEST_CASE("a question speaks of the cases that it matches, not of all of their article")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"index"}).status == 0);
    const auto patients = [&](const std::string& question) {
        return Json::parse(desk.run({"brief", question, "--format", "json"}).out)["takeaway"]["counts"]["patients"];
    };
    CHECK(patients("") == 3);
    CHECK(patients("sex:female") == 1);
    CHECK(patients("sex:male") == 2);
    CHECK(patients("decision:exclude") == 0);
    CHECK(desk.run({"brief", "nothingofthekind"}).status == 1);
}

TEST_CASE("every sentence of a page cites something that the page lists")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"index"}).status == 0);
    const Json page = Json::parse(desk.run({"brief", "--format", "json"}).out);
    std::size_t statements = 0;
    for (const Json& section : page["sections"])
        for (const Json& statement : section["statements"]) {
            ++statements;
            CHECK_FALSE(statement["citations"].empty());
            for (const Json& citation : statement["citations"]) {
                const auto number = static_cast<std::size_t>(std::stoi(citation["key"].get<std::string>()));
                CHECK(page["sources"].at(number - 1)["number"] == number);
            }
        }
    CHECK(statements > 5);
}
