// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the commands `faers …`.
#include "query/commands.hpp"
#include "query/commands/rows.hpp"

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
constexpr OptionSpec prior_option = {"--prior", "α1,β1,α2,β2,P",
                                     "EBGM under this prior; default: the one that faers fit keeps, if any"};

/// What every question to FAERS takes, and what more this one takes.
std::vector<OptionSpec> question_options(std::vector<OptionSpec> more)
{
    std::vector<OptionSpec> out = {drug_word,   event_word,   roles_option, level_option,   from_option,
                                   to_option,   sex_option,   age_option,   country_option, reporter_option,
                                   most_option, class_option, with_option,  alone_option};
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

} // namespace

std::vector<Command> faers_commands()
{
    return {
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
        {"faers years",
         "reports of a pair by year or quarter of first receipt, beside all that came then: the archive grows",
         "casebook -C review faers years CYCLOSPORINE Alopecia --format csv -o years.csv",
         question_options(
             {{"--by", "year|quarter", "default year"},
              {"--format", "text|csv|markdown|html|json|jsonl|xlsx", "default: by the file's name, else text"},
              output_option}),
         run_faers_years},
        {"faers table",
         "who the reports of a pair and its comparators are: age, sex, co-medication, date, seriousness, reporter, "
         "roles, ways of giving, measures, overlap; the items of READUS-PV",
         "casebook -C review faers table CYCLOSPORINE Alopecia --against TACROLIMUS --format html -o table.html",
         question_options(
             {{"--against", "DRUG[,DRUG]", "comparators, a column each; default: the protocol's"},
              {"--top", "N", "so many co-medications of each column; default 6"},
              {"--published", "wang2024|FILE", "published figures beside, as published, with the faults found in them"},
              prior_option,
              {"--format", "text|csv|markdown|html|json|jsonl|xlsx", "default: by the file's name, else text"},
              output_option}),
         run_faers_table},
        {"faers onset",
         "time from the first and from the last dose to the event, with what the dates allow; Weibull's shape",
         "casebook -C review faers onset CYCLOSPORINE Alopecia", question_options({format_option}), run_faers_onset},
        {"faers scan",
         "the pairs of an ingredient and a preferred term, in 3 reports or more (--least), the highest lower bounds "
         "first, or all with every measure",
         "casebook -C review faers scan -o pairs.csv",
         {{"DRUG", "", "only these ingredients, commas between; default: all"},
          {"EVENT", "", "only these preferred terms, commas between; default: all"},
          roles_option,
          level_option,
          from_option,
          to_option,
          sex_option,
          age_option,
          country_option,
          reporter_option,
          most_option,
          {"--least", "N", "pairs in at least N reports; default 3"},
          {"--limit", "N", "so many pairs; default 50, of csv and jsonl all, by drug and event"},
          prior_option,
          {"--format", "text|csv|json|jsonl", "csv, jsonl: a row each pair; default: by the file's name, else text"},
          output_option},
         run_faers_scan},
        {"faers fit",
         "fit the prior of EBGM to all pairs of the quarters held; count, signal, table and scan then use it",
         "casebook -C review faers fit --level latest",
         {roles_option, level_option, from_option, to_option, sex_option, age_option, country_option, reporter_option,
          most_option, format_option},
         run_faers_fit},
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
          {"--prior", prior_option.value, "also EBGM, under this prior"},
          format_option},
         run_faers_measure},
    };
}

} // namespace casebook
