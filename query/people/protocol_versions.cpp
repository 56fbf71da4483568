// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/protocol_versions.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
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

/// What differs from a version that is kept; one that this program cannot read differs in nothing that could be told.
std::vector<PartChange> changes_since(const ProtocolVersion& version, const Casebook& casebook)
{
    const Parsed<Protocol> kept = parse_protocol(version.text);
    return kept ? differences(*kept, casebook.protocol) : std::vector<PartChange>{};
}

constexpr std::string_view screened_note = "screened_under"; ///< the checksum of the version's text

/// The version under which the rules were last run; the newest where that is not known.
std::optional<ProtocolVersion> last_screened(const Store& store)
{
    if (auto known = screened_under_which(store))
        return known;
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    return versions.empty() ? std::nullopt : std::optional(versions.back());
}

bool contains(const std::vector<std::string>& words, const std::string& word)
{
    return std::ranges::find(words, word) != words.end();
}

/// People's words on which a view's decision rests.
std::vector<Decision> words_behind(const View& view, const std::vector<Decision>& history)
{
    const auto counts = decision_in(view, history);
    if (!counts || counts->by == by_rules)
        return {};
    if (view.whose != Whose::agreed || view.reviewers < 2 || counts->adjudicated)
        return {*counts};
    std::vector<Decision> words = standing_words(history);
    std::erase_if(words, [&](const Decision& word) { return word.stage != counts->stage || word.adjudicated; });
    return words;
}

std::vector<std::string> counted_records(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<std::string> out = store.article_ids();
    std::erase_if(out, [&](const std::string& id) { return merged.contains(id); });
    return out;
}

/// What counts of each record that people judged, where the protocol asks for so many.
std::map<std::string, Decision> counting_words(const Store& store, int reviewers)
{
    std::map<std::string, Decision> out;
    for (const std::string& id : counted_records(store))
        if (auto counts = counting_decision(store.whole_history(id), reviewers); counts && counts->by != by_rules)
            out.emplace(id, std::move(*counts));
    return out;
}

std::vector<Turned> turned_between(const Store& store, int before, int now)
{
    std::vector<Turned> out;
    if (before == now)
        return out;
    const std::map<std::string, Decision> counted = counting_words(store, before);
    const std::map<std::string, Decision> counts = counting_words(store, now);
    for (const std::string& id : store.article_ids())
        if (const auto then = counted.find(id), since = counts.find(id);
            then != counted.end() && since != counts.end() && then->second.by != since->second.by)
            out.push_back({id, then->second, since->second});
    std::ranges::stable_partition(
        out, [](const Turned& one) { return one.before.by == by_conflict || one.now.by == by_conflict; });
    return out;
}

int reviewers_of(const ProtocolVersion& version, int otherwise)
{
    const Parsed<Protocol> kept = parse_protocol(version.text);
    return kept ? kept->reviewers : otherwise;
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

std::optional<ProtocolVersion> screened_under_which(const Store& store)
{
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    const std::string known = store.note(screened_note);
    const auto found = std::find_if(versions.rbegin(), versions.rend(), [&](const ProtocolVersion& version) {
        return !known.empty() && sha256(version.text) == known;
    });
    return found == versions.rend() ? std::nullopt : std::optional(*found);
}

void remember_screened(Store& store, const ProtocolVersion& version)
{
    store.set_note(screened_note, sha256(version.text));
}

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

KeptVersions kept_versions(const Store& store)
{
    KeptVersions out{store.protocol_versions(), {}};
    for (const ProtocolVersion& version : out.all) {
        const Parsed<Protocol> read = parse_protocol(version.text);
        out.reasons.push_back(read ? read->exclude : std::vector<std::string>{});
    }
    return out;
}

std::optional<AskedAgain> asked_again(const KeptVersions& versions, const std::vector<Decision>& history,
                                      const Decision& word)
{
    if (versions.all.size() < 2 || word.by == by_rules)
        return std::nullopt;
    const std::size_t version = version_at(versions.all, word.at);
    if (version + 1 == versions.all.size())
        return std::nullopt;
    const Decision* then = nullptr;
    const Decision* now = nullptr;
    for (const Decision& decision : history)
        if (decision.by == by_rules) {
            then = decision.at <= word.at ? &decision : then;
            now = &decision;
        }
    const std::vector<std::string>& reasons_now = versions.reasons.back();
    AskedAgain out{word.article, word, then == nullptr ? "" : verdict_text(*then),
                   now == nullptr ? "" : verdict_text(*now)};
    out.reason_gone = word.verdict == Verdict::exclude && contains(versions.reasons[version], word.reason) &&
                      !reasons_now.empty() && !contains(reasons_now, word.reason);
    const bool turned = then != nullptr && !says_the_same(*then, *now) && now->verdict != word.verdict;
    return turned || out.reason_gone ? std::optional(out) : std::nullopt;
}

std::vector<AskedAgain> asked_again_in(const View& view, const KeptVersions& versions,
                                       const std::vector<Decision>& history)
{
    std::vector<AskedAgain> out;
    for (const Decision& word : words_behind(view, history))
        if (auto asked = asked_again(versions, history, word))
            out.push_back(std::move(*asked));
    return out;
}

std::vector<AskedAgain> asked_again_of(const Store& store, const View& view, const KeptVersions& versions,
                                       const std::string& article)
{
    if (versions.all.size() < 2 || view.whose == Whose::machine)
        return {};
    const View what_counts{Whose::agreed, "", view.reviewers};
    std::vector<AskedAgain> out = asked_again_in(what_counts, versions, store.whole_history(article));
    std::erase_if(out, [&](const AskedAgain& asked) { return !sees(view, asked.word.by); });
    for (AskedAgain& asked : out)
        asked.article = article; // not a record that was merged into it
    return out;
}

bool is_asked_again(const Store& store, const KeptVersions& versions, const Decision& said)
{
    const auto asked = asked_again_of(store, store.view(), versions, said.article);
    return std::ranges::any_of(asked, [&](const AskedAgain& one) { return of_one_place(one.word, said); });
}

bool is_hidden(const AskedAgain& asked, int reviewers) { return reviewers > 1 && !asked.word.adjudicated; }

std::string asked_text(const AskedAgain& asked, bool hidden)
{
    if (hidden)
        return format("a word of {} under an older protocol", asked.word.by);
    return format("{} said {} under an older protocol, {}", asked.word.by, verdict_text(asked.word),
                  asked.reason_gone ? "which excluded for that reason; it is no reason now"
                                    : "when the rules said " + asked.rules_then);
}

std::vector<AskedAgain> all_asked_again(const Store& store)
{
    const KeptVersions versions = kept_versions(store);
    std::vector<AskedAgain> out;
    if (versions.all.size() < 2)
        return out;
    for (const std::string& id : counted_records(store))
        for (AskedAgain& asked : asked_again_of(store, store.view(), versions, id))
            out.push_back(std::move(asked));
    return out;
}

void keep_version(Casebook& casebook)
{
    const std::vector<ProtocolVersion> held = casebook.store.protocol_versions();
    if (!held.empty() && changes_since(held.back(), casebook).empty())
        return;
    const std::string text = read_file(casebook.request.protocol());
    const Parsed<Protocol> now = parse_protocol(text); // somebody may be editing what this command goes by
    if (now && differences(*now, casebook.protocol).empty())
        casebook.store.keep_protocol({"", text});
}

std::optional<ProtocolTurn> screened_under(Casebook& casebook, const std::function<void()>& screen)
{
    const auto since = last_screened(casebook.store);
    const std::vector<PartChange> changes = since ? changes_since(*since, casebook) : std::vector<PartChange>{};
    const std::map<std::string, Decision> before =
        changes.empty() ? std::map<std::string, Decision>() : rules_words(casebook.store);
    {
        Store::Transaction transaction(casebook.store); // nobody keeps the same version between our look and our word
        keep_version(casebook);
        transaction.commit();
    }
    screen();
    if (const auto versions = casebook.store.protocol_versions(); !versions.empty())
        remember_screened(casebook.store, versions.back());
    if (changes.empty())
        return std::nullopt;
    const int reviewers = casebook.protocol.reviewers;
    ProtocolTurn turn{since->at,
                      changes,
                      {},
                      turned_between(casebook.store, reviewers_of(*since, reviewers), reviewers),
                      all_asked_again(casebook.store)};
    for (const std::string& id : counted_records(casebook.store)) {
        const auto found = before.find(id);
        const auto now = casebook.store.rules_decision(id);
        if (found != before.end() && now && !says_the_same(found->second, *now))
            turn.flips.push_back({id, found->second, *now});
    }
    return turn;
}

} // namespace casebook
