// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages/live_search.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/file_lock.hpp"
#include "fetch/source/ncbi.hpp"
#include "fetch/source/pubmed_query.hpp"
#include "query/duplicates.hpp"
#include "query/stages/europepmc_search.hpp"
#include "query/stages/fetch_progress.hpp"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view email_note = "ncbi_email";
constexpr int attempts_to_ask = 3;

/// NCBI asks every client for an address it can write to: from the environment, from an earlier answer, from the user.
std::string email_for(Store& store, const Console& console)
{
    if (const std::string kept = store.note(email_note); !kept.empty())
        return kept;
    const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
    for (int i = 0; terminal && i < attempts_to_ask; ++i) {
        console.err << "NCBI asks who uses its service, to write before it blocks anybody. Your e-mail address: "
                    << std::flush;
        std::string line;
        if (!std::getline(std::cin, line))
            break;
        if (is_email(trim(line))) {
            store.set_note(email_note, trim(line));
            return std::string(trim(line));
        }
        console.err << "That is no e-mail address.\n";
    }
    throw Error(
        "NCBI_EMAIL: is not set, and NCBI asks for it on every call. Set it to an address that NCBI can write to.");
}

NcbiAccess access_for(Store& store, const Console& console)
{
    NcbiAccess access = ncbi_access();
    if (!access.settings.email.empty() && access.needs_email && !is_email(access.settings.email))
        throw Error(format("NCBI_EMAIL={}: is no e-mail address. Set it to one that NCBI can write to.",
                           access.settings.email));
    if (access.needs_email && access.settings.email.empty())
        access.settings.email = email_for(store, console);
    return access;
}

/// "2026-01-31" → the day that many days before.
std::string day_before(const std::string& day, int days)
{
    std::tm date{};
    date.tm_year = std::stoi(day.substr(0, 4)) - 1900;
    date.tm_mon = std::stoi(day.substr(5, 2)) - 1;
    date.tm_mday = std::stoi(day.substr(8, 2)) - days;
    date.tm_hour = 12;
    const std::time_t moment = ::timegm(&date);
    ::gmtime_r(&moment, &date);
    return format("{:04}-{:02}-{:02}", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday);
}

std::string slashed_today() { return *slashed_date(utc_now().substr(0, 10)); }

void check_search(const Casebook& casebook)
{
    const std::string where = casebook.request.protocol().string();
    if (trim(casebook.protocol.pubmed_search).empty())
        throw Error(
            format("{}: has no search.pubmed string. Write one there, as it would be typed into PubMed.", where));
    if (const auto pairs = check_pairs(casebook.protocol.pubmed_search); !pairs)
        throw Error(
            format("{}: in search.pubmed, at character {}: {}. Mend it there; PubMed would search something else.",
                   where, pairs.error().position + 1, pairs.error().what));
}

/// PMIDs for reading; all of them are in the JSON.
std::string first_of(const std::vector<std::string>& pmids)
{
    constexpr std::size_t most = 100;
    if (pmids.size() <= most)
        return join(pmids, " ");
    return join({pmids.begin(), pmids.begin() + most}, " ") + format(" and {} more", pmids.size() - most);
}

void print_report(const SearchReport& report, const Console& console)
{
    const SearchState& s = report.state;
    const auto line = [&](std::string_view label, const std::string& text) {
        console.out << format("  {:<14} {}\n", label, text);
    };
    console.out << format("{}, search of {}{}: {} hits\n", s.database, s.frame.date, report.resumed ? ", resumed" : "",
                          s.count);
    line("sent", term_sent(s));
    if (!s.translation.empty())
        line("understood as", shortened(s.translation));
    for (const std::string& warning : s.warnings)
        line("warning", warning);
    const std::string left_out = s.left_out == 0 ? "" : format(", {} left out by --limit", s.left_out);
    const bool is_pubmed = s.cursor.empty();
    if (is_pubmed)
        line("asked for", format("{}: {} new or changed, {} held already{}", s.listed, s.asked, s.held, left_out));
    if (s.asked > 0 || !is_pubmed)
        line("came", format("{}: {} new, {} revised, {} unchanged{}{}", s.returned, s.added, s.revised, s.unchanged,
                            s.elsewhere == 0 ? "" : format(", {} held from another source", s.elsewhere),
                            is_pubmed ? "" : left_out));
    if (s.broken > 0 && !is_pubmed)
        line("broken", format("{} could not be read; they are kept for inspection (`casebook status`)", s.broken));
    if (!s.no_longer_found.empty())
        line("gone",
             format("{} no longer found by this search: {}", s.no_longer_found.size(), first_of(s.no_longer_found)));
    if (!s.missing.empty())
        line("missing", format("{} asked for twice and not received: {}", s.missing.size(), first_of(s.missing)));
    for (const std::string& trouble : s.troubles)
        line("incomplete", trouble);
    line("requests", format("{}, {} of them repeated", s.requests, s.retries));
}

} // namespace

FileLock fetch_lock(const Casebook& casebook)
{
    auto lock = FileLock::attempt(casebook.request.dir / "fetch.lock");
    if (!lock)
        throw Error(format("{}: another fetch is at work on this casebook. Wait for it to end.",
                           casebook.request.dir.string()));
    return std::move(*lock);
}

FetchOptions fetch_options(const Request& request)
{
    FetchOptions options;
    if (request.has("--since")) {
        const auto date = slashed_date(request.text("--since"));
        if (!date)
            throw UsageError(format("--since {}: expected a date such as 2026-01-31.", request.text("--since")));
        options.since = *date;
    }
    options.europepmc = request.text("--source") == "europepmc";
    options.limit = static_cast<std::size_t>(request.number("--limit", 0, 1));
    return options;
}

std::string shortened(const std::string& translation)
{
    constexpr std::size_t most = 400;
    const std::size_t end = translation.size() <= most ? translation.size() : translation.rfind(' ', most);
    return translation.substr(0, end) + (end < translation.size() ? " … (in full: --format json)" : "");
}

std::vector<SearchReport> fetch_casebook(Casebook& casebook, const Console& console, const FetchOptions& options,
                                         const FileLock& /*held*/)
{
    if (options.europepmc)
        return fetch_europepmc(casebook, console, options, slashed_today());
    check_search(casebook);
    const NcbiAccess access = access_for(casebook.store, console);
    const Clock clock = system_clock();
    const std::unique_ptr<Http> http = open_http(access);
    FetchProgress progress(console, "fetching");
    const SearchEvents events{[&](const std::string& text) { progress.tell(text); },
                              [&](std::size_t done, std::size_t total) { progress.step(done, total); }};
    Eutils client(*http, rate_limit_for(access, clock), clock, access.settings, events.tell);
    const SearchOrder order{collapse(casebook.protocol.pubmed_search),
                            access.database,
                            access.settings.base,
                            slashed_today(),
                            options.since,
                            options.limit};
    std::vector<SearchReport> reports = {run_search(casebook.store, client, order, events)};
    if (reports[0].resumed && reports[0].state.frame.date < order.today)
        reports.push_back(run_search(casebook.store, client, order, events));
    return reports;
}

std::vector<std::string> full_texts_wanted(const Casebook& casebook, bool again)
{
    constexpr int days = 30;
    const std::string since = day_before(utc_now().substr(0, 10), days);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    std::vector<std::string> out;
    for (const std::string& id : casebook.store.article_ids()) {
        if (merged.contains(id))
            continue;
        const auto decision = casebook.store.current_decision(id);
        const bool sought = !decision || decision->verdict != Verdict::exclude || decision->reason == "no_full_text";
        const FullText known = casebook.store.article(id)->full_text;
        const bool stands = known.access == Access::available || !known.by.empty() || (!again && known.at > since);
        if (sought && !stands)
            out.push_back(id);
    }
    return out;
}

FullTextReport fetch_casebook_full_texts(Casebook& casebook, const Console& console, bool again)
{
    const FileLock lock = fetch_lock(casebook);
    const NcbiAccess access = access_for(casebook.store, console);
    const std::string europe = europepmc_base(access);
    const Clock clock = system_clock();
    const std::unique_ptr<Http> http = open_http(access);
    FetchProgress progress(console, "full texts");
    const SearchEvents events{[&](const std::string& text) { progress.tell(text); },
                              [&](std::size_t done, std::size_t total) { progress.step(done, total); }};
    Eutils pmc(*http, rate_limit_for(access, clock), clock, access.settings, events.tell);
    EuropePmc second(*http, europepmc_rate_limit(europe, clock), clock, europe, access.settings.retry, events.tell);
    return fetch_full_texts(casebook.store, pmc, second, full_texts_wanted(casebook, again), events);
}

LocalReport search_local_files(Casebook& casebook, const Console& console, const std::filesystem::path& folder,
                               const FetchOptions& options)
{
    check_search(casebook);
    const FileLock lock = fetch_lock(casebook);
    FetchProgress progress(console, "file");
    return search_files(casebook.store, {collapse(casebook.protocol.pubmed_search), folder, options.since},
                        lexicon_mapping(), [&](std::size_t done, std::size_t total) { progress.step(done, total); });
}

std::vector<SearchReport> last_reports(const std::vector<SearchReport>& reports)
{
    std::vector<SearchReport> out;
    for (const SearchReport& report : reports) {
        std::erase_if(out, [&](const SearchReport& r) { return r.state.database == report.state.database; });
        out.push_back(report);
    }
    return out;
}

bool is_complete(const std::vector<SearchReport>& reports)
{
    return std::ranges::all_of(last_reports(reports), [](const SearchReport& r) { return r.state.complete(); });
}

void print_text(const std::vector<SearchReport>& reports, const Console& console)
{
    for (const SearchReport& report : reports)
        print_report(report, console);
    for (const SearchReport& report : last_reports(reports))
        if (!report.state.complete())
            console.err << format(
                "The search is not complete. What came is kept; run `casebook fetch{}` again later.\n",
                report.state.cursor.empty() ? "" : " --source europepmc");
}

Json to_json(const std::vector<SearchReport>& reports)
{
    Json runs = Json::array();
    for (const SearchReport& report : reports) {
        Json run = {{"run", report.run}, {"resumed", report.resumed}};
        run.update(to_json(report.state));
        run.erase("version");
        for (const char* inner : {"open", "sent", "cursor"}) // "term" says what was sent
            run.erase(inner);
        runs.push_back(std::move(run));
    }
    return {{"version", 1}, {"complete", is_complete(reports)}, {"runs", std::move(runs)}};
}

} // namespace casebook
