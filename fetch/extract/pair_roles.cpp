// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/pair_roles.hpp"

#include "corpus/share.hpp"
#include "fetch/extract/pair_reading.hpp"

#include <array>
#include <cmath>

namespace casebook {

namespace {

constexpr std::string_view part_of_pairs = "pair";

std::string_view name_of(Relation relation)
{
    constexpr std::array<std::string_view, 5> names = {"suspect", "treatment_of_event", "other_suspect", "none",
                                                       "unclear"};
    return names[static_cast<std::size_t>(relation)];
}

const Cue* deciding(const RoleAssessment& assessment, Relation relation)
{
    switch (relation) {
    case Relation::exposure_then_event: return strongest(assessment, CueKind::suspect);
    case Relation::treatment: return strongest(assessment, CueKind::treatment);
    case Relation::other_suspect: return strongest(assessment, CueKind::other_suspect);
    case Relation::neither:
    case Relation::unclear: break;
    }
    return nullptr;
}

float probability(const Model& model, const FeatureRows& features)
{
    Model::Scores scores = model.no_scores(1);
    model.add(features, scores);
    const Chain chain = model.chain(model.part(part_of_pairs), scores);
    return 1 / (1 + std::exp(chain.emission[0] - chain.emission[1]));
}

/// The model has the last word on blame, but for words that say the opposite: what the cues alone would blame stays
/// open where it does not, and what they call a treatment, or blame on another drug, it does not turn round.
Relation weighed(const RoleAssessment& role, float blamed)
{
    const Relation by_cues = relation_of(role);
    const bool opposed = by_cues == Relation::treatment || (by_cues == Relation::other_suspect && role.suspect == 0) ||
                         role.refuted > role.suspect;
    if (blamed >= 0.5F && !opposed)
        return Relation::exposure_then_event;
    return by_cues == Relation::exposure_then_event ? Relation::unclear : by_cues;
}

AnnotatedPair role_of(const PairReading& text, const PairView& view, const Model* model)
{
    Relation relation = relation_of(view.role);
    AnnotatedPair out{view.drug, view.event, "", view.role.suspect, view.role.treatment, {}, "", {}};
    if (model != nullptr) {
        out.probability = probability(*model, view.features);
        relation = weighed(view.role, *out.probability);
    }
    out.role = name_of(relation);
    if (const Cue* cue = deciding(view.role, relation); cue != nullptr) {
        out.cue = cue->note;
        out.words = text.in_text(cue->evidence);
    } else if (relation == Relation::exposure_then_event && view.nearest.end > 0) {
        out.cue = "no cue; the model holds it likely";
        out.words = view.nearest;
    }
    return out;
}

} // namespace

std::vector<AnnotatedPair> read_pair_roles(const Reader& reader, const Model* model, const AnnotatedText& text)
{
    PairReading reading(reader, text);
    std::vector<AnnotatedPair> out;
    for (const PairView& view : view_pairs(reading))
        out.push_back(role_of(reading, view, model));
    return out;
}

std::filesystem::path shipped_roles() { return share_folder() / "model" / "roles.model"; }

} // namespace casebook
