// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of the protocol and what they did, as people and programs read it.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/json_values.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/record_json.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_printed = 20;

std::string signed_words(std::string_view sign, const std::vector<std::string>& words)
{
    std::vector<std::string> out;
    for (const std::string& word : words)
        out.push_back(std::string(sign) + " " + word);
    return join(out, ", ");
}

void print_rest(std::size_t all, const Console& console)
{
    if (all > most_printed)
        console.out << format("    … and {} more (--format json names them all)\n", all - most_printed);
}

std::string name_of_article(const Store& store, const std::string& id)
{
    return format("{} ({})", id, short_reference(*store.article(id)));
}

/// "in conflict (ann: exclude; bob: include)"; of one that awaits another's word who judged it, not how.
std::string standing_text(const Decision& counts)
{
    return counts.by == by_conflict   ? format("in conflict ({})", counts.note)
           : counts.by == by_awaiting ? "awaiting a second reviewer"
                                      : format("{} by {}", verdict_text(counts), counts.by);
}

/// What one alone said is hidden from who is to judge it next.
std::string before_text(const Turned& turned)
{
    return turned.now.by == by_awaiting ? format("the word of {} alone", turned.before.by)
                                        : standing_text(turned.before);
}

void print_turned(const Store& store, const std::vector<Turned>& turned, const Console& console)
{
    if (turned.empty())
        return;
    console.out << format("  what counts turned on {} that people judged\n", counted(turned.size(), "record"));
    for (std::size_t i = 0; i < std::min(most_printed, turned.size()); ++i)
        console.out << format("    {}: {} → {}\n", name_of_article(store, turned[i].article), before_text(turned[i]),
                              standing_text(turned[i].now));
    print_rest(turned.size(), console);
}

Json standing_json(const Decision& counts) { return {{"verdict", name_of(counts.verdict)}, {"by", counts.by}}; }

Json to_json(const std::vector<Turned>& turned)
{
    Json out = Json::array();
    for (const Turned& one : turned)
        out.push_back({{"id", one.article},
                       {"before", one.now.by == by_awaiting ? Json() : standing_json(one.before)},
                       {"now", standing_json(one.now)}});
    return out;
}

} // namespace

std::string changes_text(const std::vector<PartChange>& changes)
{
    std::vector<std::string> out;
    for (const PartChange& change : changes) {
        if (change.part == "reviewers") { // a number, not a list
            out.push_back(format("{}: {} → {}", change.part, join(change.removed, ""), join(change.added, "")));
            continue;
        }
        std::vector<std::string> words;
        if (!change.added.empty())
            words.push_back(signed_words("+", change.added));
        if (!change.removed.empty())
            words.push_back(signed_words("−", change.removed));
        out.push_back(format("{}: {}", change.part, change.reordered ? "another order" : join(words, ", ")));
    }
    return join(out, "; ");
}

Json to_json(const std::vector<PartChange>& changes)
{
    Json out = Json::array();
    for (const PartChange& change : changes)
        out.push_back({{"part", change.part},
                       {"added", change.added},
                       {"removed", change.removed},
                       {"reordered", change.reordered}});
    return out;
}

void print(const Store& store, const ProtocolTurn& turn, const Console& console)
{
    console.out << format("The protocol changed since {}: {}\n", turn.since, changes_text(turn.changes))
                << format("  the rules' decision turned on {}\n", counted(turn.flips.size(), "article"));
    for (std::size_t i = 0; i < std::min(most_printed, turn.flips.size()); ++i)
        console.out << format("    {}: {} → {}\n", name_of_article(store, turn.flips[i].article),
                              verdict_text(turn.flips[i].before), verdict_text(turn.flips[i].now));
    print_rest(turn.flips.size(), console);
    print_turned(store, turn.turned, console);
    console.out << "  people's words stay" << (turn.asked.empty() ? "" : "; " + asked_again_text(turn.asked)) << "\n";
}

std::string asked_again_text(const std::vector<AskedAgain>& asked)
{
    const auto in_full =
        std::ranges::count_if(asked, [](const AskedAgain& one) { return one.word.stage == Stage::full_text; });
    return format("{} of people {} asked again since the protocol changed, first in `casebook queue --by WHO`{}",
                  counted(asked.size(), "word"), asked.size() == 1 ? "is" : "are",
                  in_full == 0 ? "" : format(" ({} of them with --stage fulltext)", in_full));
}

Json to_json(const AskedAgain& asked, bool hidden)
{
    if (hidden)
        return {{"id", asked.article},   {"by", asked.word.by},  {"decision", nullptr},
                {"rules_then", nullptr}, {"rules_now", nullptr}, {"reason_gone", nullptr}};
    return {{"id", asked.article},
            {"by", asked.word.by},
            {"decision", decision_json(asked.word)},
            {"rules_then", or_null(asked.rules_then)},
            {"rules_now", or_null(asked.rules_now)},
            {"reason_gone", asked.reason_gone}};
}

Json to_json(const std::vector<AskedAgain>& asked, int reviewers)
{
    Json out = Json::array();
    for (const AskedAgain& one : asked)
        out.push_back(to_json(one, is_hidden(one, reviewers)));
    return out;
}

Json to_json(const ProtocolTurn& turn, int reviewers)
{
    Json flips = Json::array();
    for (const Flip& flip : turn.flips)
        flips.push_back({{"id", flip.article}, {"before", verdict_text(flip.before)}, {"now", verdict_text(flip.now)}});
    return {{"since", turn.since},
            {"changes", to_json(turn.changes)},
            {"turned", flips},
            {"counts_otherwise", to_json(turn.turned)},
            {"asked_again", to_json(turn.asked, reviewers)}};
}

} // namespace casebook
