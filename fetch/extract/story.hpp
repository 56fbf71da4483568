// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that tell of one patient, in their order, and where in them the event begins. Each extractor takes a
// story and reads its fields; none looks at another patient's sentences.
#pragma once

#include "fetch/extract/reading.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace casebook {

struct Story
{
    const Reading& reading;
    std::vector<std::size_t> sentences; ///< indices, in the order of the text; the title comes first
    /// The place in `sentences` at which the event begins; none when no sentence says so.
    std::optional<std::size_t> onset;
    std::size_t which = 0;    ///< the patient's place among those of the article
    std::size_t patients = 1; ///< how many it tells of
    std::vector<bool> alone; ///< of each sentence: it tells of this patient and no other; empty where there is no other

    const Sentence& at(std::size_t place) const { return reading.sentences[sentences[place]]; }
    std::size_t size() const { return sentences.size(); }
};

/// This patient's value of a list; none where the list has not one for each patient, or is told of this one alone.
const Range* own_value(const Story& story, std::size_t place, const Quantity& list);

/// The sentence tells what is known in general or of others, not what happened to a patient of the authors: it stands
/// in the background of an article, or says what has been reported or is usual.
bool speaks_in_general(const Reading& reading, const Sentence& sentence);

/// The same of some of its masked words, for example of one clause.
bool speaks_in_general(const Reading& reading, const Sentence& sentence, std::string_view words);

/// The stories of an article: one a patient, none when the article tells of no patient of its own.
std::vector<Story> find_stories(const Article& article, const Reading& reading);

/// Where a pattern is found in a story, and the words of one of its groups.
struct StoryMatch
{
    std::size_t place = 0;
    std::vector<Span> groups;
};

/// The first match from `from` on.
std::optional<StoryMatch> find_in(const Story& story, const Pattern& pattern, std::size_t from = 0);

Evidence evidence_of(const Story& story, const StoryMatch& match, std::size_t group = 0);

/// A value read from the whole match.
template <class T> Stated<T> stated(T value, Evidence evidence) { return {std::move(value), std::move(evidence), ""}; }

} // namespace casebook
