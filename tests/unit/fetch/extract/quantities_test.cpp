// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/quantities.hpp"

#include "corpus/format.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// One quantity in a line: its kind, its values, its words.
std::string told(const Quantity& q, const std::vector<Token>& tokens, std::string_view text)
{
    const std::string words(text.substr(tokens[q.first].begin, tokens[q.last - 1].end - tokens[q.first].begin));
    switch (q.kind) {
    case QuantityKind::duration:
        return q.vague ? format("vague [{}]", words)
                       : format("{} {:.6g}..{:.6g} [{}]", q.ordinal ? "place" : "time", q.days.min, q.days.max, words);
    case QuantityKind::date: return format("date {:04}-{:02}-{:02} [{}]", q.date.year, q.date.month, q.date.day, words);
    case QuantityKind::age: return format("age {:.4g} [{}]", q.years, words);
    case QuantityKind::dose:
        return format("dose {:.6g}..{:.6g} {}{} [{}]", q.number.min, q.number.max, q.unit, q.per_day ? " daily" : "",
                      words);
    case QuantityKind::count: break;
    }
    return format("count [{}]", words);
}

struct QuantityRow
{
    const char* text;
    const char* quantities;
};

void check_quantities(std::span<const QuantityRow> rows)
{
    for (const QuantityRow& row : rows) {
        const std::vector<Token> tokens = tokenize(row.text);
        std::string out;
        for (const Quantity& q : find_quantities(tokens))
            out += (out.empty() ? "" : "; ") + told(q, tokens, row.text);
        CAPTURE(std::string(row.text));
        CHECK(out == std::string(row.quantities));
    }
}

} // namespace

TEST_CASE("durations are days: week 7, month 30.44, year 365.25")
{
    constexpr QuantityRow rows[] = {
        {"9 months later", "time 273.96..273.96 [9 months]"},
        {"after a week", "time 7..7 [a week]"},
        {"a fortnight after", "time 14..14 [a fortnight]"},
        {"six weeks", "time 42..42 [six weeks]"},
        {"an 18-month course", "time 547.92..547.92 [18-month]"},
        {"one and a half years", "time 547.875..547.875 [one and a half years]"},
        {"a year and a half", "time 547.875..547.875 [a year and a half]"},
        {"half a year", "time 182.625..182.625 [half a year]"},
        {"two to three weeks", "time 14..21 [two to three weeks]"},
        {"5-10 days", "time 5..10 [5-10 days]"},
        {"between 3 and 5 months", "time 91.32..152.2 [between 3 and 5 months]"},
        {"two or three days", "time 2..3 [two or three days]"},
        {"48 hours", "time 2..2 [48 hours]"},
        {"45 minutes to 1 hour", "time 0.03125..0.0416667 [45 minutes to 1 hour]"},
        {"a further 3 months", "time 91.32..91.32 [3 months]"},
        {"two more weeks", "time 14..14 [two more weeks]"},
        {"twenty-one days", "time 21..21 [twenty-one days]"},
        {"2 years and 3 months", "time 821.82..821.82 [2 years and 3 months]"},
        {"several months", "vague [several months]"},
        {"a few days", "vague [a few days]"},
        {"within minutes of it", "vague [minutes]"},
        {"months later", "vague [months]"},
        {"a couple of weeks", "vague [a couple of weeks]"},
        {"a second episode", ""},
        {"a second dose", ""},
        {"3 patients", ""},
    };
    check_quantities(rows);
}

TEST_CASE("a place on a time line is the whole of that day, week, month or year")
{
    constexpr QuantityRow rows[] = {
        {"on day 9", "place 8..9 [day 9]"},
        {"in week 3", "place 14..21 [week 3]"},
        {"by the third month", "place 60.88..91.32 [third month]"},
        {"in the second week", "place 7..14 [second week]"},
        {"on the 5th day", "place 4..5 [5th day]"},
        {"after the second year", "place 731..1096 [second year]"},
        {"after second year", "place 731..1096 [second year]"},
        {"in the second year", "place 365.25..730.5 [second year]"},
        {"days 3 to 5", "place 2..5 [days 3 to 5]"},
        {"the first dose", ""},
    };
    check_quantities(rows);
}

TEST_CASE("ages are years: months as fractions, and an age by its place")
{
    constexpr QuantityRow rows[] = {
        {"a 29-month-old girl", "age 2.417 [29-month-old]"},
        {"a 46-year-old man", "age 46 [46-year-old]"},
        {"a 46 year old man", "age 46 [46 year old]"},
        {"46 years old", "age 46 [46 years old]"},
        {"aged 44 years", "age 44 [aged 44 years]"},
        {"aged 44,", "age 44 [aged 44]"},
        {"44 years of age", "age 44 [44 years of age]"},
        {"at the age of 3,", "age 3 [age of 3]"},
        {"a sixty-two-year-old widow", "age 62 [sixty-two-year-old]"},
        {"a 10-week-old infant", "age 0.1916 [10-week-old]"},
        {"a 2.5-year-old boy", "age 2.5 [2.5-year-old]"},
        {"a 58-yr-old man", "age 58 [58-yr-old]"},
        {"a woman (24 years) was", "age 24 [24 years]"},
        {"a man of 83 had", "age 83 [of 83]"},
        {"a boy of 13 years was", "age 13 [of 13 years]"},
        {"a child of 18 months", "age 1.5 [of 18 months]"},
        {"a man of 83 kg", "dose 83..83 kg [83 kg]"},
        {"patient 1 (F, 31 y) had", "age 31 [31 y]"},
        {"a hairdresser, 28, noticed", "age 28 [28]"},
        {"a two-year course", "time 730.5..730.5 [two-year]"},
        {"on 3, 4, and 5 occasions", ""},
        {"aged 18 to 65", ""},
    };
    check_quantities(rows);
}

TEST_CASE("doses are amounts with a unit, and say whether they are taken daily")
{
    constexpr QuantityRow rows[] = {
        {"5 mg/kg/day", "dose 5..5 mg/kg daily [5 mg/kg/day]"},
        {"5 mg/kg per day", "dose 5..5 mg/kg daily [5 mg/kg per day]"},
        {"2-3 mg/kg daily", "dose 2..3 mg/kg daily [2-3 mg/kg daily]"},
        {"100 mg b.i.d.", "dose 100..100 mg daily [100 mg b.i.d]"},
        {"100 mg twice daily", "dose 100..100 mg daily [100 mg twice daily]"},
        {"100 mg three times a day", "dose 100..100 mg daily [100 mg three times a day]"},
        {"2,250 mg/m2", "dose 2250..2250 mg/m2 [2,250 mg/m2]"},
        {"12 mg weekly", "dose 12..12 mg [12 mg weekly]"},
        {"12 mg every 8 weeks", "dose 12..12 mg [12 mg]; time 56..56 [8 weeks]"},
        {"0.5 g", "dose 0.5..0.5 g [0.5 g]"},
        {"13.5mg/day", "dose 13.5..13.5 mg daily [13.5mg/day]"},
        {"300 mg a day for 2 weeks", "dose 300..300 mg daily [300 mg a day]; time 14..14 [2 weeks]"},
        {"a 40-mg injection", "dose 40..40 mg [40-mg]"},
        {"150 mg/day in two divided doses", "dose 150..150 mg daily [150 mg/day in two divided doses]"},
        {"20 mg on day 1", "dose 20..20 mg [20 mg]; place 0..1 [day 1]"},
        {"20 months", "time 608.8..608.8 [20 months]"},
        {"100, 720 and 5 mg daily, respectively",
         "dose 100..100 mg daily [100]; dose 720..720 mg daily [720]; dose 5..5 mg daily [5 mg daily]"},
        {"10 mg, 20 mg, respectively", "dose 10..10 mg [10 mg]; dose 20..20 mg [20 mg]"},
        {"100, 720 and 5 mg daily", "dose 5..5 mg daily [5 mg daily]"},
    };
    check_quantities(rows);
}

TEST_CASE("dates are as far as they are known")
{
    constexpr QuantityRow rows[] = {
        {"in May 2019", "date 2019-05-00 [May 2019]"},
        {"on 12 May 2019", "date 2019-05-12 [12 May 2019]"},
        {"on May 12, 2019", "date 2019-05-12 [May 12, 2019]"},
        {"on September 29", "date 0000-09-29 [September 29]"},
        {"on 3 Oct. he", "date 0000-10-03 [3 Oct]"},
        {"in June of 2001", "date 2001-06-00 [June of 2001]"},
        {"in 1998", "date 1998-00-00 [1998]"},
        {"since early 1998", "date 1998-00-00 [1998]"},
        {"2000 patients", ""},
        {"of 2000 days", "time 2000..2000 [2000 days]"},
        {"it may 5 times", ""},
        {"in March he", ""},
    };
    check_quantities(rows);
}
