// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of QuarterBuilder: joins the tables by report and writes the columns.
#include "corpus/ordered.hpp"
#include "index/faers/columns.hpp"
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

template <class Row, class Value>
void put(ColumnWriter& writer, const std::string& name, const std::vector<Row>& rows, Value Row::*member)
{
    std::vector<Value> column(rows.size());
    std::ranges::transform(rows, column.begin(), member);
    writer.put(name, column);
}

void put_texts(ColumnWriter& writer, const std::string& name, const TextTable& table)
{
    writer.put_texts(name, table.ends(), table.bytes());
}

template <class Row, class Value> void put(ColumnWriter& writer, const std::string& name, const std::vector<Row>& rows,
                                           const Grouped& grouped, Value Row::*member)
{
    std::vector<Value> column(grouped.order.size());
    std::ranges::transform(grouped.order, column.begin(), [&](std::uint32_t i) { return rows[i].*member; });
    writer.put(name, column);
}

} // namespace

/// The tables grouped by report.
class QuarterBuilder::Join
{
public:
    explicit Join(QuarterBuilder& quarter)
        : q_(quarter),
          index_(ids(quarter.reports_)),
          drugs_(index_.group(quarter.drugs_)),
          terms_(index_.group(quarter.terms_)),
          therapies_(index_.group(quarter.therapies_)),
          indications_(index_.group(quarter.indications_))
    {
        facts_.orphans = drugs_.orphans + terms_.orphans + therapies_.orphans + indications_.orphans;
        collect(q_.outcomes_, &Report::outcomes);
        collect(q_.sources_, &Report::sources);
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
    static std::vector<std::uint64_t> ids(const std::vector<Report>& reports)
    {
        std::vector<std::uint64_t> out(reports.size());
        std::ranges::transform(reports, out.begin(), &Report::report);
        return out;
    }

    template <class Bits> void collect(const std::vector<Flag>& flags, Bits Report::*bits)
    {
        index_.each(flags, [&](std::uint32_t i, std::span<const std::uint32_t> owners) {
            facts_.orphans += owners.empty() ? 1U : 0U;
            for (const std::uint32_t owner : owners) {
                Bits& value = q_.reports_[owner].*bits;
                value = static_cast<Bits>(value | flags[i].bit);
            }
        });
    }

    void add_terms_to_same_fields()
    {
        std::vector<std::uint64_t> hashes;
        for (std::uint32_t i = 0; i < q_.term_texts_.size(); ++i)
            hashes.push_back(hash_field(hash_start, fold_event(q_.term_texts_[i])));
        std::vector<std::uint64_t> own;
        for (std::size_t i = 0; i < q_.reports_.size(); ++i) {
            own.clear();
            for (std::uint32_t row = terms_.begin[i]; row < terms_.begin[i + 1]; ++row)
                own.push_back(hashes[q_.terms_[terms_.order[row]].term]);
            sort_unique(own);
            q_.reports_[i].same = std::accumulate(own.begin(), own.end(), q_.reports_[i].same, hash_number);
        }
    }

    void count()
    {
        facts_.reports = q_.reports_.size();
        facts_.drugs = drugs_.order.size();
        facts_.reactions = terms_.order.size();
        facts_.deleted_cases = q_.deleted_.size();
        for (std::size_t i = 0; i < q_.reports_.size(); ++i) {
            facts_.made_up += q_.senders_[q_.reports_[i].sender] == made_up_sender ? 1U : 0U;
            facts_.without_case += q_.reports_[i].case_id == 0 ? 1U : 0U;
            const auto rows = std::span(drugs_.order).subspan(drugs_.begin[i], drugs_.begin[i + 1] - drugs_.begin[i]);
            const bool suspect = std::ranges::any_of(
                rows, [&](std::uint32_t row) { return q_.drugs_[row].role == FaersRole::primary_suspect; });
            facts_.without_primary_suspect += !rows.empty() && !suspect ? 1U : 0U;
        }
    }

    void write_reports(ColumnWriter& writer) const
    {
        const std::vector<Report>& rows = q_.reports_;
        put(writer, "report", rows, &Report::report);
        put(writer, "case", rows, &Report::case_id);
        put(writer, "version", rows, &Report::version);
        put(writer, "fda_date", rows, &Report::fda_date);
        put(writer, "init_fda_date", rows, &Report::init_fda_date);
        put(writer, "same_fields", rows, &Report::same);
        put(writer, "event_date", rows, &Report::event_date);
        put(writer, "age_years", rows, &Report::age);
        put(writer, "age_group", rows, &Report::age_group);
        put(writer, "sex", rows, &Report::sex);
        put(writer, "reporter", rows, &Report::reporter);
        put(writer, "outcomes", rows, &Report::outcomes);
        put(writer, "sources", rows, &Report::sources);
        put(writer, "country", rows, &Report::country);
        put(writer, "lit_ref", rows, &Report::lit_ref);
        put(writer, "mfr_num", rows, &Report::number);
        put(writer, "sender", rows, &Report::sender);
        put_texts(writer, "countries", q_.countries_);
        put_texts(writer, "references", q_.references_);
        put_texts(writer, "mfr_nums", q_.numbers_);
        put_texts(writer, "senders", q_.senders_);
        writer.put("deleted", q_.deleted_);
    }

    void write_drugs(ColumnWriter& writer) const
    {
        writer.put("drug.begin", drugs_.begin);
        put(writer, "drug.product", q_.drugs_, drugs_, &Drug::product);
        put(writer, "drug.role", q_.drugs_, drugs_, &Drug::role);
        put(writer, "drug.route", q_.drugs_, drugs_, &Drug::route);
        put(writer, "drug.form", q_.drugs_, drugs_, &Drug::form);
        put(writer, "drug.dechallenge", q_.drugs_, drugs_, &Drug::dechallenge);
        put(writer, "drug.rechallenge", q_.drugs_, drugs_, &Drug::rechallenge);
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
    template <class Row> std::vector<std::uint32_t> drug_of(const std::vector<Row>& rows, const Grouped& grouped) const
    {
        std::vector<std::uint32_t> out(grouped.order.size(), no_drug);
        for (std::size_t report = 0; report < q_.reports_.size(); ++report)
            for (std::uint32_t at = grouped.begin[report]; at < grouped.begin[report + 1]; ++at)
                for (std::uint32_t drug = drugs_.begin[report]; drug < drugs_.begin[report + 1]; ++drug)
                    if (q_.drugs_[drugs_.order[drug]].sequence == rows[grouped.order[at]].sequence)
                        out[at] = drug;
        return out;
    }

    void write_rest(ColumnWriter& writer) const
    {
        writer.put("term.begin", terms_.begin);
        put(writer, "term", q_.terms_, terms_, &Term::term);
        put_texts(writer, "terms", q_.term_texts_);
        writer.put("therapy.begin", therapies_.begin);
        writer.put("therapy.drug", drug_of(q_.therapies_, therapies_));
        put(writer, "therapy.start", q_.therapies_, therapies_, &Therapy::start);
        put(writer, "therapy.end", q_.therapies_, therapies_, &Therapy::end);
        writer.put("indication.begin", indications_.begin);
        writer.put("indication.drug", drug_of(q_.indications_, indications_));
        put(writer, "indication.term", q_.indications_, indications_, &Indication::term);
        put_texts(writer, "indications", q_.indication_texts_);
    }

    void write_bad(ColumnWriter& writer) const
    {
        std::vector<std::string> members;
        std::vector<std::string> what;
        std::vector<std::string> bytes;
        for (const FaersBadLine& line : q_.bad_) {
            members.push_back(line.member);
            what.push_back(line.what);
            bytes.push_back(line.bytes);
        }
        put(writer, "bad.line", q_.bad_, &FaersBadLine::line);
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
