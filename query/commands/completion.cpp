// SPDX-License-Identifier: GPL-3.0-or-later
// What a shell offers behind Tab, from the tables of commands, fields and reasons.
#include "corpus/decision.hpp"
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "query/commands.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

namespace casebook {

namespace {

std::vector<std::string> ids_of_fields()
{
    std::vector<std::string> out;
    for (const Field& field : fields())
        out.emplace_back(field.id);
    return out;
}

std::vector<std::string> fields_with_colon()
{
    std::vector<std::string> out;
    for (const QueryField& field : query_fields())
        out.push_back(field.name + ":");
    return out;
}

std::vector<std::string> ids_of_reasons()
{
    std::vector<std::string> out;
    for (const Reason& reason : reasons)
        out.emplace_back(reason.id);
    return out;
}

/// Options of which the table of commands says only what kind of word it takes.
constexpr std::pair<std::string_view, std::string_view> known_choices[] = {
    {"--sort", "year|-year|latency|-latency|age_years|-age_years"},
    {"--template", "cyclosporine-alopecia|tacrolimus-alopecia|alemtuzumab-alopecia"},
    {"--channel", "database|citation|website|organisation|other"},
    {"--roles", "PS|SS|C|I|PS,SS|any"},
    {"--published", "wang2024"},
    {"--changed-since", "last"},
};

/// The words that may stand for a value: its choices, or those of a table; none where anything may.
std::vector<std::string> choices_of(const OptionSpec& spec)
{
    if (!spec.value.empty())
        for (const auto& [name, choices] : known_choices)
            if (name == spec.name)
                return split(choices, '|');
    if (spec.value == "REASON")
        return ids_of_reasons();
    if (spec.value == "FIELD" || spec.name == "FIELD")
        return ids_of_fields();
    if (spec.name == "QUERY…" || spec.name == "QUESTION…")
        return fields_with_colon();
    if (spec.name == "VERDICT")
        return {"include", "exclude", "unclear", "withdraw"};
    const bool words = spec.value.find('|') != std::string_view::npos && std::ranges::none_of(spec.value, is_upper);
    return words ? split(spec.value, '|') : std::vector<std::string>{};
}

/// Commands of the first level, and those of each group under its name.
std::map<std::string, std::vector<std::string>> names_by_group()
{
    std::map<std::string, std::vector<std::string>> out;
    for (const Command& command : commands()) {
        const std::size_t blank = command.name.find(' ');
        const std::string first(command.name.substr(0, blank));
        std::vector<std::string>& top = out[""];
        if (std::ranges::find(top, first) == top.end())
            top.push_back(first);
        if (blank != std::string_view::npos)
            out[first].emplace_back(command.name.substr(blank + 1));
    }
    return out;
}

void write_case(std::ostream& out, const std::string& pattern, std::vector<std::string> words)
{
    out << format("        '{}') words='{}' ;;\n", pattern, join(words, " "));
}

constexpr std::string_view bash_head = R"(# casebook: completion for bash. Use: source <(casebook completion bash)
_casebook()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} name='' words='' i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -C) ((i++)) ;;
        -*) break ;;
        *) case $name in
            '') name=${COMP_WORDS[i]} ;;
)";

constexpr std::string_view bash_middle = R"(            esac ;;
        esac
    done
    if [[ $name == search || $name == brief ]]; then
        local field='' begin=''
        if [[ $cur == : ]]; then
            field=$prev cur=''
        elif [[ $prev == : ]]; then
            field=${COMP_WORDS[COMP_CWORD-2]}
        elif [[ $cur == ?*:* ]]; then
            field=${cur%%:*} begin=${cur%%:*}: cur=${cur#*:}
        fi
        if [[ -n $field ]]; then
            case $field in
)";

constexpr std::string_view bash_behind_values = R"(            esac
            COMPREPLY=($(compgen -P "$begin" -W "$words" -- "$cur"))
            return 0
        fi
    fi
    case "$name $prev" in
)";

constexpr std::string_view bash_foot = R"(    esac
    [[ $cur == -* || -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [[ ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2> /dev/null
    return 0
}
complete -o bashdefault -o default -F _casebook casebook
)";

void write_bash(std::ostream& out)
{
    const auto groups = names_by_group();
    out << bash_head;
    for (const auto& [group, names] : groups)
        if (!group.empty())
            out << format("            '{0}') name=\"{0} ${{COMP_WORDS[i]}}\" ;;\n", group);
    out << bash_middle;
    for (const QueryField& field : query_fields()) // role:sus
        if (!field.values.empty())
            out << format("            '{}') words='{}' ;;\n", field.name, join(field.values, " "));
    out << bash_behind_values;
    for (const QueryField& field : query_fields()) // correct CASE role sus
        if (!field.values.empty() && find_field(field.name) != nullptr)
            write_case(out, "correct " + field.name, field.values);
    for (const Command& command : commands())
        for (const OptionSpec& spec : command.arguments)
            if (const auto words = choices_of(spec); spec.name.starts_with('-') && !words.empty())
                write_case(out, format("{} {}", command.name, spec.name), words);
            else if (spec.name.starts_with('-') && !spec.value.empty())
                out << format("        '{} {}') return ;;\n", command.name, spec.name); // files, or anything
    out << "        *) case $name in\n";
    for (const auto& [group, names] : groups)
        write_case(out, group, names);
    for (const Command& command : commands()) {
        std::vector<std::string> words;
        for (const OptionSpec& spec : command.arguments)
            if (spec.name.starts_with('-'))
                words.emplace_back(spec.name);
            else
                std::ranges::copy(choices_of(spec), std::back_inserter(words));
        words.emplace_back("--help");
        write_case(out, std::string(command.name), words);
    }
    out << "        esac ;;\n" << bash_foot;
}

} // namespace

int run_completion(const Request& request, const Console& console)
{
    if (request.text("SHELL") != "bash")
        throw UsageError(format("completion {}: there is one for bash only.", request.text("SHELL")));
    write_bash(console.out);
    return 0;
}

} // namespace casebook
