// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/agreement.hpp"

#include "query/duplicates.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
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

/// People's words on a record at one stage, oldest first.
struct StageWords
{
    std::string article;
    std::vector<Decision> history;
    std::vector<Decision> standing;
};

StageWords words_at(const Store& store, const std::string& article, Stage stage)
{
    StageWords out{article, store.history(article), {}};
    std::erase_if(out.history, [&](const Decision& word) { return word.by == by_rules || word.stage != stage; });
    out.standing = standing_words(out.history);
    return out;
}

std::optional<Decision> own_word(const std::vector<Decision>& standing, const std::string& who)
{
    const auto found =
        std::ranges::find_if(standing, [&](const Decision& word) { return word.by == who && !word.adjudicated; });
    return found == standing.end() ? std::nullopt : std::optional(*found);
}

std::optional<Decision> settling(const std::vector<Decision>& standing)
{
    const auto found = std::ranges::find(standing.rbegin(), standing.rend(), true, &Decision::adjudicated);
    return found == standing.rend() ? std::nullopt : std::optional(*found);
}

/// Seconds since 1970 of a time as the store writes it.
std::time_t seconds_of(const std::string& at)
{
    std::tm parts{};
    return ::strptime(at.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr ? 0 : ::timegm(&parts);
}

/// The words of the two that were no slips: one was when she took it back before the other spoke, or at once. What is
/// taken back later was meant; they may have talked.
std::vector<Decision> meant(const StageWords& words, const Agreement& pair)
{
    constexpr std::time_t at_once = 600;
    const auto settled = std::ranges::find(words.history, true, &Decision::adjudicated);
    std::vector<Decision> out;
    for (const Decision& word : std::vector<Decision>(words.history.begin(), settled)) {
        if (word.by != pair.first && word.by != pair.second)
            continue;
        if (!word.withdrawn) {
            out.push_back(word);
            continue;
        }
        const auto last = std::ranges::find(out.rbegin(), out.rend(), word.by, &Decision::by);
        const bool alone = std::ranges::all_of(out, [&](const Decision& said) { return said.by == word.by; });
        if (last != out.rend() && (alone || seconds_of(word.at) - seconds_of(last->at) <= at_once))
            out.erase(std::next(last).base());
    }
    return out;
}

/// What both had said when the second of them had spoken, or when somebody settled it first.
std::pair<std::optional<Decision>, std::optional<Decision>> independent(const StageWords& words, const Agreement& pair)
{
    std::pair<std::optional<Decision>, std::optional<Decision>> out;
    for (const Decision& word : meant(words, pair)) {
        if (word.by == pair.first)
            out.first = word;
        if (word.by == pair.second)
            out.second = word;
        if (out.first && out.second)
            break;
    }
    return out;
}

bool differ(const std::optional<Decision>& a, const std::optional<Decision>& b)
{
    return a && b && a->verdict != b->verdict;
}

bool is_conflict(const Conflict& said)
{
    const bool against_both =
        said.settled && said.settled->verdict != said.first.verdict && said.settled->verdict != said.second.verdict;
    return differ(said.first, said.second) || differ(said.first_now, said.second_now) || against_both;
}

void compare(const StageWords& words, Agreement& pair)
{
    const auto [first, second] = independent(words, pair);
    if (!first || !second) {
        pair.only_first += first ? 1U : 0U;
        pair.only_second += second ? 1U : 0U;
        return;
    }
    const auto place = [](const Decision& decision) { return static_cast<std::size_t>(decision.verdict); };
    ++pair.table[place(*first)][place(*second)];
    Conflict said{words.article,
                  *first,
                  *second,
                  own_word(words.standing, pair.first),
                  own_word(words.standing, pair.second),
                  settling(words.standing)};
    if (is_conflict(said))
        pair.conflicts.push_back(std::move(said));
    else if (first->reason != second->reason)
        pair.reasons.push_back(std::move(said));
}

std::set<std::string> judges(const std::vector<StageWords>& said)
{
    std::set<std::string> out;
    for (const StageWords& words : said)
        for (const Decision& word : words.history)
            out.insert(word.by);
    return out;
}

/// Whoever only settled what others had said judged nothing of her own.
bool has_judged(const Agreement& pair)
{
    return pair.both() + pair.only_first > 0 && pair.both() + pair.only_second > 0;
}

void add_pairs(const std::vector<StageWords>& said, Stage stage, std::vector<Agreement>& out)
{
    const std::set<std::string> people = judges(said);
    for (auto first = people.begin(); first != people.end(); ++first)
        for (auto second = std::next(first); second != people.end(); ++second) {
            Agreement pair;
            pair.first = *first;
            pair.second = *second;
            pair.stage = stage;
            for (const StageWords& words : said)
                compare(words, pair);
            if (has_judged(pair))
                out.push_back(std::move(pair));
        }
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

std::optional<double> pabak_of(const VerdictTable& table)
{
    constexpr auto unclear = static_cast<std::size_t>(Verdict::unclear);
    std::size_t all = 0, same = 0, unsure = 0;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            all += table[i][j];
            same += i == j ? table[i][j] : 0;
            unsure += i == unclear || j == unclear ? table[i][j] : 0;
        }
    if (all == 0)
        return std::nullopt;
    const double k = unsure > 0 ? 3 : 2;
    return (k * static_cast<double>(same) / static_cast<double>(all) - 1) / (k - 1);
}

std::vector<Agreement> agreements(const Store& store, std::optional<Stage> stage)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<Agreement> out;
    for (const Stage at : {Stage::title_abstract, Stage::full_text}) {
        if (stage.value_or(at) != at)
            continue;
        std::vector<StageWords> said;
        for (const std::string& id : store.article_ids())
            if (StageWords words = words_at(store, id, at); !words.history.empty() && !merged.contains(id))
                said.push_back(std::move(words));
        add_pairs(said, at, out);
    }
    return out;
}

std::vector<Decision> unsettled_words(const std::vector<Decision>& history, Stage stage)
{
    std::vector<Decision> words = standing_words(history);
    std::erase_if(words, [&](const Decision& word) { return word.by == by_rules || word.stage != stage; });
    const auto differs = [&](const Decision& word) {
        return word.verdict != words.front().verdict || word.reason != words.front().reason;
    };
    const bool settled = std::ranges::any_of(words, &Decision::adjudicated);
    if (settled || std::ranges::none_of(words, differs))
        words.clear();
    return words;
}

std::vector<std::string> unsettled_records(const Store& store, Stage stage)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<std::string> other_verdicts, other_reasons;
    for (const std::string& id : store.article_ids()) {
        const std::vector<Decision> words = unsettled_words(store.whole_history(id), stage);
        if (words.empty() || merged.contains(id))
            continue;
        const bool alike =
            std::ranges::all_of(words, [&](const Decision& word) { return word.verdict == words.front().verdict; });
        (alike ? other_reasons : other_verdicts).push_back(id);
    }
    other_verdicts.insert(other_verdicts.end(), other_reasons.begin(), other_reasons.end());
    return other_verdicts;
}

} // namespace casebook
