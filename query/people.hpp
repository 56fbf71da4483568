// SPDX-License-Identifier: GPL-3.0-or-later
// What people say about articles and cases, checked before it is kept.
#pragma once

#include "corpus/added_cases.hpp"
#include "query/casebook.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casebook {

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

/// A case as the user names it, also where it counts as the patient of another one. Number 0 stands for one that is to
/// be added ("123#new").
struct CaseName
{
    std::string article;
    int number = 0;
};

/// "pubmed:123#2", "123#2", or "123" where the article has one case. Throws Error when there is no such case.
CaseName find_case(const Store& store, const std::string& word);

/// The number under which the patient stands among the `current_cases`: another one where both are one patient.
int patient_of(const Store& store, const CaseName& name);

/// The cases of an article, by number, on which somebody spoke whom the store's view does not see: what was counted or
/// joined with their words is not for these eyes.
std::set<int> cases_of_others(const Store& store, const std::string& article);

/// Where the protocol asks for two, the store shows a reviewer from now on only what she and the machine say; but what
/// all say where the case that she names was added by the other.
void look_alone(Casebook& casebook, const std::string& who, const std::string& word);

/// The case that a correction of the field `drug` adds: a patient in whom that drug is suspected.
Case added_case(int number, const Correction& correction);

/// The first free number for a case added by hand.
int next_added_case(const Store& store, const std::string& article);

} // namespace casebook
