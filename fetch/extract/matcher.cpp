// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/matcher.hpp"

#include <array>

namespace casebook {

namespace {

struct Spelling
{
    std::string_view british;
    std::string_view american;
};

constexpr std::array<Spelling, 18> spellings = {{{"aemi", "emi"},
                                                 {"haem", "hem"},
                                                 {"oedem", "edem"},
                                                 {"oesoph", "esoph"},
                                                 {"rrhoea", "rrhea"},
                                                 {"anaes", "anes"},
                                                 {"leuco", "leuko"},
                                                 {"tumour", "tumor"},
                                                 {"isation", "ization"},
                                                 {"paed", "ped"},
                                                 {"gynaec", "gynec"},
                                                 {"faec", "fec"},
                                                 {"dyspnoea", "dyspnea"},
                                                 {"apnoea", "apnea"},
                                                 {"caec", "cec"},
                                                 {"foet", "fet"},
                                                 {"sulph", "sulf"},
                                                 {"colour", "color"}}};

/// Every British spelling below holds one of these pairs of letters; most words hold none.
bool may_be_british(std::string_view word)
{
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        const char a = word[i], b = word[i + 1];
        if ((b == 'e' && (a == 'a' || a == 'o')) || (a == 'o' && b == 'u') || (a == 'u' && b == 'c') ||
            (a == 'l' && b == 'p') || (a == 's' && b == 'a'))
            return true;
    }
    return false;
}

std::uint64_t edge_key(std::uint32_t node, std::uint32_t word) { return std::uint64_t{node} << 32U | word; }

} // namespace

std::string one_spelling(std::string word)
{
    if (!may_be_british(word))
        return word;
    for (const Spelling& spelling : spellings)
        if (const std::size_t at = word.find(spelling.british); at != std::string::npos)
            word.replace(at, spelling.british.size(), spelling.american);
    return word;
}

void Matcher::add(std::string_view term, std::uint32_t label)
{
    Node node = 0;
    for (std::string& text : term_tokens(term)) {
        const Word word =
            words_.try_emplace(one_spelling(std::move(text)), static_cast<Word>(words_.size())).first->second;
        const auto [place, made] = edges_.try_emplace(edge_key(node, word), static_cast<Node>(labels_.size()));
        node = place->second;
        if (made)
            labels_.push_back(no_label);
    }
    if (node != 0 && labels_[node] == no_label)
        labels_[node] = label;
}

Matcher::Word Matcher::id_of(const std::string& text) const
{
    const auto found = words_.find(text);
    return found == words_.end() ? no_word : found->second;
}

Matcher::Known Matcher::known(const std::string& text) const
{
    const std::string word = one_spelling(text);
    Known out{id_of(word), no_word};
    if (word.size() >= 5 && word.ends_with('s') && !word.ends_with("ss"))
        out.singular = id_of(word.substr(0, word.size() - 1));
    return out;
}

std::optional<Matcher::Node> Matcher::edge(Node node, Word word) const
{
    if (word == no_word)
        return std::nullopt;
    const auto found = edges_.find(edge_key(node, word));
    return found == edges_.end() ? std::nullopt : std::optional(found->second);
}

/// The node after a word, or after its singular.
std::optional<Matcher::Node> Matcher::step(Node node, Known word) const
{
    const auto exact = edge(node, word.word);
    return exact ? exact : edge(node, word.singular);
}

template <class WordAt> Matcher::Match Matcher::longest(std::size_t first, std::size_t count, WordAt&& word_at) const
{
    Match best;
    Node node = 0;
    for (std::size_t at = first; at < count; ++at) {
        const auto next = step(node, word_at(at));
        if (!next)
            break;
        node = *next;
        if (labels_[node] != no_label)
            best = {first, at + 1, static_cast<std::uint32_t>(labels_[node])};
    }
    return best;
}

Matcher::Match Matcher::longest_at(std::span<const Token> tokens, std::size_t first) const
{
    return longest(first, tokens.size(), [&](std::size_t at) { return known(tokens[at].text); });
}

std::vector<Matcher::Match> Matcher::find(std::span<const Token> tokens) const
{
    std::vector<Known> words;
    words.reserve(tokens.size());
    for (const Token& token : tokens)
        words.push_back(known(token.text));
    std::vector<Match> matches;
    for (std::size_t first = 0; first < tokens.size();) {
        const Match best = longest(first, words.size(), [&](std::size_t at) { return words[at]; });
        if (best.last > first)
            matches.push_back(best);
        first = best.last > first ? best.last : first + 1;
    }
    return matches;
}

} // namespace casebook
