// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/tagged.hpp"

#include "corpus/windows_1252.hpp"

#include "fetch/source/nbib.hpp"
#include "fetch/source/record_parts.hpp"
#include "fetch/source/ris.hpp"

#include "fetch/screen/duplicates.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::vector<std::size_t> positions(const std::string& text, const std::string& opening, const std::string& closing)
{
    std::vector<std::size_t> out;
    TaggedSplitter splitter(opening, closing, [&](std::string_view, std::size_t at, bool) { out.push_back(at); });
    splitter.feed(text);
    splitter.finish();
    return out;
}

} // namespace

TEST_CASE("a stream of tagged lines is cut at each record's first tag, also where the end of the one before is missing")
{
    CHECK(positions("junk\nTY  - JOUR\nER  - \n\nTY  - JOUR\nTY - X\n", "TY", "ER") ==
          std::vector<std::size_t>{5, 24, 35});
    CHECK(positions("PMID- 1\r\nTI  - a\r\n\r\nPMID- 2\r\n", "PMID", "") == std::vector<std::size_t>{0, 20});
    CHECK(positions("TI  - a title\nER  - \n", "TY", "ER").empty());
}

TEST_CASE("a stream that ends before the closing line of its last record tells that this one is cut")
{
    const auto cuts = [](const std::string& text, const std::string& opening, const std::string& closing) {
        std::vector<bool> out;
        TaggedSplitter splitter(opening, closing, [&](std::string_view, std::size_t, bool cut) { out.push_back(cut); });
        splitter.feed(text);
        splitter.finish();
        return out;
    };
    CHECK(cuts("TY  - JOUR\nTI  - a\nTY  - JOUR\nAB  - half of an abst", "TY", "ER") == std::vector{false, true});
    CHECK(cuts("TY  - JOUR\nTI  - a\nER  -", "TY", "ER") == std::vector{false});
    CHECK(cuts("PMID- 1\nTI  - a", "PMID", "") == std::vector{false}); // these have no closing line
}

TEST_CASE("a value goes on over lines without a tag, and words that look like one are no tag")
{
    const auto lines = tagged_lines("TY  - JOUR\r\nAB  - one\r\ntwo - three\r\nT1 of them - four\r\nPY  -\r\n");
    REQUIRE(lines.size() == 3);
    CHECK(lines[1].value == "one\ntwo - three\nT1 of them - four");
    CHECK(lines[2].tag == "PY");
    CHECK(lines[2].value.empty());
}

TEST_CASE("a record that is no UTF-8 is read as Windows-1252, one that is stays as it is")
{
    CHECK(decoded("M\xFCller \x96 \x80") == "Müller – €");
    CHECK(decoded("Müller") == "Müller");
}

TEST_CASE("names are taken apart as the databases write them")
{
    CHECK(author_of("Smith, John A., Jr.").initials == "JA");
    CHECK(author_of("Smith, John A., Jr.").suffix == "Jr");
    CHECK(author_of("van der Berg J.-P.").last_name == "van der Berg");
    CHECK(author_of("van der Berg J.-P.").initials == "JP");
    CHECK(author_of("Smith JA").initials == "JA");
    CHECK(author_of("Yilmaz, \xC3\x96zlem").initials == "\xC3\x96");
    CHECK(author_of("Yilmaz, Ali \xC3\x87.").initials == "A\xC3\x87");
    CHECK(author_of("Yilmaz \xC3\x96").initials == "\xC3\x96");
    CHECK(author_of("World Health Organization").collective);
    CHECK(author_of("Plato").last_name == "Plato");
    CHECK(author_of("Smith, John A., Jr.").fore_name == "John A.");
    CHECK(author_of("Smith, J. A.").fore_name == "J A");
    CHECK(author_of("WHO,").collective);
    CHECK(author_of("WHO,").last_name == "WHO");
    CHECK(author_of("Study Group,, Denver, CO").collective);
    CHECK(author_of("Study Group,, Denver, CO").last_name == "Study Group, Denver, CO");
    CHECK_FALSE(author_of("Plato").collective);
}

TEST_CASE("dates of every dialect are read as far as they are known")
{
    CHECK(iso_date(date_of("2015/03/04/")) == "2015-03-04");
    CHECK(iso_date(date_of("2015//")) == "2015");
    CHECK(iso_date(date_of("2015///Spring")) == "2015");
    CHECK(iso_date(date_of("2015 Mar 4")) == "2015-03-04");
    CHECK(iso_date(date_of("2019 Mar-Apr")) == "2019-03");
    CHECK(iso_date(date_of("undated")).empty());
}

TEST_CASE("an identifier is found where the dialects hide it")
{
    CHECK(doi_in("https://doi.org/10.1000/x(1)2.") == "10.1000/x(1)2");
    CHECK(doi_in("10.1000/x [doi]") == "10.1000/x");
    CHECK(doi_in("no such thing 10.5 mg").empty());
    CHECK(pmid_in("Accession: PMID: 12345") == "12345");
    const auto scopus = parse_ris_record(
        "TY  - JOUR\nTI  - a\nDB  - Scopus\nC2  - 31234567\nUR  - https://www.scopus.com/x?eid=2-s2.0-1\n");
    CHECK(scopus->pmid == "31234567");
    CHECK(scopus->id == "scopus:2-s2.0-1");
    const auto abst = parse_ris_record("TY  - JOUR\nTI  - a\nC2  - PMC77\n");
    CHECK(abst->pmcid == "PMC77");
    CHECK(abst->pmid.empty());
}

TEST_CASE("a record that no number tells is known again by what it says, however it is typed")
{
    const auto one = parse_ris_record("TY  - JOUR\nTI  - Hair loss on X.\nAU  - Müller, J\nPY  - 2001\n");
    const auto two = parse_ris_record("TY  - JOUR\nT1  - HAIR LOSS ON X\nA1  - Muller J.\nY1  - 2001/05//\n");
    const auto other = parse_ris_record("TY  - JOUR\nTI  - Hair loss on X\nAU  - Müller, J\nPY  - 2003\n");
    CHECK(one->id == two->id);
    CHECK(one->id != other->id);
}

TEST_CASE("records that differ are two, for a person to merge")
{
    const std::string begin = "TY  - JOUR\nTI  - Hair loss on X\nPY  - 2001\nDO  - 10.1000/x\n";
    const auto full = parse_ris_record(begin + "AU  - Smith, John\nJO  - One\nAB  - She lost her hair.\n");
    const auto bare = parse_ris_record(begin + "AU  - Smith, John\nJO  - One\n");
    const auto elsewhere = parse_ris_record(begin + "AU  - Smith, J\nJO  - Two\n");
    CHECK(full->id != bare->id);
    CHECK(bare->id != elsewhere->id);
    CHECK(find_likenesses({keys_of(*full), keys_of(*bare)}).size() == 1);
}

TEST_CASE("an abstract's headings become the labels of its parts")
{
    const auto parts = abstract_parts("BACKGROUND: One. Case report: Two: three. RESULTS/CONCLUSION: Four.");
    REQUIRE(parts.size() == 3);
    CHECK(parts[1].label == "Case report");
    CHECK(parts[1].body.text == "Two: three.");
    CHECK(parts[2].label == "RESULTS/CONCLUSION");
    CHECK(abstract_parts("No heading. AND no: other.").size() == 1);
}

TEST_CASE("a MEDLINE record says its MeSH with stars and its revision less exactly than the XML")
{
    const auto article = parse_nbib_record(
        "PMID- 12\nLR  - 20200315\nMH  - *Alopecia/chemically induced/*diagnosis\nRN  - 83HN0GTJ6D (Cyclosporine)\n"
        "FAU - Testwright, Ada\nAU  - Testwright AB\nTI  - [Un titre].\n");
    REQUIRE(article);
    CHECK(article->id == "pubmed:12");
    CHECK(iso_date(article->revised) == "2020-03");
    CHECK(article->mesh[0].major);
    CHECK(article->mesh[0].qualifiers[1].major);
    CHECK_FALSE(article->mesh[0].qualifiers[0].major);
    CHECK(article->substances[0].number == "83HN0GTJ6D");
    CHECK(article->authors.size() == 1);
    CHECK(article->authors[0].initials == "AB");
    CHECK(article->title_translated);
    CHECK_FALSE(parse_nbib_record("PMID- x\n"));
}
