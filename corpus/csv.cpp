// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/csv.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "corpus/windows_1252.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// The one of the separators that stands most often in the first line; a comma when none does.
char separator_of(std::string_view text)
{
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    for (const char c : {';', '\t'})
        if (std::ranges::count(line, c) > std::ranges::count(line, best))
            best = c;
    return best;
}

class CsvReader
{
public:
    explicit CsvReader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

    bool at_end() const { return at_ >= text_.size(); }
    bool torn() const { return torn_; }

    CsvRow row()
    {
        CsvRow out;
        out.position = at_;
        out.cells.push_back(cell());
        while (!at_end() && text_[at_] == separator_) {
            ++at_;
            out.cells.push_back(cell());
        }
        out.length = at_ - out.position;
        if (!at_end() && text_[at_] == '\r')
            ++at_;
        if (!at_end() && text_[at_] == '\n')
            ++at_;
        return out;
    }

private:
    std::string cell() { return !at_end() && text_[at_] == '"' ? quoted() : plain(); }

    std::string plain()
    {
        const std::size_t begin = at_;
        while (!at_end() && text_[at_] != separator_ && text_[at_] != '\r' && text_[at_] != '\n')
            ++at_;
        return decoded(text_.substr(begin, at_ - begin));
    }

    /// What follows the closing quote up to the separator belongs to the cell, as spreadsheets read it.
    std::string quoted()
    {
        std::string out;
        for (++at_;; ++at_) {
            if (at_end()) {
                torn_ = true;
                return out;
            }
            if (text_[at_] != '"')
                out += text_[at_];
            else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"')
                out += text_[++at_];
            else
                break;
        }
        ++at_;
        return decoded(out) + plain();
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    bool torn_ = false;
};

bool is_empty(const CsvRow& row)
{
    return std::ranges::all_of(row.cells, [](const std::string& cell) { return trim(cell).empty(); });
}

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view heading) const
{
    const auto found = std::ranges::find(headings, heading);
    if (found == headings.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - headings.begin());
}

Parsed<CsvTable> parse_csv(std::string_view text, Surplus surplus)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return parse_error("it is UTF-16", 0);
    const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    CsvReader reader(text.substr(mark));
    CsvTable table;
    if (!reader.at_end())
        for (const std::string& heading : reader.row().cells)
            table.headings.push_back(lower_ascii(trim(heading)));
    while (!reader.at_end()) {
        CsvRow row = reader.row();
        row.position += mark;
        if (is_empty(row))
            continue;
        while (row.cells.size() > table.headings.size() && trim(row.cells.back()).empty())
            row.cells.pop_back();
        if (row.cells.size() > table.headings.size() && surplus == Surplus::error)
            return parse_error(
                format("a row has {} cells and the headings are {}", row.cells.size(), table.headings.size()),
                row.position);
        row.cells.resize(std::max(row.cells.size(), table.headings.size()));
        table.rows.push_back(std::move(row));
    }
    if (reader.torn())
        return parse_error("a quote is not closed", text.size());
    return table;
}

std::string without_guard(std::string text)
{
    if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != std::string_view::npos)
        text.erase(0, 1);
    return text;
}

} // namespace casebook
