// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of cases that people added, in a dump and in the casebook that takes it.
#pragma once

#include "corpus/store.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace casebook {

/// What two people added are two cases, whatever their numbers (if perhaps of one patient); a case is known again by
/// the correction that began it, and else keeps its number or takes the next free one.
class AddedNumbers
{
public:
    explicit AddedNumbers(const Store& store) : store_(store) {}

    /// Gives a correction, in the order of the dump, the number that its case has here.
    void renumber(Correction& correction);
    /// The number here of a case there; the same where nobody added it.
    int here(const std::string& article, int number) const;

private:
    int number_here(const Correction& beginning) const;

    const Store& store_;
    std::map<std::pair<std::string, int>, int> added_; ///< numbers there to numbers here
    std::set<std::pair<std::string, int>> found_;      ///< numbers here that one of there has
};

} // namespace casebook
