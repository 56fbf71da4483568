// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/page.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/review/page_parts.hpp"

#include <algorithm>
#include <cmath>

namespace casebook::review {

namespace {

constexpr std::size_t least_beside = 116; ///< columns from which the criteria stand beside the abstract
constexpr std::size_t beside = 44;        ///< columns they take there

/// The right lines beside the left ones.
Lines side_by_side(Lines left, const Lines& right, std::size_t left_width)
{
    left.resize(std::max(left.size(), right.size()));
    for (std::size_t row = 0; row < right.size(); ++row) {
        const std::size_t taken = columns_of(left[row]);
        left[row].push_back({std::string(left_width - std::min(taken, left_width), ' ') + "│ ", Ink::plain});
        left[row].insert(left[row].end(), right[row].begin(), right[row].end());
    }
    return left;
}

Lines record_page(const Setting& setting, const State& state, const Choices& choices, std::size_t width)
{
    if (choices.record.id.empty())
        return nothing_left(state, width);
    const auto questions = [&](std::size_t columns) {
        return choices.record.disputed ? disputed_lines(setting, choices.record, columns)
                                       : criteria_lines(setting, state, choices, columns);
    };
    if (width >= least_beside) {
        const std::size_t left = width - beside - 3;
        return side_by_side(record_lines(setting, choices.record, left), questions(beside), left);
    }
    Lines out = record_lines(setting, choices.record, width);
    out.emplace_back();
    append_lines(out, questions(width));
    return out;
}

Lines body(const Setting& setting, const State& state, const Choices& choices, std::size_t width)
{
    switch (state.mode) {
    case Mode::help: return help_lines(setting, state, width);
    case Mode::fields: return field_lines(setting, state, choices.record, width);
    case Mode::value:
        return choices.record.disputed ? record_page(setting, state, choices, width)
                                       : field_lines(setting, state, choices.record, width);
    default: return record_page(setting, state, choices, width);
    }
}

/// Scrolled so that the chosen field is in sight.
std::size_t scroll_to(const State& state, const Lines& lines, std::size_t room)
{
    const bool chosen = state.mode == Mode::fields || state.mode == Mode::value; // 0 where none is marked
    const std::size_t most = lines.size() > room ? lines.size() - room : 0;
    if (!chosen)
        return std::min(state.scroll, most);
    const std::size_t at = chosen_line(lines);
    return std::min(at > room / 2 ? at - room / 2 : 0, most);
}

std::string rate_text(const Standing& standing)
{
    constexpr double least = 0.1; // minutes, before which a rate says nothing
    return standing.now == 0          ? ""
           : standing.minutes < least ? format(", {} this time", standing.now)
                                      : format(", {} this time, {:.0f} a minute", standing.now,
                                               static_cast<double>(standing.now) / standing.minutes);
}

} // namespace

std::string standing_text(const Standing& standing)
{
    std::string out =
        format("{}{} · {} of {} {}{} · {} {}", standing.who, standing.stage.empty() ? "" : " " + standing.stage,
               standing.judged, standing.records, standing.settles ? "conflicts settled" : "judged",
               rate_text(standing), standing.relevant, standing.settles ? "included" : "relevant");
    if (standing.expected)
        out += format(", about {:.0f} more expected", std::round(*standing.expected));
    out += format(" · {} left", standing.records - standing.judged);
    out += standing.skipped > 0 ? format(", {} skipped", standing.skipped) : "";
    return out + (standing.asked > 0 ? format(" · {} asked again", standing.asked) : "");
}

Page page_of(const Setting& setting, const State& state, const Choices& choices, const Standing& standing,
             const Size& size)
{
    const std::size_t width = std::max<std::size_t>(size.width, 20);
    const std::string head = " " + standing_text(standing);
    Lines foot = foot_lines(state, choices, width);
    if (size.height > 0 && foot.size() + 2 > size.height)
        foot.erase(foot.begin(), foot.end() - static_cast<std::ptrdiff_t>(std::max<std::size_t>(size.height, 3) - 2));
    const Lines lines = body(setting, state, choices, width);
    const std::size_t room = size.height == 0 ? lines.size() : size.height - std::min(size.height - 1, foot.size() + 1);
    Page page;
    page.scroll = scroll_to(state, lines, room);
    page.page_lines = std::max<std::size_t>(room, 2) - 1;
    const std::size_t shown = std::min(room, lines.size() - page.scroll);
    Line bar = shortened({{harmless(head), Ink::bar}}, width);
    bar.push_back({std::string(width - std::min(width, columns_of(bar)), ' '), Ink::bar});
    page.lines.push_back(setting.look == Look::colour ? bar : shortened({{harmless(head), Ink::plain}}, width));
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(page.scroll);
    page.lines.insert(page.lines.end(), first, first + static_cast<std::ptrdiff_t>(shown));
    if (page.scroll + shown < lines.size())
        page.lines.back() = shortened({{"… Space: more", Ink::faint}}, width);
    if (size.height > 0)
        page.lines.resize(1 + room);
    append_lines(page.lines, foot);
    for (Line& line : page.lines)
        line = shortened(line, width);
    return page;
}

} // namespace casebook::review
