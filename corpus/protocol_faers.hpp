// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a protocol that only counting in FAERS needs.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace casebook {

/// "faers": { "names": { "NAME AS REPORTED": ["INGREDIENT", …] } }: what a reviewer says of names, before what FDA says
/// of them; an empty list: the name stands for itself. Reads protocol.json as `open_protocol` does and throws as it
/// does.
std::map<std::string, std::vector<std::string>> open_faers_names(const std::filesystem::path& protocol);

} // namespace casebook
