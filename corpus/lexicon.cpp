// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/lexicon.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct Columns
{
    std::size_t term, concept_name, broader, kind, source, count;
};

constexpr std::size_t absent = 99;

Columns read_header(const std::vector<std::string>& header, const std::string& where)
{
    const auto place = [&](std::string_view name) {
        const auto found = std::ranges::find(header, name);
        return found == header.end() ? absent : static_cast<std::size_t>(found - header.begin());
    };
    Columns columns{place("term"),    std::min(place("ingredient"), place("preferred")),
                    place("broader"), place("kind"),
                    place("source"),  header.size()};
    if (columns.term == absent || columns.concept_name == absent || columns.kind == absent || columns.source == absent)
        throw Error(format("{}:1: expected the columns term, ingredient or preferred, kind, source.", where));
    return columns;
}

} // namespace

Lexicon Lexicon::open(const std::filesystem::path& file)
{
    Lexicon lexicon;
    Columns columns{};
    std::size_t line_number = 0;
    for (std::string line : split(read_file(file), '\n')) {
        ++line_number;
        if (line.ends_with('\r'))
            line.pop_back();
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::vector<std::string> cells = split(line, '\t');
        if (columns.count == 0) {
            columns = read_header(cells, file.string());
            continue;
        }
        if (cells.size() != columns.count)
            throw Error(format("{}:{}: {} cells where {} are expected.", file.string(), line_number, cells.size(),
                               columns.count));
        const std::size_t index = lexicon.terms_.size();
        lexicon.terms_.push_back({cells[columns.term], cells[columns.concept_name],
                                  columns.broader == absent ? "" : cells[columns.broader], cells[columns.kind],
                                  cells[columns.source]});
        const LexiconTerm& term = lexicon.terms_.back();
        lexicon.by_term_.emplace(fold(term.term), index);
        lexicon.by_concept_[term.concept_name].push_back(index);
        if (!term.broader.empty() && term.broader != term.concept_name)
            lexicon.by_broader_[term.broader].push_back(index);
    }
    return lexicon;
}

std::string Lexicon::concept_of(std::string_view term) const
{
    const auto found = by_term_.find(fold(term));
    return found == by_term_.end() ? "" : terms_[found->second].concept_name;
}

std::vector<const LexiconTerm*> Lexicon::words_for(std::string_view concept_name) const
{
    std::vector<const LexiconTerm*> out;
    if (const auto found = by_concept_.find(std::string(concept_name)); found != by_concept_.end())
        for (const std::size_t index : found->second)
            if (terms_[index].term != concept_name)
                out.push_back(&terms_[index]);
    return out;
}

std::vector<std::string> Lexicon::narrower(std::string_view concept_name) const
{
    std::vector<std::string> out;
    const auto found = by_broader_.find(std::string(concept_name));
    if (found == by_broader_.end())
        return out;
    const auto add = [&](const std::string& name) {
        if (name != concept_name && std::ranges::find(out, name) == out.end())
            out.push_back(name);
    };
    for (const std::size_t index : found->second)
        add(terms_[index].concept_name);
    for (std::size_t i = 0; i < out.size(); ++i) // what was added is looked below in its turn
        if (const auto below = by_broader_.find(out[i]); below != by_broader_.end())
            for (const std::size_t index : below->second)
                add(terms_[index].concept_name);
    return out;
}

const Lexicon& drug_lexicon()
{
    static const Lexicon lexicon = Lexicon::open(share_folder() / "lexicon" / "drugs.tsv");
    return lexicon;
}

const Lexicon& condition_lexicon()
{
    static const Lexicon lexicon = Lexicon::open(share_folder() / "lexicon" / "conditions.tsv");
    return lexicon;
}

namespace {

/// "drug", "acei", "chemotherapy", "ace inhibitor": what stands before "-induced" is something that is given.
bool is_given(std::string_view words)
{
    constexpr std::array<std::string_view, 8> general = {"drug",      "medication", "treatment", "therapy",
                                                         "radiation", "vaccine",    "pill",      "substance"};
    const std::size_t last = words.find_last_of(" -");
    const std::string_view word = last == std::string_view::npos ? words : words.substr(last + 1);
    return std::ranges::find(general, word) != general.end() || !drug_lexicon().concept_of(words).empty() ||
           !drug_lexicon().concept_of(word).empty();
}

} // namespace

std::string_view induced_part(std::string_view term)
{
    constexpr std::array<std::string_view, 4> verbs = {"induced ", "associated ", "related ", "provoked "};
    for (const std::string_view verb : verbs)
        if (const std::size_t at = term.find(verb); at != std::string_view::npos && at > 1)
            if (is_given(term.substr(0, at - 1)))
                return term.substr(at + verb.size());
    return {};
}

bool names_a_drug(std::string_view term)
{
    if (!induced_part(term).empty())
        return true;
    // "insulin resistance", "iron deficiency anemia", "methicillin resistant …" are no reactions to the drug
    constexpr std::array<std::string_view, 7> otherwise = {"resistan", "deficien", "requiring", "dependent diab",
                                                           "receptor", "positive", "lack"};
    if (std::ranges::any_of(otherwise,
                            [&](std::string_view word) { return term.find(word) != std::string_view::npos; }))
        return false;
    const std::size_t end = term.find_first_of(" -");
    return end != std::string_view::npos && !drug_lexicon().concept_of(term.substr(0, end)).empty();
}

} // namespace casebook
