// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/day.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <chrono>

namespace casebook {

namespace {

constexpr std::string_view form = "0000-00-00";

unsigned digits_of(std::string_view text)
{
    unsigned out = 0;
    for (const char c : text)
        out = 10 * out + static_cast<unsigned>(c - '0');
    return out;
}

} // namespace

bool is_day(std::string_view text)
{
    if (!std::ranges::equal(form, text, [](char wanted, char c) { return wanted == '0' ? is_digit(c) : c == wanted; }))
        return false;
    return std::chrono::year_month_day(std::chrono::year(static_cast<int>(digits_of(text.substr(0, 4)))),
                                       std::chrono::month(digits_of(text.substr(5, 2))),
                                       std::chrono::day(digits_of(text.substr(8, 2))))
        .ok();
}

bool begins_with_day(std::string_view text)
{
    return is_day(text.substr(0, form.size())) && (text.size() == form.size() || text[form.size()] == 'T');
}

} // namespace casebook
