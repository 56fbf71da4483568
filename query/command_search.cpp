// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers_pair.hpp"
#include "query/searching.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unistd.h>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// What matched stands between \x01 and \x02.
std::string with_marks(std::string_view snippet, std::string_view begin, std::string_view end)
{
    std::string out;
    for (const char c : snippet)
        out += c == '\x01' ? std::string(begin) : c == '\x02' ? std::string(end) : std::string(1, c);
    return out;
}

/// As HTML: <b> around what matched.
std::string html_snippet(std::string_view snippet)
{
    std::string escaped;
    for (const char c : snippet)
        escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return with_marks(escaped, "<b>", "</b>");
}

/// What the drug is to the event and the words that decide; null where nothing says.
Json role_json(const Hit& hit)
{
    return hit.role.empty() ? Json() : Json{{"role", hit.role}, {"cue", hit.cue}, {"quote", hit.words}};
}

Json to_json(const Hit& hit, const std::optional<PairReports>& pair)
{
    return {{"id", hit.article},
            {"pmid", hit.article.starts_with("pubmed:") ? hit.article.substr(7) : ""},
            {"title", hit.title},
            {"reference", hit.reference},
            {"year", hit.year == 0 ? Json() : Json(hit.year)},
            {"decision", hit.verdict},
            {"reason", hit.reason.empty() ? Json() : Json(hit.reason)},
            {"decided_by", hit.decided_by},
            {"case", hit.case_number == 0 ? Json() : Json(hit.case_number)},
            {"summary", hit.summary},
            {"role", role_json(hit)},
            {"snippet", html_snippet(hit.snippet)},
            {"paraphrase", hit.paraphrase},
            {"faers", hit.reports && pair ? with_rule(*hit.reports, *pair) : Json()}};
}

void print_hit(std::size_t rank, const Hit& hit, const Console& console, bool colour)
{
    const std::string id = hit.article.starts_with("pubmed:")
                               ? format("{} ({})", pmid_text(hit.article.substr(7)), hit.article)
                               : hit.article;
    console.out << format("{:>3}. {}\n     {}\n     {} · {}{}\n", rank, hit.title, hit.reference, id, hit.verdict,
                          hit.reason.empty() ? "" : ": " + hit.reason);
    if (!hit.summary.empty())
        console.out << "     case " << hit.case_number << ": " << hit.summary << "\n";
    if (!hit.role.empty())
        console.out << format(
            "     {}: {}{}\n", hit.role, hit.cue,
            hit.words.empty() ? "" : " “" + collapse(hit.words) + "”" + (hit.paraphrase ? " (paraphrase)" : ""));
    if (hit.reports)
        console.out << "     FAERS: " << reports_text(*hit.reports) << "\n";
    if (!hit.snippet.empty())
        console.out << "     " << (hit.paraphrase ? "(paraphrase) " : "")
                    << with_marks(hit.snippet, colour ? "\x1b[1m" : "", colour ? "\x1b[0m" : "") << "\n";
}

void print_facets(const Found& found, const Console& console)
{
    for (const auto& [field, values] : found.facets) {
        std::vector<std::pair<std::string, std::size_t>> rows(values.begin(), values.end());
        std::ranges::stable_sort(rows, std::greater(), &std::pair<std::string, std::size_t>::second);
        std::vector<std::string> texts;
        for (const auto& [value, count] : rows)
            texts.push_back(format("{} {}", value, count));
        console.out << format("{:<12} {}\n", field, join(texts, " · "));
    }
}

void print_text(const Found& found, const Search& search, const Console& console)
{
    console.out << format("{} article{}{}\n", found.total, found.total == 1 ? "" : "s",
                          search.similar_to.empty() ? ""
                                                    : " with words of " + search.similar_to + ", the likest first");
    if (found.pair)
        console.out << "FAERS: " << pair_text(*found.pair) << "\n";
    std::size_t rank = search.offset;
    const bool colour = ::isatty(STDOUT_FILENO) != 0;
    for (const Hit& hit : found.hits)
        print_hit(++rank, hit, console, colour);
    if (search.facets && found.total > 0) {
        console.out << "\nArticles by\n";
        print_facets(found, console);
    }
    if (found.total == 0 && !found.suggestion.empty())
        console.err << format("Nothing found. Did you mean: {}\n", found.suggestion);
}

void print_json(const Found& found, const Console& console)
{
    Json hits = Json::array();
    for (const Hit& hit : found.hits)
        hits.push_back(to_json(hit, found.pair));
    Json out = {{"version", 2},
                {"total", found.total},
                {"understood", found.understood},
                {"faers_reports", found.pair ? Json(found.pair->counts.both) : Json()},
                {"faers", found.pair ? to_json(*found.pair) : Json()},
                {"results", hits}};
    if (!found.facets.empty())
        out["facets"] = found.facets;
    if (!found.suggestion.empty())
        out["did_you_mean"] = found.suggestion;
    console.out << out.dump(1) << "\n";
}

} // namespace

int run_search(const Request& request, const Console& console)
{
    Search search = search_of(protocol_here(request), join(request.all("QUERY"), " "));
    search.limit = static_cast<std::size_t>(request.number("--limit", 10, 1));
    search.offset = static_cast<std::size_t>(request.number("--offset", 0));
    search.sort = request.text("--sort");
    search.facets = request.has("--facets");
    const Store store = Store::open_read_only(request.database());
    if (request.has("--similar"))
        search.similar_to = find_article(store, request.text("--similar"));
    const LiteratureReader reader(request.index());
    if (is_behind(reader, request, store.revision()))
        console.err << index_lags << "\n";
    const Found found = reader.search(search);
    switch (format_of(request)) {
    case Format::text: print_text(found, search, console); break;
    case Format::json: print_json(found, console); break;
    case Format::jsonl:
        for (const Hit& hit : found.hits)
            console.out << to_json(hit, found.pair).dump() << "\n";
    }
    return 0;
}

} // namespace casebook
