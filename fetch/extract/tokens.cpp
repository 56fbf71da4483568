// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/tokens.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// Where the token that begins at `at` ends: a number with its decimals, a word with inner apostrophes or full stops
/// ("b.i.d"), else one mark.
std::size_t token_end(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    if (!is_word(text[at]))
        return end;
    const bool number = is_digit(text[at]);
    const auto continues_behind = [&](std::size_t i) {
        const bool inner = !is_word(text[i]) && i + 1 < text.size() && is_word(text[i + 1]);
        if (!inner)
            return false;
        if (text[i] == '.' || text[i] == ',')
            return number ? is_digit(text[i - 1]) && is_digit(text[i + 1])
                          : text[i] == '.' && i - at <= 5 && (i == at + 1 || text[i - 2] == '.') &&
                                (i + 2 >= text.size() || !is_word(text[i + 2]));
        return text[i] == '\'' && !number;
    };
    for (;; ++end) {
        if (number)
            while (end < text.size() && is_digit(text[end])) // "13.5mg" is a number and a unit
                ++end;
        else
            while (end < text.size() && is_word(text[end]))
                ++end;
        if (end == text.size() || !continues_behind(end))
            return end;
    }
}

bool are_capitals(std::string_view original)
{
    std::size_t capitals = 0;
    for (std::size_t i = 0; i < original.size(); ++i) {
        if (is_upper(original[i]))
            ++capitals;
        else if (is_lower(original[i]) && !(original[i] == 's' && i + 1 == original.size()))
            return false;
    }
    return capitals >= 2;
}

constexpr std::array<std::string_view, 26> never_end = {
    "dr", "mr", "mrs", "ms", "prof",   "st",   "vs",  "fig", "figs", "no",  "nos",  "e.g", "i.e",
    "cf", "al", "etc", "ca", "approx", "resp", "inc", "ltd", "co",   "ref", "refs", "yr",  "yrs"};

/// "J. Smith", and not "116 mmol/L.", "5 U.", "vitamin D."
bool is_initial(const std::vector<Token>& tokens, std::size_t at)
{
    constexpr std::array<std::string_view, 17> lettered = {
        "vitamin", "hepatitis", "type",    "group", "cyclosporin", "ciclosporin",    "factor",       "grade",   "class",
        "stage",   "case",      "patient", "child", "influenza",   "immunoglobulin", "amphotericin", "coenzyme"};
    const Token& token = tokens[at];
    if (token.text.size() != 1 || !is_letter(token.text[0]) || !token.capital)
        return false;
    const std::string before = at == 0 ? "" : tokens[at - 1].text;
    return before.empty() ||
           (before != "/" && !is_digit(before[0]) && std::ranges::find(lettered, before) == lettered.end());
}

/// A full stop after this token ends no sentence.
bool is_abbreviation(const std::vector<Token>& tokens, std::size_t at)
{
    return std::ranges::find(never_end, tokens[at].text) != never_end.end() || is_initial(tokens, at);
}

} // namespace

std::vector<Token> tokenize(std::string_view passage)
{
    const Folded folded = fold_with_origin(passage);
    std::vector<Token> tokens;
    tokens.reserve(folded.text.size() / 5);
    bool space = true;
    for (std::size_t at = 0; at < folded.text.size();) {
        if (is_blank(folded.text[at])) {
            space = true;
            ++at;
            continue;
        }
        const std::size_t end = token_end(folded.text, at);
        Token& token = tokens.emplace_back();
        token.text.assign(folded.text, at, end - at);
        token.begin = folded.origin[at];
        token.end = folded.origin[end];
        token.space_before = space;
        // A folded byte may stand for a longer character: the token ends where the next one begins.
        const std::string_view original = passage.substr(token.begin, token.end - token.begin);
        token.capital = !original.empty() && is_upper(original[0]);
        token.all_capitals = are_capitals(original);
        space = false;
        at = end;
    }
    return tokens;
}

std::vector<std::string> term_tokens(std::string_view term)
{
    std::vector<std::string> out;
    for (Token& token : tokenize(term))
        out.push_back(std::move(token.text));
    return out;
}

std::vector<std::size_t> sentence_starts(const std::vector<Token>& tokens)
{
    std::vector<std::size_t> starts;
    if (!tokens.empty())
        starts.push_back(0);
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
        const std::string& mark = tokens[i].text;
        if (mark.size() != 1 || (mark[0] != '.' && mark[0] != '?' && mark[0] != '!'))
            continue;
        std::size_t next = i + 1;
        while (next < tokens.size() &&
               (tokens[next].text == "\"" || tokens[next].text == ")" || tokens[next].text == "]") &&
               !tokens[next].space_before)
            ++next;
        if (next >= tokens.size() || !tokens[next].space_before)
            continue;
        const bool opens = tokens[next].capital || is_digit(tokens[next].text[0]) || !is_word(tokens[next].text[0]);
        if (opens && !(mark == "." && is_abbreviation(tokens, i - 1)))
            starts.push_back(next);
    }
    return starts;
}

} // namespace casebook
