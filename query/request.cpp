// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/request.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "query/file_names.hpp"
#include "query/terminal_lines.hpp"

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

long Request::number(const std::string& name, long otherwise, long least, long most) const
{
    if (!has(name))
        return otherwise;
    const std::string word = text(name);
    long value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc::result_out_of_range || (end == word.data() + word.size() && value > most))
        throw UsageError(format("{} {}: expected a whole number from {} to {}.", name, word, least, most));
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

/// The part of a command's name before the blank ("faers"), or after it ("count"; "" where there is no group).
std::string first_word(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }
std::string second_word(std::string_view name)
{
    return name.find(' ') == std::string_view::npos ? "" : std::string(name.substr(name.find(' ') + 1));
}

/// The words that name a command: those before the first option but -C.
std::vector<std::string> command_words(int argc, const char* const* argv)
{
    std::vector<std::string> out;
    for (int i = 1; i < argc && out.size() < 2; ++i) {
        const std::string_view word = argv[i];
        if (word == "-C")
            ++i;
        else if (word.starts_with('-'))
            break;
        else
            out.emplace_back(word);
    }
    return out;
}

/// What is wrong with the name of the command, with the one that was probably meant; "" when nothing is.
std::string trouble_with_name(const std::vector<std::string>& words, bool asks_for_help)
{
    if (words.empty())
        return "";
    std::vector<std::string> names;
    std::vector<std::string> below;
    for (const Command& command : commands()) {
        const std::string first = first_word(command.name);
        if (std::ranges::find(names, first) == names.end())
            names.push_back(first);
        if (first == words.front() && first != command.name)
            below.push_back(second_word(command.name));
    }
    if (std::ranges::find(names, words.front()) == names.end())
        return format("There is no command \"{}\"; `casebook --help` lists them.{}", words.front(),
                      did_you_mean(words.front(), names));
    if (below.empty() || (words.size() == 1 && asks_for_help))
        return "";
    if (words.size() == 1)
        return format("{} what? There are: {}.", words.front(), join(below, ", "));
    if (std::ranges::find(below, words[1]) == below.end())
        return format("There is no command \"{0} {1}\"; after {0} there are: {2}.{3}", words.front(), words[1],
                      join(below, ", "), did_you_mean(words[1], below));
    return "";
}

/// The option that was probably meant by the first unknown one.
std::string option_meant(const std::vector<std::string>& words, const std::vector<std::string>& unknown)
{
    const auto option = std::ranges::find_if(unknown, [](const auto& word) { return word.starts_with("--"); });
    std::vector<std::string> known;
    for (const Command& command : commands())
        if (!words.empty() && first_word(command.name) == words.front() &&
            (second_word(command.name).empty() || (words.size() > 1 && second_word(command.name) == words[1])))
            for (const OptionSpec& spec : command.arguments)
                if (spec.name.starts_with("--"))
                    known.emplace_back(spec.name);
    return option == unknown.end() ? "" : did_you_mean(option->substr(0, option->find('=')), known);
}

constexpr std::string_view about =
    "Casebook: published cases of drug reactions, screened, extracted and counted, beside FAERS.\n"
    "Records come from PubMed (NLM). NCBI's disclaimer and copyright notice apply to them:\n"
    "https://www.ncbi.nlm.nih.gov/home/about/policies/ ; abstracts may be protected by copyright.";

int run_parsed(const Command& command, const Request& request, const Console& console)
{
    try {
        if (request.has("--format") && request.has("-o"))
            check_file_name(request, request.text("--format"));
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
    const std::vector<std::string> words = command_words(argc, argv);
    const bool asks_for_help =
        std::any_of(argv, argv + argc, [](std::string_view word) { return word == "--help" || word == "-h"; });
    if (const std::string trouble = trouble_with_name(words, asks_for_help); !trouble.empty()) {
        console.err << trouble << "\n";
        return 2;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ExtrasError& e) {
        app.exit(e, console.out, console.err);
        if (const std::string meant = option_meant(words, app.remaining(true)); !meant.empty())
            console.err << trim(meant) << "\n";
        return 2;
    } catch (const CLI::ParseError& e) {
        const int status = app.exit(e, TerminalLines(console).console().out, console.err);
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
