// SPDX-License-Identifier: GPL-3.0-or-later
// The table of commands. To add one: a function in a file of its own, a row here, a folder in tests/golden.
#include "query/commands.hpp"

namespace casebook {

namespace {

constexpr OptionSpec format_option = {"--format", "text|json|jsonl", "how to print; default text"};
constexpr OptionSpec export_format_option = {"--format", "csv|markdown|html|json|jsonl",
                                             "default: by the file's name, else csv"};
constexpr OptionSpec output_option = {"-o", "FILE", "write there instead of to the screen"};
constexpr OptionSpec by_option = {"--by", "WHO", "who says so", true};
constexpr OptionSpec note_option = {"--note", "TEXT", "a remark that is kept with it"};

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
        {"decide",
         "a person's word on an article; it is kept beside the machine's and counts before it",
         "casebook -C review decide 28932069 include --by 'A. Reviewer' --source 'full text'",
         {{"ARTICLE", "", "a PMID, pubmed:PMID or a DOI", true},
          {"VERDICT", "", "include, exclude or unclear", true},
          by_option,
          {"--reason", "REASON", "why it is excluded: not_english, animal_study … (all are listed when it is wrong)"},
          note_option,
          {"--source", "TEXT", "what was relied on beyond the record: full text, a citation"},
          format_option},
         run_decide},
        {"correct",
         "a person's word on one field of a case; the machine's stays beside it",
         "casebook -C review correct 28932069#1 outcome recovered --by 'A. Reviewer'",
         {{"CASE", "", "PMID#NUMBER as `show` prints it; PMID#new adds a case, beginning with its drug", true},
          {"FIELD", "", "see `casebook fields`", true},
          {"VALUE", "", "the value; \"\" for not reported, lists are separated by ;", true},
          by_option,
          note_option,
          format_option},
         run_correct},
        {"count",
         "the ledger: reports and patients by decision, and the literature's own counts against it",
         "casebook -C review count --claim 'no more than five' --max 5 --as-of 2024 --source 'Wang 2024'",
         {{"--claim", "WORDS", "keep a claim about the number of cases that stands in no record; then count"},
          {"--max", "N", "it says: at most N"},
          {"--min", "N", "it says: at least N"},
          {"--exactly", "N", "it says: N"},
          {"--as-of", "YEAR", "the year up to which it speaks"},
          {"--source", "TEXT", "who says so, where"},
          {"--by", "WHO", "who tells the casebook"},
          format_option},
         run_count},
        {"export table",
         "the evidence table: a row a patient, grouped by report, every value with its words",
         "casebook -C review export table --format html -o table.html",
         {export_format_option, output_option},
         run_export_table},
        {"export cases",
         "every case of every article with all its fields, for programs",
         "casebook -C review export cases -o cases.csv",
         {export_format_option, output_option},
         run_export_cases},
        {"export decisions",
         "every decision ever made, with its grounds; the one that counts is marked",
         "casebook -C review export decisions --format jsonl",
         {export_format_option, output_option},
         run_export_decisions},
        {"export review",
         "one line of JSON for every article: decision, grounds, patients, evidence, claims",
         "casebook -C review export review --format jsonl -o review.jsonl",
         {{"--format", "jsonl", "the one format there is"}, output_option},
         run_export_review},
        {"status", "where the casebook stands", "casebook -C review status", {format_option}, run_status},
        {"fields", "the fields of a case and of a query", "casebook fields", {format_option}, run_fields},
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
