// SPDX-License-Identifier: GPL-3.0-or-later
// What may stand before a colon in a query, and what behind it. Everything here that throws throws UsageError with what
// was expected.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// AND, OR and their like, in capitals.
bool is_operator(std::string_view word);

/// The length of the name of a field at the beginning of `text`, 0 when it begins with none: "year:2005" has 4, "10:30"
/// and "note: this" have none.
std::size_t field_name_length(std::string_view text);

/// Throws when the text begins with a field's name and a colon behind which nothing stands.
void check_value_follows(std::string_view text);

/// The field's name as the table has it. Throws when it has none such.
std::string known_name(std::string_view word);

bool is_number_field(std::string_view name);
/// Its value is words of a text.
bool is_text_field(std::string_view name);

/// "2005" → "2005..2005": Xapian takes ranges only. Throws for what is no number.
std::string as_range(const std::string& name, std::string_view value);

/// The values of a field that has no others; empty for a field whose values are the records'.
std::vector<std::string> closed_values(std::string_view name);

/// The value as it is kept; it may be its beginning, and be written as tables print it: "not recovered". Throws when
/// the field has no such value.
std::string known_value(std::string_view name, std::string_view text);

/// The value after a colon, without its quotes, and how much of the text it takes.
std::pair<std::string_view, std::size_t> value_at(std::string_view rest);

} // namespace casebook
