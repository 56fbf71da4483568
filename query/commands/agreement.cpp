// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/agreement.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/json_values.hpp"
#include "query/people.hpp"
#include "query/people/same_patient.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/references/references.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr Verdict verdicts_shown[] = {Verdict::include, Verdict::exclude, Verdict::unclear};

std::size_t cell(const Agreement& pair, Verdict first, Verdict second)
{
    return pair.table[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)];
}

/// Of a few records, or where they agree on all, the spread vanishes and so would the interval.
std::optional<double> bound(const Kappa& kappa, double value)
{
    return kappa.error > 1e-9 ? std::optional(value) : std::nullopt;
}

std::string interval_text(const Kappa& kappa)
{
    return bound(kappa, kappa.low) ? format(" (95 % {:.2f} to {:.2f})", kappa.low, kappa.high)
                                   : " (no interval can be told from these records)";
}

Json table_json(const Agreement& pair)
{
    Json out = Json::array();
    for (const Verdict first : verdicts_shown)
        for (const Verdict second : verdicts_shown)
            if (const std::size_t records = cell(pair, first, second); records > 0)
                out.push_back({{"first", name_of(first)}, {"second", name_of(second)}, {"records", records}});
    return out;
}

/// Of the records that both judged, how many each included: few or many make kappa small.
std::pair<std::size_t, std::size_t> included_by(const Agreement& pair)
{
    std::pair<std::size_t, std::size_t> out;
    for (const Verdict other : verdicts_shown) {
        out.first += cell(pair, Verdict::include, other);
        out.second += cell(pair, other, Verdict::include);
    }
    return out;
}

Json included_json(const Agreement& pair)
{
    const auto [first, second] = included_by(pair);
    return {{"first", first}, {"second", second}};
}

Json value_json(const ValueAgreement& value)
{
    return {{"first", value.first},
            {"second", value.second},
            {"field", or_null(value.field)},
            {"instrument", or_null(value.instrument)},
            {"item", value.item == 0 ? Json() : Json(value.item)},
            {"both", value.both},
            {"same", value.same},
            {"agreement", static_cast<double>(value.same) / static_cast<double>(value.both)},
            {"kappa", or_null(value.kappa)}};
}

Json said_json(const Decision& decision)
{
    return {{"verdict", name_of(decision.verdict)},
            {"reason", decision.reason},
            {"at", decision.at},
            {"note", decision.note},
            {"stage", name_of(decision.stage)}};
}

Json said_json(const std::optional<Decision>& decision) { return decision ? said_json(*decision) : Json(); }

Json conflict_json(const Casebook& casebook, const Conflict& conflict)
{
    const Article article = *casebook.store.article(conflict.article);
    Json settled = said_json(conflict.settled);
    if (conflict.settled)
        settled["by"] = conflict.settled->by;
    const auto counts = casebook.store.current_decision(conflict.article);
    return {{"id", conflict.article},
            {"reference", short_reference(article)},
            {"title", shown_title(article)},
            {"first", said_json(conflict.first)},
            {"second", said_json(conflict.second)},
            {"first_now", said_json(conflict.first_now)},
            {"second_now", said_json(conflict.second_now)},
            {"settled", settled},
            {"now", counts ? Json{{"verdict", name_of(counts->verdict)}, {"by", counts->by}} : Json()}};
}

Json conflicts_json(const Casebook& casebook, const std::vector<Conflict>& conflicts)
{
    Json out = Json::array();
    for (const Conflict& conflict : conflicts)
        out.push_back(conflict_json(casebook, conflict));
    return out;
}

Json pair_json(const Casebook& casebook, const Agreement& pair)
{
    const auto kappa = kappa_of(pair.table);
    return {{"first", pair.first},
            {"second", pair.second},
            {"stage", name_of(pair.stage)},
            {"both", pair.both()},
            {"only_first", pair.only_first},
            {"only_second", pair.only_second},
            {"table", table_json(pair)},
            {"agreement", kappa ? Json(kappa->agreement) : Json()},
            {"kappa", kappa ? Json{{"value", kappa->value},
                                   {"low", or_null(bound(*kappa, kappa->low))},
                                   {"high", or_null(bound(*kappa, kappa->high))},
                                   {"error", kappa->error}}
                            : Json()},
            {"pabak", or_null(pabak_of(pair.table))},
            {"included", included_json(pair)},
            {"conflicts", conflicts_json(casebook, pair.conflicts)},
            {"reasons", conflicts_json(casebook, pair.reasons)}};
}

void print_table(const Agreement& pair, std::ostream& out)
{
    out << format("  {:>24}  {:>9}{:>9}{:>9}   {}\n", "", "include", "exclude", "unclear", "by " + pair.second);
    for (const Verdict first : verdicts_shown) {
        out << format("  {:>24}  ", first == Verdict::include ? pair.first + ": include" : std::string(name_of(first)));
        for (const Verdict second : verdicts_shown)
            out << format("{:>9}", cell(pair, first, second));
        out << "\n";
    }
}

/// "exclude (in_vitro) “cells only”"
std::string said_text(const Decision& decision)
{
    return verdict_text(decision) + (decision.note.empty() ? "" : " “" + decision.note + "”");
}

/// The same with what the person says since.
std::string said_text(const Decision& decision, const std::optional<Decision>& now)
{
    return said_text(decision) + (!now                            ? ", taken back since"
                                  : says_the_same(*now, decision) ? ""
                                                                  : ", since then " + said_text(*now));
}

std::string end_text(const Conflict& conflict, const std::optional<Decision>& now)
{
    if (conflict.settled)
        return format("settled: {} by {}", said_text(*conflict.settled), conflict.settled->by);
    if (!now)
        return "nothing counts";
    if (now->by == by_conflict)
        return "nothing counts until `decide … --adjudicate` or `review --adjudicate` settles it";
    return now->by == by_awaiting ? "awaiting a second reviewer"
                                  : format("what counts is {} by {}", verdict_text(*now), now->by);
}

void print_conflict(const Casebook& casebook, const Agreement& pair, const Conflict& conflict, std::string_view what,
                    std::ostream& out)
{
    const Article article = *casebook.store.article(conflict.article);
    const auto now = casebook.store.current_decision(conflict.article);
    out << format("  {}: {} ({}): {} {}, {} {}; {}\n            {}\n", what, conflict.article, short_reference(article),
                  pair.first, said_text(conflict.first, conflict.first_now), pair.second,
                  said_text(conflict.second, conflict.second_now), end_text(conflict, now), shown_title(article));
}

void print_pair(const Casebook& casebook, const Agreement& pair, std::ostream& out)
{
    out << format("{} and {}, {}: {} judged by both, {} by {} alone, {} by {} alone\n", pair.first, pair.second,
                  pair.stage == Stage::full_text ? "full text" : "title and abstract", counted(pair.both(), "record"),
                  pair.only_first, pair.first, pair.only_second, pair.second);
    if (pair.both() == 0) {
        out << "  nothing that both judged: there is no agreement to tell\n";
        return;
    }
    print_table(pair, out);
    if (const auto kappa = kappa_of(pair.table))
        out << format("  agreement {:.1f} %, by chance {:.1f} %; Cohen's kappa {:.2f}{}\n", 100 * kappa->agreement,
                      100 * kappa->by_chance, kappa->value, interval_text(*kappa));
    else
        out << "  they said the same of every record: kappa cannot be computed\n";
    const auto [first, second] = included_by(pair);
    out << format("  adjusted for prevalence and bias (PABAK) {:.2f}; {} included {:.1f} %, {} {:.1f} %\n",
                  pabak_of(pair.table).value_or(0), pair.first,
                  100 * static_cast<double>(first) / static_cast<double>(pair.both()), pair.second,
                  100 * static_cast<double>(second) / static_cast<double>(pair.both()));
    for (const Conflict& conflict : pair.conflicts)
        print_conflict(casebook, pair, conflict, "conflict", out);
    for (const Conflict& conflict : pair.reasons)
        print_conflict(casebook, pair, conflict, "reasons differ", out);
}

void print_values(const std::vector<ValueConflict>& values, std::ostream& out)
{
    if (!values.empty())
        out << "Values that two people gave differently\n";
    for (const ValueConflict& conflict : values)
        out << "  conflict: " << conflict_line(conflict) << "\n";
}

void print_value_agreements(const std::vector<ValueAgreement>& values, std::ostream& out)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const ValueAgreement& value = values[i];
        if (i == 0 || value.first != values[i - 1].first || value.second != values[i - 1].second)
            out << format("{} and {}, values that both gave\n", value.first, value.second);
        out << format("  {:<28}{:>4} of {:<4} the same, {:.1f} %{}\n", thing_text(value), value.same, value.both,
                      100 * static_cast<double>(value.same) / static_cast<double>(value.both),
                      value.kappa ? format("; kappa {:.2f}", *value.kappa) : "");
    }
}

void print_doubts(const std::vector<DoubtfulPatient>& doubts, std::ostream& out)
{
    if (!doubts.empty())
        out << "Patients whom two people added, and who may be one\n";
    for (const DoubtfulPatient& doubt : doubts)
        out << "  one or two: " << doubt_line(doubt) << "\n";
}

} // namespace

int run_agreement(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Casebook casebook = open_casebook(request);
    const std::vector<Agreement> pairs = agreements(casebook.store, stage_asked(request));
    const std::vector<ValueConflict> values = all_value_conflicts(casebook.store);
    const std::vector<ValueAgreement> values_agreed = value_agreements(casebook.store);
    const std::vector<DoubtfulPatient> doubts = all_doubtful_patients(casebook.store);
    if (form == Format::text) {
        for (const Agreement& pair : pairs)
            print_pair(casebook, pair, console.out);
        print_value_agreements(values_agreed, console.out);
        print_values(values, console.out);
        print_doubts(doubts, console.out);
        if (pairs.empty())
            console.err << "Fewer than two people have decided anything here.\n";
        return 0;
    }
    Json out = {{"version", 2},
                {"pairs", Json::array()},
                {"values", Json::array()},
                {"added_twice", Json::array()},
                {"value_agreement", Json::array()}};
    for (const Agreement& pair : pairs)
        out["pairs"].push_back(pair_json(casebook, pair));
    for (const ValueConflict& conflict : values)
        out["values"].push_back(to_json(conflict));
    for (const DoubtfulPatient& doubt : doubts)
        out["added_twice"].push_back(to_json(doubt));
    for (const ValueAgreement& value : values_agreed)
        out["value_agreement"].push_back(value_json(value));
    if (form == Format::json)
        console.out << out.dump(1) << "\n";
    else
        for (const char* rows : {"pairs", "values", "added_twice", "value_agreement"})
            for (const Json& row : out[rows])
                console.out << row.dump() << "\n";
    return 0;
}

} // namespace casebook
