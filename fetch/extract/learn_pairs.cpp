// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/pair_reading.hpp"
#include "fetch/extract/pair_roles.hpp"

#include <algorithm>
#include <unordered_map>

namespace casebook {

namespace {

// Chosen by leaving out each fifth of the training documents in turn.
constexpr CrfOptions pair_options = {40, 60, 0.01, false};
constexpr std::uint32_t least_seen = 3; ///< features seen less often are left out
constexpr float weight_of_blame = 4;    ///< one pair in five is blamed: so weighed, one half is where F1 is best

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
    std::unordered_map<std::uint32_t, std::uint32_t> seen, ids;
    for (const FeatureRows& row : lessons.rows)
        for (const std::uint32_t key : row.ids)
            ++seen[key];
    TrainedPart part;
    part.part.name = "pair";
    part.part.kinds = {"not blamed", "blamed"};
    part.part.tagger = false;
    std::vector<CrfExample> examples;
    for (std::size_t i = 0; i < lessons.rows.size(); ++i) {
        const bool blamed = lessons.blamed[i];
        CrfExample example{{}, {static_cast<std::uint8_t>(blamed ? 1 : 0)}, blamed ? weight_of_blame : 1};
        for (const std::uint32_t key : lessons.rows[i].ids)
            if (seen[key] >= least_seen) {
                const auto [id, fresh] = ids.try_emplace(key, static_cast<std::uint32_t>(part.keys.size()));
                if (fresh)
                    part.keys.push_back(key);
                example.features.ids.push_back(id->second);
            }
        example.features.end_row();
        examples.push_back(std::move(example));
    }
    std::vector<const CrfExample*> pointers;
    for (const CrfExample& example : examples)
        pointers.push_back(&example);
    part.weights = train_crf(pointers, part.keys.size(), part.part.labels(), pair_options);
    std::vector<TrainedPart> parts;
    parts.push_back(std::move(part));
    constexpr float pruned = 0.004F;
    return Model::from(std::move(parts), pruned);
}

} // namespace casebook
