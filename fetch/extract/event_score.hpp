// SPDX-License-Identifier: GPL-3.0-or-later
// How true annotated events are, as PHEE measures it (evaluate/phee_metric.py of ZhaoyueSun/PHEE): of each sentence,
// kind of event and role the bag of strings, compared whole (EM) and word by word; an argument under the wrong kind of
// event is wrong. Offsets are not looked at.
#pragma once

#include "fetch/extract/annotation.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Hits
{
    std::size_t right = 0;
    std::size_t told = 0;
    std::size_t wanted = 0;

    double precision() const { return told == 0 ? 0 : static_cast<double>(right) / static_cast<double>(told); }
    double recall() const { return wanted == 0 ? 0 : static_cast<double>(right) / static_cast<double>(wanted); }
    double f1() const
    {
        return told + wanted == 0 ? 0 : 2 * static_cast<double>(right) / static_cast<double>(told + wanted);
    }
};

struct EventScore
{
    Hits exact;                        ///< all arguments but triggers
    Hits words;                        ///< their words
    std::map<std::string, Hits> roles; ///< exact, of each role and of "Trigger"
    std::map<std::string, Hits> types; ///< of the events themselves
};

/// Lower case, split at and stripped of ASCII punctuation, without articles.
std::string plain_words(std::string_view text);

/// `told[i]` is what was read in `wanted[i]`.
EventScore score_events(const std::vector<AnnotatedText>& wanted, const std::vector<AnnotatedText>& told);

} // namespace casebook
