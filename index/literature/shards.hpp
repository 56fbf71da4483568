// SPDX-License-Identifier: GPL-3.0-or-later
// An index made from nothing: small ones of some hundred articles, several at a time, which are then put together. What
// Xapian holds until it is written lies in trees that are slow when large, and putting together costs little.
#pragma once

#include "index/literature/document.hpp"
#include "index/literature/words.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace casebook {

struct DraftedArticle
{
    std::string key; ///< `article_key`
    std::vector<Draft> drafts;
};
using Batch = std::vector<DraftedArticle>;

inline constexpr std::size_t articles_a_shard = 250;

/// Documents are numbered in the order of the batches, whatever the number of threads.
class ShardedBuild
{
public:
    /// Works in the folder, which is emptied first and taken away in the end. The shards of a group are put together
    /// early: at the end those of two groups may be open at once, which with four files each are 796 of the usual
    /// 1,024.
    explicit ShardedBuild(std::filesystem::path folder, std::size_t shards_a_group = 100);
    ~ShardedBuild();
    ShardedBuild(const ShardedBuild&) = delete;
    ShardedBuild& operator=(const ShardedBuild&) = delete;

    /// Waits while there is much to do already. Throws what went wrong with an earlier one.
    void add(Batch batch);

    /// Puts all together, in a folder of the folder: the returned one. It has no list of spellings yet.
    std::filesystem::path finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
