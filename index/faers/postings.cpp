// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/postings.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace casebook {

namespace {

constexpr std::uint32_t before_all = 0xFFFFFFFF; // so that the first difference is the first number plus one

std::uint64_t length(std::uint32_t difference)
{
    std::uint64_t bytes = 1;
    while (difference >>= 7U)
        ++bytes;
    return bytes;
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

PostingsBuilder::PostingsBuilder(std::size_t keys) : last_(keys, before_all), count_(keys, 0), begin_(keys + 1, 0) {}

void PostingsBuilder::measure(std::size_t key, std::uint32_t report)
{
    if (count_[key] > 0 && last_[key] == report)
        return;
    begin_[key + 1] += length(report - last_[key]);
    last_[key] = report;
    ++count_[key];
}

void PostingsBuilder::start_writing()
{
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    next_.assign(begin_.begin(), begin_.end() - 1);
    bytes_.resize(begin_.back());
    std::ranges::fill(last_, before_all);
}

void PostingsBuilder::write(std::size_t key, std::uint32_t report)
{
    if (next_[key] > begin_[key] && last_[key] == report)
        return;
    std::uint32_t difference = report - last_[key];
    for (; difference >= 0x80; difference >>= 7U)
        bytes_[next_[key]++] = static_cast<std::uint8_t>(difference | 0x80U);
    bytes_[next_[key]++] = static_cast<std::uint8_t>(difference);
    last_[key] = report;
}

void PostingsBuilder::put(ColumnWriter& writer, const std::string& name) const
{
    writer.put(name + ".begin", begin_);
    writer.put(name + ".count", count_);
    writer.put(name + ".bytes", bytes_);
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
