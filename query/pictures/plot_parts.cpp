// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/plot_parts.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/wording.hpp"

namespace casebook {

namespace {

constexpr double title_letters = 14;
constexpr double heading_letters = 12;
constexpr double bold_is_wider = 1.18;
constexpr double caption_letters = 10;
constexpr double caption_line = 13;

std::string sentence(std::string text)
{
    if (!text.empty() && is_lower(text.front()))
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text.empty() || text.ends_with('.') ? text : text + ".";
}

} // namespace

Sheet begun_sheet(const std::string& title)
{
    Sheet out;
    add_hatches(out.body);
    for (const std::string& line : wrapped({title}, (sheet_width - 2 * sheet_margin) / bold_is_wider, title_letters)) {
        out.y += title_letters + 2;
        add_text(out.body, {sheet_margin, out.y}, trim(line), {title_letters, Anchored::start, true});
    }
    out.y += 10;
    return out;
}

void add_heading(Sheet& sheet, const std::string& heading)
{
    sheet.y += heading_letters + 4;
    add_text(sheet.body, {sheet_margin, sheet.y}, heading, {heading_letters, Anchored::start, true});
    sheet.y += 8;
}

void add_nothing(Sheet& sheet, double left, double right, double height, const std::string& why)
{
    const double size = 11;
    const std::vector<std::string> lines = wrapped({why}, right - left - 20, size);
    double y = sheet.y + height / 2 - static_cast<double>(lines.size() - 1) * size * 0.65 + 4;
    add_box(sheet.body, {left, sheet.y}, right - left, height, dashed);
    for (const std::string& line : lines) {
        add_text(sheet.body, {(left + right) / 2, y}, trim(line), {size, Anchored::middle});
        y += size * 1.3;
    }
    sheet.y += height;
}

void add_signs(Sheet& sheet, const std::vector<LegendSign>& signs)
{
    constexpr double swatch = 16;
    constexpr double line_down = 16;
    double x = sheet_margin;
    sheet.y += line_down;
    for (const LegendSign& sign : signs) {
        const double width = swatch + 6 + text_width(sign.meaning) * caption_letters + 16;
        if (x > sheet_margin && x + width > sheet_width) {
            x = sheet_margin;
            sheet.y += line_down;
        }
        const double middle = sheet.y - 3.5;
        if (!sign.area.empty())
            add_box(sheet.body, {x, middle - 5}, swatch, 10, sign.area);
        else if (!sign.line.empty())
            add_line(sheet.body, {x, middle}, {x + swatch, middle}, sign.line);
        else
            add_shape(sheet.body, sign.shape, {x + swatch / 2, middle});
        add_text(sheet.body, {x + swatch + 6, sheet.y}, sign.meaning, {caption_letters});
        x += width;
    }
    sheet.y += 6;
}

Plot finished(Sheet sheet, std::string id, const std::vector<std::string>& says, Table numbers)
{
    sheet.y += 6;
    for (const std::string& line : wrapped(numbers.about, sheet_width - 2 * sheet_margin, caption_letters)) {
        sheet.y += caption_line;
        add_text(sheet.body, {sheet_margin, sheet.y}, trim(line), {caption_letters});
    }
    std::string description = join(says, " ");
    for (const std::string& line : numbers.about)
        description += " " + line;
    Picture picture{std::move(id), numbers.title,          std::move(description),
                    sheet_width,   sheet.y + sheet_margin, std::move(sheet.body)};
    return {std::move(picture), std::move(numbers)};
}

std::vector<std::string> about_literature(const PlotSource& source)
{
    const auto [from, to] = period_of(source.ledger);
    const std::string searched = last_search(source.casebook.store);
    std::vector<std::string> out = {
        format("Literature: {} in {}{}; {}.", counted(patient_count(source.ledger), "patient"),
               counted(source.ledger.reports.size(), "included article"),
               from == 0 ? "" : format(", published {} to {}", from, to),
               searched.empty() ? "the records were imported, no search was run"
                                : "last search " + searched + last_search_place(source.casebook.store)),
        sentence("rule: " + std::string(counting_rule)), sentence("level: " + std::string(counting_level))};
    return out;
}

std::vector<std::string> about_faers(const PlotSource& source)
{
    if (!source.faers)
        return {"FAERS: no quarters are held."};
    const FaersQuestion& question = source.faers->question;
    std::vector<std::string> out = {
        format("FAERS: {} with {}; {}; each report once.", join(question.drugs, ", "), join(question.events, ", "),
               scope_text(source.faers->store, question)),
        "Reports are not patients: what is reported, and how often, is no incidence and proves no cause."};
    if (const std::string made_up = made_up_text(source.faers->store); !made_up.empty())
        out.push_back(made_up);
    return out;
}

std::string pair_of(const PlotSource& source)
{
    return source.casebook.protocol.drug.name + " and " + source.casebook.protocol.event.name;
}

void add_row(Table& table, std::initializer_list<std::string> cells)
{
    Row& row = table.rows.emplace_back();
    for (const std::string& cell : cells) {
        row.cells.push_back(plain_cell(cell));
        if (const double number = number_or<double>(cell, -1); number >= 0)
            row.cells.back().number = number;
    }
    row.id = row.group = row.cells.front().text;
}

} // namespace casebook
