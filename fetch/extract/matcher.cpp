// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/matcher.hpp"

#include <array>

namespace casebook {

namespace {

struct Spelling
{
    std::string_view british;
    std::string_view american;
};

constexpr std::array<Spelling, 18> spellings = {{{"aemi", "emi"},
                                                 {"haem", "hem"},
                                                 {"oedem", "edem"},
                                                 {"oesoph", "esoph"},
                                                 {"rrhoea", "rrhea"},
                                                 {"anaes", "anes"},
                                                 {"leuco", "leuko"},
                                                 {"tumour", "tumor"},
                                                 {"isation", "ization"},
                                                 {"paed", "ped"},
                                                 {"gynaec", "gynec"},
                                                 {"faec", "fec"},
                                                 {"dyspnoea", "dyspnea"},
                                                 {"apnoea", "apnea"},
                                                 {"caec", "cec"},
                                                 {"foet", "fet"},
                                                 {"sulph", "sulf"},
                                                 {"colour", "color"}}};

} // namespace

std::string one_spelling(std::string word)
{
    for (const Spelling& spelling : spellings)
        if (const std::size_t at = word.find(spelling.british); at != std::string::npos)
            word.replace(at, spelling.british.size(), spelling.american);
    return word;
}

void Matcher::add(std::string_view term, std::uint32_t label)
{
    std::uint32_t node = 0;
    for (std::string& word : term_tokens(term)) {
        const auto id =
            words_.try_emplace(one_spelling(std::move(word)), static_cast<std::uint32_t>(words_.size())).first->second;
        const auto fresh = static_cast<std::uint32_t>(nodes_.size());
        const auto [place, made] = nodes_[node].next.try_emplace(id, fresh);
        node = place->second;
        if (made)
            nodes_.emplace_back();
    }
    if (node != 0 && nodes_[node].label < 0)
        nodes_[node].label = label;
}

/// The node after `word`, or after its singular; -1 when there is none.
std::int64_t Matcher::step(std::uint32_t node, const std::string& as_written) const
{
    const std::string word = one_spelling(as_written);
    const auto follow = [&](const std::string& w) -> std::int64_t {
        const auto id = words_.find(w);
        if (id == words_.end())
            return -1;
        const auto next = nodes_[node].next.find(id->second);
        return next == nodes_[node].next.end() ? -1 : std::int64_t{next->second};
    };
    const std::int64_t exact = follow(word);
    if (exact >= 0 || word.size() < 5 || !word.ends_with('s') || word.ends_with("ss"))
        return exact;
    return follow(word.substr(0, word.size() - 1));
}

Matcher::Match Matcher::longest_at(std::span<const Token> tokens, std::size_t first) const
{
    Match best;
    std::uint32_t node = 0;
    for (std::size_t at = first; at < tokens.size(); ++at) {
        const std::int64_t next = step(node, tokens[at].text);
        if (next < 0)
            break;
        node = static_cast<std::uint32_t>(next);
        if (nodes_[node].label >= 0)
            best = {first, at + 1, static_cast<std::uint32_t>(nodes_[node].label)};
    }
    return best;
}

std::vector<Matcher::Match> Matcher::find(std::span<const Token> tokens) const
{
    std::vector<Match> matches;
    for (std::size_t first = 0; first < tokens.size();) {
        const Match best = longest_at(tokens, first);
        if (best.last > first)
            matches.push_back(best);
        first = best.last > first ? best.last : first + 1;
    }
    return matches;
}

} // namespace casebook
