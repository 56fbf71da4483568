// SPDX-License-Identifier: GPL-3.0-or-later
// What a learned model reads in a sentence: who was given what, and what followed. Pure: the same tokens and the same
// model give the same labels. The parts of a model work in order, each seeing what those before it hold:
//
//   words → entities (chemicals, diseases) → main, argument, trigger → main again, argument again → kind of event
#pragma once

#include "fetch/extract/annotation.hpp"
#include "fetch/extract/features.hpp"
#include "fetch/extract/kept_sums.hpp"
#include "fetch/extract/model.hpp"
#include "fetch/extract/tokens.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Tokens [first, last) of a sentence, what they are ("Effect", "Treatment.Drug", … as in PHEE) and how probable that
/// is.
struct LabelledSpan
{
    std::string role;
    std::size_t first = 0;
    std::size_t last = 0;
    float score = 0;
};

struct SentenceLabels
{
    std::vector<LabelledSpan> arguments; ///< spans of one role do not overlap; one span may have two roles
    std::vector<LabelledSpan> triggers;  ///< the most probable first
    // Of a sentence with something given or an effect; the others are not asked, and keep 0.
    float therapeutic = 0; ///< probability that the sentence tells of a benefit rather than of harm
    float reported = 0;    ///< probability that it reports harm by a drug at all
};

/// The opinions of taggers on a sentence. A tagger that a model does not have stays empty.
struct Opinions
{
    std::vector<std::vector<TagOpinion>> entities; ///< of each entity tagger
    std::vector<TagOpinion> main;
    std::vector<TagOpinion> argument;
    std::vector<TagOpinion> trigger;
};

/// The names of a model's parts. There may be two entity taggers, of two corpora.
namespace part_name {
inline constexpr std::array<std::string_view, 2> entities = {"entity", "entity2"};
inline constexpr std::string_view main = "main";
inline constexpr std::string_view argument = "argument";
inline constexpr std::string_view trigger = "trigger";
inline constexpr std::string_view main_again = "main-again";
inline constexpr std::string_view argument_again = "argument-again";
inline constexpr std::string_view type = "type";
inline constexpr std::string_view reported = "reported";
} // namespace part_name

/// What a tagger says of every place.
struct TaggerAnswer
{
    Posterior posterior;
    std::vector<TagOpinion> opinions;
};
TaggerAnswer answer_of(const Model& model, const ModelPart& part, const Model::Scores& scores);

/// Observations on the opinions of entity taggers, and of the taggers after them.
FeatureRows entity_features(std::span<const Token> tokens, const Opinions& opinions);
FeatureRows layer_features(std::span<const Token> tokens, const Opinions& opinions);

/// One row for the whole sentence, for the classifiers. `main` and `argument` say which label means what.
FeatureRows sentence_features(std::span<const Token> tokens, const Opinions& opinions, const ModelPart& main,
                              const ModelPart& argument);

class Annotator
{
public:
    explicit Annotator(Model model) : model_(std::move(model)) {}

    /// Token offsets are bytes of `passage`. Remembers words for the next sentence: not for two threads at once.
    SentenceLabels label(std::span<const Token> tokens, std::string_view passage);
    const Model& model() const { return model_; }

private:
    void add_opinions(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                      std::size_t first, Model::Scores& scores);

    Model model_;
    Memory memory_;
    Gazetteer gazetteer_;
};

/// The file that is shipped: `model/reading.model` of the share folder.
std::filesystem::path shipped_model();

/// The events of a text, sentence by sentence: one where something given or an effect is read. An adverse event is as
/// probable as the sentence's report of harm, a therapeutic one as its type and its surest drug. One less probable than
/// `least` is left out.
std::vector<AnnotatedEvent> annotate(Annotator& annotator, std::string_view text, float least);

/// The same without a model: names of the vocabularies and quantities in each sentence that has both a drug and a
/// condition. No roles that need judgement.
std::vector<AnnotatedEvent> annotate_by_vocabulary(const Gazetteer& gazetteer, std::string_view text);

} // namespace casebook
