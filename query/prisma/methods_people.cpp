// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/methods_people.hpp"

#include "corpus/added_cases.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/instrument.hpp"
#include "query/duplicates.hpp"
#include "query/people/agreement.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace casebook {

namespace {

constexpr std::string_view rules_of = "The rules of Casebook " CASEBOOK_VERSION;
constexpr std::size_t few = 10; ///< of fewer records kappa tells nothing

std::string day_of(const std::string& at) { return at.substr(0, 10); }

/// What one person said, and when.
struct Work
{
    std::set<std::string> things; ///< records, values of cases, items of cases: each once, however often it was judged
    std::string first, last;

    void add(const std::string& thing, const std::string& at)
    {
        things.insert(thing);
        first = first.empty() ? at : std::min(first, at);
        last = std::max(last, at);
    }
    /// "2026-01-31" or "2026-01-31 to 2026-02-02"
    std::string days() const
    {
        return day_of(first) == day_of(last) ? day_of(first) : day_of(first) + " to " + day_of(last);
    }
};
using WorkBy = std::map<std::string, Work>; ///< by person

/// "A. Reviewer (34 records, 2026-01-31), B. Reviewer (30 records, 2026-02-01 to 2026-02-03)"
std::string by_whom(const WorkBy& work, std::string_view noun)
{
    std::vector<std::string> parts;
    for (const auto& [who, done] : work)
        parts.push_back(format("{} ({}, {})", who, counted(done.things.size(), noun), done.days()));
    return join(parts, ", ");
}

/// Of every record that is not merged into another.
void each_record(const Store& store, const std::function<void(const std::string& id)>& visit)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    for (const std::string& id : store.article_ids())
        if (!merged.contains(id))
            visit(id);
}

double percent(std::size_t part, std::size_t whole)
{
    return 100 * static_cast<double>(part) / static_cast<double>(whole);
}

// ---- who judged ----

struct JudgedRecords
{
    std::array<WorkBy, 2> by_stage;
    std::size_t screened = 0;           ///< records that the rules judged
    std::array<std::size_t, 3> rules{}; ///< those that no person judged, by what the rules say
    std::size_t by_one = 0;             ///< records that one person alone has judged at the latest stage
};

JudgedRecords judged_records(const Store& store)
{
    JudgedRecords out;
    each_record(store, [&](const std::string& id) {
        const std::vector<Decision> history = store.whole_history(id);
        const std::vector<Decision> standing = standing_words(history);
        for (const Decision& word : standing)
            if (!word.adjudicated)
                out.by_stage.at(static_cast<std::size_t>(word.stage))[word.by].add(id, word.at);
        out.screened += std::ranges::find(history, by_rules, &Decision::by) == history.end() ? 0U : 1U;
        const std::size_t at_full_text = judges_at(history, Stage::full_text);
        out.by_one += (at_full_text > 0 ? at_full_text : judges_at(history, Stage::title_abstract)) == 1 ? 1U : 0U;
        const auto counts = counting_decision(history);
        if (standing.empty() && counts && counts->by == by_rules)
            ++out.rules.at(static_cast<std::size_t>(counts->verdict));
    });
    return out;
}

/// "they agreed on 28 of 30 (93.3 %; Cohen's kappa 0.81, 95 % CI 0.60 to 1.00; PABAK 0.87)"; of few records the count.
std::string agreement_words(const Agreement& pair)
{
    std::size_t same = 0;
    for (std::size_t i = 0; i < pair.table.size(); ++i)
        same += pair.table.at(i).at(i);
    std::string out = format("they agreed on {} of {}", same, pair.both());
    if (pair.both() < few)
        return out;
    out += format(" ({:.1f} %", percent(same, pair.both()));
    if (const auto kappa = kappa_of(pair.table)) {
        out += format("; Cohen's kappa of include, exclude and unclear {:.2f}", kappa->value);
        if (kappa->error > 1e-9)
            out += format(", 95 % CI {:.2f} to {:.2f}", kappa->low, kappa->high);
    }
    if (const auto adjusted = pabak_of(pair.table))
        out += format("; PABAK {:.2f}", *adjusted);
    return out + ")";
}

/// How what they differed on ended.
std::string ends_of(const Agreement& pair)
{
    std::size_t differed = 0, settled = 0, by_one_of_them = 0, changed = 0;
    std::set<std::string> settlers;
    for (const Conflict& said : pair.conflicts) {
        if (said.first.verdict == said.second.verdict)
            continue;
        ++differed;
        if (said.settled) {
            ++settled;
            settlers.insert(said.settled->by);
            by_one_of_them += said.settled->by == pair.first || said.settled->by == pair.second ? 1U : 0U;
        } else if (!said.first_now || !said.second_now || said.first_now->verdict == said.second_now->verdict) {
            ++changed;
        }
    }
    std::vector<std::string> parts;
    if (settled > 0)
        parts.push_back(format("{} settled by {}{}", settled, join({settlers.begin(), settlers.end()}, ", "),
                               by_one_of_them == 0 ? "" : format(" ({} of them by one of the two)", by_one_of_them)));
    if (changed > 0)
        parts.push_back(format("{} ended when one of them said otherwise or took a word back", changed));
    if (const std::size_t open = differed - settled - changed; open > 0)
        parts.push_back(format("{} still open", open));
    return differed == 0 ? "" : format("Of the {} on which they differed: {}.", differed, join(parts, "; "));
}

void add_stage(const JudgedRecords& judged, Stage stage, const std::vector<Agreement>& pairs, MethodsItem& out)
{
    const WorkBy& by = judged.by_stage.at(static_cast<std::size_t>(stage));
    if (!by.empty())
        out.sentences.push_back(format("{} people judged: {}.",
                                       stage == Stage::full_text ? "On the full text" : "On title and abstract",
                                       by_whom(by, "record")));
    for (const Agreement& pair : pairs) {
        if (pair.stage != stage || pair.both() == 0)
            continue;
        out.sentences.push_back(format("{} and {} both judged {}; before any of it was settled {}.", pair.first,
                                       pair.second, counted(pair.both(), "record"), agreement_words(pair)));
        if (const std::string ends = ends_of(pair); !ends.empty())
            out.sentences.push_back(ends);
        if (!pair.reasons.empty())
            out.sentences.push_back(
                format("Both excluded {} for different reasons.", counted(pair.reasons.size(), "record")));
    }
}

// ---- whose values and answers ----

/// Of the cases of every record, what people gave.
template <class Word, class Words, class Use> void each_standing_word(const Store& store, Words words, Use use)
{
    each_record(store, [&](const std::string& id) {
        const std::vector<Word> standing = not_taken_back(words(id));
        for (const Word& word : standing)
            use(id, word);
    });
}

/// "Of 14 values that A and B both gave …, 12 are the same (85.7 %)." of each two people; what `is_meant` leaves out is
/// of another item.
template <class Meant>
void add_value_agreement(const Store& store, std::string_view noun, Meant is_meant, MethodsItem& out)
{
    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> pairs;
    for (const ValueAgreement& value : value_agreements(store)) {
        if (!is_meant(value.instrument))
            continue;
        auto& [same, both] = pairs[{value.first, value.second}];
        same += value.same;
        both += value.both;
    }
    for (const auto& [who, counts] : pairs)
        out.sentences.push_back(
            format("{} and {} both gave {}; before any of it was settled {} of {} were the same{}.", who.first,
                   who.second, counted(counts.second, noun), counts.first, counts.second,
                   counts.second < few ? "" : format(" ({:.1f} %)", percent(counts.first, counts.second))));
    std::size_t open = 0;
    for (const ValueConflict& conflict : all_value_conflicts(store))
        open += is_meant(conflict.instrument) && conflict.field != same_as_field && !conflict.settled ? 1U : 0U;
    if (open > 0)
        out.sentences.push_back(
            format("Given differently and not settled: {}; the newest word counts.", counted(open, noun)));
}

} // namespace

MethodsItem selection_process(const Casebook& casebook)
{
    MethodsItem out{"8", "Selection process", {}, {}, {}};
    const JudgedRecords judged = judged_records(casebook.store);
    const std::vector<Agreement> pairs = agreements(casebook.store);
    if (judged.screened == 0)
        out.to_fill.emplace_back("the rules have judged no record yet: casebook screen");
    else
        out.sentences.push_back(
            format("{} judged {} by the criteria, from title, abstract, indexing and the full texts held, and keep "
                   "for each decision the words on which it rests.",
                   rules_of, counted(judged.screened, "record")));
    out.sentences.push_back(format("The protocol asks for {} of each record.",
                                   casebook.protocol.reviewers >= 2 ? "two reviewers" : "one reviewer"));
    for (const Stage stage : {Stage::title_abstract, Stage::full_text})
        add_stage(judged, stage, pairs, out);
    const auto rules = [&](Verdict verdict) { return judged.rules.at(static_cast<std::size_t>(verdict)); };
    const std::size_t alone = judged.rules[0] + judged.rules[1] + judged.rules[2];
    if (alone > 0)
        out.sentences.push_back(format(
            "No person has judged {}: what the rules say of them counts ({} included, {} excluded, {} unclear).",
            counted(alone, "record"), rules(Verdict::include), rules(Verdict::exclude), rules(Verdict::unclear)));
    if (casebook.protocol.reviewers >= 2 && judged.by_one > 0)
        out.sentences.push_back(format("Of two reviewers one alone has judged {}.", counted(judged.by_one, "record")));
    out.to_fill.emplace_back(
        "who the reviewers are, and whether each judged before knowing what the rules proposed and what others had "
        "said "
        "(queue and review show the rules' proposal, and of two reviewers neither what the other said)");
    if (alone > 0)
        out.to_fill.emplace_back("in which order records were read, and by which rule reading stopped before all were");
    return out;
}

MethodsItem data_collection(const Casebook& casebook)
{
    MethodsItem out{"9", "Data collection process", {}, {}, {}};
    const Store& store = casebook.store;
    const std::map<std::string, std::string> merged = merged_records(store);
    std::size_t read = 0, held = 0;
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (merged.contains(info.id) || !store.extraction(info.id))
            return;
        ++read;
        held += article.full_text.passages.empty() ? 0U : 1U;
    });
    if (read == 0)
        out.to_fill.emplace_back("no record was read for the features of patients yet: casebook extract");
    else
        out.sentences.push_back(
            format("{} looked for the features of patients in {}{}; each value keeps the words that it was read from.",
                   rules_of, counted(read, "record"), held == 0 ? "" : format(", of {} in the full text, too", held)));
    WorkBy given, settled;
    each_standing_word<Correction>(
        store, [&](const std::string& id) { return store.corrections(id); },
        [&](const std::string& id, const Correction& word) {
            if (word.field != same_as_field) // whose patient a case is, is no value of it
                (word.adjudicated ? settled : given)[word.by].add(format("{}#{} {}", id, word.case_number, word.field),
                                                                  word.at);
        });
    if (!given.empty())
        out.sentences.push_back(format("People gave or confirmed: {}; theirs count, the machine's stay beside them.",
                                       by_whom(given, "value")));
    add_value_agreement(
        store, "value", [](const std::string& instrument) { return instrument.empty(); }, out);
    if (!settled.empty())
        out.sentences.push_back(format("Settled by {}.", by_whom(settled, "value")));
    out.to_fill.emplace_back("whether authors or makers were asked for what the reports do not tell");
    return out;
}

MethodsItem appraisal_process(const Casebook& casebook)
{
    MethodsItem out{"11", "Study risk of bias assessment", {}, {}, {}};
    std::map<std::string, std::array<WorkBy, 2>> answered; // by instrument; those that settle apart
    each_standing_word<ItemAnswer>(
        casebook.store, [&](const std::string& id) { return casebook.store.item_answers(id); },
        [&](const std::string& id, const ItemAnswer& word) {
            answered[word.instrument].at(word.adjudicated ? 1 : 0)[word.by].add(
                format("{}#{} {}", id, word.case_number, word.item), word.at);
        });
    for (const Instrument& instrument : instruments()) {
        const auto found = answered.find(std::string(instrument.id));
        if (found == answered.end())
            continue;
        const auto& [given, settled] = found->second;
        out.sentences.push_back(
            format("{} ({}): Casebook proposes each answer with the words it rests on; people answered: {}.",
                   instrument.name, instrument.source, given.empty() ? "nobody" : by_whom(given, "item")));
        add_value_agreement(
            casebook.store, "item", [&](const std::string& of) { return of == instrument.id; }, out);
        if (!settled.empty())
            out.sentences.push_back(format("Settled by {}.", by_whom(settled, "item")));
    }
    if (out.sentences.empty())
        out.to_fill.emplace_back(
            "the instrument by which cases and reports were appraised, and by whom (casebook appraise)");
    return out;
}

} // namespace casebook
