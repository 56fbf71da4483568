// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/worklist.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

Waiting waiting_of(const Worklist& list, const std::string& id)
{
    const auto found = std::ranges::find(list.waiting, id, &Waiting::id);
    if (found != list.waiting.end())
        return *found;
    Waiting out;
    out.id = id;
    return out;
}

bool is_skipped(const Worklist& list, const std::string& id)
{
    return std::ranges::find(list.skipped, id) != list.skipped.end();
}

bool of_one_stage(const Decision& a, const Decision& b)
{
    return a.article == b.article && a.stage == b.stage && a.adjudicated == b.adjudicated;
}

bool says_again(const Decision& a, const Decision& b)
{
    return of_one_stage(a, b) && says_the_same(a, b) && a.note == b.note && a.source == b.source;
}

/// The newest before `end` of the same record and stage.
std::vector<Decision>::const_reverse_iterator last_on(const std::vector<Decision>& words, const Decision& word)
{
    return std::find_if(words.rbegin(), words.rend(), [&](const Decision& old) { return of_one_stage(old, word); });
}

} // namespace

std::optional<Waiting> next_of(const Worklist& list)
{
    if (list.at_once)
        return waiting_of(list, *list.at_once);
    const auto next = [&](bool unclear) {
        return std::ranges::find_if(list.waiting, [&](const Waiting& record) {
            return record.unclear.has_value() == unclear && !list.settled.contains(record.id) &&
                   !is_skipped(list, record.id);
        });
    };
    if (const auto fresh = next(false); fresh != list.waiting.end())
        return *fresh;
    if (!list.skipped.empty())
        return waiting_of(list, list.skipped.front());
    const auto unclear = next(true);
    return unclear == list.waiting.end() ? std::nullopt : std::optional(*unclear);
}

void settle(Worklist& list, const std::string& id)
{
    list.at_once.reset();
    list.settled.insert(id);
    std::erase(list.skipped, id);
}

void skip(Worklist& list, const std::string& id)
{
    list.at_once.reset();
    std::erase(list.skipped, id);
    list.skipped.push_back(id);
}

void bring_back(Worklist& list, const std::string& id)
{
    list.settled.erase(id);
    std::erase(list.skipped, id);
    list.at_once = id;
}

std::vector<Decision> undoable(const std::vector<Decision>& words)
{
    std::vector<Decision> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Decision& word = words[at];
        if (!word.withdrawn) {
            out.push_back(word);
            continue;
        }
        if (const auto last = last_on(out, word); last != out.rend())
            out.erase(std::next(last).base());
        const auto old = last_on(out, word);
        if (old != out.rend() && at + 1 < words.size() && says_again(*old, words[at + 1]))
            ++at; // it stands again: no new word
        else      // a withdrawal takes back all of that record and stage
            std::erase_if(out, [&](const Decision& said) { return of_one_stage(said, word); });
    }
    return out;
}

std::vector<Decision> taking_back_last(const std::vector<Decision>& undoable)
{
    if (undoable.empty())
        return {};
    const Decision& last = undoable.back();
    std::vector<Decision> out = {withdrawal_of(last)};
    const std::vector<Decision> before(undoable.begin(), undoable.end() - 1);
    if (const auto old = last_on(before, last); old != before.rend()) {
        out.push_back(*old);
        out.back().at.clear(); // now
    }
    return out;
}

} // namespace casebook::review
