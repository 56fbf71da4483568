// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/queue.hpp"

#include "index/ranking/ranking.hpp"
#include "query/duplicates.hpp"
#include "query/people/full_text_stage.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace casebook {

namespace {

constexpr double weight_of_rules = 10; ///< what the rules say of all records, in records that a person judged

/// When a person first judged a record, "" when nobody did, who, and at which place among her words: those of a file
/// without times are all of one second, and have an order.
struct FirstWord
{
    std::string at;
    std::string by;
    std::size_t place = 0;
    auto operator<=>(const FirstWord&) const = default;
};

/// One record of the pool, read or not.
struct QueuedRow
{
    Waiting waiting;
    FirstWord first_word;
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
    KeptVersions versions;
    std::map<std::string, std::size_t> places; ///< of words among those of who said them, as they came in
};

std::string name_of_word(const Decision& word)
{
    return word.by + "\n" + word.article + "\n" + word.at + "\n" + std::to_string(word.turn);
}

std::map<std::string, std::size_t> places_of_words(const Store& store)
{
    std::map<std::string, std::size_t> out;
    for (const std::string& who : store.people())
        for (const Decision& word : store.decisions_by(who))
            out.try_emplace(name_of_word(word), out.size());
    return out;
}

FirstWord placed(const Judge& judge, const Decision& word)
{
    const auto found = judge.places.find(name_of_word(word));
    return {word.at, word.by, found == judge.places.end() ? judge.places.size() : found->second}; // said since
}

/// The words on the record that are asked again, of this judge and this stage.
std::vector<AskedAgain> asked_here(const Store& store, const Judge& judge, const std::string& id)
{
    std::vector<AskedAgain> out = asked_again_of(store, judge.view, judge.versions, id);
    std::erase_if(out, [&](const AskedAgain& asked) { return asked.word.stage != judge.stage; });
    return out;
}

/// The decision that counts here, and when the record was first judged.
void take_decisions(const Judge& judge, const std::vector<Decision>& history, QueuedRow& out)
{
    const std::optional<Decision> said = decision_in(judge.view, history);
    if (!said || said->by == by_rules)
        return; // nobody has judged it, or all took their words back
    out.verdict = said->verdict;
    const bool elsewhere = judge.stage == Stage::title_abstract && is_of_full_text(*said); // and waits there, if at all
    if (elsewhere && said->verdict == Verdict::unclear)
        out.verdict = Verdict::include; // it passed here
    if (said->verdict == Verdict::unclear && !elsewhere) {
        out.waiting.unclear = said; // back in the queue
        if (said->by != by_conflict)
            return; // who could not say reads it again; where people differ all have read it
    }
    for (const Decision& word : history)
        if (word.by != by_rules && sees(judge.view, word.by) && word.verdict != Verdict::unclear &&
            (out.first_word.at.empty() || placed(judge, word) < out.first_word))
            out.first_word = placed(judge, word);
}

/// What tells here whether a record is judged.
std::vector<Decision> words_for(const Judge& judge, std::vector<Decision> history)
{
    return judge.stage == Stage::full_text ? at_stage(std::move(history), Stage::full_text) : history;
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
        if (whole_text &&
            !goes_to_full_text(store.whole_history(info.id), judge.view.reviewers, record_passages(article)))
            return; // by everybody's words, for who is to read on is no secret between reviewers
        QueuedRow candidate;
        candidate.waiting.id = info.id;
        candidate.waiting.rules = store.rules_decision(info.id);
        candidate.text = text_of(article);
        take_decisions(judge, words_for(judge, std::move(history)), candidate);
        candidate.waiting.asked = asked_here(store, judge, info.id);
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

/// The texts, which the matrix has in another form from then on.
std::vector<std::string> taken_texts(std::vector<QueuedRow>& all)
{
    std::vector<std::string> out;
    for (QueuedRow& candidate : all)
        out.push_back(std::exchange(candidate.text, {}));
    return out;
}

std::vector<bool> in_order_of_reading(const std::vector<QueuedRow>& all)
{
    std::vector<const QueuedRow*> judged;
    for (const QueuedRow& candidate : all)
        if (!candidate.first_word.at.empty())
            judged.push_back(&candidate);
    std::ranges::stable_sort(judged, {}, &QueuedRow::first_word);
    std::vector<bool> out;
    for (const QueuedRow* candidate : judged)
        out.push_back(candidate->verdict != Verdict::exclude); // in conflict: may be
    return out;
}

} // namespace

struct LivingQueue::Impl
{
    Impl(const Store& store_, Judge judge_)
        : store(store_),
          judge(std::move(judge_)),
          all(candidates(store, judge)),
          matrix(weigh_terms(taken_texts(all))),
          svm(matrix)
    {
        for (std::size_t row = 0; row < all.size(); ++row)
            row_of.emplace(all[row].waiting.id, row);
    }

    const Store& store;
    Judge judge;
    std::vector<QueuedRow> all;
    std::unordered_map<std::string, std::size_t> row_of;
    TermMatrix matrix;
    LinearSvm svm;
};

LivingQueue::LivingQueue(const Store& store, const std::string& by, Stage stage)
    : impl_(std::make_unique<Impl>(store,
                                   Judge{by.empty() ? store.view() : View{Whose::person, by, store.view().reviewers},
                                         stage, kept_versions(store), places_of_words(store)}))
{
}
LivingQueue::LivingQueue(LivingQueue&&) noexcept = default;
LivingQueue::~LivingQueue() = default;

void LivingQueue::look_again(const std::string& id)
{
    const auto found = impl_->row_of.find(id);
    if (found == impl_->row_of.end())
        return;
    QueuedRow& row = impl_->all[found->second];
    row.first_word = {};
    row.verdict = Verdict::unclear;
    row.waiting.unclear.reset();
    take_decisions(impl_->judge, words_for(impl_->judge, impl_->store.history(id)), row);
    row.waiting.asked = asked_here(impl_->store, impl_->judge, id);
}

std::vector<bool> LivingQueue::read() const { return in_order_of_reading(impl_->all); }
std::size_t LivingQueue::records() const { return impl_->all.size(); }

ReadingQueue LivingQueue::ranked()
{
    ReadingQueue queue;
    queue.records = impl_->all.size();
    impl_->svm.fit(weighed_examples(known_of(impl_->all, queue.by_rules_alone)));
    queue.read = read();
    for (std::size_t row = 0; row < impl_->all.size(); ++row)
        if (const QueuedRow& candidate = impl_->all[row];
            candidate.verdict == Verdict::unclear || !candidate.waiting.asked.empty()) {
            queue.waiting.push_back(candidate.waiting);
            queue.waiting.back().score = impl_->svm.score(row);
        }
    const bool criteria_alone = queue.read.empty();
    std::ranges::stable_sort(queue.waiting, {}, [&](const Waiting& waiting) {
        const bool later = waiting.unclear && waiting.asked.empty(); // somebody looked and could not say
        return std::tuple(waiting.asked.empty(), later, criteria_alone ? place_by_rules(waiting) : 0, -waiting.score);
    });
    return queue;
}

ReadingQueue reading_queue(const Store& store, const std::string& by, Stage stage)
{
    return LivingQueue(store, by, stage).ranked();
}

} // namespace casebook
