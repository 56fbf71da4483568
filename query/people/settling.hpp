// SPDX-License-Identifier: GPL-3.0-or-later
// People's words on one thing (an article at a stage, a field of a patient, an item of an appraisal), oldest first and
// none of them taken back: may it be settled, was it settled, and what would a withdrawal take? `what` says in messages
// what they spoke of: "this article", "outcome of pubmed:1#1".
#pragma once

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// How many people spoke, what settles left out.
template <class Word> std::size_t speakers(const std::vector<Word>& words)
{
    std::set<std::string> people;
    for (const Word& word : words)
        if (!word.adjudicated)
            people.insert(word.by);
    return people.size();
}

/// Throws Error where fewer than two people spoke; `did` is "judged", "corrected" or "answered".
template <class Word> void check_two_spoke(const std::vector<Word>& words, std::string_view did, std::string_view what)
{
    if (speakers(words) < 2)
        throw Error(format("fewer than two people have {} {}: there is nothing to settle. Say it without --adjudicate.",
                           did, what));
}

/// Nothing is settled by what all of them say anyway, which is an Error; what a person settles against all is.
template <class Word, class Same> void check_differs(const std::vector<Word>& words, const Same& says_so,
                                                     std::string_view did, std::string_view what,
                                                     std::string_view value)
{
    if (std::ranges::all_of(words, [&](const Word& word) { return !word.adjudicated && says_so(word); }))
        throw Error(
            format("all who have {} {} say {}: there is nothing to settle, and it counts so.", did, what, value));
}

/// What settled it, where this word of somebody therefore does not count; one that was said before was heard.
template <class Word> std::optional<Word> settled_before(const Word& said, const std::vector<Word>& words)
{
    const auto found = std::find_if(words.rbegin(), words.rend(), [](const Word& word) { return word.adjudicated; });
    const bool counts =
        found != words.rend() && !said.adjudicated && !said.withdrawn && (said.at.empty() || said.at > found->at);
    return counts ? std::optional(*found) : std::nullopt;
}

/// The word that a withdrawal takes: that person's last. Throws Error where she said nothing.
template <class Word>
Word word_to_take_back(const std::vector<Word>& words, std::string_view who, std::string_view what)
{
    const auto last = std::find_if(words.rbegin(), words.rend(), [&](const Word& word) { return word.by == who; });
    if (last == words.rend())
        throw Error(format("{} has said nothing of {} that could be taken back.", who, what));
    return *last;
}

/// "pubmed:2 was settled by carla on 2026-01-02, and that counts: your word is kept beside it. …" with the ways to
/// change it; not how it was settled, for whoever reads it may be blind. `again` and `take_back` are commands.
std::string settled_text(std::string_view what, std::string_view by, std::string_view at, std::string_view again,
                         std::string_view take_back);

} // namespace casebook
