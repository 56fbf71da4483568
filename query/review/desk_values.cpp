// SPDX-License-Identifier: GPL-3.0-or-later
// What a session that settles does with values, and the remarks that wait for a word.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/review/desk.hpp"

#include <algorithm>

namespace casebook::review {

/// When the decisions are settled the values are: on the page is what was read of that value alone.
void ReviewDesk::show_disputed()
{
    const ValueConflict disputed = *values_->next();
    record_ = view_record(casebook_, disputed.article, std::nullopt);
    std::erase_if(record_.fields, [&](const FieldRow& row) {
        return row.case_number != disputed.case_number || row.field->id != disputed.field;
    });
    record_.disputed = disputed;
}

void ReviewDesk::keep_remark(const State& state)
{
    if (const std::string remark = unsaid_remark(state); remark.empty())
        remarks_.erase(record_.id);
    else if (!record_.id.empty())
        remarks_[record_.id] = remark;
}

/// With the remark that waits for a word on that record.
State ReviewDesk::on_record(State state, std::string message) const
{
    State out = on_next_record(std::move(state), std::move(message));
    if (const auto found = remarks_.find(record_.id); found != remarks_.end())
        out.note = found->second;
    return out;
}

/// A value that was settled in this session, before any decision.
std::optional<State> ReviewDesk::take_value_back(const State& state)
{
    if (!values_ || values_->settled() == 0)
        return std::nullopt;
    try {
        Store::Transaction transaction(casebook_.store);
        const auto taken = values_->take_back(casebook_, who_);
        transaction.commit();
        now_ -= std::min<std::size_t>(now_, 1);
        keep_remark(state);
        show_next();
        return on_record(state, format("Taken back: {} of {}.", thing_text(*taken), taken->article));
    } catch (const Busy&) {
        throw;
    } catch (const Error& e) { // taken back elsewhere
        State out = state;
        out.message = e.what();
        return out;
    }
}

State ReviewDesk::settle_value(State state, const Deed& deed)
{
    const ValueConflict disputed = *record_.disputed;
    try {
        Store::Transaction transaction(casebook_.store);
        const auto odd = values_->settle(casebook_, deed.value, who_, deed.note);
        transaction.commit();
        if (odd)
            remarks_.erase(record_.id);
        else
            keep_remark(state);
        now_ += odd ? 1U : 0U;
        show_next();
        return on_record(std::move(state),
                         odd ? *odd + format("Settled: {} of {}: {}.", thing_text(disputed), disputed.article,
                                             deed.value.empty() ? "not reported" : deed.value)
                             : format("{}: nobody differs on it any more.", thing_text(disputed)));
    } catch (const UsageError& e) {
        state.mode = Mode::value;
        state.line = deed.value;
        state.message = e.what();
        return state;
    } catch (const Busy&) {
        throw;
    } catch (const Error& e) { // the case was taken away meanwhile
        state.message = e.what();
        return state;
    }
}

} // namespace casebook::review
