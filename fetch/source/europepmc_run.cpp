// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_run.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/search_progress.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace casebook {

namespace {

constexpr std::size_t ids_in_a_query = 50;

class EuropePmcRun
{
public:
    EuropePmcRun(Store& store, EuropePmc& client, const SearchEvents& events)
        : store_(store), progress_(store), client_(client), events_(events)
    {
    }

    SearchReport run(const SearchOrder& order, const std::vector<std::string>& warnings)
    {
        const std::vector<PastSearch> past = past_searches(store_, order.search, order.database, order.base);
        progress_.take_up(past, order, events_);
        last_ids_ = history_before(store_, past, progress_.run == 0 ? INT64_MAX : progress_.run).last_ids;
        if (progress_.run == 0)
            begin(order, warnings);
        for (const Wanted state : {Wanted::got, Wanted::asked, Wanted::missing})
            for (std::string& id : store_.wanted(progress_.run, state))
                seen_.insert(std::move(id));
        try {
            work();
        } catch (const Error& e) {
            progress_.note_failure(e.what(), client_.effort());
            throw;
        }
        return std::move(progress_).report();
    }

private:
    void begin(const SearchOrder& order, const std::vector<std::string>& warnings)
    {
        state_.database = order.database;
        state_.base = order.base;
        state_.frame = {order.search, order.today, order.since, ""};
        state_.sent = europepmc_term(order.search, order.since, order.today);
        state_.limit = order.limit;
        state_.warnings = warnings;
        state_.phase = phase::fetching;
        state_.cursor = "*";
        progress_.start();
    }

    void work()
    {
        while (state_.phase == phase::fetching)
            next_page();
        if (state_.phase == phase::listing)
            list_ids();
        if (state_.phase == phase::asking_again)
            ask_again();
        finish();
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
        progress_.commit(transaction, client_.effort());
        events_.progress(state_.returned, std::max(state_.count, state_.returned));
    }

    /// Nothing when the mark that an earlier call had left is not taken any more: then the list begins again.
    std::optional<EuropePmcPage> page_at_cursor(std::size_t size)
    {
        cursors_.insert(state_.cursor);
        try {
            return client_.search({state_.sent, state_.cursor, size, false});
        } catch (const EuropePmcRefusal&) {
            if (!progress_.resumed || state_.cursor == "*" || cursors_.size() > 1)
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
        state_.phase = !all ? phase::listing : state_.returned < seen_.size() ? phase::asking_again : phase::done;
    }

    /// A record comes again where the list moved while it was read; it is counted once.
    void keep(const EuropePmcRecord& record)
    {
        const Origin origin{format("{}, search of {}", state_.database, state_.frame.date), 0, "database"};
        const bool asked_again = !record.id.empty() && missing_.erase(record.id) > 0;
        if (!asked_again && !record.id.empty() && !seen_.insert(record.id).second)
            return;
        if (!record.id.empty() && !asked_again)
            store_.want(progress_.run, {record.id});
        if (!record.article) {
            state_.broken += asked_again ? 0U : 1U;
            store_.quarantine(record.raw, origin, record.article.error().what);
            if (!record.id.empty())
                store_.set_wanted(progress_.run, record.id, Wanted::missing);
            return;
        }
        store_.set_wanted(progress_.run, record.id, Wanted::got);
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
        count_put(store_.put(article, raw, origin, progress_.run), report);
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
                store_.want(progress_.run, {id});
        state_.count = count;
        state_.searches.push_back({state_.sent + " (ids alone)", count, listed.size()});
        if (seen_.size() < count)
            state_.troubles.push_back(format("Europe PMC counted {} hits, and its lists hold {}. Run `casebook fetch "
                                             "--source europepmc` again later.",
                                             count, seen_.size()));
        state_.phase = phase::asking_again;
        progress_.commit(transaction, client_.effort());
    }

    void ask_again()
    {
        std::vector<std::string> ids = store_.wanted(progress_.run, Wanted::asked);
        for (std::string& id : store_.wanted(progress_.run, Wanted::missing))
            ids.push_back(std::move(id));
        for (std::size_t at = 0; at < ids.size(); at += ids_in_a_query) {
            const std::vector<std::string> batch(
                ids.begin() + static_cast<std::ptrdiff_t>(at),
                ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + ids_in_a_query, ids.size())));
            ask_for(batch);
        }
        state_.phase = phase::done;
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
            store_.set_wanted(progress_.run, id, Wanted::missing);
        missing_.clear();
        progress_.commit(transaction, client_.effort());
    }

    void finish()
    {
        state_.phase = phase::done;
        state_.missing = store_.wanted(progress_.run, Wanted::missing);
        state_.listed = seen_.size();
        state_.asked = seen_.size();
        const bool whole = state_.frame.since.empty() && state_.left_out == 0 && state_.troubles.empty();
        if (whole)
            std::ranges::set_difference(last_ids_, seen_, std::back_inserter(state_.no_longer_found));
        progress_.save(state_.complete() ? "done" : "incomplete", client_.effort());
    }

    Store& store_;
    SearchProgress progress_;
    SearchState& state_ = progress_.state;
    EuropePmc& client_;
    const SearchEvents& events_;
    std::set<std::string> last_ids_;
    std::set<std::string> seen_;    ///< ids that this run has met
    std::set<std::string> cursors_; ///< marks that this process has met: one that comes again ends the list
    std::set<std::string> missing_; ///< that are being asked for by id
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
