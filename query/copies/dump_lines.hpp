// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

namespace casebook {

/// Calls `take` with each line of a file, which may be gzip, and its number, from 1; stops early when it says false.
/// Throws Error for a file that cannot be read.
void each_line_of(const std::filesystem::path& file, const std::function<bool(std::string_view, std::size_t)>& take);

} // namespace casebook
