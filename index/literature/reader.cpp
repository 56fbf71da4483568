// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "index/literature/columns.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/query_parser.hpp"
#include "index/literature/relevance.hpp"
#include "index/literature/schema.hpp"
#include "index/literature/snippet.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

/// Keeps the numbers of all that matches.
class MatchedDocuments : public Xapian::MatchSpy
{
public:
    explicit MatchedDocuments(std::vector<Xapian::docid>& documents) : documents_(documents) {}

    void operator()(const Xapian::Document& document, double) override { documents_.push_back(document.get_docid()); }

private:
    std::vector<Xapian::docid>& documents_;
};

Xapian::valueno sort_slot(std::string_view name)
{
    if (name == "year")
        return slot_year;
    const Field* field = find_field(name);
    if (field == nullptr || field->kind != FieldKind::number || field->slot < 0)
        throw UsageError(format(
            "cannot sort by \"{}\"; try year, latency or age_years, with a leading - for the other direction.", name));
    return static_cast<Xapian::valueno>(field->slot);
}

bool is_by_relevance(std::string_view sort) { return sort.empty() || sort == "relevance"; }

/// Documents lie in the order in which they were indexed, which tells nothing: ties go to the newest, then by id.
/// What has no value to sort by comes last in both directions.
void set_order(Xapian::Enquire& enquire, std::string_view sort, Xapian::MultiValueKeyMaker& key)
{
    const bool by_relevance = is_by_relevance(sort);
    if (!by_relevance) {
        const bool reverse = sort.starts_with('-');
        key.add_value(sort_slot(reverse ? sort.substr(1) : sort), reverse, reverse ? "" : std::string(16, '\xFF'));
    } else {
        key.add_value(slot_year, true);
    }
    key.add_value(slot_article);
    if (by_relevance)
        enquire.set_sort_by_relevance_then_key(&key, false);
    else
        enquire.set_sort_by_key_then_relevance(&key, false);
}

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

Xapian::doccount clamped(std::size_t count)
{
    return static_cast<Xapian::doccount>(
        std::min<std::size_t>(count, std::numeric_limits<Xapian::doccount>::max() / 2));
}

} // namespace

namespace {

/// More documents than articles on the page are asked for: some may be of the same article, some weigh the same.
constexpr std::size_t spare_documents = 8;

/// The documents in their order, equals by their rank, one for each article; none where there may be more that weigh as
/// much as the last of them.
std::optional<std::vector<Xapian::docid>> best_by_weight(const Xapian::MSet& matches, const Columns& columns,
                                                         std::size_t wanted)
{
    std::vector<std::pair<double, Xapian::docid>> documents;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        documents.emplace_back(-match.get_weight(), *match);
    const bool all =
        matches.size() == matches.get_matches_lower_bound() && matches.size() == matches.get_matches_upper_bound();
    if (const double last = documents.empty() ? 0 : documents.back().first; !all)
        std::erase_if(documents, [&](const auto& document) { return document.first == last; });
    std::ranges::sort(documents, std::less<>(),
                      [&](const auto& document) { return std::pair(document.first, columns.rank[document.second]); });
    std::vector<Xapian::docid> out;
    const auto shown = [&](Xapian::docid document) { // few are: the page is short
        return std::ranges::any_of(out,
                                   [&](Xapian::docid d) { return columns.article[d] == columns.article[document]; });
    };
    for (const auto& one : documents)
        if (!shown(one.second))
            out.push_back(one.second);
    if (out.size() < wanted && !all)
        return std::nullopt;
    out.resize(std::min(out.size(), wanted));
    return out;
}

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
            throw Error(format("{}: made by another version of the program. Run `casebook index`.", where));
    }

    UnderstoodQuery understood(const Search& search, WordsMode mode) const;
    Xapian::Query ordered(const UnderstoodQuery& asked, const Search& search) const;
    const Columns& columns() const;
    std::vector<Xapian::docid> best_of(Xapian::Enquire& enquire, const Search& search,
                                       std::vector<Xapian::docid>& matched) const;
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

/// The page's documents, the best of each article; all that match go into `matched`.
std::vector<Xapian::docid> LiteratureReader::Impl::best_of(Xapian::Enquire& enquire, const Search& search,
                                                           std::vector<Xapian::docid>& matched) const
{
    MatchedDocuments spy(matched);
    enquire.add_matchspy(&spy);
    const Xapian::doccount first = clamped(search.offset), limit = clamped(search.limit);
    const Xapian::doccount enough = clamped(std::size_t{2} * (std::size_t{first} + limit) + spare_documents);
    if (is_by_relevance(search.sort))
        if (auto best =
                best_by_weight(enquire.get_mset(0, enough, db.get_doccount()), columns(), std::size_t{first} + limit)) {
            best->erase(best->begin(), best->begin() + std::min<std::ptrdiff_t>(first, std::ssize(*best)));
            return *std::move(best);
        }
    matched.clear();
    Xapian::MultiValueKeyMaker key;
    enquire.set_collapse_key(slot_article);
    set_order(enquire, search.sort, key);
    const Xapian::MSet page = enquire.get_mset(first, limit, db.get_doccount());
    std::vector<Xapian::docid> out;
    for (auto match = page.begin(); match != page.end(); ++match)
        out.push_back(*match);
    return out;
}

Found LiteratureReader::Impl::search(const Search& search) const
{
    const UnderstoodQuery asked = understood(search, search.words);
    Xapian::Enquire enquire(db);
    enquire.set_query(ordered(asked, search));
    enquire.set_weighting_scheme(word_weight());
    std::vector<Xapian::docid> matched;
    const std::vector<Xapian::docid> page = best_of(enquire, search, matched);
    Found found;
    found.total = count_articles(columns(), matched);
    found.understood = asked.query.get_description();
    found.suggestion = asked.suggestion;
    found.some_words = asked.mode == WordsMode::any;
    found.widened = asked.widened;
    found.also = asked.also;
    found.notes = asked.notes;
    found.pair = pair();
    if (search.facets)
        found.facets = count_facets(columns(), matched);
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
