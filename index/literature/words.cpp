// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/words.hpp"

#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr std::size_t most_known = 200'000; ///< words whose stems are kept, some 20 MB
constexpr std::size_t most_signs = 3;       ///< at the end of a word: "c++"

bool is_ascii(const std::string& text)
{
    unsigned high = 0;
    for (const char c : text)
        high |= static_cast<unsigned char>(c);
    return high < 0x80;
}

/// What Xapian takes for a part of a word. Folded texts have no capitals.
bool in_word(char c) { return is_lower(c) || is_digit(c) || c == '_' || is_upper(c); }

/// What stands within a word and belongs to it: "crohn's", "r&d", "0.5".
bool joins(char before, char sign, char after)
{
    if (!in_word(after))
        return false;
    return is_digit(before) && is_digit(after) ? sign == ',' || sign == '.' || sign == ';'
                                               : sign == '\'' || sign == '&';
}

std::size_t word_end(std::string_view text, std::size_t at)
{
    for (;;) {
        while (at < text.size() && in_word(text[at]))
            ++at;
        if (at + 1 >= text.size() || !joins(text[at - 1], text[at], text[at + 1]))
            return at;
        ++at;
    }
}

bool is_end_sign(char c) { return c == '+' || c == '#'; }

/// Terms of the text itself bear no prefix, and prefixes are capitals.
bool is_word_term(const std::string& term)
{
    return std::ranges::all_of(term, [](char c) { return is_word(c) && !is_upper(c) && !is_digit(c); });
}

} // namespace

WordIndexer::WordIndexer()
{
    generator_.set_stemmer(stemmer_);
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
    generator_.set_max_word_length(longest_word);
}

const WordIndexer::Word& WordIndexer::word_of(std::string_view text)
{
    const auto found = known_.find(text);
    if (found != known_.end())
        return found->second;
    Word word{std::string(text), is_lower(text.front()) ? stemmer_(std::string(text)) : std::string()};
    return known_.emplace(word.text, std::move(word)).first->second;
}

/// Places of the words of a text of ASCII, after Xapian's rules.
void WordIndexer::cut(const std::string& text, Xapian::termpos& position)
{
    for (std::size_t at = 0; at < text.size();) {
        if (!in_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        at = word_end(text, at);
        std::size_t end = at;
        while (at < text.size() && is_end_sign(text[at]) && at - end < most_signs)
            ++at;
        const bool goes_on = at < text.size() && (is_end_sign(text[at]) || in_word(text[at])); // "fish+chips", "a++++"
        end = goes_on ? end : at;
        if (end - begin <= longest_word)
            places_.push_back({&word_of(std::string_view(text).substr(begin, end - begin)), ++position});
    }
}

/// Each different word is put in once with all its places.
void WordIndexer::put(Xapian::Document& document, const FieldText& field)
{
    std::ranges::stable_sort(places_, std::less<>(), &Place::word);
    for (std::size_t i = 0; i < places_.size();) {
        const Word& word = *places_[i].word;
        const std::size_t first = i;
        term_.assign(field.prefix).append(word.text);
        for (; i < places_.size() && places_[i].word == &word; ++i)
            document.add_posting(term_, places_[i].position, field.weight);
        if (word.stem.empty())
            continue;
        term_.assign(1, 'Z').append(field.prefix).append(word.stem);
        document.add_term(term_, field.weight * static_cast<Xapian::termcount>(i - first));
    }
}

Xapian::termpos WordIndexer::generate(Xapian::Document& document, const FieldText& field, Xapian::termpos position)
{
    generator_.set_document(document);
    generator_.set_termpos(position);
    generator_.index_text(field.text, field.weight, field.prefix);
    return generator_.get_termpos();
}

Xapian::Document WordIndexer::finish(Draft draft)
{
    if (known_.size() > most_known)
        known_.clear();
    Xapian::termpos position = 0;
    for (const FieldText& field : draft.texts) {
        if (is_ascii(field.text)) {
            places_.clear();
            cut(field.text, position);
            put(draft.document, field);
        } else {
            position = generate(draft.document, field, position);
        }
        position += field_gap;
    }
    return std::move(draft.document);
}

void count_words(Xapian::TermIterator term, const Xapian::TermIterator& end, std::int64_t by, WordCounts& counts)
{
    for (term.skip_to("a"); term != end; ++term) // capitals and digits, which no such word has, come before
        if (std::string word = *term; is_word_term(word))
            counts[std::move(word)] += by;
}

void count_words(const Xapian::Database& all, WordCounts& counts)
{
    Xapian::TermIterator term = all.allterms_begin();
    for (term.skip_to("a"); term != all.allterms_end(); ++term)
        if (const std::string word = *term; is_word_term(word))
            counts[word] += term.get_termfreq();
}

} // namespace casebook
