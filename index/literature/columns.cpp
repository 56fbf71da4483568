// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/columns.hpp"

#include "corpus/archive.hpp"
#include "corpus/text.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace casebook {

namespace {

using ColumnValues = std::vector<std::uint32_t>;

/// The values of a slot, numbered in the order in which they first stand; 0 is "".
FacetColumn read_slot(const Xapian::Database& db, std::string name, Xapian::valueno slot)
{
    FacetColumn out{std::move(name), {""}, ColumnValues(db.get_lastdocid() + std::size_t{1})};
    std::unordered_map<std::string, std::uint32_t> known = {{"", 0}};
    for (auto value = db.valuestream_begin(slot); value != db.valuestream_end(slot); ++value) {
        const auto [found, fresh] = known.try_emplace(*value, static_cast<std::uint32_t>(out.values.size()));
        if (fresh)
            out.values.push_back(found->first);
        out.number[value.get_docid()] = found->second;
    }
    return out;
}

/// 1 for each document whose article has another one.
std::vector<std::uint8_t> shared_ones(const FacetColumn& articles)
{
    ColumnValues count(articles.values.size());
    for (const std::uint32_t article : articles.number)
        ++count[article];
    std::vector<std::uint8_t> out(articles.number.size());
    std::ranges::transform(articles.number, out.begin(),
                           [&](std::uint32_t article) { return count[article] > 1 ? 1 : 0; });
    return out;
}

/// The places of values in their order, by their numbers.
ColumnValues order_of(const std::vector<std::string>& values)
{
    ColumnValues by_value(values.size()), place(values.size());
    std::iota(by_value.begin(), by_value.end(), 0U);
    std::ranges::sort(by_value, [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
    for (std::size_t i = 0; i < by_value.size(); ++i)
        place[by_value[i]] = static_cast<std::uint32_t>(i);
    return place;
}

ColumnValues ranks(const FacetColumn& articles, const FacetColumn& years)
{
    const ColumnValues article_place = order_of(articles.values), year_place = order_of(years.values);
    ColumnValues documents(articles.number.size()), out(articles.number.size());
    std::iota(documents.begin(), documents.end(), 0U);
    const auto key = [&](std::uint32_t document) {
        return std::tuple(-std::int64_t{year_place[years.number[document]]}, article_place[articles.number[document]],
                          document);
    };
    std::ranges::sort(documents, std::less<>(), key);
    for (std::size_t i = 0; i < documents.size(); ++i)
        out[documents[i]] = static_cast<std::uint32_t>(i);
    return out;
}

constexpr std::string_view columns_file = "casebook.columns";
constexpr std::string_view values_end = "\x1e";
constexpr std::string_view format_mark = "casebook columns 1\n";

/// Names the state of an index: another one has another.
std::string state_name(const Xapian::Database& db)
{
    return format("{}{} {} {}\n", format_mark, db.get_uuid(), db.get_revision(), schema_key());
}

template <class N> void put(std::string& out, const std::vector<N>& numbers)
{
    const std::uint64_t count = numbers.size();
    out.append(reinterpret_cast<const char*>(&count), sizeof count);
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(N));
}

void put(std::string& out, const std::string& text) { put(out, std::vector<char>(text.begin(), text.end())); }

/// Takes what `put` put; false where the bytes end before.
template <class N> bool take(std::string_view& bytes, std::vector<N>& numbers)
{
    std::uint64_t count = 0;
    if (bytes.size() < sizeof count)
        return false;
    std::memcpy(&count, bytes.data(), sizeof count);
    bytes.remove_prefix(sizeof count);
    if (count > bytes.size() / sizeof(N))
        return false;
    numbers.resize(count);
    if (count > 0) // memcpy wants a place even for nothing
        std::memcpy(numbers.data(), bytes.data(), count * sizeof(N));
    bytes.remove_prefix(count * sizeof(N));
    return true;
}

bool take(std::string_view& bytes, std::string& text)
{
    std::vector<char> characters;
    if (!take(bytes, characters))
        return false;
    text.assign(characters.begin(), characters.end());
    return true;
}

std::string packed(const Columns& columns)
{
    std::string out;
    put(out, columns.article);
    put(out, columns.shared);
    put(out, columns.rank);
    for (const FacetColumn& facet : columns.facets) {
        put(out, facet.name);
        put(out, join(facet.values, values_end));
        put(out, facet.number);
    }
    return out;
}

bool unpack(std::string_view bytes, Columns& out)
{
    bool whole = take(bytes, out.article) && take(bytes, out.shared) && take(bytes, out.rank);
    while (whole && !bytes.empty()) {
        FacetColumn& facet = out.facets.emplace_back();
        std::string values;
        whole = take(bytes, facet.name) && take(bytes, values) && take(bytes, facet.number);
        facet.values = split(values, values_end.front());
    }
    return whole;
}

} // namespace

Columns make_columns(const Xapian::Database& db)
{
    Columns out;
    FacetColumn articles = read_slot(db, "", slot_article);
    out.shared = shared_ones(articles);
    out.rank = ranks(articles, read_slot(db, "", slot_year));
    out.article = std::move(articles.number);
    out.facets.push_back(read_slot(db, "decision", slot_decision));
    out.facets.push_back(read_slot(db, "reason", slot_reason));
    for (const Field& field : fields())
        if (field.facet)
            out.facets.push_back(read_slot(db, std::string(field.id), static_cast<Xapian::valueno>(field.slot)));
    return out;
}

void write_columns(const std::filesystem::path& folder)
{
    const Xapian::Database db(folder.string());
    write_file(folder / columns_file, state_name(db) + packed(make_columns(db)));
}

Columns columns_of(const std::filesystem::path& folder, const Xapian::Database& db)
{
    if (std::filesystem::exists(folder / columns_file)) {
        const std::string kept = read_file(folder / columns_file);
        const std::string state = state_name(db);
        Columns out;
        if (kept.starts_with(state) && unpack(std::string_view(kept).substr(state.size()), out))
            return out;
    }
    return make_columns(db);
}

std::size_t count_articles(const Columns& columns, const std::vector<Xapian::docid>& documents)
{
    std::size_t alone = 0;
    std::set<std::uint32_t> others;
    for (const Xapian::docid document : documents)
        if (columns.shared[document] == 0)
            ++alone;
        else
            others.insert(columns.article[document]);
    return alone + others.size();
}

std::map<std::string, std::map<std::string, std::size_t>> count_facets(const Columns& columns,
                                                                       const std::vector<Xapian::docid>& documents)
{
    std::map<std::string, std::map<std::string, std::size_t>> out;
    std::vector<Xapian::docid> shared;
    std::ranges::copy_if(documents, std::back_inserter(shared),
                         [&](Xapian::docid d) { return columns.shared[d] != 0; });
    for (const FacetColumn& facet : columns.facets) {
        if (facet.values.size() < 2) // no document has one
            continue;
        std::vector<std::size_t> counts(facet.values.size());
        for (const Xapian::docid document : documents)
            counts[facet.number[document]] += 1U - columns.shared[document];
        std::map<std::string, std::size_t> of_values;
        std::set<std::pair<std::string, std::uint32_t>> seen; // values of articles that have several documents
        for (std::size_t i = 1; i < counts.size(); ++i)
            if (counts[i] > 0)
                for (const std::string& value : split(facet.values[i], value_separator))
                    of_values[value] += counts[i];
        for (const Xapian::docid document : shared)
            if (const std::uint32_t number = facet.number[document]; number != 0)
                for (const std::string& value : split(facet.values[number], value_separator))
                    if (seen.emplace(value, columns.article[document]).second)
                        ++of_values[value];
        if (!of_values.empty())
            out[facet.name] = std::move(of_values);
    }
    return out;
}

} // namespace casebook
