// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/value_pile.hpp"

#include "corpus/added_cases.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/people/correcting.hpp"
#include "query/people/same_patient.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

bool is_of_one_thing(const ValueConflict& a, const ValueConflict& b)
{
    return a.article == b.article && a.case_number == b.case_number && a.field == b.field &&
           a.instrument == b.instrument && a.item == b.item;
}

bool holds(const std::vector<ValueConflict>& some, const ValueConflict& conflict)
{
    return std::ranges::any_of(some, [&](const ValueConflict& one) { return is_of_one_thing(one, conflict); });
}

Reply reply_of(const std::string& value)
{
    const auto reply = reply_from_name(value == "na" ? "not_applicable" : value);
    if (!reply)
        throw UsageError(format("\"{}\" is no answer: yes, no, unknown or na.", value));
    return *reply;
}

/// One word of that person on what is in conflict, which settles it or takes that back.
std::string say(Casebook& casebook, const ValueConflict& conflict, const std::string& value, const std::string& who,
                const std::string& note, bool withdrawn)
{
    if (conflict.field.empty()) {
        ItemAnswer said{conflict.article,
                        conflict.case_number,
                        conflict.instrument,
                        conflict.item,
                        withdrawn ? Reply::unknown : reply_of(value),
                        who,
                        "",
                        note};
        said.withdrawn = withdrawn;
        said.adjudicated = true;
        casebook.store.add(std::move(said));
        return "";
    }
    if (conflict.field == same_as_field) {
        Correction said{"", 0, "", value, who, "", note, withdrawn, true};
        return add_same_as(casebook.store, same_as_said(casebook.store, case_id(conflict.article, conflict.case_number),
                                                        std::move(said)));
    }
    return correct_field(casebook, {conflict.article, conflict.case_number}, known_field(conflict.field),
                         {withdrawn ? "" : value, who, "", note, withdrawn, !withdrawn})
        .warning;
}

} // namespace

std::optional<ValueConflict> ValuePile::next() const
{
    return open_.empty() ? std::nullopt : std::optional(open_.front());
}

bool ValuePile::holds_field(const std::string& article, int case_number, std::string_view field) const
{
    return std::ranges::any_of(unsettled_values(store_, article), [&](const ValueConflict& conflict) {
        return conflict.case_number == case_number && conflict.field == field;
    });
}

void ValuePile::look_again()
{
    for (ValueConflict& conflict : all_value_conflicts(store_))
        if (!conflict.settled && !holds(open_, conflict))
            open_.push_back(std::move(conflict));
}

void ValuePile::skip() { std::rotate(open_.begin(), open_.begin() + 1, open_.end()); }

std::optional<std::string> ValuePile::settle(Casebook& casebook, const std::string& value, const std::string& who,
                                             const std::string& note)
{
    const ValueConflict conflict = open_.front();
    if (!holds(unsettled_values(store_, conflict.article), conflict)) {
        open_.erase(open_.begin());
        return std::nullopt;
    }
    std::string odd = say(casebook, conflict, value, who, note, false);
    open_.erase(open_.begin());
    settled_.push_back(conflict);
    return odd;
}

std::optional<ValueConflict> ValuePile::take_back(Casebook& casebook, const std::string& who)
{
    if (settled_.empty())
        return std::nullopt;
    const ValueConflict last = settled_.back();
    say(casebook, last, "", who, "", true);
    settled_.pop_back();
    open_.insert(open_.begin(), last);
    return last;
}

} // namespace casebook::review
