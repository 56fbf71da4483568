// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/grams.hpp"

namespace casebook {

namespace {

/// What \b of a pattern takes for a part of a word stays, all else is a blank.
constexpr std::array<unsigned char, 256> make_plain_bytes()
{
    std::array<unsigned char, 256> plain{};
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool kept = (i >= '0' && i <= '9') || (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z') || i == '_';
        plain[i] = static_cast<unsigned char>(kept ? i : ' ');
    }
    return plain;
}
constexpr std::array<unsigned char, 256> plain_bytes = make_plain_bytes();

/// The last three bytes in one number.
class Window
{
public:
    void push(char c) { bytes_ = (bytes_ << 8U | plain_bytes[static_cast<unsigned char>(c)]) & 0xFFFFFFU; }
    Gram gram() const { return static_cast<Gram>(static_cast<std::uint32_t>(bytes_ * 0x9E3779B1U) >> 20U); }

private:
    std::uint32_t bytes_ = 0;
};

} // namespace

std::vector<Gram> grams_of(std::string_view piece)
{
    std::vector<Gram> out;
    Window window;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        window.push(piece[i]);
        if (i >= 2)
            out.push_back(window.gram());
    }
    return out;
}

Grams::Grams(std::string_view text)
{
    Window window;
    const auto take = [&](char c) {
        window.push(c);
        add(window.gram());
    };
    window.push(' ');
    window.push(' ');
    for (const char c : text)
        take(c);
    take(' ');
    take(' ');
}

} // namespace casebook
