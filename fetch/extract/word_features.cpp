// SPDX-License-Identifier: GPL-3.0-or-later
// Observations on words and their neighbours.
#include "corpus/text.hpp"
#include "fetch/extract/features.hpp"
#include "fetch/extract/word_classes.hpp"

#include <algorithm>
#include <array>

namespace casebook {

std::uint64_t shape_of(std::string_view written)
{
    std::uint64_t shape = 0;
    std::uint64_t before = 0;
    for (const char c : written.substr(0, 24)) {
        const std::uint64_t kind = is_upper(c) ? 1 : is_lower(c) ? 2 : is_digit(c) ? 3 : is_word(c) ? 4 : 5;
        if (kind != before)
            shape = shape * 6 + kind;
        before = kind;
    }
    return shape;
}

namespace {

std::uint64_t stem_hash(std::string_view text)
{
    constexpr std::array<std::string_view, 12> endings = {"ations", "ation", "ing", "ies", "ions", "ion",
                                                          "ed",     "es",    "al",  "ic",  "s",    "e"};
    for (const std::string_view ending : endings)
        if (text.size() >= ending.size() + 4 && text.ends_with(ending))
            return text_hash(text.substr(0, text.size() - ending.size()));
    return text_hash(text);
}

std::string_view suffix(std::string_view text, std::size_t length)
{
    return text.substr(text.size() - std::min(text.size(), length));
}

} // namespace

FeatureWord feature_word(const Token& token, std::string_view passage)
{
    FeatureWord word;
    word.text = token.text;
    const bool number = is_digit(token.text[0]);
    word.hash =
        number && token.text.size() > 1 ? text_hash(token.text.size() > 2 ? "000" : "00") : text_hash(token.text);
    word.stem = stem_hash(token.text);
    word.shape = shape_of(passage.substr(token.begin, token.end - token.begin));
    word.suffix3 = text_hash(suffix(token.text, 3));
    word.suffix4 = text_hash(suffix(token.text, 4));
    word.word_class = word_class(token.text);
    word.space_before = token.space_before;
    return word;
}

namespace {

/// All observations, the lone ones of the word at one offset, those on the tags alone, or what is left.
enum class WordRows { all, lone, tags, joint };

/// Writes the observations on a place.
template <WordRows which> class RowWriter
{
public:
    RowWriter(std::span<const FeatureWord> words, FeatureRows& out) : words_(words), out_(out) {}

    void write(std::ptrdiff_t place, std::ptrdiff_t lone_offset = 0)
    {
        place_ = place;
        lone_offset_ = lone_offset;
        what_ = 1;
        add(0);
        own_word(at(0));
        neighbours();
        vocabularies();
        if (which == WordRows::all || which == WordRows::joint)
            cues();
        out_.end_row();
    }

private:
    const FeatureWord& at(std::ptrdiff_t offset) const
    {
        const std::ptrdiff_t i = place_ + offset;
        return i < 0 || i >= static_cast<std::ptrdiff_t>(words_.size()) ? outside_word
                                                                        : words_[static_cast<std::size_t>(i)];
    }

    /// Observations are told apart by the order in which they are made.
    void add(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        if (which == WordRows::all || which == WordRows::joint)
            out_.ids.push_back(feature_key(what_, a, b, c));
        ++what_;
    }
    /// One that depends on nothing but tags two places to both sides.
    void tag_alone(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        if (which == WordRows::all || which == WordRows::tags)
            out_.ids.push_back(feature_key(what_, a, b, c));
        ++what_;
    }
    /// One that depends on nothing but the word at this offset.
    void lone(std::ptrdiff_t offset, std::uint64_t a)
    {
        if (which == WordRows::all || (which == WordRows::lone && offset == lone_offset_))
            out_.ids.push_back(feature_key(what_, a));
        ++what_;
    }
    void lone_part(std::string_view text, std::size_t length, bool beginning)
    {
        if (text.size() > length && (which == WordRows::all || which == WordRows::lone))
            lone(0, text_hash(beginning ? text.substr(0, length) : suffix(text, length)));
        else
            ++what_;
    }

    void own_word(const FeatureWord& word)
    {
        lone(0, word.hash);
        lone(0, word.stem);
        lone(0, word.shape);
        lone(0, word.word_class);
        add(word.shape, place_ == 0 ? 1 : 0);
        for (std::size_t length = 2; length <= 6; ++length) {
            lone_part(word.text, length, true);
            lone_part(word.text, length, false);
        }
        if (word.text.find("ine") != std::string_view::npos)
            lone(0, 1);
        else
            ++what_;
        add(word.space_before, at(1).space_before, word.shape);
    }

    void neighbours()
    {
        for (const std::ptrdiff_t offset : {-3, -2, -1, 1, 2, 3})
            lone(offset, at(offset).hash);
        for (const std::ptrdiff_t offset : {-2, -1, 1, 2})
            lone(offset, at(offset).stem);
        for (const std::ptrdiff_t offset : {-4, -3, -2, -1, 1, 2, 3, 4})
            lone(offset, at(offset).word_class);
        lone(-1, at(-1).shape);
        lone(1, at(1).shape);
        lone(-1, at(-1).suffix3);
        lone(1, at(1).suffix3);
        lone(1, at(1).suffix4);
        lone(-1, at(-1).suffix4);
        add(at(-1).hash, at(0).hash);
        add(at(0).hash, at(1).hash);
        add(at(-1).hash, at(1).hash);
        add(at(-2).hash, at(-1).hash);
        add(at(1).hash, at(2).hash);
        add(at(-1).hash, at(0).hash, at(1).hash);
        add(at(-2).hash, at(-1).hash, at(0).hash);
        add(at(0).hash, at(1).hash, at(2).hash);
        add(at(-1).word_class, at(0).word_class, at(1).word_class);
        add(at(-2).word_class, at(-1).word_class, at(0).word_class);
        add(at(0).word_class, at(1).word_class, at(2).word_class);
        add(at(-1).hash, at(0).suffix4);
        add(at(0).suffix4, at(1).hash);
    }

    void vocabularies()
    {
        const PlaceTag& tag = at(0).tag;
        for (const std::ptrdiff_t offset : {-2, -1, 0, 1, 2}) {
            tag_alone(at(offset).tag.drug);
            tag_alone(at(offset).tag.condition);
            tag_alone(at(offset).tag.quantity);
        }
        tag_alone(tag.drug, tag.condition, tag.quantity);
        tag_alone(at(-1).tag.drug, at(-1).tag.condition, at(-1).tag.quantity);
        tag_alone(at(1).tag.drug, at(1).tag.condition, at(1).tag.quantity);
        add(at(-1).hash, tag.drug, tag.condition);
        add(at(1).hash, tag.drug, tag.condition);
        add(at(-1).hash, tag.quantity, at(1).hash);
        add(tag.quantity, at(-1).hash, at(-2).hash);
        add(at(0).suffix3, tag.drug, tag.condition);
    }

    /// The nearest words of a telling class, and the nearest things of the vocabularies, to both sides.
    void cues()
    {
        for (const std::ptrdiff_t way : {-1, 1}) {
            int found = 0;
            for (std::ptrdiff_t d = 1; d <= 12 && found < 3; ++d) {
                const FeatureWord& word = at(way * d);
                if (word.word_class <= number_class || word.word_class == 255 || is_small(word.word_class))
                    continue;
                const auto step = static_cast<std::uint64_t>(d < 3 ? d : d < 6 ? 3 : 4);
                out_.ids.push_back(feature_key(200 + static_cast<std::uint64_t>(way + found * 3), word.hash, step));
                out_.ids.push_back(feature_key(220 + static_cast<std::uint64_t>(way + found * 3), word.word_class,
                                               at(0).tag.drug, at(0).tag.condition));
                ++found;
            }
            nearest(way);
        }
    }

    static bool is_small(std::uint8_t word_class) { return word_class >= 27 && word_class <= 29; }

    void nearest(std::ptrdiff_t way)
    {
        for (std::ptrdiff_t d = 1; d <= 15; ++d) {
            const FeatureWord& word = at(way * d);
            if (word.word_class == 255)
                break;
            if (word.tag.drug == 0 && word.tag.condition == 0 && word.tag.quantity == 0)
                continue;
            const std::uint64_t tag = word.tag.drug * 1024U + word.tag.condition * 64U + word.tag.quantity;
            out_.ids.push_back(feature_key(240 + static_cast<std::uint64_t>(way), tag, at(0).word_class));
            out_.ids.push_back(feature_key(243 + static_cast<std::uint64_t>(way), tag, at(way).hash, d < 4 ? 1 : 0));
            break;
        }
    }

    std::span<const FeatureWord> words_;
    FeatureRows& out_;
    std::ptrdiff_t place_ = 0;
    std::ptrdiff_t lone_offset_ = 0;
    std::uint64_t what_ = 1;
};

template <WordRows which> FeatureRows rows_of(std::span<const FeatureWord> words)
{
    FeatureRows out;
    out.ids.reserve(words.size() * 100);
    RowWriter<which> writer(words, out);
    for (std::size_t place = 0; place < words.size(); ++place)
        writer.write(static_cast<std::ptrdiff_t>(place));
    return out;
}

} // namespace

FeatureRows word_features(std::span<const Token> tokens, std::string_view passage, std::span<const PlaceTag> tags)
{
    std::vector<FeatureWord> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        words.push_back(feature_word(tokens[i], passage));
        words.back().tag = tags[i];
    }
    return rows_of<WordRows::all>(words);
}

FeatureRows joint_features(std::span<const FeatureWord> words) { return rows_of<WordRows::joint>(words); }

TagWindow tag_window(std::span<const FeatureWord> words, std::size_t place)
{
    TagWindow out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        if (const std::size_t at = place + i; at >= tag_reach && at - tag_reach < words.size())
            out[i] = words[at - tag_reach].tag;
    return out;
}

FeatureRows tag_window_features(const TagWindow& window)
{
    std::array<FeatureWord, std::tuple_size_v<TagWindow>> words = {};
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i].tag = window[i];
    FeatureRows out;
    RowWriter<WordRows::tags>(words, out).write(tag_reach);
    return out;
}

FeatureRows lone_features(const FeatureWord& word)
{
    FeatureRows out;
    RowWriter<WordRows::lone> writer(std::span(&word, 1), out);
    for (std::ptrdiff_t offset = -word_reach; offset <= word_reach; ++offset)
        writer.write(-offset, offset);
    return out;
}

} // namespace casebook
