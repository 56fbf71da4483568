// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/query_parser.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
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

struct SortKey
{
    std::string_view name;
    Xapian::valueno slot;
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

void set_order(Xapian::Enquire& enquire, std::string_view sort)
{
    if (sort.empty() || sort == "relevance")
        return;
    const bool reverse = sort.starts_with('-');
    enquire.set_sort_by_value_then_relevance(sort_slot(reverse ? sort.substr(1) : sort), reverse);
}

} // namespace

struct LiteratureReader::Impl
{
    std::string where;
    Xapian::Database db;
    Xapian::Stem stemmer{"en"};

    explicit Impl(const std::filesystem::path& folder) : where(folder.string()), db(where)
    {
        if (db.get_metadata("schema") != schema_key())
            throw Error(format("{}: made by another version of the program. Run `casebook index`.", where));
    }
};

LiteratureReader::LiteratureReader(const std::filesystem::path& folder)
    : impl_(within_xapian(folder.string(), [&] { return std::make_unique<Impl>(folder); }))
{
}

LiteratureReader::~LiteratureReader() = default;

Found LiteratureReader::search(const Search& search) const
{
    return within_xapian(impl_->where, [&] {
        const ParsedQuery parsed = parse_query(search.query, impl_->db, impl_->stemmer);
        Xapian::Enquire enquire(impl_->db);
        enquire.set_query(parsed.query);
        enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5));
        enquire.set_collapse_key(slot_article);
        set_order(enquire, search.sort);
        FacetSpy spy;
        enquire.add_matchspy(&spy);
        const Xapian::MSet matches =
            enquire.get_mset(static_cast<Xapian::doccount>(search.offset), static_cast<Xapian::doccount>(search.limit),
                             impl_->db.get_doccount());
        Found found;
        found.total = spy.articles();
        found.understood = parsed.query.get_description();
        found.suggestion = parsed.suggestion;
        if (search.facets)
            found.facets = spy.counts();
        for (auto match = matches.begin(); match != matches.end(); ++match) {
            const Xapian::Document document = match.get_document();
            Hit hit = read_hit(document);
            hit.percent = match.get_percent();
            hit.snippet = matches.snippet(snippet_source(document), 240, impl_->stemmer,
                                          Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE,
                                          "\x01", "\x02", "…");
            found.hits.push_back(std::move(hit));
        }
        return found;
    });
}

std::int64_t LiteratureReader::store_revision() const
{
    return within_xapian(impl_->where, [&] { return std::atoll(impl_->db.get_metadata("store_revision").c_str()); });
}

std::size_t LiteratureReader::documents() const { return impl_->db.get_doccount(); }

} // namespace casebook
