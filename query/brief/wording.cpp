// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/wording.hpp"

#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/text.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Another name of the event in plain words, as the protocol has it: no abbreviation; "" when there is none.
std::string plain_name(const EventNames& event)
{
    const auto is_plain = [](const std::string& name) { return std::ranges::any_of(name, is_lower); };
    for (const EventTerm& term : event.terms)
        if (equal_ignoring_case(term.term, event.name))
            if (const auto found = std::ranges::find_if(term.synonyms, is_plain); found != term.synonyms.end())
                return *found;
    return "";
}

struct WholeUnit
{
    std::string_view sign;
    std::string_view name;
};
constexpr WholeUnit whole_units[] = {{"y", "year"}, {"mo", "month"}, {"wk", "week"}, {"d", "day"}};

} // namespace

BriefWords words_for(const BriefBasis& basis)
{
    const Protocol& protocol = basis.casebook.protocol;
    if (basis.audience == Audience::clinicians)
        return {protocol.drug.name, protocol.event.name, "patient", "patients", "article"};
    const std::string plain = plain_name(protocol.event);
    return {protocol.drug.name, protocol.event.name + (plain.empty() ? "" : " (" + plain + ")"), "person", "people",
            "medical report"};
}

std::string people_text(const BriefWords& words, std::size_t number)
{
    return format("{} {}", number, number == 1 ? words.patient : words.patients);
}

std::string people_of(const BriefWords& words, std::size_t part, std::size_t whole)
{
    if (part != whole)
        return format("{} of {} {}", part, whole, words.patients);
    return whole == 1   ? format("the one {}", words.patient)
           : whole == 2 ? format("both {}", words.patients)
                        : format("all {} {}", whole, words.patients);
}

std::string listed(const std::vector<std::string>& parts)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i)
        out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return out;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && is_lower(text.front()))
        text.front() = upper_ascii(text.substr(0, 1)).front();
    return text;
}

std::string years_text(const std::vector<const Report*>& reports)
{
    std::pair<int, int> years;
    for (const Report* report : reports)
        if (const int year = year_of(report->article); year != 0)
            years = {years.first == 0 ? year : std::min(years.first, year), std::max(years.second, year)};
    if (years.first == 0)
        return "";
    return years.first == years.second ? std::to_string(years.first) : format("{} to {}", years.first, years.second);
}

std::string age_in_words(double years)
{
    const bool in_months = years < 3 && years != static_cast<int>(years);
    const double number = in_months ? static_cast<int>(years * 12 + 0.5) : years;
    return format("{} {}{}", plain_number(number), in_months ? "month" : "year", number == 1 ? "" : "s");
}

std::string days_in_words(const Range& days)
{
    const std::string text = days_text(days);
    const std::size_t blank = text.rfind(' ');
    const std::string number = replaced(text.substr(0, blank), "–", " to ");
    for (const WholeUnit& unit : whole_units)
        if (text.substr(blank + 1) == unit.sign)
            return format("{} {}{}", number, unit.name, number == "1" ? "" : "s");
    return text;
}

std::string_view clock_text(Anchor anchor)
{
    constexpr std::string_view texts[] = {"a moment that is not told", "the first dose", "the last dose",
                                          "a change of the dose",      "the transplant", "another moment"};
    return texts[static_cast<std::size_t>(anchor)];
}

std::vector<const Report*> telling_reports(const Ledger& ledger)
{
    std::vector<const Report*> out;
    for (const Report& report : ledger.reports)
        if (!report.patients.empty())
            out.push_back(&report);
    return out;
}

} // namespace casebook
