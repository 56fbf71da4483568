// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/prisma.hpp"

#include "corpus/text.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

Flow flow_of(const Desk& desk, FlowLayout layout = FlowLayout::by_data, const std::string& since = "")
{
    Request request;
    request.dir = desk.folder;
    return make_flow(open_casebook(request), layout, since);
}

std::string because_of(const Flow& flow)
{
    std::string out;
    for (const FlowIdentity& rule : flow_identities(flow))
        out += rule.because;
    return out;
}

/// A finished update: what is put in with its number came with it.
std::int64_t update_run(Store& store)
{
    const std::int64_t run = store.start_run("update", "{}");
    store.update_run(run, "done", "{}");
    return run;
}

std::string value_of_key(const Flow& flow, std::string_view key)
{
    for (const auto& [name, text] : flow_values(flow))
        if (name == key)
            return text;
    return "no such key";
}

} // namespace

TEST_CASE("every reason of exclusion has a label that the R package's lists can hold")
{
    for (const Reason& reason : reasons) {
        CHECK(reason_label(reason.id) != reason.id);
        CHECK(reason_label(reason.id).find_first_of(",;") == std::string::npos);
    }
}

TEST_CASE("what the rules exclude alone is marked by automation tools, what is unclear is sought and still open")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Flow flow = flow_of(desk);
    CHECK(value_of_key(flow, "database_specific_results") == "PubMed, 4");
    CHECK(flow.excluded_automatic == 1);
    CHECK(flow.records_screened == 3);
    CHECK(flow.screened_by_tools == 3);
    CHECK(flow.records_excluded == 0);
    CHECK(flow.found.sought == 3);
    CHECK(flow.found.assessed == 2);
    CHECK(flow.found.open == 1);
    CHECK(flow.new_reports == 2);
    CHECK(flow.total_patients == 3);
    CHECK(because_of(flow) == "1 report still open: not yet read, or unclear and to be decided");
    CHECK(layout_text(flow) == "new review, databases and registers only");
    CHECK(value_of_key(flow, "website_results") == "NA");
}

TEST_CASE("a person's exclusion counts at title and abstract, at full text, or as not retrieved")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event", "ann");
    store.add(Decision{"pubmed:4", Verdict::exclude, "other_drug_is_suspect", "ann", "", "", "", {}, Stage::full_text});
    decide(store, "pubmed:2", Verdict::exclude, "no_full_text", "ann");
    const Flow flow = flow_of(desk);
    CHECK(flow.excluded_automatic == 0);
    CHECK(flow.records_screened == 4);
    CHECK(flow.records_excluded == 1);
    CHECK(flow.found.not_retrieved == 1);
    CHECK(value_of_key(flow, "dbr_excluded") == "Another drug is suspected, 1");
    CHECK(flow.new_reports == 1);
    CHECK(flow.on_the_record_alone == 1);
    CHECK(because_of(flow).empty());
}

TEST_CASE("a record that nobody screened, and one deleted by NLM, are found again in the numbers")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("5", "Evans", 2012, "Nobody looked at this."));
    store.mark_deleted("pubmed:4", 1);
    const Flow flow = flow_of(desk);
    CHECK(value_of_key(flow, "database_results") == "5");
    CHECK(flow.excluded_other == 1);
    CHECK(flow.not_screened == 1);
    CHECK(because_of(flow) == "1 record not screened yet");
}

TEST_CASE("merged records are duplicates, an article that a database has does not come by other methods")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article letter = article("6", "Adams", 1990, "The first report once more.");
    store.put(letter, "raw", {"typed in", 0, "citation"}, 1);
    put(store, article("7", "Adams", 1990, "And again."));
    store.add(Pairing{"pubmed:1", "pubmed:6", Kinship::duplicate, "ann", "", ""});
    store.add(Pairing{"pubmed:1", "pubmed:7", Kinship::duplicate, "ann", "", ""});
    Article other = article("8", "Frank", 1999, "By a reference list.");
    store.put(other, "raw", {"typed in", 0, "citation"}, 1);
    decide(store, "pubmed:8", Verdict::include, "", "ann");
    const Flow flow = flow_of(desk);
    CHECK(layout_text(flow) == "new review, databases, registers and other methods");
    CHECK(value_of_key(flow, "database_results") == "5");
    CHECK(flow.duplicates == 1);
    CHECK(value_of_key(flow, "citations_results") == "2");
    CHECK(flow.known_otherwise == 1);
    CHECK(flow.found_otherwise.sought == 1);
    CHECK(flow.new_reports == 3);
    const Flow without = flow_of(desk, FlowLayout::new_review);
    CHECK(because_of(without).ends_with("1 report found by other methods, which this layout leaves out"));
}

TEST_CASE("before the second finished update stands the previous version")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    update_run(store);
    CHECK_FALSE(flow_of(desk).updated);
    const std::int64_t second = update_run(store);
    put(store, article("5", "Evans", 2012, "New in the update."), second);
    decide(store, "pubmed:5", Verdict::include);
    decide(store, "pubmed:2", Verdict::exclude, "other_drug_is_suspect", "ann");
    const Flow flow = flow_of(desk, FlowLayout::update);
    CHECK(flow.updated);
    CHECK(flow.previous_reports == 2);
    CHECK(value_of_key(flow, "database_results") == "2"); // the new one, and the unclear one, which is open still
    CHECK(flow.carried_over == 1);
    CHECK(flow.excluded_before == 1);
    CHECK(flow.new_reports == 1);
    CHECK(flow.total_reports == 2);
    CHECK(because_of(flow).ends_with("1 report of the previous version no longer included"));
    CHECK_FALSE(flow_of(desk).updated); // running `update` again makes no new version of a review that nobody published
}

TEST_CASE("reports of one study are one study, and a new report of a known study is no new study")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    update_run(store);
    const std::int64_t second = update_run(store);
    put(store, article("5", "Evans", 2012, "The first patient, ten years on."), second);
    decide(store, "pubmed:5", Verdict::include);
    store.add(Pairing{"pubmed:1", "pubmed:5", Kinship::same_study, "ann", "", ""});
    const Flow flow = flow_of(desk, FlowLayout::update);
    CHECK(flow.previous_studies == 2);
    CHECK(flow.new_reports == 1);
    CHECK(flow.new_studies == 0);
    CHECK(flow.total_studies == 2);
    CHECK(flow.total_reports == 3);
}

TEST_CASE("an update without an earlier one must say where the previous version ends")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"export", "prisma", "--layout", "update"}).status == 2);
    CHECK(desk.run({"export", "prisma", "--layout", "update", "--since", "2025-01-01"}).status == 0);
    CHECK(desk.run({"export", "prisma", "--layout", "new", "--since", "2025-01-01"}).status == 2);
    CHECK(desk.run({"export", "prisma", "-o", desk.file("flow.docx")}).status == 2);
    CHECK_FALSE(std::filesystem::exists(desk.file("flow.docx")));
}

// The columns and keys of inst/extdata/PRISMA.csv as PRISMA_data of the R package PRISMA2020 1.1.1 reads them.
TEST_CASE("the CSV has the columns that the R package reads, and every key of its diagram once")
{
    const std::vector<std::string> columns = {"data", "node", "box", "description", "boxtext", "tooltips", "url", "n"};
    const std::vector<std::string> keys = {"previous_studies",     "previous_reports",
                                           "database_results",     "database_specific_results",
                                           "register_results",     "register_specific_results",
                                           "website_results",      "organisation_results",
                                           "citations_results",    "duplicates",
                                           "excluded_automatic",   "excluded_other",
                                           "records_screened",     "records_excluded",
                                           "dbr_sought_reports",   "dbr_notretrieved_reports",
                                           "other_sought_reports", "other_notretrieved_reports",
                                           "dbr_assessed",         "dbr_excluded",
                                           "other_assessed",       "other_excluded",
                                           "new_studies",          "new_reports",
                                           "total_studies",        "total_reports",
                                           "total_studies_ma",     "total_reports_ma"};
    const std::vector<std::string> headings = {"prevstud",       "newstud",   "othstud",
                                               "identification", "screening", "included"};
    Flow flow;
    flow.methods.resize(4);
    flow.updated = flow.other = true;
    std::ostringstream out;
    write_flow_csv(out, flow);
    std::istringstream lines(out.str());
    std::string line;
    std::vector<std::string> found;
    std::vector<std::string> boxes;
    std::getline(lines, line);
    CHECK(line == "data,node,box,description,boxtext,tooltips,url,n\r");
    while (std::getline(lines, line)) {
        const auto cells = split(line, ',');
        CHECK(cells.size() == columns.size());
        (cells[0] == "NA" || cells[0] == cells[2] ? boxes : found).push_back(cells[0] == "NA" ? cells[2] : cells[0]);
    }
    CHECK(found == keys);
    CHECK(boxes == headings);
    std::vector<std::string> in_json;
    for (const auto& [key, value] : flow_values(flow))
        in_json.emplace_back(key);
    CHECK(in_json == keys);
    const auto json = flow_json(flow);
    for (const std::string& key : keys)
        CHECK(json.contains(key));
}

TEST_CASE("what came by ways for which the R package has no key has a row of its own in its box")
{
    Flow flow;
    flow.methods.resize(4);
    flow.methods.back() = {"Other methods", 3, 0};
    flow.other = true;
    std::ostringstream out;
    write_flow_csv(out, flow);
    CHECK(out.str().find("\r\nother_method_results,NA,box11,Other methods,Other methods,NA,NA,3\r\n") !=
          std::string::npos);
    flow.methods.back().records = 0;
    out.str("");
    write_flow_csv(out, flow);
    CHECK(out.str().find("other_method_results") == std::string::npos);
}

TEST_CASE("the picture has its content as text and escapes what a title holds")
{
    Flow flow;
    flow.title = "Hair < loss & \"more\"";
    flow.methods.resize(4);
    flow.updated = flow.other = true;
    std::ostringstream out;
    write_flow_svg(out, flow);
    const std::string svg = out.str();
    CHECK(svg.find("Hair &lt; loss &amp;") != std::string::npos);
    CHECK(svg.find("<desc id=\"flow-desc\">Layout: updated review") != std::string::npos);
    for (const FlowBox& box : flow_boxes(flow)) {
        CAPTURE(box.id);
        CHECK(svg.find("<g id=\"" + std::string(box.id) + "\">") != std::string::npos);
    }
    CHECK(flow_boxes(flow).size() == 19);
}

TEST_CASE("reports sought are those of the full-text queue and those set aside because no full text is to be had")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.insert(protocol.find("\"include\""), "\"reviewers\": 2, "));
    put(store, article("5", "Evans", 2012, "Nobody can get this."));
    put(store, article("6", "Frank", 2013, "Nobody can get that."));
    for (const char* who : {"ann", "bob"})
        decide(store, "pubmed:6", Verdict::exclude, "no_full_text", who);
    decide(store, "pubmed:5", Verdict::include, "", "ann"); // awaits bob
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "bob");
    for (const char* id : {"4", "5"})
        CHECK(desk.run({"fulltext", id, "not-open", "--source", "library", "--by", "ann"}).status == 0);
    const auto queue_size = [&] {
        return Json::parse(desk.run({"queue", "--stage", "fulltext", "--format", "json"}).out)["records"]
            .get<std::size_t>();
    };
    const Flow flow = flow_of(desk);
    CHECK(flow.records_screened == 5);
    CHECK(flow.open_on_record == 2);      // the conflict, and what awaits bob though its text is not to be had
    CHECK(flow.found.sought == 3);        // 2, 4 and 6
    CHECK(flow.found.not_retrieved == 2); // 4 and 6
    CHECK(flow.found.sought == queue_size() + 1);
    CHECK(flow.found.sought == flow.found.not_retrieved + flow.found.assessed + flow.found.open);
    CHECK(flow.records_screened == flow.records_excluded + flow.found.sought + flow.open_on_record);
    CHECK(because_of(flow).find("2 records still open on title and abstract") != std::string::npos);
    decide(store, "pubmed:5", Verdict::include, "", "bob");
    const Flow agreed = flow_of(desk);
    CHECK(agreed.found.sought == 4);
    CHECK(agreed.found.not_retrieved == 2); // both include it: what was read of it is its record
    CHECK(agreed.found.sought == queue_size() + 1);
}

TEST_CASE("what went out of here and came back, and labels of what is held, are no searches of the log")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("found.ris", "TY  - JOUR\nTI  - Hair loss found elsewhere\nDB  - Embase\nAN  - L60001\nER  - \n");
    desk.write("labels.csv", "title,pmid,included\nHair loss,1,1\n");
    CHECK(desk.run({"import", desk.file("found.ris")}).status == 0);
    CHECK(desk.run({"import", desk.file("found.ris")}).status == 0); // a search that found nothing new is one
    CHECK(desk.run({"export", "ris", "-o", desk.file("own.ris")}).status == 0);
    CHECK(desk.run({"import", desk.file("own.ris")}).status == 0);
    CHECK(desk.run({"import", desk.file("labels.csv"), "--decisions", "--by", "ann"}).status == 0);
    const Json log = Json::parse(desk.run({"export", "search-log", "--format", "json"}).out);
    REQUIRE(log["imports"].size() == 2);
    CHECK(log["imports"][1]["file"] == "found.ris");
}
