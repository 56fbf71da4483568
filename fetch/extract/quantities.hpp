// SPDX-License-Identifier: GPL-3.0-or-later
// Times, dates, ages and doses as case reports write them, in figures and in words.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "fetch/extract/tokens.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class QuantityKind { duration, date, age, dose, count };

/// Tokens [first, last) of a sentence and what they say.
struct Quantity
{
    QuantityKind kind = QuantityKind::duration;
    std::size_t first = 0;
    std::size_t last = 0;
    Range days;           ///< duration: week 7, month 30.44, year 365.25 days; "within N" is 0..N, "in week N" N-1..N
    bool vague = false;   ///< a duration without a number ("several months")
    bool ordinal = false; ///< "on day 9", "the second year": a place on a time line
    PartialDate date;     ///< date
    double years = 0;     ///< age
    Range number;         ///< dose: amount; count
    std::string unit;     ///< dose: "mg", "mg/kg", "mg/m2", …
    bool per_day = false; ///< dose: the text says per day
    // a dose of a list told "respectively"
    std::size_t nth = 0;        ///< its place in the list, 1 the first; 0 for a dose of its own
    std::size_t listed = 0;     ///< how many the list has
    std::size_t unit_first = 0; ///< tokens [unit_first, unit_last) of the unit that closes the list
    std::size_t unit_last = 0;  ///< 0 where the dose has its own unit
    /// "aged 18, 22 and 31 years", "2, 4 and 9 weeks": the days, or of an age the years, of one patient after the
    /// other; empty of a value that is one patient's. `days` and `years` of a list say nothing.
    std::vector<Range> each = {};
};

/// Every quantity of the tokens, from left to right, none overlapping another.
std::vector<Quantity> find_quantities(std::span<const Token> tokens);

/// Makes one quantity of each list of ages or times, which `find_quantities` takes for numbers and the last value.
void join_lists(std::span<const Token> tokens, std::vector<Quantity>& found);

/// "29", "2.5", "2,250", "twenty", "a" (one), "one and a half": the number at `at` and the tokens it takes.
struct Number
{
    double value = 0;
    std::size_t last = 0;
};
std::optional<Number> read_number(std::span<const Token> tokens, std::size_t at);

/// Days of one unit of time ("month", "wk", "yrs"); 0 for a word that is none.
double unit_days(std::string_view word);

} // namespace casebook
