// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of report numbers by key, ascending, each number once: the first plus one and then the differences, as LEB128
// bytes (7 bits each, the low ones first).
#pragma once

#include "index/faers/columns.hpp"
#include "index/faers/large.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casebook {

using ReportList = std::vector<std::uint32_t>;

/// The lists in a mapped file.
struct Postings
{
    std::span<const std::uint64_t> begin; ///< by key, into bytes; one more than keys
    std::span<const std::uint32_t> count; ///< by key
    std::span<const std::uint8_t> bytes;

    std::size_t keys() const { return count.size(); }
    /// The list of a key. Throws Error when the bytes are damaged.
    ReportList list(std::size_t key) const;
};
Postings postings(const ColumnFile& file, const std::string& name);

/// Encodes the lists of one key after the other.
class PostingsWriter
{
public:
    /// `numbers`: in all lists, at most.
    explicit PostingsWriter(std::size_t numbers);
    /// The list of the next key, ascending; a number may stand in it twice.
    void add(std::span<const std::uint32_t> numbers);
    void put(ColumnWriter& writer, const std::string& name);

private:
    std::vector<std::uint64_t> begin_ = {0};
    std::vector<std::uint32_t> count_;
    LongColumn<std::uint8_t> bytes_;
};

/// Builds all lists at once from numbers that come in ascending order.
class PostingsBuilder
{
public:
    /// `sizes`: how often each key is going to be added, in all less than 2^32.
    explicit PostingsBuilder(const std::vector<std::uint32_t>& sizes);
    void add(std::uint32_t key, std::uint32_t report) { numbers_[next_[key]++] = report; }
    /// Has what `add` of this key writes to fetched.
    void prefetch(std::uint32_t key) const { __builtin_prefetch(numbers_.data() + next_[key], 1); }
    std::size_t keys() const { return begin_.size() - 1; }
    std::size_t size() const { return numbers_.size(); } ///< of all lists
    /// What was added, ascending; a number may stand in it twice.
    std::span<const std::uint32_t> numbers(std::size_t key) const
    {
        return {numbers_.data() + begin_[key], begin_[key + 1] - begin_[key]};
    }
    void put(ColumnWriter& writer, const std::string& name) const;

private:
    std::vector<std::uint32_t> begin_; ///< by key, into the numbers; one more than keys
    std::vector<std::uint32_t> next_;  ///< by key, where its next number goes
    LongColumn<std::uint32_t> numbers_;
};

/// The numbers in at least one of the lists.
ReportList united(std::vector<ReportList> lists);
/// The numbers in both.
ReportList intersected(const ReportList& a, const ReportList& b);

} // namespace casebook
