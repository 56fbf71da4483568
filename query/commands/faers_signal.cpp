// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/strata.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct AtLevel
{
    FaersLevel level;
    Answer found;
};

/// The question at each level, side by side.
std::vector<AtLevel> all_levels(const Asked& asked)
{
    std::vector<AtLevel> out;
    for (std::size_t i = 0; i < faers_level_names.size(); ++i) {
        FaersQuestion question = asked.question;
        question.level = static_cast<FaersLevel>(i);
        out.push_back({question.level, answer(asked, question)});
    }
    return out;
}

Json signal_json(const Asked& asked)
{
    Json out = head_json(asked);
    out["period"] = period_json(asked.question);
    out["level"] = name_of(asked.question.level);
    out["quarters"] = quarters_json(asked.store);
    out["narrowed"] = narrowed_json(asked.question);
    out["levels"] = Json::array();
    for (const AtLevel& at : all_levels(asked)) {
        Json row = {{"level", name_of(at.level)}};
        row.update(table_json(at.found.counts.table));
        row["expected"] = at.found.measures.expected;
        row.update(measures_json(at.found));
        row["prior"] = prior_json(at.found.prior);
        row["evans"] = at.found.measures.evans;
        row["monotherapy"] = at.found.counts.monotherapy;
        out["levels"].push_back(row);
        if (at.level == asked.question.level)
            out["links"] = links_json(asked, at.found.counts);
    }
    return out;
}

void print_text(const Asked& asked, const Console& console)
{
    print_head(asked, console);
    console.out << format("\n  {:<22}{:>9}{:>11}{:>11}{:>12}  {}\n", "level", "a", "b", "c", "d", "ROR");
    const std::vector<AtLevel> levels = all_levels(asked);
    for (const AtLevel& at : levels) {
        const TwoByTwo& t = at.found.counts.table;
        console.out << format("{} {:<22}{:>9}{:>11}{:>11}{:>12}  {}\n", at.level == asked.question.level ? ">" : " ",
                              name_of(at.level), t.a, t.b, t.c, t.d, estimate_text(at.found.measures.ror));
    }
    console.out << format("\nAt level {}\n", name_of(asked.question.level));
    const Answer& found = levels[static_cast<std::size_t>(asked.question.level)].found;
    if (const std::string why = why_unmeasured(asked.question, found.counts.table); !why.empty()) {
        console.out << "  not computed: " << why << "\n";
        return;
    }
    print_measures(found.measures, found.prior, console);
    print_links(asked, found.counts, console);
}

std::vector<StratumKind> read_kinds(const Request& request)
{
    std::vector<StratumKind> out;
    for (const std::string& word : split(request.text("--by"), ',')) {
        if (trim(word).empty())
            continue;
        const auto kind = find_stratum_kind(trim(word));
        if (!kind)
            throw UsageError(format("--by {}: expected some of sex, age, year, period, country, reporter.", word));
        if (std::ranges::find(out, *kind) == out.end())
            out.push_back(*kind);
    }
    return out;
}

/// The strata, and what they say together.
struct Strata
{
    std::vector<StratumKind> kinds;
    std::vector<FaersStratumCounts> rows;
    std::optional<Estimate> pooled;
    double expected = 0;
    std::optional<Estimate> ic;
};

Strata strata_of(const Asked& asked, const std::vector<StratumKind>& kinds)
{
    Strata out{kinds, by_strata(asked.store, asked.question, kinds), std::nullopt, 0, std::nullopt};
    std::vector<TwoByTwo> tables;
    std::int64_t a = 0;
    for (const FaersStratumCounts& row : out.rows) {
        tables.push_back(row.table);
        a += row.table.a;
    }
    out.pooled = mantel_haenszel(tables);
    out.expected = stratified_expected(tables);
    if (out.expected > 0)
        out.ic = information_component(static_cast<double>(a), out.expected);
    return out;
}

Json strata_json(const Strata& strata)
{
    Json rows = Json::array();
    for (const FaersStratumCounts& stratum : strata.rows) {
        Json row = Json::object();
        for (std::size_t i = 0; i < strata.kinds.size(); ++i)
            row[std::string(stratum_kind_names.at(static_cast<std::size_t>(strata.kinds[i])))] = stratum.values[i];
        row.update(table_json(stratum.table));
        row["ror"] = measures_json(measure(stratum.table))["ror"];
        rows.push_back(row);
    }
    return {{"ror", estimate_json(strata.pooled, "low", "high")},
            {"expected", strata.expected},
            {"ic", estimate_json(strata.ic, "ic025", "ic975")},
            {"strata", rows}};
}

void print_strata(const Strata& strata, const Console& console)
{
    console.out << format("\n  {:<32}{:>9}{:>11}{:>11}{:>12}  {}\n", "stratum", "a", "b", "c", "d", "ROR");
    for (const FaersStratumCounts& row : strata.rows)
        if (row.table.a + row.table.b + row.table.c > 0)
            console.out << format("  {:<32}{:>9}{:>11}{:>11}{:>12}  {}\n", join(row.values, ", "), row.table.a,
                                  row.table.b, row.table.c, row.table.d, estimate_text(measure(row.table).ror));
    console.out << format("  ROR       {}    Mantel and Haenszel over the strata\n", estimate_text(strata.pooled))
                << format("  IC        {}    expected {:.4g}, the sum over the strata\n", estimate_text(strata.ic),
                          strata.expected);
}

} // namespace

int run_faers_signal(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const std::vector<StratumKind> kinds = read_kinds(request);
    const Asked asked = ask(request, console);
    const std::optional<Strata> strata = kinds.empty() ? std::nullopt : std::optional(strata_of(asked, kinds));
    if (form == Format::text) {
        print_text(asked, console);
        if (strata)
            print_strata(*strata, console);
        print_caution(asked.store, console);
    } else {
        Json json = signal_json(asked);
        if (strata)
            json["stratified"] = strata_json(*strata);
        print_json(json, request, console);
    }
    return 0;
}

} // namespace casebook
