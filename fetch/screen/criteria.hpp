// SPDX-License-Identifier: GPL-3.0-or-later
// The criteria, one function each. To add one: the function, a row in the table, sentences in the tests.
#pragma once

#include "fetch/screen/screen.hpp"

#include <span>

namespace casebook {

inline constexpr std::string_view applies = "applies";
inline constexpr std::string_view does_not_apply = "does not apply";
inline constexpr std::string_view unclear = "unclear";

struct Criterion
{
    std::string_view id; ///< a reason of corpus/decision.hpp, or "exposure_then_event"
    Ground (*judge)(const Screened&);
};

std::span<const Criterion> criteria();

// By kind of study.
Ground judge_language(const Screened&);
Ground judge_animal(const Screened&);
Ground judge_in_vitro(const Screened&);
Ground judge_systematic_review(const Screened&);
Ground judge_narrative_review(const Screened&);
Ground judge_individual_case(const Screened&);

// By what the drug is to the event.
Ground judge_exposure_then_event(const Screened&);
Ground judge_treatment(const Screened&);
Ground judge_other_suspect(const Screened&);
Ground judge_not_exposure(const Screened&);
Ground judge_full_text(const Screened&);

/// The article tells of at least one patient of its own.
bool has_own_patient(const Screened&);

} // namespace casebook
