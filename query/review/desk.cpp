// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/desk.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "index/ranking/stopping.hpp"
#include "query/people/correcting.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

constexpr std::size_t most_unranked = 10; ///< words, after which the order is made anew even while keys are coming
constexpr std::size_t least_read = 10;    ///< records, before which nobody can say what is left to find

std::string undo_text(const Decision& taken, const std::vector<Decision>& added)
{
    return format("Taken back: {} of {}{}.", verdict_text(taken), taken.article,
                  added.size() > 1 ? format("; {} stands again", verdict_text(added.back())) : "");
}

/// What a decision is told by, with the machine's beside it where they differ or where it was hidden.
std::string said_text(const Decision& said, const std::optional<Decision>& rules, bool blind)
{
    std::string out = format("{}: {}", said.article, verdict_text(said));
    if (rules && (blind || rules->verdict != said.verdict || rules->reason != said.reason))
        out += format("; the rules say {}", verdict_text(*rules));
    return out;
}

std::string corrected_text(const Field& field, const Correcting& done)
{
    const auto shown = [](const std::string& text) { return text.empty() ? "not reported" : text; };
    return done.warning + (done.before == done.now
                               ? format("{} confirmed: {}.", field.label, shown(done.now))
                               : format("{}: {} → {}.", field.label, shown(done.before), shown(done.now)));
}

} // namespace

ReviewDesk::ReviewDesk(Casebook& casebook, std::string who, Stage stage)
    : casebook_(casebook), who_(std::move(who)), stage_(stage), began_(utc_now()), queue_(casebook.store, who_, stage)
{
    rank();
    show_next();
}

void ReviewDesk::rank()
{
    ReadingQueue ranked = queue_.ranked();
    list_.waiting = std::move(ranked.waiting);
    read_ = std::move(ranked.read);
    unranked_ = 0;
}

Standing ReviewDesk::standing() const
{
    Standing out;
    out.who = who_;
    out.stage = stage_ == Stage::full_text ? "at full text" : "";
    out.records = queue_.records();
    out.judged = read_.size();
    out.relevant = static_cast<std::size_t>(std::ranges::count(read_, true));
    if (read_.size() >= least_read)
        out.expected = expected_missed(read_, out.records);
    out.skipped = list_.skipped.size();
    out.now = now_;
    return out;
}

std::optional<Decision> ReviewDesk::word_on(const std::string& id) const
{
    std::vector<Decision> history = casebook_.store.history(id);
    if (stage_ == Stage::full_text) // what was read in full is judged on title and abstract too
        std::erase_if(history, [](const Decision& word) { return word.stage != Stage::full_text; });
    return word_of(who_, history);
}

void ReviewDesk::show_next()
{
    const std::optional<Waiting> next = next_of(list_);
    record_ = next ? view_record(casebook_, next->id, word_on(next->id)) : RecordView{};
}

void ReviewDesk::said_of(const std::string& id)
{
    queue_.look_again(id);
    read_ = queue_.read();
    if (++unranked_ >= most_unranked)
        rank();
}

State ReviewDesk::decide(State state, const Deed& deed)
{
    Decision said{record_.id, deed.verdict, deed.reason, who_, "", deed.note, "", {}};
    said.stage = stage_;
    Store::Transaction transaction(casebook_.store);
    const std::optional<Decision> word = word_on(record_.id);
    const bool elsewhere = word && word->verdict != Verdict::unclear && word != record_.own;
    if (!elsewhere) {
        keep_version(casebook_);
        casebook_.store.add(said);
    }
    transaction.commit();
    std::string told =
        elsewhere ? format("{}: you said {} elsewhere meanwhile, and that stands.", record_.id, verdict_text(*word))
                  : said_text(said, record_.rules, state.blind);
    now_ += elsewhere ? 0U : 1U;
    settle(list_, record_.id);
    said_of(record_.id);
    show_next();
    return on_next_record(std::move(state), std::move(told));
}

State ReviewDesk::take_back(State state, bool sure)
{
    Store::Transaction transaction(casebook_.store);
    std::vector<Decision> words = undoable(casebook_.store.decisions_by(who_));
    std::erase_if(words, [&](const Decision& word) { return word.stage != stage_; });
    if (words.empty())
        return on_next_record(std::move(state), "There is no word of yours to take back.");
    const Decision last = words.back();
    if (last.at < began_ && !sure) {
        state.mode = Mode::sure;
        state.message = format("Take back your {} of {}, said on {}? z: yes, any other key: no.", verdict_text(last),
                               last.article, last.at.substr(0, 10));
        return state;
    }
    const std::vector<Decision> added = taking_back_last(words);
    for (const Decision& word : added)
        casebook_.store.add(word);
    transaction.commit();
    now_ -= std::min<std::size_t>(now_, 1);
    bring_back(list_, last.article);
    said_of(last.article);
    show_next();
    State out = on_next_record(std::move(state), undo_text(last, added));
    out.note = last.note; // may be wanted again
    return out;
}

State ReviewDesk::skip_record(State state)
{
    const std::string id = record_.id;
    skip(list_, id);
    show_next();
    return on_next_record(std::move(state), record_.id == id ? "Nothing else is left to judge." : id + ": skipped.");
}

State ReviewDesk::correct(State state, const Deed& deed)
{
    const FieldRow& row = record_.fields.at(deed.field);
    try {
        Store::Transaction transaction(casebook_.store);
        const Correcting done =
            correct_field(casebook_, {record_.id, row.case_number}, *row.field, {deed.value, who_, "", ""});
        transaction.commit();
        state.message = corrected_text(*row.field, done);
    } catch (const UsageError& e) {
        state.mode = Mode::value;
        state.line = deed.value;
        state.message = e.what();
        return state;
    }
    record_ = view_record(casebook_, record_.id, record_.own);
    return state;
}

State ReviewDesk::perform(State state, const Deed& deed)
{
    switch (deed.kind) {
    case DeedKind::none: return state;
    case DeedKind::decide: return decide(std::move(state), deed);
    case DeedKind::take_back: return take_back(std::move(state), deed.sure);
    case DeedKind::skip: return skip_record(std::move(state));
    case DeedKind::correct: return correct(std::move(state), deed);
    }
    return state;
}

} // namespace casebook::review
