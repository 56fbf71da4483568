// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/dates.hpp"

#include "fetch/extract/cues.hpp"

#include <chrono>
#include <cmath>

namespace casebook {

namespace {

/// The date that group 1 of the first match stands for.
std::optional<StoryDate> date_near(const Story& story, const Pattern& pattern, std::size_t from, int default_year)
{
    for (std::size_t place = from; place < story.size(); ++place)
        if (const auto match = pattern.find(story.at(place).masked)) {
            const Sentence& sentence = story.at(place);
            const MaskedItem& item = item_at(sentence, (*match)[1].begin);
            if (item.quantity < 0)
                continue;
            PartialDate date = sentence.quantities[static_cast<std::size_t>(item.quantity)].date;
            if (date.year == 0)
                date.year = default_year;
            if (date.year != 0)
                return StoryDate{date, place, evidence_of(story.reading, sentence, item.first, item.last)};
        }
    return std::nullopt;
}

/// An age in months is true to a month, one in years to a year.
Range whole_age(const Quantity& age, const Evidence& words)
{
    const double width = words.quote.find("month") != std::string::npos ? 1.0 / 12 : 1.0;
    return {age.years, age.years + width};
}

const Quantity* date_in(const Sentence& sentence)
{
    for (const Quantity& quantity : sentence.quantities)
        if (quantity.kind == QuantityKind::date && quantity.date.year != 0)
            return &quantity;
    return nullptr;
}

} // namespace

Range days_of(const PartialDate& date)
{
    using namespace std::chrono;
    const auto day_number = [&](unsigned month, bool latest) {
        const year_month_day_last last{year(date.year), month_day_last(std::chrono::month(month))};
        const sys_days first = sys_days(year(date.year) / std::chrono::month(month) / 1);
        return static_cast<double>((latest ? sys_days(last) : first).time_since_epoch().count());
    };
    const auto month = static_cast<unsigned>(date.month);
    if (month == 0)
        return {day_number(1, false), day_number(12, true)};
    if (date.day == 0)
        return {day_number(month, false), day_number(month, true)};
    const double day = day_number(month, false) + date.day - 1;
    return {day, day};
}

Range days_between(const PartialDate& from, const PartialDate& to)
{
    const Range first = days_of(from);
    const Range second = days_of(to);
    return {second.min - first.max, second.max - first.min};
}

/// The date of what is told with its date behind it, or before it.
std::optional<StoryDate> date_beside(const Story& story, const Pattern& behind, const Pattern& before)
{
    const auto found = date_near(story, behind, 0, 0);
    return found ? found : date_near(story, before, 0, 0);
}

std::optional<StoryDate> first_dose_date(const Story& story)
{
    static const Pattern after_drug(with_phrases(R"(\bDRUG ~12(?:in|on|since|from) (?:early |late |mid - ?)?(DATE))"));
    static const Pattern before_drug(
        with_phrases(R"(\b(?:in|on|since|from) (?:early |late )?(DATE) (?:[^ ;]+ ){0,12}DRUG)"));
    return date_beside(story, after_drug, before_drug);
}

std::optional<StoryDate> last_dose_date(const Story& story)
{
    static const Pattern stopped(with_phrases(
        R"(\b(?:DRUG (?:DOSE )?~6(?:stopped|discontinued|withdrawn|ceased|completed|finished|ended)|(?:last|final) ~2(?:dose|course|infusion|injection|cycle)s? (?:of ~3DRUG )?(?:(?:was|were|had been) (?:\w+ )?(?:given|taken|administered|received) )?)(?: ?[^ .;]+){0,3}? ?(?:in|on) (?:early |late |mid - ?)?(DATE))"));
    static const Pattern before_stop(with_phrases(
        R"(\b(?:in|on) (?:early |late )?(DATE) (?:, )?(?:[^ .;]+ ){0,4}DRUG (?:DOSE )?~3(?:was|were|had been) (?:\w+ )?(?:stopped|discontinued|withdrawn|ceased|completed)\b)"));
    return date_beside(story, stopped, before_stop);
}

std::optional<StoryDate> dose_change_date(const Story& story)
{
    static const Pattern after_change(with_phrases(
        R"(\b(?:DRUG|dose|dosage) (?:[^ .;]+ ){0,6}(?:increased|raised|doubled|reduced|lowered|cut|halved|escalated) (?:[^ .;]+ ){0,6}(?:in|on) (?:early |late |mid - ?)?(DATE))"));
    static const Pattern before_change(with_phrases(
        R"(\b(?:in|on) (?:early |late )?(DATE) (?:, )?(?:[^ .;]+ ){0,5}(?:DRUG|dose|dosage) (?:[^ .;]+ ){0,5}(?:was|were|had been) (?:\w+ )?(?:increased|raised|doubled|reduced|lowered|cut|halved|escalated)\b)"));
    return date_beside(story, after_change, before_change);
}

std::optional<StoryDate> onset_date(const Story& story, int default_year)
{
    static const Pattern before_event(with_phrases(
        R"(\b(?:in|on|by|since|from) (?:early |late |mid - ?)?(DATE) (?:[^ ;]+ ){0,20}(?:EVENT|<onset>))"));
    static const Pattern after_event(
        with_phrases(R"((?:EVENT|<onset>) (?:[^ ;]+ ){0,14}(?:in|on|by|since) (?:early |late )?(DATE))"));
    if (!story.onset)
        return std::nullopt;
    auto found = date_near(story, before_event, *story.onset, default_year);
    if (!found || found->place != *story.onset)
        if (auto second = date_near(story, after_event, *story.onset, default_year);
            second && second->place == *story.onset)
            found = second;
    return found && found->place <= *story.onset + 1 ? found : std::nullopt;
}

std::optional<StoryDate> birth_date(const Story& story)
{
    static const Pattern born(R"(\bborn (?:in|on) (?:\w+ ){0,3}?(DATE))");
    return date_near(story, born, 0, 0);
}

std::vector<DatedAge> dated_ages(const Story& story)
{
    std::vector<DatedAge> out;
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const Quantity* date = date_in(sentence);
        if (date == nullptr)
            continue;
        const Evidence day = evidence_of(story.reading, sentence, date->first, date->last);
        for (const Quantity& age : sentence.quantities)
            if (age.kind == QuantityKind::age && age.each.empty()) {
                const Evidence words = evidence_of(story.reading, sentence, age.first, age.last);
                out.push_back({whole_age(age, words), words, {date->date, place, day}});
            }
    }
    return out;
}

} // namespace casebook
