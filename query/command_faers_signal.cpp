// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers_answer.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct AtLevel
{
    FaersLevel level;
    FaersCounts counts;
    Measures measures;
};

/// The question at each level, side by side.
std::vector<AtLevel> all_levels(const Asked& asked)
{
    std::vector<AtLevel> out;
    for (std::size_t i = 0; i < faers_level_names.size(); ++i) {
        FaersQuestion question = asked.question;
        question.level = static_cast<FaersLevel>(i);
        FaersCounts counts = count(asked.store, question);
        const Measures measures = measure(counts.table, asked.prior);
        out.push_back({question.level, std::move(counts), measures});
    }
    return out;
}

Json signal_json(const Asked& asked)
{
    Json out = {{"version", 1}};
    out.update(head_json(asked));
    out["period"] = period_json(asked.question);
    out["level"] = name_of(asked.question.level);
    out["quarters"] = quarters_json(asked.store);
    out["levels"] = Json::array();
    for (const AtLevel& at : all_levels(asked)) {
        Json row = {{"level", name_of(at.level)}};
        row.update(table_json(at.counts.table));
        row["expected"] = at.measures.expected;
        row.update(measures_json(at.measures));
        row["evans"] = at.measures.evans;
        row["monotherapy"] = at.counts.monotherapy;
        out["levels"].push_back(row);
    }
    return out;
}

void print_text(const Asked& asked, const Console& console)
{
    print_head(asked, console);
    console.out << format("\n  {:<22}{:>9}{:>11}{:>11}{:>12}  {}\n", "level", "a", "b", "c", "d", "ROR");
    const std::vector<AtLevel> levels = all_levels(asked);
    for (const AtLevel& at : levels) {
        const TwoByTwo& t = at.counts.table;
        console.out << format("{} {:<22}{:>9}{:>11}{:>11}{:>12}  {}\n", at.level == asked.question.level ? ">" : " ",
                              name_of(at.level), t.a, t.b, t.c, t.d, estimate_text(at.measures.ror));
    }
    console.out << format("\nAt level {}\n", name_of(asked.question.level));
    print_measures(levels[static_cast<std::size_t>(asked.question.level)].measures, asked.prior, console);
    print_caution(asked.store, console);
}

} // namespace

int run_faers_signal(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    if (form == Format::text)
        print_text(asked, console);
    else
        print_json(signal_json(asked), request, console);
    return 0;
}

} // namespace casebook
