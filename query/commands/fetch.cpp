// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/local_search.hpp"
#include "query/commands.hpp"
#include "query/stages/live_search.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

void print_text(const LocalReport& report, const Console& console)
{
    std::size_t read = 0;
    std::size_t before = 0;
    std::size_t records = 0;
    std::size_t matches = 0;
    for (const LocalFile& file : report.files) {
        (file.done_before ? before : read) += file.trouble.empty() ? 1U : 0U;
        records += file.records;
        matches += file.matches;
    }
    console.out << format("PubMed files: {} read, {} read by an earlier run of this search\n", read, before);
    console.out << format("  searched       {}\n  understood as  {}\n", report.term, shortened(report.translation));
    for (const std::string& field : report.unknown_fields)
        console.out << format("  warning        unknown field tag, its words were searched without it: {}\n", field);
    console.out << "  not as PubMed  words without a tag were mapped by casebook's vocabularies, not by NLM's\n";
    console.out << format("  found          {} of {} records: {} new, {} revised, {} unchanged, {} deleted by NLM\n",
                          matches, records, report.added, report.revised, report.unchanged, report.deleted);
    for (const LocalFile& file : report.files) {
        if (!file.trouble.empty())
            console.err << file.trouble << "\n";
        if (file.broken > 0)
            console.err << format(
                "{}: {} records could not be read; they are kept for inspection (`casebook status`).\n", file.name,
                file.broken);
    }
}

int search_folder(const Request& request, const Console& console, const FetchOptions& options)
{
    const Format form = format_of(request);
    if (options.europepmc)
        throw UsageError("--local searches PubMed's files; leave --source out.");
    if (options.limit > 0)
        throw UsageError("--limit goes with a live search; leave it out with --local.");
    Casebook casebook = open_or_make_casebook(request);
    const LocalReport report = search_local_files(casebook, console, request.text("--local"), options);
    if (form == Format::text)
        print_text(report, console);
    else
        console.out << to_json(report).dump(form == Format::json ? 1 : -1) << "\n";
    return report.complete() ? 0 : 1;
}

void print_text(const FullTextReport& report, const Console& console)
{
    const auto line = [&](std::string_view label, std::size_t count, std::string_view what) {
        if (count > 0)
            console.out << format("  {:<14} {}{}\n", label, count, what);
    };
    console.out << format("Full texts looked for: {} article{}\n", report.wanted, report.wanted == 1 ? "" : "s");
    line("available", report.from_pmc, " from PubMed Central");
    line("available", report.from_europepmc, " from Europe PMC");
    line("available", report.withheld, " to read at PubMed Central, not as XML");
    line("not open", report.not_open, "");
    line("not known", report.without_pmcid,
         ": their records name no article of PubMed Central; `import` a JATS file, or tell with `fulltext`");
    line("requests", report.requests, format(", {} of them repeated", report.retries));
    for (const std::string& trouble : report.troubles)
        console.err << trouble << "\n";
}

nlohmann::ordered_json to_json(const FullTextReport& report)
{
    return {{"version", 1},
            {"run", report.run},
            {"complete", report.complete()},
            {"wanted", report.wanted},
            {"from_pmc", report.from_pmc},
            {"from_europepmc", report.from_europepmc},
            {"withheld", report.withheld},
            {"not_open", report.not_open},
            {"without_pmcid", report.without_pmcid},
            {"requests", report.requests},
            {"retries", report.retries},
            {"troubles", report.troubles}};
}

int look_for_full_texts(const Request& request, const Console& console)
{
    for (const char* other : {"--since", "--limit", "--local", "--source"})
        if (request.has(other))
            throw UsageError(format("{} goes with a search; leave it out with --fulltext.", other));
    const Format form = format_of(request);
    Casebook casebook = open_or_make_casebook(request);
    const FullTextReport report = fetch_casebook_full_texts(casebook, console, request.has("--again"));
    if (form == Format::text)
        print_text(report, console);
    else
        console.out << to_json(report).dump(form == Format::json ? 1 : -1) << "\n";
    return report.complete() ? 0 : 1;
}

} // namespace

int run_fetch(const Request& request, const Console& console)
{
    const FetchOptions options = fetch_options(request);
    if (request.has("--fulltext"))
        return look_for_full_texts(request, console);
    if (request.has("--again"))
        throw UsageError("--again goes with --fulltext.");
    if (request.has("--local"))
        return search_folder(request, console, options);
    const Format form = format_of(request);
    Casebook casebook = open_or_make_casebook(request);
    const std::vector<SearchReport> reports = fetch_casebook(casebook, console, options, fetch_lock(casebook));
    if (form == Format::text)
        print_text(reports, console);
    else
        console.out << to_json(reports).dump(form == Format::json ? 1 : -1) << "\n";
    return is_complete(reports) ? 0 : 1;
}

} // namespace casebook
