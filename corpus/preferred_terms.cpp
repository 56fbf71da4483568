// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/preferred_terms.hpp"

#include "corpus/archive.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <map>

namespace casebook {

namespace {

/// Folded words in the order of the alphabet: names that differ in the order of their words alone are one.
std::string words_key(std::string_view name)
{
    std::string text = fold(name);
    std::ranges::replace(text, '-', ' ');
    std::vector<std::string> words = split(collapse(text), ' ');
    std::ranges::sort(words);
    return join(words, " ");
}

} // namespace

std::string preferred_term_of(std::string_view name)
{
    static const std::map<std::string, std::string> known = [] {
        std::map<std::string, std::string> out;
        for (const std::string& line : split(read_file(share_folder() / "lexicon" / "preferred_terms.tsv"), '\n'))
            if (const std::string term = line.substr(0, line.find('\t')); !term.empty() && term != "term")
                out.emplace(words_key(term), term);
        return out;
    }();
    const auto found = known.find(words_key(name));
    return found == known.end() ? "" : found->second;
}

} // namespace casebook
