// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/stages/live_search.hpp"
#include "query/stages/stages.hpp"
#include "query/stages/update_report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct Update
{
    std::int64_t run = 0;
    Baseline baseline;
};

/// A new update, or the last one when it was not finished: what came in since is still news.
Update begin_update(Store& store)
{
    const std::vector<Run> runs = store.runs();
    const auto last = std::find_if(runs.rbegin(), runs.rend(), [](const Run& run) { return run.kind == "update"; });
    if (last != runs.rend() && (last->status == "running" || last->status == "failed"))
        return {last->id, baseline_from(last->details)};
    Update update{0, baseline_of(store)};
    update.run = store.start_run("update", to_text(update.baseline));
    return update;
}

/// Every stage looks only at what changed since it last ran.
std::optional<ProtocolTurn> bring_up_to_date(Casebook& casebook, const Console& console)
{
    auto turn = screen_and_extract(casebook, console);
    index_casebook(casebook, console);
    return turn;
}

Json details_of(const Update& update, const std::vector<SearchReport>& searches, const UpdateChanges& changes,
                const Store& store)
{
    Json out = {{"version", 1}, {"run", update.run}, {"since_run", update.baseline.run}};
    out["complete"] = is_complete(searches);
    out["search_runs"] = Json::array();
    for (const SearchReport& search : searches)
        out["search_runs"].push_back(search.run);
    out.update(to_json(changes, store));
    std::vector<std::string> gone;
    std::vector<std::string> missing;
    for (const SearchReport& search : last_reports(searches)) {
        gone.insert(gone.end(), search.state.no_longer_found.begin(), search.state.no_longer_found.end());
        missing.insert(missing.end(), search.state.missing.begin(), search.state.missing.end());
    }
    out["no_longer_found"] = gone;
    out["missing"] = missing;
    return out;
}

/// PubMed, and Europe PMC where the protocol has a string for it.
std::vector<SearchReport> search_databases(Casebook& casebook, const Console& console, const FileLock& held)
{
    std::vector<SearchReport> reports = fetch_casebook(casebook, console, {}, held);
    if (casebook.protocol.europepmc_search.empty())
        return reports;
    FetchOptions there;
    there.europepmc = true;
    for (SearchReport& report : fetch_casebook(casebook, console, there, held))
        reports.push_back(std::move(report));
    return reports;
}

int finish_update(Casebook& casebook, const Console& console, Format form, const Update& update, const FileLock& held)
{
    const std::vector<SearchReport> searches = search_databases(casebook, console, held);
    const std::optional<ProtocolTurn> turn = bring_up_to_date(casebook, console);
    const UpdateChanges changes = changes_since(casebook.store, update.baseline);
    const Json details = details_of(update, searches, changes, casebook.store);
    casebook.store.update_run(update.run, is_complete(searches) ? "done" : "incomplete", details.dump());
    if (form == Format::text) {
        print_text(searches, console);
        print_text(changes, casebook.store, console);
        if (turn)
            print(casebook.store, *turn, console);
    } else {
        Json out = details;
        if (turn)
            out["protocol"] = to_json(*turn, casebook.protocol.reviewers);
        out["searches"] = to_json(searches)["runs"];
        console.out << out.dump(form == Format::json ? 1 : -1) << "\n";
    }
    return is_complete(searches) ? 0 : 1;
}

} // namespace

int run_update(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    Casebook casebook = open_or_make_casebook(request);
    const FileLock lock = fetch_lock(casebook); // before the look at the last update: two would take it up both
    const Update update = begin_update(casebook.store);
    try {
        return finish_update(casebook, console, form, update, lock);
    } catch (const Error&) { // the next update takes this one up
        casebook.store.update_run(update.run, "failed", to_text(update.baseline));
        throw;
    }
}

} // namespace casebook
