// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

namespace casebook {

namespace {

std::string case_list(const std::string& article, const std::vector<Case>& cases)
{
    std::vector<std::string> names;
    for (const Case& c : cases)
        names.push_back(case_id(article, c.number));
    return names.empty() ? "it has none; add one with #new" : "it has " + join(names, ", ");
}

int case_number(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

} // namespace

std::string speaker(const Request& request)
{
    const std::string who = collapse(words_of(request, "--by"));
    if (who.empty())
        throw UsageError("--by needs a name: who says so?");
    if (equal_ignoring_case(who, by_rules))
        throw UsageError("--by rules: that is the machine's name. Give a person's.");
    if (!is_persons_name(who))
        throw UsageError(format("--by {}: that word means something else here. Give a person's name.", who));
    return who;
}

View reviewers_view(const std::string& who, const Protocol& protocol)
{
    return {protocol.reviewers > 1 ? Whose::person : Whose::agreed, protocol.reviewers > 1 ? who : "",
            protocol.reviewers};
}

void LikelyNames::look_at(const std::string& who)
{
    if (std::ranges::find(people_, who) != people_.end())
        return;
    for (const std::string& other : people_)
        if (equal_ignoring_case(other, who))
            console_.err << format(
                "{} counts as another person than {}, who has judged here: names differ by capitals, "
                "too. If that is you, say it as {}, and take this back (withdraw).\n",
                who, other, other);
    people_.push_back(who);
}

std::optional<Stage> stage_asked(const Request& request)
{
    if (!request.has("--stage"))
        return std::nullopt;
    const std::string word = request.text("--stage");
    if (word != "title" && word != "fulltext")
        throw UsageError(format("--stage {}: expected title or fulltext.", word));
    return word == "title" ? Stage::title_abstract : Stage::full_text;
}

std::string words_of(const Request& request, const std::string& name)
{
    return std::string(trim(repaired_utf8(request.text(name))));
}

CaseName find_case(const Store& store, const std::string& word)
{
    const std::string article = find_article(store, word);
    const std::size_t mark = word.find('#');
    if (mark != std::string::npos && trim(std::string_view(word).substr(mark + 1)) == "new")
        return {article, 0};
    const std::vector<Case> cases = current_cases(store, article);
    if (mark == std::string::npos && cases.size() == 1)
        return {article, cases.front().number};
    if (mark == std::string::npos)
        throw Error(format("{}: which case of the article? {}.", word, case_list(article, cases)));
    const CaseName name{article, case_number(trim(std::string_view(word).substr(mark + 1)))};
    if (std::ranges::find(cases, patient_of(store, name), &Case::number) == cases.end())
        throw Error(format("{}: the article has no such case; {}.", word, case_list(article, cases)));
    return name;
}

int patient_of(const Store& store, const CaseName& name)
{
    return patients_of(store, name.article, store.view()).of(name.number);
}

std::set<int> cases_of_others(const Store& store, const std::string& article)
{
    std::set<int> out;
    const Patients patients = patients_of(store, article, everybody(store.view()));
    for (const Correction& word : store.corrections(article))
        if (!sees(store.view(), word.by)) {
            out.insert(word.case_number);
            out.insert(patients.of(word.case_number));
        }
    return out;
}

void look_alone(Casebook& casebook, const std::string& who, const std::string& word)
{
    casebook.store.set_view(reviewers_view(who, casebook.protocol));
    try {
        find_case(casebook.store, word);
    } catch (const Error&) { // a case that the other added, or none
        casebook.store.set_view(everybody(casebook.store.view()));
    }
}

Case added_case(int number, const Correction& correction)
{
    Case c;
    c.number = number;
    c.drugs.push_back(
        {correction.value, {correction.value, {}, correction.by}, {Role::suspect, {}, correction.by}, {}, {}, {}, {}});
    return c;
}

int next_added_case(const Store& store, const std::string& article)
{
    int next = first_added_case;
    for (const Correction& correction : store.corrections(article))
        next = std::max(next, correction.case_number + 1);
    return next;
}

} // namespace casebook
