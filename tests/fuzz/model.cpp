// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a model or no model; any line is an annotated text or an error. A model that is read can be asked.
#include "fetch/extract/model.hpp"
#include "fetch/extract/annotation.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    if (const auto model = parse_model(text); !model) {
        promise(!model.error().what.empty() && model.error().position <= size, "an error says what is wrong and where");
    } else {
        Model::Scores scores = model->no_scores(1);
        const FeatureRows keys{{0, 1, 0xFFFFFFFFU}, {0, 3}};
        model->add(keys, scores);
        promise(model->bytes() == text, "a model is written as it was read");
    }
    if (const auto annotated = parse_annotated(text); annotated) {
        promise(annotated->title <= annotated->text.size(), "the title is a part of the text");
    } else {
        promise(!annotated.error().what.empty(), "an error says what is wrong");
    }
    return 0;
}
