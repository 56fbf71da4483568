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
    ReportList out(count[key]);
    std::uint32_t number = before_all;
    std::size_t filled = 0;
    std::uint64_t at = begin[key];
    const std::uint64_t end = std::min<std::uint64_t>(begin[key + 1], bytes.size());
    for (; at < end && filled < out.size(); out[filled++] = number) {
        std::uint32_t difference = bytes[at++];
        if (difference >= 0x80) { // few are
            difference &= 0x7FU;
            for (unsigned shift = 7; at < end; shift += 7) {
                const std::uint8_t byte = bytes[at++];
                difference |= (byte & 0x7FU) << (shift & 31U);
                if (byte < 0x80)
                    break;
            }
        }
        number += difference;
    }
    if (filled != out.size() || at < end)
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

PostingsBuilder::PostingsBuilder(const std::vector<std::uint32_t>& sizes) : begin_(sizes.size() + 1, 0)
{
    std::partial_sum(sizes.begin(), sizes.end(), begin_.begin() + 1);
    next_ = begin_;
    numbers_.resize(begin_.back());
}

void PostingsBuilder::put(ColumnWriter& writer, const std::string& name) const
{
    PostingsWriter lists(numbers_.size());
    for (std::size_t key = 0; key < keys(); ++key)
        lists.add(numbers(key));
    lists.put(writer, name);
}

/// What is not written is never touched.
PostingsWriter::PostingsWriter(std::size_t numbers) : bytes_(numbers * longest_number) {}

void PostingsWriter::add(std::span<const std::uint32_t> numbers)
{
    const auto [end, many] = write_list(numbers, bytes_.data() + begin_.back());
    begin_.push_back(static_cast<std::uint64_t>(end - bytes_.data()));
    count_.push_back(many);
}

void PostingsWriter::put(ColumnWriter& writer, const std::string& name)
{
    bytes_.resize(begin_.back());
    writer.put(name + ".begin", begin_);
    writer.put(name + ".count", count_);
    writer.put(name + ".bytes", std::span<const std::uint8_t>(bytes_));
}

namespace {

/// Without a branch that depends on which number is the lower one: that cannot be guessed, and guessing wrong takes
/// longer than all the rest.
ReportList united(const ReportList& a, const ReportList& b)
{
    ReportList out(a.size() + b.size());
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t filled = 0;
    while (i < a.size() && j < b.size()) {
        const std::uint32_t left = a[i];
        const std::uint32_t right = b[j];
        out[filled++] = std::min(left, right);
        i += left <= right ? 1U : 0U;
        j += right <= left ? 1U : 0U;
    }
    const auto next = [](auto& list, std::size_t at) { return list.begin() + static_cast<std::ptrdiff_t>(at); };
    auto end = std::copy(next(a, i), a.end(), next(out, filled));
    end = std::copy(next(b, j), b.end(), end);
    out.erase(end, out.end());
    return out;
}

} // namespace

ReportList united(std::vector<ReportList> lists)
{
    std::erase_if(lists, [](const ReportList& list) { return list.empty(); });
    while (lists.size() > 1) {
        std::vector<ReportList> half;
        for (std::size_t i = 0; i + 1 < lists.size(); i += 2)
            half.push_back(united(lists[i], lists[i + 1]));
        if (lists.size() % 2 == 1)
            half.push_back(std::move(lists.back()));
        lists = std::move(half);
    }
    return lists.empty() ? ReportList() : std::move(lists.front());
}

ReportList intersected(const ReportList& a, const ReportList& b)
{
    ReportList out(std::min(a.size(), b.size()) + 1); // each is written, and kept when it is in both
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t filled = 0;
    while (i < a.size() && j < b.size()) {
        const std::uint32_t left = a[i];
        const std::uint32_t right = b[j];
        out[filled] = left;
        filled += left == right ? 1U : 0U;
        i += left <= right ? 1U : 0U;
        j += right <= left ? 1U : 0U;
    }
    out.resize(filled);
    return out;
}

} // namespace casebook
