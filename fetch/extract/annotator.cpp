// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/annotator.hpp"

#include "corpus/pattern.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace casebook {

namespace {

/// A span is told when it is more probable than this: about half of the F1 reached, where expected F1 is greatest.
constexpr float main_threshold = 0.28F;
constexpr float argument_threshold = 0.34F;
constexpr float trigger_threshold = 0.30F;

/// How much the first round of a tagger counts beside the second, which has seen the opinions of the first.
constexpr float first_share = 0.5F;

/// The rarer, therapeutic kind is told from here on; F1 is flat from 0.2 to 0.4.
constexpr float therapeutic_threshold = 0.35F;

constexpr std::size_t entity_slot = 0;
constexpr std::size_t layer_slot = 2;

bool has(const Model& model, std::string_view name)
{
    return std::ranges::find(model.parts(), name, &ModelPart::name) != model.parts().end();
}

/// What may stand where: role → tokens [first, last) → probability. What several kinds of a tagger say of a role adds
/// up
/// ("A" and "A+B" for A); two rounds of a tagger count half each.
using Candidates = std::map<std::string, std::map<std::pair<std::size_t, std::size_t>, float>>;

void add_candidates(const ModelPart& part, const Posterior& posterior, float share, Candidates& out)
{
    for (const SpanScore& span : span_scores(posterior, part.exp_transition, 0.02F))
        for (const std::string& role : split(part.kinds[span.kind], '+'))
            out[role][{span.first, span.last}] += share * span.probability;
}

/// The spans that are told, role by role; those of one role do not overlap.
void add_spans(const Candidates& candidates, std::size_t length, float threshold, std::vector<LabelledSpan>& out)
{
    for (const auto& [role, places] : candidates) {
        std::vector<SpanScore> spans;
        for (const auto& [where, probability] : places)
            spans.push_back({where.first, where.second, 0, std::min(probability, 1.0F)});
        for (const SpanScore& span : best_spans(std::move(spans), length, threshold))
            out.push_back({role, span.first, span.last, span.probability});
    }
}

bool is_given(std::string_view role) { return role == "Treatment" || role == "Treatment.Drug"; }
bool makes_an_event(std::string_view role) { return is_given(role) || role == "Effect"; }

/// The probability of the surest argument of these roles; 0 when there is none.
float surest(const SentenceLabels& labels, bool (*wanted)(std::string_view))
{
    float most = 0;
    for (const LabelledSpan& argument : labels.arguments)
        if (wanted(argument.role))
            most = std::max(most, argument.score);
    return most;
}

/// Without something given or an effect there is no event, whatever the classifiers would say.
bool has_event(const SentenceLabels& labels) { return surest(labels, makes_an_event) > 0; }

/// Probability of a classifier's second kind.
float second_kind(const Model& model, std::string_view name, const Model::Scores& scores)
{
    if (!has(model, name))
        return 1;
    const Chain chain = model.chain(model.part(name), scores);
    return 1 / (1 + std::exp(chain.emission[0] - chain.emission[1]));
}

} // namespace

TaggerAnswer answer_of(const Model& model, const ModelPart& part, const Model::Scores& scores)
{
    const Chain chain = model.chain(part, scores);
    const std::vector<std::uint8_t> best = best_labels(chain);
    TaggerAnswer out{posterior_of(chain, part.exp_transition), std::vector<TagOpinion>(best.size())};
    for (std::size_t i = 0; i < best.size(); ++i) {
        out.opinions[i].best = best[i];
        for (std::size_t label = 0; label < chain.labels; ++label)
            if (const float p = out.posterior.at(i, label); p > 0.1F)
                out.opinions[i].others.push_back(static_cast<std::uint8_t>(label),
                                                 static_cast<std::uint8_t>(p > 0.9F   ? 4
                                                                           : p > 0.6F ? 3
                                                                           : p > 0.3F ? 2
                                                                                      : 1));
    }
    return out;
}

FeatureRows entity_features(std::span<const Token> tokens, const Opinions& opinions)
{
    return tag_features(tokens, opinions.entities, entity_slot);
}

namespace {

std::array<std::vector<TagOpinion>, 3> layers_of(const Opinions& opinions)
{
    return {opinions.main, opinions.argument, opinions.trigger};
}

} // namespace

FeatureRows layer_features(std::span<const Token> tokens, const Opinions& opinions)
{
    return tag_features(tokens, layers_of(opinions), layer_slot);
}

void Annotator::add_opinions(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                             std::size_t first, Model::Scores& scores)
{
    memory_.add_windows(model_, taggers, first, scores);
    model_.add(tag_features_beside_windows(tokens, taggers, first), scores);
}

SentenceLabels Annotator::label(std::span<const Token> tokens, std::string_view passage)
{
    if (tokens.empty())
        return {};
    Model::Scores scores = model_.no_scores(tokens.size());
    model_.add(joint_features(memory_.add_words(model_, tokens, passage, gazetteer_.tags(tokens, passage), scores)),
               scores);
    Opinions opinions;
    for (const std::string_view name : part_name::entities)
        if (has(model_, name))
            opinions.entities.push_back(answer_of(model_, model_.part(name), scores).opinions);
    add_opinions(tokens, opinions.entities, entity_slot, scores);
    const auto first_round = [&](std::string_view name, float share, Candidates& candidates) {
        const ModelPart& part = model_.part(name);
        TaggerAnswer answer = answer_of(model_, part, scores);
        add_candidates(part, answer.posterior, share, candidates);
        return std::move(answer.opinions);
    };
    const auto second_round = [&](std::string_view name, Candidates& candidates) {
        const ModelPart& part = model_.part(name);
        const Posterior posterior = posterior_of(model_.chain(part, scores), part.exp_transition);
        add_candidates(part, posterior, 1 - first_share, candidates);
    };
    Candidates main, argument, trigger;
    opinions.main = first_round(part_name::main, first_share, main);
    opinions.argument = first_round(part_name::argument, first_share, argument);
    opinions.trigger = first_round(part_name::trigger, 1, trigger);
    add_opinions(tokens, layers_of(opinions), layer_slot, scores);
    second_round(part_name::main_again, main);
    second_round(part_name::argument_again, argument);
    SentenceLabels out;
    add_spans(main, tokens.size(), main_threshold, out.arguments);
    add_spans(argument, tokens.size(), argument_threshold, out.arguments);
    add_spans(trigger, tokens.size(), trigger_threshold, out.triggers);
    std::ranges::stable_sort(out.triggers, std::greater(), &LabelledSpan::score);
    if (!has_event(out))
        return out;

    Model::Scores whole = model_.no_scores(1);
    model_.add(sentence_features(tokens, opinions, model_.part(part_name::main), model_.part(part_name::argument)),
               whole);
    out.therapeutic = second_kind(model_, part_name::type, whole);
    out.reported = second_kind(model_, part_name::reported, whole);
    return out;
}

std::filesystem::path shipped_model() { return share_folder() / "model" / "reading.model"; }

namespace {

AnnotatedSpan span_of(std::string role, std::span<const Token> tokens, std::size_t first, std::size_t last, float score)
{
    return {std::move(role), tokens[first].begin, tokens[last - 1].end, score};
}

/// An event names an argument once: of mentions in the same words the most probable one stays.
void name_once(std::vector<AnnotatedSpan>& arguments, std::string_view text)
{
    const auto same = [&](const AnnotatedSpan& a, const AnnotatedSpan& b) {
        return a.role == b.role &&
               equal_ignoring_case(text.substr(a.begin, a.end - a.begin), text.substr(b.begin, b.end - b.begin));
    };
    std::vector<AnnotatedSpan> kept;
    for (const AnnotatedSpan& span : arguments)
        if (std::ranges::none_of(arguments, [&](const AnnotatedSpan& other) {
                return same(span, other) &&
                       (other.score > span.score || (other.score == span.score && other.begin < span.begin));
            }))
            kept.push_back(span);
    arguments = std::move(kept);
}

/// The words behind a time say that it is counted from something else than what was given: "5 years after mastectomy",
/// "within 24 hours of stopping it". Transplantation is not among them: its drugs begin with it.
bool counts_from_elsewhere(std::string_view before, std::string_view behind)
{
    static const Pattern lasting( // how long something went on, or how often: "persisted for over 24 hours", "every 3
                                  // weeks"
        R"((?i)\b(?:every|each|(?:persist|last)\w*(?: longer)?(?: for)?(?: over| more than| about| at least)?(?: \()?|over the (?:subsequent|next|following|ensuing)) ?$)");
    static const Pattern elsewhere(
        R"((?i)^ (?:after|following|from|since|of|post|off)(?: [\w/()\-]+,?){0,4}? ?(?:diagnos(?:is|ed)|surgery|surgical|operation|replacement|\w+ectomy|biopsy|discontinu\w+|cessation|withdrawal|withdrawing|stopping|pregnancy|gestation|birth|delivery|admission|hospitali[sz]ation|discharge)\b)");
    return elsewhere.found_in(behind) ||
           lasting.found_in(before.substr(before.size() - std::min<std::size_t>(before.size(), 60)));
}

AnnotatedEvent event_of(const SentenceLabels& labels, std::span<const Token> tokens, std::string_view text)
{
    AnnotatedEvent out;
    const bool therapeutic = labels.therapeutic > therapeutic_threshold;
    out.type = therapeutic ? "potential_therapeutic" : "adverse";
    out.type_score = therapeutic ? labels.therapeutic : 1 - labels.therapeutic;
    out.score = therapeutic ? labels.therapeutic * surest(labels, is_given) : labels.reported;
    if (!labels.triggers.empty()) {
        const LabelledSpan& trigger = labels.triggers.front();
        out.trigger = span_of(trigger.role, tokens, trigger.first, trigger.last, trigger.score);
    }
    for (const LabelledSpan& argument : labels.arguments)
        out.arguments.push_back(span_of(argument.role, tokens, argument.first, argument.last, argument.score));
    std::erase_if(out.arguments, [&](const AnnotatedSpan& span) {
        return span.role == "Treatment.Time_elapsed" &&
               counts_from_elsewhere(text.substr(0, span.begin), text.substr(span.end));
    });
    name_once(out.arguments, text);
    return out;
}

/// Calls with the tokens of each sentence of a text.
template <class Call> void for_each_sentence(std::string_view text, Call call)
{
    const std::vector<Token> tokens = tokenize(text);
    const std::vector<std::size_t> starts = sentence_starts(tokens);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : tokens.size();
        call(std::span(tokens).subspan(starts[i], end - starts[i]));
    }
}

} // namespace

std::vector<AnnotatedEvent> annotate(Annotator& annotator, std::string_view text, float least)
{
    std::vector<AnnotatedEvent> out;
    for_each_sentence(text, [&](std::span<const Token> tokens) {
        const SentenceLabels labels = annotator.label(tokens, text);
        if (!has_event(labels))
            return;
        AnnotatedEvent event = event_of(labels, tokens, text);
        if (event.score < least)
            return;
        out.push_back(std::move(event));
    });
    return out;
}

std::vector<AnnotatedEvent> annotate_by_vocabulary(const Gazetteer& gazetteer, std::string_view text)
{
    std::vector<AnnotatedEvent> out;
    for_each_sentence(text, [&](std::span<const Token> tokens) {
        const std::vector<PlaceTag> tags = gazetteer.tags(tokens, text);
        AnnotatedEvent event;
        event.type = "adverse"; // of harm and benefit the vocabularies know nothing
        event.score = event.type_score = 0.5F;
        const auto add = [&](std::string_view role, auto begins, auto goes_on) {
            for (std::size_t i = 0; i < tags.size(); ++i)
                if (begins(tags[i])) {
                    std::size_t last = i + 1;
                    while (last < tags.size() && goes_on(tags[last]))
                        ++last;
                    event.arguments.push_back(span_of(std::string(role), tokens, i, last, 1));
                }
        };
        add(
            "Treatment.Drug", [](PlaceTag tag) { return tag.drug == 1; }, [](PlaceTag tag) { return tag.drug == 2; });
        const bool drug = !event.arguments.empty();
        add(
            "Effect", [](PlaceTag tag) { return tag.condition % 2 == 1; },
            [](PlaceTag tag) { return tag.condition != 0 && tag.condition % 2 == 0; });
        if (drug && event.arguments.back().role == "Effect")
            out.push_back(std::move(event));
    });
    return out;
}

} // namespace casebook
