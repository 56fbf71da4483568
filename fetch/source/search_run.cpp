// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_run.hpp"

#include "corpus/format.hpp"
#include "fetch/source/import.hpp"
#include "fetch/source/search_progress.hpp"

#include <algorithm>
#include <future>

namespace casebook {

namespace {

void add_all(std::vector<std::string>& to, std::string_view what, const std::vector<std::string>& items)
{
    for (const std::string& item : items)
        to.push_back(format("{}: {}", what, item));
}

std::vector<std::string> warnings_of(const SearchAnswer& answer)
{
    std::vector<std::string> out;
    add_all(out, "not found by PubMed", answer.phrases_not_found);
    add_all(out, "unknown field tag, its words were searched elsewhere", answer.fields_not_found);
    add_all(out, "left out by PubMed", answer.phrases_ignored);
    add_all(out, "quoted phrase not found by PubMed", answer.quoted_phrases_not_found);
    for (const std::string& message : answer.messages)
        if (!message.starts_with("Restrictions achieved"))
            out.push_back("PubMed says: " + message);
    return out;
}

class SearchRun
{
public:
    SearchRun(Store& store, Eutils& client, const SearchEvents& events)
        : store_(store), progress_(store), client_(client), events_(events), window_(client.window())
    {
    }

    SearchReport run(const SearchOrder& order)
    {
        const std::vector<PastSearch> past = past_searches(store_, order.search, order.database, order.base);
        progress_.take_up(past, order, events_);
        history_ = history_before(store_, past, progress_.run == 0 ? INT64_MAX : progress_.run);
        if (progress_.run == 0)
            begin(order);
        try {
            work();
        } catch (const Error& e) {
            progress_.note_failure(e.what(), client_.effort());
            throw;
        }
        return std::move(progress_).report();
    }

private:
    void begin(const SearchOrder& order)
    {
        state_.database = order.database;
        state_.base = order.base;
        state_.frame = {order.search, order.today, order.since, history_.current_from};
        state_.limit = order.limit;
        state_.open = {{"all", "", 0, 0, -1}};
        if (!history_.current_from.empty())
            state_.open.push_back({"changed", "", 0, 0, -1}); // the last of the list is asked first
        progress_.start();
    }

    void work()
    {
        if (state_.phase == phase::listing)
            list();
        if (state_.phase == phase::fetching) {
            fetch(Wanted::asked);
            state_.broken = store_.wanted(progress_.run, Wanted::missing).empty() ? state_.broken : 0; // counted anew
            enter(store_.wanted(progress_.run, Wanted::missing).empty() ? phase::done : phase::asking_again);
        }
        if (state_.phase == phase::asking_again) {
            fetch(Wanted::missing);
            enter(phase::done);
        }
        finish();
    }

    void enter(const std::string& next)
    {
        state_.phase = next;
        progress_.commit(effort_);
    }

    // ---- the ids ----

    void list()
    {
        while (!state_.open.empty() && !limit_reached()) {
            const Slice slice = state_.open.back();
            const std::string term = term_of(state_.frame, slice);
            SearchAnswer answer = client_.search(term);
            if (short_of(slice, answer))
                answer = client_.search(term); // a zero where a number was before is a failure until repeated
            effort_ = client_.effort();
            record(slice, term, answer);
        }
        settle();
    }

    static bool short_of(const Slice& slice, const SearchAnswer& answer)
    {
        return slice.expected >= 0 && static_cast<long>(answer.count) < slice.expected;
    }

    bool limit_reached() const
    {
        return state_.limit > 0 && state_.open.back().what == "all" &&
               store_.wanted(progress_.run, Wanted::asked).size() >= state_.limit;
    }

    void record(const Slice& slice, const std::string& term, const SearchAnswer& answer)
    {
        Store::Transaction transaction(store_);
        if (slice.field.empty() && slice.what == "all") {
            state_.count = answer.count;
            state_.translation = answer.translation;
            state_.translations = answer.translations;
            state_.warnings = warnings_of(answer);
        }
        state_.open.pop_back();
        NextSlices next = short_of(slice, answer) ? by_entry_date(slice)
                                                  : next_slices(state_.frame, slice, answer, window_, state_.by_uid);
        state_.open.insert(state_.open.end(), next.slices.begin(), next.slices.end());
        if (next.usable) {
            note_troubles(slice, answer);
            want(slice, answer.ids);
        }
        state_.searches.push_back({term, answer.count, next.usable ? answer.ids.size() : 0});
        progress_.commit(transaction, effort_);
    }

    /// PubMed does not take the PMID range as meant: the whole search again, by halves.
    NextSlices by_entry_date(const Slice& slice)
    {
        state_.by_uid = false;
        SearchAnswer unknown;
        unknown.count = window_ + 1;
        unknown.ids = {"1"};
        return next_slices(state_.frame, {slice.what, "", 0, 0, -1}, unknown, window_, false);
    }

    void note_troubles(const Slice& slice, const SearchAnswer& answer)
    {
        if (answer.ids.size() != std::min(answer.count, window_))
            state_.troubles.push_back(format("PubMed counted {} hits and listed {}. Run `casebook fetch` again later.",
                                             answer.count, answer.ids.size()));
        else if (answer.count > window_ && slice.field == "edat")
            state_.troubles.push_back(format("{} records were entered on one day ({}) and PubMed shows {} of them. "
                                             "Narrow the search string.",
                                             answer.count, slice.from, window_));
    }

    void want(const Slice& slice, const std::vector<std::string>& ids)
    {
        const bool all = slice.what == "all";
        if (all && changed_.empty())
            for (std::string& pmid : store_.wanted(progress_.run, Wanted::asked))
                changed_.insert(std::move(pmid));
        store_.want(progress_.run, ids);
        if (!all)
            return;
        for (const std::string& pmid : ids)
            if (history_.held.contains(pmid) && !changed_.contains(pmid))
                store_.set_wanted(progress_.run, pmid, Wanted::got);
    }

    /// The list is complete: what is asked for is fixed from here on.
    void settle()
    {
        Store::Transaction transaction(store_);
        state_.open.clear();
        const std::vector<std::string> asked = store_.wanted(progress_.run, Wanted::asked);
        const std::vector<std::string> held = store_.wanted(progress_.run, Wanted::got);
        state_.listed = asked.size() + held.size();
        state_.held = held.size();
        state_.asked = state_.limit > 0 ? std::min(state_.limit, asked.size()) : asked.size();
        for (std::size_t i = state_.asked; i < asked.size(); ++i)
            store_.set_wanted(progress_.run, asked[i], Wanted::left_out);
        state_.left_out = std::max(state_.listed, state_.limit > 0 ? state_.count : 0) - state_.held - state_.asked;
        if (state_.left_out == 0 && state_.troubles.empty() && state_.listed < state_.count)
            state_.troubles.push_back(
                format("PubMed counted {} hits, and its lists hold {}. Run `casebook fetch` again "
                       "later.",
                       state_.count, state_.listed));
        if (state_.frame.since.empty() && state_.left_out == 0)
            note_no_longer_found(asked, held);
        state_.phase = phase::fetching;
        progress_.commit(transaction, effort_);
    }

    void note_no_longer_found(const std::vector<std::string>& asked, const std::vector<std::string>& held)
    {
        std::set<std::string> gone = history_.last_ids;
        for (const auto* ids : {&asked, &held})
            for (const std::string& pmid : *ids)
                gone.erase(pmid);
        state_.no_longer_found.assign(gone.begin(), gone.end());
    }

    // ---- the records ----

    using Ids = std::vector<std::string>;

    /// An answer, and what the client had done when it came.
    struct Arrival
    {
        Ids batch;
        FetchAnswer answer;
        Effort effort;
    };

    /// Asks in the background; nobody else touches the client until the answer is taken.
    std::future<Arrival> ask(const Ids& ids, std::size_t at, std::size_t size)
    {
        const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, ids.size()));
        return std::async(std::launch::async, [this, batch = Ids(begin, end)] {
            FetchAnswer answer = client_.fetch(batch);
            return Arrival{batch, std::move(answer), client_.effort()};
        });
    }

    /// While a batch goes into the store the next one is on its way: with a key and records of ordinary length the
    /// store would otherwise take a third of the time that the rate allows.
    void fetch(Wanted state)
    {
        const Ids ids = store_.wanted(progress_.run, state);
        std::size_t size = fetch_batch;
        std::future<Arrival> coming;
        if (!ids.empty())
            coming = ask(ids, 0, size);
        for (std::size_t at = 0; at < ids.size();) {
            const Arrival arrival = coming.get();
            effort_ = arrival.effort;
            const bool too_large = info_of(arrival.answer.judged.trouble).smaller;
            if (too_large) {
                size = std::max(smallest_batch, arrival.batch.size() / 2);
                events_.tell(
                    format("{} Asking for {} records at a time.", client_.sentence(arrival.answer.judged), size));
            } else {
                at += arrival.batch.size();
            }
            if (at < ids.size())
                coming = ask(ids, at, size);
            if (!too_large)
                take(arrival.batch, arrival.answer.body);
        }
    }

    void take(const std::vector<std::string>& batch, const std::string& body)
    {
        Store::Transaction transaction(store_);
        const ImportReport report = import_pubmed_xml({store_, progress_.run, "database"}, body,
                                                      format("{}, search of {}", state_.database, state_.frame.date));
        const std::set<std::string> came(report.pmids.begin(), report.pmids.end());
        for (const std::string& pmid : batch) {
            store_.set_wanted(progress_.run, pmid, came.contains(pmid) ? Wanted::got : Wanted::missing);
            state_.returned += came.count(pmid);
        }
        state_.added += report.added;
        state_.revised += report.revised;
        state_.unchanged += report.unchanged + report.older;
        state_.broken += report.broken.size();
        progress_.commit(transaction, effort_);
        events_.progress(state_.held + state_.returned, state_.held + state_.asked);
    }

    void finish()
    {
        state_.missing = store_.wanted(progress_.run, Wanted::missing);
        progress_.save(state_.complete() ? "done" : "incomplete", effort_);
    }

    Store& store_;
    SearchProgress progress_;
    SearchState& state_ = progress_.state;
    Eutils& client_;
    const SearchEvents& events_;
    std::size_t window_;
    SearchHistory history_;
    std::set<std::string> changed_;
    Effort effort_; ///< of the client, as far as its answers were taken
};

} // namespace

SearchReport run_search(Store& store, Eutils& client, const SearchOrder& order, const SearchEvents& events)
{
    return SearchRun(store, client, events).run(order);
}

} // namespace casebook
