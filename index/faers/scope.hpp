// SPDX-License-Identifier: GPL-3.0-or-later
// Which reports a question is about at all: its level, its period and whom it is narrowed to.
#pragma once

#include "index/faers/postings.hpp"
#include "index/faers/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Who reported: CN; MD PH OT HP RN; LW; or not said.
enum class ReporterGroup : std::uint8_t { consumer, professional, lawyer, unknown };
constexpr std::array<std::string_view, 4> reporter_group_names = {"consumer", "professional", "lawyer", "unknown"};
ReporterGroup reporter_group(std::string_view code);

/// Narrows all four cells of a table: reports that are not so count nowhere, not even in N.
struct FaersPeople
{
    std::optional<char> sex;            ///< F, M, or 0 for not said
    std::optional<double> age_from;     ///< years, included; reports without an age are left out
    std::optional<double> age_to;       ///< years, not included
    std::optional<std::string> country; ///< as the data have it, folded
    std::optional<ReporterGroup> reporter;
    std::uint32_t most_drugs = 0; ///< left out are reports with more ingredients than this; 0: none is

    bool any() const { return sex || age_from || age_to || country || reporter || most_drugs != 0; }
};

/// The reports a question is about: ranges of numbers and, where a range does not say it all, a look at each report.
class FaersScope
{
public:
    FaersScope(const CountingFile& counting, FaersLevel level, FaersDate from, FaersDate to, const FaersPeople& people);

    std::int64_t size() const;
    ReportList restricted(ReportList all) const;
    /// Calls `use(number)` for each report, in ascending order.
    template <class Use> void each(Use use) const
    {
        each_run([&](std::uint32_t from, std::uint32_t to) {
            for (; from < to; ++from)
                use(from);
        });
    }
    /// Calls `use(from, to)` for runs of such numbers, `to` not included.
    template <class Use> void each_run(Use use) const
    {
        for (const Range& range : ranges_)
            if (!looks_)
                use(range.from, range.to);
            else
                for (std::uint32_t number = range.from; number < range.to; ++number)
                    if (is_meant(number))
                        use(number, number + 1);
    }

private:
    struct Range
    {
        std::uint32_t from;
        std::uint32_t to;
    };
    Range narrowed(Range range, FaersDate from, FaersDate to) const;
    bool is_meant(std::uint32_t number) const;

    const CountingFile& counting_;
    bool by_bit_;
    bool looks_; ///< a range does not say it all
    FaersPeople people_;
    std::uint32_t country_ = 0;
    std::vector<Range> ranges_;
};

} // namespace casebook
