// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a file's name says what is in it; a file that is named for another format opens in the wrong program. It
// goes by the table of exporters and stands beside it (`query/tables/`).
#pragma once

#include "query/request.hpp"

#include <string_view>

namespace casebook {

/// Throws UsageError when the file of `-o` has the ending of another format than this: "csv", "ris" … Names that
/// promise nothing (x.txt, x) hold any.
void check_file_name(const Request& request, std::string_view format);

} // namespace casebook
