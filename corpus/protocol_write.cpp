// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/preferred_terms.hpp"
#include "corpus/protocol.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

/// The text as a JSON string.
std::string in_quotes(std::string_view text) { return nlohmann::json(repaired_utf8(text)).dump(); }

std::string list(const std::vector<std::string>& texts)
{
    std::vector<std::string> items;
    std::ranges::transform(texts, std::back_inserter(items), in_quotes);
    return "[" + join(items, ", ") + "]";
}

/// Words of a vocabulary for an idea, by kind; those the user gave come first.
std::vector<std::string> words(const Lexicon& lexicon, std::string_view idea, std::string_view kind,
                               std::vector<std::string> given = {})
{
    for (const LexiconTerm* term : lexicon.words_for(idea)) {
        const bool wanted = kind == "brand" ? term->kind == "brand" : term->kind != "brand";
        const std::string word = term->kind == "abbreviation" ? upper_ascii(term->term) : term->term;
        // a reading takes "heparin-induced thrombocytopenia" apart
        const bool apart = &lexicon == &condition_lexicon() && term->kind != "abbreviation" && names_a_drug(term->term);
        if (wanted && !apart &&
            std::ranges::none_of(given, [&](const std::string& g) { return equal_ignoring_case(g, word); }))
            given.push_back(word);
    }
    return given;
}

std::string event_terms(const std::vector<std::string>& event, const std::string& idea)
{
    const Lexicon& lexicon = condition_lexicon();
    std::vector<std::string> rows;
    for (const std::string& narrower : lexicon.narrower(idea))
        if (!names_a_drug(narrower))
            rows.push_back(format("      {}: {}", in_quotes(narrower), list(words(lexicon, narrower, ""))));
    std::vector<std::string> given(event.begin() + 1, event.end());
    if (!equal_ignoring_case(idea, event[0]) && !idea.empty())
        given.push_back(idea);
    rows.push_back(format("      {}: {}", in_quotes(event[0]), list(words(lexicon, idea, "", given))));
    return join(rows, ",\n");
}

/// What to count in FAERS, and a comment that says how sure it is.
struct FaersEvents
{
    std::vector<std::string> names;
    std::string_view comment;
};

/// The preferred terms of the event where some are known and each name that was given has one or means the same; else
/// every name that was given and the narrower ideas, as guesses.
FaersEvents faers_events(const std::vector<std::string>& event, const std::string& idea)
{
    std::vector<std::string> names = event;
    names.push_back(idea);
    for (std::string& narrower : condition_lexicon().narrower(idea))
        names.push_back(std::move(narrower));
    FaersEvents known{{}, "MedDRA preferred terms as FDA publishes them"};
    FaersEvents guessed{{},
                        "guesses: a name that is no MedDRA preferred term counts nothing; `casebook faers count` gives "
                        "the nearest"};
    const auto add = [](std::vector<std::string>& list, std::string name) {
        if (std::ranges::none_of(list, [&](const std::string& held) { return equal_ignoring_case(held, name); }))
            list.push_back(std::move(name));
    };
    for (std::string& name : names) {
        const std::string term = preferred_term_of(name);
        if (!term.empty())
            add(known.names, term);
        name = upper_ascii(name.substr(0, 1)) + name.substr(std::min<std::size_t>(name.size(), 1));
        if (!name.empty())
            add(guessed.names, term.empty() ? name : term);
    }
    const bool all_known = std::ranges::all_of(event, [&](const std::string& name) {
        return !preferred_term_of(name).empty() || (!idea.empty() && condition_lexicon().concept_of(name) == idea);
    });
    return all_known && !known.names.empty() ? known : guessed;
}

/// A name as PubMed takes it: a phrase where it is more than one plain word.
std::string search_word(std::string name)
{
    std::erase(name, '"');
    name = collapse(name);
    const bool plain = std::ranges::all_of(name, [](char c) { return is_word(c) || c == '-'; });
    return plain ? name : "\"" + name + "\"";
}

std::string alternatives(const std::vector<std::string>& names)
{
    std::vector<std::string> items;
    std::ranges::transform(names, std::back_inserter(items), search_word);
    return items.size() == 1 ? items[0] : "(" + join(items, " OR ") + ")";
}

} // namespace

std::string write_protocol(const std::vector<std::string>& drug, const std::vector<std::string>& event)
{
    const std::string ingredient = drug_lexicon().concept_of(drug[0]);
    const std::string idea = condition_lexicon().concept_of(event[0]);
    std::vector<std::string> given(drug.begin() + 1, drug.end());
    if (!ingredient.empty() && !equal_ignoring_case(ingredient, drug[0]))
        given.push_back(ingredient);
    const std::vector<std::string> synonyms = words(drug_lexicon(), ingredient, "", given);
    const FaersEvents counted = faers_events(event, idea);
    const std::string faers = upper_ascii(ingredient.empty() ? drug[0] : ingredient);
    return format(R"(// The protocol of this review. Lines that begin with // are comments.
{{
  "version": 1,
  "title": {title},
  // sent to PubMed as it stands; PubMed adds MeSH terms and spellings of its own
  "search": {{ "pubmed": {search} }},
  "drug": {{
    "name": {name},
    "synonyms": {synonyms},
    "brands": {brands},
    "not": [], // look-alikes that must not be taken for it
    "faers": {faers} // active ingredients (prod_ai) in FAERS
  }},
  // an abbreviation in capitals counts only where a text defines it
  "event": {{
    "name": {event},
    "terms": {{
{terms}
    }},
    "not": [],
    "faers": {event_faers} // {event_comment}
  }},
  "include": ["exposure_then_event"],
  // the first reason that applies is the one that is given
  "exclude": ["not_english", "animal_study", "in_vitro", "systematic_review_or_meta_analysis", "narrative_review_or_guideline",
              "drug_is_treatment_of_event", "other_drug_is_suspect", "not_exposure_then_event", "no_full_text"],
  "faers": {{ "comparators": [], "roles": ["PS", "SS"], "level": "latest-minus-deleted" }},
  "columns": "default"
}}
)",
                  fmt::arg("title", in_quotes(event[0] + " following " + drug[0])),
                  fmt::arg("search", in_quotes(alternatives(drug) + " AND " + alternatives(event))),
                  fmt::arg("name", in_quotes(drug[0])), fmt::arg("synonyms", list(synonyms)),
                  fmt::arg("brands", list(words(drug_lexicon(), ingredient, "brand"))),
                  fmt::arg("faers", list({faers})), fmt::arg("event", in_quotes(event[0])),
                  fmt::arg("terms", event_terms(event, idea)), fmt::arg("event_faers", list(counted.names)),
                  fmt::arg("event_comment", counted.comment));
}

} // namespace casebook
