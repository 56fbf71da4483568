// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/countries.hpp"

#include "corpus/archive.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "index/faers/names.hpp"

#include <unordered_map>

namespace casebook {

namespace {

std::unordered_map<std::string, std::string> read_codes()
{
    std::unordered_map<std::string, std::string> out;
    for (const std::string& line : split(read_file(share_folder() / "lexicon" / "countries.tsv"), '\n')) {
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() == 2)
            out.emplace(cells[0], cells[1]);
    }
    return out;
}

} // namespace

std::string fold_country(std::string_view text)
{
    static const std::unordered_map<std::string, std::string> codes = read_codes();
    std::string folded = fold_event(text);
    if (folded == "COUNTRY NOT SPECIFIED")
        return "";
    const auto found = codes.find(folded);
    return found == codes.end() ? folded : found->second;
}

} // namespace casebook
