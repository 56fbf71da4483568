// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"
#include "query/people/deciding.hpp"
#include "query/people/files_of_many.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/record_json.hpp"
#include "query/searching/revised.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string reason_list()
{
    std::string out;
    for (const Reason& reason : reasons)
        out += format("\n  {:<36} {}", reason.id, reason.meaning);
    return out;
}

VerdictWord verdict_of(const Request& request)
{
    if (const auto word = verdict_of_word(request.text("VERDICT")))
        return *word;
    throw UsageError(format("{}: expected include, exclude, unclear or withdraw.", request.text("VERDICT")));
}

/// An exclusion has one of the reasons that every review counts by; nothing else has one.
std::string reason_of(const Request& request, Verdict verdict)
{
    const std::string reason = request.text("--reason");
    if (verdict != Verdict::exclude) {
        if (!reason.empty())
            throw UsageError("--reason goes with exclude; say it in --note.");
        return "";
    }
    if (std::ranges::find(reasons, reason, &Reason::id) == reasons.end())
        throw UsageError((reason.empty() ? "an exclusion needs a --reason" : "--reason " + reason + " is not one") +
                         "; the reasons are:" + reason_list());
    return reason;
}

/// What the command line says, of which article and at which stage it may not tell.
Decision said_in(const Request& request)
{
    const VerdictWord word = verdict_of(request);
    Decision said;
    said.verdict = word.verdict;
    said.reason = reason_of(request, word.verdict);
    said.by = speaker(request);
    said.note = words_of(request, "--note");
    said.source = words_of(request, "--source");
    said.withdrawn = word.withdrawn;
    said.adjudicated = request.has("--adjudicate");
    if (said.withdrawn && (!said.source.empty() || said.adjudicated))
        throw UsageError("--source and --adjudicate go with a verdict; withdraw takes the last word back.");
    return said;
}

Json json_if(const std::optional<Decision>& decision) { return decision ? decision_json(*decision) : Json(); }

std::string text_of(const Decision& decision)
{
    if (decision.by == by_awaiting)
        return "unclear: " + decision.note + ", awaiting a second reviewer";
    return format("{} by {}{}{}", verdict_text(decision), decision.by,
                  decision.by != by_rules && decision.stage == Stage::full_text ? " at full text" : "",
                  decision.adjudicated ? ", which settles it" : "");
}

/// What was said and did, where another decision counts than this word.
void print_if_other(const Decision& said, const std::vector<Decision>& standing, const std::optional<Decision>& now,
                    const Console& console)
{
    const std::string_view place = said.stage == Stage::full_text ? "at full text" : "on title and abstract";
    const auto again = std::ranges::find_if(standing, [&](const Decision& old) { return of_one_place(old, said); });
    if (said.withdrawn)
        console.out << format("  {} took back what was said last {}{}\n", said.by, place,
                              again == standing.end()
                                  ? ""
                                  : format("; {} of {} stands again", verdict_text(*again), again->at.substr(0, 10)));
    else if (now && now->by != by_awaiting && !says_the_same(*now, said))
        console.out << format("  {} says {} {}; {}\n", said.by, verdict_text(said), place,
                              now->by == by_conflict ? now->note + ": `decide … --adjudicate` settles it"
                              : now->adjudicated     ? "what was settled counts before it"
                              : now->stage > said.stage
                                  ? "the decision at full text counts before it"
                                  : "a word that is newer, or of the same second, counts before it");
}

void print(const Casebook& casebook, const Decision& said, const std::optional<Decision>& now,
           const std::optional<Decision>& before, const Console& console)
{
    const std::vector<Decision> standing = standing_words(casebook.store.history(said.article));
    const Article article = *casebook.store.article(said.article);
    console.out << format("{} ({}): {}\n", said.article, short_reference(article),
                          now                                            ? text_of(*now)
                          : casebook.store.view().whose == Whose::person ? "not decided by " + said.by
                                                                         : "nobody and no rule has decided");
    print_if_other(said, standing, now, console);
    if (before && before != now)
        console.out << format("  before: {}, {}\n", text_of(*before), before->at);
    const auto rules = casebook.store.rules_decision(said.article);
    if (rules && now != rules && before && before->by != by_rules)
        console.out << format("  the rules said {}\n", verdict_text(*rules));
    const auto patients = std::ranges::count_if(current_cases(casebook.store, said.article), is_suspected);
    const bool blind = casebook.store.view().whose == Whose::person; // what counts rests on others' words too
    const bool in = now && now->verdict == Verdict::include;
    const std::string counts = blind ? (in ? ", counted when both reviewers include it" : "")
                               : in  ? ", counted"
                                     : ", not counted";
    console.out << (patients == 0 ? !casebook.store.extraction(said.article)
                                        ? "  its patients have not been looked for yet: run `casebook extract`\n"
                                        : "  no patient in it to whom the drug is suspect\n"
                                  : format("  patients in it: {}{}\n", patients, counts));
}

/// Whether a word of this person may be said once more: the record was revised since people judged it.
bool is_revised(const Store& store, const std::string& article)
{
    const auto revised = revised_record(store, article);
    return revised && revised->judged;
}

} // namespace

int run_decide(const Request& request, const Console& console)
{
    if (request.has("--from") && (request.has("ARTICLE") || request.has("--reason") || request.has("--note")))
        throw UsageError("--from FILE says it all, a row each; only --by, --stage and --dry-run go with it.");
    if (request.has("--from"))
        return run_decide_many(request, console);
    if (!request.has("ARTICLE") || !request.has("VERDICT"))
        throw UsageError("expected ARTICLE and VERDICT, or --from FILE.");
    Decision said = said_in(request);
    const std::optional<Stage> stage = stage_asked(request);
    Casebook casebook = open_casebook(request);
    if (!said.adjudicated)
        casebook.store.set_view(reviewers_view(said.by, casebook.protocol)); // blind to the other
    LikelyNames(casebook.store, console).look_at(said.by);
    said.article = find_article(casebook.store, request.text("ARTICLE"));
    Store::Transaction transaction(casebook.store); // nobody decides between our look and our word
    const auto before = casebook.store.current_decision(said.article);
    const std::vector<Decision> standing = standing_words(casebook.store.history(said.article));
    said = placed(std::move(said), stage, standing);
    keep_version(casebook);
    const auto settled = settled_decision(said, standing_words(casebook.store.whole_history(said.article)));
    const bool again = stands(said, standing) && !is_asked_again(casebook.store, kept_versions(casebook.store), said) &&
                       !is_revised(casebook.store, said.article);
    if (!again)
        casebook.store.add(said);
    transaction.commit();
    const auto now = casebook.store.current_decision(said.article);
    if (format_of(request) == Format::text)
        print(casebook, said, now, before, console);
    else
        console.out << Json{{"version", 1},
                            {"id", said.article},
                            {"added", !again},
                            {"before", json_if(before)},
                            {"now", json_if(now)},
                            {"rules", json_if(casebook.store.rules_decision(said.article))},
                            {"settled_by", settled ? Json(settled->by) : Json()}}
                           .dump()
                    << "\n";
    if (settled)
        console.err << settled_decision_text(*settled) << "\n";
    const std::vector<std::string>& asked_for = casebook.protocol.exclude;
    if (!said.reason.empty() && std::ranges::find(asked_for, said.reason) == asked_for.end())
        console.err << format("{} is no criterion of protocol.json (exclude); the word is kept all the same.\n",
                              said.reason);
    if (again)
        console.err << "That was decided already; nothing was added.\n";
    return 0;
}

} // namespace casebook
