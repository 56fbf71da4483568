// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queue.hpp"

#include "index/ranking/ranking.hpp"
#include "query/duplicates.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace casebook {

namespace {

constexpr double weight_of_rules = 10; ///< what the rules say of all records, in records that a person judged

/// One record of the pool, read or not.
struct QueuedRow
{
    Waiting waiting;
    std::string first_word; ///< when a person first judged it; "" when nobody did
    Verdict verdict = Verdict::unclear;
    std::string text;
};

std::string text_of(const Article& article)
{
    std::string out = article.title.text + " " + abstract_text(article);
    for (const MeshHeading& heading : article.mesh) {
        out += " . " + heading.name;
        for (const Qualifier& qualifier : heading.qualifiers)
            out += " . " + heading.name + " " + qualifier.name;
    }
    for (const PublicationType& type : article.publication_types)
        out += " . " + type.name;
    for (const std::string& word : article.keywords)
        out += " . " + word;
    return out;
}

/// Whose queue it is, and at which stage.
struct Judge
{
    View view;
    Stage stage = Stage::title_abstract;
    std::vector<ProtocolVersion> versions;
};

std::vector<Decision> at_stage(std::vector<Decision> history, Stage stage)
{
    std::erase_if(history,
                  [&](const Decision& decision) { return decision.by != by_rules && decision.stage != stage; });
    return history;
}

/// Whether title and abstract did not exclude it.
bool goes_to_full_text(const std::vector<Decision>& history, int reviewers)
{
    const auto decision = counting_decision(at_stage(history, Stage::title_abstract), reviewers);
    return decision && (decision->verdict == Verdict::include ||
                        (decision->verdict == Verdict::unclear && decision->by != by_rules));
}

/// The decision that counts here, and when the record was first judged.
void take_decisions(const Judge& judge, const std::vector<Decision>& history, QueuedRow& out)
{
    const std::optional<Decision> said = decision_in(judge.view, history);
    if (!said || said->by == by_rules)
        return; // nobody has judged it, or all took their words back
    out.verdict = said->verdict;
    if (said->verdict == Verdict::unclear) {
        out.waiting.unclear = said; // back in the queue
        return;
    }
    out.waiting.asked = asked_again(judge.versions, history, *said);
    for (const Decision& word : history)
        if (word.by != by_rules && sees(judge.view, word.by) && word.verdict != Verdict::unclear &&
            (out.first_word.empty() || word.at < out.first_word))
            out.first_word = word.at;
}

std::vector<QueuedRow> candidates(const Store& store, const Judge& judge)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    const bool whole_text = judge.stage == Stage::full_text;
    std::vector<QueuedRow> out;
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (info.deleted || merged.contains(info.id))
            return;
        std::vector<Decision> history = store.history(info.id);
        if (whole_text && !goes_to_full_text(history, judge.view.reviewers))
            return;
        QueuedRow candidate;
        candidate.waiting.id = info.id;
        candidate.waiting.rules = store.rules_decision(info.id);
        candidate.text = text_of(article);
        take_decisions(judge, whole_text ? at_stage(std::move(history), Stage::full_text) : history, candidate);
        out.push_back(std::move(candidate));
    });
    return out;
}

/// 0 for what the rules include, 1 for what they leave open, 2 for what they exclude.
int place_by_rules(const Waiting& waiting)
{
    constexpr std::array<int, 3> places = {1, 0, 2}; // in the order of Verdict
    return waiting.rules ? places[static_cast<std::size_t>(waiting.rules->verdict)] : 1;
}

/// What is known of each row: people's words, and beside them the rules' on rows that nobody judged.
std::vector<JudgedRow> known_of(const std::vector<QueuedRow>& all, std::size_t& by_rules_alone)
{
    std::vector<JudgedRow> said, ruled;
    for (std::size_t row = 0; row < all.size(); ++row) {
        const std::optional<Decision>& rules = all[row].waiting.rules;
        if (all[row].verdict != Verdict::unclear)
            said.push_back({row, all[row].verdict == Verdict::include});
        else if (rules && rules->verdict != Verdict::unclear)
            ruled.push_back({row, rules->verdict == Verdict::include});
    }
    by_rules_alone = ruled.size();
    for (JudgedRow& known : ruled)
        known.weight = std::min(1.0, weight_of_rules / static_cast<double>(ruled.size()));
    said.insert(said.end(), ruled.begin(), ruled.end());
    return said;
}

void score(std::vector<QueuedRow>& all, ReadingQueue& queue)
{
    std::vector<std::string> texts;
    for (QueuedRow& candidate : all)
        texts.push_back(std::move(candidate.text));
    const TermMatrix matrix = weigh_terms(texts);
    LinearSvm svm(matrix);
    svm.fit(weighed_examples(known_of(all, queue.by_rules_alone)));
    for (std::size_t row = 0; row < all.size(); ++row)
        all[row].waiting.score = svm.score(row);
}

std::vector<bool> in_order_of_reading(std::vector<QueuedRow> all)
{
    std::erase_if(all, [](const QueuedRow& candidate) { return candidate.first_word.empty(); });
    std::ranges::stable_sort(all, {}, [](const QueuedRow& candidate) {
        return std::pair(candidate.first_word, candidate.verdict == Verdict::include);
    });
    std::vector<bool> out;
    for (const QueuedRow& candidate : all)
        out.push_back(candidate.verdict == Verdict::include);
    return out;
}

} // namespace

ReadingQueue reading_queue(const Store& store, const std::string& by, Stage stage)
{
    const View view = by.empty() ? store.view() : View{Whose::person, by, store.view().reviewers};
    const Judge judge{view, stage, store.protocol_versions()};
    std::vector<QueuedRow> all = candidates(store, judge);
    ReadingQueue queue;
    queue.records = all.size();
    score(all, queue);
    queue.read = in_order_of_reading(all);
    for (QueuedRow& candidate : all)
        if (candidate.verdict == Verdict::unclear || candidate.waiting.asked)
            queue.waiting.push_back(std::move(candidate.waiting));
    const bool criteria_alone = queue.read.empty();
    std::ranges::stable_sort(queue.waiting, {}, [&](const Waiting& waiting) {
        return std::tuple(!waiting.asked, criteria_alone ? place_by_rules(waiting) : 0, -waiting.score);
    });
    return queue;
}

} // namespace casebook
