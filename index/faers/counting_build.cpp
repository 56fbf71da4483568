// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/counting_file.hpp"
#include "index/faers/countries.hpp"
#include "index/faers/large.hpp"
#include "index/faers/names.hpp"
#include "index/faers/quarter_builder.hpp"
#include "index/faers/radix.hpp"
#include "index/faers/report_lists.hpp"
#include "index/faers/text_table.hpp"

#include <algorithm>
#include <numeric>

namespace casebook {

namespace {

/// The quarters' rows of DEMO as one long table.
class Archive
{
public:
    explicit Archive(const std::vector<QuarterFile>& quarters)
    {
        for (const QuarterFile& quarter : quarters)
            base_.push_back(base_.back() + static_cast<std::uint32_t>(quarter.size()));
    }

    std::uint32_t size() const { return base_.back(); }

    struct Place
    {
        std::size_t quarter;
        std::size_t row;
    };
    Place place(std::uint32_t row) const
    {
        const auto after = std::ranges::upper_bound(base_, row);
        const auto quarter = static_cast<std::size_t>(after - base_.begin()) - 1;
        return {quarter, row - base_[quarter]};
    }

private:
    std::vector<std::uint32_t> base_ = {0};
};

Dedup deduplicate_archive(const std::vector<QuarterFile>& quarters, const Archive& archive)
{
    Deletions deletions;
    LongColumn<std::uint64_t> cases;
    cases.reserve(archive.size());
    for (const QuarterFile& quarter : quarters) {
        cases.insert(cases.end(), quarter.case_id.begin(), quarter.case_id.end());
        for (const std::uint64_t id : quarter.deleted)
            deletions.emplace_back(id, quarter.quarter.number());
    }
    const auto facts = [&](std::uint32_t row) {
        const auto [i, at] = archive.place(row);
        const QuarterFile& q = quarters[i];
        return ReportFacts{q.case_id[at],  q.report[at],        q.version[at],    q.quarter.number(),
                           q.fda_date[at], q.init_fda_date[at], q.same_fields[at]};
    };
    return deduplicate(cases, facts, std::move(deletions));
}

/// Rows in the order of report numbers: by standing, then first receipt, then row.
std::vector<std::uint32_t> numbered(const Dedup& dedup)
{
    LongColumn<std::uint64_t> keys(dedup.standing.size());
    for (std::size_t row = 0; row < keys.size(); ++row) // 2 + 27 + 32 bits; a date is below 2^27
        keys[row] = static_cast<std::uint64_t>(dedup.standing[row]) << 59U |
                    static_cast<std::uint64_t>(dedup.first_receipt[row]) << 32U | row;
    radix_sort(keys, [](std::uint64_t key) { return key >> 32U; });
    std::vector<std::uint32_t> out(keys.size());
    std::ranges::transform(keys, out.begin(), [](std::uint64_t key) { return static_cast<std::uint32_t>(key); });
    return out;
}

FoldedEvents fold_events(const std::vector<QuarterFile>& quarters)
{
    TextTable table;
    std::vector<std::string_view> titles; // by number; in the quarters
    FoldedEvents out;
    for (const QuarterFile& quarter : quarters) {
        std::vector<std::uint32_t>& ids = out.by_quarter.emplace_back();
        for (std::size_t i = 0; i < quarter.terms.size(); ++i) {
            ids.push_back(table.id(fold_event(quarter.terms[i])));
            titles.resize(table.size());
            std::string_view& title = titles[ids.back()];
            title = std::max(title, quarter.terms[i]); // small letters come after capitals
        }
    }
    const std::vector<std::uint32_t> order = in_order(table);
    const std::vector<std::uint32_t> rank = ranks(order);
    for (std::vector<std::uint32_t>& ids : out.by_quarter)
        for (std::uint32_t& id : ids)
            id = rank[id];
    out.folded = sorted_texts(table, order);
    for (const std::uint32_t id : order)
        out.titles.emplace_back(titles[id]);
    return out;
}

void put_standing(ColumnWriter& writer, const Dedup& dedup, const std::vector<std::uint32_t>& order)
{
    std::vector<std::uint32_t> receipt(order.size());
    std::vector<std::uint64_t> distinct((order.size() + 63) / 64, 0);
    std::vector<std::uint32_t> ends(3, 0);
    for (std::size_t number = 0; number < order.size(); ++number) {
        receipt[number] = dedup.first_receipt[order[number]];
        distinct[number / 64] |= static_cast<std::uint64_t>(dedup.distinct[order[number]]) << number % 64;
        ++ends[static_cast<std::size_t>(dedup.standing[order[number]])];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    writer.put("origin", order);
    writer.put("first_receipt", receipt);
    writer.put("distinct", distinct);
    writer.put("ends", ends);
    writer.put("dedup", std::span<const DedupFacts>(&dedup.facts, 1));
}

void put_names(ColumnWriter& writer, const DrugMap& drugs)
{
    std::vector<std::string> names;
    std::vector<std::uint32_t> begin = {0};
    std::vector<std::uint32_t> ingredients;
    std::vector<NameSource> sources;
    for (const DrugMap::Name& name : drugs.names()) {
        names.push_back(name.name);
        sources.push_back(name.source);
        ingredients.insert(ingredients.end(), name.ingredients.begin(), name.ingredients.end());
        begin.push_back(static_cast<std::uint32_t>(ingredients.size()));
    }
    writer.put_texts("names", names);
    writer.put("names.begin", begin);
    writer.put("names.drugs", ingredients);
    writer.put("names.source", sources);
    writer.put("mapping", std::span<const DrugMapFacts>(&drugs.facts(), 1));
}

/// Which ingredients and events the products and terms of each quarter are.
void put_maps(ColumnWriter& writer, const std::vector<QuarterFile>& quarters, const DrugMap& drugs,
              const FoldedEvents& events)
{
    std::vector<std::uint32_t> rows_begin = {0};
    std::vector<std::uint64_t> products_begin = {0};
    std::vector<std::uint64_t> terms_begin = {0};
    std::vector<std::uint64_t> begin = {0};
    std::vector<std::uint32_t> ingredients;
    std::vector<NameSource> sources;
    std::vector<std::uint32_t> of_terms;
    for (std::size_t i = 0; i < quarters.size(); ++i) {
        const std::size_t base = ingredients.size();
        for (const std::uint32_t end : drugs.ends_of(i))
            begin.push_back(base + end);
        ingredients.insert(ingredients.end(), drugs.all_of(i).begin(), drugs.all_of(i).end());
        sources.insert(sources.end(), drugs.sources_of(i).begin(), drugs.sources_of(i).end());
        of_terms.insert(of_terms.end(), events.by_quarter[i].begin(), events.by_quarter[i].end());
        rows_begin.push_back(rows_begin.back() + static_cast<std::uint32_t>(quarters[i].size()));
        products_begin.push_back(begin.size() - 1);
        terms_begin.push_back(of_terms.size());
    }
    writer.put("rows.begin", rows_begin);
    writer.put("products.begin", products_begin);
    writer.put("terms.begin", terms_begin);
    writer.put("product.begin", begin);
    writer.put("product.drugs", ingredients);
    writer.put("product.source", sources);
    writer.put("term.events", of_terms);
}

/// The countries of all quarters under one spelling each.
struct Countries
{
    std::vector<std::vector<std::uint16_t>> by_quarter; ///< a quarter's country → an index of `folded`
    std::vector<std::string> folded;
};

Countries fold_countries(const std::vector<QuarterFile>& quarters)
{
    TextTable table;
    table.id(""); // the first in byte order
    std::vector<std::vector<std::uint32_t>> ids;
    for (const QuarterFile& quarter : quarters) {
        ids.emplace_back();
        const Texts countries = quarter.file.texts("countries");
        for (std::size_t i = 0; i < countries.size(); ++i)
            ids.back().push_back(table.id(fold_country(countries[i])));
    }
    const std::vector<std::uint32_t> order = in_order(table);
    const std::vector<std::uint32_t> rank = ranks(order);
    Countries out{{}, sorted_texts(table, order)};
    for (const std::vector<std::uint32_t>& quarter : ids) {
        out.by_quarter.emplace_back();
        for (const std::uint32_t id : quarter) // beyond 65,535 spellings a country is not told
            out.by_quarter.back().push_back(rank[id] <= UINT16_MAX ? static_cast<std::uint16_t>(rank[id]) : 0U);
    }
    out.folded.resize(std::min<std::size_t>(out.folded.size(), UINT16_MAX + 1U));
    return out;
}

/// What is told of a patient and who told it, by row: one look at memory for each report.
struct Person
{
    float age;
    std::uint16_t country;
    std::uint8_t sex, reporter;
};

LongColumn<Person> persons_of(const std::vector<QuarterFile>& quarters, const Countries& countries)
{
    LongColumn<Person> out;
    out.reserve(std::accumulate(quarters.begin(), quarters.end(), std::size_t{0},
                                [](std::size_t sum, const QuarterFile& quarter) { return sum + quarter.size(); }));
    for (std::size_t i = 0; i < quarters.size(); ++i) {
        const ColumnFile& file = quarters[i].file;
        const auto age = file.column<float>("age_years");
        const auto sex = file.column<std::uint8_t>("sex");
        const auto reporter = file.column<std::uint8_t>("reporter");
        const auto country = file.column<std::uint32_t>("country");
        for (std::size_t row = 0; row < quarters[i].size(); ++row)
            out.push_back({age[row], countries.by_quarter[i][country[row]], sex[row], reporter[row]});
    }
    return out;
}

template <class Value>
void put_member(ColumnWriter& writer, std::string_view name, const LongColumn<Person>& persons, Value Person::*member)
{
    LongColumn<Value> out(persons.size());
    std::ranges::transform(persons, out.begin(), member);
    writer.put(name, std::span<const Value>(out));
}

void put_persons(ColumnWriter& writer, const std::vector<QuarterFile>& quarters,
                 const std::vector<std::uint32_t>& order)
{
    const Countries countries = fold_countries(quarters);
    LongColumn<Person> ordered(order.size());
    {
        const LongColumn<Person> persons = persons_of(quarters, countries);
        std::ranges::transform(order, ordered.begin(), [&](std::uint32_t row) { return persons[row]; });
    }
    put_member(writer, "age", ordered, &Person::age);
    put_member(writer, "sex", ordered, &Person::sex);
    put_member(writer, "reporter", ordered, &Person::reporter);
    put_member(writer, "country", ordered, &Person::country);
    writer.put_texts("countries", countries.folded);
}

} // namespace

void build_counting(const std::vector<QuarterFile>& quarters, const NameRules& rules, const std::filesystem::path& path)
{
    const Archive archive(quarters);
    ColumnWriter writer(path, counting_kind);
    std::vector<std::uint32_t> order;
    {
        const Dedup dedup = deduplicate_archive(quarters, archive);
        order = numbered(dedup);
        put_standing(writer, dedup, order);
    }
    put_persons(writer, quarters, order);
    const DrugMap drugs(quarters, rules);
    const FoldedEvents events = fold_events(quarters);
    put_lists(writer, quarters, drugs, events, order);
    writer.put_texts("drugs", drugs.ingredients());
    writer.put_texts("events", events.folded);
    writer.put_texts("event_titles", events.titles);
    put_names(writer, drugs);
    put_maps(writer, quarters, drugs, events);
    std::uint64_t made_up = 0;
    for (const QuarterFile& quarter : quarters)
        made_up += quarter.file.value<QuarterJoin>("join").made_up;
    writer.put("made_up", std::span<const std::uint64_t>(&made_up, 1));
    writer.finish();
}

} // namespace casebook
