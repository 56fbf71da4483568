// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: a folder of its own that goes when the test ends.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace casebook::testing {

struct Scratch
{
    Scratch()
    {
        std::string name = (std::filesystem::temp_directory_path() / "casebook-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return path / name; }

    std::filesystem::path path;
};

} // namespace casebook::testing
