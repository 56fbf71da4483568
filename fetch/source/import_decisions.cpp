// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import_decisions.hpp"

#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"

#include <algorithm>
#include <utility>

namespace casebook {

namespace {

std::string title_key(const Article& article)
{
    constexpr std::size_t telling = 20; ///< letters: "Case report" is the title of many
    const std::string title = squeeze(article.title.text);
    return title.size() < telling ? "" : format("title:{}|{}", title, year_of(article));
}

/// Title and abstract together are no other article's, whatever else a table has of it.
std::string text_key(const Article& article)
{
    constexpr std::size_t telling = 40; ///< letters
    const std::string text = squeeze(abstract_text(article));
    return text.size() < telling ? "" : "text:" + sha256(squeeze(article.title.text) + "|" + text);
}

} // namespace

void DecisionTaker::remember(const std::string& id, const Article& article)
{
    if (pmid_is_known(article.pmid))
        held_.try_emplace("pmid:" + article.pmid, id);
    if (!article.doi.empty())
        held_.try_emplace("doi:" + lower_ascii(article.doi), id);
    if (!context_.decisions_only)
        return;
    if (const std::string text = text_key(article); !text.empty())
        held_.try_emplace(text, id);
    if (const std::string title = title_key(article); !title.empty())
        if (const auto [held, fresh] = held_.try_emplace(title, id); !fresh && held->second != id)
            held->second.clear(); // a title of two is nobody's
}

/// Both have a number of that kind, and not the same.
bool DecisionTaker::contradicts(const Article& article, const std::string& id) const
{
    const auto held = context_.store.article(id);
    if (!held)
        return false;
    return (pmid_is_known(article.pmid) && pmid_is_known(held->pmid) && article.pmid != held->pmid) ||
           (!article.doi.empty() && !held->doi.empty() && lower_ascii(article.doi) != lower_ascii(held->doi));
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
                                   article.doi.empty() ? std::string() : "doi:" + lower_ascii(article.doi)})
        if (const auto found = held_.find(key); !key.empty() && found != held_.end())
            return found->second;
    for (const std::string& key : {text_key(article), title_key(article)})
        if (const auto found = held_.find(key); context_.decisions_only && found != held_.end() &&
                                                !found->second.empty() && !contradicts(article, found->second))
            return found->second;
    return context_.store.article_info(article.id) ? article.id : "";
}

void DecisionTaker::take(Decision said, const std::optional<Decision>& before, ImportReport& report)
{
    const bool from_future = said.at > utc_now(); // it would count before everything that is said from now on
    if (from_future)
        said.at.clear();
    if (said.by == nameless_decider && !context_.decided_by.empty())
        said.by = context_.decided_by;
    if (was_said(context_.store.whole_history(said.article), said)) {
        ++report.decisions.known;
        return;
    }
    ++report.decisions.added;
    report.decisions.from_future += from_future ? 1U : 0U;
    report.decisions.by[said.by] += 1;
    if (before && is_persons_name(before->by) && before->verdict != said.verdict && !said.withdrawn)
        ++report.decisions.against;
    context_.store.add(std::move(said));
}

void DecisionTaker::take(const Article& article, bool named, std::vector<Decision> decisions, std::string_view raw,
                         std::size_t position, ImportReport& report)
{
    if (decisions.empty())
        return;
    look_up();
    if (!context_.decisions_only)
        remember(article.id, article);
    const std::string id = named ? article.id : held_as(article);
    if (id.empty()) {
        ++report.decisions.not_held;
        if (report.decisions.not_held_titles.size() < titles_told)
            report.decisions.not_held_titles.push_back(display_title(article));
        return;
    }
    const auto before = context_.store.current_decision(id);
    for (Decision& decision : decisions) {
        decision.article = id;
        if (decision.adjudicated)
            settling_.push_back({std::move(decision), before, std::string(raw), position});
        else
            take(std::move(decision), before, report);
    }
}

void DecisionTaker::finish(ImportReport& report)
{
    for (Settling& word : std::exchange(settling_, {})) {
        const std::vector<Decision> history = context_.store.whole_history(word.said.article);
        if (was_said(history, word.said) || may_settle(word.said, history)) {
            take(std::move(word.said), word.before, report);
            continue;
        }
        const Origin origin{report.source, word.position, ""}; // the word is bad, not the record of a search
        const std::string what =
            format("{} settles what fewer than two people have judged; bring their words too", word.said.by);
        context_.store.quarantine(word.raw, origin, what);
        report.broken.push_back({0, origin, what, "", ""});
    }
}

} // namespace casebook
