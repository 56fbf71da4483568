// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/old_withdrawals.hpp"

#include "corpus/view.hpp"

#include <algorithm>
#include <tuple>

namespace casebook {

namespace {

bool is_earlier(const Decision& a, const Decision& b) { return std::tie(a.at, a.turn) < std::tie(b.at, b.turn); }

bool is_same(Decision a, const Decision& b)
{
    a.turn = b.turn;
    return a == b;
}

} // namespace

void OldWithdrawals::tell(const Decision& word) { words_.push_back(word); }

void OldWithdrawals::pair(const std::string& first, const std::string& second)
{
    pairs_[first].insert(second);
    pairs_[second].insert(first);
}

std::set<std::string> OldWithdrawals::kin_of(const std::string& article) const
{
    std::set<std::string> out = {article};
    std::vector<std::string> open = {article};
    while (!open.empty()) {
        const auto found = pairs_.find(open.back());
        open.pop_back();
        if (found != pairs_.end())
            for (const std::string& other : found->second)
                if (out.insert(other).second)
                    open.push_back(other);
    }
    return out;
}

std::size_t OldWithdrawals::taken_by(const Decision& withdrawal) const
{
    const std::set<std::string> kin = kin_of(withdrawal.article);
    const Decision* before = nullptr; // the withdrawal before it on this record: what is older was taken then
    for (const Decision& word : words_)
        if (word.withdrawn && word.article == withdrawal.article && of_one_place(word, withdrawal) &&
            is_earlier(word, withdrawal) && (before == nullptr || is_earlier(*before, word)))
            before = &word;
    return static_cast<std::size_t>(std::ranges::count_if(words_, [&](const Decision& word) {
        return !word.withdrawn && of_one_place(word, withdrawal) && is_earlier(word, withdrawal) &&
               (before == nullptr || !is_earlier(word, *before)) && kin.contains(word.article);
    }));
}

std::vector<std::pair<Decision, std::size_t>> OldWithdrawals::wanted() const
{
    std::vector<std::pair<Decision, std::size_t>> out;
    for (const Decision& word : words_) {
        if (!word.withdrawn)
            continue;
        const std::size_t times = std::max(taken_by(word), std::size_t{1});
        const auto held = std::ranges::find_if(out, [&](const auto& other) { return is_same(other.first, word); });
        if (held == out.end())
            out.emplace_back(word, times);
        else
            held->second += times;
    }
    return out;
}

} // namespace casebook
