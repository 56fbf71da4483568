// SPDX-License-Identifier: GPL-3.0-or-later
// A record typed in by hand: a paper that the search did not find, with the way by which it came in.
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/record_parts.hpp"
#include "fetch/source/ris.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/people.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// How records are found beside a search, and under which of PRISMA's headings they count.
struct How
{
    std::string_view word;
    std::string_view channel;
    std::string_view meaning;
};
constexpr std::array<How, 6> ways = {{{"citation", "citation", "citation searching"},
                                      {"expert", "other", "told by an expert"},
                                      {"website", "website", "website"},
                                      {"organisation", "organisation", "organisation"},
                                      {"hand", "other", "hand searching"},
                                      {"other", "other", "other method"}}};

const How& how_of(const Request& request)
{
    const auto* found = std::ranges::find(ways, request.text("--how"), &How::word);
    if (found == ways.end())
        throw UsageError(format("--how {}: expected citation, expert, website, organisation, hand or other.",
                                request.text("--how")));
    return *found;
}

/// The first paragraph is the title, the rest the abstract.
struct Typed
{
    std::string title;
    std::string abstract;
};

Typed read_typed(const std::string& file)
{
    std::string text = file == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : read_file(file);
    text = repaired_utf8(text);
    std::erase(text, '\r');
    const std::string_view body = trim(text);
    const std::size_t end = std::min(body.find("\n\n"), body.size());
    if (body.empty())
        throw Error(format("{}: holds nothing. Write the title, an empty line, and the abstract.", file));
    return {collapse(body.substr(0, end)), collapse(body.substr(end))};
}

/// "2019", "2019-03" or a date: the year has four digits and papers of it can be out.
PartialDate published_on(const std::string& text)
{
    const auto digits = std::ranges::find_if_not(text, is_digit) - text.begin();
    const PartialDate date = date_of(text);
    if (text.empty())
        return date;
    if (digits != 4 || date.year < 1700 || date.year > std::atoi(utc_now().substr(0, 4).c_str()) + 1)
        throw UsageError(format("--year {}: expected a year or a date such as 2019-03.", text));
    return date;
}

void read_options(const Request& request, Article& article)
{
    const auto text = [&](const char* name) { return collapse(words_of(request, name)); };
    article.journal = text("--journal");
    article.doi = doi_in(text("--doi"));
    article.pmid = text("--pmid");
    article.published = published_on(text("--year"));
    if (request.has("--year") && article.published.year == 0)
        throw UsageError("--year: expected a year or a date such as 2019-03.");
    if (request.has("--doi") && article.doi.empty())
        throw UsageError(format("--doi {}: this is no DOI; one begins with 10.", text("--doi")));
    if (!article.pmid.empty() && (article.pmid.size() > 8 || !std::ranges::all_of(article.pmid, is_digit)))
        throw UsageError(format("--pmid {}: expected a number of at most eight digits.", article.pmid));
    for (const std::string& names : request.has("--author") ? request.all("--author") : std::vector<std::string>{})
        for (const std::string& name : split(repaired_utf8(names), ';'))
            if (!trim(name).empty())
                article.authors.push_back(author_of(name));
    article.languages = {language_of(request.text("--language", "English"))};
    if (request.has("--type"))
        article.publication_types.push_back({"", publication_type_of(text("--type"))});
}

Article typed_article(const Request& request)
{
    Article article;
    article.database = "typed in";
    read_options(request, article);
    Typed typed{collapse(words_of(request, "--title")), collapse(words_of(request, "--abstract"))};
    if (request.has("--file")) {
        if (request.has("--title") || request.has("--abstract"))
            throw UsageError("--file holds title and abstract; leave --title and --abstract out.");
        typed = read_typed(request.text("--file"));
    }
    if (typed.title.empty())
        throw UsageError("a title is needed: --title, or --file with the title before an empty line.");
    article.title.text = typed.title;
    article.abstract = abstract_parts(typed.abstract);
    article.id = !article.pmid.empty()  ? "pubmed:" + article.pmid
                 : !article.doi.empty() ? "doi:" + lower_ascii(article.doi)
                                        : id_by_content(article);
    return article;
}

/// What was typed, in a form that can be imported again.
std::string as_ris(const Article& article)
{
    std::string out = "TY  - JOUR\nTI  - " + article.title.text + "\n";
    for (const Author& author : article.authors)
        out += "AU  - " + author.last_name +
               (author.fore_name.empty() && author.initials.empty()
                    ? ""
                    : ", " + (author.fore_name.empty() ? author.initials : author.fore_name)) +
               "\n";
    const auto put = [&](std::string_view tag, const std::string& value) {
        if (!value.empty())
            out += format("{}  - {}\n", tag, value);
    };
    put("JO", article.journal);
    put("PY", iso_date(article.published));
    put("DO", article.doi);
    put("AB", collapse(abstract_text(article)));
    put("LA", article.languages.front());
    for (const PublicationType& type : article.publication_types)
        put("M3", type.name);
    return out + "ER  - \n";
}

/// Groups of records that look like the new one.
std::vector<std::string> alike(const Store& store, const std::string& id)
{
    std::vector<std::string> out;
    for (const ProposedGroup& group : find_duplicates(store).proposed)
        if (std::ranges::find(group.records, id) != group.records.end())
            std::ranges::copy_if(group.records, std::back_inserter(out),
                                 [&](const auto& other) { return other != id; });
    return out;
}

} // namespace

int run_add(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const How& how = how_of(request);
    const std::string who = speaker(request);
    const Article article = typed_article(request);
    Casebook casebook = open_or_make_casebook(request);
    Store& store = casebook.store;
    Store::Transaction transaction(store);
    const bool known = store.article_info(article.id).has_value();
    if (!known) {
        const std::string note = words_of(request, "--note");
        const std::string origin = format("typed in by {}: {}{}", who, how.meaning, note.empty() ? "" : ", " + note);
        const Json details = {{"id", article.id}, {"by", who}, {"how", how.word}, {"note", note}};
        const std::int64_t run = store.start_run("add", details.dump());
        store.put(article, as_ris(article), {origin, 0, std::string(how.channel)}, run);
        store.update_run(run, "done", details.dump());
    }
    transaction.commit();
    const std::vector<std::string> like = known ? std::vector<std::string>{} : alike(store, article.id);
    if (form == Format::text) {
        console.out << format("{}: {}{}\n", article.id, citation(article), known ? "" : " added");
        for (const std::string& other : like)
            console.err << format("It looks like {}: see `casebook duplicates`.\n", other);
    } else {
        console.out << Json{{"version", 1}, {"id", article.id},       {"added", !known},   {"how", how.word},
                            {"by", who},    {"channel", how.channel}, {"looks_like", like}}
                           .dump(form == Format::json ? 1 : -1)
                    << "\n";
    }
    if (known)
        console.err << "The casebook holds that article already; nothing was added.\n";
    return 0;
}

} // namespace casebook
