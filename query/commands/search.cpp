// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/pair.hpp"
#include "query/searching/saved_searches.hpp"
#include "query/searching/searching.hpp"
#include "query/terminal_lines.hpp"

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

/// An answer with all that is said beside it.
struct AnsweredSearch
{
    Found found;
    std::string saved;                     ///< the name of the search, or ""
    std::optional<SearchNews> news;        ///< when only what changed was asked for
    std::map<std::string, Notice> notices; ///< on articles of the page, of those of which their journals say something
};

std::string change_of(const AnsweredSearch& answer, const std::string& article)
{
    if (!answer.news)
        return "";
    const auto change = answer.news->changed.find(article);
    return change == answer.news->changed.end() ? "" : change->second;
}

Notice notice_of(const AnsweredSearch& answer, const std::string& article)
{
    const auto found = answer.notices.find(article);
    return found == answer.notices.end() ? Notice::none : found->second;
}

/// As the store has them now, be the index behind.
std::map<std::string, Notice> notices_on(const std::vector<Hit>& hits, const Store& store)
{
    std::map<std::string, Notice> out;
    for (const Hit& hit : hits)
        if (const std::optional<Article> article = store.article(hit.article))
            out[hit.article] = notice_on(*article);
    return out;
}

Json to_json(const Hit& hit, const AnsweredSearch& answer)
{
    const std::optional<PairReports>& pair = answer.found.pair;
    const std::string change = change_of(answer, hit.article);
    return {{"id", hit.article},
            {"pmid", hit.article.starts_with("pubmed:") ? hit.article.substr(7) : ""},
            {"title", hit.title},
            {"reference", hit.reference},
            {"year", hit.year == 0 ? Json() : Json(hit.year)},
            {"decision", hit.verdict},
            {"reason", hit.reason.empty() ? Json() : Json(hit.reason)},
            {"decided_by", hit.decided_by},
            {"retracted", notice_of(answer, hit.article) == Notice::retracted},
            {"concern", notice_of(answer, hit.article) == Notice::concern},
            {"case", hit.case_number == 0 ? Json() : Json(hit.case_number)},
            {"summary", hit.summary},
            {"role", role_json(hit)},
            {"snippet", html_snippet(hit.snippet)},
            {"paraphrase", hit.paraphrase},
            {"changed", change.empty() ? Json() : Json(change)},
            {"faers", hit.reports && pair ? with_rule(*hit.reports, *pair) : Json()}};
}

void print_hit(std::size_t rank, const Hit& hit, const AnsweredSearch& answer, const Console& console, bool colour)
{
    const std::string change = change_of(answer, hit.article);
    const Notice notice = notice_of(answer, hit.article);
    const std::string id = hit.article.starts_with("pubmed:")
                               ? format("{} ({})", pmid_text(hit.article.substr(7)), hit.article)
                               : hit.article;
    console.out << format("{:>3}. {}\n     {}\n     {} · {}{}{}{}\n", rank, hit.title, hit.reference, id, hit.verdict,
                          hit.reason.empty() ? "" : ": " + hit.reason, notice == Notice::none ? "" : " · ",
                          notice_mark(notice));
    if (!change.empty())
        console.out << "     " << change << "\n";
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

/// What the articles are that are counted, behind their number.
std::string kind_of(const AnsweredSearch& answer, const Search& search)
{
    std::string out;
    if (answer.news)
        out = answer.news->since.empty() ? ", all of them new: the search was not run before"
                                         : " new or changed since " + answer.news->since;
    if (answer.found.some_words)
        out += " with some of the words, the likeliest first";
    if (!search.similar_to.empty())
        out += " with words of " + search.similar_to + ", the likest first";
    return out;
}

void print_text(const AnsweredSearch& answer, const Search& search, const Console& console)
{
    const Found& found = answer.found;
    console.out << format("{} article{}{}\n", found.total, found.total == 1 ? "" : "s", kind_of(answer, search));
    if (found.pair)
        console.out << "FAERS: " << pair_text(*found.pair) << "\n";
    std::size_t rank = search.offset;
    const bool colour = ::isatty(STDOUT_FILENO) != 0;
    for (const Hit& hit : found.hits)
        print_hit(++rank, hit, answer, console, colour);
    if (answer.news && !answer.news->gone.empty())
        console.out << "Not found any more: " << join(answer.news->gone, ", ") << "\n";
    if (search.facets && found.total > 0) {
        console.out << "\nArticles by\n";
        print_facets(found, console);
    }
}

/// "ciclosporin: also looked for as cyclosporine, neoral and 4 more"
std::string also_text(const std::string& words, const std::vector<std::string>& names)
{
    constexpr std::size_t most_named = 5;
    const std::size_t named = std::min(names.size(), most_named);
    const std::string more = names.size() > named ? format(" and {} more", names.size() - named) : "";
    return format("{}: also looked for as {}{}", words,
                  join({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(named)}, ", "), more);
}

/// What the user should know of the query and of what was made of it.
void say(const Found& found, const Console& console)
{
    for (const auto& [words, names] : found.also)
        console.err << also_text(words, names) << "\n";
    if (!found.also.empty())
        console.err << "In quotes a name is found as it stands.\n";
    for (const std::string& note : found.notes)
        console.err << note << "\n";
    if (found.widened && found.total > 0)
        console.err << "No article has all of these words: what follows has some of them.\n";
    if (found.suggestion.empty() || (found.total > 0 && !found.widened))
        return;
    console.err << format("{}Did you mean: {}\n", found.total == 0 ? "Nothing found. " : "", found.suggestion);
}

void print_json(const AnsweredSearch& answer, const Console& console)
{
    const Found& found = answer.found;
    Json hits = Json::array();
    for (const Hit& hit : found.hits)
        hits.push_back(to_json(hit, answer));
    Json out = {{"version", 2},
                {"total", found.total},
                {"understood", found.understood},
                {"words", found.some_words ? "any" : "all"},
                {"widened", found.widened},
                {"also", found.also},
                {"notes", found.notes},
                {"saved", answer.saved.empty() ? Json() : Json(answer.saved)},
                {"changed_since", answer.news && !answer.news->since.empty() ? Json(answer.news->since) : Json()},
                {"faers_reports", found.pair ? Json(found.pair->counts.both) : Json()},
                {"faers", found.pair ? to_json(*found.pair) : Json()},
                {"results", hits}};
    if (answer.news)
        out["gone"] = answer.news->gone;
    if (!found.facets.empty())
        out["facets"] = found.facets;
    if (!found.suggestion.empty())
        out["did_you_mean"] = found.suggestion;
    console.out << out.dump(1) << "\n";
}

void print(const AnsweredSearch& answer, const Search& search, Format form, const Console& console)
{
    switch (form) {
    case Format::text: print_text(answer, search, TerminalLines(console).console()); break;
    case Format::json: return print_json(answer, console); // with all that is said otherwise
    case Format::jsonl:
        for (const Hit& hit : answer.found.hits)
            console.out << to_json(hit, answer).dump() << "\n";
    }
    say(answer.found, console);
}

Search to_search(const Request& request, const SavedSearch& asked)
{
    Search out = search_of(protocol_here(request), asked.query);
    out.limit = static_cast<std::size_t>(request.number("--limit", 10, 1));
    out.offset = static_cast<std::size_t>(request.number("--offset", 0));
    out.sort = asked.sort;
    out.facets = request.has("--facets");
    out.words = asked.words == "all" ? WordsMode::all : asked.words == "any" ? WordsMode::any : WordsMode::fitting;
    out.similar_to = asked.similar_to;
    return out;
}

/// What `--changed-since` asks for; `states` is all that the search finds.
std::optional<SearchNews> news_of(const Request& request, const Store& store, const SavedSearch& asked,
                                  const std::map<std::string, std::string>& states)
{
    if (!request.has("--changed-since"))
        return std::nullopt;
    const std::string since = request.text("--changed-since");
    if (since != "last")
        return news_since_day(store, since);
    if (!request.has("--saved"))
        throw UsageError("--changed-since last: only a saved search knows when it was last run; add --saved NAME.");
    return news_since_last(asked, states, request.number("--offset", 0) > 0);
}

/// Runs the search, prints the answer and, where it has a name and asks as that name does, remembers what it found, the
/// pages to come with it: only then, so that nothing counts as seen where the answer was not printed.
int search_and_print(const Request& request, Store& store, const Console& console)
{
    const SavedSearch asked = asked_search(request, store);
    Search search = to_search(request, asked);
    const LiteratureReader reader(request.index());
    if (is_behind(reader, request, store.revision()))
        console.err << index_lags << "\n";
    const bool named = !saved_name(request).empty();
    const auto states = named ? reader.states(search) : std::map<std::string, std::string>();
    AnsweredSearch answer{{}, saved_name(request), news_of(request, store, asked, states), {}};
    if (answer.news) {
        search.among.emplace();
        for (const auto& [article, change] : answer.news->changed)
            search.among->insert(article);
    }
    answer.found = reader.search(search);
    answer.notices = notices_on(answer.found.hits, store);
    if (request.has("--save"))
        store.save(asked);
    print(answer, search, format_of(request), console);
    const bool as_saved = request.has("--save") || (named && asks_as_saved(asked, store));
    if (named && as_saved && search.offset == 0) {
        console.out.flush();
        store.ran_search(answer.saved, utc_now(), states_json(states));
    }
    return 0;
}

} // namespace

int run_search(const Request& request, const Console& console)
{
    Store store = Store::open_read_only(request.database());
    if (request.has("--searches"))
        return list_searches(request, store, console);
    if (request.has("--forget"))
        return forget_search(request, store, console);
    return search_and_print(request, store, console);
}

} // namespace casebook
