// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation and printing of a parsed query.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_query.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// The place after the word if it stands at `at`, a * standing for any rest of the word; npos if it does not.
std::size_t after_word(std::string_view text, std::size_t at, std::string_view word)
{
    const bool open = word.ends_with('*');
    if (open)
        word.remove_suffix(1);
    if (!text.substr(at).starts_with(word))
        return std::string_view::npos;
    at += word.size();
    if (open)
        at = std::min(text.find(' ', at), text.size());
    return at < text.size() && text[at] == ' ' ? at + 1 : std::string_view::npos;
}

bool has_phrase(std::string_view text, const std::vector<std::string>& words)
{
    const std::string first = " " + words[0].substr(0, words[0].find('*'));
    for (std::size_t found = text.find(first); found != std::string_view::npos; found = text.find(first, found + 1)) {
        std::size_t at = found + 1;
        for (const std::string& word : words)
            if (at != std::string_view::npos)
                at = after_word(text, at, word);
        if (at != std::string_view::npos)
            return true;
    }
    return false;
}

bool is_word_of(std::string_view candidate, std::string_view word)
{
    return word.ends_with('*') ? candidate.starts_with(word.substr(0, word.size() - 1)) : candidate == word;
}

/// All words within a stretch that holds at most `distance` others, in any order.
bool has_words_near(std::string_view text, const std::vector<std::string>& words, int distance)
{
    const std::vector<std::string> all = split(text, ' ');
    const std::size_t width = words.size() + static_cast<std::size_t>(distance);
    for (auto begin = all.begin(); begin != all.end(); ++begin) {
        const auto end = begin + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(width), all.end() - begin);
        const auto border = std::find(begin, end, "|");
        if (std::ranges::all_of(words, [&](const std::string& word) {
                return std::any_of(begin, border, [&](const std::string& x) { return is_word_of(x, word); });
            }))
            return true;
    }
    return false;
}

bool is_entry(std::string_view entry, const PubmedTerm& term)
{
    const std::string_view wanted = term.entry;
    if (wanted.ends_with('*'))
        return entry.starts_with(wanted.substr(0, wanted.size() - 1));
    if (entry == wanted)
        return true;
    const bool has_initials = wanted.find(' ') != std::string_view::npos;
    return term.open_ended && entry.starts_with(has_initials ? std::string(wanted) : std::string(wanted) + " ");
}

bool matches(const PubmedTerm& term, const PubmedDocument& document)
{
    const auto within = [&](long value) { return value >= term.from && value <= term.to; };
    switch (tag_of(term.field).kind) {
    case TagKind::text:
        if (term.words.empty())
            return false;
        return term.distance < 0 ? has_phrase(document.text(term.field), term.words)
                                 : has_words_near(document.text(term.field), term.words, term.distance);
    case TagKind::list:
        return std::ranges::any_of(document.list(term.field), [&](const std::string& entry) {
            return is_entry(entry, term) || std::ranges::find(term.below, entry) != term.below.end();
        });
    case TagKind::number: return within(document.pmid);
    case TagKind::date: return std::ranges::any_of(document.dates(term.field), within);
    }
    return false;
}

std::string printed_day(long day) { return format("{:04}/{:02}/{:02}", day / 10000, day / 100 % 100, day % 100); }

std::string printed(const PubmedTerm& term)
{
    const PubmedTag& tag = tag_of(term.field);
    if (tag.kind == TagKind::date && term.from <= term.to)
        return format("{}:{}[{}]", printed_day(term.from), printed_day(term.to), tag.title);
    if (tag.kind == TagKind::number)
        return format("{}[{}]", term.text, tag.title);
    const std::string near = term.distance < 0 ? "" : format(":~{}", term.distance);
    return format("\"{}\"[{}{}]", lower_ascii(term.text), tag.title, near);
}

std::string_view operator_of(PubmedQuery::Kind kind)
{
    return kind == PubmedQuery::Kind::any_of ? " OR " : kind == PubmedQuery::Kind::without ? " NOT " : " AND ";
}

} // namespace

bool matches(const PubmedQuery& query, const PubmedDocument& document)
{
    const auto holds = [&](const PubmedQuery& part) { return matches(part, document); };
    switch (query.kind) {
    case PubmedQuery::Kind::term: return matches(query.term, document);
    case PubmedQuery::Kind::all_of: return std::ranges::all_of(query.parts, holds);
    case PubmedQuery::Kind::any_of: return std::ranges::any_of(query.parts, holds);
    case PubmedQuery::Kind::without: return holds(query.parts[0]) && !holds(query.parts[1]);
    }
    return false;
}

std::string translation(const PubmedQuery& query)
{
    if (query.kind == PubmedQuery::Kind::term)
        return printed(query.term);
    std::vector<std::string> parts;
    for (const PubmedQuery& part : query.parts)
        parts.push_back(part.kind == PubmedQuery::Kind::term ? translation(part) : "(" + translation(part) + ")");
    return join(parts, operator_of(query.kind));
}

void each_operand(const PubmedQuery& query, const std::function<void(const PubmedQuery&)>& visit)
{
    if (!query.typed.empty())
        return visit(query);
    for (const PubmedQuery& part : query.parts)
        each_operand(part, visit);
}

} // namespace casebook
