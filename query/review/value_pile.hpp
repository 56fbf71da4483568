// SPDX-License-Identifier: GPL-3.0-or-later
// The values that two people gave differently, as a session goes through them to settle each.
#pragma once

#include "query/casebook.hpp"
#include "query/people/value_conflicts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::review {

class ValuePile
{
public:
    /// Looks for them on all records. The store must outlive it.
    explicit ValuePile(const Store& store) : store_(store) { look_again(); }

    /// The one to settle now; nothing when none is left.
    std::optional<ValueConflict> next() const;
    std::size_t left() const { return open_.size(); }
    std::size_t settled() const { return settled_.size(); } ///< in this session, those taken back left out

    /// Whether two gave that field differently and nobody settled it, as the store has it now.
    bool holds_field(const std::string& article, int case_number, std::string_view field) const;

    /// What people gave differently since.
    void look_again();
    void skip();

    /// Settles it within the caller's transaction; what is odd about the value, a line each. Nothing where nobody
    /// differs any more: it is dropped. Throws UsageError for what is no value of it; then nothing was kept.
    std::optional<std::string> settle(Casebook& casebook, const std::string& value, const std::string& who,
                                      const std::string& note);
    /// The last that this session settled, within the caller's transaction.
    std::optional<ValueConflict> take_back(Casebook& casebook, const std::string& who);

private:
    const Store& store_;
    std::vector<ValueConflict> open_;
    std::vector<ValueConflict> settled_;
};

} // namespace casebook::review
