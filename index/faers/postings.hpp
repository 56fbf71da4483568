// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of report numbers by key, ascending, each number once: the first plus one and then the differences, as LEB128
// bytes (7 bits each, the low ones first).
#pragma once

#include "index/faers/columns.hpp"

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

/// Builds all lists at once from numbers that come in ascending order.
class PostingsBuilder
{
public:
    explicit PostingsBuilder(std::size_t keys) : size_(keys + 1, 0) {}
    void add(std::uint32_t key, std::uint32_t report)
    {
        if (reports_.empty() || reports_.back().report != report)
            reports_.push_back({report, 0});
        keys_.push_back(key);
        ++size_[key + 1];
        reports_.back().end = keys_.size();
    }
    void put(ColumnWriter& writer, const std::string& name) const;

private:
    struct Keys
    {
        std::uint32_t report;
        std::size_t end; ///< of its keys
    };
    std::vector<std::uint32_t> by_key() const;

    std::vector<std::size_t> size_; ///< behind each key, how often it was added
    std::vector<Keys> reports_;
    std::vector<std::uint32_t> keys_;
};

/// The numbers in at least one of the lists.
ReportList united(std::vector<ReportList> lists);
/// The numbers in both.
ReportList intersected(const ReportList& a, const ReportList& b);

} // namespace casebook
