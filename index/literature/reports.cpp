// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/reports.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

ReportCounts counts_from(const nlohmann::ordered_json& json)
{
    return {json.at("reports"), json.at("drug_reports"), json.at("event_reports"), json.at("all_reports")};
}

nlohmann::ordered_json text_or_null(const std::string& text)
{
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

std::string text_from(const nlohmann::ordered_json& json)
{
    return json.is_null() ? std::string() : json.get<std::string>();
}

} // namespace

nlohmann::ordered_json to_json(const ReportCounts& counts)
{
    return {{"reports", counts.both},
            {"drug_reports", counts.drug},
            {"event_reports", counts.event},
            {"all_reports", counts.all}};
}

nlohmann::ordered_json to_json(const PairReports& pair)
{
    nlohmann::ordered_json out = {
        {"drug", pair.drug}, {"event", pair.event}, {"rule", pair.rule}, {"level", pair.level}, {"roles", pair.roles}};
    out["period"] = nlohmann::ordered_json::array({text_or_null(pair.from), text_or_null(pair.to)});
    out.update(to_json(pair.counts));
    out["made_up"] = pair.made_up;
    return out;
}

nlohmann::ordered_json to_json(const CaseReports& reports)
{
    nlohmann::ordered_json out = {{"sex", reports.sex}, {"age", reports.age}};
    out["stratum"] = reports.stratum ? to_json(*reports.stratum) : nlohmann::ordered_json();
    out["term"] = reports.term;
    out["term_reports"] =
        reports.term_reports ? nlohmann::ordered_json(*reports.term_reports) : nlohmann::ordered_json();
    return out;
}

PairReports pair_reports_from(const nlohmann::ordered_json& json)
{
    return {json.at("drug"),
            json.at("event"),
            json.at("rule"),
            json.at("level"),
            json.at("roles"),
            text_from(json.at("period").at(0)),
            text_from(json.at("period").at(1)),
            counts_from(json),
            json.at("made_up")};
}

CaseReports case_reports_from(const nlohmann::ordered_json& json)
{
    CaseReports out;
    out.sex = json.at("sex");
    out.age = json.at("age");
    if (!json.at("stratum").is_null())
        out.stratum = counts_from(json.at("stratum"));
    out.term = json.at("term");
    if (!json.at("term_reports").is_null())
        out.term_reports = json.at("term_reports").get<std::int64_t>();
    return out;
}

} // namespace casebook
