// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/vocabulary.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// Ideas too wide to be a finding of their own; their words are cues ("overdose", "adverse reaction") or name nothing.
constexpr std::array<std::string_view, 9> too_wide = {"adverse drug reaction",
                                                      "overdose",
                                                      "poisoning",
                                                      "drug interaction",
                                                      "drug intolerance",
                                                      "immunosuppression",
                                                      "pregnancy",
                                                      "surgery",
                                                      "death"};

/// "severe alopecia" is read as alopecia: how bad it is belongs to the report's words, not to the idea.
bool only_grades(const std::string& term)
{
    constexpr std::array<std::string_view, 14> grades = {"severe",   "mild",   "moderate",    "massive",   "profound",
                                                         "marked",   "sudden", "progressive", "extensive", "total",
                                                         "complete", "rapid",  "new",         "recurrent"};
    const std::size_t end = term.find(' ');
    return end != std::string::npos && std::ranges::find(grades, term.substr(0, end)) != grades.end() &&
           !condition_lexicon().concept_of(term.substr(end + 1)).empty();
}

/// "AA" is aplastic anaemia in one paper and alopecia areata in the next; "TEN" is seldom anything else.
bool is_ambiguous(std::string_view abbreviation) { return abbreviation.size() < 3; }

class Builder
{
public:
    void add(std::string_view term, VocabularyEntry entry)
    {
        entry.written = term;
        matcher_.add(term, static_cast<std::uint32_t>(entries_.size()));
        entries_.push_back(std::move(entry));
    }

    /// A name of the protocol's drug or event.
    void add_own(std::string_view term, MentionKind kind, const std::string& idea)
    {
        const std::string plain = fold(term);
        if (const std::string_view event = induced_part(plain); kind == MentionKind::event && !event.empty())
            term = event; // drug and event are read apart: who induced it is what matters
        const bool abbreviation = looks_like_abbreviation(term);
        add(term, {kind, idea, "", abbreviation, abbreviation && kind == MentionKind::event && is_ambiguous(term)});
    }

    void add_lexicon(const Lexicon& lexicon, MentionKind kind)
    {
        for (const LexiconTerm& term : lexicon.terms()) {
            if (kind == MentionKind::condition && (names_a_drug(term.term) || only_grades(term.term) ||
                                                   std::ranges::find(too_wide, term.concept_name) != too_wide.end()))
                continue;
            const bool graft =
                term.concept_name.find("transplant") != std::string::npos; // a state that drugs are given for
            const MentionKind own = graft                      ? MentionKind::condition
                                    : term.kind == "class"     ? MentionKind::drug_class
                                    : term.kind == "procedure" ? MentionKind::procedure
                                                               : kind;
            const bool abbreviation = term.kind == "abbreviation";
            add(term.term, {own, term.concept_name, "", abbreviation, abbreviation});
        }
    }

    void add_loose(std::string_view term, const std::string& idea)
    {
        std::vector<std::string> stems;
        for (const std::string& word : term_tokens(term))
            if (word.size() > 1 && is_letter(word[0]) && std::ranges::find(not_needed, word) == not_needed.end())
                stems.push_back(stem_of(word));
        if (stems.size() < 2)
            return;
        LooseTerm loose{{}, static_cast<std::uint32_t>(entries_.size())};
        for (const std::string& stem : stems)
            loose.stems.push_back(loose_stems_.add(stem));
        const WordTable::Word rarest = loose_stems_.add(std::ranges::max(stems, {}, &std::string::size)); // the longest
        loose_by_stem_.resize(std::max<std::size_t>(loose_by_stem_.size(), std::ranges::max(loose.stems) + 1));
        loose_by_stem_[rarest].push_back(loose_.size());
        loose_.push_back(std::move(loose));
        entries_.push_back({MentionKind::event, idea, std::string(term), false, false});
    }

    Vocabulary take() &&
    {
        return {std::move(matcher_), std::move(entries_), std::move(loose_), std::move(loose_stems_),
                std::move(loose_by_stem_)};
    }

private:
    /// Words of a term that a text may leave out.
    static constexpr std::array<std::string_view, 14> not_needed = {"acute",   "chronic",  "of",       "the",  "and",
                                                                    "in",      "to",       "severe",   "with", "a",
                                                                    "disease", "syndrome", "disorder", "by"};

    Matcher matcher_;
    std::vector<VocabularyEntry> entries_;
    std::vector<LooseTerm> loose_;
    WordTable loose_stems_;
    std::vector<std::vector<std::size_t>> loose_by_stem_;
};

void add_drug(Builder& builder, const DrugNames& drug)
{
    for (const std::string& other : drug.not_this)
        builder.add(other, {MentionKind::other_drug, fold(other), "", false, false});
    builder.add_own(drug.name, MentionKind::drug, drug.name);
    if (drug.name.size() > 5 && drug.name.ends_with('e')) // vincristin, ciclosporin
        builder.add(drug.name.substr(0, drug.name.size() - 1), {MentionKind::drug, drug.name, "", false, false});
    for (const auto* list : {&drug.synonyms, &drug.brands})
        for (const std::string& name : *list)
            builder.add_own(name, MentionKind::drug, drug.name);
    const std::string ingredient = drug_lexicon().concept_of(drug.name);
    for (const LexiconTerm* term : drug_lexicon().words_for(ingredient))
        if (term->kind != "abbreviation")
            builder.add(term->term, {MentionKind::drug, drug.name, "", false, false});
}

/// A term, its own synonyms, and the words that the vocabulary has for the same idea.
void add_event_term(Builder& builder, const std::string& term, const std::vector<std::string>& synonyms)
{
    builder.add_own(term, MentionKind::event, term);
    builder.add_loose(term, term);
    for (const std::string& synonym : synonyms)
        builder.add_own(synonym, MentionKind::event, term);
    const std::string idea = condition_lexicon().concept_of(term);
    if (idea.empty())
        return;
    builder.add(idea, {MentionKind::event, term, "", false, false});
    for (const LexiconTerm* word : condition_lexicon().words_for(idea)) {
        const bool abbreviation = word->kind == "abbreviation";
        if (!abbreviation && (names_a_drug(word->term) || only_grades(word->term)))
            continue;
        builder.add_loose(word->term, term);
        builder.add(word->term, {MentionKind::event, term, "", abbreviation, abbreviation && is_ambiguous(word->term)});
    }
}

/// Of a narrower idea that names a drug only its abbreviation counts, where a text defines it.
void add_narrower(Builder& builder, const std::string& idea)
{
    if (!names_a_drug(idea))
        return add_event_term(builder, idea, {});
    for (const LexiconTerm* word : condition_lexicon().words_for(idea))
        if (word->kind == "abbreviation")
            builder.add(word->term, {MentionKind::event, idea, "", true, true});
}

void add_event(Builder& builder, const EventNames& event)
{
    for (const std::string& other : event.not_this)
        builder.add(other, {MentionKind::condition, fold(other), "", false, false, true});
    if (looks_like_abbreviation(event.name)) // the protocol calls the event so: no definition is needed
        builder.add(event.name, {MentionKind::event, event.name, "", true, false});
    for (const EventTerm& term : event.terms)
        add_event_term(builder, term.term, term.synonyms);
    for (const std::string& narrower : condition_lexicon().narrower(condition_lexicon().concept_of(event.name)))
        add_narrower(builder, narrower);
}

} // namespace

std::string stem_of(std::string_view word)
{
    std::string room;
    return std::string(stem_of(word, room));
}

std::string_view stem_of(std::string_view word, std::string& room)
{
    constexpr std::array<std::string_view, 14> endings = {"oses", "osis", "otic", "emia", "emic", "itis", "ies",
                                                          "ia",   "es",   "al",   "ic",   "s",    "y",    "e"};
    const std::string_view plain = one_spelling(word, room);
    constexpr std::array<std::string_view, 4> losing = {"lost", "lose", "losing", "loses"};
    if (plain.starts_with("los") && std::ranges::find(losing, plain) != losing.end())
        return "loss";
    constexpr std::string_view last_letters = "acelsy"; // of the endings
    if (plain.empty() || last_letters.find(plain.back()) == std::string_view::npos)
        return plain;
    for (const std::string_view ending : endings)
        if (ending.back() == plain.back() && plain.size() >= ending.size() + 4 && plain.ends_with(ending))
            return plain.substr(0, plain.size() - ending.size());
    return plain;
}

bool looks_like_abbreviation(std::string_view term)
{
    const auto capitals = std::ranges::count_if(term, is_upper);
    return term.size() <= 6 && term.find(' ') == std::string_view::npos &&
           (capitals >= 2 || (capitals >= 1 && std::ranges::any_of(term, is_digit)));
}

Vocabulary make_vocabulary(const Protocol& protocol)
{
    Builder builder;
    add_drug(builder, protocol.drug);
    add_event(builder, protocol.event);
    builder.add_lexicon(drug_lexicon(), MentionKind::other_drug);
    builder.add_lexicon(condition_lexicon(), MentionKind::condition);
    return std::move(builder).take();
}

Vocabulary make_vocabulary()
{
    Builder builder;
    builder.add_lexicon(drug_lexicon(), MentionKind::other_drug);
    builder.add_lexicon(condition_lexicon(), MentionKind::condition);
    return std::move(builder).take();
}

} // namespace casebook
