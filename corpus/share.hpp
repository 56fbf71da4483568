// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace casebook {

/// Where the vocabularies and the sample review lie: `CASEBOOK_SHARE` if set, else the installed folder, else the
/// source tree. Throws Error when none is there.
std::filesystem::path share_folder();

} // namespace casebook
