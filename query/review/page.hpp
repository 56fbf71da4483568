// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the terminal: a pure function of the state, the record, how far the review is, and the size.
#pragma once

#include "query/review/session.hpp"
#include "query/review/styled.hpp"
#include "query/review/words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace casebook::review {

struct Size
{
    std::size_t width = 80;
    std::size_t height = 24; ///< 0: as long as it takes, where nothing scrolls
};

/// How far the reviewer is.
struct Standing
{
    std::string who;
    std::size_t records = 0;
    std::size_t judged = 0; ///< of them, by her
    std::size_t relevant = 0;
    std::optional<double> expected; ///< relevant ones still to be found, where enough was read to say
    std::size_t skipped = 0;
    std::size_t now = 0;    ///< judged in this session
    double minutes = 0;     ///< that it has taken
    std::string stage = ""; ///< "at full text"
    bool settles = false;   ///< the records are those on which others differ
    std::size_t asked = 0;  ///< of her words that she is asked again since the protocol changed
};

/// What the pages of one session share.
struct Setting
{
    const Protocol& protocol;
    const WordInks& inks;
    Look look = Look::colour;
};

struct Page
{
    std::vector<Line> lines;    ///< at most as many as the size has
    std::size_t scroll = 0;     ///< as far as there is anything
    std::size_t page_lines = 1; ///< that a page turns
};

Page page_of(const Setting& setting, const State& state, const Choices& choices, const Standing& standing,
             const Size& size);

/// "ann · 12 of 70 judged, 5 this time, 21 a minute · …"
std::string standing_text(const Standing& standing);

} // namespace casebook::review
