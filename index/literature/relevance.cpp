// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/relevance.hpp"

#include "corpus/text.hpp"
#include "index/literature/free_words.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

/// In the unit of BM25's weights: about what a second word is worth that one article in ten has.
constexpr double blame_weight = 3;
constexpr double case_weight = 5; ///< for a case in which the drug named is the suspect

constexpr std::size_t longest_drug_name = 4; ///< words

/// Likeliest articles, words taken from them, and what the best of those is worth beside a word of the question: the
/// usual values of the literature on pseudo relevance feedback.
constexpr Xapian::doccount feedback_articles = 5;
constexpr Xapian::termcount feedback_terms = 20;
constexpr double feedback_weight = 0.3;

constexpr Xapian::termcount telling_terms = 40; ///< more of them change the order little and cost time

/// Stemmed words of the text and of MeSH headings; names of people and journals make no article like another.
class WordsAndHeadings : public Xapian::ExpandDecider
{
public:
    bool operator()(const std::string& term) const override
    {
        return term.size() > 1 && term[0] == 'Z' && (is_lower(term[1]) || term.starts_with("ZXMESH"));
    }
};

/// Every run of a few words that may be the name of a drug.
std::vector<std::string> runs_of(const std::vector<std::string>& words)
{
    std::vector<std::string> out;
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string run;
        for (std::size_t last = first; last < std::min(words.size(), first + longest_drug_name); ++last) {
            run += (run.empty() ? "" : " ") + words[last];
            out.push_back(run);
        }
    }
    return out;
}

/// The terms of a drug that the words name: of articles that blame it, and of cases in which it has a role.
struct NamedDrug
{
    bool named = false;
    std::set<std::string> blaming;
    std::set<std::string> in_cases;
};

NamedDrug named_drug(const std::vector<std::string>& words, const Xapian::Database& db, const NamesOf& drug_names)
{
    NamedDrug out;
    for (const std::string& run : runs_of(words)) {
        std::vector<std::string> names = drug_names ? drug_names(run) : std::vector<std::string>();
        out.named |= !names.empty();
        names.push_back(run);
        for (const std::string& name : names) {
            if (const std::string term = exact_term(blame_prefix, fold(name)); db.term_exists(term))
                out.blaming.insert(term);
            if (const std::string term = exact_term(find_field("drug")->prefix, fold(name)); db.term_exists(term))
                out.in_cases.insert(term);
        }
    }
    out.named |= !out.blaming.empty();
    return out;
}

std::set<std::string> suspect_terms()
{
    const std::string_view prefix = find_field("role")->prefix;
    return {exact_term(prefix, name_of(Role::suspect)), exact_term(prefix, name_of(Role::interacting))};
}

Xapian::Query any_of(const std::set<std::string>& terms) { return {Xapian::Query::OP_OR, terms.begin(), terms.end()}; }

/// The same weight for each document that matches.
Xapian::Query weight_of(const Xapian::Query& matching, double weight)
{
    const Xapian::Query constant((new Xapian::FixedWeightPostingSource(weight))->release());
    return {Xapian::Query::OP_FILTER, constant, matching};
}

} // namespace

Xapian::BM25Weight word_weight() { return {1.2, 0, 1, 0.75, 0.5}; }

Xapian::Query with_roles(const UnderstoodQuery& asked, const Xapian::Database& db, const NamesOf& drug_names)
{
    if (asked.words.empty() || asks_for_treatment(asked.words))
        return asked.query;
    const NamedDrug drug = named_drug(asked.words, db, drug_names);
    const Xapian::Query suspect = any_of(suspect_terms());
    std::vector<Xapian::Query> first;
    if (!drug.named)
        first.push_back(weight_of(suspect, blame_weight));
    if (!drug.blaming.empty())
        first.push_back(weight_of(any_of(drug.blaming), blame_weight));
    if (!drug.in_cases.empty())
        first.push_back(weight_of({Xapian::Query::OP_AND, any_of(drug.in_cases), suspect}, case_weight));
    if (first.empty())
        return asked.query;
    const Xapian::Query order(Xapian::Query::OP_OR, first.begin(), first.end());
    return {Xapian::Query::OP_AND_MAYBE, asked.query, order};
}

Xapian::Query with_feedback(const Xapian::Query& query, const Xapian::Database& db)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(word_weight());
    enquire.set_collapse_key(slot_article);
    Xapian::RSet likeliest;
    const Xapian::MSet first = enquire.get_mset(0, feedback_articles);
    for (auto match = first.begin(); match != first.end(); ++match)
        likeliest.add_document(*match);
    const WordsAndHeadings wanted;
    const Xapian::ESet terms = enquire.get_eset(feedback_terms, likeliest, 0, &wanted);
    if (terms.empty())
        return query;
    std::vector<Xapian::Query> more;
    const double best = terms.begin().get_weight(); // they come with the heaviest first
    for (auto term = terms.begin(); term != terms.end(); ++term)
        more.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*term),
                          feedback_weight * term.get_weight() / best);
    return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(Xapian::Query::OP_OR, more.begin(), more.end())};
}

Xapian::Query like_article(const std::string& article, const Xapian::Database& db)
{
    const std::string key = article_term(article);
    Xapian::RSet itself;
    for (auto document = db.postlist_begin(key); document != db.postlist_end(key); ++document)
        itself.add_document(*document);
    if (itself.empty())
        throw Error(format("{}: not in the index. Run `casebook index`.", article));
    const WordsAndHeadings wanted;
    const Xapian::ESet terms = Xapian::Enquire(db).get_eset(telling_terms, itself, 0, &wanted);
    const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
    return {Xapian::Query::OP_AND_NOT, any, Xapian::Query(key)};
}

} // namespace casebook
