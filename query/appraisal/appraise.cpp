// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/appraise.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/naranjo.hpp"
#include "query/appraisal/who_umc.hpp"
#include "query/casebook.hpp"
#include "query/duplicates.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace casebook {

namespace {

const PartialDate& appeared(const Article& article)
{
    return article.published.year != 0 ? article.published : article.electronic;
}

/// Before, as far as both dates tell: of one year without months nothing is known.
bool is_before(const PartialDate& a, const PartialDate& b)
{
    if (a.year == 0 || b.year == 0 || a.year != b.year)
        return a.year != 0 && a.year < b.year;
    if (a.month == 0 || b.month == 0 || a.month != b.month)
        return a.month != 0 && a.month < b.month;
    return a.day != 0 && a.day < b.day;
}

std::string settling(const AppraisedForm& form, const std::optional<MissingFact>& fact)
{
    return fact ? format("; {} would {}", form.items[fact->item].item->fact,
                         fact->settles ? "settle it" : "narrow it most")
                : "";
}

/// The placebo of Naranjo's item 6 is given beside the drug of item 4: what a person says of that one moves the
/// machine's word on it, unless the text tells of a placebo.
void follow_rechallenge(AppraisedForm& form)
{
    constexpr std::size_t given_again = 3, placebo = 5;
    if (form.instrument->id != "naranjo" || form.items[given_again].people.empty())
        return;
    const bool never = form.items[given_again].reply() == Reply::not_applicable;
    const std::string& who = form.items[given_again].people.back().by;
    Proposal& proposal = form.items[placebo].machine;
    if (never && proposal.answer == Reply::unknown)
        proposal = {Reply::not_applicable,
                    format("the drug was not given again (item 4, by {}); a placebo is given beside it", who)};
    if (!never && proposal.answer == Reply::not_applicable)
        proposal = {Reply::unknown, format("{} says otherwise of giving the drug again (item 4)", who)};
}

} // namespace

std::vector<Reply> replies_of(const AppraisedForm& form)
{
    std::vector<Reply> out;
    for (const AppraisedItem& item : form.items)
        out.push_back(item.reply());
    return out;
}

const AppraisedForm& form_of(const CaseAppraisal& appraisal, std::string_view instrument)
{
    return *std::ranges::find_if(appraisal.forms,
                                 [&](const AppraisedForm& form) { return form.instrument->id == instrument; });
}

std::vector<IncludedReport> included_reports(const Store& store)
{
    std::vector<IncludedReport> out;
    const std::map<std::string, std::string> merged = merged_records(store);
    for (const std::string& id : store.article_ids()) {
        const auto decision = store.current_decision(id);
        if (merged.contains(id) || !decision || decision->verdict != Verdict::include)
            continue;
        const auto patients = static_cast<std::size_t>(std::ranges::count_if(current_cases(store, id), is_suspected));
        if (patients > 0)
            out.push_back({*store.article(id), patients});
    }
    std::ranges::stable_sort(out, {}, [](const IncludedReport& report) {
        const PartialDate& date = appeared(report.article);
        return std::tuple(date.year, date.month, date.day);
    });
    return out;
}

EarlierReports earlier_reports(const std::vector<IncludedReport>& reports, const Article& article)
{
    EarlierReports out;
    out.until = iso_date(appeared(article));
    constexpr std::size_t most_named = 4;
    for (const IncludedReport& report : reports) {
        if (report.article.id == article.id || !is_before(appeared(report.article), appeared(article)))
            continue;
        if (++out.reports <= most_named)
            out.names += (out.names.empty() ? "" : ", ") + short_reference(report.article);
        out.patients += report.patients;
    }
    if (out.reports > most_named)
        out.names += format(" and {} more", out.reports - most_named);
    return out;
}

CaseAppraisal appraise(const Article& article, const Case& now, const std::vector<ItemAnswer>& answers,
                       const EarlierReports& earlier)
{
    CaseAppraisal out{article, now, {}};
    const CaseFacts facts{article, now, earlier};
    for (const Instrument& instrument : instruments()) {
        AppraisedForm form{&instrument, {}};
        for (const Item& item : instrument.items)
            form.items.push_back({form.items.size() + 1, &item, item.propose(facts)});
        for (const ItemAnswer& said : answers)
            if (said.case_number == now.number && said.instrument == instrument.id && said.item >= 1 &&
                static_cast<std::size_t>(said.item) <= form.items.size())
                form.items[static_cast<std::size_t>(said.item) - 1].people.push_back(said);
        follow_rechallenge(form);
        out.forms.push_back(std::move(form));
    }
    return out;
}

CaseAppraisal Appraiser::of(const Article& article, const Case& now) const
{
    return appraise(article, now, store_.current_answers(article.id), earlier_reports(reports_, article));
}

std::string naranjo_text(const CaseAppraisal& appraisal)
{
    const AppraisedForm& form = form_of(appraisal, "naranjo");
    const std::vector<Reply> answers = replies_of(form);
    const NaranjoScore score = naranjo_score(answers);
    const std::string fact = settling(form, naranjo_missing_fact(answers));
    if (score.low == score.high)
        return format("{} ({}){}", score.low, naranjo_categories(score), fact);
    return format("{} to {} ({}), as it stands {} ({}){}", score.low, score.high, naranjo_categories(score),
                  score.as_it_stands, naranjo_category(score.as_it_stands), fact);
}

std::string who_umc_text(const CaseAppraisal& appraisal)
{
    const AppraisedForm& form = form_of(appraisal, "who-umc");
    const std::vector<Reply> answers = replies_of(form);
    std::vector<std::string> names;
    for (const std::string_view name : umc_possible(answers))
        names.emplace_back(name);
    return join(names, " or ") + settling(form, umc_missing_fact(answers));
}

std::string form_text(const AppraisedForm& form)
{
    const std::vector<Reply> answers = replies_of(form);
    const auto count = [&](Reply answer) { return std::ranges::count(answers, answer); };
    const auto none = count(Reply::not_applicable);
    return format("{} yes, {} no, {} open{} of {}", count(Reply::yes), count(Reply::no), count(Reply::unknown),
                  none == 0 ? "" : format(", {} not applicable", none), answers.size());
}

std::string result_text(const CaseAppraisal& appraisal, const Instrument& instrument)
{
    if (instrument.id == "naranjo")
        return naranjo_text(appraisal);
    if (instrument.id == "who-umc")
        return who_umc_text(appraisal);
    return form_text(form_of(appraisal, instrument.id));
}

std::string authors_text(const CaseAppraisal& appraisal) { return field_text(*find_field("causality"), appraisal.now); }

} // namespace casebook
