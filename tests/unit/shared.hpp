// SPDX-License-Identifier: GPL-3.0-or-later
// Where data lie: the reference data that are never committed (CASEBOOK_SHARED, or ../shared beside the repository),
// and the sample that is.
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

/// The made-up quarters of FAERS that lie in the repository.
inline std::filesystem::path faers_sample()
{
    return std::filesystem::path(CASEBOOK_SOURCE_DIR) / "corpus" / "sample" / "faers";
}

} // namespace casebook
