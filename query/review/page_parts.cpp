// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/page_parts.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <utility>

namespace casebook::review {

namespace {

Line one(std::string_view text, Ink ink = Ink::plain) { return {{harmless(text), ink}}; }

void add_wrapped(Lines& out, const Line& paragraph, std::size_t width, std::size_t indent = 0)
{
    append_lines(out, wrapped(paragraph, width, indent));
}

bool machine_is_shown(const State& state) { return state.machine && !state.blind; }

const Ground* ground_of(const std::optional<Decision>& rules, std::string_view criterion)
{
    if (!rules)
        return nullptr;
    const auto found = std::ranges::find(rules->grounds, criterion, &Ground::criterion);
    return found == rules->grounds.end() ? nullptr : &*found;
}

std::string said_of(const Ground& ground)
{
    const std::string quote = ground.evidence.quote.empty() ? "" : " “" + ground.evidence.quote + "”";
    return ground.verdict + (ground.note.empty() ? "" : ", " + ground.note) + quote;
}

/// One criterion: its key, its name, and what the machine or the protocol's page says of it.
void add_criterion(Lines& out, const State& state, const Choices& choices, const Reason& criterion,
                   const std::string& key, std::size_t width)
{
    const Ground* ground = machine_is_shown(state) ? ground_of(choices.record.rules, criterion.id) : nullptr;
    const bool applies = ground != nullptr && ground->verdict == "applies";
    Line line = {{key + "  ", Ink::plain}, {std::string(criterion.id), applies ? Ink::heading : Ink::plain}};
    const std::string rest = ground != nullptr         ? said_of(*ground)
                             : machine_is_shown(state) ? ""
                                                       : std::string(criterion.meaning);
    if (!rest.empty())
        line.push_back({": " + harmless(rest), applies ? Ink::plain : Ink::faint});
    add_wrapped(out, line, width, 5);
}

std::string machine_text(const State& state, const Choices& choices)
{
    if (state.blind)
        return "Criteria (the machine's word is hidden until you have decided)";
    if (!state.machine)
        return "Criteria (the machine's word is hidden; m shows it)";
    const std::optional<Decision>& rules = choices.record.rules;
    return rules ? "The rules propose: " + verdict_text(*rules) : "The rules have not seen it (`casebook screen`)";
}

std::string field_text_of(const FieldRow& row)
{
    return row.value.empty() ? "not reported" : row.value + (row.by.empty() ? "" : " (" + row.by + ")");
}

/// "i include  e exclude  …": the short form of the help, no key torn from its word.
void add_keys(Lines& out, const State& state, bool disputed, std::size_t width)
{
    constexpr std::string_view of_decisions[] = {"include", "exclude", "machine", "correct"};
    std::string line = disputed ? "1 2 what was given  c another value" : "";
    for (const KeyHelp& row : key_help(state)) {
        const bool shown =
            !row.said.empty() && !(disputed && std::ranges::find(of_decisions, row.said) != std::end(of_decisions));
        const std::string next = shown ? format("{} {}", row.keys.substr(0, row.keys.find(' ')), row.said) : "";
        if (!line.empty() && line.size() + next.size() + 2 > width)
            out.push_back(one(std::exchange(line, ""), Ink::faint));
        if (!next.empty())
            line += (line.empty() ? "" : "  ") + next;
    }
    out.push_back(one(line, Ink::faint));
}

void add_reasons(Lines& out, const State& state, const Choices& choices, std::size_t width)
{
    add_wrapped(out, one("Why is it excluded?", Ink::heading), width);
    const bool shown = machine_is_shown(state) && choices.record.rules;
    for (std::size_t number = 0; number < choices.reasons.size(); ++number) {
        const Reason& reason = choices.reasons[number];
        const bool proposed = shown && choices.record.rules->reason == reason.id;
        out.push_back(shortened(one(format("  {}  {}: {}{}", reason_key(number), reason.id, reason.meaning,
                                           proposed ? "  ← the rules; Enter" : ""),
                                    proposed ? Ink::heading : Ink::plain),
                                width));
    }
}

/// The end of what is typed, with a cursor behind it.
Line typed(std::string_view asked, const std::string& line, std::size_t width)
{
    const std::string shown = harmless(line);
    std::size_t begin = 0;
    while (columns_of(asked) + columns_of(std::string_view(shown).substr(begin)) + 1 > width && begin < shown.size())
        do
            ++begin;
        while (begin < shown.size() && (static_cast<unsigned char>(shown[begin]) & 0xC0U) == 0x80U);
    return {{std::string(asked), Ink::heading}, {shown.substr(begin), Ink::plain}, {"_", Ink::heading}};
}

} // namespace

void append_lines(Lines& to, const Lines& from) { to.insert(to.end(), from.begin(), from.end()); }

Lines record_lines(const Setting& setting, const RecordView& record, std::size_t width)
{
    Lines out;
    add_wrapped(out, one(record.id + "  " + record.citation, Ink::faint), width);
    if (!record.kinds.empty())
        add_wrapped(out, one(record.kinds, Ink::faint), width);
    if (!record.warning.empty())
        add_wrapped(out, one(record.warning, Ink::against), width);
    out.emplace_back();
    add_wrapped(out, setting.inks.inked(record.title, setting.look, Ink::heading), width);
    for (const Passage& part : record.abstract) {
        Line paragraph = part.label.empty() ? Line{} : one(part.label + ": ", Ink::heading);
        const Line words = setting.inks.inked(part.text, setting.look);
        paragraph.insert(paragraph.end(), words.begin(), words.end());
        out.emplace_back();
        add_wrapped(out, paragraph, width);
    }
    if (record.abstract.empty())
        append_lines(out, {{}, one("(no abstract; f shows where the text may be)", Ink::faint)});
    if (!record.words.empty())
        append_lines(out, {{}, one("What was said", Ink::heading)});
    for (const Decision& word : record.words)
        add_wrapped(out,
                    one(format("  {}, {}: {}{}", word.by, word.at.substr(0, 10), verdict_text(word),
                               word.note.empty() ? "" : ". " + word.note)),
                    width, 4);
    if (record.own)
        add_wrapped(
            out,
            one(format("You said {} on {}{}", verdict_text(*record.own), record.own->at.substr(0, 10),
                       (record.own->note.empty() ? "." : ": " + record.own->note) +
                           (record.why_again.empty() ? "" : " You are asked again: " + record.why_again + "."))),
            width);
    return out;
}

Lines criteria_lines(const Setting& setting, const State& state, const Choices& choices, std::size_t width)
{
    Lines out;
    add_wrapped(out, one(machine_text(state, choices), Ink::heading), width);
    for (const std::string& id : setting.protocol.include)
        add_criterion(out, state, choices, {id, "a patient in whom the event followed the drug"}, "i", width);
    for (std::size_t number = 0; number < choices.reasons.size(); ++number)
        add_criterion(out, state, choices, choices.reasons[number], reason_key(number), width);
    return out;
}

Lines disputed_lines(const Setting& setting, const RecordView& record, std::size_t width)
{
    Lines out;
    const ValueConflict& disputed = *record.disputed;
    add_wrapped(out,
                one(format("{}, {}: two people differ", case_id(record.id, disputed.case_number), thing_text(disputed)),
                    Ink::heading),
                width);
    int key = 1;
    for (const SaidValue& said : {disputed.first, disputed.second})
        add_wrapped(
            out,
            one(format("  {}  {}, {}: {}{}", key++, said.by, said.at.substr(0, 10),
                       said.value.empty() ? "not reported" : said.value, said.note.empty() ? "" : ". " + said.note)),
            width, 5);
    for (const FieldRow& row : record.fields)
        if (!row.quote.empty()) {
            Line quote = {{"  it was read from “", Ink::faint}};
            const Line words = setting.inks.inked(row.quote, setting.look);
            quote.insert(quote.end(), words.begin(), words.end());
            quote.push_back({"”", Ink::faint});
            add_wrapped(out, quote, width, 5);
        }
    return out;
}

Lines field_lines(const Setting& setting, const State& state, const RecordView& record, std::size_t width)
{
    Lines out;
    for (std::size_t row = 0; row < record.fields.size(); ++row) {
        const FieldRow& shown = record.fields[row];
        if (row == 0 || record.fields[row - 1].case_number != shown.case_number)
            out.push_back(one(format("Case {}", case_id(record.id, shown.case_number)), Ink::heading));
        const bool chosen = row == state.field;
        add_wrapped(out,
                    {{std::string(chosen ? "> " : "  "), chosen ? Ink::bar : Ink::plain},
                     {format("{}: ", shown.field->label), chosen ? Ink::heading : Ink::plain},
                     {harmless(field_text_of(shown)), shown.value.empty() ? Ink::faint : Ink::plain}},
                    width, 6);
        if (chosen && !shown.quote.empty()) {
            Line quote = {{"      “", Ink::faint}};
            const Line words = setting.inks.inked(shown.quote, setting.look);
            quote.insert(quote.end(), words.begin(), words.end());
            quote.push_back({"”", Ink::faint});
            add_wrapped(out, quote, width, 6);
        }
    }
    return out;
}

std::size_t chosen_line(const Lines& lines)
{
    const auto found =
        std::ranges::find_if(lines, [](const Line& line) { return !line.empty() && line.front().text == "> "; });
    return found == lines.end() ? 0 : static_cast<std::size_t>(found - lines.begin());
}

Lines help_lines(const Setting& setting, const State& state, std::size_t width)
{
    Lines out;
    for (const KeyHelp& row : key_help(state))
        add_wrapped(out, {{format("  {:<14}", row.keys), Ink::heading}, {std::string(row.meaning), Ink::plain}}, width,
                    16);
    const auto in = [&](std::string_view text, Ink ink) {
        const std::string mark(setting.look == Look::plain ? mark_of(ink) : "");
        return Inked{mark + std::string(text) + mark, ink};
    };
    out.emplace_back();
    add_wrapped(out,
                {{"  Words: ", Ink::plain},
                 in("the drug", Ink::drug),
                 {", ", Ink::plain},
                 in("the event", Ink::event),
                 {", ", Ink::plain},
                 in("against", Ink::against),
                 {", ", Ink::plain},
                 in("for a case", Ink::favour),
                 {". Any key goes back.", Ink::plain}},
                width, 9);
    return out;
}

Lines nothing_left(const State& state, std::size_t width)
{
    return wrapped(
        one(format("Nothing is left to {}. z takes your last word back, q leaves.", state.settles ? "settle" : "judge"),
            Ink::heading),
        width);
}

Lines foot_lines(const State& state, const Choices& choices, std::size_t width)
{
    Lines out;
    if (!state.note.empty() && state.mode != Mode::note)
        out.push_back(shortened(one("Note: " + state.note), width));
    if (!state.message.empty())
        add_wrapped(out, one(state.message, Ink::heading), width);
    if (state.mode == Mode::reason)
        add_reasons(out, state, choices, width);
    else if (state.mode == Mode::note)
        out.push_back(typed("Note: ", state.line, width));
    else if (state.mode == Mode::value) {
        if (choices.record.fields.empty())
            add_wrapped(out, one(thing_text(*choices.record.disputed), Ink::faint), width);
        else if (const Field& field = *choices.record.fields[state.field].field; true)
            add_wrapped(out, one(format("{}: {}", field.label, field.help), Ink::faint), width);
        out.push_back(typed("Value: ", state.line, width));
    } else if (state.mode == Mode::fields)
        add_wrapped(out, one("Enter correct  y right as it stands  Arrows choose  Esc back", Ink::faint), width);
    else if (state.mode == Mode::judging)
        add_keys(out, state, choices.record.disputed.has_value(), width);
    return out;
}

} // namespace casebook::review
