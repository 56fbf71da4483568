// SPDX-License-Identifier: GPL-3.0-or-later
// A reviewer at the terminal as a pure function: what a key makes of the state, and what is to be done in the store.
#pragma once

#include "query/review/keys.hpp"
#include "query/review/record_view.hpp"

#include <span>
#include <string>
#include <vector>

namespace casebook::review {

enum class Mode { judging, reason, note, fields, value, sure, help, leaving };

struct State
{
    Mode mode = Mode::judging;
    std::string note;     ///< goes with the next decision on this record
    std::string line;     ///< what is being typed
    std::string message;  ///< what came of the last key
    bool machine = true;  ///< the machine's word is shown
    bool blind = false;   ///< it stays hidden until the reviewer decided
    bool settles = false; ///< the next word settles what others said differently
    bool ended = false;
    bool can_ask = true; ///< keys are typed; from a pipe the next key is no answer to a question
    std::size_t scroll = 0;
    std::size_t field = 0; ///< the row of `RecordView::fields` that is chosen
};

/// What is to be done in the store or in the order of reading.
enum class DeedKind { none, decide, take_back, skip, correct, settle_value };

struct Deed
{
    DeedKind kind = DeedKind::none;
    Verdict verdict = Verdict::unclear;
    std::string reason;
    std::string note;
    std::size_t field = 0; ///< of `correct`: the row, and the value as it was typed
    std::string value;     ///< also of `settle_value`
    bool sure = false;     ///< of `take_back`: asked for a second time
};

struct Step
{
    State state;
    Deed deed;
};

/// What keys choose among.
struct Choices
{
    const RecordView& record;
    const std::vector<Reason>& reasons; ///< the protocol's, in its order
    std::size_t page = 1;               ///< lines that a page turns
};

/// What a reader is told of the keys, in the order of the help; `said` is the short form at the foot of the page.
struct KeyHelp
{
    std::string_view keys;
    std::string_view said;
    std::string_view meaning;
};
std::vector<KeyHelp> key_help(const State& state);

/// The reasons of a protocol: those it excludes by, all there are where it names none.
std::vector<Reason> reasons_of(const Protocol& protocol);

/// The key that picks a reason: 1 to 9, 0, then letters. "" beyond them.
std::string reason_key(std::size_t number);

Step press(State state, const Key& key, const Choices& choices);

/// The state in which the next record is shown.
State on_next_record(State state, std::string message);

/// What is typed or kept as a remark on this record and was not said with a word.
std::string unsaid_remark(const State& state);

} // namespace casebook::review
