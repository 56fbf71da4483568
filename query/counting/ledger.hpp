// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger: how many articles and patients the review holds, what they have in common, and what would move the count.
#pragma once

#include "index/literature/entry.hpp"
#include "query/casebook.hpp"
#include "query/counting/claims.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/tables/spread.hpp"
#include "query/wording.hpp"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace casebook {

/// Something unsettled and by how many patients it would change the count; 0 when that is not known.
struct Mover
{
    int change = 0;
    std::string article;
    std::string reference;
    std::string why;
};

struct Ledger
{
    std::size_t records = 0;    ///< without duplicates
    std::size_t duplicates = 0; ///< records merged into others
    std::map<Verdict, std::size_t> verdicts;
    std::map<std::string, std::size_t> excluded; ///< by reason
    std::size_t decided_by_people = 0;
    std::size_t not_screened = 0;
    std::size_t in_conflict = 0;   ///< unclear because reviewers disagree
    std::size_t awaiting = 0;      ///< unclear because one of two reviewers has not judged
    MachineAlone machine_alone;    ///< of all these
    std::size_t not_extracted = 0; ///< included, and nothing has looked for its patients yet

    std::vector<Report> reports;                                 ///< included articles in order of publication
    std::size_t studies = 0;                                     ///< of these: reports that people linked count as one
    std::map<std::string, std::vector<ValueConflict>> unsettled; ///< of counted patients, by article
    std::vector<Report> pending;                                 ///< unclear articles with a patient read
    std::size_t unread = 0;                                      ///< unclear articles without one
    std::vector<Mover> movers;
    std::vector<AuditedClaim> claims;
    std::size_t claims_elsewhere = 0; ///< totals in articles about something else; not listed
};

/// Of all articles, or of the cases that a query matches alone; the literature's claims speak of all, and are then left
/// out.
Ledger make_ledger(const Casebook& casebook, const CaseMatches* only = nullptr);

/// How a patient comes to be counted, for everything that prints a count.
inline constexpr std::string_view counting_rule =
    "one patient is one case in which the drug is suspect or interacting, in an included article; a person's decision "
    "or correction counts before the machine's";
/// What is done about patients who are told twice.
inline constexpr std::string_view counting_level =
    "patients as the records tell them, probable doubles still in; a person takes one out by excluding the article or "
    "correcting the role";

std::size_t patient_count(const Ledger& ledger);

/// How many values of counted patients two people gave differently, and nobody settled.
std::size_t unsettled_count(const Ledger& ledger);

/// Years of publication of the included reports, {0, 0} when none is known.
std::pair<int, int> period_of(const Ledger& ledger);

/// Days to onset of the counted patients, a range by its middle; of one clock, or of all when `anchor` is empty.
/// `min` and `max` are the ends of the ranges.
std::optional<Spread> latency_spread(const Ledger& ledger, std::optional<Anchor> anchor);

/// When the search was last run to its end; "" when it never was.
std::string last_search(const Store& store);

/// " at the Stand-in of PubMed" when the last search asked something else than PubMed; else "".
std::string last_search_place(const Store& store);

/// The newest update after which another number of patients was counted than before it.
struct CountChange
{
    std::string at; ///< when it ended
    std::size_t before = 0;
    std::size_t after = 0;
};
std::optional<CountChange> last_count_change(const Store& store);

std::optional<Spread> age_spread(const Ledger& ledger);

/// Of which moments those ages are: "2 at onset, 3 at presentation", or "at onset" where all are of one.
std::string ages_at_text(const Ledger& ledger);

/// Values of a keyword field and their numbers, the commonest first; patients without one stand under "unknown", last.
std::vector<std::pair<std::string, std::size_t>> tally_of(const Ledger& ledger, std::string_view field);

/// `count --format json`, as query/README.md documents it; `outdated` decisions as stages.hpp counts them.
nlohmann::ordered_json ledger_json(const Casebook& casebook, const Ledger& ledger, std::size_t outdated,
                                   std::size_t asked_again);

/// What a badge shows, as shields.io's endpoint takes it (https://shields.io/badges/endpoint-badge): "alopecia on
/// cyclosporine | 7 patients, 7 reports, 2026-01-02", by the day of the last search. Blue; yellow while something is
/// unsettled that would move the count; light grey without a patient.
nlohmann::ordered_json badge_json(const Casebook& casebook, const Ledger& ledger);

} // namespace casebook
