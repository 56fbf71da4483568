// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/features.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/quantities.hpp"
#include "fetch/extract/vocabulary.hpp"
#include "fetch/extract/word_classes.hpp"

#include <algorithm>
#include <array>

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

/// A word as the features need it, made once.
struct FeatureWord
{
    std::string_view text;
    std::uint64_t hash = 0;
    std::uint64_t stem = 0;
    std::uint64_t shape = 0;
    std::uint64_t suffix3 = 0;
    std::uint64_t suffix4 = 0;
    std::uint8_t word_class = 0;
    PlaceTag tag;
    bool space_before = false;
};

/// "Xx" for "Warfarin", "X" for "HIV", "d" for "33", "Xxd" …: runs of one kind count once.
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

std::vector<FeatureWord> words_of(std::span<const Token> tokens, std::string_view passage,
                                  std::span<const PlaceTag> tags)
{
    std::vector<FeatureWord> out(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        FeatureWord& word = out[i];
        word.text = token.text;
        const bool number = is_digit(token.text[0]);
        word.hash =
            number && token.text.size() > 1 ? text_hash(token.text.size() > 2 ? "000" : "00") : text_hash(token.text);
        word.stem = stem_hash(token.text);
        word.shape = shape_of(passage.substr(token.begin, token.end - token.begin));
        word.suffix3 = text_hash(suffix(token.text, 3));
        word.suffix4 = text_hash(suffix(token.text, 4));
        word.word_class = word_class(token.text);
        word.tag = tags[i];
        word.space_before = token.space_before;
    }
    return out;
}

const FeatureWord outside = {"", 1, 1, 0, 1, 1, 255, {}, false};

class RowWriter
{
public:
    RowWriter(const std::vector<FeatureWord>& words, FeatureRows& out) : words_(words), out_(out) {}

    void write(std::size_t place)
    {
        place_ = static_cast<std::ptrdiff_t>(place);
        what_ = 1;
        add(0);
        own_word(at(0));
        neighbours();
        vocabularies();
        cues();
        out_.end_row();
    }

private:
    const FeatureWord& at(std::ptrdiff_t offset) const
    {
        const std::ptrdiff_t i = place_ + offset;
        return i < 0 || i >= static_cast<std::ptrdiff_t>(words_.size()) ? outside : words_[static_cast<std::size_t>(i)];
    }

    /// Observations are told apart by the order in which they are made.
    void add(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        out_.ids.push_back(feature_key(what_++, a, b, c));
    }
    void add_if(bool holds, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        if (holds)
            add(a, b, c);
        else
            ++what_;
    }

    void own_word(const FeatureWord& word)
    {
        add(word.hash);
        add(word.stem);
        add(word.shape);
        add(word.word_class);
        add(word.shape, place_ == 0 ? 1 : 0);
        for (std::size_t length = 2; length <= 6; ++length) {
            add_if(word.text.size() > length, text_hash(word.text.substr(0, length)));
            add_if(word.text.size() > length, text_hash(suffix(word.text, length)));
        }
        add_if(word.text.find("ine") != std::string_view::npos, 1);
        add(word.space_before, at(1).space_before, word.shape);
    }

    void neighbours()
    {
        for (const std::ptrdiff_t offset : {-3, -2, -1, 1, 2, 3})
            add(at(offset).hash);
        for (const std::ptrdiff_t offset : {-2, -1, 1, 2})
            add(at(offset).stem);
        for (const std::ptrdiff_t offset : {-4, -3, -2, -1, 1, 2, 3, 4})
            add(at(offset).word_class);
        add(at(-1).shape);
        add(at(1).shape);
        add(at(-1).suffix3);
        add(at(1).suffix3);
        add(at(1).suffix4);
        add(at(-1).suffix4);
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
            add(at(offset).tag.drug);
            add(at(offset).tag.condition);
            add(at(offset).tag.quantity);
        }
        add(tag.drug, tag.condition, tag.quantity);
        add(at(-1).tag.drug, at(-1).tag.condition, at(-1).tag.quantity);
        add(at(1).tag.drug, at(1).tag.condition, at(1).tag.quantity);
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

    const std::vector<FeatureWord>& words_;
    FeatureRows& out_;
    std::ptrdiff_t place_ = 0;
    std::uint64_t what_ = 1;
};

} // namespace

FeatureRows word_features(std::span<const Token> tokens, std::string_view passage, std::span<const PlaceTag> tags)
{
    const std::vector<FeatureWord> words = words_of(tokens, passage, tags);
    FeatureRows out;
    out.ids.reserve(tokens.size() * 100);
    RowWriter writer(words, out);
    for (std::size_t place = 0; place < tokens.size(); ++place)
        writer.write(place);
    return out;
}

namespace {

/// The label's kind and whether it begins: labels come as 2 * kind + 1 and + 2.
std::uint64_t kind_of(std::uint8_t label) { return (label + 1U) / 2; }

/// The nearest opinion that is not "outside", to one side: its kind, 0 when there is none.
std::uint64_t nearest_kind(const std::vector<TagOpinion>& places, std::size_t place, int way)
{
    for (int d = 1; d <= 20; ++d) {
        const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(place) + way * d;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(places.size()))
            return 99;
        if (const std::uint8_t best = places[static_cast<std::size_t>(i)].best; best != 0)
            return kind_of(best) * 4 + (d < 2 ? 0U : d < 5 ? 1U : 2U);
    }
    return 0;
}

void add_opinions(std::uint64_t tagger, const std::vector<TagOpinion>& places, std::size_t place, std::uint64_t word,
                  FeatureRows& out)
{
    const auto best = [&](std::ptrdiff_t offset) -> std::uint64_t {
        const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(place) + offset;
        return i < 0 || i >= static_cast<std::ptrdiff_t>(places.size()) ? 99U
                                                                        : places[static_cast<std::size_t>(i)].best;
    };
    std::uint64_t what = 1000 + tagger * 50;
    const auto add = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
        out.ids.push_back(feature_key(what++, a, b, c));
    };
    for (const std::ptrdiff_t offset : {-3, -2, -1, 0, 1, 2, 3})
        add(best(offset));
    add(best(-1), best(0));
    add(best(0), best(1));
    add(best(-1), best(0), best(1));
    add(best(0), word);
    add(best(-1), word);
    add(best(1), word);
    add(nearest_kind(places, place, -1), best(0));
    add(nearest_kind(places, place, 1), best(0));
    add(nearest_kind(places, place, -1), nearest_kind(places, place, 1));
    add(nearest_kind(places, place, -1), word);
    add(nearest_kind(places, place, 1), word);
    for (const auto& [label, step] : places[place].others)
        out.ids.push_back(feature_key(what, label, step));
}

} // namespace

FeatureRows tag_features(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                         std::size_t first)
{
    FeatureRows out;
    for (std::size_t place = 0; place < tokens.size(); ++place) {
        const std::uint64_t word = text_hash(tokens[place].text);
        std::uint64_t all = 0;
        for (std::size_t tagger = 0; tagger < taggers.size(); ++tagger) {
            add_opinions(first + tagger, taggers[tagger], place, word, out);
            all = all * 64 + taggers[tagger][place].best;
        }
        out.ids.push_back(feature_key(990 + first, all));
        out.end_row();
    }
    return out;
}

} // namespace casebook
