// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/scan.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/faers/pairs.hpp"
#include "query/tables/exporters.hpp"
#include "query/wording.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct Scanning
{
    Asked asked;
    std::optional<UsedPrior> prior;
    ScanOptions options;
};

Json scan_json(const Scanning& all, const Scan& scan)
{
    const FaersQuestion& question = all.asked.question;
    Json out = head_json(all.asked);
    out["level"] = name_of(question.level);
    out["period"] = period_json(question);
    out["narrowed"] = narrowed_json(question);
    out["n"] = scan.n;
    out["pairs"] = scan.pairs;
    out["least"] = all.options.least;
    out["enough"] = scan.enough;
    out["ic_above"] = scan.ic_above;
    out["evans"] = scan.evans;
    out["ebgm_above"] = all.prior ? Json(scan.ebgm_above) : Json(nullptr);
    out["prior"] = prior_json(all.prior);
    out["top"] = Json::array();
    for (const ScannedPair& pair : scan.top)
        out["top"].push_back(pair_json(pair));
    return out;
}

std::string level_text(const Asked& asked)
{
    std::string out = scope_text(asked.store, asked.question);
    out.front() = 'L';
    return out;
}

/// Which pairs are told: "in 3 reports or more".
std::string least_text(const Scanning& all)
{
    return "in " + counted(static_cast<std::uint64_t>(all.options.least), "report") + " or more";
}

void print_scan(const Scanning& all, const Scan& scan, const Console& console)
{
    std::ostream& out = console.out;
    const bool shrunk = all.prior.has_value();
    out << level_text(all.asked)
        << format("\n{} reports, {} pairs, {} of them {}\n", scan.n, scan.pairs, scan.enough, least_text(all))
        << format("IC025 above 0: {}; Evans' rule: {}{}\n", scan.ic_above, scan.evans,
                  shrunk ? format("; EB05 of 2 or more: {}\nEBGM: 90 %; {}", scan.ebgm_above, prior_text(*all.prior))
                         : "")
        << format("\n  {:>7}{:>11}  {}{:<24}{:<26}{}\n", "a", "expected", shrunk ? format("{:<24}", "EBGM") : "", "IC",
                  "ROR", "drug, event");
    for (const ScannedPair& pair : scan.top)
        out << format("  {:>7}{:>11.4g}  {}{:<24}{:<26}{}, {}\n", pair.table.a, pair.measures.expected,
                      shrunk ? format("{:<24}", estimate_text(pair.measures.ebgm)) : "",
                      estimate_text(std::optional(pair.measures.ic)),
                      pair.measures.ror ? estimate_text(pair.measures.ror) : "-", pair.drug, pair.event);
    out << "\nThe highest lower bounds first. Of so many pairs some stand out by chance, by indication or by "
           "fashion: a list to begin reading from.\n";
    print_caution(all.asked.store, console);
}

/// Each pair goes out as it is counted, unless the best ones are asked for.
void each_row(const Scanning& all, bool best, const std::function<void(const ScannedPair&)>& use)
{
    if (!best) {
        measure_pairs(all.asked.store, all.asked.question, all.options, use);
        return;
    }
    for (const ScannedPair& pair : scan_pairs(all.asked.store, all.asked.question, all.options).top)
        use(pair);
}

/// What the rows are goes with them: notes, as below every table's CSV.
void write_notes(const Scanning& all, std::ostream& out)
{
    std::vector<std::string> notes = {level_text(all.asked),
                                      format("Pairs {} (--least {})", least_text(all), all.options.least)};
    if (const std::vector<std::string> narrowed = narrowings(all.asked.question); !narrowed.empty())
        notes.push_back("Narrowed to: " + join(narrowed, ", "));
    if (all.prior)
        notes.push_back("EBGM: " + prior_text(*all.prior));
    notes.push_back(made_up_text(all.asked.store));
    notes.emplace_back("Reports are not patients, and no rate follows from these numbers.");
    const std::string empty(pair_columns().size() - 2, ',');
    for (const std::string& note : notes)
        if (!note.empty())
            out << "note," << csv_field(note) << empty << "\r\n";
}

void write_rows(const Scanning& all, const std::string& form, bool best, std::ostream& out)
{
    if (form == "jsonl") {
        each_row(all, best, [&](const ScannedPair& pair) { out << pair_json(pair).dump() << "\n"; });
        return;
    }
    out << join(pair_columns(), ",") << "\r\n";
    each_row(all, best, [&](const ScannedPair& pair) { out << pair_csv(pair) << "\r\n"; });
    write_notes(all, out);
}

/// The word of --format, else what the file's name says, else text.
std::string scan_form(const Request& request)
{
    const std::string suffix = lower_ascii(std::filesystem::path(request.text("-o")).extension().string());
    const std::string form = request.text("--format", suffix.empty() || suffix == ".txt" ? "text" : suffix.substr(1));
    if (form != "text" && form != "json" && form != "jsonl" && form != "csv")
        throw UsageError(format("{}: a scan is written as text, csv, json or jsonl.",
                                request.has("--format") ? "--format " + form : "-o " + request.text("-o")));
    return form;
}

} // namespace

int run_faers_scan(const Request& request, const Console& console)
{
    const std::string form = scan_form(request);
    Scanning all{ask(request, console, Talk::by_command), {}, {}};
    if (!request.has("DRUG"))
        all.asked.question.drugs.clear();
    if (!request.has("EVENT"))
        all.asked.question.events.clear();
    all.prior = used_prior(all.asked, all.asked.question);
    all.options = {request.number("--least", 3, 1), static_cast<std::size_t>(request.number("--limit", 50)),
                   prior_alone(all.prior)};
    const auto scanned = [&] { return scan_pairs(all.asked.store, all.asked.question, all.options); };
    if (form != "text")
        say_made_up(all.asked.store, console.err);
    deliver(request, console, [&](std::ostream& out) {
        if (form == "json")
            out << scan_json(all, scanned()).dump(1) << "\n";
        else if (form == "text")
            print_scan(all, scanned(), {out, console.err});
        else
            write_rows(all, form, request.has("--limit"), out);
    });
    return 0;
}

} // namespace casebook
