// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/report.hpp"

#include "corpus/ordered.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace casebook {

/// The columns of a quarter that tell more than counting needs.
struct FaersReports::Quarter
{
    explicit Quarter(const QuarterFile& opened)
        : q(opened),
          event_date(q.file.column<std::uint32_t>("event_date")),
          outcomes(q.file.column<std::uint8_t>("outcomes")),
          lit_ref(q.file.column<std::uint32_t>("lit_ref")),
          number(q.file.column<std::uint32_t>("mfr_num")),
          sender(q.file.column<std::uint32_t>("sender")),
          route(q.file.column<std::uint32_t>("drug.route")),
          form(q.file.column<std::uint32_t>("drug.form")),
          dechallenge(q.file.column<char>("drug.dechallenge")),
          rechallenge(q.file.column<char>("drug.rechallenge")),
          therapy_begin(q.file.column<std::uint32_t>("therapy.begin")),
          therapy_drug(q.file.column<std::uint32_t>("therapy.drug")),
          start(q.file.column<std::uint32_t>("therapy.start")),
          end(q.file.column<std::uint32_t>("therapy.end")),
          indication_begin(q.file.column<std::uint32_t>("indication.begin")),
          indication_drug(q.file.column<std::uint32_t>("indication.drug")),
          indication(q.file.column<std::uint32_t>("indication.term")),
          references(q.file.texts("references")),
          numbers(q.file.texts("mfr_nums")),
          senders(q.file.texts("senders")),
          routes(q.file.texts("routes")),
          forms(q.file.texts("forms")),
          indications(q.file.texts("indications"))
    {
    }

    const QuarterFile& q;
    std::span<const std::uint32_t> event_date;
    std::span<const std::uint8_t> outcomes;
    std::span<const std::uint32_t> lit_ref, number, sender, route, form;
    std::span<const char> dechallenge, rechallenge;
    std::span<const std::uint32_t> therapy_begin, therapy_drug, start, end;
    std::span<const std::uint32_t> indication_begin, indication_drug, indication;
    Texts references, numbers, senders, routes, forms, indications;
    mutable std::map<std::array<std::uint32_t, 3>, ExposureClass> ways; ///< by product, form and route, met before

    ExposureClass way_of(std::uint32_t at) const
    {
        const auto [found, fresh] = ways.try_emplace({q.product[at], form[at], route[at]}, ExposureClass::unknown);
        if (fresh)
            found->second =
                exposure_words().of({q.product_name[q.product[at]], forms[form[at]], routes[route[at]], {}});
        return found->second;
    }

    std::vector<FaersGiven> drugs_of(const CountingFile& counting, std::size_t quarter, std::uint32_t row) const;
};

namespace {

struct Place
{
    std::size_t quarter;
    std::uint32_t row;
};

Place place_of(const CountingFile& counting, std::uint32_t number)
{
    const std::uint32_t row = counting.origin[number];
    const auto after = std::ranges::upper_bound(counting.rows_begin, row);
    const auto quarter = static_cast<std::size_t>(after - counting.rows_begin.begin()) - 1;
    return {quarter, row - counting.rows_begin[quarter]};
}

} // namespace

/// The rows of DRUG of a report, each with its indications and therapies; `quarter` is this one's place in the store.
std::vector<FaersGiven> FaersReports::Quarter::drugs_of(const CountingFile& counting, std::size_t quarter,
                                                        std::uint32_t row) const
{
    std::vector<FaersGiven> out;
    const std::uint32_t first = q.drug_begin[row];
    for (std::uint32_t at = first; at < q.drug_begin[row + 1]; ++at) {
        const std::uint32_t product = q.product[at];
        out.push_back({q.product_name[product],
                       q.product_ingredient[product],
                       routes[route[at]],
                       forms[form[at]],
                       q.role[at],
                       dechallenge[at],
                       rechallenge[at],
                       way_of(at),
                       counting.drugs_of(quarter, product),
                       {},
                       {}});
    }
    for (std::uint32_t at = indication_begin[row]; at < indication_begin[row + 1]; ++at)
        if (indication_drug[at] != no_drug)
            out[indication_drug[at] - first].indications.push_back(indications[indication[at]]);
    for (std::uint32_t at = therapy_begin[row]; at < therapy_begin[row + 1]; ++at)
        if (therapy_drug[at] != no_drug)
            out[therapy_drug[at] - first].therapies.emplace_back(FaersDate{start[at]}, FaersDate{end[at]});
    for (FaersGiven& drug : out)
        if (drug.exposure == ExposureClass::unknown && !drug.indications.empty())
            drug.exposure = exposure_words().of({"", "", "", drug.indications});
    return out;
}

FaersReports::FaersReports(const FaersStore& store) : store_(store), quarters_(store.quarters().size()) {}
FaersReports::~FaersReports() = default;

const FaersReports::Quarter& FaersReports::open(std::size_t quarter) const
{
    if (!quarters_[quarter])
        quarters_[quarter] = std::make_unique<Quarter>(store_.quarter(quarter));
    return *quarters_[quarter];
}

std::string_view FaersReports::lit_ref(std::uint32_t number) const
{
    const auto [quarter, row] = place_of(store_.counting(), number);
    const Quarter& q = open(quarter);
    return q.references[q.lit_ref[row]];
}

FaersReport FaersReports::operator()(std::uint32_t number) const
{
    const CountingFile& counting = store_.counting();
    const auto [quarter, row] = place_of(counting, number);
    const Quarter& d = open(quarter);
    FaersReport out;
    out.number = number;
    out.report = d.q.report[row];
    out.case_id = d.q.case_id[row];
    out.version = d.q.version[row];
    out.quarter = d.q.quarter;
    out.first_receipt = {counting.first_receipt[number]};
    out.event_date = {d.event_date[row]};
    if (const float age = counting.age[number]; !std::isnan(age))
        out.age = age;
    out.sex = static_cast<char>(counting.sex[number]);
    out.reporter = faers_reporter_codes.at(counting.reporter[number]);
    out.country = counting.countries[counting.country[number]];
    out.outcomes = d.outcomes[row];
    out.lit_ref = d.references[d.lit_ref[row]];
    out.manufacturer_number = d.numbers[d.number[row]];
    out.sender = d.senders[d.sender[row]];
    for (std::uint32_t at = d.q.term_begin[row]; at < d.q.term_begin[row + 1]; ++at)
        out.events.push_back(counting.term_events[counting.terms_begin[quarter] + d.q.term[at]]);
    sort_unique(out.events);
    out.drugs = d.drugs_of(counting, quarter, row);
    return out;
}

bool is_asked(const FaersGiven& row, const std::vector<std::uint32_t>& drugs, const std::vector<FaersRole>& roles)
{
    return std::ranges::find(roles, row.role) != roles.end() &&
           std::ranges::find_first_of(row.drugs, drugs) != row.drugs.end();
}

std::vector<std::uint32_t> FaersReport::ingredients() const
{
    std::vector<std::uint32_t> out;
    for (const FaersGiven& drug : drugs)
        if (drug.role != FaersRole::not_given)
            out.insert(out.end(), drug.drugs.begin(), drug.drugs.end());
    sort_unique(out);
    return out;
}

} // namespace casebook
