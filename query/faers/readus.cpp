// SPDX-License-Identifier: GPL-3.0-or-later
// READUS-PV (Fusaroli et al., Drug Saf 2024; PMC11116242): what a reader of a disproportionality analysis must be told.
#include "corpus/format.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "query/counting/ledger.hpp"
#include "query/faers/table.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

std::string coverage(const FaersStore& store)
{
    const auto& held = store.quarters();
    const std::size_t span = held.back().quarter.number() - held.front().quarter.number() + 1;
    return format("{} to {}, {} of {} quarters", to_text(held.front().quarter), to_text(held.back().quarter),
                  held.size(), span);
}

std::string checksums(const FaersStore& store)
{
    std::vector<std::string> out;
    for (const HeldQuarter& held : store.quarters())
        out.push_back(to_text(held.quarter) + " " + held.sha256.substr(0, 12));
    return join(out, ", ");
}

std::string period(const FaersQuestion& q)
{
    if (!q.from && !q.to)
        return "any date of first receipt";
    return format("first received {} to {}", q.from ? to_text(q.from) : "from the beginning",
                  q.to ? to_text(q.to) : "the end");
}

std::string results(const TableColumn& column)
{
    const TwoByTwo& t = column.answer.counts.table;
    return format("{}: a {}, b {}, c {}, d {}; ROR {}", column.title, t.a, t.b, t.c, t.d,
                  estimate_text(column.answer.measures.ror));
}

std::string ebgm_words(const DescribedPair& found)
{
    const std::optional<UsedPrior>& prior = found.columns.front().answer.prior;
    return prior ? "EBGM under the " + prior_text(*prior) : "no EBGM, for which no prior was given or fitted";
}

/// What the author alone can say.
std::string for_author(std::string_view what) { return format("FOR THE AUTHOR: {}.", what); }

std::vector<std::string> titles_of(const DescribedPair& found)
{
    std::vector<std::string> out;
    for (const TableColumn& column : found.columns)
        out.push_back(column.title);
    return out;
}

bool names_one_of(const std::vector<std::string>& names, const std::string& word)
{
    return std::ranges::any_of(names, [&](const std::string& name) { return equal_ignoring_case(name, word); });
}

/// Whether what was asked is about the review's own drug and event: only of these does the casebook know.
bool is_of_review(const Asked& asked, const Protocol& protocol)
{
    return std::ranges::any_of(asked.question.drugs,
                               [&](const std::string& drug) { return names_one_of(protocol.drug.faers, drug); }) &&
           std::ranges::any_of(asked.question.events,
                               [&](const std::string& event) { return names_one_of(protocol.event.faers, event); });
}

std::string names_text(const Protocol& protocol)
{
    std::vector<std::string> names = protocol.drug.synonyms;
    names.insert(names.end(), protocol.drug.brands.begin(), protocol.drug.brands.end());
    return protocol.drug.name + (names.empty() ? "" : " (" + join(names, ", ") + ")");
}

/// What the casebook holds of the pair: its included articles, their patients, the totals that others have stated.
std::string known_text(const Asked& asked, const Protocol& protocol, const Casebook* casebook)
{
    if (!is_of_review(asked, protocol))
        return format("this casebook is about {} and {}, and tells nothing of this pair", protocol.drug.name,
                      protocol.event.name);
    if (casebook == nullptr)
        return "this casebook holds no literature";
    const Ledger ledger = make_ledger(*casebook);
    const std::string searched = last_search(casebook->store);
    return format("this casebook's review \"{}\" holds {} with {} ({}), {} stated by others; {}", protocol.title,
                  counted(ledger.reports.size(), "included article"), counted(patient_count(ledger), "patient"),
                  counted(ledger.records, "record"), counted(ledger.claims.size(), "total"),
                  searched.empty() ? "no search was run here" : "its search was last run on " + searched.substr(0, 10));
}

std::vector<std::string> introduction(const Asked& asked, const DescribedPair& found, const Protocol& protocol,
                                      const Casebook* casebook)
{
    const TwoByTwo& t = found.columns.front().answer.counts.table;
    const bool own = is_of_review(asked, protocol);
    const std::vector<std::string> titles = titles_of(found);
    const std::vector<std::string> others(titles.begin() + 1, titles.end());
    const std::string comparators =
        others.empty() ? "" : format(", and than those that name {} without it", join(others, " or "));
    return {
        format(
            "READUS-PV 2a (background): drug {}; event {}. In the data {} name the event and {} the drug, of {}. Known "
            "of the pair: {}. {}",
            own ? names_text(protocol) : titles.front(),
            (own ? protocol.event.name + ", here " : "") + join(asked.question.events, ", "),
            counted(static_cast<std::uint64_t>(t.a + t.c), "report"), t.a + t.b, t.n(),
            known_text(asked, protocol, casebook), for_author("how the drug is used and how often the event occurs")),
        (own ? format("READUS-PV 2b (rationale): the counts stand beside a review of case reports, \"{}\". ",
                      protocol.title)
             : std::string("READUS-PV 2b (rationale): ")) +
            for_author("why this pair was looked into"),
        "READUS-PV 2c (why these data): published cases show that the event was seen with the drug, not whether it is "
        "reported more often than with other drugs; spontaneous reports can show that, and nothing of how often it "
        "occurs. " +
            for_author("what gap in knowledge that fills"),
        format("READUS-PV 3 (objective): whether reports that name {} name {} more often than all other reports do{}. "
               "{}",
               titles.front(), join(asked.question.events, ", "), comparators,
               for_author("a hypothesis that was fixed beforehand, if any")),
    };
}

/// "2026-11-20 to 2026-11-22": when the zips held were read.
std::string reading_dates(const FaersStore& store)
{
    std::vector<std::string> days;
    for (std::size_t i = 0; i < store.quarters().size(); ++i)
        if (const std::string read = quarter_facts(store.quarter(i)).read; !read.empty())
            days.push_back(read.substr(0, 10));
    sort_unique(days);
    if (days.empty())
        return "on days that were not noted";
    return days.size() == 1 ? "on " + days.front() : format("from {} to {}", days.front(), days.back());
}

/// The last day on which a report held was first received; "" where none is dated.
std::string last_receipt(const FaersStore& store)
{
    const auto all = store.counting().first_receipt;
    const FaersDate last{all.empty() ? 0 : *std::ranges::max_element(all)};
    return last ? to_text(last) : "not dated";
}

std::string data_item(const Asked& asked)
{
    const DedupFacts& dedup = asked.store.counting().dedup;
    return format(
        "READUS-PV 5b (data): FDA's zips were read {}, the last report in them was first received on {}, and this was "
        "counted on {}. sha256 of the zips begins {}. {} read; level {}: rows {}, latest {}, latest-minus-deleted {}, "
        "wang2024 {}; left out of latest-minus-deleted were {}, {}, {} of cases that go on in FAERS and "
        "{} that FDA deleted. {}",
        reading_dates(asked.store), last_receipt(asked.store), utc_now().substr(0, 10), checksums(asked.store),
        counted(dedup.rows, "report"), name_of(asked.question.level), dedup.rows, dedup.kept + dedup.deleted,
        dedup.kept, dedup.rows - dedup.repeats, counted(dedup.older_isr, "older legacy report"),
        counted(dedup.older_version, "older version"), counted(dedup.bridged, "legacy report"),
        counted(dedup.deleted, "case"), for_author("why this level was chosen"));
}

std::string database_item(const Asked& asked)
{
    const CountingFile& counting = asked.store.counting();
    return format("READUS-PV 5a (database): FDA Adverse Event Reporting System, quarterly ASCII files, custodian FDA; "
                  "{}. {} and {}; drugs are coded by FDA's ingredient (PROD_AI) and what index/faers/README.md says of "
                  "names, events are preferred terms as FDA published them, of the MedDRA version of each quarter.",
                  coverage(asked.store), counted(counting.drugs.size(), "ingredient"),
                  counted(counting.events.size(), "preferred term"));
}

std::string variables_item(const Asked& asked)
{
    const FaersQuestion& q = asked.question;
    const DrugMapFacts& names = asked.store.counting().mapping;
    const std::vector<std::string> narrowed = narrowings(q);
    return format("READUS-PV 6 (variables): the population is the reports of level and period, {}{}; exposure is an "
                  "ingredient in the roles {}; of {} drug rows {} are named by PROD_AI, {} learned from the same name, "
                  "{} by reviewed names, {} by the protocol, {} stand under the name as reported. The event is any of "
                  "the preferred terms named, once a "
                  "report.",
                  period(q), narrowed.empty() ? "" : ", narrowed to " + join(narrowed, ", "), roles_text(q), names.rows,
                  names.rows_by_prod_ai, names.rows_learned, names.rows_reviewed, names.rows_by_protocol,
                  names.rows - names.rows_by_prod_ai - names.rows_learned - names.rows_reviewed -
                      names.rows_by_protocol);
}

} // namespace

std::vector<std::string> readus_items(const Asked& asked, const DescribedPair& found, const Protocol& protocol,
                                      const Casebook* casebook)
{
    std::vector<std::string> all;
    for (const TableColumn& column : found.columns)
        all.push_back(results(column));
    std::vector<std::string> out = {
        format("READUS-PV 1a, 1b (title): a disproportionality analysis of FAERS; drugs {}; events {}.",
               join(titles_of(found), ", "), join(asked.question.events, ", "))};
    for (std::string& item : introduction(asked, found, protocol, casebook))
        out.push_back(std::move(item));
    out.insert(
        out.end(),
        {"READUS-PV 4a, 4b (design): case/non-case comparison of spontaneous reports (individual case safety reports) "
         "against all other reports of the same level and period, and against each comparator without reports of both; "
         "beside it all levels, and the ratio without long drug lists; the reports themselves were not read case by "
         "case here. " +
             for_author("a case-by-case analysis, if there is one"),
         database_item(asked), data_item(asked), variables_item(asked),
         "READUS-PV, statistics: ROR ad/bc with Wald's 95 % interval; PRR; IC log2((a+1/2)/(E+1/2)) with gamma "
         "quantiles; " +
             ebgm_words(found) + "; no threshold was applied and nothing was adjusted for multiple comparison.",
         "READUS-PV, results: " + join(all, "; ") + ".",
         "READUS-PV, limits: reports are not patients and may repeat each other; how many took the drug is not known, "
         "so no rate, risk or prevalence follows; reporting differs by drug, country, year and publicity; a ratio "
         "shows disproportionate reporting, not cause.",
         "READUS-PV, the rest: " +
             for_author("what the results mean and for whom, the key conclusion, funding, conflicts of interest, "
                        "access to data and code")});
    if (asked.store.counting().made_up > 0)
        out.push_back("MADE-UP REPORTS are among those counted: these figures say nothing about any drug.");
    return out;
}

} // namespace casebook
