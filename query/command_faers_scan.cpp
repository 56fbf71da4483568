// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "index/faers/scan.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers_answer.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json scan_json(const Asked& asked, const ScanOptions& options, const Scan& scan)
{
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out["narrowed"] = narrowed_json(asked.question);
    out["n"] = scan.n;
    out["pairs"] = scan.pairs;
    out["least"] = options.least;
    out["enough"] = scan.enough;
    out["ic_above"] = scan.ic_above;
    out["evans"] = scan.evans;
    out["ebgm_above"] = options.prior ? Json(scan.ebgm_above) : Json(nullptr);
    out["top"] = Json::array();
    for (const ScannedPair& pair : scan.top) {
        Json row = {{"drug", pair.drug}, {"event", pair.event}};
        row.update(table_json(pair.table));
        row["expected"] = pair.measures.expected;
        row.update(measures_json(pair.measures));
        row["evans"] = pair.measures.evans;
        out["top"].push_back(row);
    }
    return out;
}

void print_scan(const Asked& asked, const ScanOptions& options, const Scan& scan, const Console& console)
{
    std::string scope = scope_text(asked.store, asked.question);
    scope.front() = 'L';
    console.out << format("{}\n{} reports, {} pairs, {} of them in {} reports or more\n", scope, scan.n, scan.pairs,
                          scan.enough, options.least)
                << format("IC025 above 0: {}; Evans' rule: {}{}\n\n", scan.ic_above, scan.evans,
                          options.prior ? format("; EB05 of 2 or more: {}", scan.ebgm_above) : "")
                << format("  {:>7}{:>11}  {:<24}{:<26}{}\n", "a", "expected", "IC", "ROR", "drug, event");
    for (const ScannedPair& pair : scan.top)
        console.out << format("  {:>7}{:>11.4g}  {:<24}{:<26}{}, {}\n", pair.table.a, pair.measures.expected,
                              estimate_text(std::optional(pair.measures.ic)),
                              pair.measures.ror ? estimate_text(pair.measures.ror) : "-", pair.drug, pair.event);
    console.out << "\nThe highest lower bounds first. Of so many pairs some stand out by chance, by indication or by "
                   "fashion: a list to begin reading from.\n";
    print_caution(asked.store, console);
}

} // namespace

int run_faers_scan(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    Asked asked = ask(request, console);
    if (!request.has("DRUG"))
        asked.question.drugs.clear();
    if (!request.has("EVENT"))
        asked.question.events.clear();
    const ScanOptions options{request.number("--least", 3, 1), static_cast<std::size_t>(request.number("--limit", 50)),
                              asked.prior};
    const Scan scan = scan_pairs(asked.store, asked.question, options);
    if (form == Format::text)
        print_scan(asked, options, scan, console);
    else
        print_json(scan_json(asked, options, scan), request, console);
    return 0;
}

} // namespace casebook
