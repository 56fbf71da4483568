// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/free_words.hpp"

#include "corpus/text.hpp"
#include "index/literature/query_fields.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// Words of English that tell nothing about what is looked for, in alphabetical order.
constexpr std::array<std::string_view, 114> stop_words = {
    "a",     "about", "after",  "all",   "also",    "am",     "an",     "and",     "any",   "are",   "as",      "at",
    "be",    "been",  "before", "being", "between", "both",   "but",    "by",      "can",   "could", "did",     "do",
    "does",  "doing", "done",   "down",  "during",  "each",   "either", "etc",     "few",   "for",   "from",    "had",
    "has",   "have",  "having", "he",    "her",     "here",   "hers",   "him",     "his",   "how",   "i",       "if",
    "in",    "into",  "is",     "it",    "its",     "itself", "may",    "me",      "might", "more",  "most",    "must",
    "my",    "no",    "nor",    "not",   "of",      "off",    "on",     "only",    "or",    "other", "our",     "over",
    "per",   "same",  "shall",  "she",   "should",  "so",     "some",   "such",    "than",  "that",  "the",     "their",
    "them",  "then",  "there",  "these", "they",    "this",   "those",  "through", "to",    "too",   "under",   "until",
    "up",    "upon",  "used",   "using", "very",    "was",    "were",   "what",    "when",  "where", "whether", "which",
    "while", "who",   "why",    "will",  "with",    "would"};

/// What asks for harm, and so tells little where all is about harm.
constexpr std::array<std::string_view, 18> asking_words = {
    "adverse", "associated", "attributable", "attributed", "cause",   "caused",   "causes",  "causing",  "due",
    "effect",  "effects",    "induce",       "induced",    "induces", "inducing", "related", "relation", "side"};

constexpr std::array<std::string_view, 4> treatment_stems = {"treat", "therap", "prophyla", "prevent"};

/// More words than these are seldom all in one abstract.
constexpr std::size_t most_that_stand_together = 5;

bool is_stop_word(std::string_view word) { return std::ranges::find(stop_words, word) != stop_words.end(); }

bool is_asking_word(std::string_view word) { return std::ranges::find(asking_words, word) != asking_words.end(); }

/// Without what stands around a word: "(temporary" and "improvement)," are words.
std::string bare(std::string_view word)
{
    while (!word.empty() && !is_word(word.front()))
        word.remove_prefix(1);
    while (!word.empty() && !is_word(word.back()))
        word.remove_suffix(1);
    return lower_ascii(word);
}

bool has_operator_signs(std::string_view word)
{
    return is_operator(word.substr(0, word.find('/'))) || word.find('*') != std::string_view::npos ||
           (word.size() > 1 && (word.front() == '+' || word.front() == '-'));
}

/// The pieces between blanks; a value in quotes behind a field stays with it.
std::vector<std::string_view> pieces_of(std::string_view text)
{
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '"')
            quoted = !quoted;
        if (i < text.size() && (quoted || !is_blank(text[i])))
            continue;
        if (i > begin)
            out.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    return out;
}

/// "role:suspect" and "(role:suspect)" are fields.
std::string_view without_brackets(std::string_view piece)
{
    while (piece.starts_with('('))
        piece.remove_prefix(1);
    while (piece.ends_with(')'))
        piece.remove_suffix(1);
    return piece;
}

void sort_out(std::vector<std::string> words, FreeWords& out)
{
    for (std::string& word : words)
        if (!is_stop_word(word))
            (is_asking_word(word) ? out.asking : out.telling).push_back(std::move(word));
        else if (word == "or")
            out.is_question = true;
    if (out.telling.empty())
        std::swap(out.telling, out.asking);
    if (out.telling.empty())
        out.telling = std::move(words); // "the who": nothing but such words
    out.is_question |= out.telling.size() > most_that_stand_together;
}

bool is_sentence(std::string_view text)
{
    text = trim(text);
    return text.size() > 1 && (text.back() == '?' || text.back() == '.') && is_letter(text[text.size() - 2]);
}

} // namespace

ReadWords read_free_words(std::string_view prepared, bool (*is_text_field)(std::string_view name))
{
    ReadWords out;
    std::vector<std::string> words;
    std::vector<std::string> phrases; // of a question they are words like others; else they say what must be there
    for (const std::string_view piece : pieces_of(prepared)) {
        const std::string_view inner = without_brackets(piece);
        if (const std::size_t length = field_name_length(inner); length > 0) {
            if (is_text_field(inner.substr(0, length)))
                return out;
            out.words.fields += std::string(inner) + " ";
        } else if (has_operator_signs(piece)) {
            return out;
        } else if (piece.find('"') != std::string_view::npos) {
            phrases.emplace_back(piece);
        } else if (std::string word = bare(piece); !word.empty()) {
            words.push_back(std::move(word));
        }
    }
    out.plain = !words.empty();
    out.words.is_question = is_sentence(prepared) && words.size() > 1;
    sort_out(std::move(words), out.words);
    out.plain &= phrases.empty() || out.words.is_question;
    out.words.telling.insert(out.words.telling.end(), phrases.begin(), phrases.end());
    return out;
}

std::vector<std::string> all_words(std::string_view prepared)
{
    std::vector<std::string> out;
    std::string plain(prepared);
    std::ranges::replace(plain, '"', ' ');
    for (const std::string_view piece : pieces_of(plain))
        if (field_name_length(without_brackets(piece)) == 0 && !is_operator(piece))
            if (std::string word = bare(piece); !word.empty())
                out.push_back(std::move(word));
    return out;
}

bool asks_for_treatment(const std::vector<std::string>& words)
{
    return std::ranges::any_of(words, [](std::string_view word) {
        return std::ranges::any_of(treatment_stems, [&](std::string_view stem) { return word.starts_with(stem); });
    });
}

} // namespace casebook
