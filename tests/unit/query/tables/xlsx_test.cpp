// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "query/tables/exporters.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <map>
#include <sstream>

using namespace casebook;
using namespace casebook::test;

namespace {

/// The parts of a workbook by their names in the zip.
std::map<std::string, std::string> parts_of(const std::filesystem::path& file)
{
    std::map<std::string, std::string> out;
    ZipReader zip(file);
    while (zip.next()) {
        std::string& part = out[zip.name()];
        char bytes[4096];
        for (std::size_t n; (n = zip.read(bytes, sizeof bytes)) > 0;)
            part.append(bytes, n);
    }
    return out;
}

std::map<std::string, std::string> workbook(const Table& table)
{
    const Desk desk;
    std::ostringstream out;
    write_xlsx(out, table);
    desk.write("t.xlsx", out.str());
    return parts_of(desk.folder / "t.xlsx");
}

Table one_row(const std::vector<Cell>& cells)
{
    Table table;
    table.title = "Title & more";
    for (std::size_t i = 0; i < cells.size(); ++i)
        table.columns.push_back({"c" + std::to_string(i), "Heading " + std::to_string(i)});
    table.rows = {{"pubmed:1#1", "pubmed:1", false, cells}};
    return table;
}

bool in_part(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr const char* table_sheet = "xl/worksheets/sheet1.xml";
constexpr const char* string_table = "xl/sharedStrings.xml";

} // namespace

TEST_CASE("a workbook has typed cells: numbers with their unit in the format, instants, words")
{
    auto book = workbook(one_row({plain_cell("34 y"), plain_cell("2.5 y"), plain_cell("12"), plain_cell("007"),
                                  plain_cell("2026-01-02T03:04:05Z"), plain_cell("3 (12 %)")}));
    const std::string& sheet = book[table_sheet];
    CHECK(in_part(sheet, "<v>34</v>"));
    CHECK(in_part(sheet, "<v>2.5</v>"));
    CHECK(in_part(sheet, "<v>12</v>"));
    CHECK(in_part(sheet, "<v>46024.1")); // the day of the format's own calendar
    CHECK(in_part(book["xl/styles.xml"], "0&quot; y&quot;"));
    CHECK(in_part(book["xl/styles.xml"], "0.0&quot; y&quot;"));
    CHECK(in_part(book[string_table], "<t>007</t>"));
    CHECK(in_part(book[string_table], "<t>3 (12 %)</t>"));
}

TEST_CASE("numbers of several units in one column stay words, which nobody adds up")
{
    Table table = one_row({plain_cell("8 wk"), plain_cell("34 y")});
    table.rows.push_back({"pubmed:2#1", "pubmed:2", false, {plain_cell("3 mo"), plain_cell("5 y")}});
    auto book = workbook(table);
    CHECK(in_part(book[string_table], "<t>8 wk</t>"));
    CHECK(in_part(book[string_table], "<t>3 mo</t>"));
    CHECK(in_part(book[table_sheet], "<v>34</v>"));
    CHECK(in_part(book[table_sheet], "<v>5</v>"));
}

TEST_CASE("what a spreadsheet would run stays a text")
{
    auto book = workbook(one_row({plain_cell("=1+1"), plain_cell("@SUM(A1)")}));
    CHECK_FALSE(in_part(book[table_sheet], "<f>"));
    CHECK(in_part(book[string_table], "<t>=1+1</t>"));
}

TEST_CASE("headings stay in view, filter, and are printed on every page")
{
    auto book = workbook(one_row({plain_cell("a"), plain_cell("b"), plain_cell("c")}));
    CHECK(in_part(book[table_sheet], "ySplit=\"1\""));
    CHECK(in_part(book[table_sheet], "state=\"frozen\""));
    CHECK(in_part(book[table_sheet], "<autoFilter ref=\"A1:C2\"/>"));
    CHECK(in_part(book["xl/workbook.xml"], "_xlnm.Print_Titles"));
    CHECK(in_part(book["docProps/core.xml"], "2026-01-01T00:00:00Z"));
}

TEST_CASE("the words behind a value and a person's correction stand on a sheet of their own")
{
    Cell cell = plain_cell("recovered");
    cell.quotes = {{1, 10, 20, "her hair regrew"}};
    cell.by = "ann";
    cell.machine = "recovering";
    auto book = workbook(one_row({plain_cell("1"), plain_cell("x"), cell}));
    CHECK(in_part(book["xl/workbook.xml"], "name=\"Quotes\""));
    CHECK(in_part(book[string_table], "her hair regrew"));
    CHECK(in_part(book[string_table], "<t>recovering</t>"));
    CHECK(in_part(book[string_table], "<t>recovered</t>"));  // the value is the word alone
    CHECK(in_part(book["xl/styles.xml"], "@&quot;†&quot;")); // its mark is how it is shown
    CHECK_FALSE(in_part(workbook(one_row({plain_cell("1")}))["xl/workbook.xml"], "Quotes"));
}

TEST_CASE("an address stands behind its words, a text beyond what a cell holds is cut at a character")
{
    Cell link = plain_cell("Adams 1990");
    link.link = "https://pubmed.ncbi.nlm.nih.gov/1/";
    std::string longest(31999, 'a');
    longest += "öö" + std::string(2000, 'b');
    auto book = workbook(one_row({link, plain_cell(longest)}));
    CHECK(in_part(book["xl/worksheets/_rels/sheet1.xml.rels"], "https://pubmed.ncbi.nlm.nih.gov/1/"));
    CHECK(in_part(book[string_table], "<t>Adams 1990</t>"));
    CHECK(in_part(book[string_table], std::string(31999, 'a') + "…</t>"));
}

TEST_CASE("every table of a casebook goes into a workbook, the name of the file saying so")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* what : {"table", "cases", "decisions"}) {
        CAPTURE(what);
        CHECK(desk.run({"export", what, "-o", desk.file("out.xlsx")}).status == 0);
        CHECK(in_part(parts_of(desk.folder / "out.xlsx")[table_sheet], "<sheetData><row"));
    }
}
