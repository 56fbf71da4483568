// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/query_parser.hpp"
#include "index/literature/relevance.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

namespace casebook {

namespace {

struct Facet
{
    std::string name;
    Xapian::valueno slot;
};

std::vector<Facet> facet_slots()
{
    std::vector<Facet> out = {{"decision", slot_decision}, {"reason", slot_reason}};
    for (const Field& field : fields())
        if (field.facet)
            out.push_back({std::string(field.id), static_cast<Xapian::valueno>(field.slot)});
    return out;
}

/// Counts articles, not documents, for each value of each facet.
class FacetSpy : public Xapian::MatchSpy
{
public:
    void operator()(const Xapian::Document& document, double) override
    {
        const std::string article = document.get_value(slot_article);
        articles_.insert(article);
        for (const Facet& facet : facets_) {
            const std::string values = document.get_value(facet.slot);
            if (values.empty())
                continue;
            for (const std::string& value : split(values, value_separator))
                seen_[facet.name][value].insert(article);
        }
    }

    std::map<std::string, std::map<std::string, std::size_t>> counts() const
    {
        std::map<std::string, std::map<std::string, std::size_t>> out;
        for (const auto& [name, values] : seen_)
            for (const auto& [value, articles] : values)
                out[name][value] = articles.size();
        return out;
    }

    std::size_t articles() const { return articles_.size(); }

private:
    std::vector<Facet> facets_ = facet_slots();
    std::map<std::string, std::map<std::string, std::set<std::string>>> seen_;
    std::set<std::string> articles_;
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

constexpr std::size_t snippet_length = 240;

/// Where nothing of the text matched, its beginning tells what it is about.
std::string beginning(const std::string& text)
{
    if (text.size() <= snippet_length)
        return collapse(text);
    const std::size_t blank = text.find_last_of(" \n", snippet_length);
    return collapse(text.substr(0, blank == std::string::npos ? snippet_length : blank)) + "…";
}

Hit make_hit(const Xapian::MSet& matches, const Xapian::Document& document, const Xapian::Stem& stemmer)
{
    Hit hit = read_hit(document);
    const std::string text = snippet_source(document);
    constexpr unsigned flags = Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE;
    hit.snippet = plain_snippet(matches.snippet(text, snippet_length, stemmer, flags, "\x01", "\x02", "…"));
    if (hit.snippet.find('\x01') == std::string::npos)
        hit.snippet = beginning(text);
    return hit;
}

Xapian::doccount clamped(std::size_t count)
{
    return static_cast<Xapian::doccount>(
        std::min<std::size_t>(count, std::numeric_limits<Xapian::doccount>::max() / 2));
}

} // namespace

struct LiteratureReader::Impl
{
    std::string where;
    Xapian::Database db;
    Xapian::Stem stemmer{"en"};

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

Found LiteratureReader::Impl::search(const Search& search) const
{
    const UnderstoodQuery asked = understood(search, search.words);
    Xapian::Enquire enquire(db);
    enquire.set_query(ordered(asked, search));
    enquire.set_weighting_scheme(word_weight());
    enquire.set_collapse_key(slot_article);
    Xapian::MultiValueKeyMaker key;
    set_order(enquire, search.sort, key);
    FacetSpy spy;
    enquire.add_matchspy(&spy);
    const Xapian::MSet matches = enquire.get_mset(clamped(search.offset), clamped(search.limit), db.get_doccount());
    Found found;
    found.total = spy.articles();
    found.understood = asked.query.get_description();
    found.suggestion = asked.suggestion;
    found.some_words = asked.mode == WordsMode::any;
    found.widened = asked.widened;
    found.also = asked.also;
    found.notes = asked.notes;
    found.pair = pair();
    if (search.facets)
        found.facets = spy.counts();
    Xapian::Enquire marking(db); // of what was asked for, not of what only orders
    marking.set_query(asked.query);
    const Xapian::MSet marked = marking.get_mset(0, 1);
    for (auto match = matches.begin(); match != matches.end(); ++match)
        found.hits.push_back(make_hit(marked, match.get_document(), stemmer));
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
    return within_xapian(impl_->where, [&] { return std::atoll(impl_->db.get_metadata("store_revision").c_str()); });
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
