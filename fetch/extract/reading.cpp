// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/reading.hpp"

#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/abbreviations.hpp"
#include "fetch/extract/masking.hpp"
#include "fetch/extract/mesh_names.hpp"
#include "fetch/extract/negation.hpp"
#include "fetch/extract/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 20> salts = {
    "sodium",   "hydrochloride", "tartrate",  "citrate", "acetate",   "mesylate",   "mesilate",
    "maleate",  "succinate",     "phosphate", "sulfate", "sulphate",  "chloride",   "potassium",
    "fumarate", "besylate",      "bromide",   "nitrate", "carbonate", "monohydrate"};

/// What each abbreviation stands for in this article: an entry of the vocabulary, or -1 for something else.
using Defined = std::map<std::string, int>;

Defined defined_abbreviations(const Vocabulary& vocabulary, const std::vector<Passage>& passages,
                              const std::vector<std::vector<Token>>& tokens)
{
    Defined out;
    for (std::size_t p = 0; p < passages.size(); ++p)
        for (const Definition& definition : find_definitions(passages[p].text, tokens[p])) {
            const auto matches = vocabulary.matcher.find(definition.longer);
            const bool found = !matches.empty() && matches.back().last == definition.longer.size();
            const auto itself = vocabulary.matcher.find(tokenize(definition.abbreviation));
            const bool own = !itself.empty() && vocabulary.entries[itself.front().label].kind == MentionKind::event &&
                             !vocabulary.entries[itself.front().label].needs_definition;
            out.emplace(definition.abbreviation, own     ? static_cast<int>(itself.front().label)
                                                 : found ? static_cast<int>(matches.back().label)
                                                         : -1);
        }
    return out;
}

class SentenceReader
{
public:
    SentenceReader(const Vocabulary& vocabulary, const Defined& defined, std::string_view passage)
        : vocabulary_(vocabulary), defined_(defined), passage_(passage)
    {
    }

    void fill(Sentence& sentence) const
    {
        sentence.quantities = find_quantities(sentence.tokens);
        join_lists(sentence.tokens, sentence.quantities);
        find_mentions(sentence);
        find_loose_events(sentence);
        sentence.has_drug = has(sentence, MentionKind::drug);
        sentence.has_event = has(sentence, MentionKind::event);
        mask(sentence);
    }

private:
    static bool has(const Sentence& sentence, MentionKind kind)
    {
        return std::ranges::find(sentence.mentions, kind, &Mention::kind) != sentence.mentions.end();
    }

    std::string written(const Token& token) const
    {
        return std::string(passage_.substr(token.begin, token.end - token.begin));
    }

    /// The entry that a match stands for, or nothing when its conditions are not met.
    const VocabularyEntry* accept(const Sentence& sentence, const Matcher::Match& match) const
    {
        const VocabularyEntry& entry = vocabulary_.entries[match.label];
        if (!entry.abbreviation)
            return &entry;
        const Token& token = sentence.tokens[match.first];
        if (!token.all_capitals && !(match.last - match.first > 1) && written(token) != entry.written)
            return nullptr;
        return entry.needs_definition ? nullptr : &entry; // a defined one is found before this
    }

    void add(Sentence& sentence, const VocabularyEntry& entry, std::size_t first, std::size_t last) const
    {
        const bool drug = entry.kind != MentionKind::event && entry.kind != MentionKind::condition;
        if (drug && last < sentence.tokens.size() &&
            std::ranges::find(salts, sentence.tokens[last].text) != salts.end())
            ++last;
        constexpr std::array<std::string_view, 4> people = {"patient", "patients", "recipient", "recipients"};
        if (last > first + 1 && std::ranges::find(people, sentence.tokens[last - 1].text) != people.end())
            --last; // "hypertensive patients": the word for people stays readable
        sentence.mentions.push_back({entry.kind, entry.concept_name, first, last, false, entry.not_it, false});
    }

    /// "patchy alopecia areata": of two names of the event that share a word the later is the noun that is meant,
    /// unless it has fewer words.
    void prefer_later_name(Sentence& sentence) const
    {
        Mention& mention = sentence.mentions.back();
        if (mention.kind != MentionKind::event)
            return;
        for (std::size_t at = mention.first + 1; at < mention.last; ++at) {
            const Matcher::Match later = vocabulary_.matcher.longest_at(sentence.tokens, at);
            if (later.last <= mention.last || later.last - later.first < mention.last - mention.first)
                continue;
            const VocabularyEntry& entry = vocabulary_.entries[later.label];
            if (entry.kind == MentionKind::event && !entry.abbreviation) {
                sentence.mentions.pop_back();
                return add(sentence, entry, later.first, later.last);
            }
        }
    }

    void find_mentions(Sentence& sentence) const
    {
        const auto matches = vocabulary_.matcher.find(sentence.tokens);
        auto match = matches.begin();
        for (std::size_t i = 0; i < sentence.tokens.size();) {
            while (match != matches.end() && match->first < i)
                ++match;
            const auto meaning = defined_.empty() ? defined_.end() : defined_.find(written(sentence.tokens[i]));
            const bool starts = match != matches.end() && match->first == i;
            if (meaning != defined_.end() && !(starts && match->last > i + 1)) {
                if (meaning->second >= 0)
                    add(sentence, vocabulary_.entries[static_cast<std::size_t>(meaning->second)], i, i + 1);
                ++i;
                continue;
            }
            if (const VocabularyEntry* entry = starts ? accept(sentence, *match) : nullptr) {
                add(sentence, *entry, i, match->last);
                prefer_later_name(sentence);
                i = sentence.mentions.back().last;
                continue;
            }
            ++i;
        }
    }

    /// Events put otherwise than the vocabulary has them, where no mention stands yet.
    void find_loose_events(Sentence& sentence) const
    {
        const std::vector<Stem> stems = loose_stems(sentence.tokens);
        for (const std::size_t place : loose_candidates(stems)) {
            const LooseTerm& term = vocabulary_.loose[place];
            for (std::size_t first = 0; first < stems.size(); ++first)
                if (const std::size_t last = loose_end(sentence.tokens, stems, first, term.stems); last != 0)
                    place_event(sentence, first, last, vocabulary_.entries[term.label]);
        }
    }

    using Stem = WordTable::Word;

    /// The stem of each word as far as a loose term has it.
    std::vector<Stem> loose_stems(const std::vector<Token>& tokens) const
    {
        std::vector<Stem> out(vocabulary_.loose.empty() ? 0 : tokens.size(), WordTable::none);
        std::string room;
        for (std::size_t i = 0; i < out.size(); ++i)
            if (is_letter(tokens[i].text[0]))
                out[i] = vocabulary_.loose_stems.find(stem_of(tokens[i].text, room));
        return out;
    }

    /// The loose terms of which the longest stem stands there, in their order.
    std::vector<std::size_t> loose_candidates(const std::vector<Stem>& stems) const
    {
        std::vector<std::size_t> out;
        for (const Stem stem : stems)
            if (stem != WordTable::none)
                std::ranges::copy(vocabulary_.loose_by_stem[stem], std::back_inserter(out));
        sort_unique(out);
        return out;
    }

    /// One past the last word of the term that begins at `first`, its words in any order within a few more; 0 if not
    /// there.
    static std::size_t loose_end(const std::vector<Token>& tokens, const std::vector<Stem>& stems, std::size_t first,
                                 const std::vector<Stem>& wanted)
    {
        constexpr std::size_t slack = 3;
        if (stems[first] == WordTable::none || std::ranges::find(wanted, stems[first]) == wanted.end())
            return 0;
        std::size_t last = first;
        for (const Stem word : wanted) {
            const auto end =
                stems.begin() + static_cast<std::ptrdiff_t>(std::min(stems.size(), first + wanted.size() + slack));
            const auto found = std::find(stems.begin() + static_cast<std::ptrdiff_t>(first), end, word);
            if (found == end)
                return 0;
            last = std::max(last, static_cast<std::size_t>(found - stems.begin()));
        }
        constexpr std::array<std::string_view, 5> breaks = {".", ";", "(", ")", ":"};
        for (std::size_t i = first; i < last; ++i)
            if (std::ranges::find(breaks, tokens[i].text) != breaks.end())
                return 0;
        return last + 1;
    }

    /// Conditions inside give way; a mention of another kind, or of the event itself, stays.
    static void place_event(Sentence& sentence, std::size_t first, std::size_t last, const VocabularyEntry& entry)
    {
        const auto overlaps = [&](const Mention& m) { return m.first < last && first < m.last; };
        if (std::ranges::any_of(sentence.mentions, [&](const Mention& m) {
                return overlaps(m) &&
                       (m.kind != MentionKind::condition || m.not_it || m.first < first || m.last > last);
            }))
            return;
        std::erase_if(sentence.mentions, overlaps);
        const auto after = std::ranges::upper_bound(sentence.mentions, first, {}, &Mention::first);
        sentence.mentions.insert(after, {MentionKind::event, entry.concept_name, first, last, false, false, true});
    }

    const Vocabulary& vocabulary_;
    const Defined& defined_;
    std::string_view passage_;
};

} // namespace

struct Reader::Impl
{
    Vocabulary vocabulary;
    MeshNames mesh;
};

Reader::Reader() : impl_(std::make_unique<Impl>(Impl{make_vocabulary(), MeshNames(Protocol{})})) {}
Reader::Reader(const Protocol& protocol)
    : impl_(std::make_unique<Impl>(Impl{make_vocabulary(protocol), MeshNames(protocol)}))
{
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Reading Reader::read(const Article& article) const
{
    Reading reading;
    reading.passages = passages(article);
    for (const MeshHeading& heading : article.mesh)
        reading.headings.push_back(impl_->mesh.named_by(heading.name));
    std::vector<std::vector<Token>> tokens;
    for (const Passage& passage : reading.passages)
        tokens.push_back(tokenize(passage.text));
    const Defined defined = defined_abbreviations(impl_->vocabulary, reading.passages, tokens);
    for (std::size_t p = 0; p < tokens.size(); ++p) {
        const SentenceReader reader(impl_->vocabulary, defined, reading.passages[p].text);
        std::vector<std::size_t> starts = sentence_starts(tokens[p]);
        starts.push_back(tokens[p].size());
        for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
            Sentence sentence;
            sentence.passage = static_cast<int>(p);
            const auto first = std::make_move_iterator(tokens[p].begin());
            sentence.tokens.assign(first + static_cast<std::ptrdiff_t>(starts[s]),
                                   first + static_cast<std::ptrdiff_t>(starts[s + 1]));
            reader.fill(sentence);
            mark_negation(sentence);
            reading.sentences.push_back(std::move(sentence));
        }
    }
    return reading;
}

Evidence evidence_of(const Reading& reading, const Sentence& sentence, std::size_t first, std::size_t last)
{
    const Token& begin = sentence.tokens[first];
    const Token& end = sentence.tokens[last - 1];
    const std::string& text = reading.passages[static_cast<std::size_t>(sentence.passage)].text;
    return {sentence.passage, begin.begin, end.end, text.substr(begin.begin, end.end - begin.begin)};
}

const MaskedItem& item_at(const Sentence& sentence, std::size_t masked_byte)
{
    auto after = std::ranges::upper_bound(sentence.items, masked_byte, {}, &MaskedItem::begin);
    return *std::prev(after);
}

Evidence evidence_of(const Reading& reading, const Sentence& sentence, Span masked)
{
    const std::size_t last_byte = masked.end > masked.begin ? masked.end - 1 : masked.begin;
    return evidence_of(reading, sentence, item_at(sentence, masked.begin).first, item_at(sentence, last_byte).last);
}

} // namespace casebook
