// SPDX-License-Identifier: GPL-3.0-or-later
// What the flow diagram is counted from: the articles with all records of each, and how they stood before.
#pragma once

#include "query/prisma/prisma.hpp"
#include "query/searching/changes.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casebook {

struct FlowRecord
{
    std::string id;
    std::string channel;
    std::string source; ///< database
    std::int64_t added_run = 0;
    bool deleted = false;         ///< by NLM
    bool has_full_text = false;   ///< its passages are held
    bool not_to_be_had = false;   ///< a person says so of its full text
    std::size_t own_passages = 0; ///< title and abstract
};

/// One article: its records, and which of them counts.
struct FlowArticle
{
    std::string stays;
    std::vector<FlowRecord> records; ///< in the order in which they came
};
std::vector<FlowArticle> flow_articles(const Store& store);

/// The previous version of the review: what stood before a run or a date.
struct FlowBefore
{
    std::string text;                        ///< "run 5 of 2026-01-02"
    std::int64_t first_new_run = 0;          ///< records of this run and later ones are new
    std::map<std::string, Decision> decided; ///< what counted then, by article
};
FlowBefore flow_before(const Store& store, const std::string& since);

/// The last finished update when there was one before it, as `flow_before` takes it; else "".
std::string last_version(const Store& store);

std::size_t studies_in(const Store& store, const std::set<std::string>& articles);
std::size_t patients_in(const Store& store, const std::set<std::string>& articles);

} // namespace casebook
