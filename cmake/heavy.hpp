// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled once and handed to every file of a target: what takes longest to read. Files still include what they use.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <tl/expected.hpp>
#include <vector>

// made once, in heavy.cpp
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
