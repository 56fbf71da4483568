// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of sentences with the value that they tell: one case each, one sentence or two behind its first.
#pragma once

#include "corpus/text.hpp"
#include "fetch/extract/causality.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <initializer_list>
#include <span>
#include <string>

namespace casebook::testing {

/// Sentences behind "A 33-year-old woman developed EVENT while taking DRUG."
struct ChallengeRow
{
    const char* drug;
    const char* event;
    const char* value; ///< "" for unknown
    const char* words;
};

inline Told told_of(const ChallengeRow& row)
{
    const std::string before =
        std::string("A 33-year-old woman developed ") + row.event + " while taking " + row.drug + ". ";
    return Told(row.drug, row.event, "A case report", before + row.words);
}

template <class Read> void check_challenge(std::span<const ChallengeRow> rows, Read read)
{
    for (const ChallengeRow& row : rows) {
        CAPTURE(std::string(row.words));
        const Told told = told_of(row);
        const auto found = read(told.story());
        CHECK((found ? std::string(name_of(*found.value)) : "") == row.value);
    }
}

/// The value holds the kinds of signs that must be read, and with a minus those that must not.
inline void check_signs(std::initializer_list<ChallengeRow> rows)
{
    for (const ChallengeRow& row : rows) {
        const Told told = told_of(row);
        const std::vector<Sign> signs = read_signs(told.story());
        for (const std::string& kind : split(row.value, ' ')) {
            const bool wanted = !kind.starts_with("-");
            const auto named = from_name<SignKind>(wanted ? kind : kind.substr(1));
            REQUIRE(named);
            INFO(kind << ": " << row.words);
            CHECK((std::ranges::find(signs, *named, &Sign::kind) != signs.end()) == wanted);
        }
    }
}

} // namespace casebook::testing
