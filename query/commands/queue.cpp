// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/queue.hpp"
#include "corpus/format.hpp"
#include "index/ranking/stopping.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/json_values.hpp"
#include "query/people.hpp"
#include "query/references/references.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr double recall_told = 0.95;

std::size_t relevant_in(const ReadingQueue& queue)
{
    return static_cast<std::size_t>(std::ranges::count(queue.read, true));
}

/// As far as anybody knows: what was found and what is expected to be left.
std::size_t total_guessed(const ReadingQueue& queue)
{
    return relevant_in(queue) + static_cast<std::size_t>(std::lround(expected_missed(queue.read, queue.records)));
}

std::string_view order_of(const ReadingQueue& queue)
{
    return queue.read.empty() ? "criteria" : queue.by_rules_alone == 0 ? "decisions" : "decisions and criteria";
}

/// Whether what was said under an older protocol is not for these eyes: nobody's in particular, of two reviewers.
bool is_hidden_here(const AskedAgain& asked, const Casebook& casebook, const std::string& by)
{
    return by.empty() && is_hidden(asked, casebook.protocol.reviewers);
}

Json asked_json(const Casebook& casebook, const Waiting& waiting, const std::string& by)
{
    if (waiting.asked.empty())
        return nullptr;
    return to_json(waiting.asked.front(), is_hidden_here(waiting.asked.front(), casebook, by));
}

std::size_t asked_in(const ReadingQueue& queue)
{
    std::size_t words = 0;
    for (const Waiting& waiting : queue.waiting)
        words += waiting.asked.size();
    return words;
}

/// Whether anybody's first look at a record is still to come.
bool is_all_read(const ReadingQueue& queue) { return queue.read.size() >= queue.records; }

std::string_view advice_of(const StoppingRule& rule, const ReadingQueue& queue)
{
    return rule.holds(queue.read, queue.records, total_guessed(queue)) ? "stop"
           : is_all_read(queue)                                        ? "all read"
                                                                       : "read on";
}

Json waiting_json(const Casebook& casebook, const Waiting& waiting, std::size_t place, const std::string& by)
{
    const Article article = *casebook.store.article(waiting.id);
    return {{"place", place},
            {"id", waiting.id},
            {"pmid", article.pmid},
            {"title", shown_title(article)},
            {"reference", short_reference(article)},
            {"score", tidy(waiting.score)},
            {"rules", waiting.rules ? Json(name_of(waiting.rules->verdict)) : Json()},
            {"reason", waiting.rules ? or_null(waiting.rules->reason) : Json()},
            {"unclear_by", waiting.unclear ? Json(waiting.unclear->by) : Json()},
            {"asked_again", asked_json(casebook, waiting, by)}};
}

Json stopping_json(const ReadingQueue& queue)
{
    Json rules = Json::array();
    for (const StoppingRule& rule : stopping_rules())
        rules.push_back({{"rule", rule.id},
                         {"meaning", rule.meaning},
                         {"holds", rule.holds(queue.read, queue.records, total_guessed(queue))}});
    return {{"read", queue.read.size()},
            {"irrelevant_in_a_row", irrelevant_in_a_row(queue.read)},
            {"chance_of_recall_below_95", tidy(chance_of_recall_below(queue.read, queue.records, recall_told))},
            {"expected_missed", tidy(expected_missed(queue.read, queue.records))},
            {"at_most", most_missed(queue.read, queue.records)},
            {"all_read", is_all_read(queue)},
            {"rules", rules}};
}

void print_waiting(const Casebook& casebook, const Waiting& waiting, std::size_t place, const std::string& by,
                   std::ostream& out)
{
    const Article article = *casebook.store.article(waiting.id);
    out << format("{:>4}  {}  {}\n      {}\n      the rules: {}", place, waiting.id, short_reference(article),
                  shown_title(article), waiting.rules ? verdict_text(*waiting.rules) : "not screened");
    for (const AskedAgain& asked : waiting.asked)
        out << "\n      asked again: " << asked_text(asked, is_hidden_here(asked, casebook, by));
    if (waiting.unclear && !is_persons_name(waiting.unclear->by))
        out << format("; {}", waiting.unclear->by == by_conflict
                                  ? "reviewers disagree: " + waiting.unclear->note
                                  : "awaiting a second reviewer: " + waiting.unclear->note);
    else if (waiting.unclear)
        out << format("; {}: unclear{}", waiting.unclear->by,
                      waiting.unclear->note.empty() ? "" : " (" + waiting.unclear->note + ")");
    out << "\n";
}

void print_stopping(const ReadingQueue& queue, std::ostream& out)
{
    if (queue.read.empty())
        return;
    if (queue.waiting.empty()) {
        out << format("\nNothing is left to read: {} judged, {} relevant.\n",
                      queue.read.size() == 1 ? "the one record is" : format("all {} records are", queue.read.size()),
                      relevant_in(queue));
        return;
    }
    out << format("\nWhen to stop? {} of {} read, {} relevant, the last {} irrelevant. None of these is a promise:\n",
                  queue.read.size(), queue.records, relevant_in(queue), irrelevant_in_a_row(queue.read));
    if (is_all_read(queue))
        out << "  every record was read once: what is to be judged above is in conflict or asked again\n";
    for (const StoppingRule& rule : stopping_rules())
        out << format("  {:<20}{:<9}{}\n", rule.id, advice_of(rule, queue), rule.meaning);
    out << format("  chance of a recall below 95 %: {:.2g} (hypergeometric, as if the last records read were drawn by "
                  "lot)\n",
                  chance_of_recall_below(queue.read, queue.records, recall_told))
        << format("  missed if you stop now: about {:.1f} if the rest is as rich as the last records read; at most {} "
                  "with 95 % confidence\n",
                  expected_missed(queue.read, queue.records), most_missed(queue.read, queue.records));
}

void print(const Casebook& casebook, const ReadingQueue& queue, const std::string& by, std::size_t limit,
           const Console& console)
{
    const std::size_t asked = asked_in(queue);
    console.out << format("{} to be judged of {}{}, in the order of {}\n", counted(queue.waiting.size(), "record"),
                          queue.records, asked == 0 ? "" : format(", {} asked again", counted(asked, "word")),
                          queue.read.empty() ? format("the criteria; {} decided anything yet",
                                                      by.empty() ? "nobody has" : by + " has not")
                                             : std::string(order_of(queue)));
    for (std::size_t i = 0; i < std::min(limit, queue.waiting.size()); ++i)
        print_waiting(casebook, queue.waiting[i], i + 1, by, console.out);
    if (queue.waiting.size() > limit)
        console.out << format("      … and {} more (--limit)\n", queue.waiting.size() - limit);
    print_stopping(queue, console.out);
}

} // namespace

int run_queue(const Request& request, const Console& console)
{
    const auto limit = static_cast<std::size_t>(request.number("--limit", 10, 0));
    const Format form = format_of(request);
    const std::string by = request.has("--by") ? speaker(request) : "";
    const Casebook casebook = open_casebook(request);
    const Stage stage = stage_asked(request).value_or(Stage::title_abstract);
    const ReadingQueue queue = reading_queue(casebook.store, by, stage);
    if (form == Format::text) {
        print(casebook, queue, by, limit, console);
        return 0;
    }
    Json items = Json::array();
    for (std::size_t i = 0; i < std::min(limit, queue.waiting.size()); ++i)
        items.push_back(waiting_json(casebook, queue.waiting[i], i + 1, by));
    if (form == Format::jsonl) {
        for (const Json& item : items)
            console.out << item.dump() << "\n";
        return 0;
    }
    console.out << Json{{"version", 1},
                        {"by", or_null(by)},
                        {"stage", name_of(stage)},
                        {"order", order_of(queue)},
                        {"records", queue.records},
                        {"judged", queue.read.size()},
                        {"relevant", relevant_in(queue)},
                        {"to_judge", queue.waiting.size()},
                        {"asked_again", asked_in(queue)},
                        {"queue", items},
                        {"stopping", stopping_json(queue)}}
                       .dump(1)
                << "\n";
    return 0;
}

} // namespace casebook
