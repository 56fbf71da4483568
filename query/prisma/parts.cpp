// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/prisma/parts.hpp"

#include "corpus/format.hpp"
#include "query/duplicates.hpp"
#include "query/prisma/search_log.hpp"

#include <algorithm>
#include <limits>

namespace casebook {

namespace {

FlowRecord flow_record(const ArticleInfo& info, const Article& article, const Databases& databases)
{
    const FullText& text = article.full_text;
    return {info.id,
            info.channel,
            databases.source_of(info, article),
            info.added_run,
            info.deleted,
            !text.passages.empty(),
            text.access == Access::not_open && !text.by.empty(),
            record_passages(article)};
}

} // namespace

std::vector<FlowArticle> flow_articles(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    const Databases databases(store);
    std::vector<FlowArticle> out;
    std::map<std::string, std::size_t> place;
    for (const std::string& id : store.all_article_ids()) {
        const auto found = merged.find(id);
        const std::string& stays = found == merged.end() ? id : found->second;
        const auto [at, is_new] = place.try_emplace(stays, out.size());
        if (is_new)
            out.push_back({stays, {}});
        std::vector<FlowRecord>& records = out[at->second].records;
        records.push_back(flow_record(*store.article_info(id), *store.article(id), databases));
        const FlowRecord record = records.back();
        for (const auto& [other, run] : databases.found_too(id, record.source)) {
            records.push_back(record); // identified there as well
            records.back().channel = "database";
            records.back().source = other;
            records.back().added_run = run;
        }
    }
    return out;
}

FlowBefore flow_before(const Store& store, const std::string& since)
{
    const Changes changes = changes_since(store, since);
    FlowBefore out;
    const bool any = !changes.runs.empty();
    out.first_new_run = any ? changes.runs.front().id : std::numeric_limits<std::int64_t>::max();
    out.text = changes.by_date
                   ? since
                   : format("run {} of {}", changes.runs.front().id, changes.runs.front().started.substr(0, 10));
    for (const std::string& id : store.all_article_ids())
        if (auto now = store.current_decision(id))
            out.decided.emplace(id, std::move(*now));
    for (const Turn& turn : changes.turns)
        if (turn.before)
            out.decided.insert_or_assign(turn.article, *turn.before);
        else
            out.decided.erase(turn.article);
    return out;
}

std::string last_version(const Store& store)
{
    std::vector<Run> updates = store.runs();
    std::erase_if(updates, [](const Run& run) { return run.kind != "update" || run.status != "done"; });
    return updates.size() < 2 ? "" : std::to_string(updates.back().id);
}

std::size_t studies_in(const Store& store, const std::set<std::string>& articles)
{
    std::size_t joined = 0;
    for (const std::vector<std::string>& study : linked_studies(store)) {
        const auto reports = std::ranges::count_if(study, [&](const std::string& id) { return articles.contains(id); });
        joined += reports > 1 ? static_cast<std::size_t>(reports) - 1 : 0;
    }
    return articles.size() - joined;
}

std::size_t patients_in(const Store& store, const std::set<std::string>& articles)
{
    std::size_t count = 0;
    for (const std::string& id : articles)
        count += static_cast<std::size_t>(std::ranges::count_if(current_cases(store, id), is_suspected));
    return count;
}

} // namespace casebook
