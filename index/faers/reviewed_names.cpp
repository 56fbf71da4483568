// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/reviewed_names.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "index/faers/names.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr std::size_t shortest_word = 4; ///< of the vocabulary: shorter ones stand for too much else in these names

bool is_name(const LexiconTerm& term)
{
    const bool kind = term.kind == "ingredient" || term.kind == "synonym" || term.kind == "brand";
    return kind && term.term.size() >= shortest_word;
}

} // namespace

std::string words_of(std::string_view folded)
{
    std::string out;
    for (const char c : folded)
        if (is_word(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    if (out.ends_with(' '))
        out.pop_back();
    return out;
}

ReviewedNames ReviewedNames::open(const std::filesystem::path& file)
{
    ReviewedNames out;
    std::size_t number = 0;
    for (const std::string& line : split(read_file(file), '\n')) {
        ++number;
        if (line.empty() || line.starts_with('#') || line.starts_with("word\t"))
            continue;
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() != 3)
            throw Error(format("{}:{}: {} cells where 3 are expected.", file.string(), number, cells.size()));
        out.add(fold_drug(cells[0]), ingredients_of(cells[1]));
    }
    for (const LexiconTerm& term : drug_lexicon().terms())
        if (is_name(term))
            out.add(fold_drug(term.term), {fold_drug(term.concept_name)});
    return out;
}

void ReviewedNames::add(std::string_view phrase, std::vector<std::string> ingredients)
{
    const std::string words = words_of(phrase);
    longest_ = std::max(longest_, static_cast<std::size_t>(std::ranges::count(words, ' ')) + 1);
    by_phrase_.try_emplace(words, std::move(ingredients));
}

std::vector<std::string> ReviewedNames::find(std::string_view folded) const
{
    const std::vector<std::string> words = split(words_of(folded), ' ');
    std::vector<std::string> out;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t taken = 1;
        for (std::size_t size = std::min(longest_, words.size() - at); size > 0; --size) {
            const auto last = words.begin() + static_cast<std::ptrdiff_t>(at + size);
            const auto found = by_phrase_.find(join({words.begin() + static_cast<std::ptrdiff_t>(at), last}, " "));
            if (found == by_phrase_.end())
                continue;
            out.insert(out.end(), found->second.begin(), found->second.end());
            taken = size;
            break;
        }
        at += taken;
    }
    sort_unique(out);
    return out;
}

const ReviewedNames& reviewed_names()
{
    static const ReviewedNames names = ReviewedNames::open(share_folder() / "lexicon" / "faers_names.tsv");
    return names;
}

} // namespace casebook
