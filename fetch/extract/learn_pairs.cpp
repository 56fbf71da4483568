// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/pair_reading.hpp"
#include "fetch/extract/pair_roles.hpp"
#include "fetch/extract/train_part.hpp"

#include <algorithm>

namespace casebook {

namespace {

// Chosen by leaving out each fifth of the training documents in turn.
constexpr Recipe pair_recipe = {"", {40, 60, 0.01, false}, 3};
constexpr float weight_of_blame = 4; ///< one pair in five is blamed: so weighed, one half is where F1 is best

struct Lessons
{
    std::vector<FeatureRows> rows; ///< keys
    std::vector<bool> blamed;
};

Lessons lessons_of(const Reader& reader, const std::vector<AnnotatedText>& documents)
{
    Lessons out;
    for (const AnnotatedText& document : documents) {
        PairReading reading(reader, document);
        for (PairView& view : view_pairs(reading)) {
            const std::pair named{view.drug.role, view.event.role};
            if (named.first == "-1" || named.second == "-1") // the corpus says nothing of what has no id
                continue;
            out.rows.push_back(std::move(view.features));
            out.blamed.push_back(std::ranges::find(document.causes, named) != document.causes.end());
        }
    }
    return out;
}

} // namespace

Model learn_pairs(const Reader& reader, const std::vector<AnnotatedText>& documents)
{
    const Lessons lessons = lessons_of(reader, documents);
    std::vector<Study> studies;
    for (std::size_t i = 0; i < lessons.rows.size(); ++i) {
        const bool blamed = lessons.blamed[i];
        studies.push_back({{&lessons.rows[i]}, {std::uint8_t{blamed}}, blamed ? weight_of_blame : 1});
    }
    std::vector<TrainedPart> parts;
    parts.push_back(train_part("pair", {"not blamed", "blamed"}, pair_recipe, studies));
    return Model::from(std::move(parts), pruned_weight);
}

} // namespace casebook
