// SPDX-License-Identifier: GPL-3.0-or-later
// Plots of the review for a paper: each a picture, and the numbers in it as a table for programs and for readers who
// cannot see it. What is not known is counted in the caption and never drawn as if it were; where there is too little
// to show, the plot says so in its place. The literature's side is the ledger's, FAERS is asked as the protocol asks
// it.
#pragma once

#include "index/faers/strata.hpp"
#include "query/counting/ledger.hpp"
#include "query/faers/answer.hpp"
#include "query/pictures/picture.hpp"
#include "query/tables/table.hpp"

#include <optional>

namespace casebook {

/// What plots are made of.
struct PlotSource
{
    const Casebook& casebook;
    Ledger ledger;
    std::optional<Asked> faers; ///< empty where no quarters are held
};

struct Plot
{
    Picture picture;
    Table numbers;
};

/// Times to onset of the literature's patients and of FAERS's reports on one axis, a part for each clock.
Plot latency_plot(const PlotSource& source);

/// Articles and patients by year of publication, FAERS reports by year of first receipt, and their share of the drug's
/// reports; years of which not all quarters are held are told apart.
Plot years_plot(const PlotSource& source);

/// The reporting odds ratio in strata of the reports, with what the strata say together. Needs `faers`.
Plot forest_plot(const PlotSource& source, const std::vector<StratumKind>& kinds);

/// A line a patient: from dose to onset, then what followed. `most`: how many are drawn at most.
Plot timelines_plot(const PlotSource& source, std::size_t most);

} // namespace casebook
