// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/abbreviations.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace casebook {

namespace {

bool is_short_form(std::string_view written)
{
    const auto capitals = std::ranges::count_if(written, is_upper);
    return written.size() >= 2 && written.size() <= 8 && capitals >= 1 && (capitals >= 2 || written.size() <= 4) &&
           is_letter(written[0]);
}

/// The fewest words before `end` whose letters spell the short form from its last letter to its first; the first letter
/// must open a word. Where the longer form begins, or nothing.
std::optional<std::size_t> longer_begin(const std::vector<Token>& tokens, std::size_t end, const std::string& letters)
{
    std::size_t left = letters.size();
    const std::size_t limit = std::min(letters.size() + 5, letters.size() * 2) * 2;
    for (std::size_t i = end; i > 0 && end - i < limit;) {
        const std::string& word = tokens[--i].text;
        if (word == "." || word == "(" || word == ")" || word == ";")
            return std::nullopt;
        for (std::size_t at = word.size(); at > 0 && left > 0;) {
            --at;
            if (word[at] == letters[left - 1] && (left > 1 || at == 0))
                --left;
        }
        if (left == 0)
            return i;
    }
    return std::nullopt;
}

/// The words before `end` each of which one letter opens: "alopecia areata (AA)", not "areata" with its two a's.
std::optional<std::size_t> initials_begin(const std::vector<Token>& tokens, std::size_t end, const std::string& letters)
{
    constexpr std::array<std::string_view, 8> passed = {"-", "of", "the", "and", "with", "in", "for", "to"};
    std::size_t left = letters.size();
    for (std::size_t i = end; i > 0 && left > 0;) {
        const std::string& word = tokens[--i].text;
        if (!word.empty() && word[0] == letters[left - 1]) {
            if (--left == 0)
                return i;
        } else if (std::ranges::find(passed, word) == passed.end())
            return std::nullopt;
    }
    return std::nullopt;
}

/// Where the longer form begins: by its initials, else by letters anywhere in its words.
std::optional<std::size_t> definition_begin(const std::vector<Token>& tokens, std::size_t end,
                                            const std::string& letters)
{
    const auto plain = initials_begin(tokens, end, letters);
    return plain ? plain : longer_begin(tokens, end, letters);
}

} // namespace

std::vector<Definition> find_definitions(std::string_view passage, const std::vector<Token>& tokens)
{
    std::vector<Definition> out;
    for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
        if (tokens[i].text != "(")
            continue;
        const Token& inner = tokens[i + 1];
        const std::string written(passage.substr(inner.begin, inner.end - inner.begin));
        const bool closed = tokens[i + 2].text == ")" || tokens[i + 2].text == ";" || tokens[i + 2].text == ",";
        if (closed && is_short_form(written)) {
            std::string letters = lower_ascii(written);
            std::erase_if(letters, [](char c) { return !is_lower(c); });
            if (letters.size() > 2 && letters.ends_with('s') && is_lower(written.back()))
                letters.pop_back(); // "TNFs"
            if (const auto begin = definition_begin(tokens, i, letters))
                out.push_back({written,
                               {tokens.begin() + static_cast<std::ptrdiff_t>(*begin),
                                tokens.begin() + static_cast<std::ptrdiff_t>(i)}});
            continue;
        }
        // the other way round: "AA (alopecia areata)"
        const Token& before = tokens[i - 1];
        const std::string outer(passage.substr(before.begin, before.end - before.begin));
        std::size_t close = i + 1;
        while (close < tokens.size() && tokens[close].text != ")" && close - i < 12)
            ++close;
        if (!is_short_form(outer) || close >= tokens.size() || tokens[close].text != ")")
            continue;
        std::string letters = lower_ascii(outer);
        std::erase_if(letters, [](char c) { return !is_lower(c); });
        if (const auto begin = definition_begin(tokens, close, letters); begin && *begin > i)
            out.push_back({outer,
                           {tokens.begin() + static_cast<std::ptrdiff_t>(*begin),
                            tokens.begin() + static_cast<std::ptrdiff_t>(close)}});
    }
    return out;
}

} // namespace casebook
