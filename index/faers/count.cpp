// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/count.hpp"

#include "corpus/ordered.hpp"
#include "index/faers/names.hpp"
#include "index/faers/report.hpp"
#include "index/faers/suggest.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace casebook {

namespace {

std::optional<std::size_t> find(const Texts& sorted, const std::string& folded)
{
    std::size_t from = 0;
    std::size_t to = sorted.size();
    while (from < to) {
        const std::size_t middle = (from + to) / 2;
        if (sorted[middle] < folded)
            from = middle + 1;
        else
            to = middle;
    }
    return from < sorted.size() && sorted[from] == folded ? std::optional(from) : std::nullopt;
}

using Keys = std::vector<std::uint32_t>;

Keys keys_of(const Texts& sorted, const std::vector<std::string>& words, std::string (*fold)(std::string_view))
{
    Keys out;
    for (const std::string& word : words)
        if (const auto found = find(sorted, fold(word)))
            out.push_back(static_cast<std::uint32_t>(*found));
    sort_unique(out);
    return out;
}

bool is_suspect(FaersRole role) { return role == FaersRole::primary_suspect || role == FaersRole::secondary_suspect; }

ReportList exposed(const CountingFile& counting, std::size_t drug, const std::vector<FaersRole>& roles)
{
    std::vector<ReportList> lists;
    lists.reserve(roles.size());
    const bool both = counting.suspects.count[drug] > 0 &&
                      std::ranges::find(roles, FaersRole::primary_suspect) != roles.end() &&
                      std::ranges::find(roles, FaersRole::secondary_suspect) != roles.end();
    if (both)
        lists.push_back(counting.suspects.list(drug));
    for (const FaersRole role : roles)
        if (!both || !is_suspect(role))
            lists.push_back(counting.exposure.list(drug * exposure_roles + static_cast<std::size_t>(role)));
    return united(std::move(lists));
}

ReportList exposed_at_all(const CountingFile& counting, std::size_t drug)
{
    return exposed(counting, drug,
                   {FaersRole::primary_suspect, FaersRole::secondary_suspect, FaersRole::concomitant,
                    FaersRole::interacting, FaersRole::other});
}

/// Of `reports`, each of which has an ingredient of the group, those that have no other.
ReportList alone(const CountingFile& counting, const Keys& drugs, const ReportList& reports)
{
    std::vector<std::uint32_t> of_group(reports.size(), drugs.size() == 1 ? 1 : 0);
    const bool known = reports.empty() || drugs.size() == 1;
    for (const std::size_t drug : known ? Keys() : drugs) {
        const ReportList list = exposed_at_all(counting, drug);
        auto at = list.begin();
        for (std::size_t i = 0; i < reports.size(); ++i) {
            at = std::lower_bound(at, list.end(), reports[i]);
            of_group[i] += at != list.end() && *at == reports[i] ? 1U : 0U;
        }
    }
    ReportList out;
    for (std::size_t i = 0; i < reports.size(); ++i)
        if (of_group[i] == counting.ingredients[reports[i]])
            out.push_back(reports[i]);
    return out;
}

/// Of `reports` those that say a drug of the group was given in one of the ways, in one of the roles.
ReportList given_so(const FaersStore& store, const Keys& drugs, const FaersQuestion& question, ReportList reports)
{
    const FaersReports report(store);
    const auto is_so = [&](const FaersGiven& row) {
        return is_asked(row, drugs, question.roles) &&
               std::ranges::find(question.exposure.classes, row.exposure) != question.exposure.classes.end();
    };
    std::erase_if(reports, [&](std::uint32_t number) { return std::ranges::none_of(report(number).drugs, is_so); });
    return reports;
}

ReportList with_drug(const FaersStore& store, const FaersScope& scope, const FaersQuestion& question)
{
    const CountingFile& counting = store.counting();
    const Keys drugs = drug_keys(counting, question.drugs);
    std::vector<ReportList> lists;
    for (const std::size_t drug : drugs)
        lists.push_back(exposed(counting, drug, question.roles));
    ReportList out = scope.restricted(united(std::move(lists)));
    for (const std::string& word : question.exposure.with) {
        const auto other = find(counting.drugs, fold_ingredient(word));
        out = other ? intersected(out, exposed_at_all(counting, *other)) : ReportList();
    }
    if (question.exposure.alone)
        out = alone(counting, drugs, out);
    if (!question.exposure.classes.empty())
        out = given_so(store, drugs, question, std::move(out));
    return out;
}

std::int64_t size_of(const ReportList& list) { return static_cast<std::int64_t>(list.size()); }

} // namespace

std::vector<std::uint32_t> drug_keys(const CountingFile& counting, const std::vector<std::string>& drugs)
{
    return keys_of(counting.drugs, drugs, fold_ingredient);
}

std::vector<std::uint32_t> event_keys(const CountingFile& counting, const std::vector<std::string>& events)
{
    return keys_of(counting.events, events, fold_event);
}

std::array<std::int64_t, 4> classes_of(const FaersStore& store, const FaersQuestion& question,
                                       const std::vector<std::uint32_t>& reports)
{
    const Keys drugs = drug_keys(store.counting(), question.drugs);
    const FaersReports report(store);
    std::array<std::int64_t, 4> out = {};
    for (const std::uint32_t number : reports) {
        std::array<bool, 4> said = {};
        for (const FaersGiven& row : report(number).drugs)
            if (is_asked(row, drugs, question.roles))
                said.at(static_cast<std::size_t>(row.exposure)) = true;
        for (std::size_t i = 0; i < said.size(); ++i)
            out.at(i) += said.at(i) ? 1 : 0;
    }
    return out;
}

FaersMatches matches(const FaersStore& store, const FaersQuestion& question)
{
    const CountingFile& counting = store.counting();
    FaersScope scope(counting, question.level, question.from, question.to, question.people);
    std::vector<ReportList> lists;
    for (const std::size_t event : event_keys(counting, question.events))
        lists.push_back(counting.reaction.list(event));
    ReportList drug = with_drug(store, scope, question);
    ReportList event = scope.restricted(united(std::move(lists)));
    return {std::move(scope), std::move(drug), std::move(event)};
}

FaersCounts count(const FaersStore& store, const FaersQuestion& question)
{
    const FaersMatches found = matches(store, question);
    FaersCounts out;
    out.reports = intersected(found.drug, found.event);
    out.n = found.scope.size();
    out.table.a = size_of(out.reports);
    out.table.b = size_of(found.drug) - out.table.a;
    out.table.c = size_of(found.event) - out.table.a;
    out.table.d = out.n - out.table.a - out.table.b - out.table.c;
    const CountingFile& counting = store.counting();
    out.monotherapy = size_of(alone(counting, drug_keys(counting, question.drugs), out.reports));
    return out;
}

FaersName look_up(const FaersStore& store, FaersWord kind, std::string_view word)
{
    const CountingFile& counting = store.counting();
    const bool is_drug = kind == FaersWord::drug;
    const Texts& names = is_drug ? counting.drugs : counting.events;
    const std::string folded = is_drug ? fold_drug(word) : fold_event(word);
    FaersName out{std::string(word), "", 0, {}, {}};
    if (const auto found = find(names, is_drug ? without_salt(folded) : folded)) {
        out.title = is_drug ? names[*found] : counting.event_titles[*found];
        out.reports = is_drug ? exposed_at_all(counting, *found).size() : counting.reaction.count[*found];
        return out;
    }
    if (const auto name = is_drug ? find(counting.names, folded) : std::nullopt)
        for (std::uint32_t at = counting.name_begin[*name]; at < counting.name_begin[*name + 1]; ++at)
            out.ingredients.emplace_back(names[counting.name_drugs[at]]);
    for (const std::size_t near : nearest(names, folded, 5))
        out.suggestions.emplace_back(is_drug ? names[near] : counting.event_titles[near]);
    return out;
}

} // namespace casebook
