// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/rate_limit.hpp"

#include "corpus/format.hpp"
#include "fetch/source/file_lock.hpp"

#include <algorithm>
#include <charconv>

namespace casebook {

namespace {

/// Wider than 1/r, so that a call delayed on its way does not meet the next one in the same second.
constexpr double margin = 1.035;
/// A time further ahead was written before the machine was started anew.
constexpr double longest_hold = 300;

double next_free(const FileLock& lock, double now)
{
    const std::string text = lock.content();
    double time = 0;
    std::from_chars(text.data(), text.data() + text.size(), time);
    return time > now + longest_hold ? now : std::max(time, now);
}

} // namespace

RateLimit::RateLimit(std::filesystem::path file, double per_second, Clock clock)
    : file_(std::move(file)), spacing_(per_second > 0 ? margin / per_second : 0), clock_(std::move(clock))
{
}

/// Takes the next place if it is free now; else tells how long to wait before looking again, because meanwhile another
/// process may have been told to hold.
double RateLimit::seconds_left()
{
    FileLock lock(file_);
    const double now = clock_.now();
    const double free = next_free(lock, now);
    if (free <= now) {
        started_ = now;
        lock.replace(format("{:.4f}\n", now + spacing_));
    }
    return free - now;
}

void RateLimit::wait()
{
    if (spacing_ <= 0)
        return;
    for (double left = seconds_left(); left > 0; left = seconds_left())
        clock_.sleep(left);
}

void RateLimit::reserve_until(double time)
{
    FileLock lock(file_);
    if (time > next_free(lock, clock_.now()))
        lock.replace(format("{:.4f}\n", time));
}

void RateLimit::sent_after(double seconds)
{
    if (spacing_ > 0 && seconds > 0)
        reserve_until(started_ + seconds + spacing_);
}

void RateLimit::hold(double seconds)
{
    if (spacing_ > 0)
        reserve_until(clock_.now() + std::min(seconds, longest_hold));
}

void RateLimit::allow(double per_second)
{
    if (per_second > 0)
        spacing_ = spacing_ > 0 ? std::max(spacing_, margin / per_second) : 0;
}

} // namespace casebook
