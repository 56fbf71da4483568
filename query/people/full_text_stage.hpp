// SPDX-License-Identifier: GPL-3.0-or-later
// Which records go on from title and abstract to the full text: one rule for the queue and for the flow diagram.
#pragma once

#include "corpus/view.hpp"

#include <cstddef>
#include <vector>

namespace casebook {

/// A person's word on the full text.
bool is_of_full_text(const Decision& word);

/// The history without people's words at other stages.
std::vector<Decision> at_stage(std::vector<Decision> history, Stage stage);

/// A person judged the full text, or the rules point to words of the full text, which begins after so many passages.
bool rests_on_full_text(const Decision& decision, std::size_t own_passages);

/// Whether somebody has read the full text, or what counts of title and abstract does not keep the record from it:
/// people's words, else the rules', include it or leave it open, or the rules exclude it for words of the full text.
/// While one of two reviewers has not judged, or they disagree, it does not go on.
bool goes_to_full_text(const std::vector<Decision>& history, int reviewers, std::size_t own_passages);

/// The same and what was set aside on title and abstract because no full text is to be had: somebody has looked for it.
bool was_sought_in_full(const std::vector<Decision>& history, int reviewers, std::size_t own_passages);

} // namespace casebook
