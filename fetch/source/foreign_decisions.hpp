// SPDX-License-Identifier: GPL-3.0-or-later
// What other screening tools wrote into a record about its relevance: ASReview (asreview/data/ris.py, N1 lines
// "ASReview_relevant", "asreview_note: …", of version 1 the note alone; columns of labels and "exported_notes_1" in
// CSV), Rayyan (one note "RAYYAN-INCLUSION: {"ann"=>"Included"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: c |
// USER-NOTES: {"ann"=>["…"]}") and this program ("casebook: {…}"; columns casebook_verdict …).
#pragma once

#include "corpus/csv.hpp"
#include "corpus/decision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Who decided where a label comes without a name: ASReview's do.
inline constexpr std::string_view nameless_decider = "ASReview";

/// People's decisions in the notes of one record, in the order of the notes; `article` is empty, `at` too where the
/// record does not tell it. What this program decided by its rules is left out: it decides that anew. Where several
/// notes say the same of one person it stands once, and a label without a name that repeats a named one is none of its
/// own. An exclusion's reason is one of `reasons` where the tool's words mean one; other words go into the note.
std::vector<Decision> decisions_in_notes(const std::vector<std::string>& notes);

/// The notes of a record of RIS (N1) or MEDLINE (GN).
std::vector<Decision> decisions_in_ris(std::string_view record);
std::vector<Decision> decisions_in_nbib(std::string_view record);

/// Those of a row of a table: our own columns, Rayyan's notes, a column of labels with ASReview's beside it.
std::vector<Decision> decisions_in_row(const CsvTable& table, const CsvRow& row);

/// The reason that a tool's words mean: "Foreign language", "Animal study", "not_english"; "" for none of ours.
std::string_view reason_of_words(std::string_view words);

} // namespace casebook
