// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages/stages.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/share.hpp"
#include "fetch/extract/rules.hpp"
#include "fetch/extract/understanding.hpp"
#include "fetch/screen/screen.hpp"
#include "index/literature/index.hpp"
#include "query/duplicates.hpp"
#include "query/faers/pair.hpp"
#include "query/searching/blame.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <functional>

namespace casebook {

namespace {

constexpr std::size_t articles_at_once = 200;
constexpr std::size_t key_of_base = 32; ///< characters of a stage's key, before those of the record

/// What a stage's result depends on besides the record: rules, protocol, vocabularies.
std::string stage_base(const Casebook& casebook)
{
    std::string all(rules_digest());
    for (const auto& file : {casebook.request.protocol(), share_folder() / "lexicon" / "drugs.tsv",
                             share_folder() / "lexicon" / "conditions.tsv"})
        all += sha256(read_file(file));
    return sha256(all);
}

/// What the stage reads of an article: its record and its full text, as far as they are known.
std::string stage_key(const std::string& base, const ArticleInfo& info)
{
    const std::string seen = info.full_text.empty() ? info.sha256 : sha256(info.sha256 + info.full_text);
    return base.substr(0, key_of_base) + seen.substr(0, 32);
}

/// A stage that looks at articles one by one; `work` says whether it came to another result than before.
struct Step
{
    std::string_view name;
    std::function<bool(Casebook&, const Article&, const Understanding&, const std::string& key)> work;
};

/// Runs the stages over every article whose record, full text, rules, protocol or vocabularies are not those of the
/// last time. An article is read once for all of them.
std::vector<StageReport> run_stages(Casebook& casebook, const Console& console, std::string_view name,
                                    const std::vector<Step>& stages)
{
    const Reader reader(casebook.protocol);
    const std::string base = stage_base(casebook);
    const std::vector<std::string> ids = casebook.store.article_ids();
    std::vector<StageReport> reports(stages.size(), {ids.size(), 0, 0, {}});
    Progress progress(console, name, ids.size());
    auto transaction = std::make_unique<Store::Transaction>(casebook.store);
    std::size_t looked_at = 0;
    std::size_t read = 0;
    for (const std::string& id : ids) {
        const std::string key = stage_key(base, *casebook.store.article_info(id));
        progress.step(++looked_at);
        std::vector<std::size_t> stale;
        for (std::size_t i = 0; i < stages.size(); ++i)
            if (casebook.store.stage_key(id, stages[i].name) != key)
                stale.push_back(i);
        if (stale.empty())
            continue;
        const Article article = *casebook.store.article(id);
        const Understanding understanding = understand(reader, article);
        for (const std::size_t i : stale) {
            ++reports[i].done;
            reports[i].changed += stages[i].work(casebook, article, understanding, key) ? 1U : 0U;
        }
        if (++read % articles_at_once == 0) {
            transaction->commit();
            transaction.reset();
            transaction = std::make_unique<Store::Transaction>(casebook.store);
        }
    }
    transaction->commit();
    return reports;
}

bool same_decision(const Decision& a, const Decision& b)
{
    return a.verdict == b.verdict && a.reason == b.reason && a.grounds == b.grounds;
}

bool screen_article(Casebook& casebook, const Article& article, const Understanding& understanding,
                    const std::string& key)
{
    Decision decision = screen({article, casebook.protocol, understanding.judged(), understanding.role});
    const auto before = casebook.store.rules_decision(article.id);
    const bool changed = !before || !same_decision(*before, decision);
    if (changed)
        casebook.store.add(std::move(decision));
    casebook.store.set_stage_key(article.id, "screen", key);
    return changed;
}

bool extract_article(Casebook& casebook, const Article& article, const Understanding& understanding,
                     const std::string& key)
{
    const Extraction extraction = extract(article, understanding, casebook.protocol);
    const bool changed = casebook.store.extraction(article.id) != extraction;
    casebook.store.put_extraction(article.id, key, extraction);
    return changed;
}

} // namespace

StageReport screen_casebook(Casebook& casebook, const Console& console)
{
    StageReport report;
    auto turn = screened_under(casebook, [&] {
        report = run_stages(casebook, console, "screen", {{"screen", screen_article}}).front();
    });
    report.turn = std::move(turn);
    return report;
}

StageReport extract_casebook(Casebook& casebook, const Console& console)
{
    return run_stages(casebook, console, "extract", {{"extract", extract_article}}).front();
}

std::optional<ProtocolTurn> screen_and_extract(Casebook& casebook, const Console& console)
{
    return screened_under(casebook, [&] {
        run_stages(casebook, console, "screen and extract", {{"screen", screen_article}, {"extract", extract_article}});
    });
}

Outdated outdated_decisions(const Casebook& casebook)
{
    const std::string base = stage_base(casebook);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    Outdated out;
    casebook.store.each_stage_key("screen", [&](const ArticleInfo& info, const std::string& key) {
        if (merged.contains(info.id) || key.empty() || key == stage_key(base, info))
            return;
        ++(key.substr(0, key_of_base) == base.substr(0, key_of_base) ? out.by_record : out.by_rules);
    });
    return out;
}

std::size_t outdated_extractions(const Casebook& casebook)
{
    const std::string base = stage_base(casebook);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    std::size_t out = 0;
    casebook.store.each_stage_key("extract", [&](const ArticleInfo& info, const std::string& key) {
        out += !merged.contains(info.id) && key != stage_key(base, info) ? 1U : 0U;
    });
    return out;
}

std::string outdated_text(const Outdated& outdated)
{
    std::string out;
    if (outdated.by_rules > 0)
        out = format("{} article{} screened under another protocol or other rules than now", outdated.by_rules,
                     outdated.by_rules == 1 ? " was" : "s were");
    if (outdated.by_record > 0)
        out += format("{}of {} the record, or what is known of its full text, changed since it was screened",
                      out.empty() ? "" : ", ", counted(outdated.by_record, "article"));
    return out + ": run `casebook screen`, `extract` and `index`";
}

IndexReport index_casebook(Casebook& casebook, const Console& console)
{
    const std::int64_t revision = casebook.store.revision();
    read_blame(casebook, console);
    LiteratureWriter writer(casebook.request.index());
    IndexReport report;
    const std::optional<CountedPair> counted = count_pair(casebook, console);
    Progress progress(console, "index", casebook.store.article_ids().size());
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    casebook.store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (merged.contains(info.id))
            return;
        const std::vector<Case> cases = current_cases(casebook.store, info.id);
        IndexEntry entry{article, casebook.store.current_decision(info.id), cases};
        entry.blamed = blamed_drugs(casebook.store, info.id);
        for (const Case& c : cases)
            if (counted)
                entry.reports.push_back(reports_like(*counted, c));
        if (writer.put(entry))
            ++report.changed;
        progress.step(++report.articles);
    });
    report.removed = writer.drop_unseen();
    writer.commit(revision, index_basis(casebook.request), counted ? std::optional(counted->pair) : std::nullopt);
    return report;
}

} // namespace casebook
