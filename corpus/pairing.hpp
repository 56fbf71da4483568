// SPDX-License-Identifier: GPL-3.0-or-later
// What people said two records are to each other. Only ever added to: the newest word on a pair counts.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

using RecordPair = std::pair<std::string, std::string>;

/// The pair in an order that does not depend on who is named first.
RecordPair unordered(const std::string& a, const std::string& b);

/// The newest word on each pair that is not taken back, of those before a moment when one is given.
std::map<RecordPair, Pairing> words_on_pairs(const std::vector<Pairing>& pairings, std::string_view before = "");

/// Groups of ids that are tied to each other.
class Ties
{
public:
    void tie(const std::string& a, const std::string& b) { above_[root(a)] = root(b); }
    std::string root(const std::string& id);
    std::map<std::string, std::vector<std::string>> groups();

private:
    std::map<std::string, std::string> above_;
};

/// Records that are merged into another: id → the id that stays and counts: of a group the one that nobody merged into
/// another; should people have gone in a circle, the one that came first. `order` has every id of the pairs.
std::map<std::string, std::string> merged_by(const std::map<RecordPair, Pairing>& words,
                                             const std::map<std::string, std::size_t>& order);

} // namespace casebook
