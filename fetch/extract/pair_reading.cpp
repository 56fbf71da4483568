// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/pair_reading.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/masking.hpp"
#include "fetch/extract/negation.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// The text as a record: its title, and the rest as the abstract, which begins at byte `rest`.
struct PlacedText
{
    Article article;
    std::size_t rest = 0;
};

PlacedText record_of(const AnnotatedText& text)
{
    PlacedText out;
    out.article.title.text = text.text.substr(0, text.title);
    out.rest = text.title;
    while (out.rest < text.text.size() && text.text[out.rest] == ' ')
        ++out.rest;
    out.article.abstract.push_back({"", "", {text.text.substr(out.rest), {}}});
    return out;
}

std::optional<MentionKind> mention_kind(std::string_view type)
{
    const std::string plain = fold(type);
    constexpr std::array<std::string_view, 2> drugs = {"chemical", "drug"};
    constexpr std::array<std::string_view, 4> conditions = {"disease", "condition", "event", "effect"};
    const auto named = [&](std::string_view word) { return plain.find(word) != std::string::npos; };
    if (std::ranges::any_of(drugs, named))
        return MentionKind::other_drug;
    if (std::ranges::any_of(conditions, named))
        return MentionKind::condition;
    return std::nullopt;
}

/// An entity that covers tokens [first, last) of the sentence, or nothing.
std::optional<Mention> mention_of(const Sentence& sentence, const AnnotatedSpan& span, const std::string& id,
                                  std::size_t offset, MentionKind kind)
{
    const auto inside = [&](const Token& t) { return t.begin + offset < span.end && span.begin < t.end + offset; };
    const auto first = std::ranges::find_if(sentence.tokens, inside);
    if (first == sentence.tokens.end())
        return std::nullopt;
    const auto last = std::find_if_not(first, sentence.tokens.end(), inside);
    const auto at = [&](auto place) { return static_cast<std::size_t>(place - sentence.tokens.begin()); };
    return Mention{kind, id, at(first), at(last), false, false, false};
}

/// The given entities take the place of what the vocabularies have there.
void put_entities(Sentence& sentence, const AnnotatedText& text, std::size_t offset)
{
    std::vector<Mention> given;
    for (std::size_t i = 0; i < text.entities.size(); ++i) {
        const AnnotatedSpan& span = text.entities[i];
        const std::string id =
            text.entity_ids[i].empty() ? fold(text.text.substr(span.begin, span.end - span.begin)) : text.entity_ids[i];
        if (const auto kind = mention_kind(span.role))
            if (auto mention = mention_of(sentence, span, id, offset, *kind))
                given.push_back(std::move(*mention));
    }
    std::erase_if(sentence.mentions, [&](const Mention& m) {
        return std::ranges::any_of(given, [&](const Mention& g) { return m.first < g.last && g.first < m.last; });
    });
    for (Mention& m : sentence.mentions)
        m.concept_name.clear(); // it only keeps its kind: the entities are what the text is asked for
    std::ranges::move(given, std::back_inserter(sentence.mentions));
    std::ranges::stable_sort(sentence.mentions, {}, &Mention::first);
    mark_negation(sentence);
}

/// After the mentions of a sentence were changed.
void mask_again(Sentence& sentence)
{
    const auto has = [&](MentionKind kind) {
        return std::ranges::find(sentence.mentions, kind, &Mention::kind) != sentence.mentions.end();
    };
    sentence.has_drug = has(MentionKind::drug);
    sentence.has_event = has(MentionKind::event);
    mask(sentence);
}

/// "D002318|D012131", as corpora write a mention of two things at once, has both ids.
bool has_id(const std::string& ids, const std::string& id)
{
    for (std::size_t at = ids.find(id); at != std::string::npos; at = ids.find(id, at + 1))
        if ((at == 0 || ids[at - 1] == '|') && (at + id.size() == ids.size() || ids[at + id.size()] == '|'))
            return !id.empty();
    return false;
}

} // namespace

PairReading::PairReading(const Reader& reader, const AnnotatedText& text)
{
    PlacedText record = record_of(text);
    article_ = std::move(record.article);
    offsets_ = {0, record.rest};
    reading_ = reader.read(article_);
    for (Sentence& s : reading_.sentences) {
        if (!text.entities.empty())
            put_entities(s, text, offset(s.passage));
        mask_again(s);
    }
}

std::vector<AnnotatedSpan> PairReading::named(MentionKind kind, MentionKind asked) const
{
    std::vector<AnnotatedSpan> out;
    const auto add = [&](const Sentence& s, const Mention& m) {
        for (const std::string& id : split(m.concept_name, '|'))
            if (!id.empty() && std::ranges::find(out, id, &AnnotatedSpan::role) == out.end())
                out.push_back(
                    {id, offset(s.passage) + s.tokens[m.first].begin, offset(s.passage) + s.tokens[m.last - 1].end});
    };
    for (const Sentence& s : reading_.sentences)
        for (const Mention& m : s.mentions)
            if ((m.kind == kind || m.kind == asked) && !m.negated)
                add(s, m);
    return out;
}

void PairReading::ask(const std::string& drug, const std::string& event)
{
    ask(MentionKind::other_drug, MentionKind::drug, drug);
    ask(MentionKind::condition, MentionKind::event, event);
}

/// Mentions of the id become `asked`, all others of that kind `plain`; sentences that this changes are masked anew.
void PairReading::ask(MentionKind plain, MentionKind asked, const std::string& id)
{
    for (Sentence& s : reading_.sentences) {
        bool changed = false;
        for (Mention& m : s.mentions) {
            if (m.kind != plain && m.kind != asked)
                continue;
            const MentionKind kind = has_id(m.concept_name, id) ? asked : plain;
            changed |= kind != m.kind;
            m.kind = kind;
        }
        if (changed)
            mask_again(s);
    }
}

AnnotatedSpan PairReading::in_text(const Evidence& evidence) const
{
    return {"", offset(evidence.passage) + evidence.begin, offset(evidence.passage) + evidence.end};
}

} // namespace casebook
