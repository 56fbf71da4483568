// SPDX-License-Identifier: GPL-3.0-or-later
// What the classifiers look at: the words of a sentence, once as they are and once with drugs, effects and disorders
// replaced by their names, and what the taggers found.
#include "fetch/extract/annotator.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/word_classes.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// What stands in for a name in a masked sentence.
struct Thing
{
    enum Kind : std::uint64_t { none = 0, drug = 1, disorder = 2, other = 3, effect = 4 };
};

Thing::Kind thing_of(std::string_view kind)
{
    return kind == "Effect"                                  ? Thing::effect
           : kind.find("Drug") != std::string_view::npos     ? Thing::drug
           : kind.find("Disorder") != std::string_view::npos ? Thing::disorder
           : kind.find('.') != std::string_view::npos        ? Thing::other
                                                             : Thing::none;
}

/// Of each place what stands there, and whether that begins there.
struct Place
{
    Thing::Kind thing = Thing::none;
    bool begins = false;
};

void put_things(std::vector<Place>& places, const std::vector<TagOpinion>& opinions, const ModelPart& part)
{
    for (std::size_t i = 0; i < opinions.size(); ++i) {
        const std::uint8_t label = opinions[i].best;
        const Thing::Kind thing = label == 0 ? Thing::none : thing_of(part.kinds[(label - 1U) / 2]);
        if (thing != Thing::none)
            places[i] = {thing, label % 2 == 1 || i == 0 || opinions[i - 1].best + 1 < label};
    }
}

class SentenceRow
{
public:
    void add(std::uint64_t what, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        row_.add(5000 + what, a, b, c);
    }
    /// Runs of up to four of a row.
    void runs(std::uint64_t what, const std::vector<std::uint64_t>& row, std::size_t longest)
    {
        const auto at = [&](std::size_t i) { return i < row.size() ? row[i] : 1; };
        for (std::size_t i = 0; i < row.size(); ++i) {
            add(what, row[i]);
            add(what + 1, row[i], at(i + 1));
            add(what + 2, row[i], at(i + 1), at(i + 2));
            if (longest > 3)
                add(what + 3, row[i] * 31 + at(i + 1), at(i + 2), at(i + 3));
        }
    }
    FeatureRows take() && { return std::move(row_).take(); }

private:
    FeatureRow row_;
};

std::uint64_t beginning(const Token& token, std::size_t length)
{
    return text_hash(std::string_view(token.text).substr(0, length));
}

std::vector<std::uint64_t> masked(std::span<const Token> tokens, const std::vector<Place>& places)
{
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (places[i].thing == Thing::none)
            out.push_back(text_hash(tokens[i].text));
        else if (places[i].begins)
            out.push_back(places[i].thing);
    return out;
}

/// The words between a drug and the effect or disorder next to it, when they are few.
void add_paths(SentenceRow& row, const std::vector<std::uint64_t>& mask)
{
    for (std::size_t i = 0; i < mask.size(); ++i) {
        if (mask[i] > Thing::effect || mask[i] == Thing::other)
            continue;
        std::uint64_t path = 0;
        for (std::size_t j = i + 1; j < mask.size() && j < i + 7; ++j) {
            if (mask[j] <= Thing::effect && mask[j] != Thing::other) {
                row.add(20, mask[i], mask[j], path);
                break;
            }
            path = path * 0x100000001b3ULL + mask[j];
        }
    }
}

void add_counts(SentenceRow& row, const std::vector<std::uint64_t>& mask)
{
    const auto count = [&](Thing::Kind thing) {
        return static_cast<std::uint64_t>(std::min<std::ptrdiff_t>(std::ranges::count(mask, thing), 3));
    };
    row.add(21, count(Thing::effect));
    row.add(22, count(Thing::drug));
    row.add(23, count(Thing::disorder));
    row.add(24, count(Thing::effect), count(Thing::disorder));
    row.add(25, count(Thing::drug), count(Thing::effect), count(Thing::disorder));
}

} // namespace

FeatureRows sentence_features(std::span<const Token> tokens, const Opinions& opinions, const ModelPart& main,
                              const ModelPart& argument)
{
    std::vector<Place> places(tokens.size());
    put_things(places, opinions.main, main);
    put_things(places, opinions.argument, argument);
    std::vector<std::uint64_t> words;
    for (const Token& token : tokens)
        words.push_back(text_hash(token.text));
    const std::vector<std::uint64_t> mask = masked(tokens, places);
    SentenceRow row;
    row.runs(0, words, 3);
    row.runs(10, mask, 4);
    add_paths(row, mask);
    add_counts(row, mask);
    bool seen_drug = false;
    bool seen_effect = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        seen_drug |= places[i].thing == Thing::drug;
        seen_effect |= places[i].thing == Thing::effect;
        if (opinions.trigger[i].best != 0) {
            row.add(30, words[i]);
            row.add(31, beginning(tokens[i], 6));
            row.add(32, beginning(tokens[i], 6), seen_drug, seen_effect);
        }
        if (places[i].thing != Thing::none)
            row.add(32 + places[i].thing, beginning(tokens[i], 7));
        if (const std::uint8_t cls = word_class(tokens[i].text); cls > 0) {
            row.add(40, cls);
            row.add(41, cls, seen_drug, seen_effect);
        }
    }
    row.add(42, seen_drug, seen_effect);
    return std::move(row).take();
}

} // namespace casebook
