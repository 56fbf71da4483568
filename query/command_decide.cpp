// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/files_of_many.hpp"
#include "query/people.hpp"
#include "query/record_json.hpp"
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

constexpr std::string_view take_back = "withdraw"; ///< instead of a verdict

Verdict verdict_of(const Request& request)
{
    if (request.text("VERDICT") == take_back)
        return Verdict::unclear;
    const auto verdict = verdict_from_name(request.text("VERDICT"));
    if (!verdict)
        throw UsageError(format("{}: expected include, exclude, unclear or withdraw.", request.text("VERDICT")));
    return *verdict;
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

bool repeats(const Decision& a, const Decision& b)
{
    return says_the_same(a, b) && a.note == b.note && a.source == b.source;
}

/// The newest word of that person that stands, at the stage if one is asked for.
Decision last_word(const std::vector<Decision>& standing, const std::string& who, std::optional<Stage> stage)
{
    for (auto word = standing.rbegin(); word != standing.rend(); ++word)
        if (word->by == who && (!stage || word->stage == *stage))
            return *word;
    throw Error(format("{} has said nothing of this article{} that could be taken back.", who,
                       stage ? format(" at the stage {}", name_of(*stage)) : ""));
}

/// What the command line says, of which article and at which stage it may not tell.
Decision said_in(const Request& request)
{
    const Verdict verdict = verdict_of(request);
    Decision said;
    said.verdict = verdict;
    said.reason = reason_of(request, verdict);
    said.by = speaker(request);
    said.note = words_of(request, "--note");
    said.source = words_of(request, "--source");
    said.withdrawn = request.text("VERDICT") == take_back;
    if (said.withdrawn && !said.source.empty())
        throw UsageError("--source goes with a verdict; say it in --note.");
    return said;
}

/// The same, put to its place among the words that stand.
Decision placed(Decision said, std::optional<Stage> stage, const std::vector<Decision>& standing)
{
    if (said.withdrawn)
        said.stage = last_word(standing, said.by, stage).stage;
    else
        said.stage = stage.value_or(unsaid_stage(said, standing));
    return said;
}

/// Whether the newest word at that stage says just this.
bool stands(const Decision& said, const std::vector<Decision>& standing)
{
    const auto newest = std::ranges::find(standing.rbegin(), standing.rend(), said.stage, &Decision::stage);
    return newest != standing.rend() && repeats(*newest, said);
}

Json json_if(const std::optional<Decision>& decision) { return decision ? decision_json(*decision) : Json(); }

std::string stage_text(const Decision& decision)
{
    return decision.by != by_rules && decision.stage == Stage::full_text ? " at full text" : "";
}

std::string text_of(const Decision& decision)
{
    return format("{} by {}{}", verdict_text(decision), decision.by, stage_text(decision));
}

/// What was said and did, where another decision counts than this word.
void print_if_other(const Decision& said, const std::optional<Decision>& now, const Console& console)
{
    if (said.withdrawn)
        console.out << format("  {} took back what was said{}\n", said.by,
                              said.stage == Stage::full_text ? " at full text" : " on title and abstract");
    else if (now && !says_the_same(*now, said))
        console.out << format("  {} says {} on title and abstract; the decision at full text counts before it\n",
                              said.by, verdict_text(said));
}

void print(const Casebook& casebook, const Decision& said, const std::optional<Decision>& now,
           const std::optional<Decision>& before, const Console& console)
{
    const Article article = *casebook.store.article(said.article);
    console.out << format("{} ({}): {}\n", said.article, short_reference(article),
                          now ? text_of(*now) : "nobody and no rule has decided");
    print_if_other(said, now, console);
    if (before && before != now)
        console.out << format("  before: {}, {}\n", text_of(*before), before->at);
    const auto rules = casebook.store.rules_decision(said.article);
    if (rules && now != rules && before && before->by != by_rules)
        console.out << format("  the rules said {}\n", verdict_text(*rules));
    const auto patients = std::ranges::count_if(current_cases(casebook.store, said.article), is_suspected);
    console.out << (patients == 0 ? "  no patient in it to whom the drug is suspect\n"
                                  : format("  patients in it: {}, {}\n", patients,
                                           now && now->verdict == Verdict::include ? "counted" : "not counted"));
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
    said.article = find_article(casebook.store, request.text("ARTICLE"));
    Store::Transaction transaction(casebook.store); // nobody decides between our look and our word
    const auto before = casebook.store.current_decision(said.article);
    const std::vector<Decision> standing = standing_words(casebook.store.decisions(said.article));
    said = placed(std::move(said), stage, standing);
    const bool again = stands(said, standing);
    if (!again)
        casebook.store.add(said);
    transaction.commit();
    const auto now = casebook.store.current_decision(said.article);
    if (format_of(request) == Format::text)
        print(casebook, said, now, before, console);
    else
        console.out << Json{{"version", 1},        {"id", said.article},
                            {"added", !again},     {"before", json_if(before)},
                            {"now", json_if(now)}, {"rules", json_if(casebook.store.rules_decision(said.article))}}
                           .dump()
                    << "\n";
    if (again)
        console.err << "That was decided already; nothing was added.\n";
    return 0;
}

} // namespace casebook
