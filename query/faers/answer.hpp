// SPDX-License-Identifier: GPL-3.0-or-later
// What `faers count`, `faers signal` and `faers measure` have in common: an opened question and how answers are said.
#pragma once

#include "index/faers/prior_fit.hpp"
#include "query/faers/question.hpp"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace casebook {

struct Asked
{
    FaersStore store;
    FaersQuestion question;
    std::optional<GpsPrior> given_prior; ///< --prior
};

/// The prior under which EBGM is computed: that of the command line, else the one that `faers fit` keeps for the
/// question's level, roles, period and people over the quarters held; empty when there is neither.
struct UsedPrior
{
    GpsPrior prior;
    std::optional<PriorFit> fit; ///< unless it was given
};
std::optional<UsedPrior> used_prior(const Asked& asked, const FaersQuestion& question);
std::optional<GpsPrior> prior_alone(const std::optional<UsedPrior>& used);
/// Who says that reports are made up, where the answer does not: `ask`, before JSON, or the command.
enum class Talk { by_ask, by_command };
/// Throws Error when no quarters are held, UsageError for words that cannot be meant.
Asked ask(const Request& request, const Console& console, Talk talk = Talk::by_ask);

/// The store of the request's folder, counted under these names: where they are not those of the last time, or another
/// version of the program made what is there, it is counted anew first, and said on `console.err`. Throws Error.
FaersStore open_faers(const Request& request, const NameRules& names, const Console& console);

/// --prior α1,β1,α2,β2,P, if given. Throws UsageError.
std::optional<GpsPrior> read_prior(const Request& request);

/// The question with one level or one narrowing changed, counted and measured.
struct Answer
{
    FaersCounts counts;
    Measures measures;
    std::optional<UsedPrior> prior;
};
Answer answer(const Asked& asked, const FaersQuestion& question);

/// Why nothing is measured, though a prior or a half in a formula would give a number: "no report counted names
/// NOSUCH";
/// "" where reports name both drug and event.
std::string why_unmeasured(const FaersQuestion& question, const TwoByTwo& table);
/// The same of a table by itself: nothing can be said of a drug that no report has. Of an event that none has,
/// published tables give the IC of nothing expected (Norén 2006, Table III).
std::string why_unmeasured(const TwoByTwo& table);
/// Of nothing there is none.
std::optional<Estimate> ic_of(const Answer& found);

// JSON; query/FAERS.md documents the members.

/// {"version": 1, "made_up":…, "drug":…, "event":…, "roles":…}; made_up: how many of the reports held are the sample's
nlohmann::ordered_json head_json(const Asked& asked);
nlohmann::ordered_json narrowed_json(const FaersQuestion& question);
/// Of the reports in a, how many say that the drug was given in each way: {"systemic":…, …}.
nlohmann::ordered_json classes_json(const Asked& asked, const FaersCounts& counts);
nlohmann::ordered_json period_json(const FaersQuestion& question);
nlohmann::ordered_json quarters_json(const FaersStore& store);
nlohmann::ordered_json table_json(const TwoByTwo& table);
/// {"value":…, LOW:…, HIGH:…}, nulls when it could not be computed.
nlohmann::ordered_json estimate_json(const std::optional<Estimate>& value, const char* low, const char* high);
/// How far the reports of a are linked as probable duplicates: {"reports", "groups", "distinct"}.
nlohmann::ordered_json links_json(const Asked& asked, const FaersCounts& counts);
/// {"alpha1":…, "beta1":…, "alpha2":…, "beta2":…, "p":…}
nlohmann::ordered_json parameters_json(const GpsPrior& prior);
/// The same with "fitted", and when it was "pairs", "converged" and "at_bound"; null without one.
nlohmann::ordered_json prior_json(const std::optional<UsedPrior>& used);
/// {"ror":…, "prr":…, "ic":…, "ebgm":…}; a measure that cannot be computed has null values, EBGM without a prior is
/// null.
nlohmann::ordered_json measures_json(const Measures& measures);
/// The same; where no report names the drug or the event IC and EBGM are null, too.
nlohmann::ordered_json measures_json(const Answer& found);

// Text

/// "level latest; roles PS, SS; first receipt any date; quarters 2004Q1 to 2026Q2, 3 of 90 quarters held"
std::string scope_text(const FaersStore& store, const FaersQuestion& question);
/// A sentence when reports of the sample are among those held, else "".
std::string made_up_text(const FaersStore& store);
std::string estimate_text(const std::optional<Estimate>& value);
void print_head(const Asked& asked, const Console& console);
void print_table(const TwoByTwo& table, const Console& console);
/// How the drug was given in the reports of a: "given as: systemic 3, ophthalmic 1".
void print_classes(const Asked& asked, const FaersCounts& counts, const Console& console);
/// How many of the reports of a are linked as probable duplicates.
void print_links(const Asked& asked, const FaersCounts& counts, const Console& console);
/// "prior Γ(0.2, 0.06) and Γ(1.4, 1.8), weight 0.1, given"
std::string prior_text(const UsedPrior& used);
void print_measures(const Measures& measures, const std::optional<UsedPrior>& prior, const Console& console);
/// What no count of reports says, and whether these are reports at all.
void print_caution(const FaersStore& store, const Console& console);

/// Says so when reports of the sample quarters are among those held.
void say_made_up(const FaersStore& store, std::ostream& out);

/// Prints in one of the two JSON forms.
void print_json(const nlohmann::ordered_json& json, const Request& request, const Console& console);

} // namespace casebook
