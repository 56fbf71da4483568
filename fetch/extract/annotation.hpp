// SPDX-License-Identifier: GPL-3.0-or-later
// Events annotated in a text, by people or by the machine, in the form of the annotated corpora (PHEE and those brought
// into its form): one JSON object a line. Offsets here are bytes; in the JSON they are Unicode code points.
#pragma once

#include "corpus/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A span of the text with its role: "Effect", "Treatment.Drug", …; for entities their type.
struct AnnotatedSpan
{
    std::string role;
    std::size_t begin = 0;
    std::size_t end = 0;
    float score = 1; ///< how probable the machine holds it
};

struct AnnotatedEvent
{
    std::string type; ///< adverse, potential_therapeutic
    std::optional<AnnotatedSpan> trigger;
    std::vector<AnnotatedSpan> arguments;
    float score = 1;      ///< how probable it is that an event is told at all
    float type_score = 1; ///< and, if so, that it is of this type
};

/// What a drug is to a condition. The `role` of the two spans is their id: what the corpus calls them, else the
/// vocabulary's word; they stand where each is first named.
struct AnnotatedPair
{
    AnnotatedSpan drug;
    AnnotatedSpan event;
    std::string role;     ///< suspect, treatment_of_event, other_suspect (another drug is blamed), none, unclear
    double suspect = 0;   ///< the weight of all that blames the drug
    double treatment = 0; ///< and of all that says that it was given for the condition
    std::optional<float> probability; ///< that the text blames the drug, as a model has it
    std::string cue;                  ///< what decides, in words; "" where nothing does
    std::optional<AnnotatedSpan> words;
};

struct AnnotatedText
{
    std::string id;
    std::string pmid;
    std::string text;
    std::vector<AnnotatedEvent> events;
    std::vector<AnnotatedSpan> entities;                             ///< role holds the type
    std::vector<std::string> entity_ids;                             ///< of each entity, where the corpus gives one
    std::vector<std::pair<std::string, std::string>> causes, treats; ///< pairs of entity ids, of documents
    std::size_t title = 0;                                           ///< how many bytes of the text are its title
    std::optional<std::vector<AnnotatedPair>> pairs = std::nullopt;  ///< where they were asked for
};

/// One line of a corpus. Texts without "events" are texts to be annotated.
Parsed<AnnotatedText> parse_annotated(std::string_view line);

/// How probable it is that a text reports harm by a drug: that one of its adverse events is told, and that the drug and
/// the effect which are read there are ones. The events are taken to be told independently of each other.
double harm_in(const std::vector<AnnotatedEvent>& events);

/// `{"id", "adverse", "events"}`, with `pairs` where the text has them, as one line of JSON without a line end. Scores
/// are printed with three decimals.
std::string annotated_json(const AnnotatedText& text);

} // namespace casebook
