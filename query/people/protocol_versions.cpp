// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/protocol_versions.hpp"

#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "query/duplicates.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace casebook {

namespace {

using PartWords = std::vector<std::string>;

/// Each term, and each synonym with its term.
PartWords term_words(const Protocol& protocol)
{
    PartWords out;
    for (const EventTerm& term : protocol.event.terms) {
        out.push_back(term.term);
        for (const std::string& synonym : term.synonyms)
            out.push_back(term.term + " = " + synonym);
    }
    return out;
}

struct Part
{
    std::string_view name;
    PartWords (*words)(const Protocol&);
    bool ordered = false;
};

constexpr std::array<Part, 12> protocol_parts = {{
    {"search.pubmed", [](const Protocol& p) { return PartWords{p.pubmed_search}; }},
    {"search.europepmc",
     [](const Protocol& p) { return p.europepmc_search.empty() ? PartWords{} : PartWords{p.europepmc_search}; }},
    {"drug.name", [](const Protocol& p) { return PartWords{p.drug.name}; }},
    {"drug.synonyms", [](const Protocol& p) { return p.drug.synonyms; }},
    {"drug.brands", [](const Protocol& p) { return p.drug.brands; }},
    {"drug.not", [](const Protocol& p) { return p.drug.not_this; }},
    {"event.name", [](const Protocol& p) { return PartWords{p.event.name}; }},
    {"event.terms", term_words},
    {"event.not", [](const Protocol& p) { return p.event.not_this; }},
    {"include", [](const Protocol& p) { return p.include; }},
    {"exclude", [](const Protocol& p) { return p.exclude; }, true},
    {"reviewers", [](const Protocol& p) { return PartWords{std::to_string(p.reviewers)}; }},
}};

PartWords without(PartWords words, const PartWords& others)
{
    std::erase_if(words, [&](const std::string& word) { return std::ranges::find(others, word) != others.end(); });
    return words;
}

/// The version in force at a moment; the first for what is older than all.
std::size_t version_at(const std::vector<ProtocolVersion>& versions, const std::string& moment)
{
    std::size_t out = 0;
    for (std::size_t i = 0; i < versions.size(); ++i)
        if (versions[i].at <= moment)
            out = i;
    return out;
}

/// What differs from the newest version that is kept; nothing where none is. A version that this program cannot read
/// differs in nothing that could be told.
std::optional<std::vector<PartChange>> since_newest(const Casebook& casebook)
{
    const std::vector<ProtocolVersion> versions = casebook.store.protocol_versions();
    if (versions.empty())
        return std::nullopt;
    const Parsed<Protocol> newest = parse_protocol(versions.back().text);
    return newest ? differences(*newest, casebook.protocol) : std::vector<PartChange>{};
}

std::vector<std::string> counted_records(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<std::string> out = store.article_ids();
    std::erase_if(out, [&](const std::string& id) { return merged.contains(id); });
    return out;
}

std::map<std::string, Decision> rules_words(const Store& store)
{
    std::map<std::string, Decision> out;
    for (const std::string& id : counted_records(store))
        if (auto decision = store.rules_decision(id))
            out.emplace(id, std::move(*decision));
    return out;
}

} // namespace

std::vector<PartChange> differences(const Protocol& before, const Protocol& after)
{
    std::vector<PartChange> out;
    for (const Part& part : protocol_parts) {
        const PartWords old = part.words(before);
        const PartWords now = part.words(after);
        PartChange change{part.name, without(now, old), without(old, now), false};
        change.reordered = part.ordered && change.added.empty() && change.removed.empty() && old != now;
        if (!change.added.empty() || !change.removed.empty() || change.reordered)
            out.push_back(std::move(change));
    }
    return out;
}

std::optional<AskedAgain> asked_again(const std::vector<ProtocolVersion>& versions,
                                      const std::vector<Decision>& history, const Decision& word)
{
    if (versions.size() < 2 || version_at(versions, word.at) + 1 == versions.size())
        return std::nullopt;
    const Decision* then = nullptr;
    const Decision* now = nullptr;
    for (const Decision& decision : history)
        if (decision.by == by_rules) {
            then = decision.at <= word.at ? &decision : then;
            now = &decision;
        }
    if (then == nullptr || says_the_same(*then, *now) || now->verdict == word.verdict)
        return std::nullopt;
    return AskedAgain{word.article, word, verdict_text(*then), verdict_text(*now)};
}

std::vector<AskedAgain> all_asked_again(const Store& store)
{
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    std::vector<AskedAgain> out;
    if (versions.size() < 2)
        return out;
    for (const std::string& id : counted_records(store)) {
        const std::vector<Decision> history = store.history(id);
        const auto word = decision_in(store.view(), history);
        if (!word || word->by == by_rules)
            continue;
        if (auto asked = asked_again(versions, history, *word)) {
            asked->article = id;
            out.push_back(std::move(*asked));
        }
    }
    return out;
}

void keep_version(Casebook& casebook)
{
    const auto changes = since_newest(casebook);
    if (changes && changes->empty())
        return;
    const std::string text = read_file(casebook.request.protocol()); // another session may have kept it meanwhile
    const std::vector<ProtocolVersion> held = casebook.store.protocol_versions();
    if (held.empty() || held.back().text != text)
        casebook.store.keep_protocol({"", text});
}

std::optional<ProtocolTurn> screened_under(Casebook& casebook, const std::function<void()>& screen)
{
    const auto changes = since_newest(casebook);
    const bool is_new = changes && !changes->empty();
    const std::map<std::string, Decision> before =
        is_new ? rules_words(casebook.store) : std::map<std::string, Decision>();
    const std::string since = is_new ? casebook.store.protocol_versions().back().at : "";
    keep_version(casebook);
    screen();
    if (!is_new)
        return std::nullopt;
    ProtocolTurn turn{since, *changes, {}, all_asked_again(casebook.store)};
    for (const std::string& id : counted_records(casebook.store)) {
        const auto found = before.find(id);
        const auto now = casebook.store.rules_decision(id);
        if (found != before.end() && now && !says_the_same(found->second, *now))
            turn.flips.push_back({id, found->second, *now});
    }
    return turn;
}

} // namespace casebook
