// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/methods.hpp"

#include "corpus/decision.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/store.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/prisma/methods_people.hpp"
#include "query/prisma/search_log.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace casebook {

namespace {

std::string meaning_of(const std::string& reason)
{
    const auto* found = std::ranges::find(reasons, reason, &Reason::id);
    return found == reasons.end() ? reason : std::string(found->meaning);
}

/// What the protocol says otherwise than it did when the rules judged under it.
std::string changes_since_screening(const Casebook& casebook)
{
    const std::optional<ProtocolVersion> under = screened_under_which(casebook.store);
    const Parsed<Protocol> then = parse_protocol(under ? under->text : "");
    return under && then ? changes_text(differences(*then, casebook.protocol)) : "";
}

MethodsItem eligibility(const Casebook& casebook)
{
    const Protocol& protocol = casebook.protocol;
    MethodsItem out{"5", "Eligibility criteria", {}, {}, {}};
    out.sentences.push_back(
        format("Included were reports of {} after exposure to {}.", protocol.event.name, protocol.drug.name));
    std::vector<std::string> meanings;
    for (const std::string& reason : protocol.exclude)
        meanings.push_back(meaning_of(reason));
    if (!meanings.empty())
        out.sentences.push_back("Excluded, for the first of these that applies: " + join(meanings, "; ") + ".");
    if (const std::string changes = changes_since_screening(casebook); !changes.empty())
        out.to_fill.push_back("the protocol says otherwise than when the rules judged (" + changes +
                              "): casebook screen, then write this anew");
    return out;
}

/// "PubMed (https://…) was last searched on 2026-01-31, first on 2026-01-01."
void add_databases(const SearchLog& log, MethodsItem& out)
{
    std::map<std::string, std::pair<std::string, std::string>> days; // first and last, by database and platform
    for (const LoggedSearch& search : log.searches)
        for (const LoggedSearch::Run& run : search.runs) {
            if (!run.complete) {
                out.to_fill.push_back(
                    format("the search of {} of {} was broken off: run it again", search.database, run.date));
                continue;
            }
            auto& [first, last] = days[format("{} ({})", search.database, search.platform)];
            first = first.empty() ? run.date : std::min(first, run.date);
            last = std::max(last, run.date);
        }
    for (const auto& [database, when] : days)
        out.sentences.push_back(format("{} was last searched on {}{}.", database, when.second,
                                       when.first == when.second ? "" : ", first on " + when.first));
}

MethodsItem sources(const SearchLog& log)
{
    MethodsItem out{"6", "Information sources", {}, {}, {}};
    add_databases(log, out);
    for (const LoggedImport& import : log.imports)
        out.sentences.push_back(format("The file {} ({}{}), imported on {}, brought {}, {} of them new.", import.file,
                                       import.kind, import.channel == "database" ? "" : ", channel " + import.channel,
                                       import.date, counted(import.records, "record"), import.added));
    if (!log.imports.empty())
        out.to_fill.emplace_back("for each file the database, its platform, the strategy and the day of the search");
    out.to_fill.emplace_back(
        "other sources that were consulted: registers, websites, organisations, reference lists, people");
    return out;
}

MethodsItem strategy(const SearchLog& log)
{
    MethodsItem out{"7", "Search strategy", {}, {}, {}};
    for (const LoggedSearch& search : log.searches)
        out.verbatim.push_back(format("{}: {}", search.database, search.strategy));
    if (log.searches.empty())
        out.to_fill.emplace_back("the search strategies: none was run here");
    else
        out.sentences.emplace_back("The search log (casebook export search-log) has the whole of it by the items of "
                                   "PRISMA-S, and which records were merged as duplicates.");
    return out;
}

MethodsItem data_items()
{
    MethodsItem out{"10a", "Data items", {}, {}, {}};
    std::vector<std::string> labels;
    for (const Field& field : fields())
        labels.emplace_back(field.label);
    out.sentences.push_back("Of each patient were sought: " + join(labels, ", ") +
                            ". What a report does not say is not reported; nothing was imputed.");
    return out;
}

MethodsItem faers(const Casebook& casebook)
{
    MethodsItem out{"READUS-PV", "Disproportionality analysis", {}, {}, {}};
    const std::filesystem::path folder = casebook.request.faers();
    if (!FaersStore::exists(folder)) {
        out.to_fill.emplace_back("FAERS: no quarter is held here");
        return out;
    }
    const FaersOptions& asked = casebook.protocol.faers;
    const std::vector<HeldQuarter> held = FaersStore::held(folder);
    out.sentences.push_back(format("Of FDA's FAERS {} from {} to {} are held.", counted(held.size(), "quarter"),
                                   to_text(held.front().quarter), to_text(held.back().quarter)));
    out.sentences.push_back(format("Reports count at the level {}, for drugs in the roles {}, first received {}{}.",
                                   asked.level, join(asked.roles, ", "),
                                   asked.from.empty() ? "at any time" : "from " + asked.from,
                                   asked.to.empty() ? "" : " to " + asked.to));
    if (!asked.comparators.empty())
        out.sentences.push_back("Beside it stands " + join(asked.comparators, ", ") + ".");
    out.sentences.emplace_back(
        "The descriptive table (casebook faers table) goes through the items of READUS-PV one by one.");
    return out;
}

MethodsItem amendments(const Store& store)
{
    MethodsItem out{
        "24c", "Amendments to the protocol", {}, {}, {"registration and where the protocol can be read (24a, 24b)"}};
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const Parsed<Protocol> now = parse_protocol(versions[i].text);
        const Parsed<Protocol> before = parse_protocol(versions[i == 0 ? 0 : i - 1].text);
        const std::string what = i == 0          ? "the first"
                                 : now && before ? changes_text(differences(*before, *now))
                                                 : "it changed in a way this program cannot read";
        if (what.empty()) // a copy's, of the same words
            continue;
        out.sentences.push_back(
            format("Version {}, in use from {} on: {}.", i + 1, versions[i].at.substr(0, 10), what));
    }
    if (const std::size_t again = all_asked_again(store).size(); again > 0)
        out.to_fill.push_back(format("{} of people under an older version {} to be said again: casebook queue --by WHO",
                                     counted(again, "word"), again == 1 ? "is" : "are"));
    return out;
}

} // namespace

Methods make_methods(const Casebook& casebook)
{
    const SearchLog log = make_search_log(casebook);
    return {casebook.protocol.title,
            {eligibility(casebook), sources(log), strategy(log), selection_process(casebook), data_collection(casebook),
             data_items(), appraisal_process(casebook), faers(casebook), amendments(casebook.store)}};
}

} // namespace casebook
