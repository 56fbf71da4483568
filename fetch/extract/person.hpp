// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/story.hpp"

namespace casebook {

/// Age, the moment it refers to, and sex. `which` is the patient's place among those of the article.
Patient read_patient(const Story& story, std::size_t which, std::size_t patients);

/// The sex that a noun or pronoun tells: "woman", "his".
std::optional<Sex> sex_of_word(const Token& token);

/// By the noun nearest to a token of the sentence.
std::optional<Sex> sex_beside(const Sentence& sentence, std::size_t token);

} // namespace casebook
