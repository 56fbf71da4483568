// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/changes.hpp"

#include "corpus/day.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "query/duplicates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 4> change_names = {"added", "revised", "deleted", "received"};

/// The runs that are meant, oldest first.
std::vector<Run> runs_since(const Store& store, const std::string& since)
{
    std::vector<Run> runs = store.runs();
    if (since.empty()) {
        if (runs.size() > 1)
            runs.erase(runs.begin(), runs.end() - 1);
        return runs;
    }
    if (begins_with_day(since)) {
        std::erase_if(runs, [&](const Run& run) { return run.started < since; });
        return runs;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(since.data(), since.data() + since.size(), number);
    if (error != std::errc() || end != since.data() + since.size())
        throw UsageError(format("--since {}: expected the number of a run or a date as 2026-01-31.", since));
    const auto found = std::ranges::find(runs, number, &Run::id);
    if (found == runs.end())
        throw Error(format("--since {}: there is no such run; `casebook status --format json` lists them.", since));
    runs.erase(runs.begin(), found);
    return runs;
}

/// What a run made different in a record, as far as both forms can be read.
void compare_forms(const KeptArticle& kept, std::int64_t run, ChangedArticle& out)
{
    const auto here = std::ranges::find(kept.forms.rbegin(), kept.forms.rend(), run, &Form::run);
    const auto before =
        std::find_if(kept.forms.rbegin(), kept.forms.rend(), [&](const Form& form) { return form.run < run; });
    if (here == kept.forms.rend() || before == kept.forms.rend())
        return;
    const Parsed<Article> now = parse_pubmed_record(here->raw);
    const Parsed<Article> then = parse_pubmed_record(before->raw);
    if (!now || !then)
        return;
    out.parts = differing_parts(*then, *now);
    out.notice = new_notice(notice_on(*then), notice_on(*now));
}

std::optional<ArticleChange> change_in(const KeptArticle& kept, std::int64_t run)
{
    if (kept.info.changed_run == run && kept.info.deleted)
        return ArticleChange::deleted;
    if (kept.info.added_run == run)
        return ArticleChange::added;
    if (kept.info.changed_run == run)
        return ArticleChange::revised;
    if (std::ranges::find(kept.forms, run, &Form::run) != kept.forms.end())
        return ArticleChange::received;
    return std::nullopt;
}

void add_article(const KeptArticle& kept, const std::vector<Run>& runs, Changes& out)
{
    for (const Run& run : runs) {
        const std::optional<ArticleChange> change = change_in(kept, run.id);
        if (!change)
            continue;
        ChangedArticle row{
            run.id, *change,     kept.info.id, short_reference(kept.article), display_title(kept.article),
            {},     Notice::none};
        if (change == ArticleChange::revised || change == ArticleChange::received)
            compare_forms(kept, run.id, row);
        out.articles.push_back(std::move(row));
    }
}

/// The decisions that were there before the first of the runs, or before the date that was given.
std::vector<Decision> earlier_decisions(const Store& store, const std::string& id, const Changes& changes)
{
    if (!changes.by_date && !changes.runs.empty())
        return store.history_before(id, changes.runs.front().id);
    std::vector<Decision> out = store.history(id);
    std::erase_if(out, [&](const Decision& decision) { return decision.at >= changes.since; });
    return out;
}

bool includes(const std::optional<Decision>& decision) { return decision && decision->verdict == Verdict::include; }

/// What does not count, now or before, because it is another record of an article.
struct Merged
{
    std::map<std::string, std::string> before;
    std::map<std::string, std::string> now;
};

void add_people(const Store& store, const std::string& id, const Merged& merged, Changes& out)
{
    const std::optional<Decision> before = decision_in(store.view(), earlier_decisions(store, id, out));
    const std::optional<Decision> now = store.current_decision(id);
    out.included_before += includes(before) && !merged.before.contains(id) ? 1U : 0U;
    out.included_now += includes(now) && !merged.now.contains(id) ? 1U : 0U;
    for (FullText& look : store.full_texts(id))
        if (!look.by.empty() && look.at >= out.since)
            out.full_texts.emplace_back(id, std::move(look));
    Decision nobody; // where all that was said is taken back
    nobody.article = id;
    if (before && now ? !says_the_same(*before, *now) : before.has_value() != now.has_value())
        out.turns.push_back({id, short_reference(*store.article(id)), before, now.value_or(nobody)});
    for (Correction& correction : store.corrections(id))
        if (correction.at >= out.since)
            out.corrections.push_back(std::move(correction));
    for (ItemAnswer& said : store.item_answers(id))
        if (said.at >= out.since)
            out.answers.push_back(std::move(said));
}

} // namespace

std::string_view name_of(ArticleChange value) { return change_names[static_cast<std::size_t>(value)]; }

std::vector<std::string> differing_parts(const Article& a, const Article& b)
{
    const std::pair<std::string_view, bool> parts[] = {
        {"title", a.title != b.title || a.vernacular_title != b.vernacular_title},
        {"abstract", a.abstract != b.abstract || a.other_abstracts != b.other_abstracts},
        {"authors", a.authors != b.authors},
        {"journal", a.journal != b.journal || a.volume != b.volume || a.issue != b.issue || a.pages != b.pages ||
                        a.published != b.published || a.electronic != b.electronic},
        {"MeSH", a.mesh != b.mesh || a.supplementary_mesh != b.supplementary_mesh},
        {"substances", a.substances != b.substances},
        {"publication types", a.publication_types != b.publication_types},
        {"keywords", a.keywords != b.keywords},
        {"language", a.languages != b.languages},
        {"identifiers", a.doi != b.doi || a.pmcid != b.pmcid || a.pii != b.pii},
        {"corrections and comments", a.links != b.links},
        {"copyright", a.copyright != b.copyright},
        {"status", a.status != b.status || a.version != b.version},
    };
    std::vector<std::string> out;
    for (const auto& [name, differs] : parts)
        if (differs)
            out.emplace_back(name);
    return out;
}

Changes changes_since(const Store& store, const std::string& since)
{
    Changes out;
    out.runs = runs_since(store, since);
    out.by_date = begins_with_day(since);
    out.since = out.by_date ? since : out.runs.empty() ? "" : out.runs.front().started;
    if (!out.runs.empty())
        for (const std::string& id : store.touched_since(out.runs.front().id))
            add_article(store.kept(id), out.runs, out);
    const Merged merged{merged_records_before(store, out.since), merged_records(store)};
    for (const std::string& id : store.article_ids())
        add_people(store, id, merged, out);
    for (Pairing& pairing : store.pairings())
        if (pairing.at >= out.since)
            out.pairings.push_back(std::move(pairing));
    std::ranges::stable_sort(out.articles, {}, &ChangedArticle::run);
    return out;
}

} // namespace casebook
