// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/json_values.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr long most_reports = 1'000'000'000'000; // of a cell; their sum and products stay computable

Json measure_json(const TwoByTwo& table, const Measures& measures)
{
    Json out = {{"version", 1}};
    out.update(table_json(table));
    const std::string why = why_unmeasured(table);
    out["expected"] = measures.expected;
    out.update(measures_json(measures));
    if (!why.empty()) // half a report of none expected would give a number, as would the prior alone
        out.update({{"ic", estimate_json(std::nullopt, "ic025", "ic975")}, {"ebgm", nullptr}});
    out["evans"] = measures.evans;
    out["not_computed"] = or_null(why);
    return out;
}

} // namespace

int run_faers_measure(const Request& request, const Console& console)
{
    const auto cell = [&](const char* name) { return request.number(name, 0, 0, most_reports); };
    const TwoByTwo table{cell("A"), cell("B"), cell("C"), cell("D")};
    const std::optional<GpsPrior> prior = read_prior(request);
    const Measures measures = measure(table, prior);
    if (request.has("--format") && format_of(request) == Format::text) {
        print_table(table, console);
        console.out << "\n";
        if (const std::string why = why_unmeasured(table); !why.empty())
            console.out << "  not computed: " << why << "\n";
        else
            print_measures(measures, prior ? std::optional(UsedPrior{*prior, std::nullopt}) : std::nullopt, console);
    } else {
        print_json(measure_json(table, measures), request, console);
    }
    return 0;
}

} // namespace casebook
