// SPDX-License-Identifier: GPL-3.0-or-later
// Annotated texts cut into sentences that taggers can learn from: tokens, observations, and the labels of each layer.
#pragma once

#include "fetch/extract/annotation.hpp"
#include "fetch/extract/features.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace casebook {

/// A sentence, its words' observations, and where its document stands when data are split in three by document.
struct Lesson
{
    const AnnotatedText* source = nullptr;
    std::vector<Token> tokens;
    FeatureRows words;
    std::size_t fold = 0;
};

inline constexpr std::size_t folds = 3;

/// Tokens [first, last) and what they are.
struct LessonSpan
{
    std::size_t first = 0;
    std::size_t last = 0;
    std::string kind;
};

enum class Layer { main, argument, trigger };

/// Each text one sentence.
std::vector<Lesson> whole_lessons(const Gazetteer& gazetteer, const std::vector<AnnotatedText>& texts);
/// Each text cut into sentences.
std::vector<Lesson> sentence_lessons(const Gazetteer& gazetteer, const std::vector<AnnotatedText>& texts);

/// The spans of a layer. Roles that share a span become one kind: "Treatment.Duration+Treatment.Time_elapsed".
std::vector<LessonSpan> layer_spans(const Lesson& lesson, Layer layer);
/// Chemicals and diseases of an entity corpus; drugs and effects of events.
std::vector<LessonSpan> entity_spans(const Lesson& lesson);
std::vector<LessonSpan> drug_and_effect_spans(const Lesson& lesson);

/// Every kind that occurs at least `least` times, in order of name.
std::vector<std::string> frequent_kinds(const std::vector<std::vector<LessonSpan>>& spans, std::size_t least);

/// Labels 0, 2k + 1, 2k + 2. Of overlapping spans the shorter one stays; of a rare kind "A+B" its part A.
std::vector<std::uint8_t> labels_of(const std::vector<LessonSpan>& spans, const std::vector<std::string>& kinds,
                                    std::size_t places);

} // namespace casebook
