// SPDX-License-Identifier: GPL-3.0-or-later
// One limiter for all calls of the machine: NCBI allows 3 requests a second to an address without a key and 10 with one
// (NBK25497), over all processes together, and counts them when they arrive. A lock file holds the last calls. A call
// that was slow to be answered may have been slow to arrive: the service may have counted it later than it was sent, so
// the second in which it counts is taken to end later by as much as its answer took longer than the quickest one.
#pragma once

#include "fetch/source/clock.hpp"

#include <cstddef>
#include <deque>
#include <filesystem>

namespace casebook {

class RateLimit
{
public:
    /// `per_second`: calls that the service allows within any second. 0: no limit, no file.
    RateLimit(std::filesystem::path file, std::size_t per_second, Clock clock);

    /// Returns when a call may start.
    void wait();

    /// Called when the answer is complete: the seconds from the request's first byte to the answer's, and from there
    /// to the end.
    void answered(double answer_took, double body_took);

    /// Nobody on this machine calls for so long: the service asked for it.
    void hold(double seconds);

    /// The service allows less than was thought; more is ignored.
    void allow(std::size_t per_second);

    std::size_t per_second() const { return per_second_; }

private:
    /// A call of this process: the latest moment at which its answer began, and the time it stands in the file with.
    struct Call
    {
        double first_byte = 0;
        double noted = 0;
    };
    double seconds_left();

    std::filesystem::path file_;
    std::size_t per_second_;
    Clock clock_;
    std::deque<Call> own_; ///< the last ones
};

} // namespace casebook
