// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/protocol.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

const std::string head = R"({ "version": 1, "title": "Alopecia following velnarane",
  "search": { "pubmed": "alopecia AND velnarane" },
)";
const std::string drug_and_event = R"(  "drug": { "name": "velnarane" },
  "event": { "name": "alopecia" })";

/// A protocol whose fourth line is `line`.
std::string with(const std::string& line) { return head + drug_and_event + ",\n" + line + "\n}"; }

/// "LINE: what is wrong", or "no mistake".
std::string mistake(const std::string& text)
{
    const auto protocol = parse_protocol(text);
    return protocol ? "no mistake" : std::to_string(protocol.error().position) + ": " + protocol.error().what;
}

} // namespace

TEST_CASE("a protocol may have a string of its own for Europe PMC")
{
    const std::string own = R"({"version": 1, "title": "T", "search": {"pubmed": "S[ti]", "europepmc": "TITLE:S"},)";
    CHECK(parse_protocol(own + drug_and_event + "}")->europepmc_search == "TITLE:S");
    CHECK(parse_protocol(head + drug_and_event + "}")->europepmc_search.empty());
    const std::string empty = R"({"version": 1, "title": "T", "search": {"pubmed": "S", "europepmc": " "},)";
    CHECK(mistake(empty + drug_and_event + "}") == "1: \"europepmc\" must be a text that is not empty");
}

TEST_CASE("one reviewer is enough unless the protocol asks for two")
{
    CHECK(parse_protocol(head + drug_and_event + "}")->reviewers == 1);
    CHECK(parse_protocol(with("  \"reviewers\": 2"))->reviewers == 2);
    CHECK(mistake(with("  \"reviewers\": 3")) == "5: expected 1, or 2 for two people who judge each record");
}

TEST_CASE("a small protocol is complete: the rest has defaults")
{
    const auto protocol = parse_protocol(head + drug_and_event + "}");
    REQUIRE(protocol.has_value());
    CHECK(protocol->title == "Alopecia following velnarane");
    CHECK(protocol->pubmed_search == "alopecia AND velnarane");
    CHECK(protocol->drug.faers == std::vector<std::string>{"velnarane"});
    CHECK(protocol->event.faers == std::vector<std::string>{"alopecia"});
    REQUIRE(protocol->event.terms.size() == 1);
    CHECK(protocol->event.terms[0].term == "alopecia");
    CHECK(protocol->include == std::vector<std::string>{"exposure_then_event"});
    CHECK(protocol->exclude.empty());
    CHECK(protocol->faers.roles == std::vector<std::string>{"PS", "SS"});
    CHECK(protocol->faers.level == "latest-minus-deleted");
    CHECK(protocol->columns.empty());
}

TEST_CASE("everything that a protocol says is read")
{
    const auto protocol = parse_protocol(R"(// a comment
{ "version": 1, "title": "T", "search": { "pubmed": "S" }, /* and
another */ "drug": { "name": "d", "synonyms": ["s"], "brands": ["B"], "not": ["n"], "faers": ["D"] },
  "event": { "name": "e", "terms": { "narrow e": ["x", "y"], "e": [] }, "not": ["m"], "faers": ["E"] },
  "include": ["exposure_then_event"], "exclude": ["in_vitro", "not_english"],
  "faers": { "comparators": ["c"], "period": ["2004-01-01", "2023-01-31"], "roles": ["PS"], "level": "rows" },
  "columns": ["sex", "age_years"] })");
    REQUIRE(protocol.has_value());
    CHECK(protocol->drug.brands == std::vector<std::string>{"B"});
    CHECK(protocol->drug.not_this == std::vector<std::string>{"n"});
    REQUIRE(protocol->event.terms.size() == 2);
    CHECK(protocol->event.terms[0].synonyms == std::vector<std::string>{"x", "y"});
    CHECK(protocol->exclude == std::vector<std::string>{"in_vitro", "not_english"});
    CHECK(protocol->faers.from == "2004-01-01");
    CHECK(protocol->faers.to == "2023-01-31");
    CHECK(protocol->columns == std::vector<std::string>{"sex", "age_years"});
}

TEST_CASE("the event's own name is a term of it, in whatever case the terms write it")
{
    const auto protocol = parse_protocol(
        head + R"("drug": {"name": "d"}, "event": {"name": "alopecia", "terms": {"Alopecia": ["hair loss"]}}})");
    REQUIRE(protocol.has_value());
    CHECK(protocol->event.terms.size() == 1);
}

TEST_CASE("what is missing is named")
{
    CHECK(mistake("{}") == "1: \"version\" is missing");
    CHECK(mistake(head + "\"event\": {\"name\": \"e\"}}") == "1: \"drug\" is missing");
    CHECK(mistake(head + "\"drug\": {\n \"faers\": [\"D\"]}, \"event\": {\"name\": \"e\"}}") ==
          "3: \"name\" is missing");
    CHECK(mistake(R"({"version": 1, "title": "T",
  "search": {}})") == "2: \"pubmed\" is missing");
}

TEST_CASE("every mistake is told with its line and what was expected")
{
    CHECK(mistake(with("\"exclud\": []")).starts_with("5: unknown key \"exclud\"; expected one of: version, title"));
    CHECK(mistake(with("\"exclude\": [\"in_vitro\",\n\"animals\"]"))
              .starts_with("6: \"animals\" is not known; expected: not_english,"));
    CHECK(mistake(with("\"include\": [\"everything\"]")) ==
          "5: \"everything\" is not known; expected: exposure_then_event");
    CHECK(mistake(with("\"include\": \"exposure_then_event\"")) == "5: expected a list of texts [\"…\", \"…\"]");
    CHECK(mistake(with("\"columns\": \"defautl\"")).starts_with("5: expected \"default\" or a list of fields"));
    CHECK(mistake(with("\"columns\": 3")).starts_with("5: expected \"default\""));
    CHECK(mistake(with("\"columns\": [\"age\"]")).starts_with("5: \"age\" is not known; expected: drug, role"));
    CHECK(mistake(with("\"faers\": []")) == "5: expected an object { … }");
    CHECK(mistake(with("\"faers\": {\n\"roles\": [\"PS\", \"XX\"] }")) ==
          "6: \"XX\" is not known; expected: PS, SS, C, I");
    CHECK(mistake(with("\"faers\": { \"level\":\n \"all\" }")).starts_with("5: \"all\" is not known; expected: rows"));
    CHECK(mistake(with("\"faers\": { \"level\": 3 }")) == "5: \"level\" must be a text that is not empty");
    for (const char* period : {"[\"2004-01-01\"]", "[\"2004\", \"2005\"]", "[\"2004-13-01\", \"2005-01-01\"]",
                               "[\"2004-02-30\", \"2005-01-01\"]", "[\"2005-01-01\", \"2004-01-01\"]"})
        CHECK(mistake(with(std::string("\"faers\": {\n\"period\": ") + period + "}"))
                  .starts_with("6: expected two dates"));
}

TEST_CASE("names must be texts, and no empty ones: an empty synonym would match everything")
{
    CHECK(mistake(head + "\"drug\": {\"name\": \" \"}, \"event\": {\"name\": \"e\"}}") ==
          "3: \"name\" must be a text that is not empty");
    CHECK(mistake(head + "\"drug\": {\"name\": \"d\", \"synonyms\": [\"x\",\n \"\"]}, \"event\": {\"name\": \"e\"}}") ==
          "4: expected a text that is not empty");
    CHECK(mistake(head + "\"drug\": {\"name\": \"d\"}, \"event\": {\"name\": \"e\", \"terms\": {\n\"\": []}}}") ==
          "4: a term must not be empty");
    CHECK(mistake(head + "\"drug\": {\"name\": \"d\"}, \"event\": {\"name\": \"e\", \"terms\": {\"t\":\n [3]}}}") ==
          "4: expected a text that is not empty");
    CHECK(mistake(head + "\"drug\": {\"name\": \"d\"}, \"event\": {\"name\": \"e\", \"terms\": [\"t\"]}}")
              .starts_with("3: expected an object { \"term\":"));
}

TEST_CASE("the line is that of the mistake, not of the same word elsewhere")
{
    CHECK(mistake(R"({ "version": 1, "title": "the \"event\" and the \"drug\"", // "faers": here too
  "search": { "pubmed": "\"drug\"" },
  "drug": { "name": "name", "synonyms": ["brands", "faers"],
    "faers": 3 },
  "event": { "name": "e" } })") == "4: expected a list of texts [\"…\", \"…\"]");
}

TEST_CASE("a key that stands twice is a mistake: one of the two would be lost")
{
    CHECK(mistake(with("\"title\": \"U\"")) == "5: \"title\" stands here a second time; the first is on line 1");
    CHECK(mistake(head + "\"drug\": {\"name\": \"d\", \"synonyms\": [],\n \"synonyms\": [\"x\"]}}") ==
          "4: \"synonyms\" stands here a second time; the first is on line 3");
}

TEST_CASE("another version is refused")
{
    CHECK(mistake("{\n\"version\": 2}") == "2: this program reads \"version\": 1");
    CHECK(mistake("{\n\"version\": \"1\"}") == "2: this program reads \"version\": 1");
    CHECK(mistake("{\"version\": 18446744073709551617}") == "1: this program reads \"version\": 1");
}

TEST_CASE("what is not JSON is told with its line")
{
    CHECK(mistake("{\"version\": 1, \"title\": " + std::string(100'000, '[')) ==
          "1: not a protocol: lists in lists, deeper than 100 levels");
    CHECK(mistake("{ // an odd \" or [\n /* and \" */ \"title\": " + std::string(100'000, '[')) ==
          "1: not a protocol: lists in lists, deeper than 100 levels");
    CHECK(mistake("{\n\n \"version\": }").starts_with("3: not valid JSON: syntax error while parsing value"));
    CHECK(mistake(head + "\"title\": \"\xE9\"}").starts_with("3: not valid JSON: "));
    CHECK(mistake("{ \"version\": 1e999 }").starts_with("1: not valid JSON: number overflow"));
    CHECK(mistake("{}" + std::string("\0]]", 3)) == "1: not valid JSON: a NUL byte");
    CHECK(mistake("").starts_with("1: not valid JSON: "));
    CHECK(mistake("[]") == "1: expected an object { … }");
    CHECK(mistake("/* never closed").starts_with("1: not valid JSON: "));
}

TEST_CASE("a file with the mark of UTF-8 is read")
{
    CHECK(mistake("\xEF\xBB\xBF" + head + drug_and_event + "}") == "no mistake");
    CHECK(mistake("\xEF\xBB\xBF" + with("\"title\": \"U\"")).starts_with("5: "));
}

TEST_CASE("a protocol that cannot be opened is an error with file, line and what to do")
{
    const TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(open_protocol(folder / "protocol.json"), doctest::Contains("casebook init"), Error);
    write_file(folder / "protocol.json", "{\n\"version\": 2}");
    CHECK_THROWS_WITH_AS(open_protocol(folder / "protocol.json"),
                         doctest::Contains("protocol.json:2: this program reads"), Error);
}

TEST_CASE("a protocol written for two names is read back with them")
{
    const auto protocol = parse_protocol(write_protocol({"velnarane", "VLN-7"}, {"blue hair", "azure hair"}));
    REQUIRE(protocol.has_value());
    CHECK(protocol->title == "blue hair following velnarane");
    CHECK(protocol->pubmed_search == "(velnarane OR VLN-7) AND (\"blue hair\" OR \"azure hair\")");
    CHECK(protocol->drug.name == "velnarane");
    CHECK(protocol->drug.synonyms == std::vector<std::string>{"VLN-7"});
    CHECK(protocol->drug.faers == std::vector<std::string>{"VELNARANE"});
    CHECK(protocol->event.faers == std::vector<std::string>{"Blue hair", "Azure hair"});
    CHECK(protocol->exclude.size() == 9);
}

TEST_CASE("a protocol for names that the vocabulary knows brings its synonyms")
{
    const auto protocol = parse_protocol(write_protocol({"Ciclosporin"}, {"hair loss"}));
    REQUIRE(protocol.has_value());
    CHECK(protocol->drug.name == "Ciclosporin");
    CHECK(std::ranges::find(protocol->drug.synonyms, "cyclosporine") != protocol->drug.synonyms.end());
    CHECK(protocol->drug.faers == std::vector<std::string>{"CYCLOSPORINE"});
    bool alopecia = false;
    for (const EventTerm& term : protocol->event.terms)
        alopecia |= term.term == "alopecia" || std::ranges::find(term.synonyms, "alopecia") != term.synonyms.end();
    CHECK(alopecia);
}

TEST_CASE("what is counted in FAERS is known to be a preferred term, or said to be a guess")
{
    const std::string known = write_protocol({"cyclosporine"}, {"alopecia", "hair loss"});
    CHECK(known.find("MedDRA preferred terms as FDA publishes them") != std::string::npos);
    const std::vector<std::string> terms = parse_protocol(known)->event.faers;
    const auto has = [](const std::vector<std::string>& list, const char* term) {
        return std::ranges::find(list, term) != list.end();
    };
    CHECK(terms.front() == "Alopecia");
    CHECK(has(terms, "Alopecia areata"));
    CHECK(has(terms, "Alopecia scarring"));
    for (const char* wrong : {"Beard alopecia", "Patchy alopecia", "Eyelash loss", "Scarring alopecia", "Hair loss"})
        CHECK_FALSE(has(terms, wrong));
    const std::vector<std::string> two =
        parse_protocol(write_protocol({"clozapine"}, {"agranulocytosis", "neutropenia"}))->event.faers;
    CHECK(two.front() == "Agranulocytosis");
    CHECK(has(two, "Neutropenia"));
    const std::string guess = write_protocol({"clozapine"}, {"agranulocytosis", "blue hair"});
    CHECK(guess.find("as FDA publishes them") == std::string::npos);
    CHECK(guess.find("guesses: a name that is no") != std::string::npos);
    const std::vector<std::string> guesses = parse_protocol(guess)->event.faers;
    CHECK(guesses.front() == "Agranulocytosis");
    CHECK(has(guesses, "Blue hair"));
}

TEST_CASE("names with quotes, backslashes and line breaks make a valid protocol too")
{
    for (const std::string& odd :
         {std::string("a \"quoted\" drug"), std::string("back\\slash"), std::string("two\nlines"),
          std::string("tab\there"), std::string("caf\xC3\xA9 au lait"), std::string("{\"a\": 1}")}) {
        const auto protocol = parse_protocol(write_protocol({odd}, {odd, odd}));
        REQUIRE_MESSAGE(protocol.has_value(), protocol.error().what);
        CHECK(protocol->drug.name == odd);
        CHECK(protocol->event.name == odd);
    }
}
