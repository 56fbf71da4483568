// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/reading.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/abbreviations.hpp"
#include "fetch/extract/negation.hpp"
#include "fetch/extract/vocabulary.hpp"

#include <algorithm>
#include <array>
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
        find_mentions(sentence);
        find_loose_events(sentence);
        mask(sentence);
    }

private:
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
            const auto meaning = defined_.find(written(sentence.tokens[i]));
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
        std::vector<std::string> stems;
        for (const Token& token : sentence.tokens)
            stems.push_back(is_letter(token.text[0]) ? stem_of(token.text) : token.text);
        for (const LooseTerm& term : vocabulary_.loose)
            for (std::size_t first = 0; first < stems.size(); ++first)
                if (const std::size_t last = loose_end(stems, first, term.stems); last != 0)
                    place_event(sentence, first, last, vocabulary_.entries[term.label]);
    }

    /// One past the last word of the term that begins at `first`, its words in any order within a few more; 0 if not
    /// there.
    static std::size_t loose_end(const std::vector<std::string>& stems, std::size_t first,
                                 const std::vector<std::string>& wanted)
    {
        constexpr std::size_t slack = 3;
        if (std::ranges::find(wanted, stems[first]) == wanted.end())
            return 0;
        std::size_t last = first;
        for (const std::string& word : wanted) {
            const auto end =
                stems.begin() + static_cast<std::ptrdiff_t>(std::min(stems.size(), first + wanted.size() + slack));
            const auto found = std::find(stems.begin() + static_cast<std::ptrdiff_t>(first), end, word);
            if (found == end)
                return 0;
            last = std::max(last, static_cast<std::size_t>(found - stems.begin()));
        }
        constexpr std::array<std::string_view, 5> breaks = {".", ";", "(", ")", ":"};
        for (std::size_t i = first; i < last; ++i)
            if (std::ranges::find(breaks, stems[i]) != breaks.end())
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

    /// The verb of a term that brings its own, "" for none: "had a seizure", "convulsed".
    static std::string verb_of(const Sentence& sentence, const Mention& m)
    {
        constexpr std::array<std::string_view, 9> verbs = {"had",    "having", "became", "become",     "lost",
                                                           "losing", "died",   "felt",   "experienced"};
        constexpr std::array<std::string_view, 17> events = {
            "convulsed",  "hiccupped", "hiccuped",     "seized",  "vomited", "fainted",
            "miscarried", "bled",      "hallucinated", "wheezed", "sneezed", "itched",
            "haemolysed", "hemolysed", "hemolyzed",    "retched", "shivered"};
        const std::string& word = sentence.tokens[m.first].text;
        if (is_drug(m))
            return "";
        if (m.last > m.first + 1)
            return std::ranges::find(verbs, word) != verbs.end() ? word : "";
        return std::ranges::find(events, word) != events.end() ? "developed" : "";
    }

    static std::string_view name_of(const Mention& mention)
    {
        if (mention.kind == MentionKind::condition && mention.concept_name.find("transplant") != std::string::npos)
            return "GRAFT";
        constexpr std::array<std::string_view, 6> names = {"DRUG", "OTHER", "CLASS", "PROC", "EVENT", "COND"};
        return names[static_cast<std::size_t>(mention.kind)];
    }

    static std::string_view name_of(const Quantity& quantity)
    {
        switch (quantity.kind) {
        case QuantityKind::duration: return quantity.vague ? "VAGUE" : "TIME";
        case QuantityKind::date: return "DATE";
        case QuantityKind::age: return "AGE";
        case QuantityKind::dose: return "DOSE";
        case QuantityKind::count: break;
        }
        return "COUNT";
    }

    static void put(Sentence& sentence, std::string_view name, MaskedItem item)
    {
        if (!sentence.masked.empty())
            sentence.masked += ' ';
        item.begin = sentence.masked.size();
        sentence.masked += name;
        sentence.items.push_back(item);
    }

    static bool is_drug(const Mention& m) { return m.kind != MentionKind::event && m.kind != MentionKind::condition; }
    static bool is_subject(const Mention& m) { return m.kind == MentionKind::drug || m.kind == MentionKind::event; }

    /// Mentions in a row ("azathioprine, prednisolone and cyclosporin") are one item; it bears the name of the
    /// protocol's own among them.
    struct Row
    {
        std::size_t speaker;
        std::size_t last;
    };

    static Row row_of(const Sentence& sentence, std::size_t from)
    {
        Row row{from, sentence.mentions[from].last};
        const bool drugs = is_drug(sentence.mentions[from]);
        for (std::size_t next = from + 1; next < sentence.mentions.size(); ++next) {
            const Mention& m = sentence.mentions[next];
            const bool apposed = drugs && is_apposition(sentence, row.last, m);
            if (is_drug(m) != drugs || !(apposed || joins(sentence, row.last, m.first, drugs)) ||
                begins_a_clause(sentence, row.last, m))
                break;
            if (is_subject(m) && !is_subject(sentence.mentions[row.speaker]))
                row.speaker = next;
            row.last = m.last + (apposed ? 1 : 0);
        }
        return row;
    }

    /// "for hyperaldosteronism, gynecomastia developed": the comma joins no two conditions.
    static bool begins_a_clause(const Sentence& sentence, std::size_t comma, const Mention& m)
    {
        constexpr std::array<std::string_view, 11> verbs = {"developed", "occurred", "appeared",  "began",
                                                            "arose",     "ensued",   "followed",  "set",
                                                            "emerged",   "broke",    "supervened"};
        return m.kind == MentionKind::event && m.first == comma + 1 && sentence.tokens[comma].text == "," &&
               m.last < sentence.tokens.size() && std::ranges::find(verbs, sentence.tokens[m.last].text) != verbs.end();
    }

    /// "bisphosphonate (alendronate)": the second name in brackets.
    static bool is_apposition(const Sentence& sentence, std::size_t first, const Mention& m)
    {
        return first + 1 == m.first && sentence.tokens[first].text == "(" && m.last < sentence.tokens.size() &&
               sentence.tokens[m.last].text == ")";
    }

    /// Whether the tokens [first, last) only join two things of one kind.
    static bool joins(const Sentence& sentence, std::size_t first, std::size_t last, bool drugs)
    {
        if (first >= last || last - first > 2)
            return false;
        for (std::size_t i = first; i < last; ++i) {
            const std::string& word = sentence.tokens[i].text;
            if (word != "," && word != "and" && word != "/" && word != "plus" && word != "&" && word != "+" &&
                !(drugs && word == "-") && (drugs || word != "or"))
                return false;
        }
        return true;
    }

    static void mask(Sentence& sentence)
    {
        std::size_t mention = 0;
        std::size_t quantity = 0;
        for (std::size_t i = 0; i < sentence.tokens.size();) {
            while (mention < sentence.mentions.size() && sentence.mentions[mention].first < i)
                ++mention;
            while (quantity < sentence.quantities.size() && sentence.quantities[quantity].first < i)
                ++quantity;
            if (mention < sentence.mentions.size() && sentence.mentions[mention].first == i) {
                const Row row = row_of(sentence, mention);
                if (const std::string verb = verb_of(sentence, sentence.mentions[mention]); !verb.empty())
                    put(sentence, verb, {0, i, i + 1, -1, -1});
                put(sentence, name_of(sentence.mentions[row.speaker]),
                    {0, i, row.last, static_cast<int>(row.speaker), -1});
                i = row.last;
            } else if (quantity < sentence.quantities.size() && sentence.quantities[quantity].first == i) {
                const Quantity& q = sentence.quantities[quantity];
                put(sentence, name_of(q), {0, i, q.last, -1, static_cast<int>(quantity)});
                i = q.last;
            } else {
                put(sentence, sentence.tokens[i].text, {0, i, i + 1, -1, -1});
                ++i;
            }
        }
        for (const Mention& m : sentence.mentions) {
            sentence.has_drug |= m.kind == MentionKind::drug;
            sentence.has_event |= m.kind == MentionKind::event;
        }
    }

    const Vocabulary& vocabulary_;
    const Defined& defined_;
    std::string_view passage_;
};

} // namespace

struct Reader::Impl
{
    Vocabulary vocabulary;
};

Reader::Reader(const Protocol& protocol) : impl_(std::make_unique<Impl>(Impl{make_vocabulary(protocol)})) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Reading Reader::read(const Article& article) const
{
    Reading reading;
    reading.passages = passages(article);
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
            sentence.tokens.assign(tokens[p].begin() + static_cast<std::ptrdiff_t>(starts[s]),
                                   tokens[p].begin() + static_cast<std::ptrdiff_t>(starts[s + 1]));
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
