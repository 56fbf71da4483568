// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/statement.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <stdexcept>

namespace casebook {

namespace {

constexpr std::size_t neighbourhood = 60; ///< bytes shown on either side of the words, at most

bool ends_sentence(std::string_view text, std::size_t at)
{
    return (text[at] == '.' || text[at] == '?' || text[at] == '!' || text[at] == ';') &&
           (at + 1 == text.size() || is_blank(text[at + 1]));
}

/// What stands before a place in its sentence, in whole words.
std::string left_of(std::string_view text, std::size_t place)
{
    const std::size_t least = place > neighbourhood ? place - neighbourhood : 0;
    std::size_t begin = place;
    std::size_t word = place; // where the last whole word begins
    while (begin > least && !ends_sentence(text, begin - 1)) {
        --begin;
        if (is_blank(text[begin]))
            word = begin;
    }
    const bool whole = begin == 0 || ends_sentence(text, begin - 1);
    const std::string found(text.substr(whole ? begin : word, place - (whole ? begin : word)));
    const std::size_t first = found.find_first_not_of(" \t\n");
    return first == std::string::npos ? "" : (whole ? "" : "…") + found.substr(first);
}

/// What follows a place in its sentence, in whole words.
std::string right_of(std::string_view text, std::size_t place)
{
    const std::size_t most = std::min(text.size(), place + neighbourhood);
    std::size_t end = place;
    std::size_t word = place;
    while (end < most && !ends_sentence(text, end)) {
        if (is_blank(text[end]))
            word = end;
        ++end;
    }
    if (end == text.size() || ends_sentence(text, end))
        return std::string(text.substr(place, end - place));
    return std::string(text.substr(place, word - place)) + (word > place ? " …" : "");
}

const Case* case_read(const Extraction& machine, int number)
{
    const auto found = std::ranges::find(machine.cases, number, &Case::number);
    return found == machine.cases.end() ? nullptr : &*found;
}

/// Evidence of the same value as the machine had read it; a correction that confirms leaves its words out.
Evidence confirmed(const CitedArticle& in, const Case& c, const Field& field, const FieldValue& value)
{
    if (!value.evidence.quote.empty())
        return value.evidence;
    if (const Case* read = case_read(in.machine, c.number))
        for (const FieldValue& one : field.get(*read))
            if (one.text == value.text)
                return one.evidence;
    return {};
}

/// "outcome: recovered, 2026-01-31 (page 2)"
std::string said_of(const CitedArticle& in, int number, const Field& field, const std::string& value)
{
    std::string out = format("{}: {}", field.id, value);
    for (const Correction& correction : in.corrections)
        if (correction.case_number == number && correction.field == field.id)
            out = format("{}: {}, {}{}", field.id, value, correction.at.substr(0, 10),
                         correction.note.empty() ? "" : " (" + correction.note + ")");
    return out;
}

} // namespace

CitedArticle cited_article(const Store& store, const Article& article)
{
    return {article, passages(article), store.extraction(article.id).value_or(Extraction{}),
            store.current_corrections(article.id)};
}

std::optional<Source> Source::of_words(const CitedArticle& in, int case_number, std::string_view field,
                                       const Evidence& evidence, std::string by)
{
    const auto passage = static_cast<std::size_t>(evidence.passage);
    if (evidence.quote.empty() || evidence.passage < 0 || passage >= in.passages.size())
        return std::nullopt;
    const std::string& text = in.passages[passage].text;
    if (evidence.end > text.size() || evidence.begin >= evidence.end ||
        text.substr(evidence.begin, evidence.end - evidence.begin) != evidence.quote)
        return std::nullopt;
    Source out;
    out.kind_ = SourceKind::words;
    out.article_ = in.article.id;
    out.case_number_ = case_number;
    out.field_ = field;
    out.evidence_ = evidence;
    out.before_ = left_of(text, evidence.begin);
    out.after_ = right_of(text, evidence.end);
    out.read_from_ = passage == 0 ? "title" : passage < record_passages(in.article) ? "abstract" : "full text";
    out.by_ = std::move(by);
    return out;
}

Source Source::of_person(const std::string& article, int case_number, std::string_view field, std::string by,
                         std::string said)
{
    if (article.empty() || by.empty() || said.empty())
        throw std::logic_error("a person's word needs an article, a name and what was said");
    Source out;
    out.kind_ = SourceKind::person;
    out.article_ = article;
    out.case_number_ = case_number;
    out.field_ = field;
    out.by_ = std::move(by);
    out.said_ = std::move(said);
    return out;
}

Source Source::of_data(std::string what, std::string command)
{
    if (what.empty() || command.empty())
        throw std::logic_error("data are cited by what they are and the command that prints them");
    Source out;
    out.said_ = std::move(what);
    out.command_ = std::move(command);
    return out;
}

std::optional<Sources> Sources::of(std::vector<Source> all)
{
    if (all.empty())
        return std::nullopt;
    Sources out;
    out.all_ = std::move(all);
    return out;
}

Statement::Statement(std::string id_, std::string text_, Sources sources_, Counts counts_)
    : id(std::move(id_)), text(std::move(text_)), sources(std::move(sources_)), counts(std::move(counts_))
{
}

std::optional<Statement> statement_of(std::string id, std::string text, std::vector<Source> sources, Counts counts)
{
    std::optional<Sources> found = Sources::of(std::move(sources));
    if (!found)
        return std::nullopt;
    return Statement(std::move(id), std::move(text), std::move(*found), std::move(counts));
}

std::vector<Source> sources_of(const CitedArticle& in, const Case& c, const Field& field)
{
    std::vector<Source> out;
    for (const FieldValue& value : field.get(c)) {
        if (auto words = Source::of_words(in, c.number, field.id, confirmed(in, c, field, value), value.by))
            out.push_back(std::move(*words));
        else if (!value.by.empty())
            out.push_back(Source::of_person(in.article.id, c.number, field.id, value.by,
                                            said_of(in, c.number, field, value.text)));
    }
    if (out.empty())
        out.push_back(source_of_case(in, c));
    return out;
}

Source source_of_case(const CitedArticle& in, const Case& c)
{
    for (const std::string_view id : {"event", "event_term", "drug", "role"}) {
        const Field& field = *find_field(id);
        for (const FieldValue& value : field.get(c)) {
            if (auto words = Source::of_words(in, c.number, id, value.evidence, value.by))
                return *words;
            if (!value.by.empty() && !value.text.empty())
                return Source::of_person(in.article.id, c.number, id, value.by,
                                         said_of(in, c.number, field, value.text));
        }
    }
    return source_of_article(in, c.number);
}

Source source_of_article(const CitedArticle& in, int case_number)
{
    const std::string& title = in.passages.empty() ? std::string() : in.passages.front().text;
    const Evidence whole{0, 0, static_cast<std::uint32_t>(title.size()), title};
    if (auto words = Source::of_words(in, case_number, "title", whole))
        return *words;
    return Source::of_data(format("the record {}, which has no title", in.article.id),
                           "casebook show " + in.article.id);
}

} // namespace casebook
