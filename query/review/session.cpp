// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/session.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/review/styled.hpp"

#include <algorithm>
#include <array>

namespace casebook::review {

namespace {

constexpr std::string_view reason_keys = "1234567890abcdefg";

Step stay(State state, std::string message = "")
{
    state.message = std::move(message);
    return {std::move(state), {}};
}

Step in_mode(State state, Mode mode, std::string line = "")
{
    state.mode = mode;
    state.line = std::move(line);
    return stay(std::move(state));
}

Step deed(State state, Deed done)
{
    state.mode = Mode::judging;
    return {std::move(state), std::move(done)};
}

Step decide(State state, Verdict verdict, std::string_view reason = "")
{
    Deed said{DeedKind::decide, verdict, std::string(reason), state.note, 0, ""};
    return deed(std::move(state), std::move(said));
}

Step include(State state, const Choices&) { return decide(std::move(state), Verdict::include); }
Step exclude(State state, const Choices&) { return in_mode(std::move(state), Mode::reason); }
Step unclear(State state, const Choices&)
{
    if (state.settles)
        return stay(std::move(state), "Unclear settles nothing: i includes, e excludes, s leaves it for later.");
    return decide(std::move(state), Verdict::unclear);
}
Step skip(State state, const Choices&) { return deed(std::move(state), {DeedKind::skip, {}, "", "", 0, ""}); }
Step take_back(State state, const Choices&) { return deed(std::move(state), {DeedKind::take_back, {}, "", "", 0, ""}); }
Step help(State state, const Choices&) { return in_mode(std::move(state), Mode::help); }

Step begin_note(State state, const Choices&)
{
    std::string line = state.note;
    return in_mode(std::move(state), Mode::note, std::move(line));
}

Step show_machine(State state, const Choices&)
{
    if (state.blind)
        return stay(std::move(state), "The machine's word stays hidden until you have decided (--blind).");
    state.machine = !state.machine;
    return stay(std::move(state));
}

Step links(State state, const Choices& choices)
{
    const std::vector<std::string>& known = choices.record.links;
    return stay(std::move(state), known.empty() ? "The record names no address." : join(known, "  "));
}

Step correct(State state, const Choices& choices)
{
    if (choices.record.fields.empty())
        return stay(std::move(state),
                    "No case was read in this record; `casebook correct ARTICLE#new drug NAME` adds one.");
    if (state.blind)
        return stay(std::move(state), "Its fields are the machine's reading: decide first, then z, or leave --blind.");
    state.field = 0;
    state.scroll = 0;
    return in_mode(std::move(state), Mode::fields);
}

Step quit(State state, const Choices&)
{
    state.ended = true;
    return stay(std::move(state));
}

/// A remark goes with a word; without one it would be lost.
Step leave(State state, const Choices& choices)
{
    if (state.note.empty() || !state.can_ask)
        return quit(std::move(state), choices);
    state.mode = Mode::leaving;
    return stay(std::move(state), "Your remark is kept with a word on this record, and you said none. q: leave without "
                                  "it, any other key: go on.");
}

Step page_on(State state, const Choices& choices)
{
    state.scroll += choices.page;
    return stay(std::move(state));
}

struct Binding
{
    std::string_view keys; ///< each a character
    Step (*act)(State, const Choices&);
    bool needs_record = true;
};
constexpr std::array<Binding, 12> bindings = {{{"iI", include},
                                               {"eE", exclude},
                                               {"uU", unclear},
                                               {"sS", skip},
                                               {"nN", begin_note},
                                               {"zZbB", take_back, false},
                                               {"mM", show_machine},
                                               {"fF", links},
                                               {"cC", correct},
                                               {"?hH", help, false},
                                               {"qQ", leave, false},
                                               {" ", page_on}}};

constexpr std::array<KeyHelp, 12> helps = {{
    {"i", "include", "include it"},
    {"e", "exclude", "exclude it; then the reason by one more key, Enter for the machine's"},
    {"u", "unclear", "I looked and cannot say; it comes back when the others are read"},
    {"s", "skip", "say nothing now; it comes back at the end"},
    {"n", "note", "a remark that is kept with the next word on this record"},
    {"z b Backspace", "undo", "take back your last word, and the one before it, from earlier days too"},
    {"m", "machine", "hide or show what the machine says"},
    {"c", "correct", "the fields of its cases, each with its sentence: correct them or confirm them"},
    {"f", "full text", "where the full text may be"},
    {"Space Arrows", "", "read on in a long abstract, and back"},
    {"?", "help", "this page"},
    {"q Ctrl-C", "quit", "leave; every word is kept, the next time goes on here"},
}};

State scrolled(State state, const Key& key, std::size_t page)
{
    const auto up = [&](std::size_t lines) { state.scroll -= std::min(state.scroll, lines); };
    switch (key.kind) {
    case KeyKind::up: up(1); break;
    case KeyKind::down: ++state.scroll; break;
    case KeyKind::page_up: up(page); break;
    case KeyKind::page_down: state.scroll += page; break;
    case KeyKind::home: state.scroll = 0; break;
    default: break;
    }
    return state;
}

/// A value that two gave differently is taken from one of them, or typed.
Step settle_value(State state, std::string value)
{
    Deed said{DeedKind::settle_value, {}, "", state.note, 0, std::move(value)};
    return deed(std::move(state), std::move(said));
}

std::optional<Step> press_disputed(const State& state, const Key& key, const ValueConflict& disputed)
{
    if (key.text == "1" || key.text == "2")
        return settle_value(state, (key.text == "1" ? disputed.first : disputed.second).value);
    if (key.text == "c" || key.text == "C")
        return in_mode(state, Mode::value, disputed.counts.value);
    if (!key.text.empty() && std::string_view("iIeEuUmM").find(key.text) != std::string_view::npos)
        return stay(state,
                    "This is about a value: 1 or 2 takes what one of them gave, c another, s leaves it for later.");
    return std::nullopt;
}

Step press_judging(State state, const Key& key, const Choices& choices)
{
    if (key.kind == KeyKind::text && choices.record.disputed)
        if (auto step = press_disputed(state, key, *choices.record.disputed))
            return std::move(*step);
    if (key.kind == KeyKind::backspace)
        return take_back(std::move(state), choices);
    if (key.kind != KeyKind::text)
        return {scrolled(std::move(state), key, choices.page), {}};
    const auto* found =
        std::ranges::find_if(bindings, [&](const Binding& row) { return row.keys.find(key.text) != row.keys.npos; });
    if (found == bindings.end())
        return stay(std::move(state), format("{} is no key here; ? shows them all.", harmless(key.text)));
    if (found->needs_record && choices.record.id.empty())
        return stay(std::move(state));
    return found->act(std::move(state), choices);
}

Step press_reason(State state, const Key& key, const Choices& choices)
{
    if (key.kind == KeyKind::escape || key.kind == KeyKind::backspace)
        return in_mode(std::move(state), Mode::judging);
    const std::optional<Decision>& rules = choices.record.rules;
    if (key.kind == KeyKind::enter && state.machine && rules && !rules->reason.empty())
        return decide(std::move(state), Verdict::exclude, rules->reason);
    for (std::size_t number = 0; number < choices.reasons.size(); ++number)
        if (key.kind == KeyKind::text && key.text == reason_key(number))
            return decide(std::move(state), Verdict::exclude, choices.reasons[number].id);
    return stay(std::move(state), "Press the key of a reason; Esc goes back.");
}

void erase_character(std::string& line)
{
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U)
        line.pop_back();
    if (!line.empty())
        line.pop_back();
}

/// Typing in a line; true when the key was one for that.
bool edit(std::string& line, const Key& key)
{
    constexpr std::size_t longest = 2000;
    if (key.kind == KeyKind::text && line.size() < longest)
        line += key.text;
    else if (key.kind == KeyKind::backspace)
        erase_character(line);
    else if (key.kind == KeyKind::kill_line)
        line.clear();
    else
        return false;
    return true;
}

Step press_note(State state, const Key& key, const Choices&)
{
    if (edit(state.line, key))
        return {std::move(state), {}};
    if (key.kind == KeyKind::enter)
        state.note = std::string(trim(state.line));
    return key.kind == KeyKind::enter || key.kind == KeyKind::escape ? in_mode(std::move(state), Mode::judging)
                                                                     : stay(std::move(state));
}

/// `correct` leaves the list of fields open: the shell shows what came of it.
Step correct_field(State state, std::string value)
{
    Deed said{DeedKind::correct, {}, "", "", state.field, std::move(value)};
    state.mode = Mode::fields;
    return {std::move(state), std::move(said)};
}

Step press_fields(State state, const Key& key, const Choices& choices)
{
    const std::vector<FieldRow>& rows = choices.record.fields;
    if (rows.empty() || key.kind == KeyKind::escape || key.kind == KeyKind::backspace)
        return in_mode(std::move(state), Mode::judging);
    state.field = std::min(state.field, rows.size() - 1);
    if (key.kind == KeyKind::up || key.text == "k")
        state.field -= std::min<std::size_t>(state.field, 1);
    else if (key.kind == KeyKind::down || key.text == "j")
        state.field = std::min(state.field + 1, rows.size() - 1);
    else if (key.kind == KeyKind::enter)
        return in_mode(state, Mode::value, rows[state.field].value);
    else if (key.text == "y")
        return correct_field(state, rows[state.field].value);
    else if (key.text == "q")
        return in_mode(std::move(state), Mode::judging);
    return stay(std::move(state));
}

Step press_value(State state, const Key& key, const Choices& choices)
{
    if (edit(state.line, key))
        return {std::move(state), {}};
    const bool disputed = choices.record.disputed.has_value();
    std::string value(trim(state.line));
    if (key.kind == KeyKind::enter)
        return disputed ? settle_value(std::move(state), std::move(value)) : correct_field(state, std::move(value));
    return key.kind == KeyKind::escape ? in_mode(std::move(state), disputed ? Mode::judging : Mode::fields)
                                       : stay(std::move(state));
}

Step press_leaving(State state, const Key& key, const Choices& choices)
{
    if (key.text == "q" || key.text == "Q")
        return quit(std::move(state), choices);
    return in_mode(std::move(state), Mode::judging);
}

/// Asked before something older than this session is taken back.
Step press_sure(State state, const Key& key, const Choices&)
{
    if (key.kind == KeyKind::backspace || key.text == "z" || key.text == "b" || key.text == "y")
        return deed(std::move(state), {DeedKind::take_back, {}, "", "", 0, "", true});
    return in_mode(std::move(state), Mode::judging);
}

Step press_help(State state, const Key&, const Choices&) { return in_mode(std::move(state), Mode::judging); }

} // namespace

std::vector<KeyHelp> key_help(const State& state)
{
    std::vector<KeyHelp> out(helps.begin(), helps.end());
    if (state.settles)
        std::erase_if(out, [](const KeyHelp& row) { return row.said == "unclear"; }); // which settles nothing
    return out;
}

std::vector<Reason> reasons_of(const Protocol& protocol)
{
    std::vector<Reason> out;
    for (const std::string& id : protocol.exclude)
        if (const auto* found = std::ranges::find(reasons, id, &Reason::id); found != reasons.end())
            out.push_back(*found);
    return out.empty() ? std::vector<Reason>(reasons.begin(), reasons.end()) : out;
}

std::string reason_key(std::size_t number)
{
    return number < reason_keys.size() ? std::string(1, reason_keys[number]) : "";
}

Step press(State state, const Key& key, const Choices& choices)
{
    constexpr std::array<Step (*)(State, const Key&, const Choices&), 8> of_mode = {
        press_judging, press_reason, press_note, press_fields, press_value, press_sure, press_help, press_leaving};
    if (key.kind == KeyKind::quit)
        return quit(std::move(state), choices);
    if (key.kind == KeyKind::redraw)
        return {std::move(state), {}};
    return of_mode[static_cast<std::size_t>(state.mode)](std::move(state), key, choices);
}

std::string unsaid_remark(const State& state)
{
    return state.mode == Mode::note ? std::string(trim(state.line)) : state.note;
}

State on_next_record(State state, std::string message)
{
    state.mode = Mode::judging;
    state.note.clear();
    state.line.clear();
    state.scroll = 0;
    state.field = 0;
    state.message = std::move(message);
    return state;
}

} // namespace casebook::review
