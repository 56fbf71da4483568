// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a case, one row each: from it follow the term in the index, the query syntax, the facet, the column of
// the evidence table, the key that `correct` takes, and the help.
#pragma once

#include "corpus/case.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One value of a field as people see it. Lists have several.
struct FieldValue
{
    std::string text;
    std::optional<Range> number; ///< for fields that can be searched by range
    Evidence evidence;
    std::string by; ///< the person who corrected it
};

enum class FieldKind { keyword, text, number };

struct Field
{
    std::string_view id;    ///< key in JSON, in queries and in `correct`
    std::string_view label; ///< column heading
    FieldKind kind;
    std::string_view prefix; ///< Xapian term prefix, "" when it has no term
    int slot;                ///< Xapian value slot, -1 for none
    bool facet;
    std::string_view help;
    std::vector<FieldValue> (*get)(const Case&);
    /// Sets the field from a person's text, or from what `get` prints. "" clears it. False when the text is not a value
    /// of it; the case is then as it was.
    bool (*set)(Case&, const std::string& value, const std::string& by);
};

std::span<const Field> fields();

/// The field of that id; nullptr when there is none.
const Field* find_field(std::string_view id);

/// The values of a field joined by "; ".
std::string field_text(const Field& field, const Case& c);

/// `31` `2.5` `0.25`: as few decimals as the value needs, at most two.
std::string plain_number(double value);

/// "7 mo", "3 y", "12 d": days in the unit that people would use.
std::string days_text(const Range& days);

} // namespace casebook
