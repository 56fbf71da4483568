// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/search_log.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/search_state.hpp"
#include "query/duplicates.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

LoggedSearch& strategy_of(SearchLog& log, const std::string& database, const std::string& platform,
                          const std::string& strategy)
{
    for (LoggedSearch& search : log.searches)
        if (search.database == database && search.platform == platform && search.strategy == strategy)
            return search;
    log.searches.push_back({database, platform, strategy, "", "", {}, {}, {}});
    return log.searches.back();
}

void note_once(std::vector<std::string>& to, const std::string& text)
{
    if (std::ranges::find(to, text) == to.end())
        to.push_back(text);
}

std::string slashes_as_hyphens(std::string date)
{
    std::ranges::replace(date, '/', '-');
    return date;
}

void add_search(SearchLog& log, const Run& run)
{
    const SearchState state = search_state_from(run.details);
    LoggedSearch& search = strategy_of(log, state.database, state.base, state.frame.search);
    search.sent = term_sent(state);
    if (!state.cursor.empty())
        search.sent += " (with synonym=true: it adds synonyms of MeSH and UniProt, as its website does)";
    if (!state.translation.empty())
        search.understood = state.translation;
    for (const std::string& warning : state.warnings)
        note_once(search.warnings, warning);
    if (!state.frame.since.empty())
        note_once(search.limits, "run " + std::to_string(run.id) + ": entered or revised from " +
                                     slashes_as_hyphens(state.frame.since) + " on");
    if (state.limit > 0)
        note_once(search.limits, format("run {}: the newest {} records", run.id, state.limit));
    const std::string kind = state.frame.changed_from.empty() ? "the whole search"
                                                              : "update: what is new or changed since " +
                                                                    slashes_as_hyphens(state.frame.changed_from);
    search.runs.push_back(
        {run.id, slashes_as_hyphens(state.frame.date), kind, state.count, state.added, state.complete()});
}

void add_local(SearchLog& log, const Run& run)
{
    const Json details = Json::parse(run.details);
    const std::string term = details.value("term", "");
    LoggedSearch& search = strategy_of(log, "PubMed, files of its baseline and updates", "read on this machine", term);
    search.sent = term;
    search.understood = details.value("translation", "");
    note_once(search.warnings, details.value("not_reproduced", ""));
    std::size_t matches = 0;
    for (const Json& file : details.value("files", Json::array()))
        matches += file.value("matches", std::size_t{0});
    const std::size_t added = details.contains("records") ? details["records"].value("added", std::size_t{0}) : 0;
    search.runs.push_back({run.id, run.started.substr(0, 10), "files", matches, added, run.status == "done"});
}

/// Records that went out of here and came back, or people's decisions on what is held: no search found them.
bool comes_from_screening(const Json& file)
{
    const std::size_t news = file.value("added", std::size_t{0}) + file.value("revised", std::size_t{0});
    return news == 0 && (file.contains("decisions") || file.value("own", std::size_t{0}) > 0);
}

void add_import(SearchLog& log, const Run& run)
{
    const Json details = Json::parse(run.details);
    if (details.value("decisions_only", false))
        return;
    const Json files = details.value("files", Json::array());
    for (const Json& file : files)
        if (file.contains("kind") && !comes_from_screening(file)) // without a kind nothing of it could be read
            log.imports.push_back({run.id, run.started.substr(0, 10),
                                   std::filesystem::path(file.value("file", "")).filename().string(),
                                   file.value("kind", ""), details.value("channel", "database"),
                                   file.value("records", std::size_t{0}), file.value("added", std::size_t{0})});
}

void add_sources(SearchLog& log, const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    const Databases databases_of_runs(store);
    std::map<std::pair<std::string, std::string>, LoggedSource> sources;
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        const std::string name = databases_of_runs.source_of(info, article);
        LoggedSource& source = sources[{info.channel, name}];
        source.source = name;
        source.channel = info.channel;
        ++source.records;
        source.duplicates += merged.count(info.id);
        for (const auto& [other, run] : databases_of_runs.found_too(info.id, name)) {
            LoggedSource& too = sources[{"database", other}];
            too.source = other;
            too.channel = "database";
            ++too.held_elsewhere;
        }
    });
    for (auto& [key, source] : sources)
        log.sources.push_back(std::move(source));
}

// ---- the items ----

/// Its records came in files, not from a search that was run here.
bool came_in_files(const LoggedSource& source, const SearchLog& log)
{
    return source.channel == "database" && source.source != "PubMed" &&
           std::ranges::find(log.searches, source.source, &LoggedSearch::database) == log.searches.end();
}

std::vector<std::string> databases(const SearchLog& log)
{
    std::vector<std::string> out;
    for (const LoggedSearch& search : log.searches)
        note_once(out, format("{} ({})", search.database, search.platform));
    for (const LoggedSource& source : log.sources)
        if (came_in_files(source, log))
            note_once(out, source.source + " (files exported there and imported; name the platform)");
    return out;
}

std::vector<std::string> strategies(const SearchLog& log)
{
    std::vector<std::string> out;
    for (const LoggedSearch& search : log.searches) {
        out.push_back(format("{}, as written: {}", search.database, search.strategy));
        out.push_back(format("{}, as sent: {}", search.database, search.sent));
        if (!search.understood.empty())
            out.push_back(format("{}, as understood there: {}", search.database, search.understood));
        for (const std::string& warning : search.warnings)
            out.push_back(format("{}, warning: {}", search.database, warning));
    }
    for (const LoggedSource& source : log.sources)
        if (came_in_files(source, log))
            out.push_back(source.source + ": the strategy was run elsewhere and must be copied from there");
    return out;
}

std::vector<std::string> limits(const SearchLog& log)
{
    std::vector<std::string> out;
    for (const LoggedSearch& search : log.searches)
        for (const std::string& limit : search.limits)
            out.push_back(search.database + ", " + limit);
    if (out.empty() && !log.searches.empty())
        out.emplace_back(
            "no limits beside those written in the strategy; the date of search closes the range of entry dates");
    return out;
}

std::vector<std::string> updates(const SearchLog& log)
{
    std::vector<std::string> out;
    std::set<std::string> before;
    for (const LoggedSearch& search : log.searches) {
        const bool another = !before.insert(search.database + " " + search.platform).second;
        for (std::size_t i = another ? 0 : 1; i < search.runs.size(); ++i)
            out.push_back(format("{}, run {} of {}: {}{}; {} new", search.database, search.runs[i].id,
                                 search.runs[i].date, i == 0 ? "by another strategy, " : "", search.runs[i].kind,
                                 counted(search.runs[i].added, "record")));
    }
    if (out.empty() && !log.searches.empty())
        out.emplace_back(
            "the search was run once; `casebook update` reruns it and takes what is new, revised or retracted");
    return out;
}

std::vector<std::string> dates(const SearchLog& log)
{
    std::vector<std::string> out;
    for (const LoggedSearch& search : log.searches)
        out.push_back(format("{}: last searched {} (first {}){}", search.database, search.runs.back().date,
                             search.runs.front().date,
                             search.runs.back().complete ? "" : "; the last run is not complete"));
    for (const LoggedImport& import : log.imports)
        out.push_back(format("{}: imported {}; give the date of the search itself", import.file, import.date));
    return out;
}

std::vector<std::string> totals(const SearchLog& log)
{
    std::vector<std::string> out;
    for (const LoggedSearch& search : log.searches)
        out.push_back(format("{}: {} found by the last run", search.database, search.runs.back().found));
    for (const LoggedSource& source : log.sources)
        out.push_back(
            format("{} ({}): {} held{}", source.source, source.channel, counted(source.records, "record"),
                   source.held_elsewhere == 0
                       ? ""
                       : format(", and {} more found there that another source had brought", source.held_elsewhere)));
    return out;
}

std::vector<std::string> deduplication(const SearchLog& log, const Store& store)
{
    std::size_t merged = 0;
    for (const LoggedSource& source : log.sources)
        merged += source.duplicates;
    std::set<std::string> people;
    for (const Pairing& pairing : store.pairings())
        people.insert(pairing.by);
    std::vector<std::string> rules;
    for (const std::string_view rule : duplicate_rules())
        rules.emplace_back(rule);
    std::vector<std::string> out = {
        "Casebook proposes groups by these rules: " + join(rules, "; "),
        "what PubMed sends under one PMID is one record from the start; nothing else is merged without a person"};
    std::size_t one_from_the_start = 0;
    for (const LoggedSource& source : log.sources)
        one_from_the_start += source.held_elsewhere;
    if (one_from_the_start > 0)
        out.push_back(format("{} that several databases found under one PMID or PMCID: one each from the start",
                             counted(one_from_the_start, "record")));
    out.push_back(format("{} merged{}", counted(merged, "record"),
                         people.empty() ? "" : ", judged by " + join({people.begin(), people.end()}, ", ")));
    return out;
}

std::vector<std::string> found_by(const SearchLog& log, std::string_view channel)
{
    std::vector<std::string> out;
    for (const LoggedSource& source : log.sources)
        if (source.channel == channel)
            out.push_back(format("{} ({})", counted(source.records, "record"), source.source));
    return out;
}

std::vector<LogItem> items_of(const SearchLog& log, const Store& store)
{
    std::vector<std::string> browsing = found_by(log, "website");
    for (std::string& line : found_by(log, "organisation"))
        browsing.push_back("organisations: " + line);
    return {{1, "Database name", databases(log), false},
            {2,
             "Multi-database searching",
             {"each database was searched on its own, none together with another on one platform"},
             false},
            {3, "Study registries", {}, true},
            {4, "Online resources and browsing", std::move(browsing), true},
            {5, "Citation searching", found_by(log, "citation"), false},
            {6, "Contacts", {}, true},
            {7, "Other methods", found_by(log, "other"), true},
            {8, "Full search strategies", strategies(log), false},
            {9, "Limits and restrictions", limits(log), false},
            {10, "Search filters", {}, true},
            {11, "Prior work", {}, true},
            {12, "Updates", updates(log), false},
            {13, "Dates of searches", dates(log), false},
            {14, "Peer review", {}, true},
            {15, "Total records", totals(log), false},
            {16, "Deduplication", deduplication(log, store), false}};
}

} // namespace

Databases::Databases(const Store& store)
{
    std::set<std::string> names;
    for (const Run& run : store.runs())
        if (run.kind == "search")
            names.insert(searched_[run.id] = search_state_from(run.details).database);
    if (names.empty() || (names.size() == 1 && names.begin()->ends_with("PubMed")))
        return;
    for (const auto& [run, database] : searched_)
        for (const std::string& wanted : store.wanted(run, Wanted::got)) {
            const bool is_pmid = wanted.find(':') == std::string::npos;
            found_[is_pmid ? "pubmed:" + wanted : wanted].try_emplace(database, run);
        }
}

std::map<std::string, std::int64_t> Databases::found_too(const std::string& id, const std::string& source) const
{
    const auto found = found_.find(id);
    if (found == found_.end())
        return {};
    std::map<std::string, std::int64_t> others = found->second;
    others.erase(source);
    return others;
}

std::string Databases::source_of(const ArticleInfo& info, const Article& article) const
{
    if (!article.database.empty())
        return article.database;
    const auto run = searched_.find(info.added_run);
    return run == searched_.end() ? "PubMed" : run->second;
}

SearchLog make_search_log(const Casebook& casebook)
{
    SearchLog log;
    log.title = casebook.protocol.title;
    for (const Run& run : casebook.store.runs()) {
        if (run.kind == "search")
            add_search(log, run);
        else if (run.kind == "import" && run.details.size() > 2)
            add_import(log, run);
        else if (run.kind == "local search")
            add_local(log, run);
    }
    add_sources(log, casebook.store);
    log.items = items_of(log, casebook.store);
    return log;
}

} // namespace casebook
