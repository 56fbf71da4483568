// SPDX-License-Identifier: GPL-3.0-or-later
// What a text says on whether the drug was the cause: the authors' own conclusion, and what bears on it.
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/story.hpp"

#include <vector>

namespace casebook {

/// The authors' conclusions (E2B(R3) G.k.9.i.2), each method once: score and category as the text tells them. A
/// sentence that explains a scale, or names one without a result, is none.
std::vector<Stated<Causality>> read_causality(const Story& story);

/// What the story says on other causes, levels, doses, earlier reactions, tests …; of each kind the first words.
std::vector<Sign> read_signs(const Story& story);

/// Of the parts of an article in which authors discuss their one patient: on cause, consent and the patient's view.
/// Tests and doses are left out, as those may be of other people's patients.
std::vector<Sign> read_discussed_signs(const Reading& whole);

/// All sentences of a reading as one story without an onset.
Story whole_story(const Reading& reading);

} // namespace casebook
