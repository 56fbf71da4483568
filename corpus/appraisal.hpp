// SPDX-License-Identifier: GPL-3.0-or-later
// People's answers to the items of an appraisal of a case (Naranjo, WHO-UMC …). Only ever added: of one item the newest
// by a person counts, the machine's proposal stays beside it. The instruments themselves stand in query/appraisal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casebook {

/// `unknown` leaves an item open: it may turn out either way. `not_applicable` closes it without a point: what it asks
/// about was never done.
enum class Reply { unknown, yes, no, not_applicable };

std::string_view name_of(Reply value); ///< "unknown", "yes", "no", "not_applicable"
std::optional<Reply> reply_from_name(std::string_view name);

struct ItemAnswer
{
    std::string article;
    int case_number = 1;
    std::string instrument; ///< "naranjo"
    int item = 0;           ///< from 1
    Reply answer = Reply::unknown;
    std::string by;
    std::string at; ///< UTC; given by the store when empty
    std::string note;
    bool withdrawn = false;   ///< takes back the last that `by` said of this item; the answer then says nothing
    bool adjudicated = false; ///< settles what people said of this item; counts before all other words on it
    int turn = 0;             ///< of a person's answers on this article within one second: 0, 1 …; given by the store
    bool operator==(const ItemAnswer&) const = default;
};

} // namespace casebook
