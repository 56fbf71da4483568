// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/changes.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_lines = 40; // of one kind; --format json has all

Json verdict_json(const Decision& decision)
{
    return {{"verdict", name_of(decision.verdict)},
            {"reason", or_null(decision.reason)},
            {"by", decision.by},
            {"at", decision.at}};
}

Json articles_json(const Changes& changes, std::int64_t run)
{
    Json out = Json::array();
    for (const ChangedArticle& row : changes.articles)
        if (row.run == run)
            out.push_back({{"change", name_of(row.change)},
                           {"article", row.article},
                           {"reference", row.reference},
                           {"title", row.title},
                           {"parts", row.parts},
                           {"retracted", row.notice == Notice::retracted},
                           {"concern", row.notice == Notice::concern}});
    return out;
}

Json to_json(const Changes& changes)
{
    Json out = {{"version", 1}, {"since", changes.since.empty() ? Json() : Json(changes.since)}};
    out["runs"] = Json::array();
    for (const Run& run : changes.runs)
        out["runs"].push_back({{"id", run.id},
                               {"kind", run.kind},
                               {"started", run.started},
                               {"finished", run.finished.empty() ? Json() : Json(run.finished)},
                               {"status", run.status},
                               {"articles", articles_json(changes, run.id)}});
    out["decisions"] = Json::array();
    for (const Turn& turn : changes.turns)
        out["decisions"].push_back({{"article", turn.article},
                                    {"reference", turn.reference},
                                    {"before", turn.before ? verdict_json(*turn.before) : Json()},
                                    {"now", verdict_json(turn.now)}});
    out["corrections"] = Json::array();
    for (const Correction& c : changes.corrections)
        out["corrections"].push_back({{"case", case_id(c.article, c.case_number)},
                                      {"field", c.field},
                                      {"value", c.value},
                                      {"by", c.by},
                                      {"at", c.at},
                                      {"withdrawn", c.withdrawn}});
    out["answers"] = Json::array();
    for (const ItemAnswer& said : changes.answers)
        out["answers"].push_back({{"case", case_id(said.article, said.case_number)},
                                  {"instrument", said.instrument},
                                  {"item", said.item},
                                  {"answer", name_of(said.answer)},
                                  {"by", said.by},
                                  {"at", said.at},
                                  {"withdrawn", said.withdrawn}});
    out["duplicates"] = Json::array();
    for (const Pairing& word : changes.pairings)
        out["duplicates"].push_back({{"first", word.first},
                                     {"second", word.second},
                                     {"kinship", name_of(word.kinship)},
                                     {"by", word.by},
                                     {"at", word.at}});
    out["full_texts"] = Json::array();
    for (const auto& [article, look] : changes.full_texts)
        out["full_texts"].push_back(
            {{"article", article}, {"access", name_of(look.access)}, {"by", look.by}, {"at", look.at}});
    out["included"] = {{"before", changes.included_before}, {"now", changes.included_now}};
    return out;
}

void print_list(const std::vector<std::string>& lines, const Console& console)
{
    for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i)
        console.out << "    " << lines[i] << "\n";
    if (lines.size() > most_lines)
        console.out << format("    … and {} more; --format json lists them all\n", lines.size() - most_lines);
}

void print_run(const Changes& changes, const Run& run, const Console& console)
{
    constexpr std::pair<ArticleChange, std::string_view> kinds[] = {
        {ArticleChange::added, "new"},
        {ArticleChange::revised, "revised"},
        {ArticleChange::deleted, "deleted by NLM"},
        {ArticleChange::received, "another form came in, which does not count now"}};
    console.out << format("Run {}: {}, {}, {}\n", run.id, run.kind, run.started, run.status);
    bool any = false;
    for (const auto& [kind, label] : kinds) {
        std::vector<std::string> lines;
        for (const ChangedArticle& row : changes.articles)
            if (row.run == run.id && row.change == kind)
                lines.push_back(format("{} ({}) {}{}{}{}", row.reference, row.article, row.title,
                                       row.parts.empty() ? "" : " [" + join(row.parts, ", ") + "]",
                                       row.notice == Notice::none ? "" : " ", notice_mark(row.notice)));
        if (lines.empty())
            continue;
        any = true;
        console.out << format("  {} {}\n", lines.size(), label);
        print_list(lines, console);
    }
    if (!any)
        console.out << "  no article changed\n";
}

std::string judgement(const Decision& decision)
{
    return verdict_text(decision) + (decision.by == by_rules || decision.by.empty() ? "" : " by " + decision.by);
}

void print_decisions(const Changes& changes, const Console& console)
{
    std::map<Verdict, std::size_t> screened; // for the first time, by the rules
    std::vector<std::string> lines;
    for (const Turn& turn : changes.turns)
        if (!turn.before && turn.now.by == by_rules)
            ++screened[turn.now.verdict];
        else
            lines.push_back(format("{} ({}): {} → {}", turn.reference, turn.article,
                                   turn.before ? judgement(*turn.before) : "not screened", judgement(turn.now)));
    if (!screened.empty())
        console.out << format("Screened by the rules for the first time: {} include, {} exclude, {} unclear\n",
                              screened[Verdict::include], screened[Verdict::exclude], screened[Verdict::unclear]);
    if (!lines.empty())
        console.out << format("Decisions: {}\n", lines.size());
    print_list(lines, console);
}

void print_corrections(const Changes& changes, const Console& console)
{
    std::vector<std::string> lines;
    for (const Correction& c : changes.corrections)
        lines.push_back(format("{} {} = {} by {}, {}", case_id(c.article, c.case_number), c.field,
                               c.withdrawn       ? "taken back"
                               : c.value.empty() ? "not reported"
                                                 : c.value,
                               c.by, c.at));
    if (!lines.empty())
        console.out << format("Corrections: {}\n", lines.size());
    print_list(lines, console);
    std::vector<std::string> answers;
    for (const ItemAnswer& said : changes.answers)
        answers.push_back(format("{} {} item {} = {} by {}, {}", case_id(said.article, said.case_number),
                                 said.instrument, said.item, said.withdrawn ? "taken back" : name_of(said.answer),
                                 said.by, said.at));
    if (!answers.empty())
        console.out << format("Appraisal: {}\n", answers.size());
    print_list(answers, console);
}

std::string kinship_text(const Pairing& word)
{
    switch (word.kinship) {
    case Kinship::duplicate: return format("{} is merged into {}", word.second, word.first);
    case Kinship::different: return format("{} and {} are two articles", word.first, word.second);
    case Kinship::same_study: return format("{} and {} tell of one study", word.first, word.second);
    case Kinship::open: break;
    }
    return format("{} and {}: what was said of them is taken back", word.first, word.second);
}

/// What people said of pairs of records and of full texts.
void print_other_words(const Changes& changes, const Console& console)
{
    std::vector<std::string> pairs;
    for (const Pairing& word : changes.pairings)
        pairs.push_back(format("{} by {}, {}", kinship_text(word), word.by, word.at));
    if (!pairs.empty())
        console.out << format("Duplicates: {}\n", pairs.size());
    print_list(pairs, console);
    std::vector<std::string> texts;
    for (const auto& [article, look] : changes.full_texts)
        texts.push_back(format("{}: {} by {}, {}", article, name_of(look.access), look.by, look.at));
    if (!texts.empty())
        console.out << format("Full texts: {}\n", texts.size());
    print_list(texts, console);
}

void print(const Changes& changes, const Console& console)
{
    if (changes.runs.empty())
        console.out << (changes.since.empty() ? "There was no run yet.\n" : "No run since then.\n");
    for (const Run& run : changes.runs)
        print_run(changes, run, console);
    print_decisions(changes, console);
    print_corrections(changes, console);
    print_other_words(changes, console);
    console.out << format("Articles included: {} before, {} now\n", changes.included_before, changes.included_now);
}

} // namespace

int run_changes(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    const Changes changes = changes_since(casebook.store, request.text("--since"));
    if (format_of(request) == Format::text)
        print(changes, console);
    else
        console.out << to_json(changes).dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    return 0;
}

} // namespace casebook
