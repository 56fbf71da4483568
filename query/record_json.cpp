// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/record_json.hpp"

#include "corpus/fields.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/json_values.hpp"
#include "query/rights.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Evidence& e)
{
    return {{"passage", e.passage}, {"begin", e.begin}, {"end", e.end}, {"quote", e.quote}};
}

/// The keys of the contract for a field of ours.
std::vector<std::string> contract_keys(std::string_view field)
{
    if (field == "latency")
        return {"onset_latency_days_min", "onset_latency_days_max"};
    return {std::string(field)};
}

Json evidence_json(const Case& c)
{
    Json out = Json::object();
    for (const Field& field : fields()) {
        std::size_t item = 0;
        for (const FieldValue& value : field.get(c)) {
            if (!value.by.empty() || value.evidence.quote.empty())
                continue;
            for (const std::string& key : contract_keys(field.id))
                out[item == 0 ? key : key + "[" + std::to_string(item) + "]"] = to_json(value.evidence);
            ++item;
        }
    }
    return out;
}

Json corrected_json(const Case& c)
{
    Json out = Json::object();
    for (const Field& field : fields())
        for (const FieldValue& value : field.get(c))
            if (!value.by.empty())
                out[std::string(field.id)] = value.by;
    return out;
}

Json list_json(std::string_view id, const Case& c)
{
    Json out = Json::array();
    for (const FieldValue& value : find_field(id)->get(c))
        out.push_back(value.text);
    return out;
}

Json range_json(const Stated<Range>& range) { return range ? Json{range.value->min, range.value->max} : Json(); }

/// Every clock, the one that counts first.
Json latencies_json(const Case& c)
{
    Json out = Json::array();
    for (const Stated<Latency>& latency : c.latencies) {
        Json row = {{"anchor", name_of(latency.value->anchor)},
                    {"days_min", tidy(latency.value->days.min)},
                    {"days_max", tidy(latency.value->days.max)}};
        if (latency.by.empty())
            row["evidence"] = to_json(latency.evidence);
        else
            row["corrected_by"] = latency.by;
        if (!latency.value->anchor_by.empty())
            row["anchor_corrected_by"] = latency.value->anchor_by;
        out.push_back(std::move(row));
    }
    return out;
}

Json patient_json(const Case& c)
{
    const auto text = [&](std::string_view id) { return or_null(field_text(*find_field(id), c)); };
    const auto named = [&](std::string_view id) {
        const std::string value = field_text(*find_field(id), c);
        return value.empty() ? std::string("unknown") : value;
    };
    Json out;
    out["case"] = c.number;
    out["age_years"] = c.patient.age_years ? Json(*c.patient.age_years.value) : Json();
    out["age_at"] = text("age_at");
    if (c.patient.age_at_onset_years)
        out["derived"] = {{"age_at_onset_years", range_json(c.patient.age_at_onset_years)}};
    for (const std::string_view id : {"sex", "drug", "role"})
        out[std::string(id)] = text(id);
    out["role_cue"] = or_null(role_cue(c));
    out["dose_text"] = text("dose_text");
    out["dose_mg_per_kg_day"] = range_json(subject_drug(c).dose_mg_per_kg_day);
    for (const std::string_view id : {"route", "indication", "event", "event_term"})
        out[std::string(id)] = text(id);
    const Latency* latency = c.latencies.empty() ? nullptr : &*c.latencies.front().value;
    out["onset_latency_days_min"] = latency == nullptr ? Json() : Json(tidy(latency->days.min));
    out["onset_latency_days_max"] = latency == nullptr ? Json() : Json(tidy(latency->days.max));
    out["latency_anchor"] = text("latency_anchor");
    out["latencies"] = latencies_json(c);
    out["dechallenge"] = named("dechallenge");
    out["rechallenge"] = named("rechallenge");
    out["event_treatment"] = list_json("event_treatment", c);
    out["outcome"] = named("outcome");
    out["concomitants"] = list_json("concomitants", c);
    out["causality"] = list_json("causality", c);
    out["evidence"] = evidence_json(c);
    if (Json corrected = corrected_json(c); !corrected.empty())
        out["corrected_by"] = std::move(corrected);
    return out;
}

Json grounds_json(const Decision& decision)
{
    Json out = Json::array();
    for (const Ground& ground : decision.grounds) {
        Json row = {{"criterion", ground.criterion},
                    {"verdict", ground.verdict},
                    {"quote", ground.evidence.quote},
                    {"note", ground.note}};
        if (!ground.evidence.quote.empty())
            row["evidence"] = to_json(ground.evidence);
        out.push_back(std::move(row));
    }
    return out;
}

Json claims_json(const Extraction& extraction)
{
    Json out = Json::array();
    for (const Claim& claim : extraction.claims)
        out.push_back({{"text", claim.evidence.quote}, {"count", claim.count}, {"evidence", to_json(claim.evidence)}});
    return out;
}

/// Where the article does not agree with itself; case 0 is the article as a whole.
Json contradictions_json(const Extraction& extraction)
{
    Json out = Json::array();
    for (const Contradiction& found : extraction.contradictions)
        out.push_back({{"kind", name_of(found.kind)},
                       {"case", found.case_number},
                       {"note", found.note},
                       {"first", to_json(found.first)},
                       {"second", to_json(found.second)}});
    return out;
}

Json history_json(const Store& store, const std::string& id)
{
    Json out = Json::array();
    for (const Decision& decision : store.history(id))
        out.push_back(decision_json(decision));
    return out;
}

} // namespace

Json decision_json(const Decision& decision)
{
    Json out = {{"verdict", verdict_word(decision)},
                {"reason", or_null(decision.reason)},
                {"by", decision.by},
                {"at", decision.at},
                {"note", decision.note},
                {"source", decision.source},
                {"stage", decision.by == by_rules ? Json() : Json(name_of(decision.stage))}};
    if (decision.adjudicated)
        out["adjudicated"] = true;
    return out;
}

Json full_text_json(const FullText& found)
{
    return {{"access", name_of(found.access)},  {"source", or_null(found.source)},   {"at", or_null(found.at)},
            {"by", or_null(found.by)},          {"license", or_null(found.license)}, {"note", or_null(found.note)},
            {"passages", found.passages.size()}};
}

Json review_json(const Casebook& casebook, const std::string& id)
{
    const Store& store = casebook.store;
    const auto decision = store.current_decision(id);
    const Extraction extraction = store.extraction(id).value_or(Extraction{});
    Json out;
    out["pmid"] = id.starts_with("pubmed:") ? Json(id.substr(7)) : Json();
    out["id"] = id;
    out["label"] = decision ? name_of(decision->verdict) : "unclear";
    out["reason"] = decision ? or_null(decision->reason) : Json();
    out["decided_by"] = decision ? Json(decision->by) : Json();
    out["paraphrase"] = is_paraphrase(*store.article(id));
    out["grounds"] = decision ? grounds_json(*decision) : Json::array();
    out["patients"] = Json::array();
    out["other_cases"] = Json::array();
    for (const Case& c : current_cases(store, id))
        out[is_suspected(c) ? "patients" : "other_cases"].push_back(patient_json(c));
    out["claims"] = claims_json(extraction);
    return out;
}

Json record_json(const Casebook& casebook, const std::string& id)
{
    const Article article = *casebook.store.article(id);
    Json out = {{"version", 1},
                {"title", display_title(article)},
                {"reference", citation(article)},
                {"doi", or_null(article.doi)},
                {"pmcid", or_null(article.pmcid)},
                {"copyright", article.copyright},
                {"rights", rights_notice},
                {"retracted", notice_on(article) == Notice::retracted},
                {"concern", notice_on(article) == Notice::concern},
                {"deleted", casebook.store.article_info(id)->deleted},
                {"passages", Json::array()}};
    for (const Passage& passage : passages(article))
        out["passages"].push_back({{"label", passage.label}, {"text", passage.text}});
    out["full_text"] = full_text_json(article.full_text);
    out["full_text"]["looks"] = Json::array();
    for (const FullText& look : casebook.store.full_texts(id))
        out["full_text"]["looks"].push_back(full_text_json(look));
    out.update(review_json(casebook, id));
    out["contradictions"] = contradictions_json(casebook.store.extraction(id).value_or(Extraction{}));
    out["history"] = history_json(casebook.store, id);
    return out;
}

} // namespace casebook
