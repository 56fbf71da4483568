// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "index/literature/relevance.hpp"
#include "index/literature/schema.hpp"
#include "tests/bench/literature/literature.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <xapian.h>

namespace casebook::bench {

namespace {

constexpr std::size_t queries = 200;
constexpr std::size_t on_a_page = 10;
constexpr int rounds = 3;

using Facets = std::map<std::string, std::map<std::string, std::size_t>>;

/// What a page must say.
struct Page
{
    std::vector<std::string> articles;
    std::size_t total = 0;
    Facets facets;
    bool operator==(const Page&) const = default;
};

Page page_of(const Found& found)
{
    Page out;
    for (const Hit& hit : found.hits)
        out.articles.push_back(format("{} {}", hit.article, hit.case_number));
    out.total = found.total;
    out.facets = found.facets;
    return out;
}

Search search_for(const std::string& query)
{
    Search search;
    search.query = query;
    search.limit = on_a_page;
    search.facets = true;
    return search;
}

/// Counts articles by what Xapian tells of each document.
class PlainSpy : public Xapian::MatchSpy
{
public:
    void operator()(const Xapian::Document& document, double) override
    {
        const std::string article = document.get_value(slot_article);
        articles_.insert(article);
        count("decision", document.get_value(slot_decision), article);
        count("reason", document.get_value(slot_reason), article);
        for (const Field& field : fields())
            if (field.facet)
                count(std::string(field.id), document.get_value(static_cast<Xapian::valueno>(field.slot)), article);
    }

    std::size_t total() const { return articles_.size(); }

    Facets facets() const
    {
        Facets out;
        for (const auto& [name, values] : seen_)
            for (const auto& [value, articles] : values)
                out[name][value] = articles.size();
        return out;
    }

private:
    void count(const std::string& name, const std::string& values, const std::string& article)
    {
        if (!values.empty())
            for (const std::string& value : split(values, value_separator))
                seen_[name][value].insert(article);
    }

    std::map<std::string, std::map<std::string, std::set<std::string>>> seen_;
    std::set<std::string> articles_;
};

Xapian::Query either(const WordPair& pair)
{
    const Xapian::Stem stem("en");
    return {Xapian::Query::OP_OR, Xapian::Query("Z" + stem(pair.first)), Xapian::Query("Z" + stem(pair.second))};
}

/// The page by Xapian's own means: values of each document, collapsing, keys to sort equals by.
Page plain_page(const Xapian::Database& db, const WordPair& pair)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(either(pair));
    enquire.set_weighting_scheme(word_weight());
    enquire.set_collapse_key(slot_article);
    Xapian::MultiValueKeyMaker key;
    key.add_value(slot_year, true);
    key.add_value(slot_article);
    enquire.set_sort_by_relevance_then_key(&key, false);
    PlainSpy spy;
    enquire.add_matchspy(&spy);
    Page out;
    const Xapian::MSet found = enquire.get_mset(0, on_a_page, db.get_doccount());
    for (auto match = found.begin(); match != found.end(); ++match)
        out.articles.push_back(match.get_document().get_value(slot_article));
    out.total = spy.total();
    out.facets = spy.facets();
    return out;
}

/// The ten best, every document weighed.
std::size_t bare_match(const Xapian::Database& db, const WordPair& pair)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(either(pair));
    enquire.set_weighting_scheme(word_weight());
    return enquire.get_mset(0, on_a_page, db.get_doccount()).size();
}

std::string asked(const WordPair& pair) { return pair.first + " OR " + pair.second; }

/// The plain page does not know which case of an article is shown.
Page without_cases(Page page)
{
    for (std::string& article : page.articles)
        article.resize(article.find(' '));
    return page;
}

/// Seconds that `ask` takes for all queries, the least of some rounds.
template <class Ask> double seconds_for(const std::vector<WordPair>& pairs, Ask ask)
{
    double least = 0;
    for (int round = 0; round < rounds; ++round) {
        const double begin = cpu_seconds();
        for (const WordPair& pair : pairs)
            ask(pair);
        const double took = cpu_seconds() - begin;
        least = round == 0 ? took : std::min(least, took);
    }
    return least;
}

} // namespace

std::vector<WordPair> word_pairs(const std::string& index, std::size_t count)
{
    const Xapian::Database db(index);
    std::vector<std::string> words; // in one to twenty-five of a hundred documents
    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term)
        if ((*term).size() > 3 && std::ranges::all_of(*term, is_lower) &&
            term.get_termfreq() * 100 > db.get_doccount() && term.get_termfreq() * 4 < db.get_doccount())
            words.push_back(*term);
    std::mt19937 random(1);
    std::vector<WordPair> out;
    while (out.size() < count && words.size() > 1)
        out.push_back({words[random() % words.size()], words[random() % words.size()]});
    return out;
}

int compare_tops(const std::string& index, const std::string& plain)
{
    const LiteratureReader ours(index), theirs(plain);
    std::size_t other = 0;
    for (const WordPair& pair : word_pairs(index, queries))
        for (const std::string& query :
             {asked(pair), pair.first + " AND " + pair.second, pair.first, "title:" + pair.second})
            if (page_of(ours.search(search_for(query))) != page_of(theirs.search(search_for(query))) && ++other < 4)
                std::fprintf(stderr, "differs: %s\n", query.c_str());
    std::printf(R"({"queries":%zu,"differ":%zu})"
                "\n",
                4 * queries, other);
    return other == 0 ? 0 : 1;
}

int measure_page(const std::string& index)
{
    const Xapian::Database db(index);
    const LiteratureReader reader(index);
    const std::vector<WordPair> pairs = word_pairs(index, queries);
    // first, in a process that did nothing before: what Xapian's own means leave behind would slow both
    const double bare = seconds_for(pairs, [&](const WordPair& pair) { bare_match(db, pair); });
    const double page = seconds_for(pairs, [&](const WordPair& pair) { reader.search(search_for(asked(pair))); });
    std::size_t other = 0;
    for (const WordPair& pair : pairs)
        if (without_cases(page_of(reader.search(search_for(asked(pair))))) != plain_page(db, pair) && ++other < 4)
            std::fprintf(stderr, "differs: %s\n", asked(pair).c_str());
    std::printf(R"({"documents":%u,"queries":%zu,"differ":%zu,"bare_ms":%.3f,"page_ms":%.3f})"
                "\n",
                db.get_doccount(), pairs.size(), other, 1000 * bare / queries, 1000 * page / queries);
    return other == 0 ? 0 : 1;
}

} // namespace casebook::bench
