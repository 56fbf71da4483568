// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/file_names.hpp"
#include "query/prisma/search_log.hpp"
#include "query/rights.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

void write_item(std::ostream& out, const LogItem& item)
{
    out << format("\n## {}. {}\n\n", item.number, item.name);
    for (const std::string& line : item.lines) {
        const bool verbatim = item.number == 8 && line.find("strategy was run elsewhere") == std::string::npos;
        out << "- " << (verbatim ? markdown_code_after_colon(line) : line) << "\n";
    }
    if (item.for_a_person)
        out << "- **To be filled in by a person.**\n";
    else if (item.lines.empty())
        out << "- Nothing of the kind was run with this casebook; say so, or what was done elsewhere.\n";
}

Json to_json(const LoggedSearch& search)
{
    Json runs = Json::array();
    for (const LoggedSearch::Run& run : search.runs)
        runs.push_back({{"run", run.id},
                        {"date", run.date},
                        {"kind", run.kind},
                        {"found", run.found},
                        {"added", run.added},
                        {"complete", run.complete}});
    return {{"database", search.database},     {"platform", search.platform},
            {"strategy", search.strategy},     {"sent", search.sent},
            {"understood", search.understood}, {"limits", search.limits},
            {"warnings", search.warnings},     {"runs", runs}};
}

} // namespace

void write_markdown(std::ostream& out, const SearchLog& log)
{
    out << format("# Search log: {}\n\nPRISMA-S, item by item, from what was run. ", log.title);
    std::string open;
    for (const LogItem& item : log.items)
        if (item.for_a_person)
            open += (open.empty() ? "" : ", ") + std::to_string(item.number);
    out << format("Items {} must be filled in by a person.\n", open);
    for (const LogItem& item : log.items)
        write_item(out, item);
    if (!log.searches.empty()) {
        out << "\n## Runs\n\n| database | run | date | what | found | new | complete "
               "|\n|---|---:|---|---|---:|---:|---|\n";
        for (const LoggedSearch& search : log.searches)
            for (const LoggedSearch::Run& run : search.runs)
                out << format("| {} | {} | {} | {} | {} | {} | {} |\n", search.database, run.id, run.date, run.kind,
                              run.found, run.added, run.complete ? "yes" : "**no**");
    }
    out << "\n" << rights_notice << "\n";
}

Json to_json(const SearchLog& log)
{
    Json out = {{"version", 1}, {"title", log.title}, {"items", Json::array()}, {"to_fill", Json::array()}};
    for (const LogItem& item : log.items) {
        out["items"].push_back(
            {{"item", item.number}, {"name", item.name}, {"text", item.lines}, {"to_fill", item.for_a_person}});
        if (item.for_a_person)
            out["to_fill"].push_back(item.number);
    }
    out["searches"] = Json::array();
    for (const LoggedSearch& search : log.searches)
        out["searches"].push_back(to_json(search));
    out["imports"] = Json::array();
    for (const LoggedImport& import : log.imports)
        out["imports"].push_back({{"run", import.run},
                                  {"date", import.date},
                                  {"file", import.file},
                                  {"kind", import.kind},
                                  {"channel", import.channel},
                                  {"records", import.records},
                                  {"added", import.added}});
    out["sources"] = Json::array();
    for (const LoggedSource& source : log.sources)
        out["sources"].push_back({{"source", source.source},
                                  {"channel", source.channel},
                                  {"records", source.records},
                                  {"duplicates", source.duplicates},
                                  {"held_elsewhere", source.held_elsewhere}});
    out["rights"] = rights_notice;
    return out;
}

int run_export_search_log(const Request& request, const Console& console)
{
    const std::string file = request.text("-o");
    const std::string word = request.text("--format", file.ends_with(".json") ? "json" : "markdown");
    check_file_name(request, word);
    const Casebook casebook = open_casebook(request);
    const SearchLog log = make_search_log(casebook);
    deliver(request, console, [&](std::ostream& out) {
        if (word == "json")
            out << to_json(log).dump(1) << "\n";
        else
            write_markdown(out, log);
    });
    return 0;
}

} // namespace casebook
