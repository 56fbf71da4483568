// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/links.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/names.hpp"
#include "index/faers/suggest.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

namespace casebook {

namespace {

constexpr std::size_t telling_reference = 20; ///< letters of a reference that can stand for a paper
constexpr double alike_references =
    0.7; ///< likeness; a real pair of companies has 0.74, papers of unlike titles have 0.3

using ReportPair = std::pair<std::uint32_t, std::uint32_t>;
using Reasons = std::map<ReportPair, std::vector<LinkReason>>;

/// What two reports must have in common to be of one patient; "" when a part is not said.
std::string patient_key(const FaersReport& report)
{
    const std::vector<std::uint32_t> ingredients = report.ingredients();
    if (report.event_date.day() == 0 || report.sex == '\0' || !report.age || report.country.empty() ||
        ingredients.empty() || report.events.empty())
        return "";
    return format("{} {} {} {} {} / {}", report.event_date.ymd, report.sex, *report.age, report.country,
                  fmt::join(ingredients, ","), fmt::join(report.events, ","));
}

std::string number_key(const FaersReport& report)
{
    const std::string number = fold_event(report.manufacturer_number);
    const std::string sender = fold_event(report.sender);
    return number.empty() || sender.empty() ? "" : number + "\n" + sender;
}

/// The reports and, for each, its keys.
struct Keyed
{
    std::vector<std::uint32_t> numbers;
    std::vector<std::uint64_t> cases;
    std::vector<std::string> report, patient, number, article, reference;
};

Keyed keyed(const FaersReports& reports, const std::vector<std::uint32_t>& numbers)
{
    Keyed out;
    out.numbers = numbers;
    for (const std::uint32_t number : numbers) {
        const FaersReport report = reports(number);
        out.cases.push_back(report.case_id);
        out.report.push_back(std::to_string(report.report));
        out.patient.push_back(patient_key(report));
        out.number.push_back(number_key(report));
        out.article.push_back(reference_key(report.lit_ref));
        out.reference.push_back(fold_event(report.lit_ref));
    }
    return out;
}

void note(const Keyed& all, std::size_t i, std::size_t j, LinkReason reason, Reasons& out)
{
    if (all.cases[i] != 0 && all.cases[i] == all.cases[j])
        return;
    out[std::minmax(all.numbers[i], all.numbers[j])].push_back(reason);
}

void by_key(const Keyed& all, const std::vector<std::string>& keys, LinkReason reason, Reasons& out)
{
    std::map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (!keys[i].empty())
            places[keys[i]].push_back(i);
    for (const auto& [key, same] : places) // each to the first, so that a large group stays a short list
        for (std::size_t at = 1; at < same.size(); ++at)
            note(all, same[0], same[at], reason, out);
}

/// Pairs of spellings that have a run of letters in common that few others have: only such are worth a closer look.
std::set<std::pair<std::size_t, std::size_t>> worth_comparing(const std::vector<std::string_view>& letters)
{
    constexpr std::size_t run = 16;
    constexpr std::size_t few = 40;
    std::unordered_map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < letters.size(); ++i)
        for (std::size_t at = 0; at + run <= letters[i].size(); ++at) {
            std::vector<std::size_t>& same = places[letters[i].substr(at, run)];
            if (same.empty() || same.back() != i)
                same.push_back(i);
        }
    std::set<std::pair<std::size_t, std::size_t>> out;
    for (const auto& [letters_of_run, same] : places)
        if (same.size() <= few)
            for (std::size_t one = 0; one < same.size(); ++one)
                for (std::size_t other = one + 1; other < same.size(); ++other)
                    out.emplace(same[one], same[other]);
    return out;
}

void by_likeness(const Keyed& all, Reasons& out)
{
    std::map<std::string_view, std::size_t> first; // one report a spelling
    for (std::size_t i = 0; i < all.article.size(); ++i)
        if (!all.article[i].empty())
            first.try_emplace(all.article[i], i);
    std::vector<std::string_view> letters;
    std::vector<std::size_t> reports;
    for (const auto& [spelling, report] : first) {
        letters.push_back(spelling);
        reports.push_back(report);
    }
    for (const auto& [one, other] : worth_comparing(letters))
        if (likeness(all.reference[reports[one]], all.reference[reports[other]]) >= alike_references)
            note(all, reports[one], reports[other], LinkReason::alike_article, out);
}

} // namespace

std::string reference_key(std::string_view lit_ref)
{
    std::string letters = squeeze(lit_ref);
    std::string rest = letters;
    for (std::size_t at = rest.find("unknown"); at != std::string::npos; at = rest.find("unknown"))
        rest.erase(at, 7);
    return rest.size() < telling_reference ? "" : letters;
}

std::vector<FaersLink> find_links(const FaersReports& reports, const std::vector<std::uint32_t>& numbers)
{
    const Keyed all = keyed(reports, numbers);
    Reasons reasons;
    by_key(all, all.report, LinkReason::same_report, reasons);
    by_key(all, all.patient, LinkReason::same_patient, reasons);
    by_key(all, all.number, LinkReason::same_number, reasons);
    by_key(all, all.article, LinkReason::same_article, reasons);
    by_likeness(all, reasons);
    std::vector<FaersLink> out;
    for (const auto& [pair, why] : reasons)
        out.push_back({pair.first, pair.second, why});
    return out;
}

bool is_firm(const FaersLink& link)
{
    return std::ranges::any_of(link.reasons, [](LinkReason reason) { return reason != LinkReason::alike_article; });
}

std::vector<std::vector<std::uint32_t>> groups_of(const std::vector<FaersLink>& links)
{
    std::map<std::uint32_t, std::uint32_t> above; // towards the lowest number of the group
    const auto top = [&](std::uint32_t number) {
        while (above[number] != number)
            number = above[number] = above[above[number]];
        return number;
    };
    std::vector<FaersLink> firm;
    std::ranges::copy_if(links, std::back_inserter(firm), is_firm);
    for (const FaersLink& link : firm)
        for (const std::uint32_t number : {link.first, link.second})
            above.try_emplace(number, number);
    for (const FaersLink& link : firm) {
        const auto [low, high] = std::minmax({top(link.first), top(link.second)});
        above[high] = low;
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (const auto& [number, up] : std::map(above))
        groups[top(number)].push_back(number);
    std::vector<std::vector<std::uint32_t>> out;
    for (auto& [number, group] : groups)
        out.push_back(std::move(group));
    return out;
}

} // namespace casebook
