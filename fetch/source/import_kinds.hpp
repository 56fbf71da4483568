// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of files that are imported, for this room's own sources: each is told by its content and read as it comes.
#pragma once

#include "fetch/source/import.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace casebook {

/// Takes a file's bytes as they come and puts the records in them into the store, within the caller's transaction.
class RecordImport
{
public:
    RecordImport() = default;
    RecordImport(const RecordImport&) = delete;
    RecordImport& operator=(const RecordImport&) = delete;
    virtual ~RecordImport() = default;

    virtual void feed(std::string_view bytes) = 0;
    /// At the end of the file. Throws Error when it held nothing of its kind.
    virtual ImportReport finish() = 0;
    /// Records dealt with so far.
    virtual std::size_t taken() const = 0;
};

/// `is`: the beginning of a file (without byte order mark and blanks before it) is of this kind.
struct ImportKind
{
    bool (*is)(std::string_view head);
    std::unique_ptr<RecordImport> (*make)(const ImportContext&, const std::string& name);
    bool has_decisions = true; ///< other tools write into such files what was decided
};

std::unique_ptr<RecordImport> make_pubmed_import(const ImportContext& context, const std::string& name);
std::unique_ptr<RecordImport> make_jats_import(const ImportContext& context, const std::string& name);
std::unique_ptr<RecordImport> make_nbib_import(const ImportContext& context, const std::string& name);
std::unique_ptr<RecordImport> make_ris_import(const ImportContext& context, const std::string& name);

std::unique_ptr<RecordImport> make_csv_import(const ImportContext& context, const std::string& name);

/// The first line is one of headings of a table with a title for each record.
bool begins_with_headings(std::string_view head);

/// One of the first lines is of that tag: "TY", "PMID".
bool begins_with_tag(std::string_view head, std::string_view tag);

/// The name of the first element of an XML text; "" when there is none.
std::string_view first_element(std::string_view head);

void count_put(Put put, ImportReport& report);

} // namespace casebook
