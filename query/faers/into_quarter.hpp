// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reader of FDA's files (fetch) and the builder of a quarter (index), which know nothing of each other, meet.
#pragma once

#include "fetch/source/faers_ascii.hpp"
#include "index/faers/store.hpp"

namespace casebook {

/// All that is read of a quarter goes into `quarter`, which must outlive the sink.
inline FaersSink sink_into(QuarterBuilder& quarter)
{
    FaersSink sink;
    sink.demo = [&](const FaersDemo& row) { quarter.take(row); };
    sink.drug = [&](const FaersDrug& row) { quarter.take(row); };
    sink.reaction = [&](const FaersReaction& row) { quarter.take(row); };
    sink.outcome = [&](const FaersOutcome& row) { quarter.take(row); };
    sink.source = [&](const FaersReportSource& row) { quarter.take(row); };
    sink.therapy = [&](const FaersTherapy& row) { quarter.take(row); };
    sink.indication = [&](const FaersIndication& row) { quarter.take(row); };
    sink.deleted = [&](std::uint64_t case_id) { quarter.take_deleted(case_id); };
    sink.bad = [&](const FaersBadLine& line) { quarter.take_bad(line); };
    return sink;
}

} // namespace casebook
