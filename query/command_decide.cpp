// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
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

Verdict verdict_of(const Request& request)
{
    const auto verdict = verdict_from_name(request.text("VERDICT"));
    if (!verdict)
        throw UsageError(format("{}: expected include, exclude or unclear.", request.text("VERDICT")));
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

Json json_if(const std::optional<Decision>& decision) { return decision ? decision_json(*decision) : Json(); }

void print(const Casebook& casebook, const Decision& now, const std::optional<Decision>& before, const Console& console)
{
    const Article article = *casebook.store.article(now.article);
    console.out << format("{} ({}): {} by {}\n", now.article, short_reference(article), verdict_text(now), now.by);
    if (before && !(*before == now))
        console.out << format("  before: {} by {}, {}\n", verdict_text(*before), before->by, before->at);
    if (const auto rules = casebook.store.rules_decision(now.article); rules && (!before || before->by != by_rules))
        console.out << format("  the rules said {}\n", verdict_text(*rules));
    const auto patients = std::ranges::count_if(current_cases(casebook.store, now.article), is_suspected);
    console.out << (patients == 0 ? "  no patient in it to whom the drug is suspect\n"
                                  : format("  patients in it: {}, {}\n", patients,
                                           now.verdict == Verdict::include ? "counted" : "not counted"));
}

} // namespace

int run_decide(const Request& request, const Console& console)
{
    const Verdict verdict = verdict_of(request);
    const std::string reason = reason_of(request, verdict);
    const std::string who = speaker(request);
    Casebook casebook = open_casebook(request);
    const std::string id = find_article(casebook.store, request.text("ARTICLE"));
    Store::Transaction transaction(casebook.store); // nobody decides between our look and our word
    const auto before = casebook.store.current_decision(id);
    const Decision said{id, verdict, reason, who, "", words_of(request, "--note"), words_of(request, "--source"), {}};
    const bool again = before && repeats(*before, said);
    if (!again)
        casebook.store.add(said);
    transaction.commit();
    const Decision now = *casebook.store.current_decision(id);
    if (format_of(request) == Format::text)
        print(casebook, now, before, console);
    else
        console.out << Json{{"version", 1},
                            {"id", id},
                            {"added", !again},
                            {"before", json_if(before)},
                            {"now", decision_json(now)},
                            {"rules", json_if(casebook.store.rules_decision(id))}}
                           .dump()
                    << "\n";
    if (again)
        console.err << "That was decided already; nothing was added.\n";
    return 0;
}

} // namespace casebook
