// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asked for, and the tables of commands and options from which parsing, help and completion follow.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One option or positional argument. `name` is "--limit" for an option, "QUERY" for a positional; a trailing "…" takes
/// all that follow. `value` is the word in the help, empty for a switch; "text|json" lists the only values there are.
struct OptionSpec
{
    std::string_view name;
    std::string_view value;
    std::string_view help;
    bool required = false;
};

/// The words of a command line, sorted out.
class Request
{
public:
    std::filesystem::path dir = ".";
    std::map<std::string, std::vector<std::string>> values;

    bool has(const std::string& name) const { return values.contains(name); }
    /// The last value given, or `otherwise`.
    std::string text(const std::string& name, const std::string& otherwise = "") const;
    const std::vector<std::string>& all(const std::string& name) const;
    /// Throws UsageError when the value is not a whole number from `least` to `most`; sums of a few stay in an int64.
    long number(const std::string& name, long otherwise, long least = 0, long most = 2'000'000'000) const;

    std::filesystem::path database() const { return dir / "casebook.db"; }
    std::filesystem::path protocol() const { return dir / "protocol.json"; }
    std::filesystem::path index() const { return dir / "index"; }
    std::filesystem::path faers() const { return dir / "faers"; }
};

/// Data goes to `out`, talk and progress to `err`.
struct Console
{
    std::ostream& out;
    std::ostream& err;
};

struct Command
{
    std::string_view name; ///< "search", or "faers count" for a command of a group
    std::string_view summary;
    std::string_view example;
    std::vector<OptionSpec> arguments;
    int (*run)(const Request&, const Console&); ///< the exit status
};

/// All commands in the order of the help.
std::span<const Command> commands();

/// Parses the words, runs the command, turns every failure into a message and an exit status (0 done, 1 could not,
/// 2 wrong command line).
int run_command_line(int argc, const char* const* argv, const Console& console);

} // namespace casebook
