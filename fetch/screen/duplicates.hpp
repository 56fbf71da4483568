// SPDX-License-Identifier: GPL-3.0-or-later
// Records that describe one article, found by rules that a reader can check. A rule proposes; a person decides.
#pragma once

#include "corpus/article.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What the rules look at of a record.
struct RecordKeys
{
    std::string id;
    std::string pmid;
    std::string pmcid;
    std::string doi;    ///< in lower case
    std::string title;  ///< letters and digits only, folded
    std::string author; ///< the first one's last name, likewise
    int year = 0;
};
RecordKeys keys_of(const Article& article);

/// Which of many records share a key with another, told from digests of 8 bytes, so that a million records need not be
/// held. What find_likenesses finds is among them; a few may be there by chance.
class SharedKeys
{
public:
    void add(const RecordKeys& record);
    std::vector<std::size_t> places(); ///< of those records, counted from 0 in the order of add(), ascending

private:
    struct Seen
    {
        std::uint64_t digest = 0;
        std::size_t place = 0;
        auto operator<=>(const Seen&) const = default;
    };
    std::deque<Seen> seen_; ///< a vector that grows would hold twice as much
    std::size_t records_ = 0;
};

struct Likeness
{
    std::string first; ///< ids, in the order in which the records came
    std::string second;
    std::string_view rule;
    bool certain = false; ///< the rule leaves no doubt; else somebody has to look
    bool operator==(const Likeness&) const = default;
};

/// The rules in words, for those who report how duplicates were found.
std::span<const std::string_view> duplicate_rules();

/// Every pair that a rule holds for, once, under the first rule that does:
///   the same PMID or PMCID; the same DOI (certain where the titles agree); the same title of twenty letters or more by
///   the same first author within a year (certain unless their DOIs or PMIDs differ); the same title, author or year
///   missing.
/// Linear in the records but for groups that share a key.
std::vector<Likeness> find_likenesses(const std::vector<RecordKeys>& records);

} // namespace casebook
