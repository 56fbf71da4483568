// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/counting/ledger.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/claims.hpp"
#include "query/duplicates.hpp"
#include "query/people/same_patient.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace casebook {

namespace {

/// The patients of an article; of those that a query matches, where it matches any case of it.
std::vector<Case> suspected(const Store& store, const std::string& id, const CaseMatches* only)
{
    std::vector<Case> cases = current_cases(store, id);
    std::erase_if(cases, [&](const Case& c) {
        return !is_suspected(c) || (only != nullptr && !only->at(id).contains(c.number));
    });
    return cases;
}

/// The query matches cases of the article, but none in which the drug is suspected.
bool only_bystanders(const std::vector<Case>& patients, const std::string& id, const CaseMatches* only)
{
    return only != nullptr && patients.empty() && !only->at(id).contains(0);
}

void count_decision(const View& view, const std::optional<Decision>& decision, Ledger& ledger)
{
    ++ledger.records;
    ++ledger.verdicts[decision ? decision->verdict : Verdict::unclear];
    if (!decision) {
        ++ledger.not_screened;
        return;
    }
    if (decision->verdict == Verdict::exclude)
        ++ledger.excluded[decision->reason];
    if (is_persons_name(decision->by))
        ++ledger.decided_by_people;
    count_alone(view, *decision, ledger.machine_alone);
    ledger.in_conflict += decision->by == by_conflict ? 1U : 0U;
    ledger.awaiting += decision->by == by_awaiting ? 1U : 0U;
}

/// Puts one article where it belongs and hands on the claims in its text.
void enter(const Store& store, const std::string& id, const CaseMatches* only, Ledger& ledger,
           std::vector<FoundClaim>& claims)
{
    const std::optional<Decision> decision = store.current_decision(id);
    count_decision(store.view(), decision, ledger);
    const Verdict verdict = decision ? decision->verdict : Verdict::unclear;
    const std::optional<Extraction> read = store.extraction(id);
    const Extraction extraction = read.value_or(Extraction{});
    ledger.not_extracted += verdict == Verdict::include && !read ? 1U : 0U;
    std::vector<Case> patients = verdict == Verdict::exclude ? std::vector<Case>{} : suspected(store, id, only);
    const bool pending = verdict == Verdict::unclear && !patients.empty();
    if (verdict == Verdict::unclear && patients.empty() && !only_bystanders(patients, id, only))
        ++ledger.unread;
    if (verdict != Verdict::include && !pending && extraction.claims.empty())
        return;
    const Article article = *store.article(id);
    for (const Claim& claim : extraction.claims)
        claims.push_back(
            {article, claim, verdict == Verdict::exclude ? decision->reason : "", verdict == Verdict::unclear});
    if (verdict == Verdict::include && !only_bystanders(patients, id, only))
        ledger.reports.push_back({article, verdict, std::move(patients), 0, "", read.has_value()});
    else if (pending)
        ledger.pending.push_back({article, verdict, std::move(patients)});
}

std::tuple<int, int, int> when(const Report& report)
{
    const PartialDate& date = report.article.published;
    return {year_of(report.article), date.month, date.day};
}

int count_of(const std::vector<Case>& cases) { return static_cast<int>(cases.size()); }

/// Why an article is neither in nor out.
std::string why_open(const Store& store, const std::string& id)
{
    const auto decision = store.current_decision(id);
    return !decision || is_persons_name(decision->by) || decision->by == by_rules ? "unclear whether to include it"
           : decision->by == by_conflict ? "reviewers disagree whether to include it: " + decision->note
                                         : "awaiting a second reviewer: " + decision->note;
}

void add_movers(const Store& store, Ledger& ledger, const std::vector<Echo>& echoes)
{
    const auto add = [&](int change, const Article& article, std::string why) {
        ledger.movers.push_back({change, article.id, short_reference(article), std::move(why)});
    };
    for (const Report& report : ledger.reports)
        for (const DoubtfulPatient& doubt : doubtful_patients(store, report.article.id))
            add(1, report.article, doubt_line(doubt));
    for (const Report& report : ledger.pending)
        add(count_of(report.patients), report.article, why_open(store, report.article.id));
    for (const Report& report : ledger.reports) {
        if (report.patients.empty() && report.extracted)
            add(std::max(static_cast<int>(report.told), 1), report.article,
                "included, but no patient could be read in the record: " +
                    (report.told == 0 ? "one at least"
                                      : format("it says “{}”{}", report.told_words,
                                               is_paraphrase(report.article) ? " (paraphrase)" : "")));
        if (const Notice notice = notice_on(report.article); notice != Notice::none && !report.patients.empty())
            add(-count_of(report.patients), report.article, lower_ascii(notice_text(notice)));
    }
    std::unordered_map<std::string_view, const Article*> included;
    for (const Report& report : ledger.reports)
        included.emplace(report.article.id, &report.article);
    for (const Echo& echo : echoes) {
        const std::string_view article = std::string_view(echo.second).substr(0, echo.second.rfind('#'));
        add(-1, *included.at(article), format("{} is probably {}: {}", echo.second, echo.first, echo.why));
    }
}

/// Of included articles in which no patient was read: how many they speak of.
void read_told(const Protocol& protocol, std::vector<Report>& reports)
{
    std::optional<Reader> reader;
    for (Report& report : reports) {
        if (!report.patients.empty() || !report.extracted)
            continue;
        if (!reader)
            reader.emplace(protocol);
        if (const auto told = read_told_patients(reader->read(report.article))) {
            report.told = static_cast<std::size_t>(told->count);
            report.told_words = told->evidence.quote;
        }
    }
}

/// What two people gave differently of counted patients.
void read_unsettled(const Store& store, Ledger& ledger)
{
    for (const Report& report : ledger.reports) {
        std::vector<ValueConflict> found = unsettled_values(store, report.article.id);
        std::erase_if(found, [&](const ValueConflict& conflict) {
            return std::ranges::find(report.patients, conflict.case_number, &Case::number) == report.patients.end();
        });
        if (!found.empty())
            ledger.unsettled.emplace(report.article.id, std::move(found));
    }
}

std::size_t count_studies(const Store& store, const std::vector<Report>& reports)
{
    std::size_t joined = 0;
    for (const std::vector<std::string>& study : linked_studies(store)) {
        const auto included = std::ranges::count_if(
            reports, [&](const Report& report) { return std::ranges::find(study, report.article.id) != study.end(); });
        joined += included > 1 ? static_cast<std::size_t>(included) - 1 : 0;
    }
    return reports.size() - joined;
}

} // namespace

Ledger make_ledger(const Casebook& casebook, const CaseMatches* only)
{
    Ledger ledger;
    std::vector<FoundClaim> claims;
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    for (const std::string& id : casebook.store.article_ids()) {
        if (only != nullptr && !only->contains(id))
            continue;
        if (merged.contains(id))
            ++ledger.duplicates;
        else
            enter(casebook.store, id, only, ledger, claims);
    }
    read_told(casebook.protocol, ledger.reports);
    read_unsettled(casebook.store, ledger);
    ledger.studies = count_studies(casebook.store, ledger.reports);
    std::ranges::stable_sort(ledger.reports, {}, when);
    std::ranges::stable_sort(ledger.pending, {}, when);
    const std::vector<Echo> echoes = find_echoes(ledger.reports);
    add_movers(casebook.store, ledger, echoes);
    if (only != nullptr)
        return ledger;
    Known known{ledger.reports, ledger.pending, {}};
    for (const Echo& echo : echoes)
        known.doubled.insert(echo.second);
    for (const FoundClaim& claim : claims)
        if (may_be_of(casebook.protocol, claim))
            ledger.claims.push_back(audit(claim, known));
        else
            ++ledger.claims_elsewhere;
    for (const ToldClaim& claim : casebook.store.told_claims())
        ledger.claims.push_back(audit(claim, known));
    std::ranges::stable_sort(ledger.claims, {}, &AuditedClaim::as_of);
    return ledger;
}

std::size_t patient_count(const Ledger& ledger)
{
    std::size_t count = 0;
    for (const Report& report : ledger.reports)
        count += report.patients.size();
    return count;
}

std::size_t unsettled_count(const Ledger& ledger)
{
    std::size_t count = 0;
    for (const auto& [article, conflicts] : ledger.unsettled)
        count += conflicts.size();
    return count;
}

std::pair<int, int> period_of(const Ledger& ledger)
{
    std::pair<int, int> out;
    for (const Report& report : ledger.reports) // in order, those without a year first
        if (const int year = year_of(report.article); year != 0)
            out = {out.first == 0 ? year : out.first, year};
    return out;
}

std::string last_search(const Store& store)
{
    std::string at;
    for (const Run& run : store.runs())
        if ((run.kind == "search" || run.kind == "update") && run.status == "done")
            at = run.finished;
    return at;
}

std::string last_search_place(const Store& store)
{
    std::string database;
    for (const Run& run : store.runs())
        if (run.kind == "search" && run.status == "done")
            database = nlohmann::json::parse(run.details, nullptr, false).value("database", "");
    if (database.starts_with("Europe"))
        return " in " + database;
    return database.empty() || database == "PubMed" ? "" : " at the " + database;
}

std::optional<CountChange> last_count_change(const Store& store)
{
    const std::vector<Run> runs = store.runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->kind != "update" || run->finished.empty())
            continue;
        const auto details = nlohmann::json::parse(run->details, nullptr, false);
        const auto patients = [&](const char* when) -> std::size_t {
            return details.is_object() && details.contains(when) ? details[when].value("patients", std::size_t{0}) : 0;
        };
        if (const CountChange change{run->finished, patients("before"), patients("after")};
            details.contains("after") && change.before != change.after)
            return change;
    }
    return std::nullopt;
}

std::optional<Spread> latency_spread(const Ledger& ledger, std::optional<Anchor> anchor)
{
    std::vector<double> middles;
    std::vector<double> ends;
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients) {
            if (c.latencies.empty() || (anchor && c.latencies.front().value->anchor != *anchor))
                continue;
            const Range& days = c.latencies.front().value->days;
            middles.push_back((days.min + days.max) / 2);
            ends.insert(ends.end(), {days.min, days.max});
        }
    std::optional<Spread> out = spread(middles);
    if (out)
        std::tie(out->min, out->max) = std::pair(std::ranges::min(ends), std::ranges::max(ends));
    return out;
}

std::optional<Spread> age_spread(const Ledger& ledger)
{
    std::vector<double> ages;
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients)
            if (c.patient.age_years)
                ages.push_back(*c.patient.age_years.value);
    return spread(ages);
}

std::string ages_at_text(const Ledger& ledger)
{
    constexpr std::string_view moments[] = {"at a moment that is not told", "at onset", "at diagnosis",
                                            "at presentation"};
    std::array<std::size_t, std::size(moments)> counts{};
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients)
            if (c.patient.age_years)
                ++counts[static_cast<std::size_t>(c.patient.age_at.value.value_or(AgeAt::unknown))];
    std::vector<std::string> parts;
    for (const AgeAt at : {AgeAt::onset, AgeAt::diagnosis, AgeAt::presentation, AgeAt::unknown})
        if (const std::size_t count = counts[static_cast<std::size_t>(at)]; count > 0)
            parts.push_back(format("{} {}", count, moments[static_cast<std::size_t>(at)]));
    if (parts.size() == 1) // all of one moment: their number has been said
        return parts.front().substr(parts.front().find(' ') + 1);
    return join(parts, ", ");
}

std::vector<std::pair<std::string, std::size_t>> tally_of(const Ledger& ledger, std::string_view field)
{
    std::map<std::string, std::size_t> counts;
    std::size_t unknown = 0;
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients) {
            const std::string value = field_text(*find_field(field), c);
            ++(value.empty() ? unknown : counts[value]);
        }
    std::vector<std::pair<std::string, std::size_t>> rows(counts.begin(), counts.end());
    std::ranges::stable_sort(rows, std::greater(), &std::pair<std::string, std::size_t>::second);
    if (unknown > 0)
        rows.emplace_back("unknown", unknown);
    return rows;
}

} // namespace casebook
