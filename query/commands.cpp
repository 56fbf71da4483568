// SPDX-License-Identifier: GPL-3.0-or-later
// The table of commands. To add one: a function in a file of its own, a row here, a folder in tests/golden.
#include "query/commands.hpp"

namespace casebook {

namespace {

constexpr OptionSpec format_option = {"--format", "text|json|jsonl", "how to print; default text"};

const std::vector<Command>& table()
{
    static const std::vector<Command> rows = {
        {"init",
         "make a casebook in the folder: a protocol and an empty store",
         "casebook -C review init --drug cyclosporine,ciclosporin --event alopecia,'hair loss'",
         {{"--protocol", "FILE", "use this protocol"},
          {"--template", "NAME", "cyclosporine-alopecia (default), tacrolimus-alopecia or alemtuzumab-alopecia"},
          {"--drug", "NAME[,SYN…]", "write a protocol for this drug"},
          {"--event", "NAME[,SYN…]", "and this event"}},
         run_init},
        {"fetch",
         "run the protocol's search at PubMed; only what is new or changed since the last run is fetched",
         "NCBI_EMAIL=you@example.org casebook -C review fetch",
         {{"--since", "DATE", "only what was entered or revised from this day on (2026-01-31)"},
          {"--limit", "N", "at most N records, the newest"},
          format_option},
         run_fetch},
        {"update",
         "fetch, screen, extract and index, then tell what changed: new, revised, retracted, cases before and after",
         "casebook -C review update --format json",
         {format_option},
         run_update},
        {"import",
         "read files of records into the casebook; what kind a file is, is told by its content",
         "casebook -C review import pubmed-export.xml",
         {{"FILE…", "", "PubMed XML, plain or gzip", true},
          {"--channel", "NAME",
           "how the records were found: database (default), citation, website, organisation, other"},
          format_option},
         run_import},
        {"screen",
         "decide by the protocol's criteria, each decision with its grounds",
         "casebook -C review screen",
         {format_option},
         run_screen},
        {"extract",
         "read the cases of every article, each value with its words",
         "casebook -C review extract",
         {format_option},
         run_extract},
        {"index",
         "make the search index from the store; it may be deleted and made again at any time",
         "casebook -C review index",
         {format_option},
         run_index},
        {"search",
         "find articles and cases: words, \"phrases\", AND OR NOT, wild*cards, field:value, field:from..to",
         "casebook -C review search 'kidney role:suspect year:1990..' --facets",
         {{"QUERY…", "", "see `casebook fields` for the fields; nothing finds everything"},
          {"--facets", "", "count the values of each field among the results"},
          {"--limit", "N", "at most N results; default 10"},
          {"--offset", "N", "leave out the first N"},
          {"--sort", "FIELD", "year, latency or age_years; -year for the newest first"},
          format_option},
         run_search},
        {"show",
         "an article and its cases, every value with the words it came from",
         "casebook -C review show 28932069",
         {{"ID", "", "a PMID, pubmed:PMID or a DOI", true}, format_option},
         run_show},
        {"status", "where the casebook stands", "casebook -C review status", {format_option}, run_status},
        {"fields", "the fields of a case and of a query", "casebook fields", {format_option}, run_fields},
        {"export review",
         "every article with its decision and cases, a line of JSON each",
         "casebook -C review export review",
         {format_option},
         run_export_review},
        {"verify",
         "check the store, the index and that every value's words stand where it says",
         "casebook -C review verify",
         {format_option},
         run_verify},
    };
    return rows;
}

} // namespace

std::span<const Command> commands() { return table(); }

} // namespace casebook
