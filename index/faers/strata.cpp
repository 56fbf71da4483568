// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/strata.hpp"

#include "corpus/format.hpp"
#include "index/faers/cells.hpp"
#include "index/faers/gamma.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>

namespace casebook {

namespace {

constexpr std::uint32_t first_year = 2004;

std::string sex_name(std::uint8_t sex)
{
    constexpr std::array<std::string_view, 3> names = {"female", "male", "unknown"};
    return std::string(names.at(sex == 'F' ? 0 : sex == 'M' ? 1 : 2));
}

/// What a report's value is, as a number that orders, and what that number is called.
std::uint32_t code_of(const CountingFile& counting, StratumKind kind, std::uint32_t number)
{
    const std::uint32_t year = counting.first_receipt[number] / 10000;
    switch (kind) {
    case StratumKind::sex: return counting.sex[number] == 'F' ? 0 : counting.sex[number] == 'M' ? 1 : 2;
    case StratumKind::age: return static_cast<std::uint32_t>(age_band(static_cast<double>(counting.age[number])));
    case StratumKind::year: return year;
    case StratumKind::period: return year < first_year ? year : first_year + (year - first_year) / 5 * 5;
    case StratumKind::country: return counting.country[number];
    case StratumKind::reporter:
        return static_cast<std::uint32_t>(reporter_group(faers_reporter_codes.at(counting.reporter[number])));
    }
    return 0;
}

/// Enough for every code of a kind: dates go to the year 9199. All kinds together have 51 bits.
unsigned bits_of(StratumKind kind)
{
    constexpr std::array<unsigned, 6> bits = {2, 3, 14, 14, 16, 2};
    return bits.at(static_cast<std::size_t>(kind));
}

std::string name_of_code(const CountingFile& counting, StratumKind kind, std::uint32_t code)
{
    switch (kind) {
    case StratumKind::sex: return sex_name(code == 0 ? 'F' : code == 1 ? 'M' : 0);
    case StratumKind::age: return std::string(age_band_names.at(code));
    case StratumKind::year: return code == 0 ? "unknown" : format("{}", code);
    case StratumKind::period: return period_name(code);
    case StratumKind::country: {
        const std::string_view name = counting.countries[code];
        return name.empty() ? "unknown" : std::string(name);
    }
    case StratumKind::reporter: return std::string(reporter_group_names.at(code));
    }
    return "";
}

/// Reports of a stratum: all, with the drug, with the event, with both.
struct Margins
{
    std::int64_t n = 0, drug = 0, event = 0, both = 0;
    TwoByTwo table() const { return {both, drug - both, event - both, n - drug - event + both}; }
};

} // namespace

std::optional<StratumKind> find_stratum_kind(std::string_view name)
{
    const auto found = std::ranges::find(stratum_kind_names, name);
    if (found == stratum_kind_names.end())
        return std::nullopt;
    return static_cast<StratumKind>(found - stratum_kind_names.begin());
}

std::size_t age_band(double years)
{
    if (std::isnan(years))
        return 4;
    return years <= 18 ? 0 : years < 45 ? 1 : years <= 60 ? 2 : 3;
}

std::string period_name(std::uint32_t year)
{
    if (year == 0)
        return "unknown";
    if (year < first_year)
        return format("before {}", first_year);
    const std::uint32_t from = first_year + (year - first_year) / 5 * 5;
    return format("{}-{}", from, from + 4);
}

std::vector<FaersStratumCounts> by_strata(const FaersStore& store, const FaersQuestion& question,
                                          const std::vector<StratumKind>& kinds)
{
    const CountingFile& counting = store.counting();
    const FaersMatches found = matches(store, question);
    std::unordered_map<std::uint64_t, Margins> strata;
    const auto stratum = [&](std::uint32_t number) -> Margins& {
        std::uint64_t key = 0; // orders as the values do
        for (const StratumKind kind : kinds)
            key = key << bits_of(kind) | code_of(counting, kind, number);
        return strata[key];
    };
    found.scope.each([&](std::uint32_t number) { ++stratum(number).n; });
    for (const std::uint32_t number : found.drug)
        ++stratum(number).drug;
    for (const std::uint32_t number : found.event)
        ++stratum(number).event;
    ReportList both;
    std::ranges::set_intersection(found.drug, found.event, std::back_inserter(both));
    for (const std::uint32_t number : both)
        ++stratum(number).both;
    std::vector<FaersStratumCounts> out;
    for (const auto& [packed, margins] : std::map<std::uint64_t, Margins>(strata.begin(), strata.end())) {
        FaersStratumCounts& row = out.emplace_back();
        row.table = margins.table();
        row.values.resize(kinds.size());
        std::uint64_t key = packed;
        for (std::size_t i = kinds.size(); i-- > 0; key >>= bits_of(kinds[i]))
            row.values[i] =
                name_of_code(counting, kinds[i], static_cast<std::uint32_t>(key & ((1ULL << bits_of(kinds[i])) - 1)));
    }
    return out;
}

std::optional<Estimate> mantel_haenszel(std::span<const TwoByTwo> strata)
{
    double r = 0; // Σ ad/N
    double s = 0; // Σ bc/N
    double pr = 0;
    double ps_qr = 0;
    double qs = 0;
    for (const TwoByTwo& table : strata) {
        const Cells t(table);
        if (t.n == 0)
            continue;
        const double p = (t.a + t.d) / t.n;
        const double q = (t.b + t.c) / t.n;
        const double ri = t.a * t.d / t.n;
        const double si = t.b * t.c / t.n;
        r += ri;
        s += si;
        pr += p * ri;
        ps_qr += p * si + q * ri;
        qs += q * si;
    }
    if (r == 0 || s == 0)
        return std::nullopt;
    const double deviation = std::sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s));
    return Estimate{r / s, r / s * std::exp(-z95 * deviation), r / s * std::exp(z95 * deviation)};
}

double stratified_expected(std::span<const TwoByTwo> strata)
{
    double out = 0;
    for (const TwoByTwo& table : strata) {
        const Cells t(table);
        out += t.n == 0 ? 0 : (t.a + t.b) * (t.a + t.c) / t.n;
    }
    return out;
}

} // namespace casebook
