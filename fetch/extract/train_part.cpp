// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/train_part.hpp"

#include <unordered_map>

namespace casebook {

namespace {

using Ids = std::unordered_map<std::uint32_t, std::uint32_t>;

Ids number_features(const std::vector<Study>& studies, std::size_t least, std::vector<std::uint32_t>& keys)
{
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    for (const Study& study : studies)
        for (const FeatureRows* rows : study.rows)
            for (const std::uint32_t key : rows->ids)
                ++counts[key];
    Ids ids;
    for (const Study& study : studies) // in order of their first time: the same with every library
        for (const FeatureRows* rows : study.rows)
            for (const std::uint32_t key : rows->ids)
                if (counts[key] >= least && ids.try_emplace(key, static_cast<std::uint32_t>(keys.size())).second)
                    keys.push_back(key);
    return ids;
}

CrfExample example_of(const Study& study, const Ids& ids)
{
    CrfExample out{{}, study.labels, study.weight};
    for (std::size_t place = 0; place < study.labels.size(); ++place) {
        for (const FeatureRows* rows : study.rows)
            for (const std::uint32_t key : rows->row(place))
                if (const auto id = ids.find(key); id != ids.end())
                    out.features.ids.push_back(id->second);
        out.features.end_row();
    }
    return out;
}

} // namespace

TrainedPart train_part(std::string_view name, std::vector<std::string> kinds, const Recipe& recipe,
                       const std::vector<Study>& studies)
{
    TrainedPart out;
    out.part = {std::string(name), std::move(kinds), recipe.options.bio, 0, {}, {}};
    const Ids ids = number_features(studies, recipe.least, out.keys);
    std::vector<CrfExample> examples;
    for (const Study& study : studies)
        examples.push_back(example_of(study, ids));
    std::vector<const CrfExample*> pointers;
    for (const CrfExample& example : examples)
        pointers.push_back(&example);
    out.weights = train_crf(pointers, out.keys.size(), out.part.labels(), recipe.options);
    return out;
}

} // namespace casebook
