// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/file_names.hpp"
#include "query/prisma/methods.hpp"
#include "query/tables/exporters.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

using Json = nlohmann::ordered_json;

void write_markdown(std::ostream& out, const Methods& methods)
{
    out << format("# Methods: {}\n\nBy items of PRISMA 2020, from what was done in this casebook.\n",
                  markdown_escaped(methods.title));
    for (const MethodsItem& item : methods.items) {
        out << format("\n## {} ({}{})\n", item.name, item.number.starts_with("READUS") ? "" : "item ", item.number);
        if (!item.sentences.empty())
            out << "\n";
        for (const std::string& sentence : item.sentences)
            out << markdown_escaped(sentence) << "\n";
        if (!item.verbatim.empty() || !item.to_fill.empty())
            out << "\n";
        for (const std::string& line : item.verbatim)
            out << "- " << markdown_code_after_colon(line) << "\n";
        for (const std::string& open : item.to_fill)
            out << "- **To be filled in by a person:** " << markdown_escaped(open) << "\n";
    }
}

Json to_json(const Methods& methods)
{
    Json out = {{"version", 1}, {"title", methods.title}, {"items", Json::array()}};
    for (const MethodsItem& item : methods.items)
        out["items"].push_back({{"item", item.number},
                                {"name", item.name},
                                {"text", item.sentences},
                                {"verbatim", item.verbatim},
                                {"to_fill", item.to_fill}});
    return out;
}

int run_export_methods(const Request& request, const Console& console)
{
    const std::string file = request.text("-o");
    const std::string word = request.text("--format", file.ends_with(".json") ? "json" : "markdown");
    check_file_name(request, word);
    const Methods methods = make_methods(open_casebook(request));
    deliver(request, console, [&](std::ostream& out) {
        if (word == "json")
            out << to_json(methods).dump(1) << "\n";
        else
            write_markdown(out, methods);
    });
    return 0;
}

} // namespace casebook
