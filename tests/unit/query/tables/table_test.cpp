// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/exporters.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

Table one_cell(const std::string& text)
{
    Table table;
    table.title = "T";
    table.columns = {{"a", "A"}};
    table.rows = {{"1", "1", false, {plain_cell(text)}}};
    return table;
}

std::string csv(const std::string& text)
{
    std::ostringstream out;
    write_csv(out, one_cell(text));
    return out.str();
}

bool stands_in(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("CSV quotes what RFC 4180 says and ends lines with CRLF")
{
    CHECK(csv("plain") == "A\r\nplain\r\n");
    CHECK(csv("a, b") == "A\r\n\"a, b\"\r\n");
    CHECK(csv("say \"no\"") == "A\r\n\"say \"\"no\"\"\"\r\n");
    CHECK(csv("two\nlines") == "A\r\n\"two\nlines\"\r\n");
    CHECK(csv("") == "A\r\n\r\n");
}

TEST_CASE("below the rows CSV has what the rows are, as rows of notes with as many fields")
{
    Table table = one_cell("x");
    table.columns.push_back({"b", "B"});
    table.columns.push_back({"c", "C"});
    table.rows[0].cells.resize(3);
    table.about = {"level latest, made up"};
    table.footnotes = {"rights"};
    std::ostringstream out;
    write_csv(out, table);
    CHECK(out.str() == "A,B,C\r\nx,,\r\nnote,\"level latest, made up\",\r\nnote,rights,\r\n");
}

TEST_CASE("CSV never hands a spreadsheet a formula")
{
    CHECK(csv("=1+1") == "A\r\n'=1+1\r\n");
    CHECK(csv("@SUM(A1)") == "A\r\n'@SUM(A1)\r\n");
    CHECK(csv("+cmd|x") == "A\r\n'+cmd|x\r\n");
    CHECK(csv("-2+3") == "A\r\n'-2+3\r\n");
    CHECK(csv("\t=1") == "A\r\n'\t=1\r\n");
    CHECK(csv("=HYPERLINK(\"x\")") == "A\r\n\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    CHECK(csv("-2.5") == "A\r\n-2.5\r\n"); // a number stays one
    CHECK(csv("a=b") == "A\r\na=b\r\n");
}

TEST_CASE("Markdown and HTML keep what would be markup as text")
{
    std::ostringstream markdown;
    write_markdown(markdown, one_cell("a|b <i>*c*</i>"));
    CHECK(stands_in(markdown.str(), "| a\\|b &lt;i>\\*c\\*&lt;/i> |"));
    std::ostringstream html;
    Table table = one_cell("<script>alert('1')</script>");
    table.rows[0].cells[0].quotes.push_back({1, 0, 1, "\" onmouseover=\"x"});
    write_html(html, table);
    CHECK(stands_in(html.str(), "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    CHECK_FALSE(stands_in(html.str(), "<script"));
    CHECK_FALSE(stands_in(html.str(), "\" onmouseover"));
}

TEST_CASE("the evidence table has a row a patient in order of publication and the default columns")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("9", "Aaron", 1980, "An early patient."));
    store.put_extraction("pubmed:9", "k", {{suspect_case(1)}, {}});
    decide(store, "pubmed:9", Verdict::include);
    const Json table = Json::parse(desk.run({"export", "table", "--format", "json"}).out);
    REQUIRE(table["rows"].size() == 4);
    CHECK(table["columns"].size() == 2 + 17 + 4); // number and reference, the 17 others, four for programs
    CHECK(table["columns"][9]["heading"] == "Type and extent of alopecia");
    CHECK(table["rows"][0]["id"] == "pubmed:9#1");
    CHECK(table["rows"][1]["cells"]["reference"]["text"] == "Adams 1990 (PMID 1)");
    CHECK(table["rows"][1]["cells"]["onset"]["text"] == "12 wk from first dose");
    CHECK(table["rows"][1]["cells"]["event"]["text"] == "alopecia areata (“AA”)");
    CHECK(table["rows"][1]["cells"]["age"]["quotes"][0]["quote"] == "30-year-old");
    CHECK(table["rows"][1]["cells"]["indication"]["text"] == "NR");
    CHECK(table["rows"][1]["cells"]["indication"]["missing"] == true);
    CHECK(table["rows"][2]["cells"]["rechallenge"]["text"] == "NA"); // never stopped
    CHECK(table["rows"][3]["cells"]["rechallenge"]["text"] == "NR");
    CHECK(table["abbreviations"]["AA"] == "alopecia areata");
    CHECK(table["abbreviations"]["NR"] == "not reported in the record");
    CHECK(table["summary"][0] == "4 patients in 3 included articles.");
}

TEST_CASE("a corrected cell is marked in every format and says what the machine read")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "1#1", "outcome", "recovering", "--by", "AB", "--note", "page 3"}).status == 0);
    CHECK(desk.run({"correct", "1#1", "age_years", "", "--by", "CD"}).status == 0);
    const Json table = Json::parse(desk.run({"export", "table", "--format", "json"}).out);
    const Json& cells = table["rows"][0]["cells"];
    CHECK(cells["outcome"]["corrected_by"] == "AB");
    CHECK(cells["outcome"]["machine"] == "recovered");
    CHECK(cells["outcome"]["note"] == "page 3");
    CHECK_FALSE(cells["outcome"].contains("quotes")); // the machine's words are not the person's
    CHECK(cells["age"]["text"] == "NR");
    CHECK(cells["age"]["corrected_by"] == "CD"); // taken back is a correction too
    CHECK(cells["age"]["machine"] == "30");
    CHECK_FALSE(cells["sex"].contains("corrected_by"));
    const std::string html = desk.run({"export", "table", "--format", "html"}).out;
    CHECK(stands_in(html, "<td class=\"person\"><details><summary title=\"Corrected by AB: page 3&#10;The machine read "
                          "recovered\">recovering<sup>†</sup>"));
    CHECK(stands_in(desk.run({"export", "table", "--format", "markdown"}).out, "| recovering† |"));
    CHECK(stands_in(desk.run({"export", "table"}).out, ",pubmed:1#1,age_years by CD; outcome by AB,,no\r\n"));
}

TEST_CASE("the words behind a paraphrased value are called a paraphrase")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article a = *store.article("pubmed:1");
    CHECK_FALSE(stands_in(desk.run({"export", "table", "--format", "html"}).out, "paraphrase"));
    a.copyright = "Paraphrase by the Casebook project; not the authors' words";
    a.revised.year = 2026;
    put(store, a, 2);
    const std::string html = desk.run({"export", "table", "--format", "html"}).out;
    CHECK(stands_in(html, "<p>“30-year-old” (paraphrase)</p>"));
    CHECK(stands_in(html, "abstract paraphrased"));
    CHECK(stands_in(desk.run({"export", "table", "--format", "markdown"}).out, "‡ read from the project's paraphrase"));
    CHECK(stands_in(desk.run({"export", "table", "--format", "csv"}).out, ",pubmed:1#1,,,yes\r\n"));
    const Json table = Json::parse(desk.run({"export", "table", "--format", "json"}).out);
    CHECK(table["rows"][0]["cells"]["age"]["paraphrase"] == true);
    CHECK(table["rows"][1]["cells"]["age"]["paraphrase"] == false);
}

TEST_CASE("the patients of a report share one cell that names it, and an unknown PMID is not linked")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("99000001", "Zeta", 2020, "A patient."));
    store.put_extraction("pubmed:99000001", "k", {{suspect_case(1)}, {}});
    decide(store, "pubmed:99000001", Verdict::include);
    const std::string html = desk.run({"export", "table", "--format", "html"}).out;
    CHECK(stands_in(html,
                    "<th scope=\"rowgroup\" rowspan=\"2\"><a href=\"https://pubmed.ncbi.nlm.nih.gov/2/\">Brown 2001"));
    CHECK(stands_in(html, "<th scope=\"rowgroup\">Zeta 2020 (PMID not known)</th>"));
    CHECK_FALSE(stands_in(html, "http://"));
    CHECK_FALSE(stands_in(html, "src=")); // nothing to load
}

TEST_CASE("the protocol's own columns replace the default ones")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    std::string protocol = desk.read("protocol.json");
    protocol.insert(protocol.rfind('}'), ", \"columns\": [\"sex\", \"latency_anchor\"]");
    desk.write("protocol.json", protocol);
    const std::string out = desk.run({"export", "table"}).out;
    CHECK(out.starts_with("No.,\"Author, year (PMID)\",Sex,Counted from,Case,Corrected by a person,Given differently "
                          "by two people,Read from a paraphrase of the abstract\r\n"
                          "1,Adams 1990 (PMID 1),female,first dose,pubmed:1#1,,,no\r\n"));
}

TEST_CASE("an included report without a patient is not lost from the table")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("6", "Frank", 2013, "Details stand in the full text."));
    decide(store, "pubmed:6", Verdict::include);
    store.put_extraction("pubmed:6", "k", {});
    CHECK(stands_in(desk.run({"export", "table", "--format", "markdown"}).out,
                    "Included, but no patient could be read from the record: Frank 2013 (PMID 6)."));
}

TEST_CASE("cases and decisions are exported with names as the contract writes them")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "3", "include", "--by", "AB"}).status == 0);
    std::istringstream cases(desk.run({"export", "cases", "--format", "jsonl"}).out);
    std::string line;
    std::getline(cases, line);
    const Json first = Json::parse(line);
    CHECK(first["case"] == "pubmed:1#1");
    CHECK(first["year"].is_number_integer());
    CHECK(first["latency_anchor"] == "first_dose");
    CHECK(first["latency_days_min"] == 84);
    CHECK(first["indication"].is_null());
    CHECK(first["counted"] == "yes");
    const std::string csv_text = desk.run({"export", "cases"}).out;
    CHECK(std::ranges::count(csv_text, '\n') == 6); // the head and four cases, that of the unclear article too
    const std::string decisions = desk.run({"export", "decisions"}).out;
    CHECK(stands_in(decisions, "exclude,drug_is_treatment_of_event,rules,2026-01-01T00:00:00Z,no,"));
    CHECK(stands_in(decisions, "include,,AB,2026-01-01T00:00:00Z,yes,"));
}

TEST_CASE("a review has one line for every article in the order of arrival")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("0", "Early", 1950, "Came last."));
    std::istringstream lines(desk.run({"export", "review", "--format", "jsonl"}).out);
    std::vector<std::string> ids;
    for (std::string line; std::getline(lines, line);)
        ids.push_back(Json::parse(line)["id"]);
    CHECK(ids == std::vector<std::string>{"pubmed:1", "pubmed:2", "pubmed:3", "pubmed:4", "pubmed:0"});
    CHECK(desk.run({"export", "review", "--format", "csv"}).status == 2);
}

TEST_CASE("an export goes into a file in the format of its name, and a wrong folder is a clear failure")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"export", "table", "-o", desk.file("t.html")});
    CHECK(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK(desk.read("t.html").starts_with("<!DOCTYPE html>"));
    CHECK(desk.run({"export", "table", "-o", desk.file("t.md")}).status == 0);
    CHECK(desk.read("t.md").starts_with("# Alopecia following cyclosporine"));
    CHECK(desk.run({"export", "table", "-o", desk.file("none/t.csv")}).status == 1);
    CHECK(desk.run({"export", "table", "--format", "pdf"}).status == 2);
    const Ran folder = desk.run({"export", "table", "-o", desk.folder.string()});
    CHECK(folder.status == 1);
    CHECK(stands_in(folder.err, "is a folder"));
    for (const auto& entry : std::filesystem::directory_iterator(desk.folder))
        CHECK_FALSE(stands_in(entry.path().filename().string(), "part")); // nothing half-written is left
}

TEST_CASE("the same casebook gives the same bytes")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string first = desk.run({"export", "table", "--format", "html"}).out;
    at("2027-02-02T00:00:00Z");
    CHECK(desk.run({"export", "table", "--format", "html"}).out == first);
}
