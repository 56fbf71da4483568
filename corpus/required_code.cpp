// SPDX-License-Identifier: GPL-3.0-or-later
// What is required, as a row of numbers: asked of texts, put in a better order, told to those who ask many at once.
#include "corpus/required.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace casebook {

namespace {

bool stands_in(const Grams& text, const Gram* begin, const Gram* end)
{
    return std::all_of(begin, end, [&](Gram gram) { return text.has(gram); });
}

} // namespace

/// Of each piece: what ends half of a pattern's words ends half of the words of a text, too.
void Required::look_for_rare_runs_first(Code& code)
{
    std::vector<std::uint16_t> counts(gram_count);
    const auto each_piece = [&](auto visit) {
        for (std::size_t at = 0; at < code.size(); at += 2)
            if (code[at] == piece) {
                visit(std::span(code).subspan(at + 2, code[at + 1]));
                at += code[at + 1];
            }
    };
    each_piece([&](std::span<Gram> runs) {
        for (const Gram run : runs)
            ++counts[run];
    });
    each_piece(
        [&](std::span<Gram> runs) { std::ranges::stable_sort(runs, {}, [&](Gram run) { return counts[run]; }); });
}

std::vector<Alternatives> Required::alternatives() const
{
    return code_.empty() ? std::vector<Alternatives>{} : alternatives(code_.data());
}

std::vector<Alternatives> Required::alternatives(const std::uint16_t* node)
{
    const std::uint16_t* end = node + 2 + node[1];
    if (node[0] == piece)
        return {Alternatives{std::vector<Gram>(node + 2, end)}};
    std::vector<Alternatives> all;
    Alternatives any;
    for (const std::uint16_t* part = node + 2; part != end; part += 2 + part[1]) {
        std::vector<Alternatives> inner = alternatives(part);
        if (node[0] == all_of)
            std::ranges::move(inner, std::back_inserter(all));
        else
            std::ranges::move(std::ranges::min(inner, {}, &Alternatives::size), std::back_inserter(any));
    }
    if (node[0] == one_of)
        all.push_back(std::move(any));
    return all;
}

bool Required::allows(const Grams& text, const std::uint16_t* node)
{
    const std::uint16_t* end = node + 2 + node[1];
    if (node[0] == piece)
        return stands_in(text, node + 2, end);
    const bool until = node[0] == one_of; // the answer of a part that decides
    for (const std::uint16_t* part = node + 2; part != end; part += 2 + part[1]) {
        const bool holds = part[0] == piece ? stands_in(text, part + 2, part + 2 + part[1]) : allows(text, part);
        if (holds == until)
            return until;
    }
    return !until;
}

} // namespace casebook
