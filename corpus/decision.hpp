// SPDX-License-Identifier: GPL-3.0-or-later
// What was decided about an article, by the rules or by a person, at which stage and on which grounds. Decisions are
// only ever added, also where a word is taken back; `corpus/view.hpp` says which of them counts.
#pragma once

#include "corpus/case.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class Verdict { unclear, include, exclude };

/// On what a person judged: on title and abstract, or on the full text. The later stage counts before the earlier one.
enum class Stage { title_abstract, full_text };

std::string_view name_of(Stage value); ///< "title/abstract", "full text"
std::optional<Stage> stage_from_name(std::string_view name);

std::string_view name_of(Verdict value);
std::optional<Verdict> verdict_from_name(std::string_view name);

/// The reasons for exclusion, in the order in which the first that applies counts.
struct Reason
{
    std::string_view id;
    std::string_view meaning;
};
inline constexpr std::array<Reason, 10> reasons = {{
    {"not_english", "the article is not in English"},
    {"animal_study", "animals, or human tissue grafted onto them"},
    {"in_vitro", "cells, organ culture or excised tissue only"},
    {"systematic_review_or_meta_analysis", "a systematic review or meta-analysis without a patient of its own"},
    {"narrative_review_or_guideline", "a review or guideline without a patient of its own"},
    {"no_individual_case", "aggregated counts only: no patient can be told apart"},
    {"drug_is_treatment_of_event", "the drug was given for the event"},
    {"other_drug_is_suspect", "the authors blame another drug"},
    {"not_exposure_then_event", "another reaction, the event before the drug, relapse on stopping, or no event at all"},
    {"no_full_text", "an attempt to get the full text failed"},
}};

/// Whether a criterion holds for an article, and the words that show it.
struct Ground
{
    std::string criterion;
    std::string verdict; ///< "applies", "does not apply" or "unclear"
    Evidence evidence;   ///< empty quote: the record as a whole, or its indexing, says so
    std::string note;    ///< what was seen, in a few words ("MeSH: Alopecia/chemically induced")
    bool operator==(const Ground&) const = default;
};

struct Decision
{
    std::string article;
    Verdict verdict = Verdict::unclear;
    std::string reason; ///< one of `reasons` for an exclusion, else ""
    std::string by;     ///< "rules" or a person
    std::string at;     ///< UTC, "2026-11-22T05:10:00Z"; given by the store when empty
    std::string note;
    std::string source; ///< what a person relied on beyond the record: "full text", a citation
    std::vector<Ground> grounds;
    Stage stage = Stage::title_abstract; ///< of a person's word; the rules know no stages
    bool withdrawn = false;   ///< takes back the last that `by` said at this stage; the verdict then says nothing
    bool adjudicated = false; ///< settles what others, or `by` among them, said at this stage
    int turn = 0;             ///< of a person's words on this article within one second: 0, 1 …; given by the store
    bool operator==(const Decision&) const = default;
};

inline constexpr std::string_view by_rules = "rules";

/// The same verdict for the same reason by the same judge; the rules may say it again on other grounds.
inline bool says_the_same(const Decision& a, const Decision& b)
{
    return a.verdict == b.verdict && a.reason == b.reason && a.by == b.by && a.withdrawn == b.withdrawn;
}

/// A person's word on one field of a case, kept beside the machine's.
struct Correction
{
    std::string article;
    int case_number = 1;
    std::string field;
    std::string value; ///< "" takes the value back to unknown
    std::string by;
    std::string at;
    std::string note;
    bool withdrawn = false;   ///< takes back the last that `by` said of this field; the value then says nothing
    bool adjudicated = false; ///< settles what people said of this field; counts before all other words on it
    int turn = 0;             ///< of a person's words on this article within one second: 0, 1 …; given by the store
    bool operator==(const Correction&) const = default;
};

enum class Bound { exactly, at_most, at_least };

std::string_view name_of(Bound value);
std::optional<Bound> bound_from_name(std::string_view name);

/// A total stated in the literature that a person tells the casebook, because no text it holds says so.
struct ToldClaim
{
    std::string words; ///< "no more than five"
    Bound bound = Bound::exactly;
    int count = 0;
    int as_of = 0;      ///< the year up to which it speaks, inclusive
    std::string source; ///< "Wang 2024"
    std::string by;
    std::string at;
    bool operator==(const ToldClaim&) const = default;
};

} // namespace casebook
