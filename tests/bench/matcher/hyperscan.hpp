// SPDX-License-Identifier: GPL-3.0-or-later
// Hyperscan (or Vectorscan) looking for many terms at once. Built only where the library is at hand, never for the
// product.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace casebook {

/// Bytes [first, second) of a text.
using Stretch = std::pair<std::uint32_t, std::uint32_t>;

class Hyperscan
{
public:
    /// The release, "" where this program was built without it.
    static std::string version();

    /// Literals without regard to case: its quickest way. Throws std::runtime_error.
    explicit Hyperscan(std::vector<std::string> terms);
    ~Hyperscan();
    Hyperscan(const Hyperscan&) = delete;
    Hyperscan& operator=(const Hyperscan&) = delete;

    /// The whole words among its matches, from left to right the longest, none overlapping another.
    std::vector<Stretch> find(const std::string& text) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
