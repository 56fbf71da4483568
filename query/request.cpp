// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/request.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <ostream>

namespace casebook {

std::string Request::text(const std::string& name, const std::string& otherwise) const
{
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? otherwise : found->second.back();
}

const std::vector<std::string>& Request::all(const std::string& name) const
{
    static const std::vector<std::string> none;
    const auto found = values.find(name);
    return found == values.end() ? none : found->second;
}

long Request::number(const std::string& name, long otherwise, long least) const
{
    if (!has(name))
        return otherwise;
    const std::string word = text(name);
    long value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || value < least)
        throw UsageError(format("{} {}: expected a whole number from {} up.", name, word, least));
    return value;
}

namespace {

/// Binds one row of the table to CLI11; the values end up in `request.values` under the row's name.
void bind(CLI::App& app, const OptionSpec& spec, Request& request)
{
    const std::string key(spec.name);
    if (spec.value.empty() && spec.name.starts_with("--")) {
        app.add_flag_function(
            key, [&request, key](std::int64_t) { request.values[key]; }, std::string(spec.help));
        return;
    }
    const bool many = key.ends_with("…");
    const std::string name = many ? key.substr(0, key.size() - std::string_view("…").size()) : key;
    auto* option = app.add_option_function<std::vector<std::string>>(
        name, [&request, name](const std::vector<std::string>& words) { request.values[name] = words; },
        std::string(spec.help));
    option->required(spec.required);
    if (!spec.value.empty())
        option->type_name(std::string(spec.value));
    if (!many)
        option->expected(1)->allow_extra_args(false); // the next word belongs to the next positional
    else
        option->type_name("")->expected(-1);
}

/// The app of a command; "faers count" becomes `count` below a group `faers`.
CLI::App* place(CLI::App& top, const Command& command)
{
    const std::size_t blank = command.name.find(' ');
    CLI::App* parent = &top;
    if (blank != std::string_view::npos) {
        const std::string group(command.name.substr(0, blank));
        const auto groups = top.get_subcommands([&](const CLI::App* app) { return app->get_name() == group; });
        parent = groups.empty() ? top.add_subcommand(group, group == "faers" ? "FAERS: counts and signals"
                                                                             : "write records, cases and tables")
                                : groups.front();
        parent->require_subcommand(1);
    }
    const std::string name(blank == std::string_view::npos ? command.name : command.name.substr(blank + 1));
    CLI::App* app = parent->add_subcommand(name, std::string(command.summary));
    app->footer(format("Example:\n  {}\n", command.example));
    return app;
}

constexpr std::string_view about =
    "Casebook: published cases of drug reactions, screened, extracted and counted, beside FAERS.\n"
    "Records come from PubMed (NLM). NCBI's disclaimer and copyright notice apply to them:\n"
    "https://www.ncbi.nlm.nih.gov/home/about/policies/ ; abstracts may be protected by copyright.";

int run_parsed(const Command& command, const Request& request, const Console& console)
{
    try {
        return command.run(request, console);
    } catch (const UsageError& e) {
        console.err << "casebook " << command.name << ": " << e.what() << "\n";
        return 2;
    } catch (const std::exception& e) {
        console.err << "casebook " << command.name << ": " << e.what() << "\n";
        return 1;
    }
}

} // namespace

int run_command_line(int argc, const char* const* argv, const Console& console)
{
    CLI::App app{std::string(about), "casebook"};
    Request request;
    std::string dir = ".";
    const Command* chosen = nullptr;
    app.add_option("-C", dir, "the casebook's folder")->type_name("DIR");
    app.set_version_flag("--version", "casebook " CASEBOOK_VERSION);
    app.require_subcommand(1);
    for (const Command& command : commands()) {
        CLI::App* sub = place(app, command);
        for (const OptionSpec& spec : command.arguments)
            bind(*sub, spec, request);
        sub->callback([&chosen, &command] { chosen = &command; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        const int status = app.exit(e, console.out, console.err);
        return status == 0 ? 0 : 2;
    }
    request.dir = dir;
    return run_parsed(*chosen, request, console);
}

} // namespace casebook
