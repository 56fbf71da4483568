// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/exporters.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

constexpr Exporter table_of_exporters[] = {
    {"csv", ".csv", write_csv},    {"markdown", ".md", write_markdown}, {"html", ".html", write_html},
    {"json", ".json", write_json}, {"jsonl", ".jsonl", write_jsonl},    {"xlsx", ".xlsx", write_xlsx},
};

const Exporter& chosen(const Request& request)
{
    const std::string word = request.text("--format");
    const std::string suffix = std::filesystem::path(request.text("-o")).extension().string();
    const auto* found = word.empty() ? std::ranges::find(table_of_exporters, lower_ascii(suffix), &Exporter::suffix)
                                     : std::ranges::find(table_of_exporters, word, &Exporter::format);
    if (found != std::end(table_of_exporters))
        return *found;
    constexpr std::string_view plain[] = {"", ".txt", ".dat", ".data", ".out"}; // names that promise no format
    if (word.empty() && std::ranges::find(plain, lower_ascii(suffix)) != std::end(plain))
        return table_of_exporters[0];
    if (word.empty()) {
        std::vector<std::string> suffixes;
        for (const Exporter& exporter : table_of_exporters)
            suffixes.emplace_back(exporter.suffix);
        throw UsageError(format("-o {}: no table is written as {}; end the name with {}, or say --format.",
                                request.text("-o"), suffix, join(suffixes, ", ")));
    }
    std::vector<std::string> known;
    for (const Exporter& exporter : table_of_exporters)
        known.emplace_back(exporter.format);
    throw UsageError(format("--format {}: expected one of {}.", word, join(known, ", ")));
}

} // namespace

std::span<const Exporter> exporters() { return table_of_exporters; }

void deliver(const Request& request, const Console& console, const std::function<void(std::ostream&)>& write)
{
    if (!request.has("-o"))
        return write(console.out);
    write_file(request.text("-o"), write);
    console.err << "Written: " << request.text("-o") << "\n";
}

void export_table(const Request& request, const Console& console, const Table& table)
{
    const Exporter& exporter = chosen(request);
    deliver(request, console, [&](std::ostream& out) { exporter.write(out, table); });
    if (!table.unexplained.empty())
        console.err << "The table uses abbreviations whose meaning is not known; explain them in the protocol as "
                       "synonyms or in the text: "
                    << join(table.unexplained, ", ") << "\n";
}

} // namespace casebook
