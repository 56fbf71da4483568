// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/lessons.hpp"

#include "corpus/ordered.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace casebook {

namespace {

Lesson lesson_of(const Gazetteer& gazetteer, const AnnotatedText& text, std::vector<Token> tokens)
{
    const std::vector<PlaceTag> tags = gazetteer.tags(tokens, text.text);
    FeatureRows words = word_features(tokens, text.text, tags);
    return {&text, std::move(tokens), std::move(words), text_hash(text.pmid.empty() ? text.id : text.pmid) % folds};
}

/// Spans that share their tokens with one of another role are told as one.
std::vector<LessonSpan> placed(const Lesson& lesson, const std::vector<const AnnotatedSpan*>& spans)
{
    std::map<std::pair<std::size_t, std::size_t>, std::set<std::string>> roles;
    for (const AnnotatedSpan* span : spans) {
        std::size_t first = lesson.tokens.size();
        std::size_t last = 0;
        for (std::size_t i = 0; i < lesson.tokens.size(); ++i)
            if (lesson.tokens[i].end > span->begin && lesson.tokens[i].begin < span->end) {
                first = std::min(first, i);
                last = i + 1;
            }
        if (first < last)
            roles[{first, last}].insert(span->role);
    }
    std::vector<LessonSpan> out;
    for (const auto& [where, names] : roles) {
        std::string kind;
        for (const std::string& name : names)
            kind += (kind.empty() ? "" : "+") + name;
        out.push_back({where.first, where.second, std::move(kind)});
    }
    return out;
}

constexpr std::array<std::string_view, 3> main_roles = {"Subject", "Treatment", "Effect"};

bool belongs(std::string_view role, Layer layer)
{
    if (layer == Layer::main)
        return std::ranges::find(main_roles, role) != main_roles.end();
    return role.find('.') != std::string_view::npos && !role.ends_with(".Trigger");
}

} // namespace

std::vector<Lesson> whole_lessons(const Gazetteer& gazetteer, const std::vector<AnnotatedText>& texts)
{
    std::vector<Lesson> out;
    for (const AnnotatedText& text : texts)
        out.push_back(lesson_of(gazetteer, text, tokenize(text.text)));
    return out;
}

std::vector<Lesson> sentence_lessons(const Gazetteer& gazetteer, const std::vector<AnnotatedText>& texts)
{
    std::vector<Lesson> out;
    for (const AnnotatedText& text : texts) {
        const std::vector<Token> tokens = tokenize(text.text);
        const std::vector<std::size_t> starts = sentence_starts(tokens);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : tokens.size();
            out.push_back(lesson_of(gazetteer, text,
                                    {tokens.begin() + static_cast<std::ptrdiff_t>(starts[i]),
                                     tokens.begin() + static_cast<std::ptrdiff_t>(end)}));
        }
    }
    return out;
}

std::vector<LessonSpan> layer_spans(const Lesson& lesson, Layer layer)
{
    std::vector<const AnnotatedSpan*> spans;
    for (const AnnotatedEvent& event : lesson.source->events) {
        if (layer == Layer::trigger && event.trigger)
            spans.push_back(&*event.trigger);
        for (const AnnotatedSpan& argument : event.arguments)
            if (layer != Layer::trigger && belongs(argument.role, layer))
                spans.push_back(&argument);
    }
    return placed(lesson, spans);
}

std::vector<LessonSpan> entity_spans(const Lesson& lesson)
{
    std::vector<AnnotatedSpan> named;
    for (const AnnotatedSpan& entity : lesson.source->entities)
        if (entity.role.starts_with("Chemical"))
            named.push_back({"Chemical", entity.begin, entity.end});
        else if (entity.role.starts_with("Disease"))
            named.push_back({"Disease", entity.begin, entity.end});
    std::vector<const AnnotatedSpan*> spans;
    for (const AnnotatedSpan& entity : named)
        spans.push_back(&entity);
    return placed(lesson, spans);
}

std::vector<LessonSpan> drug_and_effect_spans(const Lesson& lesson)
{
    std::vector<const AnnotatedSpan*> spans;
    for (const AnnotatedEvent& event : lesson.source->events)
        for (const AnnotatedSpan& argument : event.arguments)
            if (argument.role == "Effect" || argument.role == "Treatment.Drug")
                spans.push_back(&argument);
    return placed(lesson, spans);
}

std::vector<std::string> frequent_kinds(const std::vector<std::vector<LessonSpan>>& spans, std::size_t least)
{
    std::map<std::string, std::size_t> counts;
    for (const auto& of_lesson : spans)
        for (const LessonSpan& span : of_lesson)
            ++counts[span.kind];
    std::vector<std::string> out;
    for (const auto& [kind, count] : counts)
        if (count >= least)
            out.push_back(kind);
    return out;
}

std::vector<std::uint8_t> labels_of(const std::vector<LessonSpan>& spans, const std::vector<std::string>& kinds,
                                    std::size_t places)
{
    const auto known = [&](std::string kind) {
        for (;;) {
            if (const auto found = std::ranges::find(kinds, kind); found != kinds.end())
                return found - kinds.begin();
            const std::size_t plus = kind.rfind('+');
            if (plus == std::string::npos)
                return std::ptrdiff_t{-1};
            kind.resize(plus);
        }
    };
    std::vector<const LessonSpan*> order;
    for (const LessonSpan& span : spans)
        order.push_back(&span);
    std::ranges::stable_sort(order, {}, [](const LessonSpan* span) { return span->last - span->first; });
    std::vector<std::uint8_t> out(places, 0);
    for (const LessonSpan* span : order) {
        const std::ptrdiff_t kind = known(span->kind);
        const auto begin = out.begin() + static_cast<std::ptrdiff_t>(span->first);
        const auto end = out.begin() + static_cast<std::ptrdiff_t>(span->last);
        if (kind < 0 || std::any_of(begin, end, [](std::uint8_t label) { return label != 0; }))
            continue;
        std::fill(begin, end, static_cast<std::uint8_t>(2 * kind + 2));
        *begin = static_cast<std::uint8_t>(2 * kind + 1);
    }
    return out;
}

} // namespace casebook
