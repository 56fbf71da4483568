// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/methods.hpp"

#include "corpus/decision.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/instrument.hpp"
#include "query/duplicates.hpp"
#include "query/people/agreement.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/prisma/search_log.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace casebook {

namespace {

constexpr std::string_view version = "Casebook " CASEBOOK_VERSION;

std::string day_of(const std::string& at) { return at.substr(0, 10); }

/// What one person said, and when.
struct Work
{
    std::set<std::string> things; ///< records, values of cases, items of cases: each once, however often it was judged
    std::set<std::string> articles;
    std::string first, last;

    void add(const std::string& article, const std::string& thing, const std::string& at)
    {
        articles.insert(article);
        things.insert(article + " " + thing);
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

/// All that people said here, merged records left out.
struct Said
{
    std::array<WorkBy, 2> judged;  ///< by stage
    std::array<WorkBy, 2> settled; ///< the same: records on which others differed
    WorkBy values;
    WorkBy values_settled;
    std::map<std::string, WorkBy> items; ///< by instrument
    std::size_t screened = 0;            ///< records that the rules judged
    std::array<std::size_t, 3> rules{};  ///< those that no person judged, by what the rules say
    std::size_t by_one = 0;              ///< records and stages that one person has judged
};

std::string case_thing(int case_number, const std::string& what) { return format("#{} {}", case_number, what); }

void add_decisions(const Store& store, const std::string& id, Said& out)
{
    const std::vector<Decision> history = store.whole_history(id);
    const std::vector<Decision> standing = standing_words(history);
    for (const Decision& word : standing)
        (word.adjudicated ? out.settled : out.judged)
            .at(static_cast<std::size_t>(word.stage))[word.by]
            .add(id, "", word.at);
    out.screened += std::ranges::find(history, by_rules, &Decision::by) == history.end() ? 0U : 1U;
    for (const Stage stage : {Stage::title_abstract, Stage::full_text})
        out.by_one += judges_at(history, stage) == 1 ? 1U : 0U;
    const auto counts = counting_decision(history);
    if (standing.empty() && counts && counts->by == by_rules)
        ++out.rules.at(static_cast<std::size_t>(counts->verdict));
}

Said said_by_people(const Store& store)
{
    Said out;
    const std::map<std::string, std::string> merged = merged_records(store);
    for (const std::string& id : store.article_ids()) {
        if (merged.contains(id))
            continue;
        add_decisions(store, id, out);
        for (const Correction& said : not_taken_back(store.corrections(id)))
            (said.adjudicated ? out.values_settled : out.values)[said.by].add(
                id, case_thing(said.case_number, said.field), said.at);
        for (const ItemAnswer& said : not_taken_back(store.item_answers(id)))
            out.items[said.instrument][said.by].add(id, case_thing(said.case_number, std::to_string(said.item)),
                                                    said.at);
    }
    return out;
}

/// "A. Reviewer (34 records, 2026-01-31), B. Reviewer (30 records, 2026-02-01 to 2026-02-03)"
std::string by_whom(const WorkBy& work, std::string_view noun)
{
    std::vector<std::string> parts;
    for (const auto& [who, done] : work)
        parts.push_back(format("{} ({}, {})", who, counted(done.things.size(), noun), done.days()));
    return join(parts, ", ");
}

std::string meaning_of(const std::string& reason)
{
    const auto* found = std::ranges::find(reasons, reason, &Reason::id);
    return found == reasons.end() ? reason : std::string(found->meaning);
}

MethodsItem eligibility(const Protocol& protocol)
{
    MethodsItem out{"5", "Eligibility criteria", {}, {}};
    out.sentences.push_back(
        format("Included were reports of {} after exposure to {}.", protocol.event.name, protocol.drug.name));
    if (!protocol.exclude.empty()) {
        std::vector<std::string> meanings;
        for (const std::string& reason : protocol.exclude)
            meanings.push_back(meaning_of(reason));
        out.sentences.push_back("Excluded, for the first of these that applies: " + join(meanings, "; ") + ".");
    }
    return out;
}

MethodsItem sources(const SearchLog& log)
{
    MethodsItem out{"6", "Information sources", {}, {}};
    for (const LoggedSearch& search : log.searches)
        out.sentences.push_back(format("{} ({}) was last searched on {}{}.", search.database, search.platform,
                                       search.runs.back().date,
                                       search.runs.size() == 1 ? "" : ", first on " + search.runs.front().date));
    for (const LoggedImport& import : log.imports)
        out.sentences.push_back(
            format("{} came in the file {} ({}), imported on {}.", counted(import.records, "record"), import.file,
                   import.kind + (import.channel == "database" ? "" : ", channel " + import.channel), import.date));
    if (!log.imports.empty())
        out.to_fill.emplace_back("for each file the database, its platform, the strategy and the day of the search");
    out.to_fill.emplace_back(
        "other sources that were consulted: registers, websites, organisations, reference lists, people");
    return out;
}

MethodsItem strategy(const SearchLog& log)
{
    MethodsItem out{"7", "Search strategy", {}, {}};
    for (const LoggedSearch& search : log.searches)
        out.sentences.push_back(format("{}: {}.", search.database, search.strategy));
    if (log.searches.empty())
        out.to_fill.emplace_back("the search strategies: none was run here");
    else
        out.sentences.emplace_back(
            "The whole of it, item by item of PRISMA-S, is in the search log (`casebook export search-log`).");
    return out;
}

std::string_view stage_words(Stage stage)
{
    return stage == Stage::full_text ? "On the full text" : "On title and abstract";
}

/// "they agreed on 28 of 30 (93.3 %; Cohen's kappa 0.81, 95 % CI 0.60 to 1.00; PABAK 0.87)"
std::string agreement_words(const Agreement& pair)
{
    std::size_t same = 0;
    for (std::size_t i = 0; i < pair.table.size(); ++i)
        same += pair.table.at(i).at(i);
    std::string out = format("they agreed on {} of {} ({:.1f} %", same, pair.both(),
                             100 * static_cast<double>(same) / static_cast<double>(pair.both()));
    if (const auto kappa = kappa_of(pair.table)) {
        out += format("; Cohen's kappa {:.2f}", kappa->value);
        if (kappa->error > 1e-9)
            out += format(", 95 % CI {:.2f} to {:.2f}", kappa->low, kappa->high);
    }
    if (const auto adjusted = pabak_of(pair.table))
        out += format("; PABAK {:.2f}", *adjusted);
    return out + ")";
}

void add_stage(const Said& said, Stage stage, const std::vector<Agreement>& pairs, MethodsItem& out)
{
    const std::string where = stage == Stage::full_text ? "On the full text" : "On title and abstract";
    const WorkBy& judged = said.judged.at(static_cast<std::size_t>(stage));
    const WorkBy& settled = said.settled.at(static_cast<std::size_t>(stage));
    if (judged.empty())
        return;
    out.sentences.push_back(format("{} people judged: {}.", where, by_whom(judged, "record")));
    for (const Agreement& pair : pairs)
        if (pair.stage == stage && pair.both() > 0)
            out.sentences.push_back(format("{} and {} judged {} both, before anything of it was settled: {}.",
                                           pair.first, pair.second, counted(pair.both(), "record"),
                                           agreement_words(pair)));
    if (!settled.empty())
        out.sentences.push_back(format("What they differed on was settled by {}.", by_whom(settled, "record")));
}

std::string reviewers_sentence(const Protocol& protocol)
{
    return protocol.reviewers >= 2 ? "The protocol asks for two reviewers of each record; neither is shown what the "
                                     "other said before she has judged it."
                                   : "The protocol asks for one reviewer of each record.";
}

MethodsItem selection(const Casebook& casebook, const Said& said)
{
    MethodsItem out{"8", "Selection process", {}, {}};
    const std::vector<Agreement> pairs = agreements(casebook.store);
    out.sentences.push_back(
        format("The rules of {} judged each of {} by these criteria from title, abstract, indexing and the full texts "
               "held, and keep for each decision the words on which it rests.",
               version, counted(said.screened, "record")));
    out.sentences.push_back(reviewers_sentence(casebook.protocol));
    for (const Stage stage : {Stage::title_abstract, Stage::full_text})
        add_stage(said, stage, pairs, out);
    const auto rules = [&](Verdict verdict) { return said.rules.at(static_cast<std::size_t>(verdict)); };
    const std::size_t alone = said.rules[0] + said.rules[1] + said.rules[2];
    if (alone > 0)
        out.sentences.push_back(format(
            "No person judged {}; what the rules say stands ({} included, {} excluded, {} unclear).",
            counted(alone, "record"), rules(Verdict::include), rules(Verdict::exclude), rules(Verdict::unclear)));
    if (casebook.protocol.reviewers >= 2 && said.by_one > 0)
        out.sentences.push_back(format("One of two reviewers has judged {} so far.", counted(said.by_one, "record")));
    const auto open = [&](Stage stage) { return unsettled_records(casebook.store, stage).size(); };
    if (const std::size_t records = open(Stage::title_abstract) + open(Stage::full_text); records > 0)
        out.sentences.push_back(
            format("They differ on {} that {} not settled.", counted(records, "record"), records == 1 ? "is" : "are"));
    out.to_fill = {"who the reviewers are, and whether they saw what the rules propose before they judged (`queue` and "
                   "`review` show it)"};
    if (alone > 0)
        out.to_fill.emplace_back("in which order records were read, and by which rule reading stopped before all were "
                                 "(`queue` puts first what the criteria and the decisions so far make likely)");
    return out;
}

/// "12 of 14 values that both gave are the same" of each two people.
void add_value_agreement(const Store& store, MethodsItem& out)
{
    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> pairs;
    for (const ValueAgreement& value : value_agreements(store)) {
        auto& [same, both] = pairs[{value.first, value.second}];
        same += value.same;
        both += value.both;
    }
    for (const auto& [who, counts] : pairs)
        out.sentences.push_back(format(
            "Of {} that {} and {} both gave before anything was settled, {} {} the same ({:.1f} %).",
            counted(counts.second, "value"), who.first, who.second, counts.first, counts.first == 1 ? "is" : "are",
            100 * static_cast<double>(counts.first) / static_cast<double>(counts.second)));
}

MethodsItem collection(const Casebook& casebook, const Said& said)
{
    MethodsItem out{"9", "Data collection process", {}, {}};
    std::size_t held = 0;
    casebook.store.each_article([&](const ArticleInfo& info, const Article&) {
        held += casebook.store.full_text_raw(info.id).empty() ? 0U : 1U;
    });
    out.sentences.push_back(format(
        "The rules of {} read the features of each patient from title and abstract, and from the full text of {}; "
        "each value keeps the words that it was read from.",
        version, counted(held, "record")));
    if (!said.values.empty())
        out.sentences.push_back(format("People gave or confirmed: {}; theirs count, the machine's stay beside them.",
                                       by_whom(said.values, "value")));
    add_value_agreement(casebook.store, out);
    if (!said.values_settled.empty())
        out.sentences.push_back(
            format("What they differed on was settled by {}.", by_whom(said.values_settled, "value")));
    if (const std::size_t open = open_conflicts(all_value_conflicts(casebook.store)); open > 0)
        out.sentences.push_back(format("They gave {} differently that {} not settled; the newest word counts.",
                                       counted(open, "value"), open == 1 ? "is" : "are"));
    out.to_fill = {"whether authors or makers were asked for what the reports do not tell"};
    return out;
}

MethodsItem appraisal(const Said& said)
{
    MethodsItem out{"11", "Study risk of bias assessment", {}, {}};
    for (const Instrument& instrument : instruments())
        if (const auto answered = said.items.find(std::string(instrument.id)); answered != said.items.end())
            out.sentences.push_back(
                format("{} ({}): Casebook proposes each answer with the words it rests on; people answered {}.",
                       instrument.name, instrument.source, by_whom(answered->second, "item")));
    if (out.sentences.empty())
        out.to_fill.emplace_back(
            "the instrument by which cases and reports were appraised, and by whom (`casebook appraise`)");
    return out;
}

MethodsItem amendments(const Store& store)
{
    MethodsItem out{"24c", "Amendments to the protocol", {}, {"registration and the place of the protocol (24a, 24b)"}};
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const Parsed<Protocol> now = parse_protocol(versions[i].text);
        const Parsed<Protocol> before = parse_protocol(versions[i == 0 ? 0 : i - 1].text);
        const std::string what = i == 0          ? "work began"
                                 : now && before ? changes_text(differences(*before, *now))
                                                 : "it changed in a way this program cannot read";
        out.sentences.push_back(format("Version {}, {}: {}.", i + 1, day_of(versions[i].at), what));
    }
    if (const std::size_t again = all_asked_again(store).size(); again > 0)
        out.sentences.push_back(format("{} of people under an older version {} to be said again.",
                                       counted(again, "word"), again == 1 ? "is" : "are"));
    return out;
}

} // namespace

Methods make_methods(const Casebook& casebook)
{
    const SearchLog log = make_search_log(casebook);
    const Said said = said_by_people(casebook.store);
    return {casebook.protocol.title,
            {eligibility(casebook.protocol), sources(log), strategy(log), selection(casebook, said),
             collection(casebook, said), appraisal(said), amendments(casebook.store)}};
}

} // namespace casebook
