// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duplicates.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct Action
{
    std::string_view word;
    Kinship kinship;
    std::string_view done;
};
constexpr std::array<Action, 4> actions = {{
    {"merge", Kinship::duplicate, "is merged into"},
    {"keep", Kinship::different, "is not a duplicate of"},
    {"link", Kinship::same_study, "is of one study with"},
    {"undo", Kinship::open, "is open again beside"},
}};

std::string record_line(const Store& store, const std::string& id)
{
    const Article article = *store.article(id);
    const std::string from = article.database.empty() ? "PubMed" : article.database;
    return format("{:<26} {}: {} ({}{})", id, short_reference(article), display_title(article), from,
                  article.abstract.empty() ? ", no abstract" : "");
}

void print_group(const Store& store, const ProposedGroup& group, std::size_t number, const Console& console)
{
    std::set<std::string> why;
    for (const Likeness& likeness : group.why)
        why.insert(std::string(likeness.rule));
    console.out << format("\n{}. {}{}\n", number, join({why.begin(), why.end()}, "; "),
                          group.certain ? "" : " (look before you merge)");
    for (const std::string& id : group.records) {
        console.out << format("   {} {}\n", id == group.records.front() ? "stays " : "merges", record_line(store, id));
        if (const auto lost = group.lost.find(id); lost != group.lost.end())
            console.out << format("          merged, it would no longer count with {}\n", lost->second);
    }
}

void print(const Store& store, const Duplicates& found, const Console& console)
{
    if (found.proposed.empty())
        console.out << "No two records look like one article that nobody has spoken of.\n";
    else
        console.out << format("{} group{} of records look like one article. Nothing is merged until you say so:\n"
                              "casebook duplicates merge certain|all|ID ID… --by YOU; `keep ID ID` when they are two "
                              "articles; `link ID ID` for two reports of one study; `undo ID ID` takes it back.\n",
                              found.proposed.size(), found.proposed.size() == 1 ? "" : "s");
    std::size_t number = 0;
    for (const ProposedGroup& group : found.proposed)
        print_group(store, group, ++number, console);
    if (!found.merged.empty())
        console.out << format("\nMerged: {}\n", found.merged.size());
    for (const auto& [id, stays] : found.merged)
        console.out << format("   {} is a record of {}\n", id, stays);
    for (const std::vector<std::string>& study : found.studies)
        console.out << format("\nOne study: {}\n", join(study, ", "));
    if (!found.different.empty())
        console.out << "\nNot duplicates\n";
    for (const Pairing& word : found.different)
        console.out << format("   {} and {} (by {}{})\n", word.first, word.second, word.by,
                              word.note.empty() ? "" : ": " + word.note);
}

Json to_json(const Duplicates& found)
{
    Json out = {{"version", 1}, {"rules", Json::array()}, {"proposed", Json::array()}};
    for (const std::string_view rule : duplicate_rules())
        out["rules"].push_back(rule);
    for (const ProposedGroup& group : found.proposed) {
        Json why = Json::array();
        for (const Likeness& likeness : group.why)
            why.push_back({{"first", likeness.first},
                           {"second", likeness.second},
                           {"rule", likeness.rule},
                           {"certain", likeness.certain}});
        out["proposed"].push_back(
            {{"records", group.records}, {"certain", group.certain}, {"why", why}, {"lost", group.lost}});
    }
    out["merged"] = Json::array();
    for (const auto& [id, stays] : found.merged)
        out["merged"].push_back({{"record", id}, {"into", stays}});
    out["different"] = Json::array();
    for (const Pairing& word : found.different)
        out["different"].push_back(
            {{"first", word.first}, {"second", word.second}, {"by", word.by}, {"at", word.at}, {"note", word.note}});
    out["studies"] = found.studies;
    return out;
}

/// What the words after `merge` mean: groups of records, the one that stays first.
std::vector<std::vector<std::string>> groups_meant(const Store& store, Kinship kinship,
                                                   const std::vector<std::string>& words)
{
    std::vector<std::vector<std::string>> out;
    const bool by_word = words.size() == 1 && (words[0] == "all" || words[0] == "certain");
    if (kinship == Kinship::duplicate && by_word) {
        for (const ProposedGroup& group : find_duplicates(store).proposed)
            if (group.certain || words[0] == "all")
                out.push_back(group.records);
        return out;
    }
    if (words.size() < 2)
        throw UsageError("name two records at least, as `casebook duplicates` prints them.");
    std::vector<std::string> ids;
    for (const std::string& word : words)
        if (std::string id = find_article(store, word); std::ranges::find(ids, id) == ids.end())
            ids.push_back(std::move(id));
    if (ids.size() < 2)
        throw UsageError("these words all name one record.");
    out.push_back(std::move(ids));
    return out;
}

/// Each record beside the first; of what is said of more than two to be different, each beside each.
std::vector<Pairing> pairings_of(const std::vector<std::string>& ids, Kinship kinship)
{
    std::vector<Pairing> out;
    const bool each = kinship == Kinship::different || kinship == Kinship::open;
    for (std::size_t a = 0; a < (each ? ids.size() : 1); ++a)
        for (std::size_t b = a + 1; b < ids.size(); ++b)
            out.push_back({ids[a], ids[b], kinship, "", "", ""});
    return out;
}

int speak(const Request& request, const Console& console, const Action& action, const std::vector<std::string>& words)
{
    const std::string who = speaker(request);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    std::vector<Pairing> added;
    for (const std::vector<std::string>& ids : groups_meant(casebook.store, action.kinship, words))
        for (Pairing& pairing : pairings_of(ids, action.kinship)) {
            pairing.by = who;
            pairing.note = words_of(request, "--note");
            casebook.store.add(pairing);
            added.push_back(std::move(pairing));
        }
    transaction.commit();
    if (format_of(request) == Format::text) {
        for (const Pairing& pairing : added)
            console.out << format("{} {} {}\n", pairing.second, action.done, pairing.first);
        if (added.empty())
            console.out << "There is nothing to merge.\n";
        return 0;
    }
    Json out = {{"version", 1}, {"said", Json::array()}};
    for (const Pairing& pairing : added)
        out["said"].push_back({{"first", pairing.first},
                               {"second", pairing.second},
                               {"kinship", name_of(pairing.kinship)},
                               {"by", pairing.by}});
    console.out << out.dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    return 0;
}

} // namespace

int run_duplicates(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    std::vector<std::string> words = request.has("WORDS") ? request.all("WORDS") : std::vector<std::string>{};
    if (!words.empty()) {
        const auto* action = std::ranges::find(actions, words.front(), &Action::word);
        if (action == actions.end())
            throw UsageError(format("duplicates {}: expected merge, keep, link or undo.", words.front()));
        words.erase(words.begin());
        return speak(request, console, *action, words);
    }
    const Casebook casebook = open_casebook(request);
    const Duplicates found = find_duplicates(casebook.store);
    if (form == Format::text)
        print(casebook.store, found, console);
    else
        console.out << to_json(found).dump(form == Format::json ? 1 : -1) << "\n";
    return 0;
}

} // namespace casebook
