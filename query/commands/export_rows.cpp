// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the commands `export …`.
#include "query/commands.hpp"
#include "query/commands/rows.hpp"

namespace casebook {

namespace {

constexpr OptionSpec export_format_option = {"--format", "csv|markdown|html|json|jsonl|xlsx",
                                             "default: by the file's name, else csv"};
constexpr OptionSpec only_option = {"--only", "include|exclude|unclear", "only records of which this is decided"};

} // namespace

std::vector<Command> export_commands()
{
    return {
        {"export table",
         "the evidence table: a row a patient, grouped by report, every value with its words",
         "casebook -C review export table --format html -o table.html",
         {export_format_option, view_option, output_option},
         run_export_table},
        {"export cases",
         "every case of every article with all its fields, for programs",
         "casebook -C review export cases -o cases.csv",
         {export_format_option, view_option, output_option},
         run_export_cases},
        {"export appraisal",
         "the items of an instrument over all cases that count, a row a case, in words that need no colour",
         "casebook -C review export appraisal --instrument murad -o quality.html",
         {{"--instrument", "naranjo|who-umc|murad|jbi|care", "which; default naranjo"},
          export_format_option,
          view_option,
          output_option},
         run_export_appraisal},
        {"export decisions",
         "every decision ever made, with its grounds; the one that counts is marked",
         "casebook -C review export decisions --format jsonl",
         {export_format_option, view_option, output_option},
         run_export_decisions},
        {"export labels",
         "the records as a table of labels, as ASReview takes and `simulate` reads it, and who decided what when",
         "casebook -C review export labels -o labels.csv",
         {export_format_option, view_option, output_option},
         run_export_labels},
        {"export review",
         "one line of JSON for every article: decision, grounds, patients, evidence, claims",
         "casebook -C review export review --format jsonl -o review.jsonl",
         {{"--format", "jsonl", "the one format there is"}, view_option, output_option},
         run_export_review},
        {"export search-log",
         "how the records were found, item by item of PRISMA-S, and which items a person must fill in",
         "casebook -C review export search-log -o search-log.md",
         {{"--format", "markdown|json", "default: by the file's name, else markdown"}, output_option},
         run_export_search_log},
        {"export methods",
         "how it was done, item by item of PRISMA 2020: who judged what and when, agreement, what was settled, and "
         "what to fill in",
         "casebook -C review export methods -o methods.md",
         {{"--format", "markdown|json", "default: by the file's name, else markdown"}, output_option},
         run_export_methods},
        {"export prisma",
         "the PRISMA 2020 flow diagram from the data, in the layout that fits them, with what does not add up yet",
         "casebook -C review export prisma -o flow.svg",
         {{"--format", "svg|png|html|json|csv",
           "default: by the file's name, else svg; json and csv have the keys of the R package PRISMA2020"},
          {"--layout", "new|new-other|update|update-other",
           "a new or an updated review, without or with other methods; default: as the data have it"},
          {"--since", "RUN|DATE", "an updated review: what stood before this is its previous version"},
          view_option,
          output_option},
         run_export_prisma},
        {"export plot",
         "a plot for a paper: times to onset, reports a year, odds ratios by stratum, patients' timelines",
         "casebook -C review export plot --kind latency -o latency.png",
         {{"--kind", "latency|years|forest|timelines",
           "onset in literature and FAERS; both by year; FAERS's ROR by stratum; patients from dose to outcome", true},
          {"--format", "svg|png|csv|json",
           "default: by the file's name, else svg; csv and json have the numbers in it"},
          {"--by", "KIND[,KIND]",
           "of forest: sex, age, year, period, country, reporter; default sex,age,reporter,country"},
          {"--limit", "N", "of timelines: the N patients published last; default 60"},
          view_option,
          output_option},
         run_export_plot},
        {"export ris",
         "the records with the decisions on them, for Zotero, EndNote, ASReview, Rayyan",
         "casebook -C review export ris --only include -o included.ris",
         {only_option, view_option, output_option},
         run_export_ris},
        {"export nbib",
         "the records of PubMed with the decisions on them, in MEDLINE's tagged format",
         "casebook -C review export nbib -o review.nbib",
         {only_option, view_option, output_option},
         run_export_nbib},
        {"export bibtex",
         "the records as entries of BibTeX",
         "casebook -C review export bibtex --only include -o included.bib",
         {only_option, view_option, output_option},
         run_export_bibtex},
        {"export csl",
         "the records as CSL-JSON, for Zotero, pandoc and word processors",
         "casebook -C review export csl --only include -o included.json",
         {only_option, view_option, output_option},
         run_export_csl},
    };
}

} // namespace casebook
