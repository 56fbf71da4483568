// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/join.hpp"

#include "corpus/archive.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "index/faers/candidates.hpp"
#include "index/faers/citations.hpp"
#include "index/faers/links.hpp"
#include "query/faers/pair.hpp"
#include "query/faers/question.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_candidates = 3;

std::filesystem::path join_file(const Request& request) { return request.faers() / "articles.json"; }

/// The protocol's pair in any role, at level latest, of any date: whoever may be a patient.
FaersQuestion widest(const Protocol& protocol)
{
    FaersQuestion out = question_of(protocol);
    out.roles = {FaersRole::primary_suspect, FaersRole::secondary_suspect, FaersRole::concomitant,
                 FaersRole::interacting};
    out.level = FaersLevel::latest;
    out.from = out.to = {};
    return out;
}

Json report_id_json(const FaersReport& report)
{
    return {{"report", report.report}, {"case", report.case_id}, {"quarter", to_text(report.quarter)}};
}

/// All that making the join needs.
struct Work
{
    const Casebook& casebook;
    const FaersStore& store;
    FaersReports reports;
    std::vector<Article> articles;
    std::vector<CitingReport> citing;
    std::vector<std::uint32_t> pair; ///< reports with drug and event, ascending
};

Json citing_json(const Work& work, std::size_t article)
{
    Json out = Json::array();
    for (const CitingReport& citing : work.citing) {
        if (citing.citation.article != article)
            continue;
        const FaersReport report = work.reports(citing.number);
        Json row = report_id_json(report);
        row["sender"] = report.sender;
        row["lit_ref"] = report.lit_ref;
        row["match"] = citing.citation.tier == CitationTier::title ? "title" : "similar";
        row["year"] = citing.citation.year;
        row["author"] = citing.citation.author;
        row["uncertain"] = citing.citation.uncertain();
        row["pair"] = std::ranges::binary_search(work.pair, citing.number);
        out.push_back(std::move(row));
    }
    return out;
}

Json candidates_json(const Work& work, const Case& c, const Article& article, const std::vector<std::uint32_t>& citing)
{
    Json out = Json::array();
    for (const Candidate& candidate :
         candidates_for(c, article, work.reports, work.store.counting(), work.pair, citing, most_candidates)) {
        Json row = report_id_json(work.reports(candidate.number));
        row["points"] = candidate.points;
        row["reasons"] = candidate.reasons;
        out.push_back(std::move(row));
    }
    return out;
}

Json cases_json(const Work& work, const Article& article, const CountedPair& counted, std::size_t at)
{
    std::vector<std::uint32_t> citing;
    for (const CitingReport& report : work.citing)
        if (report.citation.article == at)
            citing.push_back(report.number);
    Json out = Json::array();
    for (const Case& c : current_cases(work.casebook.store, article.id)) {
        if (!is_suspected(c))
            continue;
        const CaseReports like = reports_like(counted, c);
        Json row = {{"id", case_id(article.id, c.number)}};
        row.update(to_json(like));
        row["stratum_reports"] = like.stratum ? Json(like.stratum->both) : Json();
        row["candidates"] = candidates_json(work, c, article, citing);
        out.push_back(std::move(row));
    }
    return out;
}

/// References of the pair's reports that mean no article of the casebook: found by another way than the search.
Json missed_json(const Work& work, const CitedArticles& cited)
{
    std::map<std::string, std::vector<std::uint32_t>> by_reference;
    for (const std::uint32_t number : work.pair)
        if (const std::string key = reference_key(work.reports.lit_ref(number)); !key.empty())
            by_reference[key].push_back(number);
    Json out = Json::array();
    for (const auto& [key, numbers] : by_reference) {
        const std::string_view reference = work.reports.lit_ref(numbers.front());
        if (!cited.find(reference).empty() || !cited.alike(reference).empty())
            continue;
        Json ids = Json::array();
        for (const std::uint32_t number : numbers)
            ids.push_back(work.reports(number).report);
        out.push_back({{"lit_ref", reference}, {"reports", ids}});
    }
    return out;
}

Json strata_json(const CountedPair& counted)
{
    Json out = Json::array();
    for (const FaersStratumCounts& row : counted.strata)
        if (row.table.a > 0)
            out.push_back({{"sex", row.values[0]}, {"age", row.values[1]}, {"a", row.table.a}});
    return out;
}

/// The protocol's own count, and what is left of it without reports that echo a paper.
Json net_json(const Work& work, const FaersQuestion& question)
{
    const FaersCounts counts = count(work.store, question);
    std::set<std::uint32_t> known;
    for (const CitingReport& citing : work.citing)
        known.insert(citing.number);
    std::int64_t cite = 0;
    std::int64_t ours = 0;
    for (const std::uint32_t number : counts.reports) {
        cite += reference_key(work.reports.lit_ref(number)).empty() ? 0 : 1;
        ours += known.contains(number) ? 1 : 0;
    }
    return {{"scope", scope_text(work.store, question)},
            {"level", name_of(question.level)},
            {"roles", role_codes(question)},
            {"period", period_json(question)},
            {"a", counts.table.a},
            {"cite_a_paper", cite},
            {"cite_an_article", ours},
            {"net_of_papers", counts.table.a - cite},
            {"net_of_articles", counts.table.a - ours}};
}

/// The second, slower look: references of the pair's reports that no title stands in.
void add_alike(Work& work, const CitedArticles& cited)
{
    for (const std::uint32_t number : work.pair) {
        const std::string_view reference = work.reports.lit_ref(number);
        if (!reference_key(reference).empty() && cited.find(reference).empty())
            for (const Citation& citation : cited.alike(reference))
                work.citing.push_back({number, citation});
    }
}

} // namespace

Json make_join(const Casebook& casebook, const FaersStore& store)
{
    Work work{casebook, store, FaersReports(store), {}, {}, count(store, widest(casebook.protocol)).reports};
    casebook.store.each_article([&](const ArticleInfo&, const Article& article) { work.articles.push_back(article); });
    const CitedArticles cited(work.articles);
    work.citing = citing_reports(store, cited);
    add_alike(work, cited);
    const FaersQuestion own = question_of(casebook.protocol);
    const CountedPair counted = count_pair(store, casebook.protocol);
    Json articles = Json::object();
    for (std::size_t i = 0; i < work.articles.size(); ++i)
        articles[work.articles[i].id] = {{"reference", short_reference(work.articles[i])},
                                         {"reports", citing_json(work, i)},
                                         {"cases", cases_json(work, work.articles[i], counted, i)}};
    return {{"version", 1},
            {"made_from", index_basis(casebook.request)},
            {"made_up", store.counting().made_up},
            {"counts", net_json(work, own)},
            {"strata", strata_json(counted)},
            {"articles", articles},
            {"missed", missed_json(work, cited)}};
}

void keep_join(const Request& request, const Json& join)
{
    write_file(join_file(request), join.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

bool is_joined(const Request& request) { return std::filesystem::exists(join_file(request)); }

std::optional<Json> kept_join(const Request& request)
{
    if (!std::filesystem::exists(join_file(request)) || !FaersStore::exists(request.faers()))
        return std::nullopt;
    try {
        Json join = Json::parse(read_file(join_file(request)));
        if (join.at("made_from") == index_basis(request))
            return join;
    } catch (const Json::exception&) { // half a file of another hand: it is made again at the next join
    }
    return std::nullopt;
}

Json join_of_article(const Json& join, const std::string& article, const std::set<int>& hidden)
{
    const Json& articles = join.at("articles");
    if (!articles.contains(article))
        return nullptr;
    Json out = articles.at(article);
    Json shown = Json::array();
    const auto is_hidden = [&](const Json& c) {
        return std::ranges::any_of(hidden, [&](int number) { return c.at("id") == case_id(article, number); });
    };
    std::ranges::remove_copy_if(out.at("cases"), std::back_inserter(shown), is_hidden);
    out["cases"] = std::move(shown);
    return out;
}

} // namespace casebook
