// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of which `assess_role` is made: each adds its cues.
#pragma once

#include "fetch/extract/role.hpp"

namespace casebook {

/// Adds a cue and its weight.
void add(RoleAssessment& assessment, Cue cue);

/// The sentence names the event, and not only to deny it.
bool names_event(const Sentence& sentence);

/// The event is feared, thought of or ruled out: that it is named does not say that it began.
bool is_thought(const Sentence& sentence);

/// "a woman with EVENT developed COND after DRUG": what arose is another thing. `masked` is a sentence or part of one.
bool another_arose(std::string_view masked);

/// A patient's age is told: it is about somebody.
bool is_case(const Reading& reading);

/// The order of things: drug first and then the event, or the event first and the drug as a remedy.
void read_story(const Reading& reading, RoleAssessment& assessment);

/// The authors' word that the drug is not to blame, once the cues that blame it are read.
void read_clearing(const Reading& reading, RoleAssessment& assessment);

/// The authors doubt what the match says, or do not know it: "it is doubtful whether DRUG caused EVENT".
bool is_doubted(const Sentence& sentence, Span match);

/// Headings with "adverse effects", "chemically induced", "drug therapy", "therapeutic use".
void read_mesh(const Article& article, const Reading& reading, RoleAssessment& assessment);

} // namespace casebook
