// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/file_names.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <vector>

namespace casebook {

namespace {

struct Ending
{
    std::string_view format;
    std::string_view suffix;
};

/// Those of tables, pictures and references.
std::vector<Ending> endings()
{
    std::vector<Ending> out;
    for (const Exporter& exporter : exporters())
        out.push_back({exporter.format, exporter.suffix});
    out.insert(
        out.end(),
        {{"svg", ".svg"}, {"png", ".png"}, {"ris", ".ris"}, {"nbib", ".nbib"}, {"bibtex", ".bib"}, {"csl", ".json"}});
    return out;
}

} // namespace

void check_file_name(const Request& request, std::string_view format)
{
    const std::string file = request.text("-o");
    const std::string suffix = lower_ascii(std::filesystem::path(file).extension().string());
    const std::vector<Ending> known = endings();
    const auto written = std::ranges::find(known, format, &Ending::format);
    const auto named = std::ranges::find(known, suffix, &Ending::suffix);
    if (named == known.end() || (written != known.end() && written->suffix == suffix))
        return;
    throw UsageError(
        casebook::format("-o {}: the name promises {}, and what is written is {}; {}.", file, named->format, format,
                         written == known.end() ? "give the file another name"
                                                : casebook::format("end the name with {}", written->suffix)));
}

} // namespace casebook
