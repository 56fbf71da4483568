// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/same_patient.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/duplicates.hpp"
#include "query/people/settling.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// The number behind the # of the user's word; 0 where it is none.
int number_in(std::string_view word)
{
    const std::size_t mark = word.find('#');
    return number_or(trim(mark == std::string_view::npos ? word : word.substr(mark + 1)), 0);
}

/// Throws UsageError where people added no such case, or took it away.
void check_added(const std::string& word, int number, const std::map<int, std::string>& added)
{
    std::vector<std::string> numbers;
    for (const auto& [other, by] : added)
        numbers.push_back("#" + std::to_string(other));
    if (!added.contains(number))
        throw UsageError(format("{}: same_as is said of cases that people added; people added {}.", word,
                                numbers.empty() ? "none to this article" : join(numbers, ", ")));
}

/// "1001", "#1001" or "123#1001", of the same article.
int other_named(const Store& store, const std::string& word, const Correction& said)
{
    if (const std::size_t mark = word.find('#'); mark != std::string::npos && !trim(word.substr(0, mark)).empty())
        if (const std::string article = find_article(store, word); article != said.article)
            throw UsageError(format("same_as {}: that is a case of {}; name another one of {}, or none.", word, article,
                                    said.article));
    const int other = number_in(word);
    if (other == said.case_number)
        throw UsageError(format("same_as {}: that is the case itself; name the other one, or none.", other));
    return other;
}

std::vector<Correction> same_as_words(const Store& store, const Correction& said)
{
    return words_on_field(store, said.article, said.case_number, same_as_field);
}

/// What counts now; where two are blind to each other what she said herself. "" where nobody says it.
std::string value_told(const Casebook& casebook, const Correction& said)
{
    std::vector<Correction> words = in_order_of_effect(same_as_words(casebook.store, said));
    const View hers = reviewers_view(said.by, casebook.protocol);
    if (!said.adjudicated)
        std::erase_if(words, [&](const Correction& word) { return !sees(hers, word.by); });
    return words.empty() ? "" : words.back().value;
}

std::string meaning_of(const std::string& value)
{
    return value.empty()           ? "nothing said of whose patient it is"
           : value == same_as_none ? "a patient of its own"
                                   : "the patient of #" + value;
}

} // namespace

std::vector<DoubtfulPatient> doubtful_patients(const Store& store, const std::string& article)
{
    std::vector<DoubtfulPatient> out;
    if (store.view().whose != Whose::agreed)
        return out;
    for (const AddedTwice& twice : patients_of(store, article, store.view()).twice())
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
    said.case_number = number_in(word);
    const auto added = added_by(standing_in(everybody(store.view()), store.corrections(said.article)));
    check_added(word, said.case_number, added);
    const std::string value = lower_ascii(trim(said.value));
    said.value = said.withdrawn ? "" : value;
    if (said.withdrawn || value == same_as_none)
        return said;
    const int other = other_named(store, value, said);
    check_added(value, other, added);
    said.value = std::to_string(other);
    return said;
}

std::string add_same_as(Store& store, Correction said)
{
    const std::vector<Correction> words = same_as_words(store, said);
    const std::string command = format("correct {} same_as", case_id(said.article, said.case_number));
    const std::string what = format("same_as of {}", case_id(said.article, said.case_number));
    if (said.withdrawn) {
        const Correction last = word_to_take_back(words, said.by, what);
        said.adjudicated = last.adjudicated;
        said.case_number = last.case_number;
    } else if (said.adjudicated) {
        check_two_spoke(words, "said", what);
        check_differs(
            words, [&](const Correction& old) { return old.value == said.value; }, "said", what, said.value);
    }
    const std::optional<Correction> settled = settled_before(said, words);
    store.add(std::move(said));
    return settled ? settled_text(what, settled->by, settled->at, command + " …", command + " --withdraw") + "\n" : "";
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
    const std::string before = value_told(casebook, said);
    LikelyNames(casebook.store, console).look_at(said.by);
    console.err << add_same_as(casebook.store, said);
    transaction.commit();
    const std::string now = value_told(casebook, said);
    const std::string id = case_id(said.article, said.case_number);
    const auto patients = std::ranges::count_if(current_cases(casebook.store, said.article), is_suspected);
    if (format_of(request) == Format::text)
        console.out << format("{}: {} → {} {} {}{}\n  patients in the article: {}\n", id, meaning_of(before),
                              meaning_of(now), withdrawn ? "taken back by" : "by", said.by,
                              said.adjudicated ? ", which settles it" : "", patients);
    else
        console.out << Json{{"version", 1},           {"case", id},
                            {"added", false},         {"field", same_as_field},
                            {"before", before},       {"now", now},
                            {"machine", ""},          {"by", said.by},
                            {"withdrawn", withdrawn}, {"adjudicated", said.adjudicated}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook
