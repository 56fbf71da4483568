// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json count_json(const Asked& asked, const Answer& found)
{
    const FaersCounts& counts = found.counts;
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out.update(table_json(counts.table));
    out.update(measures_json(found));
    out["prior"] = prior_json(found.prior);
    out["monotherapy"] = counts.monotherapy;
    out["narrowed"] = narrowed_json(asked.question);
    out["classes"] = classes_json(asked, counts);
    out["quarters"] = quarters_json(asked.store);
    return out;
}

void print_measured(const Answer& found, const Console& console)
{
    const std::optional<Estimate>& ror = found.measures.ror;
    console.out << format("\n  ROR {}{}; no other drug in {} of {} reports\n", estimate_text(ror),
                          ror ? ", 95 % interval" : "", found.counts.monotherapy, found.counts.table.a);
    if (found.measures.ebgm)
        console.out << format("  EBGM {}, 90 % interval; {}\n", estimate_text(found.measures.ebgm),
                              prior_text(*found.prior));
}

void print_text(const Asked& asked, const Answer& found, const Console& console)
{
    const FaersCounts& counts = found.counts;
    print_head(asked, console);
    console.out << format("  level          {}\n", name_of(asked.question.level));
    print_table(counts.table, console);
    if (const std::string why = why_unmeasured(asked.question, counts.table); !why.empty())
        console.out << "\n  not computed: " << why << "\n";
    else
        print_measured(found, console);
    print_classes(asked, counts, console);
    print_caution(asked.store, console);
}

} // namespace

int run_faers_count(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    const Answer found = answer(asked, asked.question);
    if (form == Format::text)
        print_text(asked, found, console);
    else
        print_json(count_json(asked, found), request, console);
    return 0;
}

} // namespace casebook
