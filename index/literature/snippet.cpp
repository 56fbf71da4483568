// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/snippet.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace casebook {

namespace {

using Op = Xapian::Query;
constexpr double again = 0.1; ///< what a word is worth that the snippet shows already

/// A word of the text that the query asks for.
struct Marked
{
    std::size_t begin, end;
    const double* weight; ///< also tells one term from another
};

struct Window
{
    std::size_t first = 0, last = 0; ///< of the marked words, one past
    double score = -1;
};

/// First letters of the words: stemming changes none, so most words of a text need not be looked at.
std::array<bool, 256> first_letters(const TermWeights& words)
{
    std::array<bool, 256> out{};
    for (const auto& [term, weight] : words)
        out[static_cast<unsigned char>(term.size() > 1 && term[0] == 'Z' ? term[1] : term[0])] = true;
    return out;
}

const double* weight_of_word(std::string_view word, const TermWeights& words, const Xapian::Stem& stemmer)
{
    const std::string folded = fold(word);
    if (const auto found = words.find("Z" + stemmer(folded)); found != words.end())
        return &found->second;
    const auto found = words.find(folded);
    return found == words.end() ? nullptr : &found->second;
}

bool is_part(std::string_view text, std::size_t at)
{
    return is_word(text[at]) ||
           (text[at] == '\'' && at > 0 && is_word(text[at - 1]) && at + 1 < text.size() && is_word(text[at + 1]));
}

std::vector<Marked> mark_words(std::string_view text, const TermWeights& words, const Xapian::Stem& stemmer)
{
    const std::array<bool, 256> letters = first_letters(words);
    std::vector<Marked> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        while (at < text.size() && is_part(text, at))
            ++at;
        if (at == begin) {
            ++at;
            continue;
        }
        const char first = text[begin];
        const auto lower = static_cast<unsigned char>(is_upper(first) ? first - 'A' + 'a' : first);
        if (letters[lower] || lower >= 0x80)
            if (const double* weight = weight_of_word(text.substr(begin, at - begin), words, stemmer))
                out.push_back({begin, at, weight});
    }
    return out;
}

/// What the words from `first` are worth together, as far as they fit; different ones first.
Window window_from(const std::vector<Marked>& marked, std::size_t first)
{
    Window out{first, first, 0};
    std::vector<const double*> seen;
    for (; out.last < marked.size() && marked[out.last].end - marked[first].begin <= snippet_length; ++out.last) {
        const double* weight = marked[out.last].weight;
        const bool is_new = std::ranges::find(seen, weight) == seen.end();
        out.score += is_new ? *weight : again * *weight;
        if (is_new)
            seen.push_back(weight);
    }
    return out;
}

Window best_window(const std::vector<Marked>& marked)
{
    Window best;
    for (std::size_t first = 0; first < marked.size(); ++first)
        if (const Window window = window_from(marked, first); window.score > best.score)
            best = window;
    return best;
}

bool is_blank_at(std::string_view text, std::size_t at) { return at >= text.size() || text[at] == ' '; }

/// Of a text that ends soon after the words, the last that there is room for, from the beginning of a sentence or a
/// word.
std::size_t begin_of_end(std::string_view text, std::size_t begin)
{
    if (text.size() <= snippet_length)
        return 0;
    std::size_t at = std::min(begin, text.size() - snippet_length);
    const std::size_t stop = text.find(". ", at);
    if (stop != std::string_view::npos && stop + 2 <= begin)
        return stop + 2;
    while (at < begin && !is_blank_at(text, at - 1))
        ++at;
    return at;
}

/// Where the snippet begins: at a sentence if one begins near enough before the words, else at a word.
std::size_t snippet_begin(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::size_t room = snippet_length - std::min(snippet_length, end - begin);
    const std::size_t earliest = begin - std::min(begin, room);
    if (earliest == 0)
        return 0;
    if (text.size() - begin < snippet_length / 2)
        return begin_of_end(text, begin);
    const std::size_t stop = text.substr(0, begin).rfind(". ");
    if (stop != std::string_view::npos && stop + 2 >= earliest)
        return stop + 2;
    std::size_t at = begin - std::min(begin, room / 2);
    while (at < begin && !is_blank_at(text, at - 1))
        ++at;
    return at;
}

/// Where it ends: at a word, as far as there is room.
std::size_t snippet_end(std::string_view text, std::size_t begin, std::size_t least)
{
    if (text.size() - begin <= snippet_length)
        return text.size();
    std::size_t at = std::max(begin + snippet_length, least);
    while (at > least && !is_blank_at(text, at))
        --at;
    return at;
}

void collect_leaves(const Op& query, std::vector<Op::op>& out)
{
    out.push_back(query.get_type());
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
        collect_leaves(query.get_subquery(i), out);
}

} // namespace

TermWeights term_weights(const Xapian::Query& query, const Xapian::Database& db)
{
    TermWeights out;
    for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term) {
        const std::string& text = *term;
        const char first = text.size() > 1 && text[0] == 'Z' ? text[1] : text[0];
        if (!is_upper(first))
            out[text] = std::log(1.0 + db.get_doccount() / (1.0 + db.get_termfreq(text)));
    }
    return out;
}

bool words_say_all(const Xapian::Query& query)
{
    std::vector<Op::op> leaves;
    collect_leaves(query, leaves);
    return std::ranges::none_of(
        leaves, [](Op::op op) { return op == Op::OP_WILDCARD || op == Op::OP_PHRASE || op == Op::OP_NEAR; });
}

std::string best_snippet(std::string_view text, const TermWeights& words, const Xapian::Stem& stemmer)
{
    const std::string line = collapse(text);
    const std::vector<Marked> marked = mark_words(line, words, stemmer);
    if (marked.empty())
        return "";
    const Window window = best_window(marked);
    const std::size_t last =
        std::max(marked[window.first].end, marked[std::max(window.last, window.first + 1) - 1].end);
    const std::size_t begin = snippet_begin(line, marked[window.first].begin, last);
    const std::size_t end = snippet_end(line, begin, last);
    std::string out = begin > 0 ? "…" : "";
    std::size_t at = begin;
    for (const Marked& word : marked)
        if (word.begin >= begin && word.end <= end) {
            out.append(line, at, word.begin - at)
                .append("\x01")
                .append(line, word.begin, word.end - word.begin)
                .append("\x02");
            at = word.end;
        }
    return out.append(line, at, end - at).append(end < line.size() ? "…" : "");
}

std::string text_beginning(const std::string& text)
{
    if (text.size() <= snippet_length)
        return collapse(text);
    const std::size_t blank = text.find_last_of(" \n", snippet_length);
    return collapse(text.substr(0, blank == std::string::npos ? snippet_length : blank)) + "…";
}

} // namespace casebook
