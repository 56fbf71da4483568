// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "index/literature/columns.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/page.hpp"
#include "index/literature/query_parser.hpp"
#include "index/literature/relevance.hpp"
#include "index/literature/schema.hpp"
#include "index/literature/snippet.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

/// Xapian writes snippets as HTML; here they are plain text in one line.
std::string plain_snippet(std::string html)
{
    constexpr std::array<std::pair<std::string_view, char>, 4> entities = {
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&amp;", '&'}}};
    std::string out;
    for (std::string_view rest = html; !rest.empty();) {
        const auto* entity =
            std::ranges::find_if(entities, [&](const auto& row) { return rest.starts_with(row.first); });
        out += entity == entities.end() ? rest.front() : entity->second;
        rest.remove_prefix(entity == entities.end() ? 1 : entity->first.size());
    }
    return collapse(out);
}

/// Marks the words of what was asked for.
class Snippets
{
public:
    Snippets(const Xapian::Query& query, const Xapian::Database& db, const Xapian::Stem& stemmer)
        : stemmer_(stemmer), words_say_all_(words_say_all(query))
    {
        if (words_say_all_) {
            words_ = term_weights(query, db);
        } else {
            Xapian::Enquire marking(db);
            marking.set_query(query);
            marked_ = marking.get_mset(0, 1);
        }
    }

    std::string of(const std::string& text) const
    {
        std::string out = words_say_all_ ? best_snippet(text, words_, stemmer_) : by_xapian(text);
        return out.find('\x01') == std::string::npos ? text_beginning(text) : out;
    }

private:
    std::string by_xapian(const std::string& text) const
    {
        constexpr unsigned flags = Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE;
        return plain_snippet(marked_.snippet(text, snippet_length, stemmer_, flags, "\x01", "\x02", "…"));
    }

    const Xapian::Stem& stemmer_;
    bool words_say_all_;
    TermWeights words_;
    Xapian::MSet marked_;
};

} // namespace

struct LiteratureReader::Impl
{
    std::string where;
    Xapian::Database db;
    Xapian::Stem stemmer{"en"};
    mutable std::optional<Columns> kept_columns; ///< made when first asked for

    explicit Impl(const std::filesystem::path& folder) : where(folder.string()), db(where)
    {
        const std::string schema = db.get_metadata("schema");
        if (schema.empty())
            throw Error(format("{}: indexing was broken off. Run `casebook index`; nothing is lost.", where));
        if (schema != schema_key())
            throw Error(
                format("{}: made by another version of the program or of Xapian. Run `casebook index`.", where));
    }

    UnderstoodQuery understood(const Search& search, WordsMode mode) const;
    Xapian::Query ordered(const UnderstoodQuery& asked, const Search& search) const;
    const Columns& columns() const;
    Found search(const Search& search) const;
    CaseMatches matches(const Search& search) const;
    std::map<std::string, std::string> states(const Search& search) const;
    std::optional<PairReports> pair() const;
};

LiteratureReader::LiteratureReader(const std::filesystem::path& folder)
    : impl_(within_xapian(folder.string(), [&] { return std::make_unique<Impl>(folder); }))
{
}

LiteratureReader::~LiteratureReader() = default;
LiteratureReader::LiteratureReader(LiteratureReader&& other) noexcept = default;

std::optional<PairReports> LiteratureReader::Impl::pair() const
{
    const std::string json = db.get_metadata(pair_key);
    return json.empty() ? std::nullopt : std::optional(pair_reports_from(nlohmann::ordered_json::parse(json)));
}

UnderstoodQuery LiteratureReader::Impl::understood(const Search& search, WordsMode mode) const
{
    UnderstoodQuery out = parse_query(search.query, db, stemmer, search.names, mode);
    if (!search.similar_to.empty())
        out.query = Xapian::Query(Xapian::Query::OP_FILTER, like_article(search.similar_to, db), out.query);
    if (search.among) {
        std::vector<std::string> terms;
        for (const std::string& article : *search.among)
            terms.push_back(article_term(article));
        const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
        out.query = Xapian::Query(Xapian::Query::OP_FILTER, out.query, any);
    }
    return out;
}

/// With what only orders the results, where they are ordered by relevance.
Xapian::Query LiteratureReader::Impl::ordered(const UnderstoodQuery& asked, const Search& search) const
{
    if (!search.similar_to.empty() || !is_by_relevance(search.sort))
        return asked.query;
    const Xapian::Query query = with_roles(asked, db, search.names.drugs);
    if (!asked.is_question || asked.mode != WordsMode::any)
        return query;
    return with_feedback(query, db);
}

/// A count cannot rest on some of the words: of words without operators all that tell something must be there.
CaseMatches LiteratureReader::Impl::matches(const Search& search) const
{
    Xapian::Enquire enquire(db);
    enquire.set_query(understood(search, WordsMode::all).query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    CaseMatches out;
    const Xapian::MSet found = enquire.get_mset(0, db.get_doccount());
    for (auto match = found.begin(); match != found.end(); ++match) {
        const Hit hit = read_hit(match.get_document());
        out[hit.article].insert(hit.case_number);
    }
    return out;
}

std::map<std::string, std::string> LiteratureReader::Impl::states(const Search& search) const
{
    Xapian::Enquire enquire(db);
    enquire.set_query(understood(search, search.words).query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    std::map<std::string, std::map<int, std::string>> of_cases;
    const Xapian::MSet found = enquire.get_mset(0, db.get_doccount());
    for (auto match = found.begin(); match != found.end(); ++match) {
        const Hit hit = read_hit(match.get_document());
        of_cases[hit.article][hit.case_number] = state_of(match.get_document());
    }
    std::map<std::string, std::string> out;
    for (const auto& [article, cases] : of_cases) {
        std::string all;
        for (const auto& [number, state] : cases)
            all += std::to_string(number) + state;
        out[article] = sha256(all).substr(0, 12);
    }
    return out;
}

const Columns& LiteratureReader::Impl::columns() const
{
    if (!kept_columns)
        kept_columns = columns_of(where, db);
    return *kept_columns;
}

Found LiteratureReader::Impl::search(const Search& search) const
{
    const UnderstoodQuery asked = understood(search, search.words);
    Xapian::Enquire enquire(db);
    enquire.set_query(ordered(asked, search));
    enquire.set_weighting_scheme(word_weight());
    DocumentSet matched(db.get_lastdocid());
    const std::vector<Xapian::docid> page = page_of(enquire, db, columns(), search, matched);
    Found found;
    const MatchedArticles articles = by_article(columns(), matched);
    found.total = articles.count;
    found.understood = asked.query.get_description();
    found.suggestion = asked.suggestion;
    found.some_words = asked.mode == WordsMode::any;
    found.widened = asked.widened;
    found.also = asked.also;
    found.notes = asked.notes;
    found.pair = pair();
    if (search.facets)
        found.facets = count_facets(columns(), articles);
    const Snippets snippets(asked.query, db, stemmer); // of what was asked for, not of what only orders
    for (const Xapian::docid document : page) {
        std::string text;
        Hit hit = read_hit(db.get_document(document), text);
        hit.snippet = snippets.of(text);
        found.hits.push_back(std::move(hit));
    }
    return found;
}

namespace {

/// Asks; when the index was made twice meanwhile, asks its new state once more.
template <class Impl, class F> auto asked_of(Impl& impl, F&& ask)
{
    return within_xapian(impl.where, [&] {
        try {
            return ask(impl);
        } catch (const Xapian::DatabaseModifiedError&) {
            impl.db.reopen();
            impl.kept_columns.reset();
            return ask(impl);
        }
    });
}

} // namespace

Found LiteratureReader::search(const Search& search) const
{
    return asked_of(*impl_, [&](const Impl& impl) { return impl.search(search); });
}

CaseMatches LiteratureReader::matches(const Search& search) const
{
    return asked_of(*impl_, [&](const Impl& impl) { return impl.matches(search); });
}

std::map<std::string, std::string> LiteratureReader::states(const Search& search) const
{
    return asked_of(*impl_, [&](const Impl& impl) { return impl.states(search); });
}

std::int64_t LiteratureReader::store_revision() const
{
    return within_xapian(impl_->where, [&] {
        const std::string told = impl_->db.get_metadata(revision_key);
        return told.empty() ? -1 : std::atoll(told.c_str());
    });
}

std::string LiteratureReader::basis() const
{
    return within_xapian(impl_->where, [&] { return impl_->db.get_metadata("basis"); });
}

std::size_t LiteratureReader::documents() const { return impl_->db.get_doccount(); }

std::optional<PairReports> LiteratureReader::pair() const
{
    return within_xapian(impl_->where, [&] { return impl_->pair(); });
}

std::map<int, CaseReports> LiteratureReader::reports_of(const std::string& article) const
{
    return within_xapian(impl_->where, [&] {
        std::map<int, CaseReports> out;
        const std::string key = article_term(article);
        for (auto document = impl_->db.postlist_begin(key); document != impl_->db.postlist_end(key); ++document)
            if (const Hit hit = read_hit(impl_->db.get_document(*document)); hit.reports)
                out.emplace(hit.case_number, *hit.reports);
        return out;
    });
}

} // namespace casebook
