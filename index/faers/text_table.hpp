// SPDX-License-Identifier: GPL-3.0-or-later
// Texts numbered in the order in which they are first met.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

class TextTable
{
public:
    TextTable() = default;
    TextTable(TextTable&&) = default;
    TextTable& operator=(TextTable&&) = default;
    TextTable(const TextTable&) = delete; // the views would look into the other one
    TextTable& operator=(const TextTable&) = delete;

    std::uint32_t id(std::string_view text)
    {
        if (const auto found = ids_.find(text); found != ids_.end())
            return found->second;
        const auto next = static_cast<std::uint32_t>(texts_.size());
        ids_.emplace(texts_.emplace_back(text), next);
        return next;
    }
    std::size_t size() const { return texts_.size(); }
    const std::string& operator[](std::uint32_t id) const { return texts_[id]; }
    std::vector<std::string> texts() const { return {texts_.begin(), texts_.end()}; }

private:
    std::deque<std::string> texts_; // never moves a text, so that the views below stay good
    std::unordered_map<std::string_view, std::uint32_t> ids_;
};

/// The rank of each text in byte order, by its number: ranks order as texts do.
std::vector<std::uint32_t> ranks(const TextTable& table);
/// The texts in that order.
std::vector<std::string> sorted_texts(const TextTable& table);

} // namespace casebook
