// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs of three bytes stand in a text: tells in a few nanoseconds that words do not stand in it, however many
// they are. What is no ASCII letter, figure or low line counts as a blank, as does what lies beyond both ends of the
// text.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// The number of a run of three bytes; several share one.
using Gram = std::uint16_t;
inline constexpr std::size_t gram_count = 4096;

/// The runs within a piece of text, none beyond its ends; none for a piece shorter than three bytes.
std::vector<Gram> grams_of(std::string_view piece);

class Grams
{
public:
    Grams() = default;
    explicit Grams(std::string_view text);

    /// False: it does not stand in the text.
    bool has(Gram gram) const { return (bits_[gram / 64] >> (gram % 64) & 1U) != 0; }
    void add(Gram gram) { bits_[gram / 64] |= std::uint64_t{1} << (gram % 64); }

    /// Calls `visit` with each run that both have.
    template <class Visit> void each_shared(const Grams& other, Visit visit) const
    {
        for (std::size_t i = 0; i < bits_.size(); ++i)
            for (std::uint64_t left = bits_[i] & other.bits_[i]; left != 0; left &= left - 1)
                visit(static_cast<Gram>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }

private:
    std::array<std::uint64_t, gram_count / 64> bits_{};
};

/// A text in which many patterns are looked for, with its runs.
class Searched
{
public:
    Searched() = default;
    explicit Searched(std::string text) : text_(std::move(text)), grams_(text_) {}

    operator std::string_view() const { return text_; } // NOLINT: it is that text
    const std::string& text() const { return text_; }
    const Grams& grams() const { return grams_; }
    std::size_t find(std::string_view part) const { return text_.find(part); }
    friend bool operator==(const Searched& a, std::string_view b) { return a.text_ == b; }

private:
    std::string text_;
    Grams grams_;
};

} // namespace casebook
