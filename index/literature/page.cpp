// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/page.hpp"

#include "index/literature/schema.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace casebook {

namespace {

/// More documents than articles on the page are asked for: some may be of the same article, some weigh the same.
constexpr std::size_t spare_documents = 8;

/// Keeps the numbers of all that matches.
class MatchedDocuments : public Xapian::MatchSpy
{
public:
    explicit MatchedDocuments(DocumentSet& documents) : documents_(documents) {}

    void operator()(const Xapian::Document& document, double) override { documents_.add(document.get_docid()); }

private:
    DocumentSet& documents_;
};

Xapian::doccount clamped(std::size_t count)
{
    return static_cast<Xapian::doccount>(
        std::min<std::size_t>(count, std::numeric_limits<Xapian::doccount>::max() / 2));
}

/// Sorts equals by their rank.
class RankKey : public Xapian::KeyMaker
{
public:
    explicit RankKey(const Columns& columns) : columns_(columns) {}

    std::string operator()(const Xapian::Document& document) const override
    {
        const std::uint32_t rank = columns_.rank[document.get_docid()];
        std::string out;
        for (unsigned shift = 32; shift > 0; shift -= 8)
            out += static_cast<char>(rank >> (shift - 8) & 0xFFU);
        return out;
    }

private:
    const Columns& columns_;
};

/// Whether matches that weigh the same stand in the order of their rank, or in any.
enum class Equals { by_rank, any };

/// The documents in their order, equals by their rank, one for each article; none where more are wanted than are
/// certain: of equals in any order those that weigh as much as the last are not, since others may too.
std::optional<std::vector<Xapian::docid>> best_by_weight(const Xapian::MSet& matches, Equals equals,
                                                         const Columns& columns, std::size_t wanted)
{
    std::vector<std::pair<double, Xapian::docid>> documents;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        documents.emplace_back(-match.get_weight(), *match);
    const bool all =
        matches.size() == matches.get_matches_lower_bound() && matches.size() == matches.get_matches_upper_bound();
    if (const double last = documents.empty() ? 0 : documents.back().first; !all && equals == Equals::any)
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

/// By weight; none where the page needs more documents than were asked for.
std::optional<std::vector<Xapian::docid>> page_by_weight(Xapian::Enquire& enquire, const Xapian::Database& db,
                                                         const Columns& columns, const Search& search,
                                                         DocumentSet& matched)
{
    const Xapian::doccount first = clamped(search.offset);
    const std::size_t wanted = std::size_t{first} + clamped(search.limit);
    RankKey rank(columns);
    for (const Equals equals : {Equals::any, Equals::by_rank}) { // the first takes less time and mostly tells
        if (equals == Equals::by_rank)
            enquire.set_sort_by_relevance_then_key(&rank, false);
        matched.clear();
        const Xapian::MSet matches = enquire.get_mset(0, clamped(2 * wanted + spare_documents), db.get_doccount());
        if (auto best = best_by_weight(matches, equals, columns, wanted)) {
            best->erase(best->begin(), best->begin() + std::min<std::ptrdiff_t>(first, std::ssize(*best)));
            return best;
        }
    }
    return std::nullopt;
}

} // namespace

bool is_by_relevance(std::string_view sort) { return sort.empty() || sort == "relevance"; }

std::vector<Xapian::docid> page_of(Xapian::Enquire& enquire, const Xapian::Database& db, const Columns& columns,
                                   const Search& search, DocumentSet& matched)
{
    MatchedDocuments spy(matched);
    enquire.add_matchspy(&spy);
    if (is_by_relevance(search.sort))
        if (auto page = page_by_weight(enquire, db, columns, search, matched))
            return *std::move(page);
    matched.clear();
    Xapian::MultiValueKeyMaker key;
    enquire.set_collapse_key(slot_article);
    set_order(enquire, search.sort, key);
    const Xapian::MSet page = enquire.get_mset(clamped(search.offset), clamped(search.limit), db.get_doccount());
    std::vector<Xapian::docid> out;
    for (auto match = page.begin(); match != page.end(); ++match)
        out.push_back(*match);
    return out;
}

} // namespace casebook
