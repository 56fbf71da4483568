// SPDX-License-Identifier: GPL-3.0-or-later
// An empty folder of a test's own, gone when the test ends.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace casebook {

class Scratch
{
public:
    Scratch()
    {
        static std::atomic<int> next = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("casebook-test-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
        std::filesystem::create_directories(path_);
    }
    ~Scratch() { std::filesystem::remove_all(path_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace casebook
