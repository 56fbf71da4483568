// SPDX-License-Identifier: GPL-3.0-or-later
// One limiter for all calls of the machine: NCBI allows 3 requests a second to an address without a key and 10 with one
// (NBK25497), over all processes together. A lock file holds the time at which the next call may start.
#pragma once

#include "fetch/source/clock.hpp"

#include <filesystem>

namespace casebook {

class RateLimit
{
public:
    /// `per_second` is what the service allows; calls are spaced a little wider than that. 0: no limit, no file.
    RateLimit(std::filesystem::path file, double per_second, Clock clock);

    /// Returns when a call may start.
    void wait();

    /// The call went out this long after `wait` returned (a connection had to be made): the spacing counts from there.
    void sent_after(double seconds);

    /// Nobody on this machine calls for so long: the service asked for it.
    void hold(double seconds);

    /// The service allows less than was thought; more is ignored.
    void allow(double per_second);

    double spacing() const { return spacing_; }

private:
    double seconds_left();
    void reserve_until(double time);

    std::filesystem::path file_;
    double spacing_;
    Clock clock_;
    double started_ = 0;
};

} // namespace casebook
