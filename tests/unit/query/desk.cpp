// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"

#include "corpus/archive.hpp"
#include "query/request.hpp"

#include <atomic>
#include <cstdlib>
#include <sstream>
#include <unistd.h>

namespace casebook::test {

namespace {

constexpr const char* protocol = R"({
  "version": 1, "title": "Alopecia following cyclosporine",
  "search": { "pubmed": "alopecia AND cyclosporine" },
  "drug": { "name": "cyclosporine", "synonyms": ["ciclosporin", "CsA"], "brands": ["Neoral"] },
  "event": { "name": "alopecia", "terms": { "alopecia areata": ["AA"], "alopecia": ["hair loss"] } },
  "include": ["exposure_then_event"], "exclude": ["not_english", "drug_is_treatment_of_event"]
})";

std::string pubmed_xml(const Article& article)
{
    return "<PubmedArticle><MedlineCitation Status=\"MEDLINE\"><PMID Version=\"1\">" + article.pmid +
           "</PMID><Article PubModel=\"Print\"><Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>" +
           std::to_string(article.published.year) + "</Year></PubDate></JournalIssue><Title>" + article.journal +
           "</Title></Journal><ArticleTitle>" + article.title.text + "</ArticleTitle><Abstract><AbstractText>" +
           article.abstract.at(0).body.text + "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>";
}

} // namespace

Desk::Desk()
{
    static std::atomic<int> count = 0;
    folder = std::filesystem::temp_directory_path() /
             ("casebook-desk-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(folder);
    write_file(folder / "protocol.json", protocol);
    at("2026-01-01T00:00:00Z");
}

Desk::~Desk()
{
    std::filesystem::remove_all(folder);
    ::unsetenv("CASEBOOK_NOW");
}

Ran Desk::run(const std::vector<std::string>& words) const
{
    std::vector<std::string> all = {"casebook", "-C", folder.string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<const char*> argv;
    for (const std::string& word : all)
        argv.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_command_line(static_cast<int>(argv.size()), argv.data(), {out, err});
    return {status, out.str(), err.str()};
}

Store Desk::store() const { return Store::open(folder / "casebook.db"); }
std::string Desk::read(const std::string& name) const { return read_file(folder / name); }
void Desk::write(const std::string& name, const std::string& text) const { write_file(folder / name, text); }

void at(const std::string& time) { ::setenv("CASEBOOK_NOW", time.c_str(), 1); }

Article article(const std::string& pmid, const std::string& author, int year, const std::string& abstract)
{
    Article a;
    a.id = "pubmed:" + pmid;
    a.pmid = pmid;
    a.title.text = "Hair loss on cyclosporine, report " + pmid + ".";
    a.abstract.push_back({"", "", {abstract, {}}});
    a.authors.push_back({author, "Ann", "A", "", false, "", {}});
    a.journal = "Journal of Invented Cases";
    a.published.year = year;
    a.languages = {"eng"};
    return a;
}

void put(Store& store, const Article& article, std::int64_t run)
{
    store.put(article, pubmed_xml(article), {"invented.xml", 0, "database"}, run);
}

Case suspect_case(int number, const std::string& drug)
{
    Case c;
    c.number = number;
    c.drugs.push_back({drug, {}, {Role::suspect, {}, {}}, {}, {}, {}, {}});
    return c;
}

void decide(Store& store, const std::string& id, Verdict verdict, const std::string& reason, const std::string& by)
{
    store.add(Decision{id, verdict, reason, by, "", "", "", {}});
}

namespace {

Case first_patient(const Article& a)
{
    Case c = suspect_case(1);
    c.drugs.front().role = stated(a, Role::suspect, "after starting cyclosporine");
    c.drugs.front().as_reported = stated<std::string>(a, "cyclosporine", "cyclosporine");
    c.drugs.front().dose_text = stated<std::string>(a, "200 mg daily", "200 mg daily");
    c.patient.age_years = stated(a, 30.0, "30-year-old");
    c.patient.sex = stated(a, Sex::female, "woman");
    c.reaction.as_reported = stated<std::string>(a, "AA", "AA");
    c.reaction.term = "alopecia areata";
    c.latencies.push_back(stated(a, Latency{{84, 84}, Anchor::first_dose}, "12 weeks after"));
    c.dechallenge = stated(a, Dechallenge::positive, "stopped and her hair regrew");
    c.reaction.outcome = stated(a, Outcome::recovered, "regrew");
    return c;
}

void fill_first(Store& store)
{
    const Article a =
        article("1", "Adams", 1990,
                "A 30-year-old woman lost her hair (AA) 12 weeks after starting cyclosporine 200 mg daily. "
                "It was stopped and her hair regrew. This is the second reported case.");
    put(store, a);
    const Claim claim{stated(a, 0, "the second reported case").evidence, 2};
    store.put_extraction(a.id, "k", {{first_patient(a)}, {claim}});
    decide(store, a.id, Verdict::include);
}

void fill_second(Store& store)
{
    const Article a = article(
        "2", "Brown", 2001, "Two men aged 40 and 50 had hair loss while on cyclosporine; one continued it unchanged.");
    put(store, a);
    Case one = suspect_case(1);
    one.patient.age_years = stated(a, 40.0, "40");
    one.patient.sex = stated(a, Sex::male, "men");
    one.dechallenge = stated(a, Dechallenge::not_done, "continued it unchanged");
    Case two = suspect_case(2);
    two.patient.age_years = stated(a, 50.0, "50");
    two.patient.sex = stated(a, Sex::male, "men");
    store.put_extraction(a.id, "k", {{one, two}, {}});
    decide(store, a.id, Verdict::include);
}

} // namespace

void fill(Store& store)
{
    store.start_run("import", "{}");
    store.update_run(1, "done", "{}");
    fill_first(store);
    fill_second(store);
    put(store, article("3", "Clark", 2005, "Cyclosporine was given for alopecia areata."));
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event");
    const Article a = article("4", "Davis", 2010, "Hair loss in a woman on cyclosporine and other drugs.");
    put(store, a);
    Case c = suspect_case(1);
    c.patient.sex = stated(a, Sex::female, "woman");
    store.put_extraction(a.id, "k", {{c}, {}});
    decide(store, a.id, Verdict::unclear);
}

} // namespace casebook::test
