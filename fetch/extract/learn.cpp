// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/learn.hpp"

#include "corpus/format.hpp"
#include "fetch/extract/annotator.hpp"
#include "fetch/extract/lessons.hpp"
#include "fetch/extract/train_part.hpp"

#include <algorithm>
#include <unordered_map>

namespace casebook {

namespace {

constexpr Recipe entity_recipe = {"", {5, 12, 0.02, true}, 3};
constexpr Recipe main_recipe = {"", {20, 30, 0.02, true}, 2};
constexpr Recipe argument_recipe = {"", {5, 30, 0.012, true}, 2};
constexpr Recipe classifier_recipe = {"", {2, 30, 0.01, false}, 2};

/// A tagger trained on everything, and one for each fold that has not seen it.
struct Tagger
{
    TrainedPart whole;
    std::vector<Model> without;

    const ModelPart& part() const { return without.front().parts().front(); }

    std::vector<TagOpinion> on(std::size_t fold, const std::vector<const FeatureRows*>& rows) const
    {
        const Model& model = without[fold];
        Model::Scores scores = model.no_scores(rows.front()->length());
        for (const FeatureRows* each : rows)
            model.add(*each, scores);
        return answer_of(model, model.parts().front(), scores).opinions;
    }
};

Tagger train_tagger(std::string_view name, const std::vector<std::string>& kinds, const Recipe& recipe,
                    const std::vector<Study>& studies, const std::vector<std::size_t>& fold_of)
{
    Tagger out;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<Study> others;
        for (std::size_t i = 0; i < studies.size(); ++i)
            if (fold_of[i] != fold)
                others.push_back(studies[i]);
        std::vector<TrainedPart> parts;
        parts.push_back(train_part(name, kinds, recipe, others));
        out.without.push_back(Model::from(std::move(parts), pruned_weight));
    }
    out.whole = train_part(name, kinds, recipe, studies);
    return out;
}

/// A lesson and all that has been thought of it.
struct Pupil
{
    const Lesson* lesson = nullptr;
    Opinions opinions;
    FeatureRows entities;
    FeatureRows layers;
};

class School
{
public:
    School(const LearningData& data, const LearningTalk& talk)
        : data_(data),
          talk_(talk),
          events_(whole_lessons(gazetteer_, data.events)),
          documents_(sentence_lessons(gazetteer_, data.documents)),
          sentences_(whole_lessons(gazetteer_, data.sentences)),
          relations_(sentence_lessons(gazetteer_, data.relations))
    {
    }

    Model teach()
    {
        learn_entities();
        pupils_ = pupils(events_);
        main_ = learn_layer(part_name::main, Layer::main, main_recipe);
        argument_ = learn_layer(part_name::argument, Layer::argument, argument_recipe);
        trigger_ = learn_layer(part_name::trigger, Layer::trigger, main_recipe);
        for (Pupil& pupil : pupils_)
            think(pupil);
        learn_again(part_name::main_again, Layer::main, main_recipe);
        learn_again(part_name::argument_again, Layer::argument, argument_recipe);
        learn_type();
        learn_reported();
        for (Tagger* tagger : {&main_, &argument_, &trigger_})
            parts_.push_back(std::move(tagger->whole));
        for (Tagger& tagger : entities_)
            parts_.push_back(std::move(tagger.whole));
        return Model::from(std::move(parts_), pruned_weight);
    }

private:
    void learn_entity(std::string_view name, const std::vector<std::string>& kinds,
                      const std::vector<const Lesson*>& lessons, std::vector<LessonSpan> (*spans)(const Lesson&))
    {
        std::vector<Study> studies;
        std::vector<std::size_t> fold_of;
        for (const Lesson* lesson : lessons) {
            studies.push_back({{&lesson->words}, labels_of(spans(*lesson), kinds, lesson->tokens.size())});
            fold_of.push_back(lesson->fold);
        }
        if (!studies.empty())
            entities_.push_back(train_tagger(name, kinds, entity_recipe, studies, fold_of));
        talk_(format("{}: {} sentences", name, studies.size()));
    }

    void learn_entities()
    {
        std::vector<const Lesson*> lessons;
        for (const auto* list : {&documents_, &relations_})
            for (const Lesson& lesson : *list)
                lessons.push_back(&lesson);
        learn_entity(part_name::entities[0], {"Chemical", "Disease"}, lessons, entity_spans);
        lessons.clear();
        for (const Lesson& lesson : sentences_)
            if (!lesson.source->events.empty())
                lessons.push_back(&lesson);
        learn_entity(part_name::entities[1], {"Effect", "Treatment.Drug"}, lessons, drug_and_effect_spans);
    }

    std::vector<Pupil> pupils(const std::vector<Lesson>& lessons) const
    {
        std::vector<Pupil> out;
        for (const Lesson& lesson : lessons) {
            Pupil pupil{&lesson, {}, {}, {}};
            for (const Tagger& tagger : entities_)
                pupil.opinions.entities.push_back(tagger.on(lesson.fold, {&lesson.words}));
            pupil.entities = entity_features(lesson.tokens, pupil.opinions);
            out.push_back(std::move(pupil));
        }
        return out;
    }

    /// What the taggers of the first round hold, none having seen the sentence's document.
    void think(Pupil& pupil) const
    {
        const std::vector<const FeatureRows*> rows = {&pupil.lesson->words, &pupil.entities};
        pupil.opinions.main = main_.on(pupil.lesson->fold, rows);
        pupil.opinions.argument = argument_.on(pupil.lesson->fold, rows);
        pupil.opinions.trigger = trigger_.on(pupil.lesson->fold, rows);
        pupil.layers = layer_features(pupil.lesson->tokens, pupil.opinions);
    }

    std::vector<Study> studies_of(Layer layer, bool again, std::vector<std::string>& kinds) const
    {
        std::vector<std::vector<LessonSpan>> spans;
        for (const Pupil& pupil : pupils_)
            spans.push_back(layer_spans(*pupil.lesson, layer));
        kinds = frequent_kinds(spans, std::min<std::size_t>(10, pupils_.size() / 20 + 1));
        std::vector<Study> out;
        for (std::size_t i = 0; i < pupils_.size(); ++i) {
            const Pupil& pupil = pupils_[i];
            out.push_back(
                {{&pupil.lesson->words, &pupil.entities}, labels_of(spans[i], kinds, pupil.lesson->tokens.size())});
            if (again)
                out.back().rows.push_back(&pupil.layers);
        }
        return out;
    }

    Tagger learn_layer(std::string_view name, Layer layer, const Recipe& recipe)
    {
        std::vector<std::string> kinds;
        const std::vector<Study> studies = studies_of(layer, false, kinds);
        std::vector<std::size_t> fold_of;
        for (const Pupil& pupil : pupils_)
            fold_of.push_back(pupil.lesson->fold);
        Tagger out = train_tagger(name, kinds, recipe, studies, fold_of);
        talk_(format("{}: {} sentences, {} kinds", name, studies.size(), kinds.size()));
        return out;
    }

    void learn_again(std::string_view name, Layer layer, const Recipe& recipe)
    {
        std::vector<std::string> kinds;
        const std::vector<Study> studies = studies_of(layer, true, kinds);
        parts_.push_back(train_part(name, kinds, recipe, studies));
        talk_(format("{}: done", name));
    }

    FeatureRows sentence_row(const Pupil& pupil) const
    {
        return sentence_features(pupil.lesson->tokens, pupil.opinions, main_.part(), argument_.part());
    }

    /// Whether chemical and disease of one of the pairs are both named in the sentence.
    static bool names_pair(const Lesson& lesson, const std::vector<std::pair<std::string, std::string>>& pairs)
    {
        const auto named = [&](const std::string& id) {
            for (std::size_t i = 0; i < lesson.source->entities.size(); ++i)
                if (lesson.source->entity_ids[i] == id &&
                    lesson.source->entities[i].begin >= lesson.tokens.front().begin &&
                    lesson.source->entities[i].end <= lesson.tokens.back().end &&
                    (lesson.source->entities[i].role.starts_with("Chemical") ||
                     lesson.source->entities[i].role.starts_with("Disease")))
                    return true;
            return false;
        };
        return std::ranges::any_of(pairs, [&](const auto& pair) { return named(pair.first) && named(pair.second); });
    }

    void learn_classifier(std::string_view name, const std::vector<std::string>& kinds,
                          const std::vector<FeatureRows>& rows, const std::vector<std::uint8_t>& kind_of,
                          const std::vector<float>& weights)
    {
        std::vector<Study> studies;
        for (std::size_t i = 0; i < rows.size(); ++i)
            studies.push_back({{&rows[i]}, {kind_of[i]}, weights[i]});
        parts_.push_back(train_part(name, kinds, classifier_recipe, studies));
        talk_(format("{}: {} sentences, {} of them {}", name, rows.size(), std::ranges::count(kind_of, 1), kinds[1]));
    }

    void learn_type()
    {
        std::vector<FeatureRows> rows;
        std::vector<std::uint8_t> kind_of;
        std::vector<float> weights;
        const auto put = [&](const Pupil& pupil, bool therapeutic, float weight) {
            rows.push_back(sentence_row(pupil));
            kind_of.push_back(therapeutic ? 1 : 0);
            weights.push_back(weight);
        };
        for (const Pupil& pupil : pupils_)
            if (!pupil.lesson->source->events.empty()) {
                const bool therapeutic = pupil.lesson->source->events.front().type != "adverse";
                put(pupil, therapeutic, therapeutic ? 3.0F : 1.0F);
            }
        for (Pupil& pupil : pupils(relations_)) {
            const bool causes = names_pair(*pupil.lesson, pupil.lesson->source->causes);
            const bool treats = names_pair(*pupil.lesson, pupil.lesson->source->treats);
            if (causes == treats)
                continue;
            think(pupil);
            put(pupil, treats, treats ? 1.0F : 0.5F);
        }
        learn_classifier(part_name::type, {"adverse", "potential_therapeutic"}, rows, kind_of, weights);
    }

    void learn_reported()
    {
        std::vector<FeatureRows> rows;
        std::vector<std::uint8_t> kind_of;
        const auto put = [&](Pupil& pupil, bool reported) {
            think(pupil);
            rows.push_back(sentence_row(pupil));
            kind_of.push_back(reported ? 1 : 0);
        };
        if (sentences_.empty()) // then the abstracts have to say
            for (Pupil& pupil : pupils(documents_))
                put(pupil, names_pair(*pupil.lesson, pupil.lesson->source->causes));
        for (Pupil& pupil : pupils(sentences_))
            put(pupil, !pupil.lesson->source->events.empty());
        if (!rows.empty())
            learn_classifier(part_name::reported, {"no", "yes"}, rows, kind_of, std::vector<float>(rows.size(), 1));
    }

    const LearningData& data_;
    const LearningTalk& talk_;
    Gazetteer gazetteer_;
    std::vector<Lesson> events_, documents_, sentences_, relations_;
    std::vector<Pupil> pupils_;
    std::vector<Tagger> entities_;
    Tagger main_, argument_, trigger_;
    std::vector<TrainedPart> parts_;
};

} // namespace

Model learn(const LearningData& data, const LearningTalk& talk) { return School(data, talk).teach(); }

} // namespace casebook
