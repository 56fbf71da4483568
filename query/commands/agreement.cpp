// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/agreement.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/json_values.hpp"
#include "query/people.hpp"
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

Json conflict_json(const Casebook& casebook, const Conflict& conflict)
{
    const Article article = *casebook.store.article(conflict.article);
    const auto said = [](const Decision& decision) {
        return Json{{"verdict", name_of(decision.verdict)},
                    {"reason", decision.reason},
                    {"at", decision.at},
                    {"note", decision.note},
                    {"stage", name_of(decision.stage)}};
    };
    const auto settled = [&] {
        Json out = conflict.settled ? said(*conflict.settled) : Json();
        if (conflict.settled)
            out["by"] = conflict.settled->by;
        return out;
    };
    const auto counts = casebook.store.current_decision(conflict.article);
    return {{"id", conflict.article},
            {"reference", short_reference(article)},
            {"title", shown_title(article)},
            {"first", said(conflict.first)},
            {"second", said(conflict.second)},
            {"settled", settled()},
            {"now", {{"verdict", name_of(counts->verdict)}, {"by", counts->by}}}};
}

Json pair_json(const Casebook& casebook, const Agreement& pair)
{
    const auto kappa = kappa_of(pair.table);
    Json conflicts = Json::array();
    for (const Conflict& conflict : pair.conflicts)
        conflicts.push_back(conflict_json(casebook, conflict));
    return {{"first", pair.first},
            {"second", pair.second},
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
            {"conflicts", conflicts}};
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

/// "exclude (in_vitro), at full text: “cells only”"
std::string said_text(const Decision& decision)
{
    return verdict_text(decision) + (decision.stage == Stage::full_text ? " at full text" : "") +
           (decision.note.empty() ? "" : " “" + decision.note + "”");
}

void print_conflict(const Casebook& casebook, const Agreement& pair, const Conflict& conflict, std::ostream& out)
{
    const Article article = *casebook.store.article(conflict.article);
    const auto now = casebook.store.current_decision(conflict.article);
    const std::string end =
        conflict.settled         ? format("settled: {} by {}", said_text(*conflict.settled), conflict.settled->by)
        : now->by == by_conflict ? std::string("nothing counts until `decide … --adjudicate` settles it")
                                 : format("what counts is {} by {}", verdict_text(*now), now->by);
    out << format("  conflict: {} ({}): {} {}, {} {}; {}\n            {}\n", conflict.article, short_reference(article),
                  pair.first, said_text(conflict.first), pair.second, said_text(conflict.second), end,
                  shown_title(article));
}

void print_pair(const Casebook& casebook, const Agreement& pair, std::ostream& out)
{
    out << format("{} and {}: {} judged by both, {} by {} alone, {} by {} alone\n", pair.first, pair.second,
                  counted(pair.both(), "record"), pair.only_first, pair.first, pair.only_second, pair.second);
    if (pair.both() == 0)
        return;
    print_table(pair, out);
    if (const auto kappa = kappa_of(pair.table))
        out << format("  agreement {:.1f} %, by chance {:.1f} %; Cohen's kappa {:.2f}{}\n", 100 * kappa->agreement,
                      100 * kappa->by_chance, kappa->value, interval_text(*kappa));
    else
        out << "  they said the same of every record: kappa cannot be computed\n";
    for (const Conflict& conflict : pair.conflicts)
        print_conflict(casebook, pair, conflict, out);
}

} // namespace

int run_agreement(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Casebook casebook = open_casebook(request);
    const std::vector<Agreement> pairs = agreements(casebook.store, stage_asked(request));
    if (form == Format::text) {
        for (const Agreement& pair : pairs)
            print_pair(casebook, pair, console.out);
        if (pairs.empty())
            console.err << "Fewer than two people have decided anything here.\n";
        return 0;
    }
    Json out = Json::array();
    for (const Agreement& pair : pairs)
        out.push_back(pair_json(casebook, pair));
    if (form == Format::json)
        console.out << Json{{"version", 1}, {"pairs", out}}.dump(1) << "\n";
    else
        for (const Json& pair : out)
            console.out << pair.dump() << "\n";
    return 0;
}

} // namespace casebook
