// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/name_list.hpp"

#include "index/faers/count.hpp"
#include "index/faers/names.hpp"
#include "index/faers/suggest.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <unordered_map>

namespace casebook {

namespace {

constexpr double alike = 0.4;

using Key = std::tuple<std::string, NameSource, std::vector<std::uint32_t>>;
/// Whether a name of these ingredients is wanted.
using Wanted = std::function<bool(const std::string& name, std::span<const std::uint32_t> drugs)>;

std::map<Key, std::uint64_t> collect(const FaersStore& store, const Wanted& wanted)
{
    const CountingFile& counting = store.counting();
    std::map<Key, std::uint64_t> out;
    for (std::size_t i = 0; i < store.quarters().size(); ++i) {
        const QuarterFile& quarter = store.quarter(i);
        std::vector<std::uint64_t> rows(quarter.product_name.size(), 0);
        for (const std::uint32_t product : quarter.product)
            ++rows[product];
        for (std::uint32_t product = 0; product < rows.size(); ++product) {
            const auto drugs = counting.drugs_of(i, product);
            const std::string name = fold_drug(quarter.product_name[product]);
            if (rows[product] > 0 && wanted(name, drugs))
                out[{name,
                     counting.product_source[counting.products_begin[i] + product],
                     {drugs.begin(), drugs.end()}}] += rows[product];
        }
    }
    return out;
}

std::vector<CountedName> listed(const FaersStore& store, const std::map<Key, std::uint64_t>& found)
{
    std::vector<CountedName> out;
    for (const auto& [key, rows] : found) {
        const auto& [name, source, drugs] = key;
        CountedName& row = out.emplace_back(CountedName{name, source, {}, rows});
        for (const std::uint32_t drug : drugs)
            row.ingredients.emplace_back(store.counting().drugs[drug]);
    }
    std::ranges::stable_sort(out, std::greater<>(), &CountedName::rows);
    return out;
}

bool shares(std::span<const std::uint32_t> a, const std::vector<std::uint32_t>& b)
{
    return std::ranges::find_first_of(a, b) != a.end();
}

/// The first four letters, or most letter triples; names without a triple in common are not looked at closer.
bool look_alike(const std::string& drug, const std::string& name)
{
    if (drug.size() >= 4 && name.starts_with(drug.substr(0, 4)))
        return true;
    for (std::size_t at = 0; at + 3 <= drug.size(); ++at)
        if (name.find(drug.substr(at, 3)) != std::string::npos)
            return likeness(drug, name) >= alike;
    return false;
}

} // namespace

std::vector<CountedName> counted_names(const FaersStore& store, const std::vector<std::string>& drugs)
{
    const std::vector<std::uint32_t> keys = drug_keys(store.counting(), drugs);
    return listed(store, collect(store, [&](const std::string&, auto given) { return shares(given, keys); }));
}

std::vector<CountedName> names_alike(const FaersStore& store, const std::vector<std::string>& drugs)
{
    const std::vector<std::uint32_t> keys = drug_keys(store.counting(), drugs);
    std::vector<std::string> folded;
    std::ranges::transform(drugs, std::back_inserter(folded), fold_ingredient);
    std::unordered_map<std::string, bool> judged; // quarters repeat their names
    const auto is_alike = [&](const std::string& name) {
        const auto [found, fresh] = judged.try_emplace(name, false);
        if (fresh)
            found->second =
                std::ranges::any_of(folded, [&](const std::string& drug) { return look_alike(drug, name); });
        return found->second;
    };
    return listed(store, collect(store, [&](const std::string& name, auto given) {
                      return !shares(given, keys) && is_alike(name);
                  }));
}

} // namespace casebook
