// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "query/appraisal/appraise.hpp"
#include "query/appraisal/naranjo.hpp"
#include "query/appraisal/who_umc.hpp"
#include "query/casebook.hpp"
#include "query/json_values.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json words_json(const std::vector<Evidence>& words)
{
    Json out = Json::array();
    for (const Evidence& e : words)
        out.push_back({{"passage", e.passage}, {"begin", e.begin}, {"end", e.end}, {"quote", e.quote}});
    return out;
}

Json item_json(const AppraisedItem& item)
{
    Json people = Json::array();
    for (const ItemAnswer& said : item.people)
        people.push_back({{"answer", name_of(said.answer)}, {"by", said.by}, {"at", said.at}, {"note", said.note}});
    return {{"item", item.number},
            {"question", item.item->question},
            {"answer", name_of(item.reply())},
            {"answered_by", item.people.empty() ? Json() : Json(item.people.back().by)},
            {"machine",
             {{"answer", name_of(item.machine.answer)},
              {"because", item.machine.because},
              {"fields", item.machine.fields},
              {"words", words_json(item.machine.words)}}},
            {"people", people}};
}

Json settle_json(const AppraisedForm& form, const std::optional<MissingFact>& fact)
{
    if (!fact)
        return {};
    return {{"item", fact->item + 1}, {"fact", form.items[fact->item].item->fact}, {"settles", fact->settles}};
}

void add_naranjo(const AppraisedForm& form, Json& out)
{
    const std::vector<Reply> answers = replies_of(form);
    const NaranjoScore score = naranjo_score(answers);
    out["score"] = {{"low", score.low}, {"high", score.high}, {"as_it_stands", score.as_it_stands}};
    out["category"] = {{"low", naranjo_category(score.low)},
                       {"high", naranjo_category(score.high)},
                       {"as_it_stands", naranjo_category(score.as_it_stands)}};
    out["would_settle"] = settle_json(form, naranjo_missing_fact(answers));
}

void add_who_umc(const AppraisedForm& form, Json& out)
{
    const std::vector<Reply> answers = replies_of(form);
    out["categories"] = umc_possible(answers);
    out["rules"] = Json::array();
    constexpr std::string_view names[] = {"yes", "no", "open"};
    for (const UmcCategory& category : umc_categories())
        out["rules"].push_back({{"category", category.name},
                                {"holds", names[static_cast<std::size_t>(holds(category, answers))]},
                                {"rule", umc_rule_text(category, answers)}});
    out["would_settle"] = settle_json(form, umc_missing_fact(answers));
}

Json form_json(const CaseAppraisal& appraisal, const AppraisedForm& form)
{
    Json out = {{"instrument", form.instrument->id},
                {"source", form.instrument->source},
                {"result", result_text(appraisal, *form.instrument)}};
    if (form.instrument->id == "naranjo")
        add_naranjo(form, out);
    if (form.instrument->id == "who-umc")
        add_who_umc(form, out);
    out["items"] = Json::array();
    for (const AppraisedItem& item : form.items)
        out["items"].push_back(item_json(item));
    return out;
}

Json authors_json(const Case& c)
{
    Json out = Json::array();
    for (const Stated<Causality>& said : c.causality)
        out.push_back({{"method", or_null(said.value->method)},
                       {"score", said.value->score ? Json(*said.value->score) : Json()},
                       {"category", or_null(said.value->category)},
                       {"told_by", said.by.empty() ? Json() : Json(said.by)},
                       {"words", words_json(said.by.empty() ? std::vector{said.evidence} : std::vector<Evidence>{})}});
    return out;
}

} // namespace

Json appraisal_json(const CaseAppraisal& appraisal, const Instrument* only)
{
    const Article& article = appraisal.article;
    Json out = {{"case", case_id(article.id, appraisal.now.number)},
                {"article", article.id},
                {"pmid", pmid_is_known(article.pmid) ? Json(article.pmid) : Json()},
                {"reference", short_reference(article)},
                {"paraphrase", is_paraphrase(article)},
                {"authors", authors_json(appraisal.now)},
                {"forms", Json::array()}};
    for (const AppraisedForm& form : appraisal.forms)
        if (only == nullptr || only == form.instrument)
            out["forms"].push_back(form_json(appraisal, form));
    return out;
}

} // namespace casebook
