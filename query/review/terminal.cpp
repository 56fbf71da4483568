// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/terminal.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ostream>
#include <poll.h>
#include <signal.h>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

namespace casebook::review {

namespace {

constexpr std::array<int, 6> heard = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

sigset_t heard_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : heard)
        sigaddset(&set, number);
    return set;
}

/// Keys come one by one and are not shown; signals still come from their keys.
termios without_lines(termios mode)
{
    mode.c_iflag &= ~static_cast<tcflag_t>(ICRNL | IXON | ISTRIP);
    mode.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    return mode;
}

} // namespace

struct Terminal::Impl
{
    explicit Impl(std::ostream& out_) : out(out_) {}

    std::ostream& out;
    bool keys_typed = false; ///< the keys come from a terminal
    bool page_stays = false; ///< the page goes to a terminal that can move its cursor
    termios before{};
    sigset_t mask_before{};
    int signals = -1;
    int ended = 0;
    bool at_end = false;
    std::string bytes;

    void enter()
    {
        if (keys_typed) {
            const termios raw = without_lines(before);
            ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
        }
        if (page_stays)
            out << "\x1b[?1049h\x1b[?25l" << std::flush; // a screen of its own, no cursor
    }

    void leave()
    {
        if (page_stays)
            out << "\x1b[?25h\x1b[?1049l" << std::flush;
        if (keys_typed)
            ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    }

    /// What a signal means to the reviewer.
    std::optional<Key> hear()
    {
        signalfd_siginfo info{};
        if (::read(signals, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
            return std::nullopt;
        const auto number = static_cast<int>(info.ssi_signo);
        if (number == SIGINT || number == SIGTERM || number == SIGHUP) {
            ended = number;
            return Key{KeyKind::quit, ""};
        }
        if (number == SIGTSTP) {
            leave();
            ::kill(::getpid(), SIGSTOP);
            enter();
        }
        return Key{KeyKind::redraw, ""};
    }

    void read_keys()
    {
        std::array<char, 256> buffer{};
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        at_end = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
        if (count > 0)
            bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }

    /// What came within the time: a signal as its key; bytes are put to the others.
    std::optional<Key> listen(std::chrono::milliseconds patience)
    {
        std::array<pollfd, 2> sources = {{{signals, POLLIN, 0}, {at_end ? -1 : STDIN_FILENO, POLLIN, 0}}};
        if (::poll(sources.data(), sources.size(), static_cast<int>(patience.count())) <= 0)
            return std::nullopt;
        if (sources[0].revents != 0)
            return hear();
        read_keys();
        return std::nullopt;
    }
};

Terminal::Terminal(std::ostream& out) : impl_(std::make_unique<Impl>(out))
{
    const bool dumb = environment("TERM").empty() || environment("TERM") == "dumb";
    impl_->keys_typed = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &impl_->before) == 0;
    impl_->page_stays = impl_->keys_typed && ::isatty(STDOUT_FILENO) != 0 && !dumb;
    const sigset_t set = heard_signals();
    ::sigprocmask(SIG_BLOCK, &set, &impl_->mask_before);
    impl_->signals = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    impl_->enter();
}

Terminal::~Terminal()
{
    impl_->leave();
    if (impl_->signals >= 0)
        ::close(impl_->signals);
    ::sigprocmask(SIG_SETMASK, &impl_->mask_before, nullptr);
}

std::optional<Key> Terminal::next_key(std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds rest_of_a_key{50}; // what follows an escape comes at once, also over ssh
    if (auto key = take_key(impl_->bytes, impl_->at_end))
        return key;
    const std::size_t begun = impl_->bytes.size();
    if (auto key = impl_->listen(begun > 0 ? rest_of_a_key : patience))
        return key;
    const bool all_came = impl_->at_end || (begun > 0 && impl_->bytes.size() == begun);
    if (auto key = take_key(impl_->bytes, all_came))
        return key;
    if (impl_->at_end && impl_->bytes.empty())
        return Key{KeyKind::quit, ""};
    return std::nullopt;
}

bool Terminal::interrupted()
{
    while (const auto key = impl_->hear())
        if (key->kind == KeyKind::quit)
            return true;
    return false;
}

void Terminal::paint(const std::vector<Line>& lines)
{
    std::string bytes = impl_->page_stays ? "\x1b[H" : "";
    for (std::size_t row = 0; row < lines.size(); ++row) {
        bytes += painted(lines[row], look());
        if (impl_->page_stays)
            bytes += "\x1b[K";
        if (!impl_->page_stays || row + 1 < lines.size())
            bytes += "\n";
    }
    if (impl_->page_stays)
        bytes += "\x1b[J";
    impl_->out << bytes << (impl_->page_stays ? "" : "\n") << std::flush;
}

Size Terminal::size() const
{
    winsize known{};
    if (::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &known) == 0 && known.ws_col > 0)
        return {known.ws_col, impl_->page_stays ? std::max<std::size_t>(known.ws_row, 4) : 0};
    constexpr std::size_t usual_width = 80, usual_height = 24;
    const auto width = number_or<std::size_t>(environment("COLUMNS"), usual_width);
    return {std::clamp<std::size_t>(width, 20, 1000), impl_->page_stays ? usual_height : 0};
}

Look Terminal::look() const
{
    return impl_->page_stays && environment("NO_COLOR").empty() ? Look::colour : Look::plain;
}

bool Terminal::keys_are_typed() const { return impl_->keys_typed; }

bool Terminal::page_stays() const { return impl_->page_stays; }

int Terminal::ended_by() const { return impl_->ended; }

} // namespace casebook::review
