// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/history.hpp"

#include "corpus/added_cases.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

void add_readings(const std::vector<Case>& cases, std::vector<Said>& out)
{
    for (const Case& c : cases)
        for (const Field& field : fields())
            for (const FieldValue& value : field.get(c))
                out.push_back({"", std::string(by_rules), std::string(field.id), c.number, "", value.text, "",
                               value.evidence.quote});
}

std::string decision_text(const Decision& decision)
{
    return verdict_text(decision) +
           (decision.by != by_rules && decision.stage == Stage::full_text ? ", full text" : "") +
           (decision.adjudicated ? ", settling it" : "");
}

void add_decisions(const Store& store, const std::string& article, std::vector<Said>& out)
{
    for (const Decision& decision : store.history(article)) {
        const std::string source = decision.source.empty() ? "" : "source: " + decision.source;
        out.push_back({decision.at, decision.by, "decision", 0, "", decision_text(decision),
                       decision.note + (decision.note.empty() || source.empty() ? "" : "; ") + source, ""});
    }
}

/// What a word does besides saying a value.
template <class Word> std::string noted(const Word& word)
{
    const std::string how = word.withdrawn ? "taken back" : word.adjudicated ? "settling it" : "";
    return how + (how.empty() || word.note.empty() ? "" : "; ") + word.note;
}

/// What counts, of words that are no value of a case: whose patient it is.
std::string last_said(const std::vector<Correction>& words, const Correction& of)
{
    std::string out;
    for (const Correction& word : words)
        if (word.case_number == of.case_number && word.field == of.field)
            out = word.value;
    return out;
}

/// Each correction with what stood there before it.
void add_corrections(const Store& store, const std::string& article, const std::vector<Case>& read,
                     std::vector<Said>& out)
{
    std::vector<Correction> so_far;
    for (const Correction& correction : seen_in(store.view(), store.corrections(article))) {
        Said said{
            correction.at, correction.by, correction.field, correction.case_number, "", "", noted(correction), ""};
        const Field* field = find_field(correction.field);
        const auto text = [&]() -> std::string {
            if (field == nullptr)
                return last_said(in_order_of_effect(so_far), correction);
            std::vector<Case> cases = read;
            apply_all(in_order_of_effect(so_far), cases);
            const auto found = std::ranges::find(cases, correction.case_number, &Case::number);
            return found == cases.end() ? "" : field_text(*field, *found);
        };
        said.before = text();
        so_far.push_back(correction);
        said.now = text();
        out.push_back(std::move(said));
    }
}

/// Each answer to an item of an appraisal with the one that counted before it.
void add_answers(const Store& store, const std::string& article, std::vector<Said>& out)
{
    std::vector<ItemAnswer> so_far;
    for (const ItemAnswer& answer : seen_in(store.view(), store.item_answers(article))) {
        const auto text = [&] {
            std::string counts = "the machine's";
            for (const ItemAnswer& old : in_order_of_effect(so_far))
                if (old.case_number == answer.case_number && old.instrument == answer.instrument &&
                    old.item == answer.item)
                    counts = name_of(old.answer);
            return counts;
        };
        Said said{answer.at,          answer.by, format("{} item {}", answer.instrument, answer.item),
                  answer.case_number, text(),    "",
                  noted(answer),      ""};
        so_far.push_back(answer);
        said.now = text();
        out.push_back(std::move(said));
    }
}

void add_others(const Store& store, const std::string& article, std::vector<Said>& out)
{
    for (const FullText& look : store.full_texts(article))
        if (!look.by.empty() && sees(store.view(), look.by))
            out.push_back({look.at, look.by, "full text", 0, "", std::string(name_of(look.access)), look.note, ""});
    for (const Pairing& pairing : store.pairings())
        if ((pairing.first == article || pairing.second == article) && sees(store.view(), pairing.by))
            out.push_back({pairing.at, pairing.by, "duplicates", 0, "",
                           format("{} and {}: {}", pairing.first, pairing.second, name_of(pairing.kinship)),
                           pairing.note, ""});
}

} // namespace

std::vector<Said> history_of(const Store& store, const std::string& article, int case_number)
{
    const std::vector<Case> read = store.extraction(article).value_or(Extraction{}).cases;
    std::vector<Said> out;
    add_readings(read, out);
    add_decisions(store, article, out);
    add_corrections(store, article, read, out);
    add_answers(store, article, out);
    add_others(store, article, out);
    const Patients patients = patients_of(store, article, store.view());
    std::erase_if(out, [&](const Said& said) {
        return case_number != 0 && said.case_number != 0 && patients.of(said.case_number) != patients.of(case_number);
    });
    std::ranges::stable_sort(out, {}, &Said::at);
    return out;
}

} // namespace casebook
