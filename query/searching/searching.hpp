// SPDX-License-Identifier: GPL-3.0-or-later
// The one way from the user's words to a search of the index, for `search`, `brief` and `show`.
#pragma once

#include "corpus/protocol.hpp"
#include "index/literature/index.hpp"
#include "query/request.hpp"

#include <optional>
#include <string>

namespace casebook {

/// The protocol of the folder, if there is one.
std::optional<Protocol> protocol_here(const Request& request);

/// A search in which `drug:` finds all names of the protocol's drug and of those that the vocabularies know.
Search search_of(const std::optional<Protocol>& protocol, std::string query);

/// What is said of an index that lags behind the store.
inline constexpr std::string_view index_lags =
    "The casebook has changed since it was indexed; `casebook index` brings the search up to date.";

/// The index was made from another state of store, protocol or quarters than that of now.
bool is_behind(const LiteratureReader& reader, const Request& request, std::int64_t store_revision);

} // namespace casebook
