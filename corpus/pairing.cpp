// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/pairing.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

std::string staying(const std::vector<std::string>& group, const std::set<std::string>& seconds,
                    const std::map<std::string, std::size_t>& order)
{
    const auto rank = [&](const std::string& id) { return std::pair(seconds.contains(id), order.at(id)); };
    return *std::ranges::min_element(group, {}, rank);
}

} // namespace

RecordPair unordered(const std::string& a, const std::string& b) { return a < b ? RecordPair{a, b} : RecordPair{b, a}; }

std::map<RecordPair, Pairing> words_on_pairs(const std::vector<Pairing>& pairings, std::string_view before)
{
    std::map<RecordPair, Pairing> out;
    for (const Pairing& pairing : pairings)
        if (before.empty() || pairing.at < before)
            out.insert_or_assign(unordered(pairing.first, pairing.second), pairing);
    std::erase_if(out, [](const auto& item) { return item.second.kinship == Kinship::open; });
    return out;
}

std::string Ties::root(const std::string& id)
{
    std::string& above = above_.try_emplace(id, id).first->second;
    if (above == id)
        return id;
    std::string top = root(std::string(above));
    above_[id] = top;
    return top;
}

std::map<std::string, std::vector<std::string>> Ties::groups()
{
    std::map<std::string, std::vector<std::string>> out;
    std::vector<std::string> ids;
    for (const auto& [id, above] : above_)
        ids.push_back(id);
    for (const std::string& id : ids)
        out[root(id)].push_back(id);
    return out;
}

std::map<std::string, std::string> merged_by(const std::map<RecordPair, Pairing>& words,
                                             const std::map<std::string, std::size_t>& order)
{
    Ties ties;
    std::set<std::string> seconds;
    for (const auto& [pair, word] : words)
        if (word.kinship == Kinship::duplicate) {
            ties.tie(word.first, word.second);
            seconds.insert(word.second);
        }
    std::map<std::string, std::string> out;
    for (const auto& [root, ids] : ties.groups()) {
        const std::string stays = staying(ids, seconds, order);
        for (const std::string& id : ids)
            if (id != stays)
                out[id] = stays;
    }
    return out;
}

} // namespace casebook
