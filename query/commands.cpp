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
constexpr OptionSpec sex_option = {"--sex", "female|male|unknown", "only reports of these, in all four cells"};
constexpr OptionSpec age_option = {"--age", "FROM..TO", "only ages from FROM years up to, not with, TO"};
constexpr OptionSpec country_option = {"--country", "CODE", "only reports from there: US, or a name"};
constexpr OptionSpec reporter_option = {"--reporter", "consumer|professional|lawyer|unknown", "only reports by these"};
constexpr OptionSpec most_option = {"--max-drugs", "N", "leave out reports with more ingredients than N"};
constexpr OptionSpec class_option = {"--class", "CLASS[,CLASS]",
                                     "count as exposed only who was given the drug in this way: systemic, ophthalmic, "
                                     "topical, unknown"};
constexpr OptionSpec with_option = {"--with", "DRUG[,DRUG]", "… and these drugs beside it, in any role"};
constexpr OptionSpec alone_option = {"--alone", "", "… and no other drug"};
constexpr OptionSpec prior_option = {"--prior", "α1,β1,α2,β2,P", "also EBGM, under this prior"};

constexpr OptionSpec format_option = {"--format", "text|json|jsonl", "how to print; default text"};
constexpr OptionSpec export_format_option = {"--format", "csv|markdown|html|json|jsonl",
                                             "default: by the file's name, else csv"};
constexpr OptionSpec output_option = {"-o", "FILE", "write there instead of to the screen"};
constexpr OptionSpec by_option = {"--by", "WHO", "who says so", true};
constexpr OptionSpec note_option = {"--note", "TEXT", "a remark that is kept with it"};

/// What every question to FAERS takes, and what more this one takes.
std::vector<OptionSpec> question_options(std::vector<OptionSpec> more)
{
    std::vector<OptionSpec> out = {drug_word,   event_word,   roles_option, level_option,   from_option,
                                   to_option,   sex_option,   age_option,   country_option, reporter_option,
                                   most_option, class_option, with_option,  alone_option};
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

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
          {"--local", "DIR", "search the files of PubMed's baseline and updates in this folder instead of PubMed"},
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
        {"dump",
         "the articles and all work on them as JSON Lines, for git, for a copy, for another reviewer",
         "casebook -C review dump -o review.jsonl",
         {output_option},
         run_dump},
        {"changes",
         "what the last run changed, or all since a run or a date: articles, decisions, corrections",
         "casebook -C review changes --since 2026-01-31",
         {{"--since", "RUN|DATE", "this run and all later ones; default the last run"}, format_option},
         run_changes},
        {"restore",
         "add what a dump holds and this casebook lacks; doing it again adds nothing",
         "casebook -C review restore colleague.jsonl",
         {{"FILE", "", "a dump, plain or gzip", true}, format_option},
         run_restore},
        {"status", "where the casebook stands", "casebook -C review status", {format_option}, run_status},
        {"fields", "the fields of a case and of a query", "casebook fields", {format_option}, run_fields},
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
        {"faers fetch",
         "get quarterly zips from FDA, what is there already left alone, what broke off continued",
         "casebook -C review faers fetch 2004Q1..2006Q4",
         {{"QUARTER…", "", "2004Q1, 2004Q1..2006Q4, or 2004Q1.. for all up to now", true},
          {"--to", "DIR", "put the zips there; default faers/zips in the casebook"},
          {"--again", "", "ask even for those that are here: FDA publishes quarters anew"},
          format_option},
         run_faers_fetch},
        {"faers openfda",
         "the counts of a pair at openFDA, without a download, with what they cannot tell",
         "casebook -C review faers openfda 'cyclosporine,ciclosporin' Alopecia --from any --to any",
         {{"DRUG", "", "names as reported and substances, commas between; default: the protocol's"},
          event_word,
          from_option,
          to_option,
          format_option},
         run_faers_openfda},
        {"faers status",
         "the quarters held, what became of their lines, and the reports at each level of deduplication",
         "casebook -C review faers status",
         {{"--quarantined", "", "the lines that could not be read, as they are"}, format_option},
         run_faers_status},
        {"faers count", "reports with drug and event, with one of them, with neither; the reporting odds ratio",
         "casebook -C review faers count TACROLIMUS 'Alopecia,Alopecia areata' --roles PS,SS --level latest",
         question_options({prior_option, format_option}), run_faers_count},
        {"faers signal", "every measure of a pair, and its counts at each level side by side",
         "casebook -C review faers signal CYCLOSPORINE Alopecia",
         question_options(
             {{"--by", "KIND[,KIND]", "also in strata, and pooled: sex, age, year, period, country, reporter"},
              prior_option,
              format_option}),
         run_faers_signal},
        {"faers table",
         "who the reports of a pair and its comparators are: age, sex, co-medication, date, seriousness, reporter, "
         "roles, ways of giving, measures, overlap; the items of READUS-PV",
         "casebook -C review faers table CYCLOSPORINE Alopecia --against TACROLIMUS --format html -o table.html",
         question_options(
             {{"--against", "DRUG[,DRUG]", "comparators, a column each; default: the protocol's"},
              {"--top", "N", "so many co-medications of each column; default 6"},
              {"--published", "wang2024|FILE", "published figures beside, as published, with the faults found in them"},
              prior_option,
              {"--format", "text|csv|markdown|html|json|jsonl", "default: by the file's name, else text"},
              output_option}),
         run_faers_table},
        {"faers onset",
         "time from the first and from the last dose to the event, with what the dates allow; Weibull's shape",
         "casebook -C review faers onset CYCLOSPORINE Alopecia", question_options({format_option}), run_faers_onset},
        {"faers articles",
         "join the reports with the literature: which cite an article, which may be a case's patient, which papers the "
         "search missed; `show` then tells it",
         "casebook -C review faers articles",
         {format_option},
         run_faers_articles},
        {"faers links",
         "reports of a pair that are probably of one patient, with the reasons; nothing is left out for them",
         "casebook -C review faers links CYCLOSPORINE Alopecia", question_options({format_option}), run_faers_links},
        {"faers names",
         "the names as reported that are counted as a drug, and why; protocol.json may overrule each (faers.names)",
         "casebook -C review faers names CYCLOSPORINE",
         {drug_word, {"--limit", "N", "at most N names, the most frequent; default 40"}, format_option},
         run_faers_names},
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
