// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/words.hpp"

#include "fetch/extract/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace casebook::review {

namespace {

struct ReasonWords
{
    std::string_view reason;
    std::array<std::string_view, 10> words;
};
constexpr std::array<ReasonWords, 6> reason_words = {{
    {"animal_study", {"rat", "rats", "mouse", "mice", "murine", "rabbit", "dog", "dogs", "monkey", "animal"}},
    {"in_vitro",
     {"in vitro", "ex vivo", "cell line", "cultured", "organ culture", "keratinocytes", "dermal papilla cells"}},
    {"systematic_review_or_meta_analysis", {"systematic review", "meta-analysis", "PRISMA"}},
    {"narrative_review_or_guideline", {"review", "guideline", "consensus", "recommendations"}},
    {"no_individual_case", {"cohort", "retrospective", "registry", "database", "incidence", "prevalence"}},
    {"drug_is_treatment_of_event", {"treatment of", "efficacy", "effective in", "effective for"}},
}};

constexpr std::array<std::string_view, 14> words_for = {
    "case report",     "we report",    "we describe", "we present", "induced",     "secondary to", "developed",
    "discontinuation", "discontinued", "withdrawal",  "withdrawn",  "rechallenge", "reexposure",   "side effect"};

} // namespace

WordInks::WordInks(const Protocol& protocol)
{
    add(protocol.drug.name, Ink::drug);
    for (const auto* names : {&protocol.drug.synonyms, &protocol.drug.brands})
        for (const std::string& name : *names)
            add(name, Ink::drug);
    add(protocol.event.name, Ink::event);
    for (const EventTerm& term : protocol.event.terms) {
        add(term.term, Ink::event);
        for (const std::string& synonym : term.synonyms)
            add(synonym, Ink::event);
    }
    for (const auto* names : {&protocol.drug.not_this, &protocol.event.not_this})
        for (const std::string& name : *names)
            add(name, Ink::against);
    for (const ReasonWords& row : reason_words)
        if (std::ranges::find(protocol.exclude, row.reason) != protocol.exclude.end())
            for (const std::string_view word : row.words)
                add(word, Ink::against);
    for (const std::string_view word : words_for)
        add(word, Ink::favour);
}

void WordInks::add(std::string_view term, Ink ink)
{
    if (term.empty())
        return;
    matcher_.add(term, static_cast<std::uint32_t>(terms_.size()));
    terms_.push_back({std::string(term), ink, looks_like_abbreviation(term)});
}

Line WordInks::inked(std::string_view text, Look look, Ink otherwise) const
{
    const std::string shown = harmless(text);
    const std::vector<Token> tokens = tokenize(shown);
    Line out;
    std::size_t done = 0;
    for (const Matcher::Match& match : matcher_.find(tokens)) {
        const std::size_t begin = tokens[match.first].begin;
        const std::size_t end = tokens[match.last - 1].end;
        const Term& term = terms_[match.label];
        const std::string words = shown.substr(begin, end - begin);
        if (begin < done || (term.as_written && words != term.written && words != term.written + "s"))
            continue;
        const std::string mark(look == Look::plain ? mark_of(term.ink) : "");
        out.push_back({shown.substr(done, begin - done), otherwise});
        out.push_back({mark + words + mark, term.ink});
        done = end;
    }
    out.push_back({shown.substr(done), otherwise});
    std::erase_if(out, [](const Inked& run) { return run.text.empty(); });
    return out;
}

} // namespace casebook::review
