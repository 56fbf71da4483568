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

} // namespace

std::string changes_text(const std::vector<PartChange>& changes)
{
    std::vector<std::string> out;
    for (const PartChange& change : changes) {
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
    console.out << "  people's words stay"
                << (turn.asked.empty() ? std::string()
                                       : format("; {} to be asked again, first in `casebook queue`",
                                                counted(turn.asked.size(), "word")))
                << "\n";
    for (std::size_t i = 0; i < std::min(most_printed, turn.asked.size()); ++i)
        console.out << format("    {}: {}{}\n", name_of_article(store, turn.asked[i].article),
                              asked_text(turn.asked[i]),
                              turn.asked[i].reason_gone ? "" : ", and say " + turn.asked[i].rules_now + " now");
    print_rest(turn.asked.size(), console);
}

Json to_json(const AskedAgain& asked)
{
    return {{"id", asked.article},
            {"decision", decision_json(asked.word)},
            {"rules_then", or_null(asked.rules_then)},
            {"rules_now", or_null(asked.rules_now)},
            {"reason_gone", asked.reason_gone}};
}

Json to_json(const ProtocolTurn& turn)
{
    Json flips = Json::array();
    for (const Flip& flip : turn.flips)
        flips.push_back({{"id", flip.article}, {"before", verdict_text(flip.before)}, {"now", verdict_text(flip.now)}});
    Json asked = Json::array();
    for (const AskedAgain& one : turn.asked)
        asked.push_back(to_json(one));
    return {{"since", turn.since}, {"changes", to_json(turn.changes)}, {"turned", flips}, {"asked_again", asked}};
}

} // namespace casebook
