// SPDX-License-Identifier: GPL-3.0-or-later
// The door to the terminal: keys without Enter, the size, signals as events (termios, ioctl, signalfd). Where the keys
// come from a pipe or a file there is nothing to set and nothing to restore.
#pragma once

#include "query/review/keys.hpp"
#include "query/review/page.hpp"

#include <chrono>
#include <iosfwd>
#include <memory>
#include <optional>
#include <vector>

namespace casebook::review {

/// As it was before, whatever ends the program but SIGKILL: leaving the scope, an exception, SIGINT, SIGTERM, SIGHUP;
/// while it is stopped (SIGTSTP) too.
class Terminal
{
public:
    explicit Terminal(std::ostream& out);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// The next key, or that the page must be painted anew (`redraw`); nothing when none came in time. At the end of a
    /// pipe and after SIGINT, SIGTERM or SIGHUP it is `quit`.
    std::optional<Key> next_key(std::chrono::milliseconds patience);

    /// Whether a signal asked to end since; no key is read for it.
    bool interrupted();

    /// Paints over what stands there; into a pipe or a file, below it.
    void paint(const std::vector<Line>& lines);

    Size size() const;
    Look look() const; ///< plain where NO_COLOR is set, the terminal is dumb, or there is none

    bool keys_are_typed() const; ///< they come from a terminal, not from a pipe
    bool page_stays() const;     ///< what is painted replaces what stood there

    /// The signal that ended it; 0 for none. It is raised again once the terminal is as it was.
    int ended_by() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook::review
