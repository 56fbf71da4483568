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

/// Of the n-th of so many patients, where a sentence tells the sexes of all of them in a row: "two women and one man".
std::optional<Sex> sex_listed(const Sentence& sentence, std::size_t patients, std::size_t which);

/// How many people such a row has, given the token of one of its words for them; 0 where none stands there.
std::size_t people_in_row(const Sentence& sentence, std::size_t token);

} // namespace casebook
