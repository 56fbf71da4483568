// SPDX-License-Identifier: GPL-3.0-or-later
// What each drug of a text is to each condition in it. A review asks this of one pair; here every pair of the text is
// looked at with the same cues, as if a protocol had asked for it. Where the cues leave off, a model learned from
// annotated abstracts says how probable it is that the text blames the drug.
#pragma once

#include "fetch/extract/annotation.hpp"
#include "fetch/extract/model.hpp"
#include "fetch/extract/reading.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace casebook {

/// Every drug with every condition, in the order in which they are first named. Entities that come with the text are
/// its drugs and conditions, else those of the vocabularies; classes of drugs and denied conditions have no role.
/// `reader` is one without a protocol. With a model a pair has a probability, and from one half on the drug is
/// `suspect`; without one (nullptr) the cues alone decide.
std::vector<AnnotatedPair> read_pair_roles(const Reader& reader, const Model* model, const AnnotatedText& text);

/// Learns which pairs a text blames from abstracts that say so (`causes`, by the ids of their entities). The same
/// documents give the same model.
Model learn_pairs(const Reader& reader, const std::vector<AnnotatedText>& documents);

/// The file that is shipped: `model/roles.model` of the share folder.
std::filesystem::path shipped_roles();

} // namespace casebook
