// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to RE2: patterns that run in linear time over any text.
#pragma once

#include "corpus/grams.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace casebook {

/// Bytes [begin, end) of the text; both 0 for a group that took no part.
struct Span
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const { return begin == end; }
};

class Required;

/// A pattern in RE2's syntax, compiled when it is first needed. One that does not compile is our mistake and ends the
/// program; where assertions are on, as soon as it is made.
class Pattern
{
public:
    explicit Pattern(std::string_view pattern);
    ~Pattern();
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;

    bool found_in(std::string_view text) const;
    bool found_in(const Searched& text) const;
    /// Group 0 is the whole match.
    std::optional<std::vector<Span>> find(std::string_view text, std::size_t from = 0) const;
    std::optional<std::vector<Span>> find(const Searched& text, std::size_t from = 0) const;
    /// Every match, none overlapping the one before.
    std::vector<std::vector<Span>> find_all(std::string_view text) const;
    std::vector<std::vector<Span>> find_all(const Searched& text) const;

    /// What each text with a match holds.
    const Required& required() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
