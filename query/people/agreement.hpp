// SPDX-License-Identifier: GPL-3.0-or-later
// How far two people agree at a stage: Cohen's kappa, their conflicts, and what only one of them saw.
#pragma once

#include "corpus/store.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// Records by the first person's verdict (row) and the second's (column), in the order of Verdict.
using VerdictTable = std::array<std::array<std::size_t, 3>, 3>;

/// Cohen 1960 with the interval of Fleiss, Cohen & Everitt 1969 (Psychol Bull 72:323, large samples, their formula 13).
struct Kappa
{
    double agreement = 0; ///< the share of records on which they agree
    double by_chance = 0; ///< the share that their totals alone would give
    double value = 0;
    double error = 0; ///< standard error
    double low = 0;   ///< 95 %
    double high = 0;
};

/// The prevalence- and bias-adjusted kappa, (k · agreement − 1) / (k − 1): what kappa would be if each of k verdicts
/// were as frequent as the others (Byrt, Bishop & Carlin 1993, J Clin Epidemiol 46:423, for two; for more Brennan &
/// Prediger 1981, Educ Psychol Meas 41:687). Of include and exclude; with unclear where somebody said that. Beside a
/// kappa that few inclusions make small. Nothing without records.
std::optional<double> pabak_of(const VerdictTable& table);

/// Nothing without records, and where both said the same of all: chance alone would give that.
std::optional<Kappa> kappa_of(const VerdictTable& table);

/// A record on which two people differ. What each said independently: the word that stood when the second of them had
/// spoken and nothing was settled, slips left out (taken back before the other spoke, or within ten minutes); what
/// either said or took back later may have come of the conflict.
struct Conflict
{
    std::string article;
    Decision first;
    Decision second;
    std::optional<Decision> first_now; ///< what stands of theirs now; nothing where it was taken back
    std::optional<Decision> second_now;
    std::optional<Decision> settled; ///< by an adjudication at that stage
};

/// Two people at one stage.
struct Agreement
{
    std::string first;
    std::string second;
    Stage stage = Stage::title_abstract;
    VerdictTable table{};       ///< of what they said independently
    std::size_t only_first = 0; ///< records that the other has not judged, or only after they were settled
    std::size_t only_second = 0;
    std::vector<Conflict> conflicts; ///< different verdicts, independently or now, or settled against both
    std::vector<Conflict> reasons;   ///< excluded by both, for different reasons

    std::size_t both() const;
};

/// Each two people who decided anything, by name, title and abstract before full text; one stage where it is asked for.
/// Merged records are left out.
std::vector<Agreement> agreements(const Store& store, std::optional<Stage> stage = std::nullopt);

/// The words of two people or more on a record at a stage, where they await somebody who settles them: their verdicts
/// or their reasons differ and nothing was settled. Empty where there is no such conflict. `history` is everybody's.
std::vector<Decision> unsettled_words(const std::vector<Decision>& history, Stage stage);

/// The records that have such words, merged ones left out: different verdicts first, then different reasons.
std::vector<std::string> unsettled_records(const Store& store, Stage stage);

} // namespace casebook
