// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/profile.hpp"

#include "index/faers/links.hpp"
#include "index/faers/strata.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace casebook {

namespace {

void add_person(const FaersReport& report, FaersProfile& out)
{
    ++out.sexes.at(report.sex == 'F' ? 0 : report.sex == 'M' ? 1 : 2);
    ++out.age_bands.at(age_band(report.age.value_or(std::numeric_limits<double>::quiet_NaN())));
    if (report.age)
        out.ages.push_back(*report.age);
    ++out.reporters.at(static_cast<std::size_t>(reporter_group(report.reporter)));
    ++out.countries[std::string(report.country)];
    ++out.received[report.first_receipt.year()];
    out.with_reference += reference_key(report.lit_ref).empty() ? 0 : 1; // "unknown" is no paper
}

void add_outcomes(const FaersReport& report, FaersProfile& out)
{
    out.serious += report.serious() ? 1 : 0;
    for (std::size_t i = 0; i < out.outcomes.size(); ++i)
        out.outcomes.at(i) += report.outcomes >> i & 1U;
}

/// Roles are looked at whether or not they are asked for; ways of giving in the roles that are.
void add_drugs(const FaersReport& report, const std::vector<std::uint32_t>& drugs, const FaersQuestion& question,
               const CountingFile& counting, FaersProfile& out)
{
    for (std::size_t role = 0; role < out.roles.size(); ++role)
        out.roles.at(role) += std::ranges::any_of(report.drugs,
                                                  [&](const FaersGiven& row) {
                                                      return is_asked(row, drugs, {static_cast<FaersRole>(role)});
                                                  })
                                  ? 1
                                  : 0;
    for (std::size_t way = 0; way < out.classes.size(); ++way)
        out.classes.at(way) += std::ranges::any_of(report.drugs,
                                                   [&](const FaersGiven& row) {
                                                       return is_asked(row, drugs, question.roles) &&
                                                              row.exposure == static_cast<ExposureClass>(way);
                                                   })
                                   ? 1
                                   : 0;
    const std::vector<std::uint32_t> all = report.ingredients();
    out.lists.push_back(static_cast<std::uint32_t>(all.size()));
    bool alone = true;
    for (const std::uint32_t ingredient : all)
        if (!std::ranges::binary_search(drugs, ingredient)) {
            alone = false;
            ++out.beside[std::string(counting.drugs[ingredient])];
        }
    out.alone += alone ? 1 : 0;
}

} // namespace

FaersProfile profile_of(const FaersStore& store, const FaersQuestion& question,
                        const std::vector<std::uint32_t>& reports)
{
    const FaersReports report_of(store);
    const std::vector<std::uint32_t> drugs = drug_keys(store.counting(), question.drugs);
    FaersProfile out;
    for (const std::uint32_t number : reports) {
        const FaersReport report = report_of(number);
        ++out.total;
        add_person(report, out);
        add_outcomes(report, out);
        add_drugs(report, drugs, question, store.counting(), out);
    }
    std::ranges::sort(out.ages);
    std::ranges::sort(out.lists);
    return out;
}

std::map<std::uint32_t, std::int64_t> received_by_year(const FaersStore& store, const FaersQuestion& question)
{
    const CountingFile& counting = store.counting();
    std::map<std::uint32_t, std::int64_t> out;
    const FaersScope scope(counting, question.level, question.from, question.to, question.people);
    scope.each([&](std::uint32_t number) { ++out[counting.first_receipt[number] / 10000]; });
    return out;
}

Descriptives descriptives_of(const std::vector<double>& ascending)
{
    Descriptives out;
    if (ascending.empty())
        return out;
    const auto n = static_cast<double>(ascending.size());
    out.mean = std::accumulate(ascending.begin(), ascending.end(), 0.0) / n;
    double squares = 0;
    for (const double value : ascending)
        squares += (value - out.mean) * (value - out.mean);
    out.deviation = ascending.size() < 2 ? 0 : std::sqrt(squares / (n - 1));
    const std::size_t half = ascending.size() / 2;
    out.median = ascending.size() % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    return out;
}

} // namespace casebook
