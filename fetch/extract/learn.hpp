// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a model from annotated texts. The opinions that later parts learn from come from taggers that have not seen the
// sentence: each document belongs to one of three folds, and is read by taggers trained on the other two.
#pragma once

#include "fetch/extract/annotation.hpp"
#include "fetch/extract/model.hpp"

#include <functional>
#include <string>
#include <vector>

namespace casebook {

struct LearningData
{
    std::vector<AnnotatedText> events;    ///< sentences with events and all their arguments (PHEE)
    std::vector<AnnotatedText> documents; ///< whole abstracts with chemicals, diseases and what causes what (BC5CDR)
    std::vector<AnnotatedText>
        sentences; ///< sentences with and without events, drugs and effects only (ADE); may be none
    std::vector<AnnotatedText> relations; ///< abstracts that also say what treats what (BioRED); may be none
};

using LearningTalk = std::function<void(const std::string&)>;

/// About two minutes for PHEE and BC5CDR on one core. The same data give the same model.
Model learn(const LearningData& data, const LearningTalk& talk);

} // namespace casebook
