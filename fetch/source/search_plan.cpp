// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_plan.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace casebook {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr long first_day = 19000101;

year_month_day date_of(long number)
{
    return {std::chrono::year(static_cast<int>(number / 10000)),
            std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
            std::chrono::day(static_cast<unsigned>(number % 100))};
}

sys_days days_of(long number) { return sys_days(date_of(number)); }

long number_of(sys_days days)
{
    const year_month_day date(days);
    return static_cast<int>(date.year()) * 10000L + static_cast<unsigned>(date.month()) * 100L +
           static_cast<unsigned>(date.day());
}

std::string slashed(long day) { return format("{:04}/{:02}/{:02}", day / 10000, day / 100 % 100, day % 100); }

long number_of(std::string_view slashed_day)
{
    std::string digits(slashed_day);
    std::erase(digits, '/');
    long value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

long pmid_of(const std::string& id)
{
    long value = 0;
    std::from_chars(id.data(), id.data() + id.size(), value);
    return value;
}

bool falls(const std::vector<std::string>& ids)
{
    return std::ranges::adjacent_find(ids, [](const auto& a, const auto& b) { return pmid_of(a) <= pmid_of(b); }) ==
           ids.end();
}

Slice part(const Slice& of, std::string field, long from, long to, long expected)
{
    return {of.what, std::move(field), from, to, expected};
}

std::vector<Slice> halves(const SearchFrame& frame, const Slice& slice)
{
    const bool whole = slice.field != "edat";
    const sys_days from = days_of(whole ? first_day : slice.from);
    const sys_days to = days_of(whole ? number_of(frame.date) : slice.to);
    const sys_days middle = from + (to - from) / 2;
    return {part(slice, "edat", number_of(from), number_of(middle), -1),
            part(slice, "edat", number_of(middle + std::chrono::days(1)), number_of(to), -1)};
}

} // namespace

std::string term_of(const SearchFrame& frame, const Slice& slice)
{
    const bool dated = slice.field == "edat";
    std::string term = format("({}) AND {}:{}[edat]", frame.search, slashed(dated ? slice.from : first_day),
                              dated ? slashed(slice.to) : frame.date);
    if (!frame.since.empty())
        term += format(" AND ({0}:{1}[edat] OR {0}:{1}[mdat])", frame.since, frame.date);
    if (slice.what == "changed")
        term += format(" AND {}:{}[mdat]", frame.changed_from, frame.date);
    if (slice.field == "uid")
        term += format(" AND {}:{}[uid]", slice.from, slice.to);
    return term;
}

NextSlices next_slices(const SearchFrame& frame, const Slice& slice, const SearchAnswer& answer, std::size_t window,
                       bool by_uid)
{
    if (answer.count <= window || answer.ids.empty())
        return {};
    if (by_uid && slice.field != "edat" && answer.ids.size() == window && falls(answer.ids))
        return {true,
                {part(slice, "uid", 1, pmid_of(answer.ids.back()) - 1, static_cast<long>(answer.count - window))}};
    if (slice.field == "edat" && slice.from == slice.to)
        return {}; // one day with more than the window: what is beyond it cannot be had
    return {false, halves(frame, slice)};
}

std::optional<std::string> slashed_date(std::string_view text)
{
    std::string plain(trim(text));
    std::ranges::replace(plain, '-', '/');
    const std::vector<std::string> parts = split(plain, '/');
    const bool digits = plain.size() == 10 && parts.size() == 3 && parts[0].size() == 4 && parts[1].size() == 2 &&
                        std::ranges::all_of(plain, [](char c) { return is_digit(c) || c == '/'; });
    if (!digits)
        return std::nullopt;
    return date_of(number_of(plain)).ok() ? std::optional(plain) : std::nullopt;
}

} // namespace casebook
