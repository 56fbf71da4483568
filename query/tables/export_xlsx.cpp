// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to libxlsxwriter. Three sheets: the table, the words behind its values, and what stands around it.
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/store.hpp"
#include "corpus/text.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <ostream>
#include <unistd.h>
#include <xlsxwriter.h>

namespace casebook {

namespace {

/// The library writes files only.
class ScratchFile
{
public:
    ScratchFile() : name_((std::filesystem::temp_directory_path() / "casebook-XXXXXX").string())
    {
        const int file = ::mkstemp(name_.data());
        if (file < 0)
            throw Error(name_ + ": cannot be made. Give the folder for temporary files (TMPDIR) room and rights.");
        ::close(file);
    }
    ~ScratchFile() { std::filesystem::remove(name_); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

/// How a cell looks. Numbers keep their unit, and what a person corrected its mark, in the number's format: the value
/// itself is the number or the word alone.
struct Look
{
    bool heading = false;
    bool missing = false;
    bool corrected = false;
    bool link = false;
    bool instant = false;
    std::string unit{};       ///< behind the number
    std::size_t decimals = 0; ///< where a unit or a mark follows; else as many as it needs
    auto operator<=>(const Look&) const = default;
};

std::string number_format(const Look& look)
{
    if (look.instant)
        return "yyyy-mm-dd hh:mm:ss";
    const std::string after = (look.unit.empty() ? "" : " " + look.unit) + (look.corrected ? "†" : "");
    const std::string digits = look.decimals == 0 ? "0" : "0." + std::string(look.decimals, '0');
    // positive; negative; zero; text
    return after.empty() ? "" : format("{0}\"{1}\";-{0}\"{1}\";{0}\"{1}\";@\"{1}\"", digits, after);
}

class Workbook
{
public:
    Workbook(const std::string& file, std::string title) : book_(workbook_new(file.c_str()))
    {
        if (book_ == nullptr)
            throw Error(file + ": no workbook can be written there. Is there room for it?");
        lxw_doc_properties about{};
        about.title = title.data(); // copied
        about.created = now();
        workbook_set_properties(book_, &about);
    }
    ~Workbook()
    {
        if (book_ != nullptr)
            workbook_close(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    lxw_worksheet* sheet(const char* name) { return workbook_add_worksheet(book_, name); }

    lxw_format* look(const Look& wanted)
    {
        lxw_format*& made = looks_[wanted];
        if (made != nullptr)
            return made;
        made = workbook_add_format(book_);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        format_set_align(made, LXW_ALIGN_LEFT); // numbers and "NR" stand in one column
        if (!wanted.instant)
            format_set_text_wrap(made);
        format_set_bottom(made, wanted.heading ? LXW_BORDER_THIN : LXW_BORDER_HAIR);
        if (wanted.heading) {
            format_set_bold(made);
            format_set_bg_color(made, 0xE3E8EE);
        }
        if (wanted.missing)
            format_set_font_color(made, 0x666666);
        if (wanted.corrected)
            format_set_bg_color(made, 0xFFF2C4);
        if (wanted.link) {
            format_set_font_color(made, 0x0B57D0);
            format_set_underline(made, LXW_UNDERLINE_SINGLE);
        }
        if (const std::string form = number_format(wanted); !form.empty())
            format_set_num_format(made, form.c_str());
        return made;
    }

    /// Throws Error when it could not be written.
    void close()
    {
        const lxw_error failed = workbook_close(std::exchange(book_, nullptr));
        if (failed != LXW_NO_ERROR)
            throw Error(
                format("the workbook: {}. Is there room in the folder for temporary files?", lxw_strerror(failed)));
    }

private:
    static std::time_t now()
    {
        std::tm parts{};
        ::strptime(utc_now().c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
        return ::timegm(&parts);
    }

    lxw_workbook* book_;
    std::map<Look, lxw_format*> looks_;
};

/// A cell of the format holds no more than 32,767 characters.
std::string fitting(const std::string& text)
{
    constexpr std::size_t most = 32000;
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

struct Place2D
{
    lxw_worksheet* sheet;
    lxw_row_t row;
    lxw_col_t column;
};

void put_text(const Place2D& at, const std::string& text, lxw_format* look)
{
    if (text.empty())
        worksheet_write_blank(at.sheet, at.row, at.column, look);
    else
        worksheet_write_string(at.sheet, at.row, at.column, fitting(text).c_str(), look);
}

/// The number that the text is, alone or with a unit behind it: "34", "2.5 y".
std::optional<double> typed_number(const std::string& text, Look& look)
{
    const std::size_t end = std::min(text.find_first_not_of("0123456789.-"), text.size());
    const std::string_view digits = std::string_view(text).substr(0, end);
    const double none = -1e300;
    const double number = number_or(digits, none);
    const bool is_name = digits.starts_with('0') && end > 1 && digits[1] != '.'; // "007"
    const std::string unit = text.substr(std::min(end + 1, text.size()));
    const bool alone = end == text.size();
    const bool short_word = !unit.empty() && unit.size() <= 3 && std::ranges::all_of(unit, is_letter);
    if (number == none || is_name || end > 15 || (!alone && (text[end] != ' ' || !short_word)))
        return std::nullopt;
    look.unit = unit;
    const std::size_t point = digits.find('.');
    look.decimals = point == std::string_view::npos || (alone && !look.corrected) ? 0 : end - point - 1;
    return number;
}

/// "2026-01-02T03:04:05Z"
bool is_instant(const std::string& text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    return text.size() == form.size() &&
           std::ranges::equal(text, form, [](char c, char f) { return f == '0' ? is_digit(c) : c == f; });
}

lxw_datetime instant_of(const std::string& text)
{
    const auto number = [&](std::size_t at, std::size_t length) {
        return number_or<int>(std::string_view(text).substr(at, length), 0);
    };
    return {number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2), static_cast<double>(number(17, 2))};
}

/// Where numbers of one column have several units ("8 wk", "3 mo") they are words: as numbers they would be added up.
bool is_of_one_unit(const Table& table, std::size_t column)
{
    std::optional<std::string> unit;
    return std::ranges::all_of(table.rows, [&](const Row& row) {
        Look look;
        if (!typed_number(row.cells[column].text, look))
            return true;
        if (!unit)
            unit = look.unit;
        return *unit == look.unit;
    });
}

void put_cell(Workbook& book, const Place2D& at, const Cell& cell, bool numbers)
{
    Look look;
    look.missing = cell.missing;
    look.corrected = !cell.by.empty();
    if (!cell.link.empty()) {
        look.link = true;
        if (worksheet_write_url(at.sheet, at.row, at.column, cell.link.c_str(), book.look(look)) == LXW_NO_ERROR)
            return put_text(at, cell.text, book.look(look)); // the address stays behind the words
        look.link = false;
    }
    if (is_instant(cell.text)) {
        look.instant = true;
        lxw_datetime instant = instant_of(cell.text);
        worksheet_write_datetime(at.sheet, at.row, at.column, &instant, book.look(look));
    } else if (const auto number = numbers ? typed_number(cell.text, look) : std::nullopt) {
        worksheet_write_number(at.sheet, at.row, at.column, *number, book.look(look));
    } else {
        put_text(at, cell.text, book.look(look));
    }
}

/// Headings that stay in view, are repeated on every page and filter what is below them.
void put_headings(Workbook& book, lxw_worksheet* sheet, const std::vector<std::string>& headings, std::size_t rows,
                  lxw_col_t fixed)
{
    for (std::size_t i = 0; i < headings.size(); ++i)
        put_text({sheet, 0, static_cast<lxw_col_t>(i)}, headings[i], book.look({.heading = true}));
    const auto last = static_cast<lxw_row_t>(std::max<std::size_t>(rows, 1));
    worksheet_autofilter(sheet, 0, 0, last, static_cast<lxw_col_t>(headings.size() - 1));
    worksheet_freeze_panes(sheet, 1, fixed);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
}

/// As wide as its texts, from 7 to 22 characters.
std::size_t width_of_column(const Table& table, std::size_t at)
{
    std::size_t widest = std::min<std::size_t>(table.columns[at].heading.size() + 3, 14);
    for (const Row& row : table.rows)
        widest = std::max(widest, row.cells[at].text.size() + 1);
    return std::clamp<std::size_t>(widest, 7, 22);
}

/// High enough for texts that go on below; not every program looks for itself.
void set_height(lxw_worksheet* sheet, lxw_row_t row, const std::vector<std::string>& texts,
                const std::vector<std::size_t>& widths)
{
    std::size_t lines = 1;
    for (std::size_t i = 0; i < texts.size(); ++i)
        lines = std::max(lines, (texts[i].size() + texts[i].size() / 6) / widths[i] + 1); // words break early
    worksheet_set_row(sheet, row, 15.0 * static_cast<double>(std::min<std::size_t>(lines, 27)), nullptr);
}

/// What is for programs only is hidden.
void put_table(Workbook& book, const Table& table)
{
    lxw_worksheet* sheet = book.sheet("Table");
    std::vector<std::string> headings;
    std::vector<std::size_t> widths;
    std::vector<bool> numbers;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        numbers.push_back(is_of_one_unit(table, i));
        headings.push_back(table.columns[i].heading);
        widths.push_back(width_of_column(table, i));
        lxw_row_col_options options{};
        options.hidden = table.columns[i].printed ? LXW_FALSE : LXW_TRUE;
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column_opt(sheet, column, column, static_cast<double>(widths[i]), nullptr, &options);
    }
    put_headings(book, sheet, headings, table.rows.size(), 2);
    set_height(sheet, 0, headings, widths);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::vector<std::string> texts;
        const auto row = static_cast<lxw_row_t>(r + 1);
        for (const Cell& cell : table.rows[r].cells) {
            const auto column = static_cast<lxw_col_t>(texts.size());
            put_cell(book, {sheet, row, column}, cell, numbers[column]);
            texts.push_back(table.columns[column].printed ? cell.text : "");
        }
        set_height(sheet, row, texts, widths);
    }
}

/// A row for every stretch of words behind a value, and for every correction.
std::vector<std::vector<std::string>> quote_rows(const Table& table)
{
    std::vector<std::vector<std::string>> out;
    for (const Row& row : table.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Cell& cell = row.cells[i];
            const std::string words = row.paraphrase ? "paraphrased" : "verbatim";
            for (const Evidence& e : cell.quotes)
                out.push_back({row.id, table.columns[i].heading, cell.text, e.quote, words, std::to_string(e.passage),
                               cell.by, cell.machine, cell.note});
            if (cell.quotes.empty() && !cell.by.empty())
                out.push_back(
                    {row.id, table.columns[i].heading, cell.text, "", "", "", cell.by, cell.machine, cell.note});
        }
    return out;
}

void put_quotes(Workbook& book, const Table& table)
{
    const std::vector<std::vector<std::string>> rows = quote_rows(table);
    lxw_worksheet* sheet = book.sheet("Quotes");
    put_headings(book, sheet,
                 {"Case", "Column", "Value", "Words it was read from", "Quoted", "Passage", "Corrected by",
                  "The machine read", "Note"},
                 rows.size(), 1);
    const std::vector<std::size_t> widths = {20, 24, 24, 60, 12, 10, 14, 22, 24};
    for (std::size_t i = 0; i < widths.size(); ++i)
        worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                             static_cast<double>(widths[i]), nullptr);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto row = static_cast<lxw_row_t>(r + 1);
        for (std::size_t i = 0; i < rows[r].size(); ++i)
            put_text({sheet, row, static_cast<lxw_col_t>(i)}, rows[r][i], book.look({}));
        set_height(sheet, row, rows[r], widths);
    }
}

void put_about(Workbook& book, const Table& table)
{
    lxw_worksheet* sheet = book.sheet("About");
    worksheet_set_column(sheet, 0, 0, 110, nullptr);
    lxw_row_t row = 0;
    put_text({sheet, row++, 0}, table.title, book.look({.heading = true}));
    for (const std::vector<std::string>* lines : {&table.about, &table.summary, &table.footnotes})
        for (const std::string& line : *lines)
            put_text({sheet, row++, 0}, line, book.look({}));
    for (const auto& [word, meaning] : table.abbreviations)
        put_text({sheet, row++, 0}, word + ": " + meaning, book.look({}));
    put_text(
        {sheet, row, 0},
        "† and a filled cell: corrected or added by a person; every other value was read by the machine and is to be "
        "checked against its words on the sheet Quotes.",
        book.look({}));
}

} // namespace

void write_xlsx(std::ostream& out, const Table& table)
{
    const ScratchFile file;
    Workbook book(file.name(), table.title);
    put_table(book, table);
    if (!quote_rows(table).empty())
        put_quotes(book, table);
    put_about(book, table);
    book.close();
    out << read_file(file.name());
}

} // namespace casebook
