// SPDX-License-Identifier: GPL-3.0-or-later
// FAERS and the literature, joined: which reports cite which article of the casebook, which may be its patients, which
// papers FAERS knows and the search missed. The join is derived: it lies in DIR/faers/articles.json and can be made
// again from the store, the protocol and the quarters.
#pragma once

#include "query/casebook.hpp"
#include "query/faers/answer.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>

namespace casebook {

/// Makes the join; query/FAERS.md documents its members.
nlohmann::ordered_json make_join(const Casebook& casebook, const FaersStore& store);

/// Keeps it for `show`.
void keep_join(const Request& request, const nlohmann::ordered_json& join);

/// What was kept, if it was made over the quarters held now under the protocol of now; empty when there is none or it
/// is stale.
std::optional<nlohmann::ordered_json> kept_join(const Request& request);

/// Whether one was ever kept, stale or not.
bool is_joined(const Request& request);

/// Of a kept join, what concerns an article: {"reports": […], "cases": […]}, without the cases that are hidden from who
/// asks; null when it was not in the casebook then.
nlohmann::ordered_json join_of_article(const nlohmann::ordered_json& join, const std::string& article,
                                       const std::set<int>& hidden);

/// The lines that are printed of that; `with_counts`: also the reports like each case, where these stand nowhere else.
void print_join_of_article(const nlohmann::ordered_json& found, const Console& console, bool with_counts);

} // namespace casebook
