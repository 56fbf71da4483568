// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duplicates.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace casebook {

namespace {

using RecordPair = std::pair<std::string, std::string>;

RecordPair unordered(const std::string& a, const std::string& b) { return a < b ? RecordPair{a, b} : RecordPair{b, a}; }

/// The newest word on each pair, of those before a moment when one is given.
std::map<RecordPair, Pairing> words_on_pairs(const Store& store, std::string_view before = "")
{
    std::map<RecordPair, Pairing> out;
    for (const Pairing& pairing : store.pairings())
        if (before.empty() || pairing.at < before)
            out.insert_or_assign(unordered(pairing.first, pairing.second), pairing);
    std::erase_if(out, [](const auto& item) { return item.second.kinship == Kinship::open; });
    return out;
}

/// Groups of things that are tied to each other.
class Ties
{
public:
    void tie(const std::string& a, const std::string& b) { above_[root(a)] = root(b); }

    std::string root(const std::string& id)
    {
        std::string& above = above_.try_emplace(id, id).first->second;
        if (above == id)
            return id;
        const std::string top = root(std::string(above));
        above_[id] = top;
        return top;
    }

    std::map<std::string, std::vector<std::string>> groups()
    {
        std::map<std::string, std::vector<std::string>> out;
        std::vector<std::string> ids;
        for (const auto& [id, above] : above_)
            ids.push_back(id);
        for (const std::string& id : ids)
            out[root(id)].push_back(id);
        return out;
    }

private:
    std::map<std::string, std::string> above_;
};

std::map<std::string, std::size_t> arrival(const Store& store)
{
    std::map<std::string, std::size_t> out;
    for (std::string& id : store.all_article_ids())
        out.emplace(std::move(id), out.size());
    return out;
}

/// Of a merged group the record stays that nobody merged into another; should people have gone in a circle, the one
/// that came first.
std::string staying(const std::vector<std::string>& group, const std::set<std::string>& seconds,
                    const std::map<std::string, std::size_t>& order)
{
    const auto rank = [&](const std::string& id) { return std::pair(seconds.contains(id), order.at(id)); };
    return *std::ranges::min_element(group, {}, rank);
}

struct KnownRecord
{
    std::string id;
    RecordKeys keys;
    bool from_pubmed = false;
    bool has_abstract = false;
    bool decided = false; ///< by a person
    std::size_t order = 0;
};

/// What makes a record the one to keep: a person's decision, then PubMed's, then one with an abstract, then the first.
auto worth(const KnownRecord& known)
{
    return std::tuple(!known.decided, !known.from_pubmed, !known.has_abstract, known.order);
}

std::map<std::string, KnownRecord> known_records(const Store& store, const std::map<std::string, std::string>& merged)
{
    std::map<std::string, KnownRecord> out;
    std::size_t order = 0;
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (!merged.contains(info.id))
            out[info.id] = {info.id,
                            keys_of(article),
                            info.id.starts_with("pubmed:") && article.database.empty(),
                            !article.abstract.empty(),
                            false,
                            order++};
    });
    return out;
}

std::vector<ProposedGroup> proposals(const Store& store, const std::map<RecordPair, Pairing>& words,
                                     const std::map<std::string, std::string>& merged)
{
    std::map<std::string, KnownRecord> known = known_records(store, merged);
    std::vector<const KnownRecord*> in_order;
    for (const auto& [id, record] : known)
        in_order.push_back(&record);
    std::ranges::sort(in_order, {}, &KnownRecord::order);
    std::vector<RecordKeys> keys;
    for (const KnownRecord* record : in_order)
        keys.push_back(record->keys);
    std::vector<Likeness> likenesses = find_likenesses(keys);
    std::erase_if(likenesses, [&](const Likeness& l) { return words.contains(unordered(l.first, l.second)); });
    Ties ties;
    for (const Likeness& likeness : likenesses) {
        ties.tie(likeness.first, likeness.second);
        for (const std::string& id : {likeness.first, likeness.second}) {
            const auto decision = store.current_decision(id);
            known.at(id).decided = decision && decision->by != by_rules;
        }
    }
    std::vector<ProposedGroup> out;
    for (auto& [root, ids] : ties.groups()) {
        std::ranges::sort(ids, {}, [&](const std::string& id) { return worth(known.at(id)); });
        ProposedGroup group{ids, {}, true};
        for (const Likeness& likeness : likenesses)
            if (ties.root(likeness.first) == root) {
                group.certain &= likeness.certain;
                group.why.push_back(likeness);
            }
        out.push_back(std::move(group));
    }
    std::ranges::sort(out, {}, [&](const ProposedGroup& group) {
        return std::pair(!group.certain, known.at(group.records.front()).order);
    });
    return out;
}

std::map<std::string, std::string> merged_by(const std::map<RecordPair, Pairing>& words, const Store& store)
{
    Ties ties;
    std::set<std::string> seconds;
    for (const auto& [pair, word] : words)
        if (word.kinship == Kinship::duplicate) {
            ties.tie(word.first, word.second);
            seconds.insert(word.second);
        }
    std::map<std::string, std::string> out;
    if (seconds.empty())
        return out;
    const auto order = arrival(store);
    for (const auto& [root, ids] : ties.groups()) {
        const std::string stays = staying(ids, seconds, order);
        for (const std::string& id : ids)
            if (id != stays)
                out[id] = stays;
    }
    return out;
}

std::vector<std::vector<std::string>> studies_by(const std::map<RecordPair, Pairing>& words, const Store& store)
{
    const auto merged = merged_by(words, store);
    const auto counted = [&](const std::string& id) {
        const auto found = merged.find(id);
        return found == merged.end() ? id : found->second;
    };
    Ties ties;
    for (const auto& [pair, word] : words)
        if (word.kinship == Kinship::same_study && counted(word.first) != counted(word.second))
            ties.tie(counted(word.first), counted(word.second));
    std::vector<std::vector<std::string>> out;
    const auto order = arrival(store);
    for (auto& [root, ids] : ties.groups()) {
        std::ranges::sort(ids, {}, [&](const std::string& id) { return order.at(id); });
        out.push_back(std::move(ids));
    }
    return out;
}

} // namespace

std::map<std::string, std::string> merged_records(const Store& store)
{
    return merged_by(words_on_pairs(store), store);
}

std::map<std::string, std::string> merged_records_before(const Store& store, std::string_view moment)
{
    return moment.empty() ? std::map<std::string, std::string>() : merged_by(words_on_pairs(store, moment), store);
}

std::vector<std::vector<std::string>> linked_studies(const Store& store)
{
    return studies_by(words_on_pairs(store), store);
}

Duplicates find_duplicates(const Store& store)
{
    const std::map<RecordPair, Pairing> words = words_on_pairs(store);
    Duplicates out;
    out.merged = merged_by(words, store);
    out.studies = studies_by(words, store);
    for (const auto& [pair, word] : words)
        if (word.kinship == Kinship::different)
            out.different.push_back(word);
    out.proposed = proposals(store, words, out.merged);
    return out;
}

} // namespace casebook
