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

bool is_time(std::string_view text)
{
    constexpr std::string_view clock = "T00:00:00Z";
    const auto fits = [](char wanted, char c) { return wanted == '0' ? is_digit(c) : c == wanted; };
    return is_day(text.substr(0, form.size())) && std::ranges::equal(clock, text.substr(form.size()), fits) &&
           digits_of(text.substr(11, 2)) < 24 && digits_of(text.substr(14, 2)) < 60 &&
           digits_of(text.substr(17, 2)) < 61;
}

bool begins_with_day(std::string_view text)
{
    return is_day(text.substr(0, form.size())) && (text.size() == form.size() || text[form.size()] == 'T');
}

} // namespace casebook
