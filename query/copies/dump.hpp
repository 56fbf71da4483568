// SPDX-License-Identifier: GPL-3.0-or-later
// A casebook as JSON Lines: one object a line, its "type" first. What can be made again (the index, FAERS) is left out.
// Lines come in a fixed order, so that two dumps can be compared and kept in git:
//   casebook    version, the text of protocol.json
//   protocol    each version under which work was done; "screened" the one under which the rules were last run
//   run         with the ids it asked for, got and missed
//   article     origin, record, and every form received ("raw", or "raw_base64" where it is not UTF-8), followed by its
//   full_text (every look for it), stage, extraction, decision, correction and answer lines, oldest first
//   pairing     what people said of pairs of records
//   claim       told by people
//   search      saved searches, with what each found when it was last run
//   quarantine  records, and rows of people's words, that could not be read; "mended" a row that its file has no more
#pragma once

#include "query/casebook.hpp"

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace casebook {

/// 3: a withdrawal takes back one word, not all of that person at that stage; words of one second have turns.
inline constexpr int dump_version = 3;

/// Writes the casebook as it is at one moment.
void write_dump(Casebook& casebook, std::ostream& out);

struct RestoreReport
{
    std::size_t articles_new = 0;
    std::size_t articles_revised = 0;
    std::size_t articles_known = 0;
    std::size_t decisions = 0; ///< added; those that were here already are not counted
    std::size_t corrections = 0;
    std::size_t answers = 0; ///< to the items of appraisals
    std::size_t claims = 0;
    std::size_t runs = 0;
    std::size_t searches = 0; ///< saved ones
};

/// The protocol that a dump carries. Throws Error when the file is no dump or one of a newer program.
std::string dumped_protocol(const std::filesystem::path& file);

/// Adds what the dump holds and the store lacks, all of it or, when a line cannot be read, nothing (Error with file and
/// line). People's work of both stays; the machine's own is taken only where there is none for that record. Cases that
/// people added keep their own numbers or get the next free ones. Restoring twice adds nothing the second time.
RestoreReport restore_dump(Store& store, const std::filesystem::path& file);

} // namespace casebook
