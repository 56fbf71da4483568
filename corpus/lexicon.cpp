// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/lexicon.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"

#include <algorithm>

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
        lexicon.by_term_.emplace(fold(cells[columns.term]), index);
        lexicon.by_concept_.emplace(cells[columns.concept_name], index);
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
    const auto [begin, end] = by_concept_.equal_range(concept_name);
    for (auto it = begin; it != end; ++it)
        if (terms_[it->second].term != concept_name)
            out.push_back(&terms_[it->second]);
    return out;
}

std::vector<std::string> Lexicon::narrower(std::string_view concept_name) const
{
    if (concept_name.empty()) // the ideas at the top have no broader one: they are not below an unknown word
        return {};
    std::vector<std::string> below = {std::string(concept_name)};
    for (std::size_t i = 0; i < below.size(); ++i)
        for (const LexiconTerm& term : terms_)
            if (term.broader == below[i] && std::ranges::find(below, term.concept_name) == below.end())
                below.push_back(term.concept_name);
    below.erase(below.begin());
    return below;
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

} // namespace casebook
