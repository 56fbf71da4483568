// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/counting/ledger.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::optional<Spread>& s)
{
    if (!s)
        return {{"known", 0}};
    return {{"known", s->n},    {"median_days", s->median}, {"q1_days", s->q1},
            {"q3_days", s->q3}, {"min_days", s->min},       {"max_days", s->max}};
}

Json latency_json(const Ledger& ledger)
{
    Json out = to_json(latency_spread(ledger, std::nullopt));
    out["of"] = patient_count(ledger);
    out["by_anchor"] = Json::object();
    for (const std::string_view name : all_names<Anchor>())
        if (const auto s = latency_spread(ledger, from_name<Anchor>(name)))
            out["by_anchor"][std::string(name)] = to_json(s);
    if (const auto s = latency_spread(ledger, Anchor::unknown))
        out["by_anchor"]["unknown"] = to_json(s);
    return out;
}

Json tally_json(const Ledger& ledger, std::string_view field)
{
    Json out = Json::object();
    for (const auto& [value, count] : tally_of(ledger, field))
        out[value] = count;
    return out;
}

Json years_json(const Ledger& ledger)
{
    std::map<int, std::pair<std::size_t, std::size_t>> years;
    for (const Report& report : ledger.reports) {
        auto& [reports, patients] = years[year_of(report.article)];
        ++reports;
        patients += report.patients.size();
    }
    Json out = Json::array();
    std::size_t so_far = 0;
    for (const auto& [year, counts] : years)
        out.push_back({{"year", year == 0 ? Json() : Json(year)},
                       {"reports", counts.first},
                       {"patients", counts.second},
                       {"patients_so_far", so_far += counts.second}});
    return out;
}

Json to_json(const Mover& mover)
{
    return {{"change", mover.change == 0 ? Json() : Json(mover.change)},
            {"article", mover.article},
            {"reference", mover.reference},
            {"why", mover.why}};
}

Json to_json(const AuditedClaim& claim)
{
    return {{"words", claim.words},
            {"paraphrase", claim.paraphrase},
            {"bound", name_of(claim.reading.bound)},
            {"ordinal", claim.reading.ordinal},
            {"count", claim.reading.count},
            {"source", claim.source},
            {"article", or_null(claim.article)},
            {"told_by", or_null(claim.by)},
            {"as_of", claim.as_of == 0 ? Json() : Json(claim.as_of)},
            {"verdict", name_of(claim.judgement)},
            {"because", claim.because},
            {"ledger",
             {{"count", claim.earlier.count + claim.own},
              {"low", claim.earlier.low + claim.own},
              {"high", claim.earlier.high + claim.own},
              {"own", claim.own}}},
            {"patients", claim.patients}};
}

template <class Row> Json list_json(const std::vector<Row>& rows)
{
    Json out = Json::array();
    for (const Row& row : rows)
        out.push_back(to_json(row));
    return out;
}

Json to_json(const std::optional<CountChange>& change)
{
    if (!change)
        return nullptr;
    return {{"at", change->at}, {"before", change->before}, {"after", change->after}};
}

Json machine_alone_json(const View& view, const MachineAlone& alone)
{
    if (view.whose != Whose::agreed || view.reviewers < 2)
        return nullptr;
    return {{"included", alone.included}, {"excluded", alone.excluded}, {"unclear", alone.unclear}};
}

Json records_json(const View& view, const Ledger& ledger, std::size_t outdated, std::size_t asked_again)
{
    Json reasons_of = Json::object();
    for (const Reason& reason : reasons)
        if (const auto found = ledger.excluded.find(std::string(reason.id)); found != ledger.excluded.end())
            reasons_of[found->first] = found->second;
    if (const auto found = ledger.excluded.find(""); found != ledger.excluded.end())
        reasons_of["none_given"] = found->second;
    const auto number = [&](Verdict verdict) {
        const auto found = ledger.verdicts.find(verdict);
        return found == ledger.verdicts.end() ? 0 : found->second;
    };
    return {{"total", ledger.records},
            {"duplicates", ledger.duplicates},
            {"included", number(Verdict::include)},
            {"excluded", number(Verdict::exclude)},
            {"unclear", number(Verdict::unclear)},
            {"not_screened", ledger.not_screened},
            {"not_extracted", ledger.not_extracted},
            {"in_conflict", ledger.in_conflict},
            {"by_one", ledger.awaiting},
            {"asked_again", asked_again},
            {"outdated", outdated},
            {"decided_by_people", ledger.decided_by_people},
            {"machine_alone", machine_alone_json(view, ledger.machine_alone)},
            {"reasons", reasons_of}};
}

} // namespace

Json ledger_json(const Casebook& casebook, const Ledger& ledger, std::size_t outdated, std::size_t asked_again)
{
    const auto [from, to] = period_of(ledger);
    Json out = {{"version", 1},
                {"title", casebook.protocol.title},
                {"at", utc_now()},
                {"rule", counting_rule},
                {"roles", {"suspect", "interacting"}},
                {"period", from == 0 ? Json() : Json{from, to}},
                {"level", counting_level},
                {"searched", or_null(last_search(casebook.store))},
                {"last_changed", to_json(last_count_change(casebook.store))},
                {"records", records_json(casebook.store.view(), ledger, outdated, asked_again)},
                {"reports", ledger.reports.size()},
                {"studies", ledger.studies},
                {"patients", patient_count(ledger)},
                {"values_in_conflict", unsettled_count(ledger)},
                {"by_year", years_json(ledger)},
                {"latency", latency_json(ledger)}};
    for (const std::string_view field : {"sex", "role", "event_term", "dechallenge", "rechallenge", "outcome"})
        out[std::string(field)] = tally_json(ledger, field);
    out["would_move"] = list_json(ledger.movers);
    out["unclear_without_a_patient"] = ledger.unread;
    out["claims"] = list_json(ledger.claims);
    out["claims_elsewhere"] = ledger.claims_elsewhere;
    return out;
}

Json badge_json(const Casebook& casebook, const Ledger& ledger)
{
    const std::size_t patients = patient_count(ledger);
    const std::string searched = last_search(casebook.store).substr(0, 10);
    return {{"schemaVersion", 1},
            {"label", casebook.protocol.event.name + " on " + casebook.protocol.drug.name},
            {"message", format("{}, {}{}", counted(patients, "patient"), counted(ledger.reports.size(), "report"),
                               searched.empty() ? "" : ", " + searched)},
            {"color", patients == 0                                 ? "lightgrey"
                      : ledger.movers.empty() && ledger.unread == 0 ? "blue"
                                                                    : "yellow"}};
}

} // namespace casebook
