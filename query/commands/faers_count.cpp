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

Json count_json(const Asked& asked, const FaersCounts& counts)
{
    const std::optional<UsedPrior> prior = used_prior(asked, asked.question);
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out.update(table_json(counts.table));
    out.update(measures_json(measure(counts.table, prior_alone(prior))));
    out["prior"] = prior_json(prior);
    out["monotherapy"] = counts.monotherapy;
    out["narrowed"] = narrowed_json(asked.question);
    out["classes"] = classes_json(asked, counts);
    out["quarters"] = quarters_json(asked.store);
    return out;
}

void print_text(const Asked& asked, const FaersCounts& counts, const Console& console)
{
    print_head(asked, console);
    console.out << format("  level          {}\n", name_of(asked.question.level));
    print_table(counts.table, console);
    const std::optional<UsedPrior> prior = used_prior(asked, asked.question);
    const Measures measures = measure(counts.table, prior_alone(prior));
    const std::optional<Estimate> ror = measures.ror;
    console.out << format("\n  ROR {}{}; no other drug in {} of {} reports\n", estimate_text(ror),
                          ror ? ", 95 % interval" : "", counts.monotherapy, counts.table.a);
    if (measures.ebgm)
        console.out << format("  EBGM {}, 90 % interval; {}\n", estimate_text(measures.ebgm), prior_text(*prior));
    print_classes(asked, counts, console);
    print_caution(asked.store, console);
}

} // namespace

int run_faers_count(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    const FaersCounts counts = count(asked.store, asked.question);
    if (form == Format::text)
        print_text(asked, counts, console);
    else
        print_json(count_json(asked, counts), request, console);
    return 0;
}

} // namespace casebook
