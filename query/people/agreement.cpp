// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/agreement.hpp"

#include "query/duplicates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace casebook {

namespace {

constexpr double two_sided_95 = 1.959963984540054;

/// The table as shares of all records, with the totals of rows and columns.
struct Shares
{
    std::array<std::array<double, 3>, 3> at{};
    std::array<double, 3> row{};
    std::array<double, 3> column{};
};

Shares shares_of(const VerdictTable& table, double n)
{
    Shares out;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            out.at[i][j] = static_cast<double>(table[i][j]) / n;
            out.row[i] += out.at[i][j];
            out.column[j] += out.at[i][j];
        }
    return out;
}

double standard_error(const Shares& p, const Kappa& kappa, double n)
{
    const double rest = 1 - kappa.value;
    double sum = -std::pow(kappa.value - kappa.by_chance * rest, 2);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            sum += i == j ? p.at[i][i] * std::pow(1 - (p.row[i] + p.column[i]) * rest, 2)
                          : rest * rest * p.at[i][j] * std::pow(p.column[i] + p.row[j], 2);
    return std::sqrt(std::max(0.0, sum) / n) / (1 - kappa.by_chance);
}

/// What stands of a record, at the stage if one is asked for.
struct Words
{
    std::string article;
    std::map<std::string, Decision> of; ///< of each person, the latest
    std::vector<Decision> settling;
};

Words words_on(const Store& store, const std::string& article, std::optional<Stage> stage)
{
    Words out{article, {}, {}};
    for (Decision& word : standing_words(store.history(article))) {
        if (stage && word.stage != *stage)
            continue;
        if (word.adjudicated) {
            out.settling.push_back(std::move(word));
            continue;
        }
        const auto [found, is_new] = out.of.try_emplace(word.by, word);
        if (!is_new && word.stage >= found->second.stage)
            found->second = std::move(word);
    }
    return out;
}

/// The newest that settles it at the later of the stages of which the two speak.
std::optional<Decision> settled_of(const Words& words, const Decision& first, const Decision& second)
{
    std::optional<Decision> out;
    for (const Decision& word : words.settling)
        if (word.stage == std::max(first.stage, second.stage))
            out = word;
    return out;
}

void compare(const Words& words, Agreement& pair)
{
    const auto first = words.of.find(pair.first);
    const auto second = words.of.find(pair.second);
    if (first == words.of.end() || second == words.of.end()) {
        pair.only_first += first != words.of.end() ? 1U : 0U;
        pair.only_second += second != words.of.end() ? 1U : 0U;
        return;
    }
    const auto place = [](const Decision& decision) { return static_cast<std::size_t>(decision.verdict); };
    ++pair.table[place(first->second)][place(second->second)];
    if (first->second.verdict != second->second.verdict)
        pair.conflicts.push_back(
            {words.article, first->second, second->second, settled_of(words, first->second, second->second)});
}

} // namespace

std::size_t Agreement::both() const
{
    std::size_t sum = 0;
    for (const auto& row : table)
        for (const std::size_t count : row)
            sum += count;
    return sum;
}

std::optional<Kappa> kappa_of(const VerdictTable& table)
{
    double n = 0;
    for (const auto& row : table)
        for (const std::size_t count : row)
            n += static_cast<double>(count);
    if (n == 0)
        return std::nullopt;
    const Shares p = shares_of(table, n);
    Kappa out;
    for (std::size_t i = 0; i < 3; ++i) {
        out.agreement += p.at[i][i];
        out.by_chance += p.row[i] * p.column[i];
    }
    if (out.by_chance > 1 - 1e-12)
        return std::nullopt;
    out.value = (out.agreement - out.by_chance) / (1 - out.by_chance);
    out.error = standard_error(p, out, n);
    out.low = std::max(-1.0, out.value - two_sided_95 * out.error);
    out.high = std::min(1.0, out.value + two_sided_95 * out.error);
    return out;
}

std::vector<Agreement> agreements(const Store& store, std::optional<Stage> stage)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<Words> said;
    std::set<std::string> people;
    for (const std::string& id : store.article_ids())
        if (Words words = words_on(store, id, stage); !words.of.empty() && !merged.contains(id)) {
            for (const auto& [who, decision] : words.of)
                people.insert(who);
            said.push_back(std::move(words));
        }
    std::vector<Agreement> out;
    for (auto first = people.begin(); first != people.end(); ++first)
        for (auto second = std::next(first); second != people.end(); ++second) {
            Agreement pair;
            pair.first = *first;
            pair.second = *second;
            for (const Words& words : said)
                compare(words, pair);
            out.push_back(std::move(pair));
        }
    return out;
}

} // namespace casebook
