// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/rate_limit.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/file_lock.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// What a second is taken to be, for clocks that are not even.
constexpr double second = 1.005;
/// Calls are sent so far apart of their even share of the second: spread over it, but a delay may be made good again.
constexpr double spread = 0.8;
/// So many answers it takes to know how quick the quickest is; until then each call counts when it was answered.
constexpr double enough_answers = 10;
/// So much of even the quickest answer may have been the way there, seconds.
constexpr double slack = 0.025;
/// The quickest of long ago is forgotten little by little, as networks change.
constexpr double forgetting = 1.02;
/// A time further ahead was written before the machine was started anew.
constexpr double longest_hold = 300;

/// What the lock file holds, all in the machine's time.
struct Ledger
{
    double hold = 0;
    double quickest = 0;       ///< time from a request's first byte to its answer's
    double answers = 0;        ///< that the quickest is known from
    double sent = 0;           ///< when the last call was sent; it may count later
    std::vector<double> calls; ///< when they counted, oldest first
};

Ledger read(const FileLock& lock, double now)
{
    Ledger ledger;
    const std::vector<std::string> words = split(collapse(lock.content()), ' ');
    if (words.size() < 3)
        return ledger;
    if (const double hold = number_or(words[0], 0.0); hold < now + longest_hold)
        ledger.hold = hold;
    ledger.quickest = number_or(words[1], 0.0);
    ledger.answers = number_or(words[2], 0.0);
    if (const double sent = words.size() > 3 ? number_or(words[3], 0.0) : 0.0; sent < now + 0.001)
        ledger.sent = sent;
    for (std::size_t i = 4; i < words.size(); ++i)
        if (const double call = number_or(words[i], 0.0); call > now - 2 * second && call < now + longest_hold)
            ledger.calls.push_back(call);
    std::ranges::sort(ledger.calls);
    return ledger;
}

void write(FileLock& lock, const Ledger& ledger)
{
    std::string text = format("{:.4f} {:.4f} {} {:.4f}", ledger.hold, ledger.quickest, ledger.answers, ledger.sent);
    for (const double call : ledger.calls)
        text += format(" {:.4f}", call);
    lock.replace(text + "\n");
}

double next_free(const Ledger& ledger, std::size_t per_second)
{
    double free = std::max(ledger.hold, ledger.sent + spread / static_cast<double>(per_second));
    if (ledger.calls.size() >= per_second)
        free = std::max(free, ledger.calls[ledger.calls.size() - per_second] + second);
    return free;
}

} // namespace

RateLimit::RateLimit(std::filesystem::path file, std::size_t per_second, Clock clock)
    : file_(std::move(file)), per_second_(per_second), clock_(std::move(clock))
{
}

/// Takes the next place if it is free now; else tells how long to wait before looking again, because meanwhile another
/// process may have been told to hold.
double RateLimit::seconds_left()
{
    FileLock lock(file_);
    const double now = clock_.now();
    Ledger ledger = read(lock, now);
    const double free = next_free(ledger, per_second_);
    if (free > now)
        return free - now;
    ledger.calls.push_back(now);
    ledger.sent = now;
    write(lock, ledger);
    own_.push_back({now, now});
    if (own_.size() > per_second_)
        own_.pop_front();
    return 0;
}

void RateLimit::wait()
{
    if (per_second_ == 0)
        return;
    for (double left = seconds_left(); left > 0; left = seconds_left())
        clock_.sleep(left);
}

void RateLimit::answered(double answer_took, double body_took)
{
    if (per_second_ == 0 || own_.empty())
        return;
    FileLock lock(file_);
    const double now = clock_.now();
    own_.back().first_byte = now - body_took;
    Ledger ledger = read(lock, now);
    const bool first = ledger.answers == 0;
    ledger.quickest = first ? answer_took : std::min(answer_took, ledger.quickest * forgetting);
    ledger.answers = std::min(ledger.answers + 1, enough_answers);
    const double quickest = ledger.answers < enough_answers ? 0 : std::max(0.0, ledger.quickest - slack);
    for (Call& call : own_) {
        const auto close = [&](double noted) { return noted > call.noted - 0.0002 && noted < call.noted + 0.0002; };
        if (const auto found = std::ranges::find_if(ledger.calls, close); found != ledger.calls.end())
            *found = call.noted = std::max(call.noted, call.first_byte - quickest);
    }
    write(lock, ledger);
}

void RateLimit::hold(double seconds)
{
    if (per_second_ == 0)
        return;
    FileLock lock(file_);
    const double now = clock_.now();
    Ledger ledger = read(lock, now);
    ledger.hold = std::max(ledger.hold, now + std::min(seconds, longest_hold));
    write(lock, ledger);
}

void RateLimit::allow(std::size_t per_second)
{
    if (per_second > 0)
        per_second_ = std::min(per_second_, per_second);
}

} // namespace casebook
