// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of QuarterBuilder: joins the tables by report and writes the columns.
#include "corpus/ordered.hpp"
#include "index/faers/columns.hpp"
#include "index/faers/few.hpp"
#include "index/faers/hash.hpp"
#include "index/faers/names.hpp"
#include "index/faers/quarter_builder.hpp"
#include "index/faers/quarter_file.hpp"
#include "index/faers/report_index.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace casebook {

namespace {

void put_texts(ColumnWriter& writer, const std::string& name, const TextTable& table)
{
    writer.put_texts(name, table.ends(), table.bytes());
}

template <class Value> void put(ColumnWriter& writer, std::string_view name, const LongColumn<Value>& rows)
{
    writer.put(name, std::span<const Value>(rows));
}

/// A table's column in the order of the reports.
template <class Value>
void put(ColumnWriter& writer, std::string_view name, const LongColumn<Value>& rows, const Grouped& grouped)
{
    if (grouped.as_they_are)
        return put(writer, name, rows);
    LongColumn<Value> column(grouped.order.size());
    std::ranges::transform(grouped.order, column.begin(), [&](std::uint32_t i) { return rows[i]; });
    put(writer, name, column);
}

} // namespace

/// The tables grouped by report.
class QuarterBuilder::Join
{
public:
    explicit Join(QuarterBuilder& quarter)
        : q_(quarter),
          index_(quarter.reports_.report),
          drugs_(index_.group(quarter.drugs_.of)),
          terms_(index_.group(quarter.terms_.of)),
          therapies_(index_.group(quarter.therapies_.of)),
          indications_(index_.group(quarter.indications_.of))
    {
        facts_.orphans = drugs_.orphans + terms_.orphans + therapies_.orphans + indications_.orphans;
        collect(q_.outcomes_, q_.reports_.outcomes);
        collect(q_.sources_, q_.reports_.sources);
        add_terms_to_same_fields();
        sort_unique(q_.deleted_);
        count();
    }

    QuarterJoin write(ColumnWriter& writer, const std::string& facts) const
    {
        writer.put_texts("facts", {facts});
        writer.put("join", std::span<const QuarterJoin>(&facts_, 1));
        write_reports(writer);
        write_drugs(writer);
        write_rest(writer);
        write_bad(writer);
        return facts_;
    }

private:
    template <class Bits> void collect(const Flags& flags, LongColumn<Bits>& bits)
    {
        index_.each(flags.of, [&](std::size_t run, std::span<const std::uint32_t> owners) {
            const std::uint32_t begin = flags.of.begin(run);
            const std::uint32_t end = flags.of.end(run);
            facts_.orphans += owners.empty() ? end - begin : 0U;
            for (const std::uint32_t owner : owners)
                for (std::uint32_t row = begin; row < end; ++row)
                    bits[owner] = static_cast<Bits>(bits[owner] | flags.bit[row]);
        });
    }

    void add_terms_to_same_fields()
    {
        std::vector<std::uint64_t> hashes;
        for (std::uint32_t i = 0; i < q_.term_texts_.size(); ++i)
            hashes.push_back(hash_field(hash_start, fold_event(q_.term_texts_[i])));
        std::vector<std::uint64_t> own;
        for (std::size_t i = 0; i < q_.reports_.size(); ++i) {
            const std::uint32_t begin = terms_.begin[i];
            const std::size_t size = terms_.begin[i + 1] - begin;
            own.resize(std::max({own.size(), size, few}));
            for (std::uint32_t at = 0; at < size; ++at)
                own[at] = hashes[q_.terms_.term[terms_.row(begin + at)]];
            const std::size_t kept = sort_unique_few(own.data(), size);
            std::uint64_t& same = q_.reports_.same[i];
            for (std::size_t at = 0; at < kept; ++at)
                same = hash_number(same, own[at]);
        }
    }

    void count()
    {
        const Reports& reports = q_.reports_;
        facts_.reports = reports.size();
        facts_.drugs = drugs_.rows();
        facts_.reactions = terms_.rows();
        facts_.deleted_cases = q_.deleted_.size();
        facts_.without_case = static_cast<std::uint64_t>(std::ranges::count(reports.case_id, 0U));
        std::vector<std::uint8_t> made_up(q_.senders_.size());
        for (std::uint32_t id = 0; id < made_up.size(); ++id)
            made_up[id] = q_.senders_[id] == made_up_sender ? 1 : 0;
        for (std::uint32_t i = 0; i < reports.size(); ++i) {
            facts_.made_up += made_up[reports.sender[i]];
            facts_.without_primary_suspect += drugs_.begin[i] < drugs_.begin[i + 1] && !has_suspect(i) ? 1U : 0U;
        }
    }

    bool has_suspect(std::uint32_t report) const
    {
        for (std::uint32_t at = drugs_.begin[report]; at < drugs_.begin[report + 1]; ++at)
            if (q_.drugs_.role[drugs_.row(at)] == FaersRole::primary_suspect)
                return true;
        return false;
    }

    void write_reports(ColumnWriter& writer) const
    {
        const Reports& rows = q_.reports_;
        put(writer, "report", rows.report);
        put(writer, "case", rows.case_id);
        put(writer, "version", rows.version);
        put(writer, "fda_date", rows.fda_date);
        put(writer, "init_fda_date", rows.init_fda_date);
        put(writer, "same_fields", rows.same);
        put(writer, "event_date", rows.event_date);
        put(writer, "age_years", rows.age);
        put(writer, "age_group", rows.age_group);
        put(writer, "sex", rows.sex);
        put(writer, "reporter", rows.reporter);
        put(writer, "outcomes", rows.outcomes);
        put(writer, "sources", rows.sources);
        put(writer, "country", rows.country);
        put(writer, "lit_ref", rows.lit_ref);
        put(writer, "mfr_num", rows.number);
        put(writer, "sender", rows.sender);
        put_texts(writer, "countries", q_.countries_);
        put_texts(writer, "references", q_.references_);
        put_texts(writer, "mfr_nums", q_.numbers_);
        put_texts(writer, "senders", q_.senders_);
        writer.put("deleted", q_.deleted_);
    }

    void write_drugs(ColumnWriter& writer) const
    {
        put(writer, "drug.begin", drugs_.begin);
        put(writer, "drug.product", q_.drugs_.product, drugs_);
        put(writer, "drug.role", q_.drugs_.role, drugs_);
        put(writer, "drug.route", q_.drugs_.route, drugs_);
        put(writer, "drug.form", q_.drugs_.form, drugs_);
        put(writer, "drug.dechallenge", q_.drugs_.dechallenge, drugs_);
        put(writer, "drug.rechallenge", q_.drugs_.rechallenge, drugs_);
        std::vector<std::string> names;
        std::vector<std::string> ingredients;
        for (std::uint32_t id = 0; id < q_.products_.size(); ++id) {
            const std::string_view product = q_.products_[id];
            const std::size_t stop = product.find('\0');
            names.emplace_back(product.substr(0, stop));
            ingredients.emplace_back(product.substr(stop + 1));
        }
        writer.put_texts("product.name", names);
        writer.put_texts("product.ingredient", ingredients);
        put_texts(writer, "routes", q_.routes_);
        put_texts(writer, "forms", q_.forms_);
    }

    /// The row, among those of DRUG, of the drug that a therapy or an indication is of.
    std::vector<std::uint32_t> drug_of(const LongColumn<std::uint64_t>& sequence, const Grouped& grouped) const
    {
        std::vector<std::uint32_t> out(grouped.rows(), no_drug);
        for (std::size_t report = 0; report < q_.reports_.size(); ++report)
            for (std::uint32_t at = grouped.begin[report]; at < grouped.begin[report + 1]; ++at)
                for (std::uint32_t drug = drugs_.begin[report]; drug < drugs_.begin[report + 1]; ++drug)
                    if (q_.drugs_.sequence[drugs_.row(drug)] == sequence[grouped.row(at)])
                        out[at] = drug;
        return out;
    }

    void write_rest(ColumnWriter& writer) const
    {
        put(writer, "term.begin", terms_.begin);
        put(writer, "term", q_.terms_.term, terms_);
        put_texts(writer, "terms", q_.term_texts_);
        put(writer, "therapy.begin", therapies_.begin);
        writer.put("therapy.drug", drug_of(q_.therapies_.sequence, therapies_));
        put(writer, "therapy.start", q_.therapies_.start, therapies_);
        put(writer, "therapy.end", q_.therapies_.end, therapies_);
        put(writer, "indication.begin", indications_.begin);
        writer.put("indication.drug", drug_of(q_.indications_.sequence, indications_));
        put(writer, "indication.term", q_.indications_.term, indications_);
        put_texts(writer, "indications", q_.indication_texts_);
    }

    void write_bad(ColumnWriter& writer) const
    {
        std::vector<std::uint64_t> lines;
        std::vector<std::string> members;
        std::vector<std::string> what;
        std::vector<std::string> bytes;
        for (const FaersBadLine& line : q_.bad_) {
            lines.push_back(line.line);
            members.push_back(line.member);
            what.push_back(line.what);
            bytes.push_back(line.bytes);
        }
        writer.put("bad.line", lines);
        writer.put_texts("bad.member", members);
        writer.put_texts("bad.what", what);
        writer.put_texts("bad.bytes", bytes);
    }

    QuarterBuilder& q_;
    ReportIndex index_;
    Grouped drugs_, terms_, therapies_, indications_;
    QuarterJoin facts_;
};

QuarterJoin QuarterBuilder::write(const std::filesystem::path& file, FaersQuarter quarter, const std::string& facts)
{
    settle_products();
    settle_terms();
    const Join join(*this);
    const std::uint32_t number = quarter.number();
    ColumnWriter writer(file, quarter_kind);
    writer.put("quarter", std::span<const std::uint32_t>(&number, 1));
    const QuarterJoin out = join.write(writer, facts);
    writer.finish();
    return out;
}

} // namespace casebook
