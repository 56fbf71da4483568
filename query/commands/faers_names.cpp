// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/name_list.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json names_json(const std::vector<CountedName>& names, std::size_t most)
{
    Json out = Json::array();
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        out.push_back({{"name", names[i].name},
                       {"rows", names[i].rows},
                       {"source", name_source_names.at(static_cast<std::size_t>(names[i].source))},
                       {"ingredients", names[i].ingredients}});
    return out;
}

void print_names(const std::vector<CountedName>& names, std::size_t most, const Console& console)
{
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        console.out << format("  {:>9}  {:<9} {:<40} {}\n", names[i].rows,
                              name_source_names.at(static_cast<std::size_t>(names[i].source)), names[i].name,
                              join(names[i].ingredients, " \\ "));
    if (names.size() > most)
        console.out << format("  … and {} more names (--limit)\n", names.size() - most);
    if (names.empty())
        console.out << "  none\n";
}

} // namespace

int run_faers_names(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const auto most = static_cast<std::size_t>(request.number("--limit", 40));
    const Asked asked = ask(request, console);
    const std::vector<CountedName> counted = counted_names(asked.store, asked.question.drugs);
    const std::vector<CountedName> alike = names_alike(asked.store, asked.question.drugs);
    if (form != Format::text) {
        print_json({{"version", 1},
                    {"made_up", asked.store.counting().made_up},
                    {"drug", join(asked.question.drugs, ", ")},
                    {"names", names_json(counted, most)},
                    {"alike", names_json(alike, most)}},
                   request, console);
        return 0;
    }
    console.out << "Counted as " << join(asked.question.drugs, ", ") << "\n";
    print_names(counted, most, console);
    console.out << "\nLike it by the letters, and counted as something else\n";
    print_names(alike, most, console);
    console.out
        << "\nTo overrule one, write into protocol.json: \"faers\": { \"names\": { \"NAME\": [\"INGREDIENT\"] } }\n";
    say_made_up(asked.store, console.out);
    return 0;
}

} // namespace casebook
