// SPDX-License-Identifier: GPL-3.0-or-later
// One record as a reviewer sees it: a value, so that pages are made without a store.
#pragma once

#include "corpus/fields.hpp"
#include "query/casebook.hpp"
#include "query/people/value_conflicts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casebook::review {

/// One field of one of the record's cases.
struct FieldRow
{
    int case_number = 1;
    const Field* field = nullptr;
    std::string value; ///< "" for not reported
    std::string quote; ///< the sentence it came from; "" when no words say it
    std::string by;    ///< the person who corrected it
};

struct RecordView
{
    std::string id; ///< "" when nothing is left to judge
    std::string citation;
    std::string title;
    std::vector<Passage> abstract;
    std::string kinds; ///< publication types
    std::string warning;
    std::vector<std::string> links;
    std::optional<Decision> rules;
    std::optional<Decision> own; ///< the reviewer's newest word, where she could not say or is asked again
    std::string why_again;       ///< why she is asked again; "" when she is not
    std::vector<Decision> words; ///< of those who differ, where it is to be settled
    std::vector<FieldRow> fields;
    std::optional<ValueConflict> disputed; ///< the value that is to be settled here, in place of a decision
};

/// `own`: what the queue knows of the reviewer's word.
RecordView view_record(const Casebook& casebook, const std::string& id, const std::optional<Decision>& own);

} // namespace casebook::review
