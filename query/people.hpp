// SPDX-License-Identifier: GPL-3.0-or-later
// What people say about articles and cases, checked before it is kept.
#pragma once

#include "query/casebook.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// Cases that a person adds to an article are numbered from here, out of the way of those that the machine reads.
inline constexpr int first_added_case = 1001;

/// Who speaks: `--by`. Throws UsageError for nobody and for the name of the machine.
std::string speaker(const Request& request);

/// What a reviewer may see while she judges: where the protocol asks for two, nothing of what others said.
View reviewers_view(const std::string& who, const Protocol& protocol);

/// Tells on stderr, once for each name, when somebody else here has it in other capitals: two people, or one who is
/// taken for two.
class LikelyNames
{
public:
    LikelyNames(const Store& store, const Console& console) : people_(store.people()), console_(console) {}
    void look_at(const std::string& who);

private:
    std::vector<std::string> people_;
    const Console& console_;
};

/// `--stage title|fulltext`; nothing when it was not given.
std::optional<Stage> stage_asked(const Request& request);

/// What the user wrote after an option or for a positional, as it is kept: trimmed, sound UTF-8.
std::string words_of(const Request& request, const std::string& name);

/// A case as the user names it. Number 0 stands for one that is to be added ("123#new").
struct CaseName
{
    std::string article;
    int number = 0;
};

/// "pubmed:123#2", "123#2", or "123" where the article has one case. Throws Error when there is no such case.
CaseName find_case(const Store& store, const std::string& word);

/// The case that a correction of the field `drug` adds: a patient in whom that drug is suspected.
Case added_case(int number, const Correction& correction);

/// The first free number for a case added by hand.
int next_added_case(const Store& store, const std::string& article);

} // namespace casebook
