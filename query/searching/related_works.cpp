// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/related_works.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/duplicates.hpp"
#include "query/json_values.hpp"
#include "query/searching/searching.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

constexpr std::size_t most_similar = 5;

RelatedWork held_work(const Store& store, std::string kind, const std::string& id)
{
    const Article article = *store.article(id);
    const auto decision = store.current_decision(id);
    std::string title = display_title(article);
    if (title.ends_with('.'))
        title.pop_back();
    RelatedWork out{std::move(kind), id, short_reference(article) + ": " + title, article.pmid,
                    decision ? verdict_text(*decision) : "not screened"};
    out.year = year_of(article);
    if (decision && decision->verdict == Verdict::include)
        out.patients = static_cast<std::size_t>(std::ranges::count_if(current_cases(store, id), is_suspected));
    return out;
}

void add_people_linked(const Store& store, const std::string& id, std::vector<RelatedWork>& out)
{
    for (const auto& [record, into] : merged_records(store))
        if (record == id || into == id)
            out.push_back(held_work(store, "duplicate", record == id ? into : record));
    for (const std::vector<std::string>& study : linked_studies(store))
        if (std::ranges::find(study, id) != study.end())
            for (const std::string& other : study)
                if (other != id)
                    out.push_back(held_work(store, "same study", other));
}

void add_comments(const Store& store, const Article& article, std::vector<RelatedWork>& out)
{
    for (const Link& link : article.links)
        if (const std::string id = "pubmed:" + link.pmid; !link.pmid.empty() && store.article_info(id))
            out.push_back(held_work(store, link.kind, id));
        else
            out.push_back({link.kind, "", link.source, link.pmid, ""});
}

void add_citing(const Casebook& casebook, const LiteratureReader& reader, const std::string& pmid,
                std::vector<RelatedWork>& out)
{
    if (!pmid_is_known(pmid))
        return;
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    for (const auto& [article, cases] : reader.matches(search_of(casebook.protocol, "cites:" + pmid)))
        if (casebook.store.article_info(article))
            out.push_back(held_work(casebook.store, "cited by", article));
    std::ranges::stable_sort(out.begin() + begin, out.end(), {}, &RelatedWork::year);
}

void add_similar(const Casebook& casebook, const LiteratureReader& reader, const std::string& id,
                 std::vector<RelatedWork>& out)
{
    Search search = search_of(casebook.protocol, "");
    search.similar_to = id;
    search.limit = most_similar;
    for (const Hit& hit : reader.search(search).hits)
        if (casebook.store.article_info(hit.article) &&
            std::ranges::find(out, hit.article, &RelatedWork::article) == out.end())
            out.push_back(held_work(casebook.store, "similar", hit.article));
}

void add_from_index(const Casebook& casebook, const Article& article, std::vector<RelatedWork>& out)
{
    if (!std::filesystem::exists(casebook.request.index()))
        return;
    try {
        const LiteratureReader reader(casebook.request.index());
        add_citing(casebook, reader, article.pmid, out);
        add_similar(casebook, reader, article.id, out);
    } catch (const Error&) { // not in the index yet, or one of another version: `status` tells
    }
}

/// "cited by 3 articles of the casebook, 1998 to 2024, as of 2026-11-23": none where none is known to cite it.
std::string citing_line(const std::vector<RelatedWork>& works, const Store& store)
{
    std::size_t citing = 0;
    std::vector<int> years;
    for (const RelatedWork& work : works)
        if (work.kind == "cited by") {
            ++citing;
            if (work.year != 0)
                years.push_back(work.year);
        }
    const std::vector<Run> runs = store.runs();
    if (citing == 0)
        return "";
    std::string when;
    if (!years.empty()) {
        const auto [first, last] = std::ranges::minmax(years);
        when = first == last ? format(", {}", first) : format(", {} to {}", first, last);
    }
    return format("  cited by {} of the casebook{}{}\n", counted(citing, "article"), when,
                  runs.empty() ? "" : ", as of " + runs.back().started.substr(0, 10));
}

} // namespace

std::vector<RelatedWork> related_works(const Casebook& casebook, const Article& article)
{
    std::vector<RelatedWork> out;
    add_people_linked(casebook.store, article.id, out);
    add_comments(casebook.store, article, out);
    add_from_index(casebook, article, out);
    return out;
}

void print_related_works(const std::vector<RelatedWork>& works, const Store& store, std::ostream& out)
{
    if (!works.empty())
        out << "\nRelated works\n" << citing_line(works, store);
    for (const RelatedWork& work : works) {
        const std::string number = work.pmid.empty() ? "" : " (" + pmid_text(work.pmid) + ")";
        const std::string here = work.article.empty()
                                     ? "not in the casebook"
                                     : work.article + ", " + work.decision +
                                           (work.patients == 0 ? "" : ", " + counted(work.patients, "patient"));
        out << format("  {:<12} {}{}; {}\n", work.kind, work.reference, work.article.empty() ? number : "", here);
    }
}

nlohmann::ordered_json to_json(const RelatedWork& work)
{
    return {{"kind", work.kind},
            {"id", or_null(work.article)},
            {"reference", work.reference},
            {"pmid", or_null(work.pmid)},
            {"decision", or_null(work.decision)},
            {"patients", work.patients},
            {"year", work.year == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(work.year)}};
}

} // namespace casebook
