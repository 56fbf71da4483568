// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/contradictions.hpp"

#include "corpus/format.hpp"
#include "fetch/extract/dates.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace casebook {

namespace {

constexpr double days_of_year = 365.25;

double number_at(std::string_view text, Span span)
{
    double out = 0;
    std::from_chars(text.data() + span.begin, text.data() + span.end, out);
    return out;
}

Evidence words_at(const Reading& reading, std::size_t passage, std::size_t begin, std::size_t end)
{
    return {static_cast<int>(passage), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
            reading.passages[passage].text.substr(begin, end - begin)};
}

/// Where in a match its parts stand.
struct ShareForm
{
    Pattern pattern;
    std::size_t part;
    std::size_t whole;
    std::size_t percentage;
};

const std::vector<ShareForm>& share_forms()
{
    static const std::vector<ShareForm> all = [] {
        std::vector<ShareForm> out;
        out.push_back(
            {Pattern(
                 R"(\b(\d+) ?(?:/|of(?: the)?|out of(?: the)?) ?(\d+)(?: [a-z-]+){0,3}[ ;,]*[([] ?(\d+(?:\.\d+)?) ?%)"),
             1, 2, 3});
        out.push_back({Pattern(R"(\b(\d+(?:\.\d+)?) ?% ?[([] ?(\d+) ?(?:/|of|out of) ?(\d+)\b)"), 2, 3, 1});
        out.push_back({Pattern(R"([([](\d+) ?(?:/|of|out of) ?(\d+)[,;:] ?(\d+(?:\.\d+)?) ?%)"), 1, 2, 3});
        return out;
    }();
    return all;
}

/// One unit of the last digit that is given: what rounding, up or down, can make of a share.
double last_digit(std::string_view number)
{
    const std::size_t point = number.find('.');
    return point == std::string_view::npos ? 1 : std::pow(10, -static_cast<double>(number.size() - point - 1));
}

void find_false_percentages(const Reading& reading, std::size_t passage, std::vector<Contradiction>& out)
{
    const std::string_view text = reading.passages[passage].text;
    if (text.find('%') == std::string_view::npos)
        return;
    for (const ShareForm& form : share_forms())
        for (const auto& match : form.pattern.find_all(text)) {
            const double part = number_at(text, match[form.part]);
            const double whole = number_at(text, match[form.whole]);
            const Span told = match[form.percentage];
            const double percentage = number_at(text, told);
            if (whole == 0 || part > whole)
                continue;
            const double right = 100 * part / whole;
            if (std::abs(right - percentage) < last_digit(text.substr(told.begin, told.end - told.begin)))
                continue;
            out.push_back({ContradictionKind::percentage_against_count, 0,
                           words_at(reading, passage, match[form.part].begin, match[form.whole].end),
                           words_at(reading, passage, told.begin, text.find('%', told.begin) + 1),
                           format("{} of {} are {:.1f}%", part, whole, right)});
        }
}

bool apart(const Range& a, const Range& b) { return a.max < b.min || b.max < a.min; }

/// Authors round: a tenth of the longer time, and a week at the least.
Range rounded(const Range& days)
{
    const double slack = std::max(7.0, days.max / 10);
    return {days.min - slack, days.max + slack};
}

void latency_against_dates(const Story& story, const Case& c, std::vector<Contradiction>& out)
{
    const auto start = first_dose_date(story);
    const auto onset = start ? onset_date(story, start->date.year) : std::nullopt;
    if (!onset || onset->words == start->words)
        return;
    const Range dated = days_between(start->date, onset->date);
    for (const auto& latency : c.latencies)
        if (latency.value->anchor == Anchor::first_dose && latency.evidence != onset->words && dated.max > 0 &&
            apart(rounded(latency.value->days), dated))
            out.push_back({ContradictionKind::latency_against_dates, c.number, latency.evidence, onset->words,
                           format("from “{}” to “{}” are {:.0f} to {:.0f} days", start->words.quote, onset->words.quote,
                                  std::max(0.0, dated.min), dated.max)});
}

void age_against_birth(const Story& story, const Case& c, std::vector<Contradiction>& out)
{
    const auto birth = birth_date(story);
    if (!birth)
        return;
    for (const DatedAge& age : dated_ages(story)) {
        if (age.at.words == birth->words)
            continue;
        const Range days = days_between(birth->date, age.at.date);
        const Range years{days.min / days_of_year, days.max / days_of_year};
        if (apart(age.years, years))
            out.push_back({ContradictionKind::age_against_dates, c.number, age.words, birth->words,
                           format("from “{}” to “{}” are {:.1f} to {:.1f} years", birth->words.quote,
                                  age.at.words.quote, years.min, years.max)});
    }
}

void age_against_dates(const Story& story, const Case& c, std::vector<Contradiction>& out)
{
    const Stated<Range> dated = age_at_onset(story);
    const auto& told = c.patient.age_years;
    if (!dated || !told || !c.patient.age_at || *c.patient.age_at.value != AgeAt::onset)
        return;
    if (apart({*told.value, *told.value + 1}, *dated.value))
        out.push_back(
            {ContradictionKind::age_against_dates, c.number, told.evidence, dated.evidence,
             format("by the dates the patient was {:.1f} to {:.1f} years old", dated.value->min, dated.value->max)});
}

template <class T> bool differ(const Stated<T>& a, const Stated<T>& b) { return a && b && *a.value != *b.value; }

/// Only what cannot both be true: "recovering" and "recovered" may be told of two days.
bool opposed(Outcome a, Outcome b)
{
    const auto well = [](Outcome o) { return o == Outcome::recovered || o == Outcome::recovering; };
    return (well(a) && b == Outcome::fatal) || (well(b) && a == Outcome::fatal) ||
           (a == Outcome::recovered && b == Outcome::not_recovered) ||
           (b == Outcome::recovered && a == Outcome::not_recovered);
}

bool opposed(Dechallenge a, Dechallenge b)
{
    return (a == Dechallenge::positive && b == Dechallenge::negative) ||
           (b == Dechallenge::positive && a == Dechallenge::negative);
}

} // namespace

std::vector<Contradiction> find_false_percentages(const Reading& reading)
{
    std::vector<Contradiction> out;
    for (std::size_t passage = 0; passage < reading.passages.size(); ++passage)
        find_false_percentages(reading, passage, out);
    return out;
}

std::vector<Contradiction> find_against_dates(const Story& story, const Case& c)
{
    std::vector<Contradiction> out;
    latency_against_dates(story, c, out);
    age_against_birth(story, c, out);
    age_against_dates(story, c, out);
    return out;
}

std::vector<Contradiction> find_against_body(const Case& summary, const Case& body)
{
    std::vector<Contradiction> out;
    const auto say = [&](const auto& a, const auto& b, std::string_view what) {
        out.push_back({ContradictionKind::abstract_against_body, summary.number, a.evidence, b.evidence,
                       format("the {} differs between abstract and body", what)});
    };
    const Patient &first = summary.patient, &second = body.patient;
    const bool same_moment = first.age_at && second.age_at && *first.age_at.value == *second.age_at.value;
    if (same_moment && differ(first.age_years, second.age_years) &&
        std::abs(*first.age_years.value - *second.age_years.value) >= 1)
        say(first.age_years, second.age_years, "age");
    if (differ(first.sex, second.sex))
        say(first.sex, second.sex, "sex");
    for (const auto& a : summary.latencies)
        for (const auto& b : body.latencies)
            if (a.value->anchor == b.value->anchor && apart(rounded(a.value->days), b.value->days))
                say(a, b, "latency");
    const auto &end = summary.reaction.outcome, &other_end = body.reaction.outcome;
    if (end && other_end && opposed(*end.value, *other_end.value))
        say(end, other_end, "outcome");
    if (summary.dechallenge && body.dechallenge && opposed(*summary.dechallenge.value, *body.dechallenge.value))
        say(summary.dechallenge, body.dechallenge, "dechallenge");
    return out;
}

Stated<Range> age_at_onset(const Story& story)
{
    for (const DatedAge& age : dated_ages(story)) {
        const auto onset = onset_date(story, age.at.date.year);
        if (!onset || onset->words == age.at.words)
            continue;
        const Range days = days_between(age.at.date, onset->date);
        if (days.max < 0)
            continue;
        const Range years{age.years.min + days.min / days_of_year, age.years.max + days.max / days_of_year};
        return stated(years, age.words);
    }
    return {};
}

} // namespace casebook
