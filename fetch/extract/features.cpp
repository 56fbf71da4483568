// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/features.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/quantities.hpp"
#include "fetch/extract/vocabulary.hpp"

#include <algorithm>

namespace casebook {

std::uint64_t text_hash(std::string_view text)
{
    std::uint64_t h = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char c : text)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return h;
}

namespace {

std::uint64_t mixed(std::uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ULL;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ULL;
    return h ^ (h >> 32);
}

constexpr std::uint32_t abbreviation_label = 8;

std::uint32_t drug_label(const std::string& kind)
{
    return (kind == "class" ? 2U : kind == "procedure" ? 4U : 0U) | (kind == "abbreviation" ? abbreviation_label : 0U);
}

} // namespace

std::uint32_t feature_key(std::uint64_t what, std::uint64_t a, std::uint64_t b, std::uint64_t c)
{
    const std::uint64_t h = mixed(mixed(mixed(what * 0x9e3779b97f4a7c15ULL + a) + b) + c);
    return static_cast<std::uint32_t>(h >> 16);
}

FeatureRows FeatureRow::take() &&
{
    sort_unique(keys_);
    FeatureRows out;
    out.ids = std::move(keys_);
    out.end_row();
    return out;
}

Gazetteer::Gazetteer()
{
    for (const LexiconTerm& term : drug_lexicon().terms())
        drugs_.add(term.term, drug_label(term.kind));
    for (const LexiconTerm& term : condition_lexicon().terms())
        conditions_.add(term.term, drug_label(term.kind) & abbreviation_label);
}

std::vector<PlaceTag> Gazetteer::tags(std::span<const Token> tokens, std::string_view passage) const
{
    std::vector<PlaceTag> out(tokens.size());
    const auto counts = [&](const Matcher::Match& match) { // an abbreviation only in capitals
        return (match.label & abbreviation_label) == 0 || tokens[match.first].all_capitals ||
               std::ranges::any_of(passage.substr(tokens[match.first].begin, 6), is_digit);
    };
    for (const Matcher::Match& match : drugs_.find(tokens))
        if (counts(match))
            for (std::size_t i = match.first; i < match.last; ++i)
                out[i].drug = static_cast<std::uint8_t>((match.label & 7) + (i == match.first ? 1 : 2));
    for (const Matcher::Match& match : conditions_.find(tokens))
        if (counts(match))
            for (std::size_t i = match.first; i < match.last; ++i)
                out[i].condition = static_cast<std::uint8_t>((match.label == 0 ? 0 : 2) + (i == match.first ? 1 : 2));
    for (const Quantity& quantity : find_quantities(tokens))
        for (std::size_t i = quantity.first; i < quantity.last; ++i)
            out[i].quantity =
                static_cast<std::uint8_t>(2 * static_cast<unsigned>(quantity.kind) + (i == quantity.first ? 1 : 2));
    return out;
}

namespace {

/// The label's kind and whether it begins: labels come as 2 * kind + 1 and + 2.
std::uint64_t kind_of(std::uint8_t label) { return (label + 1U) / 2; }

/// The kind of an opinion so many places away.
std::uint16_t near_kind(std::uint8_t best, std::size_t steps)
{
    return static_cast<std::uint16_t>(kind_of(best) * 4 + (steps < 2 ? 0U : steps < 5 ? 1U : 2U));
}

enum class Which { all, windows, others };

/// `opinion` may be null where only the window is asked for.
template <Which which>
void add_opinions(const OpinionWindow& window, const TagOpinion* opinion, std::uint64_t word, FeatureRows& out)
{
    std::uint64_t what = 1000 + window.tagger * 50U;
    const auto of_window = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
        if (which != Which::others)
            out.ids.push_back(feature_key(what, a, b, c));
        ++what;
    };
    const auto with_word = [&](std::uint64_t a) {
        if (which != Which::windows)
            out.ids.push_back(feature_key(what, a, word));
        ++what;
    };
    for (const std::uint8_t best : window.best)
        of_window(best);
    const std::uint64_t left = window.best[OpinionWindow::reach - 1];
    const std::uint64_t here = window.best[OpinionWindow::reach];
    const std::uint64_t right = window.best[OpinionWindow::reach + 1];
    of_window(left, here);
    of_window(here, right);
    of_window(left, here, right);
    with_word(here);
    with_word(left);
    with_word(right);
    of_window(window.before, here);
    of_window(window.behind, here);
    of_window(window.before, window.behind);
    with_word(window.before);
    with_word(window.behind);
    if (which != Which::windows)
        for (const auto& [label, step] : opinion->others)
            out.ids.push_back(feature_key(what, label, step));
}

template <Which which>
FeatureRows rows_of(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers, std::size_t first)
{
    FeatureRows out;
    out.ids.reserve(tokens.size() * taggers.size() * 20);
    std::vector<std::vector<OpinionWindow>> windows;
    for (std::size_t tagger = 0; tagger < taggers.size(); ++tagger)
        windows.push_back(opinion_windows(first + tagger, taggers[tagger]));
    for (std::size_t place = 0; place < tokens.size(); ++place) {
        const std::uint64_t word = text_hash(tokens[place].text);
        std::uint64_t all = 0;
        for (std::size_t tagger = 0; tagger < taggers.size(); ++tagger) {
            const TagOpinion& opinion = taggers[tagger][place];
            add_opinions<which>(windows[tagger][place], &opinion, word, out);
            all = all * 64 + opinion.best;
        }
        out.ids.push_back(feature_key(990 + first, all));
        out.end_row();
    }
    return out;
}

} // namespace

std::vector<OpinionWindow> opinion_windows(std::size_t tagger, const std::vector<TagOpinion>& places)
{
    constexpr std::size_t far = 20;
    constexpr std::uint16_t edge = 99;
    std::vector<OpinionWindow> out(places.size());
    for (std::size_t place = 0; place < places.size(); ++place) {
        out[place].tagger = static_cast<std::uint8_t>(tagger);
        for (std::size_t i = 0; i < out[place].best.size(); ++i) {
            const std::size_t at = place + i;
            const bool inside = at >= OpinionWindow::reach && at - OpinionWindow::reach < places.size();
            out[place].best[i] = inside ? places[at - OpinionWindow::reach].best : 99;
        }
    }
    const auto look = [&](std::uint16_t OpinionWindow::*side, auto place_at) {
        std::uint8_t nearest = 0; // none: the edge of the sentence
        std::size_t steps = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const std::size_t place = place_at(i);
            ++steps;
            out[place].*side = steps > far ? std::uint16_t{0} : nearest == 0 ? edge : near_kind(nearest, steps);
            if (places[place].best != 0) {
                nearest = places[place].best;
                steps = 0;
            }
        }
    };
    look(&OpinionWindow::before, [](std::size_t i) { return i; });
    look(&OpinionWindow::behind, [&](std::size_t i) { return places.size() - 1 - i; });
    return out;
}

FeatureRows tag_features(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                         std::size_t first)
{
    return rows_of<Which::all>(tokens, taggers, first);
}

FeatureRows window_features(const OpinionWindow& window)
{
    FeatureRows out;
    out.ids.reserve(16);
    add_opinions<Which::windows>(window, nullptr, 0, out);
    out.end_row();
    return out;
}

FeatureRows tag_features_beside_windows(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                                        std::size_t first)
{
    return rows_of<Which::others>(tokens, taggers, first);
}

} // namespace casebook
