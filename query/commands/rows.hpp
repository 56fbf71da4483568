// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the table of commands: options that more than one part has, and the parts that stand in files of their own.
#pragma once

#include "query/request.hpp"

namespace casebook {

inline constexpr OptionSpec format_option = {"--format", "text|json|jsonl", "how to print; default text"};
inline constexpr OptionSpec view_option = {
    "--view", "VIEW", "agreed (default), machine, or a reviewer's name: whose decisions and values"};
inline constexpr OptionSpec output_option = {"-o", "FILE", "write there instead of to the screen"};

std::vector<Command> export_commands();
std::vector<Command> faers_commands();

} // namespace casebook
