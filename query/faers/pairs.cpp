// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/pairs.hpp"

#include "corpus/format.hpp"
#include "query/faers/answer.hpp"
#include "query/tables/exporters.hpp"

#include <iterator>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;
using Value = std::optional<double>;

template <double Estimate::*member> Value part(const std::optional<Estimate>& estimate)
{
    return estimate ? Value((*estimate).*member) : std::nullopt;
}

struct MeasureColumn
{
    const char* name;
    Value (*of)(const Measures&);
};

constexpr MeasureColumn measure_columns[] = {
    {"expected", [](const Measures& m) { return Value(m.expected); }},
    {"ror", [](const Measures& m) { return part<&Estimate::value>(m.ror); }},
    {"ror_low", [](const Measures& m) { return part<&Estimate::low>(m.ror); }},
    {"ror_high", [](const Measures& m) { return part<&Estimate::high>(m.ror); }},
    {"prr", [](const Measures& m) { return part<&Estimate::value>(m.prr); }},
    {"prr_low", [](const Measures& m) { return part<&Estimate::low>(m.prr); }},
    {"prr_high", [](const Measures& m) { return part<&Estimate::high>(m.prr); }},
    {"chi2", [](const Measures& m) { return m.chi2; }},
    {"chi2_yates", [](const Measures& m) { return m.chi2_yates; }},
    {"ic", [](const Measures& m) { return Value(m.ic.value); }},
    {"ic025", [](const Measures& m) { return Value(m.ic.low); }},
    {"ic975", [](const Measures& m) { return Value(m.ic.high); }},
    {"ebgm", [](const Measures& m) { return part<&Estimate::value>(m.ebgm); }},
    {"eb05", [](const Measures& m) { return part<&Estimate::low>(m.ebgm); }},
    {"eb95", [](const Measures& m) { return part<&Estimate::high>(m.ebgm); }},
};

} // namespace

std::vector<std::string> pair_columns()
{
    std::vector<std::string> out = {"drug", "event", "a", "b", "c", "d", "n"};
    for (const MeasureColumn& column : measure_columns)
        out.emplace_back(column.name);
    out.emplace_back("evans");
    return out;
}

std::string pair_csv(const ScannedPair& pair)
{
    const TwoByTwo& t = pair.table;
    std::string out =
        format("{},{},{},{},{},{},{}", csv_field(pair.drug), csv_field(pair.event), t.a, t.b, t.c, t.d, t.n());
    for (const MeasureColumn& column : measure_columns) {
        const Value value = column.of(pair.measures);
        out += value ? format(",{}", *value) : ",";
    }
    return out + (pair.measures.evans ? ",1" : ",0");
}

Json pair_json(const ScannedPair& pair)
{
    Json out = {{"drug", pair.drug}, {"event", pair.event}};
    out.update(table_json(pair.table));
    out["expected"] = pair.measures.expected;
    out.update(measures_json(pair.measures));
    out["evans"] = pair.measures.evans;
    return out;
}

} // namespace casebook
