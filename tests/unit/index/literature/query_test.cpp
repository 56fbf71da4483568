// SPDX-License-Identifier: GPL-3.0-or-later
// The query language, asked of a small index.
#include "corpus/error.hpp"
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

using Numbers = std::vector<std::string>;

IndexItem rich_item()
{
    IndexItem out = item(1, "Patchy alopecia under velnarane", "Kidney transplants and hair loss.", 2019);
    out.article.vernacular_title = "Haarausfall";
    out.article.authors = {{"Sj\xC3\xB6"
                            "berg",
                            "Ada",
                            "A",
                            "",
                            false,
                            "",
                            {}}};
    out.article.journal = "Made-up Archive";
    out.article.mesh = {{"D000505", "Alopecia", false, false, false, {{"Q000139", "chemically induced", true}}}};
    out.article.substances = {{"C1", "zelotropin", ""}};
    out.article.keywords = {"trichology"};
    out.article.other_abstracts = {{"Publisher", "ger", "Glatze"}};
    out.article.publication_types = {{"D002363", "Case Reports"}};
    out.article.languages = {"eng"};
    Case c = velnarane_case(1);
    c.drugs[0].as_reported.value = "Velnara";
    c.drugs[0].indication.value = "made-up nephritis";
    c.patient.sex.value = Sex::female;
    c.patient.age_years.value = 2.5;
    c.latencies.push_back({Latency{{90, 120}, Anchor::transplant}, {}, ""});
    c.reaction.as_reported.value = "bald patches";
    c.reaction.term = "alopecia areata";
    c.reaction.treatments.push_back({"minoxidil", {}, ""});
    c.reaction.outcome.value = Outcome::recovering;
    c.dechallenge.value = Dechallenge::positive;
    out.cases = {c};
    return decided(std::move(out), Verdict::include);
}

struct SearchedShelf : IndexShelf
{
    SearchedShelf()
    {
        IndexItem treated = decided(item(2, "Velnarane for alopecia", "It grew again.", 2005), Verdict::exclude,
                                    "drug_is_treatment_of_event", "ann");
        treated.cases = {velnarane_case(1, Role::treatment_of_event)};
        index({rich_item(), treated,
               item(10, "A study of mice",
                    "Sp\xC3\xA4tfolgen; e\xEF\xAC\x83"
                    "cacy.",
                    2001)});
    }
    Numbers ask(const std::string& query) const { return numbers(find(query, "year")); }
};

} // namespace

TEST_CASE("words are found in title, abstract, headings, substances and keywords, whatever their ending")
{
    const SearchedShelf library;
    CHECK(library.ask("velnarane") == Numbers{"2", "1"});
    CHECK(library.ask("kidneys transplanted") == Numbers{"1"});
    CHECK(library.ask("Kidneys Transplanted") == Numbers{"1"});
    CHECK(library.ask("zelotropin") == Numbers{"1"});
    CHECK(library.ask("trichology") == Numbers{"1"});
    CHECK(library.ask("haarausfall") == Numbers{"1"});
    CHECK(library.ask("chemically induced") == Numbers{"1"});
    CHECK(library.ask("nowhere").empty());
}

TEST_CASE("several words must all be there, AND, OR, NOT, minus, brackets, phrases and wildcards work")
{
    const SearchedShelf library;
    CHECK(library.ask("velnarane kidney") == Numbers{"1"});
    CHECK(library.ask("kidney OR mice") == Numbers{"10", "1"});
    CHECK(library.ask("velnarane NOT kidney") == Numbers{"2"});
    CHECK(library.ask("velnarane -kidney") == Numbers{"2"});
    CHECK(library.ask("NOT velnarane") == Numbers{"10"});
    CHECK(library.ask("(kidney OR mice) AND study") == Numbers{"10"});
    CHECK(library.ask("\"hair loss\"") == Numbers{"1"});
    CHECK(library.ask("\xE2\x80\x9Chair loss\xE2\x80\x9D") == Numbers{"1"});
    CHECK(library.ask("\"loss hair\"").empty());
    CHECK(library.ask("trich*") == Numbers{"1"});
}

TEST_CASE("a phrase does not run from one part of a record into the next")
{
    CHECK(SearchedShelf().ask("\"velnarane kidney\"").empty());
    CHECK(SearchedShelf().ask("\"velnarane haarausfall\"").empty());
}

TEST_CASE("accents and ligatures make no difference, in the text or in the query")
{
    const SearchedShelf library;
    for (const char* query : {"spatfolgen", "Sp\xC3\xA4tfolgen", "sp\xC3\xA4tfolgen", "efficacy",
                              "e\xEF\xAC\x83"
                              "cacy"})
        CHECK_MESSAGE(library.ask(query) == Numbers{"10"}, query);
    CHECK(library.ask("author:sjoberg") == Numbers{"1"});
    CHECK(library.ask("author:Sj\xC3\xB6"
                      "berg") == Numbers{"1"});
}

TEST_CASE("nothing finds everything")
{
    CHECK(SearchedShelf().ask("").size() == 3);
    CHECK(SearchedShelf().ask("  ").size() == 3);
}

TEST_CASE("each field finds its own text and not that of others")
{
    const SearchedShelf library;
    CHECK(library.ask("title:kidney").empty());
    CHECK(library.ask("title:patchy") == Numbers{"1"});
    CHECK(library.ask("journal:archive") == Numbers{"1"});
    CHECK(library.ask("mesh:\"chemically induced\"") == Numbers{"1"});
    CHECK(library.ask("mesh:zelotropin") == Numbers{"1"});
    CHECK(library.ask("glatze").empty());
    CHECK(library.ask("other_abstract:glatze") == Numbers{"1"});
    CHECK(library.ask("indication:nephritis") == Numbers{"1"});
    CHECK(library.ask("event:bald") == Numbers{"1"});
    CHECK(library.ask("event:areata") == Numbers{"1"});
    CHECK(library.ask("event_treatment:minoxidil") == Numbers{"1"});
}

TEST_CASE("exact fields take a value, or its beginning")
{
    const SearchedShelf library;
    CHECK(library.ask("role:suspect") == Numbers{"1"});
    CHECK(library.ask("role:treatment") == Numbers{"2"});
    CHECK(library.ask("role:\"treatment of event\"") == Numbers{"2"}); // as tables print it
    CHECK(library.ask("(role:Suspect)") == Numbers{"1"});
    CHECK(library.ask("drug:velnarane") == Numbers{"2", "1"});
    CHECK(library.ask("drug:Velnara") == Numbers{"1"});
    CHECK(library.ask("event_term:\"alopecia areata\"") == Numbers{"1"});
    CHECK(library.ask("decision:include") == Numbers{"1"});
    CHECK(library.ask("decision:unclear") == Numbers{"10"});
    CHECK(library.ask("reason:drug_is") == Numbers{"2"});
    CHECK(library.ask("by:ann") == Numbers{"2"});
    CHECK(library.ask("type:\"case reports\"") == Numbers{"1"});
    CHECK(library.ask("language:eng") == Numbers{"1"});
    CHECK(library.ask("NOT decision:exclude").size() == 2);
    CHECK(library.ask("velnarane -decision:exclude") == Numbers{"1"});
    CHECK(library.ask("role:suspect OR role:treatment_of_event").size() == 2);
}

TEST_CASE("a PMID is found whole or not at all")
{
    CHECK(SearchedShelf().ask("pmid:98000001") == Numbers{"1"});
    CHECK(SearchedShelf().ask("pmid:9800000").empty());
}

TEST_CASE("numbers are found by range, open at either end, or alone, also in brackets and with a minus")
{
    const SearchedShelf library;
    CHECK(library.ask("year:2005..") == Numbers{"2", "1"});
    CHECK(library.ask("year:..2005") == Numbers{"10", "2"});
    CHECK(library.ask("year:2005") == Numbers{"2"});
    CHECK(library.ask("year:2002..2010") == Numbers{"2"});
    CHECK(library.ask("velnarane NOT year:2005") == Numbers{"1"});
    CHECK(library.ask("(year:2005 OR year:2001)") == Numbers{"10", "2"});
    CHECK(library.ask("(year:2005..2006) velnarane") == Numbers{"2"});
    CHECK(library.ask("latency:30..400") == Numbers{"1"});
    CHECK(library.ask("latency:91..400").empty());
    CHECK(library.ask("age_years:2.5") == Numbers{"1"});
    CHECK(library.ask("age_years:..18") == Numbers{"1"});
}

TEST_CASE("a field is known in any case, a word in quotes names none")
{
    const SearchedShelf library;
    CHECK(library.ask("Year:2005") == Numbers{"2"});
    CHECK(library.ask("ROLE:suspect") == Numbers{"1"});
    CHECK(library.ask("\"kidney:failure\"").empty());
    CHECK(library.ask("\"nosuchfield:failure\"").empty());
    CHECK_NOTHROW(library.ask("10:30 note: x"));
}

TEST_CASE("what cannot be meant is a usage error that says what is known")
{
    const SearchedShelf library;
    CHECK_THROWS_WITH_AS(library.ask("colour:blue"), doctest::Contains("no field \"colour\". The fields are: drug,"),
                         UsageError);
    CHECK_THROWS_WITH_AS(library.ask("(Colour:blue)"), doctest::Contains("\"colour\""), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("year:soon"), doctest::Contains("year:soon is no number"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("year:2005-2010"), doctest::Contains("write year:30, year:30..60"), UsageError);
    CHECK_THROWS_AS(library.ask("year:.."), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("latency:400..30"), doctest::Contains("runs backwards; write latency:30..400"),
                         UsageError);
    CHECK_THROWS_WITH_AS(library.ask("role:suspekt"), doctest::Contains("Did you mean \"suspect\"?"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("sex:unknown"), doctest::Contains("expected male, female"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("decision:included"), doctest::Contains("expected include, exclude"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("*pecia"), doctest::Contains("the end of a word"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("hair -year:2005"), doctest::Contains("write NOT year:"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("-role:suspect -kidney"), doctest::Contains("write NOT role:suspect"), UsageError);
    CHECK_THROWS_WITH_AS(library.find("", "colour"), doctest::Contains("cannot sort by \"colour\""), UsageError);
}

TEST_CASE("a mistake is shown with its place in the query and with what to write")
{
    const SearchedShelf library;
    CHECK_THROWS_WITH_AS(library.ask("kidney role:"),
                         doctest::Contains("role: has no value; write one right behind the colon: suspect"),
                         UsageError);
    CHECK_THROWS_WITH_AS(library.ask("kidney role:"), doctest::Contains("\n  kidney role:\n         ^"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("year: 2005"), doctest::Contains("year:30..60"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("title:"), doctest::Contains("title:\"two words\""), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("hair rolle:suspect"), doctest::Contains("Did you mean \"role\"?"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("caf\xC3\xA9 sex:no"), doctest::Contains("\n  caf\xC3\xA9 sex:no\n       ^"),
                         UsageError);
    CHECK_THROWS_WITH_AS(library.ask("hair AND OR loss"), doctest::Contains("OR has nothing before it"), UsageError);
    CHECK_THROWS_WITH_AS(library.ask("hair OR"), doctest::Contains("write \"or\" small.\n  hair OR\n       ^"),
                         UsageError);
    CHECK_THROWS_WITH_AS(library.ask(std::string(300, 'x') + " colour:blue"), doctest::Contains("\xE2\x80\xA6"),
                         UsageError);
    CHECK_NOTHROW(library.ask("\"role: AND\""));
}

TEST_CASE("a value that no article has is told, with the nearest or with all that there are")
{
    const SearchedShelf library;
    const auto notes = [&](const std::string& query) { return library.find(query).notes; };
    CHECK(notes("event_term:\"alopecia areta\"") ==
          Numbers{"event_term:alopecia areta is in no article. Did you mean \"alopecia areata\"?"});
    CHECK(notes("event_term:deafness hair") ==
          Numbers{"event_term:deafness is in no article. There are: alopecia areata."});
    CHECK(notes("outcome:fatal") == Numbers{"outcome:fatal is in no article. There are: recovering."});
    CHECK(notes("pmid:1") == Numbers{"pmid:1 is in no article."});
    CHECK(notes("blames:zelotropin") == Numbers{"blames:zelotropin is in no article. There are: velnara, velnarane."});
    CHECK(notes("drug:velnarane role:suspect kidney").empty());
    IndexShelf bare;
    bare.index({item(1, "Hair")});
    CHECK(bare.find("drug:velnarane").notes ==
          Numbers{"drug:velnarane is in no article. No article has a value of drug yet: `casebook extract` and `index` "
                  "make them."});
    IndexItem blaming = item(1, "Hair");
    blaming.blamed = {"velnarane"};
    bare.index({blaming});
    CHECK(bare.find("drug:velnarane").notes == Numbers{"drug:velnarane is in no article. Of cases it is the drug; "
                                                       "`blames:velnarane` finds 1 article whose words blame it."});
}

TEST_CASE("a bracket or a quotation mark without its partner is told, with how the query was read")
{
    const SearchedShelf library;
    const auto same = [&](const std::string& broken, const std::string& whole) {
        const Found found = library.find(broken);
        CHECK(found.total == library.find(whole).total);
        return found.notes;
    };
    CHECK(same("hair AND (kidney OR loss", "hair AND (kidney OR loss)") ==
          Numbers{"A `(` is not closed: it was closed at the end."});
    CHECK(same("hair) AND kidney", "hair AND kidney") == Numbers{"There is a `)` without its `(`: it was left out."});
    CHECK(same("\"hair loss", "\"hair loss\"") ==
          Numbers{"A quotation mark is not closed: what follows it was read as one phrase."});
    CHECK(library.find("(hair AND kidney) OR \"(\" loss").notes.empty());
}

TEST_CASE("bytes that are no text are asked for without harm")
{
    CHECK_NOTHROW(SearchedShelf().ask("caf\xE9 \xFF"));
    CHECK_NOTHROW(SearchedShelf().ask(std::string(5000, 'x')));
    CHECK_NOTHROW(SearchedShelf().ask("\"unclosed AND ("));
}

TEST_CASE("a misspelt word brings a suggestion")
{
    CHECK(SearchedShelf().find("velnarene").suggestion == "velnarane");
    CHECK(SearchedShelf().find("velnarane").suggestion == "");
}

TEST_CASE("every field that the list of query fields names can be asked for")
{
    const SearchedShelf library;
    for (const QueryField& field : query_fields()) {
        try {
            library.ask(field.name + ":1");
        } catch (const UsageError& e) { // a field with values of its own
            CHECK(std::string(e.what()).find(":1 is no value of " + field.name) != std::string::npos);
        }
        CHECK(!field.help.empty());
    }
}
