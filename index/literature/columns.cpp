// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/columns.hpp"

#include "corpus/archive.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace casebook {

namespace {

using ColumnValues = std::vector<std::uint32_t>;

constexpr std::size_t most_sets = 64; ///< values of a facet of which each has the set of its documents

/// The values of a slot, numbered in the order in which they first stand; 0 is "".
FacetColumn read_slot(const Xapian::Database& db, std::string name, Xapian::valueno slot)
{
    FacetColumn out{std::move(name), {""}, ColumnValues(db.get_lastdocid() + std::size_t{1}), {}, {}, {}, {}};
    std::unordered_map<std::string, std::uint32_t> known = {{"", 0}};
    for (auto value = db.valuestream_begin(slot); value != db.valuestream_end(slot); ++value) {
        const auto [found, fresh] = known.try_emplace(*value, static_cast<std::uint32_t>(out.values.size()));
        if (fresh)
            out.values.push_back(found->first);
        out.number[value.get_docid()] = found->second;
    }
    return out;
}

/// The greatest number of a document that an array by document has room for.
Xapian::docid last_of(const ColumnValues& by_document)
{
    return static_cast<Xapian::docid>(std::max<std::size_t>(by_document.size(), 1) - 1);
}

/// The documents whose article has another one.
DocumentSet shared_ones(const ColumnValues& articles)
{
    ColumnValues count(articles.empty() ? 0 : std::ranges::max(articles) + std::size_t{1});
    for (const std::uint32_t article : articles)
        ++count[article];
    DocumentSet out(last_of(articles));
    for (std::size_t document = 0; document < articles.size(); ++document)
        if (articles[document] != 0 && count[articles[document]] > 1)
            out.add(static_cast<Xapian::docid>(document));
    return out;
}

void name_parts(FacetColumn& facet)
{
    std::unordered_map<std::string, std::uint32_t> known;
    for (const std::string& value : facet.values) {
        std::vector<std::uint32_t>& parts = facet.parts.emplace_back();
        for (const std::string& part : value.empty() ? std::vector<std::string>() : split(value, value_separator)) {
            const auto [found, fresh] = known.try_emplace(part, static_cast<std::uint32_t>(facet.names.size()));
            if (fresh)
                facet.names.push_back(part);
            parts.push_back(found->second);
        }
    }
}

void find_documents(FacetColumn& facet)
{
    for (std::size_t document = 0; document < facet.number.size(); ++document)
        if (facet.number[document] != 0)
            facet.documents.push_back(static_cast<Xapian::docid>(document));
    if (facet.values.size() > most_sets)
        return;
    facet.sets.assign(facet.values.size(), DocumentSet(last_of(facet.number)));
    for (const Xapian::docid document : facet.documents)
        facet.sets[facet.number[document]].add(document);
}

/// What follows from the arrays that are kept.
void complete(Columns& columns)
{
    columns.shared = shared_ones(columns.article);
    for (FacetColumn& facet : columns.facets) {
        name_parts(facet);
        find_documents(facet);
    }
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
constexpr std::string_view format_mark = "casebook columns 2\n";

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
    bool whole = take(bytes, out.article) && take(bytes, out.rank);
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
    out.rank = ranks(articles, read_slot(db, "", slot_year));
    out.article = std::move(articles.number);
    out.facets.push_back(read_slot(db, "decision", slot_decision));
    out.facets.push_back(read_slot(db, "reason", slot_reason));
    for (const Field& field : fields())
        if (field.facet)
            out.facets.push_back(read_slot(db, std::string(field.id), static_cast<Xapian::valueno>(field.slot)));
    complete(out);
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
        if (kept.starts_with(state) && unpack(std::string_view(kept).substr(state.size()), out)) {
            complete(out);
            return out;
        }
    }
    return make_columns(db);
}

namespace {

/// Bits that are set. std::popcount calls a function for each word where the processor's instruction cannot be counted
/// on; this is done for several words at once.
std::uint64_t ones(std::uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + (word >> 2 & 0x3333333333333333U);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0FU;
    word += word >> 8;
    word += word >> 16;
    return (word + (word >> 32)) & 0x7FU;
}

} // namespace

std::size_t DocumentSet::size() const
{
    return std::transform_reduce(words_.begin(), words_.end(), std::size_t{0}, std::plus<>(), ones);
}

std::size_t DocumentSet::size_with(const DocumentSet& other) const
{
    return std::transform_reduce(words_.begin(), words_.end(), other.words_.begin(), std::size_t{0}, std::plus<>(),
                                 [](std::uint64_t mine, std::uint64_t its) { return ones(mine & its); });
}

DocumentSet DocumentSet::both(const DocumentSet& other) const
{
    DocumentSet out = *this;
    std::ranges::transform(out.words_, other.words_, out.words_.begin(), std::bit_and<>());
    return out;
}

DocumentSet DocumentSet::without(const DocumentSet& other) const
{
    DocumentSet out = *this;
    std::ranges::transform(out.words_, other.words_, out.words_.begin(),
                           [](std::uint64_t mine, std::uint64_t taken) { return mine & ~taken; });
    return out;
}

MatchedArticles by_article(const Columns& columns, const DocumentSet& matched)
{
    MatchedArticles out{matched.without(columns.shared), {}, 0};
    matched.both(columns.shared).each([&](Xapian::docid document) { out.shared.push_back(document); });
    const auto article_of = [&](Xapian::docid document) { return columns.article[document]; };
    std::ranges::sort(out.shared, std::less<>(), article_of);
    out.count = out.alone.size();
    for (std::size_t i = 0; i < out.shared.size(); ++i)
        out.count += i == 0 || article_of(out.shared[i]) != article_of(out.shared[i - 1]) ? 1U : 0U;
    return out;
}

namespace {

/// How many of the documents have each value, by its number. Where values are many, mostly few documents have one: the
/// shorter way is taken.
std::vector<std::size_t> count_values(const FacetColumn& facet, const DocumentSet& documents, std::size_t size)
{
    std::vector<std::size_t> out(facet.values.size());
    if (!facet.sets.empty()) {
        for (std::size_t value = 1; value < out.size(); ++value)
            out[value] = facet.sets[value].size_with(documents);
    } else if (facet.documents.size() < size) {
        for (const Xapian::docid document : facet.documents)
            if (documents.contains(document))
                ++out[facet.number[document]];
    } else {
        documents.each([&](Xapian::docid document) { ++out[facet.number[document]]; });
    }
    return out;
}

/// Adds what articles of several documents have, a value once each. Documents of one article follow each other.
void count_shared(const FacetColumn& facet, const std::vector<std::uint32_t>& article,
                  const std::vector<Xapian::docid>& documents, std::vector<std::size_t>& counts)
{
    std::vector<std::uint32_t> own;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::vector<std::uint32_t>& parts = facet.parts[facet.number[documents[i]]];
        own.insert(own.end(), parts.begin(), parts.end());
        if (i + 1 < documents.size() && article[documents[i + 1]] == article[documents[i]])
            continue;
        sort_unique(own);
        for (const std::uint32_t name : own)
            ++counts[name];
        own.clear();
    }
}

std::map<std::string, std::size_t> by_name(const FacetColumn& facet, const std::vector<std::size_t>& counts)
{
    std::map<std::string, std::size_t> out;
    for (std::size_t name = 0; name < counts.size(); ++name)
        if (counts[name] > 0)
            out[facet.names[name]] = counts[name];
    return out;
}

} // namespace

std::map<std::string, std::map<std::string, std::size_t>> count_facets(const Columns& columns,
                                                                       const MatchedArticles& matched)
{
    const std::size_t size = matched.alone.size();
    std::map<std::string, std::map<std::string, std::size_t>> out;
    for (const FacetColumn& facet : columns.facets) {
        if (facet.documents.empty())
            continue;
        std::vector<std::size_t> counts(facet.names.size());
        const std::vector<std::size_t> of_values = count_values(facet, matched.alone, size);
        for (std::size_t value = 1; value < of_values.size(); ++value)
            for (const std::uint32_t name : facet.parts[value])
                counts[name] += of_values[value];
        count_shared(facet, columns.article, matched.shared, counts);
        if (auto named = by_name(facet, counts); !named.empty())
            out[facet.name] = std::move(named);
    }
    return out;
}

} // namespace casebook
