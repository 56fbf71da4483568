// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/query_text.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "index/literature/query_fields.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace casebook {

namespace {

/// A text with folded words; `origin[i]` is the byte of the original from which byte `i` came.
struct Plain
{
    std::string text;
    std::vector<std::size_t> origin;
};

/// Words as the index has them. Xapian would not look for other endings of one that begins with a capital; AND, OR and
/// their like are no words to look for.
Plain plain_words(std::string_view text)
{
    Plain out;
    for (std::size_t at = 0; at < text.size();) {
        const bool word = is_word(text[at]);
        const auto end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                      [&](char c) { return is_word(c) != word; });
        const std::string_view piece = text.substr(at, static_cast<std::size_t>(end - text.begin()) - at);
        out.text += word && !is_operator(piece) ? fold(piece) : std::string(piece);
        for (std::size_t i = 0; out.origin.size() < out.text.size(); ++i)
            out.origin.push_back(at + std::min(i, piece.size() - 1));
        at += piece.size();
    }
    out.origin.push_back(text.size());
    return out;
}

/// The length of a DOI, also as an address, at the beginning of a text; 0 when there is none.
std::size_t doi_length(std::string_view text)
{
    static const Pattern doi(R"(^(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s"]+)");
    const auto found = doi.find(text);
    return found ? (*found)[0].end : 0;
}

/// A query on its way through; `rest` begins at the place that a fault is said to have.
struct InHand
{
    std::string_view rest;
    std::string out;
    bool quoted = false;
    bool word_begins = true;
};

/// A field with its value, of which the name has `length` letters.
void take_field(InHand& query, std::size_t length)
{
    const std::string name = known_name(query.rest.substr(0, length));
    if (query.out.ends_with('-') && is_number_field(name))
        throw UsageError(
            format("-{}: a range cannot be taken away with a minus; write NOT {}:… at the end.", name, name));
    const std::string_view behind = query.rest.substr(length + 1);
    std::size_t taken = length + 1;
    query.out += name + ":";
    if (is_number_field(name)) {
        const std::string_view value = behind.substr(0, behind.find_first_of(" \t\n)"));
        query.out += as_range(name, value);
        taken += value.size();
    } else if (!closed_values(name).empty()) {
        const auto [value, size] = value_at(behind);
        query.out += known_value(name, value);
        taken += size;
    }
    query.rest.remove_prefix(taken);
    query.word_begins = false;
}

void take_doi(InHand& query, std::size_t length)
{
    const std::size_t number = query.rest.find("10.");
    query.out += format("doi:\"{}\"", query.rest.substr(number, length - number));
    query.rest.remove_prefix(length);
    query.word_begins = false;
}

void take_letter(InHand& query)
{
    const char c = query.rest.front();
    if (query.word_begins && c == '*' && query.rest.size() > 1 && is_word(query.rest[1]))
        throw UsageError("a * stands for the end of a word: alop* is known, *pecia is not.");
    query.quoted ^= c == '"';
    query.word_begins = !query.quoted && (is_blank(c) || c == '(' || (query.word_begins && (c == '-' || c == '+')));
    query.out += c;
    query.rest.remove_prefix(1);
}

void take(InHand& query)
{
    if (!query.quoted && query.word_begins) {
        if (const std::size_t doi = doi_length(query.rest); doi > 0)
            return take_doi(query, doi);
        if (const std::size_t name = field_name_length(query.rest); name > 0)
            return take_field(query, name);
        check_value_follows(query.rest);
    }
    take_letter(query);
}

constexpr std::size_t shown_before = 60; ///< bytes of a long query that are shown before a fault

/// The query in a line, and under it a mark at the place.
std::string shown_with_mark(std::string_view text, std::size_t place)
{
    std::size_t begin = place > shown_before ? place - shown_before : 0;
    while (begin < place && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80)
        ++begin;
    std::string line(text.substr(begin));
    std::ranges::replace_if(line, is_blank, ' ');
    if (line.size() > 2 * shown_before)
        line = repaired_utf8(line.substr(0, 2 * shown_before)) + "…";
    const std::string dots = begin > 0 ? "…" : "";
    const std::size_t column = width_of(dots) + width_of(text.substr(begin, place - begin));
    return "\n  " + dots + line + "\n  " + std::string(column, ' ') + "^";
}

/// AND, OR and NOT where nothing is to be joined. Xapian would say so in its own grammar.
void check_operators(std::string_view text, std::size_t& place)
{
    std::string_view before; // the piece before, "" at the beginning
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
        const std::string_view piece = text.substr(at, end - at);
        place = at;
        const bool joins = !quoted && is_operator(piece) && piece != "NOT";
        if (joins && (before.empty() || before == "(" || is_operator(before)))
            throw UsageError(format("{} has nothing before it to join; put words on both sides, or write \"{}\" small.",
                                    piece, lower_ascii(piece)));
        if (!quoted && is_operator(piece) && trim(text.substr(end)).empty())
            throw UsageError(
                format("{} has nothing behind it; put words there, or write \"{}\" small.", piece, lower_ascii(piece)));
        quoted ^= std::ranges::count(piece, '"') % 2 == 1;
        if (!piece.empty())
            before = piece;
        at = end + 1;
    }
}

/// Xapian reads a lone "-word" as if the minus were not there.
void check_not_only_minus(const std::string& text)
{
    const std::vector<std::string> words = split(collapse(text), ' ');
    if (std::ranges::all_of(words, [](const std::string& word) { return word.starts_with('-') && word.size() > 1; }))
        throw UsageError(format("{} names only what is not wanted; write NOT {} for everything else.", text,
                                words.front().substr(1)));
}

} // namespace

std::string prepared_query(const std::string& text)
{
    check_not_only_minus(text);
    const std::string good = repaired_utf8(text);
    const Plain plain = plain_words(good);
    InHand query{plain.text, {}};
    std::size_t place = 0;
    try {
        check_operators(plain.text, place);
        while (!query.rest.empty()) {
            place = plain.text.size() - query.rest.size();
            take(query);
        }
    } catch (const UsageError& e) {
        throw UsageError(e.what() + shown_with_mark(good, plain.origin[place]));
    }
    return query.out;
}

} // namespace casebook
