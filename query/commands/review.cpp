// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"
#include "query/review/desk.hpp"
#include "query/review/terminal.hpp"
#include "query/wording.hpp"

#include <chrono>
#include <csignal>
#include <ostream>

namespace casebook {

namespace {

using Moment = std::chrono::steady_clock::time_point;

double minutes_since(Moment began)
{
    return std::chrono::duration<double, std::ratio<60>>(std::chrono::steady_clock::now() - began).count();
}

/// What a session holds together.
struct Sitting
{
    const Protocol& protocol;
    review::ReviewDesk& desk;
    review::Terminal& terminal;
    review::WordInks inks;
    std::vector<Reason> choice;
    Moment began = std::chrono::steady_clock::now();
    std::size_t page_lines = 1;
    review::Mode shown = review::Mode::judging; ///< in which the page was painted last
};

/// Where pages stand below each other, a line that grows is not a page for each of its letters.
bool is_typing_on(const Sitting& sitting, const review::State& state)
{
    const bool line = state.mode == review::Mode::note || state.mode == review::Mode::value;
    return line && state.mode == sitting.shown && !sitting.terminal.page_stays();
}

review::Choices choices_now(const Sitting& sitting)
{
    return {sitting.desk.record(), sitting.choice, sitting.page_lines};
}

void paint(Sitting& sitting, review::State& state)
{
    review::Standing standing = sitting.desk.standing();
    if (sitting.terminal.keys_are_typed()) // a file has no pace
        standing.minutes = minutes_since(sitting.began);
    const review::Page page = page_of({sitting.protocol, sitting.inks, sitting.terminal.look()}, state,
                                      choices_now(sitting), standing, sitting.terminal.size());
    state.scroll = page.scroll;
    sitting.page_lines = page.page_lines;
    if (!is_typing_on(sitting, state))
        sitting.terminal.paint(page.lines);
    else if (sitting.terminal.keys_are_typed())
        sitting.terminal.paint({page.lines.back()});
    sitting.shown = state.mode;
}

/// Waits as long as another program writes, and tells so; Ctrl-C gives up.
review::State perform(Sitting& sitting, review::State state, const review::Deed& deed)
{
    for (;;) {
        try {
            return sitting.desk.perform(state, deed);
        } catch (const Busy&) {
            state.message = "Another program is writing to this casebook: your word waits for it. Ctrl-C gives it up.";
            paint(sitting, state);
        }
        if (sitting.terminal.interrupted()) {
            state.message = "Given up: nothing was kept of it.";
            return state;
        }
    }
}

/// The next key; in the time before it comes the order of reading takes in what was said.
review::Key key_for(Sitting& sitting, review::State& state)
{
    using std::chrono::milliseconds;
    constexpr milliseconds whenever{3'600'000};
    if (sitting.desk.is_order_old() && !sitting.terminal.keys_are_typed())
        sitting.desk.rank(); // where keys come from a file the same keys decide on the same records
    paint(sitting, state);
    for (;;) {
        const bool old = sitting.desk.is_order_old();
        if (auto key = sitting.terminal.next_key(old ? milliseconds(0) : whenever))
            return *key;
        if (old)
            sitting.desk.rank();
    }
}

/// A remark is kept with a word on its record. What is left without one is told where it can be copied from.
void print_remarks(const review::ReviewDesk& desk, const Console& console)
{
    for (const auto& [id, remark] : desk.remarks())
        console.err << format("Not kept, for you said no word on {} with it: “{}”\n", id, remark);
}

void review_until_end(Sitting& sitting, review::State state)
{
    while (!state.ended) {
        const review::Key key = key_for(sitting, state);
        review::Step step = press(std::move(state), key, choices_now(sitting));
        const std::size_t turns = sitting.desk.protocol_turns();
        state = perform(sitting, std::move(step.state), step.deed);
        if (sitting.desk.protocol_turns() != turns) {
            sitting.inks = review::WordInks(sitting.protocol);
            sitting.choice = review::reasons_of(sitting.protocol);
        }
    }
    sitting.desk.keep_remark(state);
}

void print_end(const Request& request, const review::Standing& standing, double minutes, const Console& console)
{
    console.err << format("{} {} {}{}; {} of {} left.", standing.who, standing.settles ? "settled" : "judged",
                          counted(standing.now, standing.settles ? "conflict" : "record"),
                          minutes < 1 ? "" : format(" in {:.0f} minutes", minutes), standing.records - standing.judged,
                          standing.records);
    if (standing.records > standing.judged)
        console.err << format(" `casebook -C {} review --by '{}'{}` goes on.", request.dir.string(), standing.who,
                              standing.settles ? " --adjudicate" : "");
    console.err << "\n";
}

} // namespace

int run_review(const Request& request, const Console& console)
{
    constexpr std::chrono::milliseconds patience{500}; // for another program's write, before the reviewer is told
    const std::string who = speaker(request);
    const Stage stage = stage_asked(request).value_or(Stage::title_abstract);
    const review::Purpose purpose = request.has("--adjudicate") ? review::Purpose::settle : review::Purpose::judge;
    Casebook casebook = open_casebook(request);
    casebook.store.set_patience(patience);
    casebook.store.set_view(review::view_of_session(casebook.protocol, who, purpose));
    LikelyNames(casebook.store, console).look_at(who);
    review::ReviewDesk desk(casebook, who, stage, purpose);
    review::State state;
    state.settles = purpose == review::Purpose::settle;
    state.blind = request.has("--blind");
    int signal = 0;
    const Moment began = std::chrono::steady_clock::now();
    {
        review::Terminal terminal(console.out);
        Sitting sitting{casebook.protocol, desk, terminal, review::WordInks(casebook.protocol),
                        review::reasons_of(casebook.protocol)};
        state.can_ask = terminal.keys_are_typed();
        review_until_end(sitting, std::move(state));
        signal = terminal.ended_by();
    }
    print_remarks(desk, console);
    print_end(request, desk.standing(), minutes_since(began), console);
    if (signal == SIGTERM || signal == SIGHUP)
        std::raise(signal);
    return 0;
}

} // namespace casebook
