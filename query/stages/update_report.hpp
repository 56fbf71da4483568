// SPDX-License-Identifier: GPL-3.0-or-later
// What an update changed. It is noted when the update begins and again when it ends, in the details of its run, so that
// an update that was killed reports everything since the last one that was finished.
#pragma once

#include "corpus/notice.hpp"
#include "query/casebook.hpp"

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// How things stood when the update began.
struct Baseline
{
    std::int64_t run = 0; ///< the last run before it: what came later is new
    Tally counts;
    std::set<std::string> retracted; ///< articles that were known to be retracted
    std::set<std::string> concern;   ///< and those with an expression of concern, alone
};

/// Ids of articles in the order in which they came in.
struct UpdateChanges
{
    Tally before;
    Tally after;
    std::vector<std::string> added;
    std::vector<std::string> revised;
    std::vector<std::string> retracted;  ///< newly; those that came in retracted are among the added
    std::vector<std::string> concern;    ///< newly with an expression of concern
    std::vector<std::string> look_again; ///< changed after a person had decided on them; the decision stands
};

Baseline baseline_of(const Store& store);
UpdateChanges changes_since(const Store& store, const Baseline& baseline);

std::string to_text(const Baseline& baseline);
/// Throws Error for another form.
Baseline baseline_from(std::string_view json);

/// The changes with title, decision and reason of each article.
nlohmann::ordered_json to_json(const UpdateChanges& changes, const Store& store);
void print_text(const UpdateChanges& changes, const Store& store, const Console& console);

} // namespace casebook
