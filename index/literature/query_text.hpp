// SPDX-License-Identifier: GPL-3.0-or-later
// From what somebody typed to what Xapian's parser reads.
#pragma once

#include <string>

namespace casebook {

/// The query as Xapian is to see it: known fields only, numbers as ranges, letters without accents and capitals. What
/// stands in quotes names no field. Throws UsageError for what cannot be meant, with its place in the query and what to
/// do.
std::string prepared_query(const std::string& text);

} // namespace casebook
