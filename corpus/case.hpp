// SPDX-License-Identifier: GPL-3.0-or-later
// A case as ICH E2B(R3) shapes it: a patient, drugs each with a role, a reaction, and what links drug and reaction.
// What each field means and how it is judged is fixed in corpus/README.md. Unknown is an empty `Stated`, never a guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The words a value came from: bytes [begin, end) of a passage (0 is the title) hold `quote`.
struct Evidence
{
    int passage = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string quote;
    bool operator==(const Evidence&) const = default;
};

/// A value together with its words. `by` is empty for what the machine read, else the person who corrected it.
template <class T> struct Stated
{
    std::optional<T> value;
    Evidence evidence;
    std::string by;
    explicit operator bool() const { return value.has_value(); }
    bool operator==(const Stated&) const = default;
};

enum class Role { unknown, suspect, interacting, concomitant, treatment_of_event, comparator, past };
enum class Sex { unknown, male, female };
enum class AgeAt { unknown, onset, diagnosis, presentation };
enum class Anchor { unknown, first_dose, last_dose, dose_change, transplant, other };
enum class Dechallenge { unknown, positive, negative, not_done, not_applicable };
enum class Rechallenge { unknown, positive, negative, not_done };
enum class Outcome { unknown, recovered, recovered_with_sequelae, recovering, not_recovered, fatal };

enum class ContradictionKind {
    unknown,
    percentage_against_count,
    age_against_dates,
    latency_against_dates,
    abstract_against_body
};

/// What a text says that bears on whether the drug was the cause, beyond the fields of a case.
enum class SignKind {
    unknown,
    no_other_cause,      ///< others were looked for and ruled out
    no_other_drug,       ///< no other drug could be the cause
    other_cause,         ///< another one is named that could explain the event
    toxic_level,         ///< the drug was found in the blood at a harmful concentration
    harmless_level,      ///< the level was measured and lay where it should
    follows_dose,        ///< more of the drug made it worse, or less of it better
    ignores_dose,        ///< another dose changed nothing
    earlier_reaction,    ///< the patient had reacted so to this or a similar drug before
    no_earlier_reaction, ///< the patient had borne it, or had no such history
    placebo_reaction,    ///< the event came back with a placebo
    placebo_harmless,    ///< it did not
    objective,           ///< biopsy, laboratory or picture showed the event
    whole_experience,    ///< all patients of the place or the time are told
    consent,
    patient_view,
    reported_before,   ///< the reaction is said to be known of the drug
    first_report,      ///< the authors know of no earlier report
    antagonist_helped, ///< the event gave way to the drug's antagonist or antidote
};

std::string_view name_of(Role value);
std::string_view name_of(Sex value);
std::string_view name_of(AgeAt value);
std::string_view name_of(Anchor value);
std::string_view name_of(Dechallenge value);
std::string_view name_of(Rechallenge value);
std::string_view name_of(Outcome value);
std::string_view name_of(ContradictionKind value);
std::string_view name_of(SignKind value);

/// The value of that name ("not_done"); empty when there is none.
template <class E> std::optional<E> from_name(std::string_view name);

/// The names of all values but `unknown`, for messages and help.
template <class E> std::vector<std::string_view> all_names();

/// A closed range; both ends equal when the text gives one number.
struct Range
{
    double min = 0;
    double max = 0;
    bool operator==(const Range&) const = default;
};

/// Time from an anchor to the onset of the event, in days (week 7, month 30.44, year 365.25).
struct Latency
{
    Range days;
    Anchor anchor = Anchor::unknown;
    std::string anchor_by = {}; ///< the person who said the clock; days and clock are each said by whom they are
    bool operator==(const Latency&) const = default;
};

struct Drug
{
    std::string name; ///< ingredient
    Stated<std::string> as_reported;
    Stated<Role> role;
    Stated<std::string> dose_text;
    Stated<Range> dose_mg_per_kg_day;
    Stated<std::string> route;
    Stated<std::string> indication;
    std::string role_cue = {}; ///< what decided its role, in words; "" where a person did, or nothing
    bool operator==(const Drug&) const = default;
};

struct Patient
{
    Stated<double> age_years;
    Stated<AgeAt> age_at;
    Stated<Range> age_at_onset_years; ///< computed from dates and durations, never stated as such
    Stated<Sex> sex;
    bool operator==(const Patient&) const = default;
};

struct Reaction
{
    Stated<std::string> as_reported;
    std::string term; ///< the protocol's term for it; "" when the text says no more than the event's name
    Stated<Outcome> outcome;
    std::vector<Stated<std::string>> treatments;
    std::string term_by; ///< the person who corrected the term; the report's words stay the machine's
    bool operator==(const Reaction&) const = default;
};

/// What the authors concluded on cause themselves (E2B(R3) G.k.9.i.2.r.2 method, .3 result).
struct Causality
{
    std::string method;       ///< "Naranjo", "WHO-UMC" …; "" where the text names none
    std::optional<int> score; ///< points of that method
    std::string category;     ///< "probable", as the method calls it; "" where only a score is told
    bool operator==(const Causality&) const = default;
};

/// "Naranjo 6, probable"
std::string causality_text(const Causality& causality);

/// Reads what `causality_text` prints; empty when there is neither score nor category in it.
std::optional<Causality> causality_from_text(std::string_view text);

struct Sign
{
    SignKind kind = SignKind::unknown;
    Evidence evidence;
    bool operator==(const Sign&) const = default;
};

struct Case
{
    int number = 1; ///< within its article, from 1
    Patient patient;
    std::vector<Drug> drugs; ///< the protocol's drug first, then concomitant ones
    Reaction reaction;
    std::vector<Stated<Latency>> latencies; ///< the one that counts first
    Stated<Dechallenge> dechallenge;
    Stated<Rechallenge> rechallenge;
    std::vector<Stated<Causality>> causality = {}; ///< the authors' own
    std::vector<Sign> signs = {};
    bool operator==(const Case&) const = default;
};

/// The drug that the protocol asks about.
const Drug& subject_drug(const Case& c);

/// What decided the drug's role, in words; "" where a person did, or nothing says.
std::string role_cue(const Case& c);

/// Its role makes it a candidate cause: suspect or interacting.
bool is_suspected(const Case& c);

/// A total that an article quotes from the literature: "the fourth reported case".
struct Claim
{
    Evidence evidence;
    int count = 0;
    bool operator==(const Claim&) const = default;
};

/// Two places of one article that cannot both be true.
struct Contradiction
{
    ContradictionKind kind = ContradictionKind::unknown;
    int case_number = 0; ///< 0: of the article as a whole
    Evidence first;
    Evidence second;
    std::string note; ///< what does not fit, in a few words
    bool operator==(const Contradiction&) const = default;
};

/// What the machine read in one article.
struct Extraction
{
    std::vector<Case> cases;
    std::vector<Claim> claims;
    std::vector<Contradiction> contradictions = {};
    bool operator==(const Extraction&) const = default;
};

/// "pubmed:123#2" names the second case of an article.
std::string case_id(std::string_view article, int number);

} // namespace casebook
