// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/counting/ledger.hpp"
#include "query/people.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/stages/stages.hpp"
#include "query/terminal_lines.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

namespace casebook {

namespace {

struct BoundOption
{
    const char* name;
    Bound bound;
};
constexpr std::array<BoundOption, 3> bound_options = {
    {{"--max", Bound::at_most}, {"--min", Bound::at_least}, {"--exactly", Bound::exactly}}};

/// Case reports of drug reactions are no older than 1900, and nobody counts the literature of the future.
constexpr long first_year = 1900;
long this_year() { return std::atol(utc_now().substr(0, 4).c_str()); }

ToldClaim told_claim(const Request& request)
{
    ToldClaim claim;
    int given = 0;
    for (const BoundOption& option : bound_options)
        if (request.has(option.name)) {
            claim.bound = option.bound;
            claim.count = static_cast<int>(request.number(option.name, 0));
            ++given;
        }
    claim.words = words_of(request, "--claim");
    claim.source = words_of(request, "--source");
    if (claim.words.empty() || given != 1 || !request.has("--as-of") || claim.source.empty())
        throw UsageError("a claim needs its words (--claim), one of --max, --min and --exactly, the year (--as-of) and "
                         "who made it (--source).");
    claim.as_of = static_cast<int>(request.number("--as-of", 0, first_year, this_year()));
    claim.by = words_of(request, "--by");
    return claim;
}

void keep_claim(const Request& request, Store& store, const Console& console)
{
    const bool part = request.has("--max") || request.has("--min") || request.has("--exactly") ||
                      request.has("--as-of") || request.has("--source") || request.has("--by");
    if (!request.has("--claim") && part)
        throw UsageError("--max, --min, --exactly, --as-of, --source and --by belong to a --claim.");
    if (request.has("--claim"))
        console.err << (store.add(told_claim(request)) ? "The claim is kept.\n" : "That claim was kept already.\n");
}

std::size_t verdict_count(const Ledger& ledger, Verdict verdict)
{
    const auto found = ledger.verdicts.find(verdict);
    return found == ledger.verdicts.end() ? 0 : found->second;
}

/// What was not done yet with records that have no decision in that view, and how to do it.
std::string next_step(const View& view)
{
    return view.whose == Whose::person ? format("judged yet: `casebook review --by '{}'`", view.who)
                                       : "screened yet: run `casebook screen`";
}

void print_records(const Casebook& casebook, const Ledger& ledger, const Console& console)
{
    console.out << format(
        "Records      {}: {} included, {} excluded, {} unclear{}; {} decided by people\n", ledger.records,
        verdict_count(ledger, Verdict::include), verdict_count(ledger, Verdict::exclude),
        verdict_count(ledger, Verdict::unclear),
        ledger.not_screened == 0 ? "" : format(" ({} not {})", ledger.not_screened, next_step(casebook.store.view())),
        ledger.decided_by_people);
    if (ledger.in_conflict > 0)
        console.out << format("{:<13}{}\n", "In conflict", conflict_text(ledger.in_conflict));
    if (ledger.awaiting > 0)
        console.out << format("{:<13}{}\n", "Awaiting", awaiting_text(ledger.awaiting));
    if (const std::string alone = machine_alone_text(ledger.machine_alone); !alone.empty())
        console.out << format("{:<13}{}\n", "Not judged", alone);
    if (const std::string whose = view_text(casebook.store.view()); !whose.empty())
        console.out << format("{:<13}{}\n", "Whose view", whose);
    if (const auto asked = all_asked_again(casebook.store); !asked.empty())
        console.out << format("{:<13}{}\n", "Asked again", asked_again_text(asked));
    if (const Outdated outdated = outdated_decisions(casebook); outdated.all() > 0)
        console.out << format("{:<13}{}\n", "Out of date", outdated_text(outdated));
    if (ledger.duplicates > 0)
        console.out << format("Duplicates   {} more records, merged into these\n", ledger.duplicates);
    for (const Reason& reason : reasons)
        if (const auto found = ledger.excluded.find(std::string(reason.id)); found != ledger.excluded.end())
            console.out << format("  {:>5}  {:<36} {}\n", found->second, reason.id, reason.meaning);
    if (const auto found = ledger.excluded.find(""); found != ledger.excluded.end())
        console.out << format("  {:>5}  {:<36} {}\n", found->second, "no reason given", "by a person, in another tool");
}

std::string days(const Spread& s)
{
    const auto one = [](double value) { return days_text({value, value}); };
    return format("median {}{}", one(s.median),
                  s.n < 2 ? ""
                          : format(" (quartiles {} and {}), {} to {}", one(s.q1), one(s.q3), one(s.min), one(s.max)));
}

void print_latency(const Ledger& ledger, const Console& console)
{
    const auto all = latency_spread(ledger, std::nullopt);
    console.out << format("{:<13}known for {} of {}{}\n", "Onset after", all ? all->n : 0, patient_count(ledger),
                          all ? "; " + days(*all) + ", all clocks together" : "");
    for (const std::string_view name : all_names<Anchor>())
        if (const auto one = latency_spread(ledger, from_name<Anchor>(name)))
            console.out << format("  {:<11}{} from {}: {}\n", "", one->n, name, days(*one));
    if (const auto one = latency_spread(ledger, Anchor::unknown))
        console.out << format("  {:<11}{} not said from what: {}\n", "", one->n, days(*one));
}

void print_tally(const Ledger& ledger, std::string_view label, std::string_view field, const Console& console)
{
    std::vector<std::string> parts;
    for (const auto& [value, count] : tally_of(ledger, field))
        parts.push_back(format("{} {}", value, count));
    console.out << format("{:<13}{}\n", label, parts.empty() ? "-" : join(parts, ", "));
}

void print_patients(const Ledger& ledger, const Console& console)
{
    const auto [from, to] = period_of(ledger);
    console.out << format("Reports      {}{}\n", counted(ledger.reports.size(), "included article"),
                          from == 0 ? "" : format(", published {} to {}", from, to));
    if (ledger.studies != ledger.reports.size())
        console.out << format("Studies      {}: some reports tell of one\n", ledger.studies);
    console.out << format("Patients     {}\n", patient_count(ledger));
    if (ledger.not_extracted > 0)
        console.out << format("{:<13}{}\n", "Not read", not_extracted_text(ledger.not_extracted));
    if (const std::size_t unsettled = unsettled_count(ledger); unsettled > 0)
        console.out << format("{:<13}{} of these patients on which two people differ: the newest is counted "
                              "(`casebook agreement`)\n",
                              "Not settled", counted(unsettled, "value"));
    print_tally(ledger, "Role", "role", console);
    print_tally(ledger, "Sex", "sex", console);
    if (const auto age = age_spread(ledger))
        console.out << format("{:<13}known for {} of {}; median {} y{}; {}\n", "Age", age->n, patient_count(ledger),
                              plain_number(age->median),
                              age->n < 2 ? "" : format(", {} to {} y", plain_number(age->min), plain_number(age->max)),
                              ages_at_text(ledger));
    print_tally(ledger, "Event", "event_term", console);
    print_latency(ledger, console);
    print_tally(ledger, "Dechallenge", "dechallenge", console);
    print_tally(ledger, "Rechallenge", "rechallenge", console);
    print_tally(ledger, "Outcome", "outcome", console);
}

void print_movers(const Ledger& ledger, const Console& console)
{
    if (ledger.movers.empty() && ledger.unread == 0)
        return;
    console.out << "\nWhat would move the count of patients\n";
    constexpr std::size_t most = 100; // the JSON has all
    for (const Mover& mover : std::span(ledger.movers).first(std::min(most, ledger.movers.size())))
        console.out << format("  {:>+4}  {} ({}): {}\n", mover.change, mover.reference, mover.article, mover.why);
    if (ledger.movers.size() > most)
        console.out << format("     …  and {} more (--format json names them all)\n", ledger.movers.size() - most);
    if (ledger.unread > 0)
        console.out << format("     ?  {} unclear or not yet screened articles in which no patient was read\n",
                              ledger.unread);
}

std::string bound_text(const ClaimReading& reading)
{
    constexpr std::array<std::string_view, 3> words = {"", "at most ", "at least "};
    return format("{}{}{}", words[static_cast<std::size_t>(reading.bound)], reading.count,
                  reading.ordinal ? ", its own among them" : "");
}

/// "Adams 1990, Brown 2001 (2)": the reports behind a verdict, with the number of patients where it is not one.
std::string reports_behind(const AuditedClaim& claim, const Ledger& ledger)
{
    constexpr std::size_t most = 20; // the JSON names every patient
    std::map<std::string, std::size_t> patients;
    for (const std::string& id : claim.patients)
        ++patients[id.substr(0, id.rfind('#'))];
    std::vector<std::string> names;
    for (const Report& report : ledger.reports)
        if (const auto found = patients.find(report.article.id); found != patients.end() && names.size() < most)
            names.push_back(short_reference(report.article) +
                            (found->second == 1 ? "" : format(" ({})", found->second)));
    return join(names, ", ") + (patients.size() > most ? format(" and {} more reports", patients.size() - most) : "");
}

void print_claims(const Ledger& ledger, const Console& console)
{
    if (ledger.claims.empty() && ledger.claims_elsewhere == 0)
        return;
    console.out << "\nWhat the literature says about the count, as of its date\n";
    for (const AuditedClaim& claim : ledger.claims) {
        console.out << format("  {:<13} “{}”{}: {} ({} as of {})\n", name_of(claim.judgement), claim.words,
                              claim.paraphrase ? " (paraphrase)" : "", claim.source, bound_text(claim.reading),
                              claim.as_of == 0 ? "an unknown year" : std::to_string(claim.as_of));
        console.out << format("  {:<13} {}{}\n", "", claim.because,
                              claim.patients.empty() ? "" : ": " + reports_behind(claim, ledger));
    }
    if (ledger.claims_elsewhere > 0)
        console.out << format(
            "  not listed    {} in articles about something else, which name neither drug nor event\n",
            counted(ledger.claims_elsewhere, "total"));
}

void print(const Casebook& casebook, const Ledger& ledger, const Console& console)
{
    console.out << casebook.protocol.title << "\n\n";
    print_records(casebook, ledger, console);
    console.out << "\n";
    print_patients(ledger, console);
    print_movers(ledger, console);
    print_claims(ledger, console);
    const std::string searched = last_search(casebook.store);
    console.out << "\nRule: " << counting_rule << ".\nLevel: " << counting_level << ".\n"
                << (searched.empty() ? "The search has not been run; the records were imported.\n"
                                     : "Last search: " + searched + last_search_place(casebook.store) + ".\n");
    if (const auto change = last_count_change(casebook.store))
        console.out << format("Last changed by the update of {}: {} → {}.\n", change->at, change->before,
                              counted(change->after, "patient"));
}

} // namespace

int run_count(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    keep_claim(request, casebook.store, console);
    const Ledger ledger = make_ledger(casebook);
    if (request.text("--format") == "badge")
        console.out << badge_json(casebook, ledger).dump() << "\n";
    else if (format_of(request) == Format::text)
        print(casebook, ledger, TerminalLines(console).console());
    else
        console.out << ledger_json(casebook, ledger, outdated_decisions(casebook).all(),
                                   all_asked_again(casebook.store).size())
                           .dump(format_of(request) == Format::json ? 1 : -1)
                    << "\n";
    return 0;
}

} // namespace casebook
