// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/request.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
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

/// The words of "text|json|jsonl" are the only values; checked before the command begins its work.
CLI::Validator one_of(std::string_view choices)
{
    const std::vector<std::string> known = split(choices, '|');
    return CLI::Validator(
        [known](const std::string& word) {
            return std::ranges::find(known, word) != known.end()
                       ? std::string()
                       : format("{} is not known; expected {}", word, join(known, ", "));
        },
        "");
}

/// "text|json|jsonl" is a choice among words; "RUN|DATE" only says what may stand there.
bool names_choices(std::string_view value)
{
    return value.find('|') != std::string_view::npos && std::ranges::none_of(value, is_upper);
}

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
    if (names_choices(spec.value))
        option->check(one_of(spec.value));
    if (!many) // `--sort year hair` asks for hair, and the last of two formats counts
        option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    else
        option->type_name("")->expected(-1);
}

std::string_view about_group(std::string_view group)
{
    constexpr std::pair<std::string_view, std::string_view> groups[] = {
        {"faers", "FAERS: counts and signals"}, {"export", "evidence tables and records, for papers and programs"}};
    const auto* found = std::ranges::find(groups, group, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(groups) ? "" : found->second;
}

/// The app of a command; "faers count" becomes `count` below a group `faers`.
CLI::App* place(CLI::App& top, const Command& command)
{
    const std::size_t blank = command.name.find(' ');
    CLI::App* parent = &top;
    if (blank != std::string_view::npos) {
        const std::string group(command.name.substr(0, blank));
        const auto groups = top.get_subcommands([&](const CLI::App* app) { return app->get_name() == group; });
        parent = groups.empty() ? top.add_subcommand(group, std::string(about_group(group))) : groups.front();
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
    app.require_subcommand(0, 1); // so that a wrong name is the mistake that is told
    for (const Command& command : commands()) {
        CLI::App* sub = place(app, command);
        for (const OptionSpec& spec : command.arguments)
            bind(*sub, spec, request);
        sub->callback([&chosen, &command] { chosen = &command; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ExtrasError& e) {
        const std::vector<std::string> extras = app.remaining();
        if (app.get_subcommands().empty() && !extras.empty() && !extras.front().starts_with('-'))
            console.err << format("There is no command \"{}\"; `casebook --help` lists them.\n", extras.front());
        else
            app.exit(e, console.out, console.err);
        return 2;
    } catch (const CLI::ParseError& e) {
        const int status = app.exit(e, console.out, console.err);
        return status == 0 ? 0 : 2;
    }
    if (chosen == nullptr) {
        console.err << "What shall be done? `casebook --help` lists the commands.\n";
        return 2;
    }
    request.dir = dir;
    return run_parsed(*chosen, request, console);
}

} // namespace casebook
