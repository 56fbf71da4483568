// SPDX-License-Identifier: GPL-3.0-or-later
// A search run's record in the store, for the sources that run one: taken up where an earlier run of the same order
// stopped, saved with each step, put back to what was committed when a step fails.
#pragma once

#include "fetch/source/eutils.hpp"
#include "fetch/source/search_history.hpp"
#include "fetch/source/search_run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

namespace phase {
inline const std::string listing = "listing";
inline const std::string fetching = "fetching";
inline const std::string asking_again = "asking again";
inline const std::string done = "done";
} // namespace phase

class SearchProgress
{
public:
    explicit SearchProgress(Store& store) : store_(store) {}

    /// Takes up the last of these runs that asked the same, if it was not finished, and says so.
    void take_up(const std::vector<PastSearch>& past, const SearchOrder& order, const SearchEvents& events);
    /// A new run, its state filled in by the caller. Until then, or until one is taken up, `run` is 0.
    void start();

    /// `effort` is the client's from here on: what was not counted yet is added to the state.
    void save(std::string_view status, const Effort& effort);
    /// Saves, commits, and takes the state for the one to go back to.
    void commit(Store::Transaction& transaction, const Effort& effort);
    /// The same without a transaction of the caller's.
    void commit(const Effort& effort);
    /// What was not committed did not happen, but the calls were made. A disk that is full may not even take this note.
    void note_failure(const std::string& what, const Effort& effort);

    SearchReport report() && { return {run, resumed, std::move(state)}; }

    std::int64_t run = 0;
    bool resumed = false;
    SearchState state;

private:
    Store& store_;
    SearchState kept_; ///< as the store has it
    Effort counted_;   ///< what the state has of the client's
};

} // namespace casebook
