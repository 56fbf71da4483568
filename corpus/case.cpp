// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/case.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace casebook {

namespace {

// Each table is in the order of its enumeration; the first name is that of `unknown`.
constexpr std::array<std::string_view, 7> roles = {
    "unknown", "suspect", "interacting", "concomitant", "treatment_of_event", "comparator", "past"};
constexpr std::array<std::string_view, 3> sexes = {"unknown", "male", "female"};
constexpr std::array<std::string_view, 4> ages_at = {"unknown", "onset", "diagnosis", "presentation"};
constexpr std::array<std::string_view, 6> anchors = {"unknown",     "first_dose", "last_dose",
                                                     "dose_change", "transplant", "other"};
constexpr std::array<std::string_view, 5> dechallenges = {"unknown", "positive", "negative", "not_done",
                                                          "not_applicable"};
constexpr std::array<std::string_view, 4> rechallenges = {"unknown", "positive", "negative", "not_done"};
constexpr std::array<std::string_view, 6> outcomes = {"unknown",    "recovered",     "recovered_with_sequelae",
                                                      "recovering", "not_recovered", "fatal"};

constexpr std::array<std::string_view, 5> contradictions = {"unknown", "percentage_against_count", "age_against_dates",
                                                            "latency_against_dates", "abstract_against_body"};
constexpr std::array<std::string_view, 19> signs = {
    "unknown",          "no_other_cause",   "no_other_drug", "other_cause",      "toxic_level",
    "harmless_level",   "follows_dose",     "ignores_dose",  "earlier_reaction", "no_earlier_reaction",
    "placebo_reaction", "placebo_harmless", "objective",     "whole_experience", "consent",
    "patient_view",     "reported_before",  "first_report",  "antagonist_helped"};

template <class E> constexpr std::span<const std::string_view> names = {};
template <> constexpr std::span<const std::string_view> names<Role> = roles;
template <> constexpr std::span<const std::string_view> names<Sex> = sexes;
template <> constexpr std::span<const std::string_view> names<AgeAt> = ages_at;
template <> constexpr std::span<const std::string_view> names<Anchor> = anchors;
template <> constexpr std::span<const std::string_view> names<Dechallenge> = dechallenges;
template <> constexpr std::span<const std::string_view> names<Rechallenge> = rechallenges;
template <> constexpr std::span<const std::string_view> names<Outcome> = outcomes;
template <> constexpr std::span<const std::string_view> names<ContradictionKind> = contradictions;
template <> constexpr std::span<const std::string_view> names<SignKind> = signs;

template <class E> std::string_view look_up(E value) { return names<E>[static_cast<std::size_t>(value)]; }

} // namespace

std::string_view name_of(Role value) { return look_up(value); }
std::string_view name_of(Sex value) { return look_up(value); }
std::string_view name_of(AgeAt value) { return look_up(value); }
std::string_view name_of(Anchor value) { return look_up(value); }
std::string_view name_of(Dechallenge value) { return look_up(value); }
std::string_view name_of(Rechallenge value) { return look_up(value); }
std::string_view name_of(Outcome value) { return look_up(value); }
std::string_view name_of(ContradictionKind value) { return look_up(value); }
std::string_view name_of(SignKind value) { return look_up(value); }

template <class E> std::optional<E> from_name(std::string_view name)
{
    const auto found = std::ranges::find(names<E>, name);
    if (found == names<E>.end())
        return std::nullopt;
    return static_cast<E>(found - names<E>.begin());
}

template <class E> std::vector<std::string_view> all_names() { return {names<E>.begin() + 1, names<E>.end()}; }

template std::optional<Role> from_name(std::string_view);
template std::optional<Sex> from_name(std::string_view);
template std::optional<AgeAt> from_name(std::string_view);
template std::optional<Anchor> from_name(std::string_view);
template std::optional<Dechallenge> from_name(std::string_view);
template std::optional<Rechallenge> from_name(std::string_view);
template std::optional<Outcome> from_name(std::string_view);
template std::optional<ContradictionKind> from_name(std::string_view);
template std::optional<SignKind> from_name(std::string_view);
template std::vector<std::string_view> all_names<Role>();
template std::vector<std::string_view> all_names<Sex>();
template std::vector<std::string_view> all_names<AgeAt>();
template std::vector<std::string_view> all_names<Anchor>();
template std::vector<std::string_view> all_names<Dechallenge>();
template std::vector<std::string_view> all_names<Rechallenge>();
template std::vector<std::string_view> all_names<Outcome>();

const Drug& subject_drug(const Case& c)
{
    if (c.drugs.empty())
        throw Error(format("case {}: has no drug. Read the articles anew with `casebook screen`, or restore a dump.",
                           c.number));
    return c.drugs.front();
}

std::string role_cue(const Case& c)
{
    const Drug& drug = subject_drug(c);
    return drug.role && drug.role.by.empty() ? drug.role_cue : "";
}

bool is_suspected(const Case& c)
{
    const Role role = subject_drug(c).role.value.value_or(Role::unknown);
    return role == Role::suspect || role == Role::interacting;
}

namespace {

/// Names of methods as they are printed; what is not listed is taken over as it was written.
constexpr std::string_view causality_methods[] = {"Naranjo", "WHO-UMC", "RUCAM", "DIPS", "Karch-Lasagna", "Liverpool"};
constexpr std::string_view causality_categories[] = {"certain",     "definite",     "highly probable", "probable",
                                                     "likely",      "possible",     "doubtful",        "unlikely",
                                                     "conditional", "unassessable", "excluded"};

template <class Words> std::string_view taken_from(std::string_view& text, const Words& words)
{
    for (const std::string_view word : words)
        if (text.size() >= word.size() && equal_ignoring_case(text.substr(0, word.size()), word) &&
            (text.size() == word.size() || !is_letter(text[word.size()]))) {
            text = trim(text.substr(word.size()));
            return word;
        }
    return "";
}

} // namespace

std::string causality_text(const Causality& causality)
{
    std::string out = causality.method;
    if (causality.score)
        out += (out.empty() ? "" : " ") + std::to_string(*causality.score);
    if (!causality.category.empty())
        out += (out.empty() ? "" : causality.score ? ", " : " ") + causality.category;
    return out;
}

std::optional<Causality> causality_from_text(std::string_view text)
{
    text = trim(text);
    Causality out;
    out.method = taken_from(text, causality_methods);
    int score = 0;
    if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
        error == std::errc()) {
        out.score = score;
        text = trim(text.substr(static_cast<std::size_t>(end - text.data())));
        if (text.starts_with(','))
            text = trim(text.substr(1));
    }
    out.category = taken_from(text, causality_categories);
    return text.empty() && (out.score || !out.category.empty()) ? std::optional(out) : std::nullopt;
}

std::string case_id(std::string_view article, int number)
{
    return std::string(article) + "#" + std::to_string(number);
}

} // namespace casebook
