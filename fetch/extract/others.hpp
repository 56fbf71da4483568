// SPDX-License-Identifier: GPL-3.0-or-later
// Relatives, donors, neighbours and other patients who are mentioned in passing: their ages, their sex and what became
// of them are not those of the patient.
#pragma once

#include "fetch/extract/reading.hpp"

namespace casebook {

/// The sentence tells of somebody else: "Her twin sister, aged 30, was unaffected."
bool tells_of_another(const Reading& reading, const Sentence& sentence);

/// What stands at that byte of the masked sentence, for example an age, is somebody else's: of a sentence about
/// somebody else all of it, else "from his 52-year-old mother", "a kidney from a 40-year-old man".
bool is_anothers(const Reading& reading, const Sentence& sentence, std::size_t masked_byte);

} // namespace casebook
