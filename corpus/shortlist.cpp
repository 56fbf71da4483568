// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/shortlist.hpp"

#include "corpus/ordered.hpp"

#include "corpus/required.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace casebook {

namespace {

using Counts = std::array<std::uint32_t, gram_count>;

/// The run of the piece that the fewest pieces have: likely the one that the fewest texts have.
Gram rarest(const std::vector<Gram>& piece, const Counts& counts)
{
    return *std::ranges::min_element(piece, {}, [&](Gram run) { return counts[run]; });
}

/// Of each piece one run: where a piece stands in a text, its run does.
std::vector<Gram> runs_of(const Alternatives& pieces, const Counts& counts)
{
    std::vector<Gram> out;
    for (const std::vector<Gram>& piece : pieces)
        out.push_back(rarest(piece, counts));
    sort_unique(out);
    return out;
}

Counts count_runs(const std::vector<std::vector<Alternatives>>& required)
{
    Counts out{};
    for (const std::vector<Alternatives>& of_pattern : required)
        for (const Alternatives& pieces : of_pattern)
            for (const std::vector<Gram>& piece : pieces)
                for (const Gram run : piece)
                    ++out[run];
    return out;
}

} // namespace

Shortlist::Shortlist(const std::vector<const Pattern*>& patterns)
{
    std::vector<std::vector<Alternatives>> required;
    for (const Pattern* pattern : patterns)
        required.push_back(pattern->required().alternatives());
    const Counts counts = count_runs(required);
    std::map<std::vector<Gram>, Fact> facts;
    for (const std::vector<Alternatives>& of_pattern : required) {
        for (const Alternatives& pieces : of_pattern)
            needed_.push_back(facts.emplace(runs_of(pieces, counts), static_cast<Fact>(facts.size())).first->second);
        ends_.push_back(needed_.size());
    }
    words_ = facts.size() / 64 + 1;
    for (const auto& [runs, fact] : facts)
        for (const Gram run : runs)
            make_true(run, fact);
}

void Shortlist::make_true(Gram run, Fact fact)
{
    if (!runs_.has(run)) {
        runs_.add(run);
        row_[run] = static_cast<std::uint16_t>(facts_by_run_.size() / words_);
        facts_by_run_.resize(facts_by_run_.size() + words_);
    }
    facts_by_run_[row_[run] * words_ + fact / 64U] |= std::uint64_t{1} << fact % 64U;
}

std::vector<std::size_t> Shortlist::of(const Searched& text) const
{
    std::vector<std::uint64_t> held(words_);
    runs_.each_shared(text.grams(), [&](Gram run) {
        const std::uint64_t* row = facts_by_run_.data() + row_[run] * words_;
        for (std::size_t i = 0; i < words_; ++i)
            held[i] |= row[i];
    });
    const auto holds = [&](Fact fact) { return (held[fact / 64U] >> fact % 64U & 1U) != 0; };
    std::vector<std::size_t> out;
    std::size_t begin = 0;
    for (std::size_t pattern = 0; pattern < ends_.size(); begin = ends_[pattern++])
        if (std::all_of(needed_.data() + begin, needed_.data() + ends_[pattern], holds))
            out.push_back(pattern);
    return out;
}

} // namespace casebook
