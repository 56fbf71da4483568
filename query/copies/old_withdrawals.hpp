// SPDX-License-Identifier: GPL-3.0-or-later
// What a withdrawal of dumps before version 3 means: it took back all that its person had said at that stage, of the
// record and of those that people paired it with; now one takes back one word. The rule of the store's schema step 14.
#pragma once

#include "corpus/decision.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

class OldWithdrawals
{
public:
    /// Every word of a person in the dump, with its turn, and every pair.
    void tell(const Decision& word);
    void pair(const std::string& first, const std::string& second);

    /// Each withdrawal and how often it has to stand: once for each word that it took, once at least.
    std::vector<std::pair<Decision, std::size_t>> wanted() const;

private:
    std::set<std::string> kin_of(const std::string& article) const;
    std::size_t taken_by(const Decision& withdrawal) const;

    std::vector<Decision> words_;
    std::map<std::string, std::set<std::string>> pairs_;
};

} // namespace casebook
