// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import_decisions.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"

#include <algorithm>

namespace casebook {

namespace {

std::string title_key(const Article& article)
{
    const std::string title = squeeze(article.title.text);
    return title.empty() ? "" : format("title:{}|{}", title, year_of(article));
}

/// Said before by the same person; where the file tells no time, at any time.
bool was_said(const std::vector<Decision>& history, const Decision& said)
{
    return std::ranges::any_of(history, [&](const Decision& old) {
        return says_the_same(old, said) && old.note == said.note && old.source == said.source &&
               (said.at.empty() || old.at == said.at);
    });
}

} // namespace

void DecisionTaker::remember(const std::string& id, const Article& article)
{
    if (pmid_is_known(article.pmid))
        held_.try_emplace("pmid:" + article.pmid, id);
    if (!article.doi.empty())
        held_.try_emplace("doi:" + lower_ascii(article.doi), id);
    if (context_.decisions_only)
        held_.try_emplace(title_key(article), id);
}

/// Reads all records once, and only when a decision came.
void DecisionTaker::look_up()
{
    if (looked_up_)
        return;
    looked_up_ = true;
    context_.store.each_article([&](const ArticleInfo& info, const Article& article) { remember(info.id, article); });
}

std::string DecisionTaker::held_as(const Article& article) const
{
    for (const std::string& key : {pmid_is_known(article.pmid) ? "pmid:" + article.pmid : std::string(),
                                   article.doi.empty() ? std::string() : "doi:" + lower_ascii(article.doi),
                                   context_.decisions_only ? title_key(article) : std::string()})
        if (const auto found = held_.find(key); !key.empty() && found != held_.end())
            return found->second;
    return context_.store.article_info(article.id) ? article.id : "";
}

void DecisionTaker::take(const Article& article, std::vector<Decision> decisions, ImportReport& report)
{
    if (decisions.empty())
        return;
    look_up();
    if (!context_.decisions_only)
        remember(article.id, article);
    const std::string id = held_as(article);
    if (id.empty()) {
        ++report.decisions.not_held;
        return;
    }
    const std::vector<Decision> history = context_.store.decisions(id);
    const auto before = context_.store.current_decision(id);
    for (Decision& decision : decisions) {
        decision.article = id;
        if (decision.by == nameless_decider && !context_.decided_by.empty())
            decision.by = context_.decided_by;
        if (was_said(history, decision)) {
            ++report.decisions.known;
            continue;
        }
        ++report.decisions.added;
        report.decisions.by[decision.by] += 1;
        if (before && before->by != by_rules && before->verdict != decision.verdict)
            ++report.decisions.against;
        context_.store.add(std::move(decision));
    }
}

} // namespace casebook
