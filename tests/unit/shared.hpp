// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reference data lie that are never committed: CASEBOOK_SHARED, or ../shared beside the repository.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace casebook {

/// Empty when the folder is absent; the test then says so and passes.
inline std::filesystem::path shared_folder()
{
    if (const char* set = std::getenv("CASEBOOK_SHARED"))
        return set;
    const std::filesystem::path beside = std::filesystem::path(CASEBOOK_SOURCE_DIR) / ".." / "shared";
    return std::filesystem::exists(beside) ? beside : std::filesystem::path();
}

} // namespace casebook
