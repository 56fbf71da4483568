// SPDX-License-Identifier: GPL-3.0-or-later
// A person's word on a field of a case, checked and kept: for `correct`, for its files of many, and for `review`.
#pragma once

#include "corpus/fields.hpp"
#include "query/people.hpp"

#include <string>

namespace casebook {

/// The field of that id, however it is spaced and capitalised, or of that label; throws UsageError with those there
/// are and those that were probably meant.
const Field& known_field(const std::string& id);

struct CorrectionSaid
{
    std::string value; ///< as it was written; "" takes it back to not reported
    std::string by;
    std::string at; ///< "" for now
    std::string note;
    bool withdrawn = false;   ///< takes back the last that `by` said of the field; the value is then ""
    bool adjudicated = false; ///< settles what two people said differently
};

/// What came of it; the values as `field_text` gives them, "" for not reported.
struct Correcting
{
    CaseName name;
    bool is_new = false; ///< the case was added by it
    std::string before;
    std::string now;
    std::string machine;
    std::string warning; ///< what is odd about it or does not follow from it, a line each; "" when nothing is
};

/// The value as it is kept: a synonym of the protocol's drug by its ingredient, the event by the protocol's term, one
/// of a closed list by its name ("not_recovered" of "Not recovered"), all else as it was given. Throws UsageError for a
/// term that the protocol has not.
std::string kept_value(std::string value, const Field& field, const Protocol& protocol);

/// Adds the correction, within the caller's transaction if there is one; number 0 adds a case first, whose first
/// correction must name the drug. Throws UsageError for what is no value of the field or cannot be, and Error when
/// there is no such case, nothing to take back or nothing to settle; then nothing was added.
Correcting correct_field(Casebook& casebook, CaseName name, const Field& field, const CorrectionSaid& said);

} // namespace casebook
