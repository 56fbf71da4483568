// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_query.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// A made-up record with something in every field.
Article made_up()
{
    Article a;
    a.pmid = "12345678";
    a.status = "MEDLINE";
    a.title.text = "Hair loss on ciclosporin: two cases";
    a.vernacular_title = "Perte de cheveux";
    a.abstract = {{"BACKGROUND", "", {"Alopecia areata is rare.", {}}},
                  {"", "", {"The hair of one patient grew.", {}}}};
    a.authors = {{"O'Neil", "Mary", "MJ", "", false, "", {"University of Somewhere"}},
                 {"Wang", "Yi", "Y", "", false, "", {}},
                 {"The Hair Group", "", "", "", true, "", {}}};
    a.journal = "Journal of Hair";
    a.journal_abbreviation = "J Hair";
    a.issn = "1234-5678";
    a.volume = "7";
    a.published = {2019, 4, 0, ""};
    a.electronic = {2018, 12, 30, ""};
    a.entered = {2019, 1, 5, ""};
    a.revised = {2020, 6, 7, ""};
    a.languages = {"fre"};
    a.publication_types = {{"D002363", "Case Reports"}, {"D016428", "Journal Article"}};
    a.mesh = {{"D016572", "Cyclosporine", false, false, false, {{"Q000009", "adverse effects", true}}},
              {"D000506", "Alopecia Areata", false, false, false, {{"Q000139", "chemically induced", false}}},
              {"D006801", "Humans", false, false, false, {}}};
    a.substances = {{"D016572", "Cyclosporine", "83HN0GTJ6D"}};
    a.keywords = {"drug eruption", "scalp"};
    a.doi = "10.1000/xyz.1";
    a.pmcid = "PMC77";
    return a;
}

TermMapping small_mapping()
{
    return {[](std::string_view typed) -> std::vector<std::string> {
                if (typed == "cyclosporine" || typed == "CyA")
                    return {"ciclosporin"};
                if (typed == "baldness")
                    return {"alopecia"};
                if (typed == "hair shedding disease")
                    return {"alopecia"};
                return {};
            },
            [](std::string_view heading) -> std::vector<std::string> {
                return heading == "alopecia" || heading == "baldness" ? std::vector<std::string>{"Alopecia Areata"}
                                                                      : std::vector<std::string>();
            }};
}

bool finds(std::string_view text)
{
    const auto parsed = parse_pubmed_query(text, small_mapping());
    REQUIRE_MESSAGE(parsed.has_value(), text);
    return matches(parsed->query, document_of(made_up()));
}

std::string translated(std::string_view text)
{
    const auto parsed = parse_pubmed_query(text, small_mapping());
    return parsed ? translation(parsed->query) : parsed.error().what;
}

} // namespace

TEST_CASE("words without a tag are looked for in title, abstract, vocabulary and keywords")
{
    for (const std::string text :
         {"ciclosporin", "areata", "humans", "scalp", "Case Reports", "HAIR", "loss hair", "Perte"})
        CHECK_MESSAGE(finds(text), text);
    for (const std::string text : {"wang", "cases three", "university", "hai"})
        CHECK_FALSE_MESSAGE(finds(text), text);
}

TEST_CASE("a quoted phrase stands together and does not run from one field into the next")
{
    CHECK(finds("\"hair loss\""));
    CHECK_FALSE(finds("\"loss hair\""));
    CHECK_FALSE(finds("\"two cases background\""));
    CHECK_FALSE(finds("\"cases alopecia\""));
    CHECK(finds("\"areata is rare\"[tiab]"));
    CHECK_FALSE(finds("\"rare the hair\"[tiab]"));
}

TEST_CASE("operators are read from left to right, without precedence")
{
    CHECK_FALSE(finds("hair OR nothing1 AND nothing2"));
    CHECK(finds("hair OR (nothing1 AND nothing2)"));
    CHECK(finds("nothing1 AND nothing2 OR hair"));
    CHECK(finds("hair NOT kidney"));
    CHECK_FALSE(finds("hair NOT alopecia"));
    CHECK(finds("hair NOT alopecia OR ciclosporin"));
    CHECK(finds("hair AND NOT kidney"));
    CHECK(finds("(hair) (ciclosporin)"));
    CHECK_FALSE(finds("(hair) (kidney)"));
}

TEST_CASE("only capitals are operators")
{
    CHECK_FALSE(finds("hair or kidney"));
    CHECK(finds("hair OR kidney"));
}

TEST_CASE("a star stands for the rest of a word")
{
    CHECK(finds("ciclospor*"));
    CHECK(finds("\"hair lo*\"[ti]"));
    CHECK(finds("\"ha* loss\"[ti]"));
    CHECK_FALSE(finds("\"hai loss\"[ti]"));
    CHECK_FALSE(finds("iclospor*"));
    CHECK(finds("cyclospor*[nm]"));
    CHECK(finds("alop*[mh]"));
}

TEST_CASE("each field is searched by its tags, in any spelling")
{
    for (const std::string text : {"hair loss[ti]",
                                   "hair loss[Title]",
                                   "rare[ab]",
                                   "rare[Abstract]",
                                   "scalp[tiab]",
                                   "scalp[Title/Abstract]",
                                   "scalp[ot]",
                                   "cheveux[tt]",
                                   "humans[tw]",
                                   "adverse effects[tw]",
                                   "somewhere[ad]",
                                   "cyclosporine[mh]",
                                   "Cyclosporine/adverse effects[MeSH Terms]",
                                   "cyclosporine[majr]",
                                   "adverse effects[sh]",
                                   "cyclosporine[nm]",
                                   "83HN0GTJ6D[rn]",
                                   "case reports[pt]",
                                   "Case Reports[Publication Type]",
                                   "french[la]",
                                   "fre[la]",
                                   "wang y[au]",
                                   "wang[au]",
                                   "o'neil m[au]",
                                   "o'neil[1au]",
                                   "the hair group[cn]",
                                   "j hair[ta]",
                                   "Journal of Hair[ta]",
                                   "1234-5678[ta]",
                                   "10.1000/xyz.1[doi]",
                                   "PMC77[aid]",
                                   "7[vi]",
                                   "hasabstract[sb]",
                                   "medline[sb]",
                                   "wang[all]",
                                   "free full text[filter]",
                                   "12345678[uid]",
                                   "12345678[pmid]"})
        CHECK_MESSAGE(finds(text), text);
    for (const std::string text :
         {"rare[ti]", "hair loss[ab]", "hair[mh]", "alopecia[majr]", "case[pt]", "english[la]", "\"wang\"[au]",
          "wang yi[au]", "wang[1au]", "hair[ta]", "8[vi]", "publisher[sb]", "1[uid]"})
        CHECK_FALSE_MESSAGE(finds(text), text);
}

TEST_CASE("dates are read in full and in part, alone and as ranges")
{
    for (const std::string text :
         {"2019[dp]", "2019/04[dp]", "2019/04/01[dp]", "2018/12/30[dp]", "2018:2018[dp]", "2019/01/01:2019/12/31[edat]",
          "2019/01/05[edat]", "2019-01-05[edat]", "\"2019/01/01\"[Date - Entry] : \"3000\"[Date - Entry]",
          "2019[edat] : 2020[edat]", "2020/06/07[mdat]", "2020[lr]", "2018/12[epdat]", "1900:2100[crdt]"})
        CHECK_MESSAGE(finds(text), text);
    for (const std::string text :
         {"2017[dp]", "2019/05[dp]", "2019/01/06:2019/12/31[edat]", "2019/12/31:2019/01/01[edat]", "2019/04[epdat]",
          "soon[dp]", "2019/13[dp]", "2019/1/2/3[dp]"})
        CHECK_FALSE_MESSAGE(finds(text), text);
}

TEST_CASE("PMIDs are found by number and by range, a bare year is a word")
{
    CHECK(finds("12345678"));
    CHECK(finds("1:12345678[uid]"));
    CHECK_FALSE(finds("1:12345677[uid]"));
    CHECK_FALSE(finds("2019"));
    CHECK(finds("hair AND 12345678"));
}

TEST_CASE("proximity lets other words stand between and any order")
{
    CHECK(finds("\"loss hair\"[Title:~0]"));
    CHECK(finds("\"hair ciclosporin\"[Title:~2]"));
    CHECK_FALSE(finds("\"hair ciclosporin\"[Title:~1]"));
    CHECK_FALSE(finds("\"cases alopecia\"[Title/Abstract:~9]"));
}

TEST_CASE("what was typed without tag and quotes is mapped, the longest phrase first")
{
    CHECK(finds("cyclosporine"));
    CHECK(finds("CyA"));
    CHECK_FALSE(finds("\"CyA\""));
    CHECK_FALSE(finds("CyA[tiab]"));
    CHECK(finds("hair shedding disease"));
    CHECK(finds("CyA hair shedding disease"));
    CHECK(translated("CyA scalp") == "(\"cya\"[All Fields] OR \"ciclosporin\"[All Fields]) AND \"scalp\"[All Fields]");
}

TEST_CASE("a MeSH heading finds what is below it unless told not to")
{
    CHECK(finds("alopecia[mh]"));
    CHECK_FALSE(finds("alopecia[mh:noexp]"));
    CHECK(finds("alopecia areata[mh:noexp]"));
    CHECK(finds("baldness"));
}

TEST_CASE("small words are passed over where words are joined")
{
    CHECK(finds("loss of the hair"));
    CHECK_FALSE(finds("\"loss of the hair\""));
}

TEST_CASE("the translation shows how the search was understood")
{
    CHECK(translated("(hair OR scalp) AND 2019:2020[dp]") ==
          "(\"hair\"[All Fields] OR \"scalp\"[All Fields]) AND 2019/01/01:2020/12/31[Date - Publication]");
    CHECK(translated("a[ti] NOT 1:7[uid]") == "\"a\"[Title] NOT 1:7[UID]");
}

TEST_CASE("a tag that does not exist is reported and its words are searched without it")
{
    const auto parsed = parse_pubmed_query("hair[xyz]", small_mapping());
    REQUIRE(parsed);
    CHECK(parsed->unknown_fields == std::vector<std::string>{"xyz"});
    CHECK(matches(parsed->query, document_of(made_up())));
}

TEST_CASE("operators in the air are passed over, as PubMed does")
{
    CHECK(finds("AND hair"));
    CHECK(finds("hair OR"));
    CHECK_FALSE(finds("hair NOT hair AND"));
}

TEST_CASE("what cannot be understood is an error with its place")
{
    struct Row
    {
        std::string text;
        std::size_t position;
    };
    for (const Row& row : {Row{"", 0}, Row{"(hair", 0}, Row{"hair)", 4}, Row{"x AND (y OR (z)", 6}, Row{"\"hair", 0},
                           Row{"hair[ti", 4}, Row{"#1 AND x", 0}, Row{"[ti]", 0}, Row{"hair AND ()", 10}}) {
        const auto parsed = parse_pubmed_query(row.text, small_mapping());
        CAPTURE(row.text);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().position == row.position);
    }
    CHECK_FALSE(parse_pubmed_query(std::string(100000, '('), {}));
}

TEST_CASE("brackets and quotes that do not pair are found, brackets within quotes do not count")
{
    CHECK(check_pairs("(a OR \"b (\") AND c"));
    CHECK(check_pairs(""));
    CHECK(check_pairs("(a OR b").error().position == 0);
    CHECK(check_pairs("a) OR b").error().position == 1);
    CHECK(check_pairs("a \"b").error().position == 2);
}
