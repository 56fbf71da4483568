// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/postings.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>

namespace casebook {

namespace {

constexpr std::uint32_t before_all = 0xFFFFFFFF; // so that the first difference is the first number plus one

constexpr std::size_t longest_number = 5;

/// Behind `to`, the list of numbers that may stand in it twice; where it ends, and how many there are.
struct Written
{
    std::uint8_t* end;
    std::uint32_t count;
};
Written write_list(std::span<const std::uint32_t> numbers, std::uint8_t* to)
{
    std::uint32_t last = before_all;
    std::uint32_t count = 0;
    for (const std::uint32_t number : numbers) {
        std::uint32_t difference = number - last;
        if (difference == 0)
            continue;
        for (; difference >= 0x80; difference >>= 7U)
            *to++ = static_cast<std::uint8_t>(difference | 0x80U);
        *to++ = static_cast<std::uint8_t>(difference);
        last = number;
        ++count;
    }
    return {to, count};
}

} // namespace

ReportList Postings::list(std::size_t key) const
{
    ReportList out;
    out.reserve(count[key]);
    std::uint32_t number = before_all;
    std::uint64_t at = begin[key];
    const std::uint64_t end = std::min<std::uint64_t>(begin[key + 1], bytes.size());
    while (at < end) {
        std::uint32_t difference = bytes[at];
        if (difference < 0x80) { // most are
            ++at;
            out.push_back(number += difference);
            continue;
        }
        difference = 0;
        for (unsigned shift = 0; at < end; shift += 7) {
            const std::uint8_t byte = bytes[at++];
            difference |= (byte & 0x7FU) << (shift & 31U);
            if (byte < 0x80)
                break;
        }
        number += difference;
        out.push_back(number);
    }
    if (out.size() != count[key])
        throw Error("the FAERS store is damaged: a list of reports is broken. Delete the folder faers and add the "
                    "quarterly zips again.");
    return out;
}

Postings postings(const ColumnFile& file, const std::string& name)
{
    const Postings out{file.column<std::uint64_t>(name + ".begin"), file.column<std::uint32_t>(name + ".count"),
                       file.column<std::uint8_t>(name + ".bytes")};
    if (out.begin.size() != out.count.size() + 1)
        throw Error(format("the FAERS store is damaged: the lists {} are broken. Delete the folder faers and add the "
                           "quarterly zips again.",
                           name));
    return out;
}

/// The numbers of each key in the order in which they were added.
std::vector<std::uint32_t> PostingsBuilder::by_key() const
{
    std::vector<std::size_t> next(size_);
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> out(keys_.size());
    std::size_t at = 0;
    for (const Keys& of : reports_)
        for (; at < of.end; ++at)
            out[next[keys_[at]]++] = of.report;
    return out;
}

void PostingsBuilder::put(ColumnWriter& writer, const std::string& name) const
{
    const std::vector<std::uint32_t> numbers = by_key();
    std::vector<std::uint64_t> begin = {0};
    std::vector<std::uint32_t> count;
    std::vector<std::uint8_t> bytes;
    std::size_t from = 0;
    for (const std::size_t size : std::span(size_).subspan(1)) {
        bytes.resize(begin.back() + size * longest_number);
        const auto [end, many] = write_list(std::span(numbers).subspan(from, size), bytes.data() + begin.back());
        from += size;
        begin.push_back(static_cast<std::uint64_t>(end - bytes.data()));
        count.push_back(many);
    }
    bytes.resize(begin.back());
    writer.put(name + ".begin", begin);
    writer.put(name + ".count", count);
    writer.put(name + ".bytes", bytes);
}

ReportList united(std::vector<ReportList> lists)
{
    while (lists.size() > 1) {
        std::vector<ReportList> half;
        for (std::size_t i = 0; i + 1 < lists.size(); i += 2)
            std::ranges::set_union(lists[i], lists[i + 1], std::back_inserter(half.emplace_back()));
        if (lists.size() % 2 == 1)
            half.push_back(std::move(lists.back()));
        lists = std::move(half);
    }
    return lists.empty() ? ReportList() : std::move(lists.front());
}

} // namespace casebook
