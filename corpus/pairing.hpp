// SPDX-License-Identifier: GPL-3.0-or-later
// What people said two records are to each other. Only ever added to: the newest word on a pair counts.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

enum class Kinship {
    open,       ///< taken back: as if nobody had said anything
    duplicate,  ///< `second` is another record of the article that `first` describes, and is not counted
    different,  ///< two articles, however alike their records
    same_study, ///< two reports of one study: both stay, the study counts once
};

/// "open", "duplicate", "different", "same study".
std::string_view name_of(Kinship value);
/// Kinship::open for a name that is none.
Kinship kinship_from_name(std::string_view name);

struct Pairing
{
    std::string first; ///< ids of articles
    std::string second;
    Kinship kinship = Kinship::open;
    std::string by;
    std::string at; ///< UTC; given by the store when empty
    std::string note;
    bool operator==(const Pairing&) const = default;
};

} // namespace casebook
