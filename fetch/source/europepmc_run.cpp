// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_run.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/search_history.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace casebook {

namespace {

const std::string phase_fetching = "fetching";
const std::string phase_listing = "listing";
const std::string phase_asking_again = "asking again";
const std::string phase_done = "done";
constexpr std::size_t ids_in_a_query = 50;

class EuropePmcRun
{
public:
    EuropePmcRun(Store& store, EuropePmc& client, const SearchEvents& events)
        : store_(store), client_(client), events_(events)
    {
    }

    SearchReport run(const SearchOrder& order, const std::vector<std::string>& warnings)
    {
        const std::vector<PastSearch> past = past_searches(store_, order.search, order.database, order.base);
        take_up(past, order);
        last_ids_ = history_before(store_, past, run_ == 0 ? INT64_MAX : run_).last_ids;
        if (run_ == 0)
            begin(order, warnings);
        for (const Wanted state : {Wanted::got, Wanted::asked, Wanted::missing})
            for (std::string& id : store_.wanted(run_, state))
                seen_.insert(std::move(id));
        kept_ = state_;
        try {
            work();
        } catch (const Error& e) {
            note_failure(e.what());
            throw;
        }
        return {run_, resumed_, std::move(state_)};
    }

private:
    /// The last run of this very order, if it was not finished.
    void take_up(const std::vector<PastSearch>& past, const SearchOrder& order)
    {
        const auto last = std::find_if(past.rbegin(), past.rend(), [&](const PastSearch& p) {
            return p.state.frame.since == order.since && p.state.limit == order.limit;
        });
        if (last == past.rend() || last->state.phase == phase_done)
            return;
        run_ = last->run;
        state_ = last->state;
        state_.stopped.clear();
        resumed_ = true;
        events_.tell(
            format("taking up the search of {} where it was interrupted ({})", state_.frame.date, state_.phase));
    }

    void begin(const SearchOrder& order, const std::vector<std::string>& warnings)
    {
        state_.database = order.database;
        state_.base = order.base;
        state_.frame = {order.search, order.today, order.since, ""};
        state_.sent = europepmc_term(order.search, order.since, order.today);
        state_.limit = order.limit;
        state_.warnings = warnings;
        state_.phase = phase_fetching;
        state_.cursor = "*";
        run_ = store_.start_run("search", to_text(state_));
    }

    void work()
    {
        while (state_.phase == phase_fetching)
            next_page();
        if (state_.phase == phase_listing)
            list_ids();
        if (state_.phase == phase_asking_again)
            ask_again();
        finish();
    }

    void commit(Store::Transaction& transaction)
    {
        save("running");
        transaction.commit();
        kept_ = state_;
    }

    /// What was not committed did not happen; a disk that is full may not even take this note.
    void note_failure(const std::string& what)
    {
        state_ = kept_;
        state_.stopped = what;
        try {
            save("failed");
        } catch (const Error&) {
            return;
        }
    }

    void save(std::string_view status)
    {
        const Effort& effort = client_.effort();
        state_.requests += effort.requests - counted_.requests;
        state_.retries += effort.retries - counted_.retries;
        counted_ = effort;
        store_.update_run(run_, status, to_text(state_));
    }

    // ---- the pages ----

    void next_page()
    {
        const std::size_t left =
            state_.limit > 0 ? state_.limit - std::min(state_.limit, seen_.size()) : europepmc_page;
        const std::size_t size = std::clamp<std::size_t>(left, 1, europepmc_page);
        const std::optional<EuropePmcPage> answer = page_at_cursor(size);
        if (!answer)
            return;
        const EuropePmcPage& page = *answer;
        Store::Transaction transaction(store_);
        for (const EuropePmcRecord& record : page.records)
            keep(record);
        state_.count = page.count;
        if (page.search != collapse(state_.sent))
            state_.translation = page.search;
        const bool repeated = page.next.empty() || !cursors_.insert(page.next).second;
        const bool last = page.records.size() < size && seen_.size() >= page.count;
        const bool limit_reached = state_.limit > 0 && seen_.size() >= state_.limit;
        if (page.records.empty() || repeated || last || limit_reached)
            end_of_pages();
        else
            state_.cursor = page.next;
        commit(transaction);
        events_.progress(state_.returned, std::max(state_.count, state_.returned));
    }

    /// Nothing when the mark that an earlier call had left is not taken any more: then the list begins again.
    std::optional<EuropePmcPage> page_at_cursor(std::size_t size)
    {
        cursors_.insert(state_.cursor);
        try {
            return client_.search({state_.sent, state_.cursor, size, false});
        } catch (const EuropePmcRefusal&) {
            if (!resumed_ || state_.cursor == "*" || cursors_.size() > 1)
                throw;
        }
        events_.tell("Europe PMC does not know where the list had stopped; it is read from its beginning");
        state_.cursor = "*";
        cursors_.clear();
        return std::nullopt;
    }

    void end_of_pages()
    {
        if (seen_.size() > state_.count && state_.limit == 0)
            state_.warnings.push_back(format("Europe PMC counted {} hits and sent {}",
                                             std::exchange(state_.count, seen_.size()), seen_.size()));
        const bool limited = state_.limit > 0 && seen_.size() >= state_.limit;
        state_.searches.push_back({state_.sent, state_.count, seen_.size()});
        state_.left_out = limited ? state_.count - std::min(state_.count, seen_.size()) : 0;
        const bool lost = seen_.empty() && !last_ids_.empty(); // nothing where there was something: until repeated
        const bool all = limited || (seen_.size() >= state_.count && !lost);
        state_.phase = !all ? phase_listing : state_.returned < seen_.size() ? phase_asking_again : phase_done;
    }

    /// A record comes again where the list moved while it was read; it is counted once.
    void keep(const EuropePmcRecord& record)
    {
        const Origin origin{format("{}, search of {}", state_.database, state_.frame.date), 0, "database"};
        const bool asked_again = !record.id.empty() && missing_.erase(record.id) > 0;
        if (!asked_again && !record.id.empty() && !seen_.insert(record.id).second)
            return;
        if (!record.id.empty() && !asked_again)
            store_.want(run_, {record.id});
        if (!record.article) {
            state_.broken += asked_again ? 0U : 1U;
            store_.quarantine(record.raw, origin, record.article.error().what);
            if (!record.id.empty())
                store_.set_wanted(run_, record.id, Wanted::missing);
            return;
        }
        store_.set_wanted(run_, record.id, Wanted::got);
        ++state_.returned;
        put(*record.article, record.raw, origin);
    }

    /// PubMed's own form says more, and a person's file was chosen by a person.
    void put(const Article& article, const std::string& raw, const Origin& origin)
    {
        const auto held = store_.article(article.id);
        if (held && held->database != europepmc_name) {
            ++state_.elsewhere;
            return;
        }
        ImportReport report;
        count_put(store_.put(article, raw, origin, run_), report);
        state_.added += report.added;
        state_.revised += report.revised;
        state_.unchanged += report.unchanged + report.older;
    }

    // ---- fewer came than were counted ----

    void list_ids()
    {
        std::set<std::string> listed;
        std::size_t count = 0;
        for (std::string cursor = "*"; !cursor.empty();) {
            const EuropePmcPage page = client_.search({state_.sent, cursor, europepmc_id_page, true});
            const std::size_t before = listed.size();
            for (const EuropePmcRecord& record : page.records)
                if (!record.id.empty())
                    listed.insert(record.id);
            count = page.count;
            cursor = listed.size() == before || page.next == cursor ? "" : page.next;
        }
        Store::Transaction transaction(store_);
        for (const std::string& id : listed)
            if (seen_.insert(id).second)
                store_.want(run_, {id});
        state_.count = count;
        state_.searches.push_back({state_.sent + " (ids alone)", count, listed.size()});
        if (seen_.size() < count)
            state_.troubles.push_back(format("Europe PMC counted {} hits, and its lists hold {}. Run `casebook fetch "
                                             "--source europepmc` again later.",
                                             count, seen_.size()));
        state_.phase = phase_asking_again;
        commit(transaction);
    }

    void ask_again()
    {
        std::vector<std::string> ids = store_.wanted(run_, Wanted::asked);
        for (std::string& id : store_.wanted(run_, Wanted::missing))
            ids.push_back(std::move(id));
        for (std::size_t at = 0; at < ids.size(); at += ids_in_a_query) {
            const std::vector<std::string> batch(
                ids.begin() + static_cast<std::ptrdiff_t>(at),
                ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + ids_in_a_query, ids.size())));
            ask_for(batch);
        }
        state_.phase = phase_done;
    }

    void ask_for(const std::vector<std::string>& batch)
    {
        std::vector<std::string> parts;
        std::ranges::transform(batch, std::back_inserter(parts), europepmc_query_of);
        const EuropePmcPage page = client_.search({join(parts, " OR "), "*", europepmc_page, false});
        Store::Transaction transaction(store_);
        missing_ = {batch.begin(), batch.end()};
        for (const EuropePmcRecord& record : page.records)
            if (missing_.contains(record.id))
                keep(record);
        for (const std::string& id : missing_)
            store_.set_wanted(run_, id, Wanted::missing);
        missing_.clear();
        commit(transaction);
    }

    void finish()
    {
        state_.phase = phase_done;
        state_.missing = store_.wanted(run_, Wanted::missing);
        state_.listed = seen_.size();
        state_.asked = seen_.size();
        const bool whole = state_.frame.since.empty() && state_.left_out == 0 && state_.troubles.empty();
        if (whole)
            std::ranges::set_difference(last_ids_, seen_, std::back_inserter(state_.no_longer_found));
        save(state_.complete() ? "done" : "incomplete");
    }

    Store& store_;
    EuropePmc& client_;
    const SearchEvents& events_;
    std::int64_t run_ = 0;
    bool resumed_ = false;
    SearchState state_;
    SearchState kept_; ///< as the store has it
    std::set<std::string> last_ids_;
    std::set<std::string> seen_;    ///< ids that this run has met
    std::set<std::string> cursors_; ///< marks that this process has met: one that comes again ends the list
    std::set<std::string> missing_; ///< that are being asked for by id
    Effort counted_;                ///< what the state has of the client's
};

std::string hyphened(std::string date)
{
    std::ranges::replace(date, '/', '-');
    return date;
}

} // namespace

std::string europepmc_term(const std::string& search, const std::string& since, const std::string& today)
{
    if (since.empty())
        return search;
    const std::string range = "[" + hyphened(since) + " TO " + hyphened(today) + "]";
    return "(" + search + ") AND (FIRST_IDATE:" + range + " OR UPDATE_DATE:" + range + ")";
}

SearchReport run_europepmc_search(Store& store, EuropePmc& client, const SearchOrder& order,
                                  const std::vector<std::string>& warnings, const SearchEvents& events)
{
    return EuropePmcRun(store, client, events).run(order, warnings);
}

} // namespace casebook
