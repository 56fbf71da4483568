// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/saved_searches.hpp"

#include "corpus/day.hpp"
#include "corpus/format.hpp"
#include "corpus/nearest.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/searching/changes.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> names_of(const std::vector<SavedSearch>& all)
{
    std::vector<std::string> out;
    for (const SavedSearch& one : all)
        out.push_back(one.name);
    return out;
}

SavedSearch held_search(const Store& store, const std::string& name)
{
    if (auto held = store.saved_search(name))
        return *held;
    const std::vector<std::string> names = names_of(store.saved_searches());
    throw Error(format("there is no saved search \"{}\".{} {}", name, did_you_mean(name, names),
                       names.empty() ? "`casebook search --save NAME QUERY` saves one."
                                     : "There are: " + join(names, ", ") + "."));
}

void add(std::map<std::string, std::string>& changed, const std::string& article, const std::string& what)
{
    std::string& all = changed[article];
    all += (all.empty() ? "" : "; ") + what;
}

std::string text_of(const ChangedArticle& row)
{
    switch (row.change) {
    case ArticleChange::added: return "new";
    case ArticleChange::deleted: return "deleted by NLM";
    case ArticleChange::revised:
    case ArticleChange::received: break;
    }
    return "revised" + (row.parts.empty() ? "" : ": " + join(row.parts, ", ")) +
           (row.notice == Notice::none ? "" : ", " + lower_ascii(notice_mark(row.notice)));
}

std::string text_of(const Turn& turn)
{
    return format("decision: {} → {}{}", turn.before ? verdict_text(*turn.before) : "none", verdict_text(turn.now),
                  turn.now.by == by_rules || turn.now.by.empty() ? "" : " by " + turn.now.by);
}

std::string text_of(const SavedSearch& one)
{
    std::string out = one.query.empty() ? "everything" : one.query;
    if (!one.similar_to.empty())
        out += " --similar " + one.similar_to;
    if (!one.sort.empty())
        out += " --sort " + one.sort;
    if (!one.words.empty())
        out += " --words " + one.words;
    return out;
}

} // namespace

std::string saved_name(const Request& request) { return request.text("--saved", request.text("--save")); }

SavedSearch asked_search(const Request& request, const Store& store)
{
    const std::string words = join(request.all("QUERY"), " ");
    if (request.has("--save") && request.has("--saved"))
        throw UsageError("--save keeps a search and --saved runs one: take one of them.");
    if (request.has("--saved") && !words.empty())
        throw UsageError(format("--saved {}: it has its own words; leave yours out, or search without --saved.",
                                request.text("--saved")));
    if (request.has("--save") && trim(request.text("--save")).empty())
        throw UsageError("--save: a saved search needs a name.");
    SavedSearch out;
    if (request.has("--saved"))
        out = held_search(store, request.text("--saved"));
    else
        out = {repaired_utf8(request.text("--save")), repaired_utf8(words), "", "", "", "", "", "", ""};
    out.sort = request.text("--sort", out.sort);
    out.words = request.text("--words", out.words);
    if (request.has("--similar"))
        out.similar_to = find_article(store, request.text("--similar"));
    return out;
}

bool asks_as_saved(const SavedSearch& asked, const Store& store)
{
    return held_search(store, asked.name).asks_as(asked);
}

SearchNews news_since_day(const Store& store, const std::string& day)
{
    if (!begins_with_day(day))
        throw UsageError(format("--changed-since {}: expected a day as 2026-01-31, or `last` with --saved.", day));
    const Changes changes = changes_since(store, day);
    SearchNews out{day, {}, {}};
    for (const ChangedArticle& row : changes.articles)
        if (row.change != ArticleChange::received)
            add(out.changed, row.article, text_of(row));
    for (const Turn& turn : changes.turns)
        add(out.changed, turn.article, text_of(turn));
    for (const Correction& c : changes.corrections)
        add(out.changed, c.article, format("corrected by {}: {}", c.by, c.field));
    for (const auto& [article, look] : changes.full_texts)
        add(out.changed, article, format("full text: {}", name_of(look.access)));
    return out;
}

SearchNews news_since_last(const SavedSearch& saved, const std::map<std::string, std::string>& states, bool before)
{
    SearchNews out{saved.ran, {}, {}};
    const std::string& kept = before ? saved.seen_before : saved.seen;
    const auto then = kept.empty() ? std::map<std::string, std::string>()
                                   : Json::parse(kept).get<std::map<std::string, std::string>>();
    for (const auto& [article, state] : states)
        if (const auto held = then.find(article); held == then.end())
            out.changed[article] = "new";
        else if (held->second != state)
            out.changed[article] = "changed";
    for (const auto& [article, state] : then)
        if (!states.contains(article))
            out.gone.push_back(article);
    return out;
}

std::string states_json(const std::map<std::string, std::string>& states) { return Json(states).dump(); }

int list_searches(const Request& request, const Store& store, const Console& console)
{
    const std::vector<SavedSearch> all = store.saved_searches();
    if (format_of(request) == Format::text) {
        if (all.empty())
            console.err << "There is no saved search; `casebook search --save NAME QUERY` saves one.\n";
        for (const SavedSearch& one : all)
            console.out << format("{}: {}\n  saved {}, {}\n", one.name, text_of(one), one.at,
                                  one.ran.empty() ? "never run" : "last run " + one.ran);
        return 0;
    }
    Json list = Json::array();
    for (const SavedSearch& one : all)
        list.push_back({{"name", one.name},
                        {"query", one.query},
                        {"sort", one.sort},
                        {"words", one.words},
                        {"similar_to", one.similar_to},
                        {"at", one.at},
                        {"ran", one.ran.empty() ? Json() : Json(one.ran)}});
    console.out << Json{{"version", 1}, {"searches", list}}.dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    return 0;
}

int forget_search(const Request& request, Store& store, const Console& console)
{
    const std::string name = request.text("--forget");
    const SavedSearch held = held_search(store, name);
    store.forget_search(name);
    if (format_of(request) == Format::text)
        console.out << format("{} is forgotten: {}\n", name, text_of(held));
    else
        console.out << Json{{"version", 1}, {"forgotten", name}}.dump() << "\n";
    return 0;
}

} // namespace casebook
