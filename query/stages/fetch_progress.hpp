// SPDX-License-Identifier: GPL-3.0-or-later
// How far a fetch is, for whoever waits at a terminal.
#pragma once

#include "corpus/format.hpp"
#include "query/request.hpp"

#include <mutex>
#include <ostream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace casebook {

/// One line that is written over, on a terminal only. What is told may come from the thread that asks for records.
class FetchProgress
{
public:
    FetchProgress(const Console& console, std::string_view what)
        : console_(console), what_(what), shown_(::isatty(STDERR_FILENO) != 0)
    {
    }
    ~FetchProgress() { clear(); }
    FetchProgress(const FetchProgress&) = delete;
    FetchProgress& operator=(const FetchProgress&) = delete;

    void step(std::size_t done, std::size_t total)
    {
        const std::lock_guard guard(mutex_);
        if (shown_)
            console_.err << format("\r{} {}/{}", what_, done, total) << std::flush;
    }
    void tell(const std::string& line)
    {
        const std::lock_guard guard(mutex_);
        clear();
        console_.err << line << "\n";
    }

private:
    void clear()
    {
        if (shown_)
            console_.err << "\r\x1b[K" << std::flush;
    }
    const Console& console_;
    std::string what_;
    std::mutex mutex_;
    bool shown_;
};

} // namespace casebook
