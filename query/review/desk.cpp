// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/desk.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "index/ranking/stopping.hpp"
#include "query/people.hpp"
#include "query/people/agreement.hpp"
#include "query/people/correcting.hpp"
#include "query/people/deciding.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

constexpr std::size_t most_unranked = 10; ///< words, after which the order is made anew even while keys are coming
constexpr std::string_view protocol_changed =
    "protocol.json was changed meanwhile; you see the new criteria now. Your word was not kept: say it again.";
constexpr std::size_t least_read = 10; ///< records, before which nobody can say what is left to find

std::string undo_text(const Decision& taken, const std::optional<Decision>& now)
{
    return format("Taken back: {} of {}{}.", verdict_text(taken), taken.article,
                  now && now->stage == taken.stage
                      ? format("; {}, said on {}, stands again", verdict_text(*now), now->at.substr(0, 10))
                      : "");
}

/// What a decision is told by, with the machine's beside it where they differ or where it was hidden.
std::string said_text(const Decision& said, const std::optional<Decision>& rules, bool blind)
{
    std::string out = format("{}: {}", said.article, verdict_text(said));
    if (rules && (blind || rules->verdict != said.verdict || rules->reason != said.reason))
        out += format("; the rules say {}", verdict_text(*rules));
    return out;
}

std::string why_again(const AskedAgain& asked)
{
    return (asked.reason_gone ? format("{} is no reason for exclusion any more", asked.word.reason)
                              : std::string("under the changed protocol the rules read it otherwise than then")) +
           (asked.word.adjudicated ? "; your word had settled it, and so does the next" : "");
}

/// Why a conflict is none any more; `words` are those that stand.
std::string no_conflict_text(const std::string& id, const std::vector<Decision>& words, Stage stage)
{
    const auto last = std::find_if(words.rbegin(), words.rend(),
                                   [&](const Decision& word) { return word.adjudicated && word.stage == stage; });
    const std::string why = last == words.rend()
                                ? "for somebody said another word meanwhile"
                                : format("for {} settled it meanwhile: {}", last->by, verdict_text(*last));
    return format("{}: no conflict any more, {}; your word was not kept.", id, why);
}

std::string corrected_text(const Field& field, const Correcting& done)
{
    const auto shown = [](const std::string& text) { return text.empty() ? "not reported" : text; };
    return done.warning + (done.before == done.now
                               ? format("{} confirmed: {}.", field.label, shown(done.now))
                               : format("{}: {} → {}.", field.label, shown(done.before), shown(done.now)));
}

} // namespace

View view_of_session(const Protocol& protocol, const std::string& who, Purpose purpose)
{
    return purpose == Purpose::judge ? reviewers_view(who, protocol) : View{Whose::agreed, "", protocol.reviewers};
}

ReviewDesk::ReviewDesk(Casebook& casebook, std::string who, Stage stage, Purpose purpose)
    : casebook_(casebook),
      who_(std::move(who)),
      stage_(stage),
      purpose_(purpose),
      protocol_text_(read_file(casebook.request.protocol())),
      pile_(purpose == Purpose::judge ? pile_to_judge(casebook.store, who_, stage)
                                      : pile_to_settle(casebook.store, stage))
{
    if (purpose == Purpose::settle)
        values_.emplace(casebook.store);
    rank();
    show_next();
}

void ReviewDesk::rank()
{
    list_.waiting = pile_->waiting();
    if (purpose_ == Purpose::settle)
        list_.settled.clear(); // what is open again is settled again
    if (values_ && list_.waiting.empty() && values_->left() == 0)
        values_->look_again();
    read_ = pile_->read();
    unranked_ = 0;
}

Standing ReviewDesk::standing() const
{
    Standing out;
    out.who = who_;
    out.stage = stage_ == Stage::full_text ? "at full text" : "";
    out.settles = purpose_ == Purpose::settle;
    out.records = pile_->records() + (values_ ? values_->left() + values_->settled() : 0);
    out.judged = read_.size() + (values_ ? values_->settled() : 0);
    out.relevant = static_cast<std::size_t>(std::ranges::count(read_, true));
    if (read_.size() >= least_read && !out.settles)
        out.expected = expected_missed(read_, out.records);
    out.skipped = list_.skipped.size();
    for (const Waiting& waiting : list_.waiting)
        out.asked += list_.settled.contains(waiting.id) ? 0U : waiting.asked.size();
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
    asked_ = next && !next->asked.empty() ? std::optional(next->asked.front()) : std::nullopt;
    record_ = next ? record_of(next->id) : RecordView{};
    if (!next && values_ && values_->next())
        show_disputed();
}

RecordView ReviewDesk::record_of(const std::string& id) const
{
    if (purpose_ == Purpose::judge) {
        RecordView out = view_record(casebook_, id, word_on(id));
        out.why_again = asked_ ? why_again(*asked_) : "";
        return out;
    }
    RecordView out = view_record(casebook_, id, std::nullopt);
    out.words = unsettled_words(casebook_.store.whole_history(id), stage_);
    return out;
}

void ReviewDesk::said_of(const std::string& id)
{
    pile_->look_again(id);
    read_ = pile_->read();
    if (++unranked_ >= most_unranked || purpose_ == Purpose::settle)
        rank();
}

/// Whether somebody changed protocol.json since the session read it; it is read anew. One that cannot be read now, as
/// while it is being edited, is left for later.
bool ReviewDesk::has_new_protocol()
{
    try {
        std::string text = read_file(casebook_.request.protocol());
        if (text == protocol_text_)
            return false;
        Parsed<Protocol> now = parse_protocol(text);
        if (!now)
            return false;
        protocol_text_ = std::move(text);
        const bool differs = !differences(casebook_.protocol, *now).empty();
        casebook_.protocol = std::move(*now);
        casebook_.store.set_view(view_of_session(casebook_.protocol, who_, purpose_));
        protocol_turns_ += differs ? 1U : 0U;
        return differs;
    } catch (const Error&) {
        return false;
    }
}

State ReviewDesk::decide(State state, const Deed& deed)
{
    Decision said{record_.id, deed.verdict, deed.reason, who_, "", deed.note, "", {}};
    said.stage = stage_;
    Store::Transaction transaction(casebook_.store);
    if (has_new_protocol()) {
        state.message = std::string(protocol_changed);
        return state;
    }
    const std::optional<Decision> word = word_on(record_.id);
    const bool elsewhere = word && word->verdict != Verdict::unclear && word != record_.own;
    std::optional<Decision> settled = settled_decision(said, standing_words(casebook_.store.whole_history(record_.id)));
    if (asked_ && settled == asked_->word) { // what settled it is said anew, and settles it
        said.adjudicated = true;
        settled.reset();
    }
    if (!elsewhere) {
        keep_version(casebook_);
        casebook_.store.add(said);
    }
    transaction.commit();
    std::string told =
        elsewhere
            ? format("{}: you said {} elsewhere meanwhile, and that stands.", record_.id, verdict_text(*word))
            : said_text(said, record_.rules, state.blind) + (settled ? ". " + settled_decision_text(*settled) : "");
    return go_on(std::move(state), std::move(told), !elsewhere);
}

State ReviewDesk::settle_conflict(State state, const Deed& deed)
{
    Decision said{record_.id, deed.verdict, deed.reason, who_, "", deed.note, "", {}};
    said.stage = stage_;
    said.adjudicated = true;
    Store::Transaction transaction(casebook_.store);
    if (has_new_protocol()) {
        state.message = std::string(protocol_changed);
        return state;
    }
    const bool open = !unsettled_words(casebook_.store.whole_history(record_.id), stage_).empty();
    if (open) {
        keep_version(casebook_);
        casebook_.store.add(said);
    }
    transaction.commit();
    return go_on(std::move(state),
                 open ? "Settled: " + said_text(said, record_.rules, state.blind)
                      : no_conflict_text(record_.id, standing_words(casebook_.store.whole_history(record_.id)), stage_),
                 open);
}

/// To the next record; `said`: a word of this one was kept.
State ReviewDesk::go_on(State state, std::string told, bool said)
{
    if (said)
        remarks_.erase(record_.id);
    else
        keep_remark(state);
    now_ += said ? 1U : 0U;
    said_here_[record_.id] += said ? 1U : 0U;
    settle(list_, record_.id);
    said_of(record_.id);
    show_next();
    return on_record(std::move(state), std::move(told));
}

/// The last of her words to come in that was not taken back; of its record the one that a withdrawal takes.
std::optional<Decision> ReviewDesk::undoable() const
{
    const std::vector<Decision> words = casebook_.store.decisions_by(who_);
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        if (word->stage != stage_ || word->withdrawn || (purpose_ == Purpose::settle && !word->adjudicated))
            continue;
        const std::vector<Decision> left = not_taken_back(casebook_.store.decisions(word->article));
        const auto last =
            std::find_if(left.rbegin(), left.rend(), [&](const Decision& old) { return of_one_place(old, *word); });
        if (last != left.rend())
            return *last;
    }
    return std::nullopt;
}

State ReviewDesk::take_back(State state, bool sure)
{
    if (auto taken = take_value_back(state))
        return std::move(*taken);
    Store::Transaction transaction(casebook_.store);
    const std::optional<Decision> last = undoable();
    if (!last)
        return on_record(std::move(state), "There is no word of yours to take back.");
    std::size_t& here = said_here_[last->article];
    if (here == 0 && !state.can_ask) {
        state.message = format("{} of {} was said before this session: `decide {} withdraw --by '{}'` takes it back.",
                               verdict_text(*last), last->article, last->article, who_);
        return state;
    }
    if (here == 0 && !sure) {
        state.mode = Mode::sure;
        state.message = format("Take back your {} of {}, said on {}? z: yes, any other key: no.", verdict_text(*last),
                               last->article, last->at.substr(0, 10));
        return state;
    }
    casebook_.store.add(withdrawal_of(*last));
    transaction.commit();
    here -= std::min<std::size_t>(here, 1);
    now_ -= std::min<std::size_t>(now_, 1);
    keep_remark(state);
    bring_back(list_, last->article);
    said_of(last->article);
    show_next();
    State out = on_record(std::move(state), undo_text(*last, word_on(last->article)));
    out.note = out.note.empty() ? last->note : out.note; // may be wanted again
    return out;
}

State ReviewDesk::skip_record(State state)
{
    const std::string id = record_.id;
    const bool last = record_.disputed && values_->left() == 1;
    keep_remark(state);
    if (record_.disputed)
        values_->skip();
    else
        skip(list_, id);
    show_next();
    return on_record(std::move(state),
                     last || (record_.id == id && !record_.disputed) ? "Nothing else is left." : id + ": skipped.");
}

State ReviewDesk::correct(State state, const Deed& deed)
{
    const FieldRow& row = record_.fields.at(deed.field);
    try {
        Store::Transaction transaction(casebook_.store);
        CorrectionSaid said{deed.value, who_, "", ""};
        said.adjudicated = values_ && values_->holds_field(record_.id, row.case_number, row.field->id);
        const Correcting done = correct_field(casebook_, {record_.id, row.case_number}, *row.field, said);
        transaction.commit();
        state.message = corrected_text(*row.field, done);
    } catch (const UsageError& e) {
        state.mode = Mode::value;
        state.line = deed.value;
        state.message = e.what();
        return state;
    }
    record_ = record_of(record_.id);
    return state;
}

State ReviewDesk::perform(State state, const Deed& deed)
{
    if (purpose_ == Purpose::settle && record_.id.empty()) { // reviewers go on judging meanwhile
        rank();
        show_next();
    }
    switch (deed.kind) {
    case DeedKind::none: return state;
    case DeedKind::decide:
        return purpose_ == Purpose::judge ? decide(std::move(state), deed) : settle_conflict(std::move(state), deed);
    case DeedKind::take_back: return take_back(std::move(state), deed.sure);
    case DeedKind::skip: return skip_record(std::move(state));
    case DeedKind::correct: return correct(std::move(state), deed);
    case DeedKind::settle_value: return settle_value(std::move(state), deed);
    }
    return state;
}

} // namespace casebook::review
