// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/matcher.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

/// 1 for a, 26 for z; some others share these.
constexpr std::uint32_t letter(char c) { return static_cast<unsigned char>(c) & 31U; }

/// Which letters b make "ab" a beginning of what every British spelling holds: ae, oe, ou(r), uc(o), lp(h), sa(t).
constexpr std::array<std::uint32_t, 32> british_pairs = [] {
    std::array<std::uint32_t, 32> out{};
    for (const std::string_view pair : {"ae", "oe", "ou", "uc", "lp", "sa"})
        out[letter(pair[0])] |= 1U << letter(pair[1]);
    return out;
}();

/// Most words hold none of the British spellings.
bool may_be_british(std::string_view word)
{
    constexpr std::size_t shortest = 4;
    if (word.size() < shortest)
        return false;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        if ((british_pairs[letter(word[i])] >> letter(word[i + 1]) & 1U) == 0)
            continue;
        const char b = word[i + 1], c = i + 2 < word.size() ? word[i + 2] : ' ';
        if (b == 'e' || (b == 'u' && c == 'r') || (b == 'c' && c == 'o') || (b == 'p' && c == 'h') ||
            (b == 'a' && c == 't'))
            return true;
    }
    return false;
}

/// A word of five letters or more may be the plural of what stands before its s.
bool may_be_plural(std::string_view word) { return word.size() >= 5 && word.ends_with('s') && !word.ends_with("ss"); }

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

std::string_view one_spelling(std::string_view word, std::string& room)
{
    return may_be_british(word) ? std::string_view(room = one_spelling(std::string(word))) : word;
}

void Matcher::add(std::string_view term, std::uint32_t label)
{
    Node node = 0;
    for (std::string& text : term_tokens(term)) {
        const Word word = words_.add(one_spelling(std::move(text)));
        firsts_.resize(std::max<std::size_t>(firsts_.size(), word + 1));
        Node next = edge(node, word);
        if (next == 0) {
            next = static_cast<Node>(labels_.size());
            labels_.push_back(no_label);
            join(node, word, next);
        }
        node = next;
    }
    if (node != 0 && labels_[node] == no_label)
        labels_[node] = label;
}

void Matcher::join(Node node, Word word, Node next)
{
    if (node == 0) {
        firsts_[word] = next;
        return;
    }
    if (++joined_ * 4 > edges_.size()) {
        const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
        for (const Edge& one : old)
            if (one.next != 0)
                edges_[place_of(one.key)] = one;
    }
    const std::uint64_t key = edge_key(node, word);
    edges_[place_of(key)] = {key, next};
}

std::size_t Matcher::place_of(std::uint64_t key) const
{
    const std::size_t last = edges_.size() - 1;
    std::size_t at = (key * 0x9E3779B97F4A7C15U >> 32U) & last;
    while (edges_[at].next != 0 && edges_[at].key != key)
        at = (at + 1) & last;
    return at;
}

Matcher::Node Matcher::edge(Node node, Word word) const
{
    if (word == WordTable::none)
        return 0;
    if (node == 0)
        return firsts_[word];
    return edges_[place_of(edge_key(node, word))].next;
}

Matcher::Node Matcher::step(Node node, std::string_view text) const
{
    std::string american;
    text = one_spelling(text, american);
    const Node exact = edge(node, words_.find(text));
    return exact == 0 && may_be_plural(text) ? edge(node, words_.find(text.substr(0, text.size() - 1))) : exact;
}

Matcher::Match Matcher::longest_at(std::span<const Token> tokens, std::size_t first) const
{
    Match best;
    Node node = 0;
    for (std::size_t at = first; at < tokens.size(); ++at) {
        node = step(node, tokens[at].text);
        if (node == 0)
            break;
        if (labels_[node] != no_label)
            best = {first, at + 1, static_cast<std::uint32_t>(labels_[node])};
    }
    return best;
}

std::vector<Matcher::Match> Matcher::find(std::span<const Token> tokens) const
{
    std::vector<Match> matches;
    for (std::size_t first = 0; first < tokens.size();) {
        const Match best = longest_at(tokens, first);
        if (best.last > first)
            matches.push_back(best);
        first = best.last > first ? best.last : first + 1;
    }
    return matches;
}

} // namespace casebook
