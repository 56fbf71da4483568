// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duplicates.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace casebook {

namespace {

std::map<std::string, std::size_t> arrival(const Store& store)
{
    std::map<std::string, std::size_t> out;
    for (std::string& id : store.all_article_ids())
        out.emplace(std::move(id), out.size());
    return out;
}

struct KnownRecord
{
    std::string id;
    RecordKeys keys;
    bool from_pubmed = false;
    bool has_abstract = false;
    bool has_full_text = false;
    bool cases_told = false; ///< people corrected its cases, added some, or answered items of them
    std::size_t order = 0;
};

/// What makes a record the one to keep is what is in it: what people told of its cases, PubMed's record, an abstract, a
/// full text; then the first. Decisions move along when records are merged, so who judged which is no matter.
auto worth(const KnownRecord& known)
{
    return std::tuple(!known.cases_told, !known.from_pubmed, !known.has_abstract, !known.has_full_text, known.order);
}

/// What merging the one into the other would leave behind: "its abstract, its full text".
std::string lost_by_merging(const KnownRecord& merges, const KnownRecord& stays)
{
    std::vector<std::string> out;
    if (merges.from_pubmed && !stays.from_pubmed)
        out.emplace_back("PubMed's record and its PMID");
    if (merges.cases_told)
        out.emplace_back("what people told of its cases");
    if (merges.has_abstract && !stays.has_abstract)
        out.emplace_back("its abstract");
    if (merges.has_full_text && !stays.has_full_text)
        out.emplace_back("its full text");
    return join(out, ", ");
}

/// The records that share a key with another; of all others only digests are held meanwhile.
std::map<std::string, KnownRecord> known_records(const Store& store, const std::map<std::string, std::string>& merged)
{
    std::deque<std::string> ids;
    SharedKeys shared;
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        ids.push_back(info.id);
        shared.add(keys_of(article));
    });
    std::map<std::string, KnownRecord> out;
    for (const std::size_t place : shared.places()) {
        const std::string& id = ids[place];
        if (const auto article = merged.contains(id) ? std::nullopt : store.article(id))
            out[id] = {id,
                       keys_of(*article),
                       id.starts_with("pubmed:") && article->database.empty(),
                       !article->abstract.empty(),
                       false,
                       false,
                       place};
    }
    return out;
}

/// What is looked up for the few that are like another.
void look_into(const Store& store, KnownRecord& record)
{
    record.has_full_text =
        std::ranges::any_of(store.full_texts(record.id), [](const FullText& found) { return !found.passages.empty(); });
    record.cases_told = !store.corrections(record.id).empty() || !store.item_answers(record.id).empty();
}

std::vector<ProposedGroup> proposals(const Store& store, const std::map<RecordPair, Pairing>& words,
                                     const std::map<std::string, std::string>& merged)
{
    std::map<std::string, KnownRecord> known = known_records(store, merged);
    std::vector<KnownRecord*> in_order;
    for (auto& [id, record] : known)
        in_order.push_back(&record);
    std::ranges::sort(in_order, {}, &KnownRecord::order);
    std::vector<RecordKeys> keys;
    keys.reserve(in_order.size());
    for (KnownRecord* record : in_order)
        keys.push_back(std::move(record->keys)); // nobody else asks for them
    std::vector<Likeness> likenesses = find_likenesses(keys);
    std::erase_if(likenesses, [&](const Likeness& l) { return words.contains(unordered(l.first, l.second)); });
    Ties ties;
    for (const Likeness& likeness : likenesses)
        ties.tie(likeness.first, likeness.second);
    std::vector<ProposedGroup> out;
    for (auto& [root, ids] : ties.groups()) {
        for (const std::string& id : ids)
            look_into(store, known.at(id));
        std::ranges::sort(ids, {}, [&](const std::string& id) { return worth(known.at(id)); });
        ProposedGroup group{ids, {}, true, {}};
        for (const std::string& id : ids)
            if (std::string lost = lost_by_merging(known.at(id), known.at(ids.front()));
                id != ids.front() && lost != "")
                group.lost[id] = std::move(lost);
        for (const Likeness& likeness : likenesses)
            if (ties.root(likeness.first) == root) {
                group.certain &= likeness.certain;
                group.why.push_back(likeness);
            }
        group.certain &= group.lost.empty();
        out.push_back(std::move(group));
    }
    std::ranges::sort(out, {}, [&](const ProposedGroup& group) {
        return std::pair(!group.certain, known.at(group.records.front()).order);
    });
    return out;
}

std::map<std::string, std::string> merged_in(const Store& store, const std::map<RecordPair, Pairing>& words)
{
    const bool any =
        std::ranges::any_of(words, [](const auto& item) { return item.second.kinship == Kinship::duplicate; });
    return any ? merged_by(words, arrival(store)) : std::map<std::string, std::string>();
}

std::vector<std::vector<std::string>> studies_by(const std::map<RecordPair, Pairing>& words, const Store& store)
{
    const auto merged = merged_in(store, words);
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
    return merged_in(store, words_on_pairs(store.pairings()));
}

std::map<std::string, std::string> merged_records_before(const Store& store, std::string_view moment)
{
    return moment.empty() ? std::map<std::string, std::string>()
                          : merged_in(store, words_on_pairs(store.pairings(), moment));
}

std::vector<std::vector<std::string>> linked_studies(const Store& store)
{
    return studies_by(words_on_pairs(store.pairings()), store);
}

Duplicates find_duplicates(const Store& store)
{
    const std::map<RecordPair, Pairing> words = words_on_pairs(store.pairings());
    Duplicates out;
    out.merged = merged_in(store, words);
    out.studies = studies_by(words, store);
    for (const auto& [pair, word] : words)
        if (word.kinship == Kinship::different)
            out.different.push_back(word);
    out.proposed = proposals(store, words, out.merged);
    return out;
}

} // namespace casebook
