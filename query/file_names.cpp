// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/file_names.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

namespace {

struct Ending
{
    std::string_view format;
    std::string_view suffix;
};
constexpr Ending endings[] = {{"csv", ".csv"},     {"markdown", ".md"}, {"html", ".html"},  {"json", ".json"},
                              {"jsonl", ".jsonl"}, {"xlsx", ".xlsx"},   {"svg", ".svg"},    {"png", ".png"},
                              {"ris", ".ris"},     {"nbib", ".nbib"},   {"bibtex", ".bib"}, {"csl", ".json"}};

} // namespace

void check_file_name(const Request& request, std::string_view format)
{
    const std::string file = request.text("-o");
    const std::string suffix = lower_ascii(std::filesystem::path(file).extension().string());
    const auto* written = std::ranges::find(endings, format, &Ending::format);
    const auto* named = std::ranges::find(endings, suffix, &Ending::suffix);
    if (named == std::end(endings) || (written != std::end(endings) && written->suffix == suffix))
        return;
    throw UsageError(
        casebook::format("-o {}: the name promises {}, and what is written is {}; {}.", file, named->format, format,
                         written == std::end(endings) ? "give the file another name"
                                                      : casebook::format("end the name with {}", written->suffix)));
}

} // namespace casebook
