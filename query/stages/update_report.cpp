// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages/update_report.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_shown = 20;

Json json_of(const Tally& t)
{
    return {{"records", t.records},
            {"included", t.included},
            {"excluded", t.excluded},
            {"unclear", t.unclear},
            {"patients", t.patients}};
}

Tally tally_from(const Json& json)
{
    return {json.at("records"), json.at("included"), json.at("excluded"), json.at("unclear"), json.at("patients")};
}

/// What a list shows of an article.
struct Line
{
    std::string id;
    std::string pmid;
    std::string reference;
    std::string title;
    std::string verdict = "unclear";
    std::string reason;
    std::string by;
    Notice notice = Notice::none;
};

Line line_of(const Store& store, const std::string& id)
{
    const Article article = *store.article(id);
    Line line{id, article.pmid, short_reference(article), display_title(article), "unclear",
              "", "",           notice_on(article)};
    if (const auto decision = store.current_decision(id)) {
        line.verdict = name_of(decision->verdict);
        line.reason = decision->reason;
        line.by = decision->by;
    }
    return line;
}

Json json_of(const std::vector<std::string>& ids, const Store& store)
{
    Json out = Json::array();
    for (const std::string& id : ids) {
        const Line line = line_of(store, id);
        out.push_back({{"id", line.id},
                       {"pmid", line.pmid},
                       {"reference", line.reference},
                       {"title", line.title},
                       {"decision", line.verdict},
                       {"reason", line.reason.empty() ? Json() : Json(line.reason)},
                       {"decided_by", line.by.empty() ? Json() : Json(line.by)},
                       {"retracted", line.notice == Notice::retracted},
                       {"concern", line.notice == Notice::concern}});
    }
    return out;
}

/// What needs a reader comes first.
std::size_t rank_of(std::string_view verdict) { return verdict == "include" ? 0 : verdict == "unclear" ? 1 : 2; }

void print_list(std::string_view heading, const std::vector<std::string>& ids, const Store& store,
                const Console& console)
{
    if (ids.empty())
        return;
    std::vector<Line> lines;
    std::ranges::transform(ids, std::back_inserter(lines), [&](const std::string& id) { return line_of(store, id); });
    std::ranges::stable_sort(lines, {}, [](const Line& line) { return rank_of(line.verdict); });
    console.out << format("\n{}\n", heading);
    for (const Line& line : std::span(lines).first(std::min(lines.size(), most_shown)))
        console.out << format("  {:<8} {}: {} ({}){}{}{}\n", line.verdict, line.reference, line.title,
                              pmid_text(line.pmid), line.reason.empty() ? "" : ", " + line.reason,
                              line.notice == Notice::none ? "" : ", ", notice_mark(line.notice));
    if (lines.size() > most_shown)
        console.out << format("  … and {} more (--format json names them all)\n", lines.size() - most_shown);
}

bool decided_by_person(const Store& store, const std::string& id)
{
    const auto decision = store.current_decision(id);
    return decision && decision->by != by_rules;
}

Notice known_notice(const Baseline& baseline, const std::string& id)
{
    return baseline.retracted.contains(id) ? Notice::retracted
           : baseline.concern.contains(id) ? Notice::concern
                                           : Notice::none;
}

std::string arrow(std::size_t before, std::size_t after)
{
    return before == after ? format("{}", after) : format("{} → {}", before, after);
}

} // namespace

Baseline baseline_of(const Store& store)
{
    Baseline out;
    const std::vector<Run> runs = store.runs();
    out.run = runs.empty() ? 0 : runs.back().id;
    out.counts = tally(store);
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (const Notice notice = notice_on(article); notice != Notice::none)
            (notice == Notice::retracted ? out.retracted : out.concern).insert(info.id);
    });
    return out;
}

UpdateChanges changes_since(const Store& store, const Baseline& baseline)
{
    UpdateChanges out;
    out.before = baseline.counts;
    out.after = tally(store);
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        const bool is_new = info.added_run > baseline.run;
        const bool changed = info.changed_run > baseline.run;
        if (is_new)
            out.added.push_back(info.id);
        else if (changed)
            out.revised.push_back(info.id);
        const Notice notice = is_new ? Notice::none : new_notice(known_notice(baseline, info.id), notice_on(article));
        if (notice != Notice::none)
            (notice == Notice::retracted ? out.retracted : out.concern).push_back(info.id);
        if (!is_new && changed && decided_by_person(store, info.id))
            out.look_again.push_back(info.id);
    });
    return out;
}

std::string to_text(const Baseline& baseline)
{
    return Json{{"version", 1},
                {"since_run", baseline.run},
                {"before", json_of(baseline.counts)},
                {"retracted_before", baseline.retracted},
                {"concern_before", baseline.concern}}
        .dump();
}

Baseline baseline_from(std::string_view json)
{
    try {
        const Json read = Json::parse(json);
        return {read.at("since_run"), tally_from(read.at("before")), read.at("retracted_before"),
                read.value("concern_before", std::set<std::string>())}; // older notes have none
    } catch (const Json::exception& e) {
        throw Error(format(
            "the store's note on an update: cannot be read ({}). Check the store with `casebook verify`.", e.what()));
    }
}

Json to_json(const UpdateChanges& changes, const Store& store)
{
    return {{"before", json_of(changes.before)},
            {"after", json_of(changes.after)},
            {"count_changed", changes.before.patients != changes.after.patients},
            {"new", json_of(changes.added, store)},
            {"revised", json_of(changes.revised, store)},
            {"newly_retracted", json_of(changes.retracted, store)},
            {"newly_of_concern", json_of(changes.concern, store)},
            {"look_again", json_of(changes.look_again, store)}};
}

void print_text(const UpdateChanges& c, const Store& store, const Console& console)
{
    console.out << format(
        "\nChanges: {} new, {} revised, {} newly retracted{}\n", c.added.size(), c.revised.size(), c.retracted.size(),
        c.concern.empty() ? "" : format(", {} newly with an expression of concern", c.concern.size()));
    console.out << format("  records   {} (included {}, excluded {}, unclear {})\n",
                          arrow(c.before.records, c.after.records), arrow(c.before.included, c.after.included),
                          arrow(c.before.excluded, c.after.excluded), arrow(c.before.unclear, c.after.unclear));
    console.out << format("  patients  {} (suspect cases of included articles){}\n",
                          arrow(c.before.patients, c.after.patients),
                          c.before.patients == c.after.patients ? "" : ": THE COUNT CHANGED, see `casebook count`");
    print_list("Newly retracted", c.retracted, store, console);
    print_list("Newly with an expression of concern", c.concern, store, console);
    print_list("Another look is needed: these changed after a person had decided, and the decision stands",
               c.look_again, store, console);
    print_list("New", c.added, store, console);
    print_list("Revised", c.revised, store, console);
}

} // namespace casebook
