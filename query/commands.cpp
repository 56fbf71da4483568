// SPDX-License-Identifier: GPL-3.0-or-later
// The table of commands. To add one: a function in a file of its own, a row here, a folder in tests/golden.
#include "query/commands.hpp"

namespace casebook {

namespace {

constexpr OptionSpec drug_word = {"DRUG", "",
                                  "ingredients as FAERS names them, commas between; default: the protocol's"};
constexpr OptionSpec event_word = {"EVENT", "", "preferred terms, commas between; default: the protocol's"};
constexpr OptionSpec roles_option = {"--roles", "PS,SS,C,I|any",
                                     "the drug's role: primary or secondary suspect, concomitant, interacting; "
                                     "default: the protocol's"};
constexpr OptionSpec level_option = {"--level", "rows|latest|latest-minus-deleted|wang2024",
                                     "how repeated reports are dealt with; default: the protocol's"};
constexpr OptionSpec from_option = {"--from", "DATE",
                                    "first received from, 2004-01-31, or any; default: the protocol's"};
constexpr OptionSpec to_option = {"--to", "DATE", "first received to; default: the protocol's"};
constexpr OptionSpec prior_option = {"--prior", "α1,β1,α2,β2,P", "also EBGM, under this prior"};

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
        {"faers add",
         "read FDA's quarterly ASCII zips; a zip read before changes nothing, a re-published quarter replaces itself",
         "casebook -C review faers add aers_ascii_2004q1.zip faers_ascii_2017q2.zip",
         {{"ZIP…", "", "zips as FDA publishes them, of any quarter from 2004Q1", true}, format_option},
         run_faers_add},
        {"faers status",
         "the quarters held, what became of their lines, and the reports at each level of deduplication",
         "casebook -C review faers status",
         {{"--quarantined", "", "the lines that could not be read, as they are"}, format_option},
         run_faers_status},
        {"faers count",
         "reports with drug and event, with one of them, with neither; the reporting odds ratio",
         "casebook -C review faers count TACROLIMUS 'Alopecia,Alopecia areata' --roles PS,SS --level latest",
         {drug_word, event_word, roles_option, level_option, from_option, to_option, prior_option, format_option},
         run_faers_count},
        {"faers signal",
         "every measure of a pair, and its counts at each level side by side",
         "casebook -C review faers signal CYCLOSPORINE Alopecia",
         {drug_word, event_word, roles_option, level_option, from_option, to_option, prior_option, format_option},
         run_faers_signal},
        {"faers measure",
         "every measure of a given table, for checking a published one; prints JSON unless --format text",
         "casebook faers measure 731 74677 180000 18000000 --prior 0.2,0.06,1.4,1.8,0.1",
         {{"A", "", "reports with drug and event", true},
          {"B", "", "with the drug alone", true},
          {"C", "", "with the event alone", true},
          {"D", "", "with neither", true},
          prior_option,
          format_option},
         run_faers_measure},
    };
    return rows;
}

} // namespace

std::span<const Command> commands() { return table(); }

} // namespace casebook
