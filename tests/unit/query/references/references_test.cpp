// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/notice.hpp"
#include "fetch/source/nbib.hpp"
#include "fetch/source/ris.hpp"
#include "query/references/references.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

Article full_reference()
{
    Article a;
    a.id = "pubmed:4711";
    a.pmid = "4711";
    a.status = "MEDLINE";
    a.title.text = "Hair loss at 103 ng/mL: a {case} of \"50 % & more\".";
    a.title.marks = {{15, 16, true}};
    a.abstract = {{"BACKGROUND", "", {"Made up.", {}}},
                  {"CASE REPORT", "", {"A woman lost her hair; PMID: 99 was told.", {}}}};
    a.authors = {{"van der Probe", "Ada Mary", "AM", "", false, "", {}},
                 {"Smith", "John", "J", "Jr", false, "", {}},
                 {"O'Neil-Müller", "Özlem", "Ö", "", false, "", {}},
                 {"Invented Study Group EUROPE", "", "", "", true, "", {}},
                 {"Institute of Hair, Town", "", "", "", true, "", {}}};
    a.journal = "Journal of Invented Cases";
    a.journal_abbreviation = "J Invent Cases";
    a.issn = "0000-0001";
    a.volume = "7";
    a.issue = "2 Suppl";
    a.pages = "101-4";
    a.published = {2019, 3, 7, ""};
    a.languages = {"eng", "ger"};
    a.publication_types = {{"", "Case Reports"}, {"", "Letter"}};
    a.keywords = {"velnarane", "hair, scalp"};
    a.doi = "10.9999/(SICI)invented_(2019)1:15<114::AID-X1>3.0.CO;2-4";
    a.pmcid = "PMC9900001";
    return a;
}

std::string ris(const Article& article, const std::optional<Decision>& decision = std::nullopt)
{
    std::ostringstream out;
    write_ris(out, {article, decision, "key"});
    return out.str();
}

std::string nbib(const Article& article, const std::optional<Decision>& decision = std::nullopt)
{
    std::ostringstream out;
    write_nbib(out, {article, decision, "key"});
    return out.str();
}

Decision decided_by(Verdict verdict, const std::string& reason, const std::string& by, const std::string& note = "")
{
    return {"pubmed:4711", verdict, reason, by, "2026-01-01T00:00:00Z", note, "", {}};
}

/// What both formats know must be as it was.
void check_same(const Article& was, const Article& now)
{
    CHECK(shown_title(now) == shown_title(was));
    CHECK(shown_abstract(now) == shown_abstract(was));
    CHECK(now.authors == was.authors);
    CHECK(now.journal == was.journal);
    CHECK(now.journal_abbreviation == was.journal_abbreviation);
    CHECK(now.issn == was.issn);
    CHECK(now.volume == was.volume);
    CHECK(now.issue == was.issue);
    CHECK(now.pages == was.pages);
    CHECK(iso_date(now.published) == iso_date(was.published));
    CHECK(now.languages == was.languages);
    CHECK(now.publication_types == was.publication_types);
    CHECK(now.keywords == was.keywords);
    CHECK(now.doi == was.doi);
    CHECK(now.pmcid == was.pmcid);
    CHECK(now.pmid == was.pmid);
    CHECK(now.book == was.book);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a record that was written as RIS is read back as it was")
{
    const Parsed<Article> back = parse_ris_record(ris(full_reference()));
    REQUIRE(back);
    check_same(full_reference(), *back);
    CHECK(back->database == "PubMed");
}

TEST_CASE("a record that was written as NBIB is read back as it was, its indexing and links too")
{
    Article a = full_reference();
    a.mesh = {{"", "Alopecia", true, false, false, {{"", "chemically induced", true}, {"", "drug therapy", false}}}};
    a.substances = {{"", "Cyclosporine", "83HN0GTJ6D"}, {"", "Antibodies", ""}};
    a.supplementary_mesh = {"Some syndrome"};
    a.links = {{"RetractionIn", "4712", "J Invent Cases. 2020;3:4.", ""}};
    a.copyright = "Invented record, for testing only";
    a.electronic = {2018, 12, 30, ""};
    a.authors[1].orcid = "0000-0000-0000-0001";
    a.authors[2].affiliations = {"Made-up Hospital, Nowhere.", "Another."};
    const Parsed<Article> back = parse_nbib_record(nbib(a));
    REQUIRE(back);
    check_same(a, *back);
    CHECK(back->id == a.id);
    CHECK(back->mesh == a.mesh);
    CHECK(back->substances == a.substances);
    CHECK(back->supplementary_mesh == a.supplementary_mesh);
    CHECK(back->links == a.links);
    CHECK(back->copyright == a.copyright);
    CHECK(back->electronic == a.electronic);
}

TEST_CASE("pages, dates and names that are not of the usual form come back from RIS")
{
    for (const char* pages : {"55", "e77", "12-", "5-5", "101-4, 110", "S12-S15", ""}) {
        Article a = full_reference();
        a.pages = pages;
        CHECK(parse_ris_record(ris(a))->pages == pages);
    }
    for (const PartialDate& date : {PartialDate{2019, 3, 0, ""}, PartialDate{2019, 0, 0, ""}, PartialDate{}}) {
        Article a = full_reference();
        a.published = date;
        CHECK(iso_date(parse_ris_record(ris(a))->published) == iso_date(date));
    }
    Article chapter = full_reference();
    chapter.book = true;
    chapter.journal_abbreviation.clear();
    check_same(chapter, *parse_ris_record(ris(chapter)));
}

TEST_CASE("a retraction that PubMed links from elsewhere comes back from RIS")
{
    Article a = full_reference();
    CHECK_FALSE(is_retracted(*parse_ris_record(ris(a))));
    a.links.push_back({"RetractionIn", "", "Invent J Drug React. 2020;8(1):1", ""});
    CHECK(is_retracted(*parse_ris_record(ris(a))));
}

TEST_CASE("an expression of concern comes back from RIS and from labels, as a retraction does")
{
    Article doubted = full_reference();
    doubted.links.push_back({"ExpressionOfConcernIn", "4713", "J Invent Cases. 2020;3:5.", ""});
    CHECK(notice_on(*parse_ris_record(ris(doubted))) == Notice::concern);
    Article retracted = full_reference();
    retracted.id = "pubmed:4714";
    retracted.pmid = "4714";
    retracted.doi.clear();
    retracted.publication_types.push_back({"", "Retracted Publication"});
    const Desk desk, other;
    Store store = desk.store();
    put(store, doubted);
    put(store, retracted);
    put(store, article("4715", "Adams", 1990, "A woman lost her hair."));
    CHECK(desk.run({"export", "labels", "-o", other.file("labels.csv")}).status == 0);
    other.store();
    other.run({"import", other.file("labels.csv")});
    const Store back = other.store();
    std::vector<Notice> notices;
    for (const std::string& id : back.all_article_ids())
        notices.push_back(notice_on(*back.article(id)));
    CHECK(notices == std::vector{Notice::concern, Notice::retracted, Notice::none});
}

TEST_CASE("who cites from BibTeX or CSL sees that the article is retracted, or that there is concern about it")
{
    Article a = full_reference();
    const auto bibtex = [&](const std::optional<Decision>& decision) {
        std::ostringstream out;
        write_bibtex(out, {a, decision, "probe2019"});
        return out.str();
    };
    a.links = {{"ExpressionOfConcernIn", "4713", "J Invent Cases. 2020;3:5.", ""}};
    CHECK(holds(bibtex(std::nullopt), "note = {Expression of concern}"));
    CHECK_FALSE(Json::parse(csl_item({a, std::nullopt, "probe2019"})).contains("status"));
    a.links.push_back({"RetractionIn", "4712", "J Invent Cases. 2021;3:4.", ""});
    const Decision included = decided_by(Verdict::include, "", "ann");
    CHECK(holds(bibtex(included), "note = {Retracted. Casebook: include by ann}"));
    const Json item = Json::parse(csl_item({a, included, "probe2019"}));
    CHECK(item["status"] == "retracted");
    CHECK(item["note"] == "Retracted. Casebook: include by ann");
}

TEST_CASE("a record of another database keeps its number there, and its PMID beside it")
{
    Article a = full_reference();
    a.id = "embase:L60001";
    a.database = "Embase";
    const Parsed<Article> back = parse_ris_record(ris(a));
    REQUIRE(back);
    CHECK(back->id == "embase:L60001");
    CHECK(back->pmid == "4711");
    Article unknown = full_reference();
    unknown.pmid = "99000001";
    unknown.id = "pubmed:99000001";
    CHECK_FALSE(holds(ris(unknown), "AN  - 99000001"));
    CHECK_FALSE(holds(ris(unknown), "PMID: 99000001"));
    CHECK(parse_ris_record(ris(unknown))->pmid.empty());
    CHECK(nbib(unknown).empty());
}

TEST_CASE("decisions stand in RIS in the words of ASReview and of Rayyan")
{
    const std::string by_ann = ris(full_reference(), decided_by(Verdict::exclude, "animal_study", "ann"));
    CHECK(holds(by_ann, "N1  - ASReview_irrelevant\n"));
    CHECK(holds(by_ann, "N1  - RAYYAN-INCLUSION: {\"ann\"=>\"Excluded\"} | RAYYAN-EXCLUSION-REASONS: Animal study\n"));
    CHECK(holds(by_ann, R"(N1  - casebook: {"verdict":"exclude","reason":"animal_study","by":"ann",)"));
    CHECK(holds(ris(full_reference(), decided_by(Verdict::include, "", "ann")), "N1  - ASReview_relevant\n"));
    CHECK(holds(ris(full_reference()), "N1  - ASReview_not_seen\n"));
    CHECK_FALSE(holds(ris(full_reference()), "RAYYAN"));
}

TEST_CASE("what the rules alone decided is no label for ASReview, which takes labels for people's")
{
    const std::string text = ris(full_reference(), decided_by(Verdict::include, "", "rules"));
    CHECK(holds(text, "N1  - ASReview_not_seen\n"));
    CHECK(holds(text, "{\"Casebook rules\"=>\"Included\"}"));
}

TEST_CASE("a DOI or PMID in a person's note is not taken for the record's own")
{
    Article a = full_reference();
    a.doi.clear();
    a.pmid.clear();
    a.id = "record:1";
    a.abstract.clear();
    const Decision decision =
        decided_by(Verdict::exclude, "no_individual_case", "ann", "same as PMID: 17, doi 10.1000/other");
    const Parsed<Article> back = parse_ris_record(ris(a, decision));
    REQUIRE(back);
    CHECK(back->doi.empty());
    CHECK(back->pmid.empty());
}

TEST_CASE("a long value of NBIB goes on in lines behind six blanks")
{
    const std::string text = nbib(full_reference());
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        CHECK(line.size() <= 88);
        CHECK((line.empty() || line.starts_with("      ") || line.substr(4, 2) == "- "));
        rest.remove_prefix(line.size() + 1);
    }
}

TEST_CASE("BibTeX escapes what TeX would run and keeps the capitals of titles and bodies")
{
    std::ostringstream out;
    write_bibtex(out, {full_reference(), decided_by(Verdict::include, "", "ann"), "probe2019"});
    const std::string text = out.str();
    CHECK(text.starts_with("@article{probe2019,\n"));
    CHECK(holds(text, "author = {van der Probe, Ada Mary and Smith, Jr, John and"));
    CHECK(holds(text, "and {Invented Study Group EUROPE} and {Institute of Hair, Town}}"));
    CHECK(holds(text, R"(a \{case\} of "50 \% \& more".}})"));
    CHECK(holds(text, "pages = {101--4}"));
    CHECK(holds(text, "doi = {10.9999/(SICI)invented_(2019)1:15<114::AID-X1>3.0.CO;2-4}"));
    CHECK(holds(text, "note = {Casebook: include by ann}"));
}

TEST_CASE("CSL-JSON has names in parts and the date as numbers")
{
    const Json item = Json::parse(csl_item({full_reference(), std::nullopt, "probe2019"}));
    CHECK(item["type"] == "article-journal");
    CHECK(item["author"][1] == Json{{"family", "Smith"}, {"given", "John"}, {"suffix", "Jr"}});
    CHECK(item["author"][3] == Json{{"literal", "Invented Study Group EUROPE"}});
    CHECK(item["issued"]["date-parts"] == Json::parse("[[2019, 3, 7]]"));
    CHECK_FALSE(item.contains("note"));
}

TEST_CASE("only what is decided so is exported, merged records never, and keys are told apart")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("5", "Adams", 1990, "Once more."));
    put(store, article("6", "Adams", 1990, "The same."));
    store.add(Pairing{"pubmed:2", "pubmed:6", Kinship::duplicate, "ann", "", ""});
    const Json all = Json::parse(desk.run({"export", "csl"}).out);
    CHECK(all.size() == 5);
    CHECK(all[0]["id"] == "adams1990");
    CHECK(all[4]["id"] == "adams1990b");
    CHECK(Json::parse(desk.run({"export", "csl", "--only", "include"}).out).size() == 2);
    CHECK(Json::parse(desk.run({"export", "csl", "--only", "exclude"}).out).size() == 1);
}

TEST_CASE("what an export names is the record that is held, when it comes back as RIS or as labels")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article unnumbered = article("99000007", "Evans", 2012, "Hair loss on cyclosporine in a place without numbers.");
    put(store, unnumbered);
    for (const auto& [format, file] : {std::pair("ris", "back.ris"), std::pair("labels", "back.csv")}) {
        CHECK(desk.run({"export", format, "-o", desk.file(file)}).status == 0);
        const Ran ran = desk.run({"import", desk.file(file)});
        CHECK(ran.out.find(": 5 records: 0 new, 0 revised, 5 unchanged\n") != std::string::npos);
        CHECK(ran.err.empty());
    }
    CHECK(store.all_article_ids().size() == 5);
}

TEST_CASE("a record that names a held one and is not it is a record of its own")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article bare = article("5", "Evans", 2012, "");
    bare.abstract.clear();
    store.put(bare, "bare", {"bare.xml", 0, "database"}, 1);
    const auto row = [&](const std::string& named, const std::string& rest) {
        desk.write("back.csv", "record_id,title,pmid,abstract\n" + named + "," + rest + "\n");
        return desk.run({"import", desk.file("back.csv")}).out;
    };
    const std::string title = store.article("pubmed:1")->title.text;
    CHECK(row("pubmed:1", "\"" + title + "\",1,").find("1 unchanged") != std::string::npos);
    CHECK(row("pubmed:1", "\"" + title + "\",2,").find("1 new") != std::string::npos);
    CHECK(row("pubmed:1", "Another title altogether,,").find("1 new") != std::string::npos);
    CHECK(row("pubmed:77", "A third title that nobody holds,1,").find("1 new") != std::string::npos);
    CHECK(row("pubmed:5", "\"" + bare.title.text + "\",5,An abstract that was not held.").find("1 new") !=
          std::string::npos);
}

TEST_CASE("a retraction or a number that a named record brings is taken, not held to be known")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article typed = article("", "Evans", 2012, "Hair loss on cyclosporine in a place without numbers.");
    typed.id = "record:typed";
    typed.title.text = "A place without numbers and its hair";
    store.put(typed, "typed", {"typed.ris", 0, "database"}, 1);
    CHECK(desk.run({"export", "ris", "-o", desk.file("out.ris")}).status == 0);
    const std::string out = desk.read("out.ris");
    const auto with = [&](const std::string& id, const std::string& line) {
        std::string text = out;
        const std::string note = "N1  - casebook_record: " + id + "\n";
        desk.write("back.ris", text.insert(text.find(note), line + "\n"));
        return desk.run({"import", desk.file("back.ris")}).out;
    };
    CHECK(holds(with("pubmed:1", "N1  - casebook_retracted: true"), ": 1 new, 0 revised, 4 unchanged"));
    CHECK(holds(with("record:typed", "DO  - 10.9999/typed"), ": 1 new, 0 revised, 4 unchanged"));
    CHECK(holds(with("record:typed", "N1  - PMID: 4712"), ": 1 new, 0 revised, 4 unchanged"));
    const auto retracted = [&](const std::string& id) { return is_retracted(*store.article(id)); };
    CHECK(std::ranges::count_if(store.article_ids(), retracted) == 1);
    CHECK(holds(with("pubmed:1", "N1  - casebook_retracted: true"), ": 0 new, 0 revised, 5 unchanged"));
}

TEST_CASE("labels in the machine's view are the machine's, and nobody's word when they are read again")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:4", Verdict::include, "", "ann");
    const auto labels = [&](const std::string& view) {
        CHECK(desk.run({"export", "labels", "--view", view, "-o", desk.file("labels.csv")}).status == 0);
        return desk.read("labels.csv");
    };
    CHECK(holds(labels("agreed"), ",1,include,,ann,"));
    CHECK(holds(labels("agreed"), ",,include,,rules,"));
    CHECK(holds(labels("machine"), ",1,include,,rules,"));
    CHECK(holds(labels("machine"), ",0,exclude,drug_is_treatment_of_event,rules,"));
    CHECK(holds(labels("machine"), ",,unclear,,rules,"));
    const Desk other;
    other.store();
    CHECK(other.run({"import", desk.file("labels.csv")}).out.find("decisions in it") == std::string::npos);
    CHECK(other.store().people().empty());
}
