// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/names.hpp"

#include "corpus/letters.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

// Esters that are drugs of their own kind (mofetil, axetil, propionate, valerate …) are left as they are.
constexpr std::array<std::string_view, 54> salts = {
    "ACETATE",       "ANHYDROUS",    "BESILATE",    "BESYLATE",          "BISULFATE",   "BITARTRATE", "BROMIDE",
    "CALCIUM",       "CAMSYLATE",    "CARBONATE",   "CHLORIDE",          "CITRATE",     "DIHYDRATE",  "DIHYDROCHLORIDE",
    "DIPHOSPHATE",   "DIPOTASSIUM",  "DISODIUM",    "DITOSYLATE",        "EDISYLATE",   "ESYLATE",    "FUMARATE",
    "GLUCONATE",     "HEMIFUMARATE", "HEMIHYDRATE", "HEMISULFATE",       "HYCLATE",     "HYDRATE",    "HYDROBROMIDE",
    "HYDROCHLORIDE", "IODIDE",       "LACTATE",     "MAGNESIUM",         "MALATE",      "MALEATE",    "MEGLUMINE",
    "MESILATE",      "MESYLATE",     "MONOHYDRATE", "MONOHYDROCHLORIDE", "NAPSYLATE",   "NITRATE",    "OLAMINE",
    "OXALATE",       "PAMOATE",      "PHOSPHATE",   "POTASSIUM",         "SODIUM",      "SUCCINATE",  "SULFATE",
    "SULPHATE",      "TARTRATE",     "TOSYLATE",    "TRIHYDRATE",        "TROMETHAMINE"};

bool is_ingredient(const std::string& folded) { return drug_lexicon().concept_of(folded) == lower_ascii(folded); }

} // namespace

std::string fold_event(std::string_view term) { return upper_ascii(collapse(term)); }

std::string fold_drug(std::string_view name)
{
    std::string out = fold_event(name);
    std::ranges::replace(out, '^', '\'');
    while (!out.empty() && (out.back() == '.' || out.back() == ' '))
        out.pop_back();
    return out;
}

std::string without_salt(const std::string& folded)
{
    std::string rest = folded;
    for (std::size_t blank = rest.rfind(' '); blank != std::string::npos; blank = rest.rfind(' ')) {
        if (std::ranges::find(salts, std::string_view(rest).substr(blank + 1)) == salts.end() || is_ingredient(rest))
            break;
        rest.resize(blank);
    }
    return rest == folded || is_ingredient(rest) ? rest : folded;
}

std::string fold_ingredient(std::string_view name) { return without_salt(fold_drug(name)); }

std::vector<std::string> ingredients_of(std::string_view name)
{
    std::vector<std::string> parts;
    for (const std::string& part : split(name, '\\'))
        if (std::string folded = fold_ingredient(part); !folded.empty())
            parts.push_back(std::move(folded));
    sort_unique(parts);
    const std::vector<std::string> all = parts;
    std::erase_if(parts, [&](const std::string& part) {
        return std::ranges::any_of(all, [&](const std::string& other) { return part.starts_with(other + " "); });
    });
    return parts;
}

} // namespace casebook
