// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a page, each as lines of a width.
#pragma once

#include "query/review/page.hpp"

namespace casebook::review {

using Lines = std::vector<Line>;

void append_lines(Lines& to, const Lines& from);

/// Citation, title, abstract, each word in its ink.
Lines record_lines(const Setting& setting, const RecordView& record, std::size_t width);

/// The protocol's criteria with the keys that choose them, and what the machine says of each, with the words that show
/// it; without the machine's word what each means.
Lines criteria_lines(const Setting& setting, const State& state, const Choices& choices, std::size_t width);

/// The value that two people gave differently, with the keys that take one of them.
Lines disputed_lines(const Setting& setting, const RecordView& record, std::size_t width);

/// The fields of the record's cases; the chosen one is marked.
Lines field_lines(const Setting& setting, const State& state, const RecordView& record, std::size_t width);
/// The line of the mark among them.
std::size_t chosen_line(const Lines& lines);

Lines help_lines(const Setting& setting, const State& state, std::size_t width);
Lines nothing_left(const State& state, std::size_t width);

/// What stands at the foot: the last message, what is being typed or asked, and the keys.
Lines foot_lines(const State& state, const Choices& choices, std::size_t width);

} // namespace casebook::review
