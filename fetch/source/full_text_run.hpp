// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for the full texts of articles: PubMed Central first (EFetch), Europe PMC for what it does not give. Every look
// is kept with what came of it, batch by batch, so that a run killed at any moment asks again for nothing that it has.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/europepmc.hpp"
#include "fetch/source/eutils.hpp"
#include "fetch/source/search_run.hpp"

#include <string>
#include <vector>

namespace casebook {

struct FullTextReport
{
    std::int64_t run = 0;
    std::size_t wanted = 0;        ///< articles looked for
    std::size_t without_pmcid = 0; ///< of these, records that name no article of PubMed Central: not known
    std::size_t from_pmc = 0;      ///< texts that came
    std::size_t from_europepmc = 0;
    std::size_t withheld = 0; ///< available to read there, not as XML
    std::size_t not_open = 0;
    std::vector<std::string> troubles; ///< articles for which no answer was to be had, a sentence each
    std::size_t requests = 0;
    std::size_t retries = 0;

    bool complete() const { return troubles.empty(); }
};

/// Looks for the texts of these articles. Throws Error when PubMed Central cannot go on; what came is kept. The run's
/// kind is "full text".
FullTextReport fetch_full_texts(Store& store, Eutils& pmc, EuropePmc& europe, const std::vector<std::string>& articles,
                                const SearchEvents& events);

/// Articles a request of EFetch asks for: a full text is some hundred kilobytes.
inline constexpr std::size_t full_text_batch = 10;

} // namespace casebook
