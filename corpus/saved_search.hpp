// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace casebook {

/// A search that people keep under a name, to ask again what is new.
struct SavedSearch
{
    std::string name;
    std::string query;
    std::string sort;        ///< "" by relevance
    std::string words;       ///< "all" or "any"; "" for what fits
    std::string similar_to;  ///< an article, or ""
    std::string at;          ///< when it was saved, UTC
    std::string ran;         ///< when it was last run, "" if never
    std::string seen;        ///< what it found then, JSON whose form belongs to the command; "" if never
    std::string seen_before; ///< and the time before that

    /// Asks the same, whatever it is called and whenever it was asked.
    bool asks_as(const SavedSearch& other) const
    {
        return query == other.query && sort == other.sort && words == other.words && similar_to == other.similar_to;
    }
    bool operator==(const SavedSearch&) const = default;
};

} // namespace casebook
