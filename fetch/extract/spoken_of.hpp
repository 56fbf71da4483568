// SPDX-License-Identifier: GPL-3.0-or-later
// Of which patient a sentence speaks where an article tells of several: by number, by what they are, by their sex.
#pragma once

#include "fetch/extract/reading.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// A patient's introduction: "a 26-year-old miner".
struct Introduction
{
    std::size_t sentence = 0;
    double age = 0;
    std::string noun; ///< "miner", folded; empty where none stands beside the age
    std::optional<Sex> sex;
};

Introduction introduction(const Sentence& sentence, const MaskedItem& age_item, std::size_t index, double age);

/// "The second patient …", "The miner …", "She …": an index into `people`, -1 for all or none of them.
int spoken_of(const Sentence& sentence, const std::vector<Introduction>& people);

} // namespace casebook
