// SPDX-License-Identifier: GPL-3.0-or-later
// Where two people corrected one field of a case, or answered one item of its appraisal, differently.
#pragma once

#include "corpus/store.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// A person's newest word on a value that was not taken back.
struct SaidValue
{
    std::string by;
    std::string value; ///< as the field is shown, "" for not reported; "yes", "no", "unknown", "not_applicable"
    std::string at;
    std::string note;
};

struct ValueConflict
{
    std::string article;
    int case_number = 1;
    std::string field;      ///< its id; "" of an item
    std::string instrument; ///< "naranjo"; "" of a field
    int item = 0;
    SaidValue first; ///< of two people by name
    SaidValue second;
    std::optional<SaidValue> settled;
    SaidValue counts; ///< what settles it, else the newest
};

/// Of an article, by case, fields before items; each two people who differ, whatever the store's view. Capitals are no
/// difference, nor is the order of a list.
std::vector<ValueConflict> value_conflicts(const Store& store, const std::string& article);

/// Of all articles that are not merged into others, in the order of arrival.
std::vector<ValueConflict> all_value_conflicts(const Store& store);

/// How far two people gave the same for one field, or one item of an instrument, over all cases for which both gave
/// something. What each gave independently: the word that stood when the second of them spoke and nobody had settled
/// it; confirming what was read is a word.
struct ValueAgreement
{
    std::string first; ///< by name
    std::string second;
    std::string field;      ///< as in ValueConflict
    std::string instrument; ///< the same
    int item = 0;
    std::size_t both = 0;
    std::size_t same = 0;
    std::optional<double> kappa; ///< Cohen's: of closed lists and answers, from ten on, where chance leaves room
};

/// By pair, fields in the order of `fields()` before items; whose patient a case is, is no value of it. Merged records
/// are left out.
std::vector<ValueAgreement> value_agreements(const Store& store);
std::string thing_text(const ValueAgreement& agreement);

/// Those that nobody settled.
std::size_t open_conflicts(const std::vector<ValueConflict>& conflicts);

/// Of an article those that nobody settled; none in the eyes of one person or the machine, who see no others.
std::vector<ValueConflict> unsettled_values(const Store& store, const std::string& article);

/// Of one case among them: "age_years: ann 34, bob 43; naranjo item 5: ann yes, bob no"; "" where there are none.
std::string unsettled_text(const std::vector<ValueConflict>& conflicts, int case_number);

/// "Age (y)", "naranjo item 5"
std::string thing_text(const ValueConflict& conflict);

/// "pubmed:1#1 Age (y): ann 34, bob 43; what counts is 43 by bob until `correct … --adjudicate` settles it"
std::string conflict_line(const ValueConflict& conflict);
nlohmann::ordered_json to_json(const ValueConflict& conflict);

} // namespace casebook
