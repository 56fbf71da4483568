// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/added_cases.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/duplicates.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// The number behind the # of the user's word; 0 where it is none.
int number_in(std::string_view word)
{
    const std::size_t mark = word.find('#');
    return number_or(trim(mark == std::string_view::npos ? word : word.substr(mark + 1)), 0);
}

/// Numbers of the cases that people added and nobody took away.
std::set<int> added_numbers(const std::vector<Correction>& standing)
{
    std::set<int> out;
    for (const Correction& word : standing)
        if (word.case_number >= first_added_case && word.field == "drug")
            out.insert(word.case_number);
    return out;
}

std::string numbers_text(const std::set<int>& numbers)
{
    std::vector<std::string> out;
    for (const int number : numbers)
        out.push_back("#" + std::to_string(number));
    return out.empty() ? "people added none to this article" : "people added " + join(out, ", ");
}

int known_added(const std::string& word, const std::vector<Correction>& standing)
{
    const std::set<int> numbers = added_numbers(standing);
    const int number = number_in(word);
    if (!numbers.contains(number))
        throw UsageError(format("{}: same_as is said of cases that people added; {}.", word, numbers_text(numbers)));
    return number;
}

/// What people say of the case, oldest first, what settles it last.
std::vector<Correction> words_on(const std::vector<Correction>& standing, int number)
{
    std::vector<Correction> out;
    for (const Correction& word : standing)
        if (word.case_number == number && word.field == same_as_field)
            out.push_back(word);
    return out;
}

std::string value_said(const std::string& said, int number, const std::vector<Correction>& standing)
{
    const std::string word = lower_ascii(trim(said));
    if (word == same_as_none)
        return word;
    const int other = known_added(word, standing);
    if (other == number)
        throw UsageError(format("same_as {}: that is the case itself; name the other one, or none.", other));
    return std::to_string(other);
}

std::vector<Correction> standing_on(const Store& store, const std::string& article)
{
    return in_order_of_effect(store.corrections(article));
}

std::string meaning_of(const std::string& value)
{
    return value.empty()           ? "nobody says whose patient it is"
           : value == same_as_none ? "a patient of its own"
                                   : "the patient of #" + value;
}

} // namespace

std::vector<DoubtfulPatient> doubtful_patients(const Store& store, const std::string& article)
{
    std::vector<DoubtfulPatient> out;
    if (store.view().whose == Whose::agreed)
        for (const AddedTwice& twice : cases_added_twice(store, article))
            if (!twice.said)
                out.push_back({article, twice});
    return out;
}

std::vector<DoubtfulPatient> all_doubtful_patients(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<DoubtfulPatient> out;
    for (const std::string& id : store.article_ids())
        if (!merged.contains(id))
            for (DoubtfulPatient& doubt : doubtful_patients(store, id))
                out.push_back(std::move(doubt));
    return out;
}

std::string doubt_line(const DoubtfulPatient& doubt)
{
    const std::string id = case_id(doubt.article, doubt.twice.number);
    return format(
        "{}, added by {}, counts as the patient whom {} added as #{}, until `correct {} same_as {}` (or none) "
        "says it",
        id, doubt.twice.by, doubt.twice.stays_by, doubt.twice.stays, id, doubt.twice.stays);
}

Json to_json(const DoubtfulPatient& doubt)
{
    return {{"case", case_id(doubt.article, doubt.twice.number)},
            {"by", doubt.twice.by},
            {"same_as", case_id(doubt.article, doubt.twice.stays)},
            {"same_as_by", doubt.twice.stays_by}};
}

Correction same_as_said(const Store& store, const std::string& word, Correction said)
{
    said.field = same_as_field;
    said.article = find_article(store, word);
    const std::vector<Correction> standing = standing_on(store, said.article);
    said.case_number = known_added(word, standing);
    said.value = said.withdrawn ? "" : value_said(said.value, said.case_number, standing);
    return said;
}

void add_same_as(Store& store, Correction said)
{
    const std::vector<Correction> words = words_on(standing_on(store, said.article), said.case_number);
    const auto last = std::ranges::find(words.rbegin(), words.rend(), said.by, &Correction::by);
    if (said.withdrawn && last == words.rend())
        throw Error(format("{} has said nothing of same_as of {} that could be taken back.", said.by,
                           case_id(said.article, said.case_number)));
    if (said.withdrawn)
        said.adjudicated = last->adjudicated;
    store.add(std::move(said));
}

int run_same_as(const Request& request, const Console& console)
{
    const bool withdrawn = request.has("--withdraw");
    Correction said;
    said.by = speaker(request);
    said.note = words_of(request, "--note");
    said.withdrawn = withdrawn;
    said.adjudicated = request.has("--adjudicate");
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    said.value = withdrawn ? "" : words_of(request, "VALUE");
    said = same_as_said(casebook.store, request.text("CASE"), std::move(said));
    const auto words = [&] { return words_on(standing_on(casebook.store, said.article), said.case_number); };
    const std::vector<Correction> before = words();
    LikelyNames(casebook.store, console).look_at(said.by);
    add_same_as(casebook.store, said);
    transaction.commit();
    const std::vector<Correction> now = words();
    const std::string before_text = before.empty() ? "" : before.back().value;
    const std::string now_text = now.empty() ? "" : now.back().value;
    const std::string id = case_id(said.article, said.case_number);
    const auto patients = std::ranges::count_if(current_cases(casebook.store, said.article), is_suspected);
    if (format_of(request) == Format::text)
        console.out << format("{}: {} → {} {} {}\n  patients in the article: {}\n", id, meaning_of(before_text),
                              meaning_of(now_text), withdrawn ? "taken back by" : "by", said.by, patients);
    else
        console.out << Json{{"version", 1},           {"case", id},
                            {"added", false},         {"field", same_as_field},
                            {"before", before_text},  {"now", now_text},
                            {"machine", ""},          {"by", said.by},
                            {"withdrawn", withdrawn}, {"adjudicated", said.adjudicated}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook
