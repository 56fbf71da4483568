// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "query/evidence/evidence_table.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

struct Abbreviation
{
    std::string_view word;
    std::string_view meaning;
};
// What our own cells and every journal use.
constexpr Abbreviation common[] = {{"NR", "not reported in the record"},
                                   {"NA", "not applicable"},
                                   {"d", "days"},
                                   {"wk", "weeks"},
                                   {"mo", "months"},
                                   {"y", "years"},
                                   {"PMID", "PubMed identifier"},
                                   {"IV", "intravenous"},
                                   {"IU", "international units"},
                                   {"BID", "twice daily"},
                                   {"TID", "three times daily"},
                                   {"MG", "milligrams"},
                                   {"PO", "by mouth"}};

bool is_abbreviation(std::string_view word)
{
    const auto capitals = std::ranges::count_if(word, is_upper);
    return word.size() >= 2 && word.size() <= 6 && capitals >= 2;
}

std::set<std::string> words_in(const Table& table)
{
    std::set<std::string> out;
    for (const Row& row : table.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!table.columns[i].printed || table.columns[i].id == "reference")
                continue;
            std::string plain = row.cells[i].text;
            std::ranges::replace_if(
                plain, [](char c) { return !is_letter(c) && !is_digit(c); }, ' ');
            for (std::string& word : split(collapse(plain), ' '))
                out.insert(std::move(word));
        }
    return out;
}

std::string meaning_in(const Protocol& protocol, const std::string& word)
{
    const auto has = [&](const std::vector<std::string>& names) {
        return std::ranges::find(names, word) != names.end();
    };
    if (has(protocol.drug.synonyms))
        return protocol.drug.name;
    for (const EventTerm& term : protocol.event.terms)
        if (has(term.synonyms))
            return term.term;
    return "";
}

std::string meaning_of(const Protocol& protocol, const std::string& word)
{
    const auto* found = std::ranges::find(common, word, &Abbreviation::word);
    if (found != std::end(common))
        return std::string(found->meaning);
    if (!is_abbreviation(word))
        return "";
    if (std::string meaning = meaning_in(protocol, word); !meaning.empty())
        return meaning;
    if (std::string meaning = drug_lexicon().concept_of(word); !meaning.empty())
        return meaning;
    return condition_lexicon().concept_of(word);
}

} // namespace

void explain_abbreviations(const Protocol& protocol, Table& table)
{
    for (const std::string& word : words_in(table)) {
        const std::string meaning = meaning_of(protocol, word);
        if (!meaning.empty() && !equal_ignoring_case(meaning, word))
            table.abbreviations.emplace_back(word, meaning);
        else if (meaning.empty() && is_abbreviation(word))
            table.unexplained.push_back(word);
    }
}

} // namespace casebook
