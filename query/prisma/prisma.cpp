// SPDX-License-Identifier: GPL-3.0-or-later
// The counting: each article goes through the boxes once.
#include "query/prisma/prisma.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/people/bad_rows.hpp"
#include "query/people/full_text_stage.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/prisma/parts.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 4> method_channels = {"website", "organisation", "citation", "other"};
constexpr std::array<std::string_view, 4> method_names = {"Websites", "Organisations", "Citation searching",
                                                          "Other methods"};

/// Registers of studies, by what their names hold; everything else that was searched is a database.
constexpr std::array<std::string_view, 5> register_names = {"clinicaltrials", "ictrp", "isrctn", "eudract",
                                                            "trials register"};

bool is_register(const std::string& source)
{
    const std::string name = lower_ascii(source);
    return std::ranges::any_of(register_names, [&](auto part) { return name.find(part) != std::string::npos; });
}

void add_to(std::vector<FlowCount>& counts, const std::string& name, bool by_tools)
{
    auto found = std::ranges::find(counts, name, &FlowCount::name);
    if (found == counts.end())
        found = counts.insert(found, {name, 0, 0});
    ++found->records;
    found->by_tools += by_tools ? 1U : 0U;
}

void in_order_of_reasons(std::vector<FlowCount>& counts)
{
    std::ranges::stable_sort(
        counts, {}, [](const FlowCount& count) { return std::ranges::find(reasons, count.name, &Reason::id); });
}

bool verdict_is(const Decision* decision, Verdict verdict)
{
    return decision != nullptr && decision->verdict == verdict;
}

class FlowCounter
{
public:
    FlowCounter(const Store& store, Flow& flow, const FlowBefore* before) : store_(store), flow_(flow), before_(before)
    {
        for (const std::string_view name : method_names)
            flow_.methods.push_back({std::string(name), 0, 0});
    }

    void take(const FlowArticle& article)
    {
        const std::optional<Decision> decision = store_.current_decision(article.stays);
        const Decision* now = decision ? &*decision : nullptr;
        const bool settled = before_ != nullptr && take_previous(article.stays, now);
        const auto is_new = [&](const FlowRecord& r) {
            return before_ == nullptr || r.added_run >= before_->first_new_run;
        };
        const auto stays = std::ranges::find(article.records, article.stays, &FlowRecord::id);
        const bool goes_on = !settled && stays != article.records.end() && !stays->deleted;
        if (goes_on && std::ranges::none_of(article.records, is_new))
            ++flow_.carried_over;
        std::size_t in_databases = 0;
        std::size_t otherwise = 0;
        for (const FlowRecord& record : article.records)
            if (!settled || is_new(record))
                identify(record, in_databases, otherwise);
        const bool by_database = in_databases > 0;
        flow_.duplicates += in_databases - (goes_on && by_database ? 1 : 0);
        flow_.known_otherwise += otherwise - (goes_on && !by_database ? 1 : 0);
        if (goes_on)
            judge(*stays, now, by_database);
    }

    void finish()
    {
        std::set<std::string> all = previous_;
        all.insert(new_.begin(), new_.end());
        flow_.previous_reports = previous_.size();
        flow_.previous_studies = studies_in(store_, previous_);
        flow_.new_reports = new_.size();
        flow_.new_studies = studies_in(store_, all) - flow_.previous_studies;
        for (const std::string& id : gone_)
            all.erase(id);
        flow_.total_reports = all.size();
        flow_.total_studies = studies_in(store_, all);
        flow_.no_longer_included = gone_.size();
        flow_.new_patients = patients_in(store_, new_);
        flow_.total_patients = patients_in(store_, all);
        for (std::vector<FlowCount>* counts :
             {&flow_.excluded_on_record, &flow_.found.excluded, &flow_.found_otherwise.excluded})
            in_order_of_reasons(*counts);
    }

private:
    /// What the previous version had said of it; true when it stays with that and does not flow again.
    bool take_previous(const std::string& id, const Decision* now)
    {
        const auto found = before_->decided.find(id);
        const Decision* then = found == before_->decided.end() ? nullptr : &found->second;
        if (verdict_is(then, Verdict::include)) {
            previous_.insert(id);
            if (!verdict_is(now, Verdict::include))
                gone_.insert(id);
            return true;
        }
        const bool stays_out = verdict_is(then, Verdict::exclude) && verdict_is(now, Verdict::exclude);
        flow_.excluded_before += stays_out ? 1U : 0U;
        return stays_out;
    }

    void identify(const FlowRecord& record, std::size_t& in_databases, std::size_t& otherwise)
    {
        if (record.channel == "database") {
            add_to(is_register(record.source) ? flow_.registers : flow_.databases, record.source, false);
            ++(record.deleted ? flow_.excluded_other : in_databases);
            return;
        }
        const auto at = std::ranges::find(method_channels, record.channel) - method_channels.begin();
        ++flow_.methods[static_cast<std::size_t>(std::min<std::ptrdiff_t>(at, 3))].records;
        ++otherwise;
    }

    void judge(const FlowRecord& record, const Decision* now, bool by_database)
    {
        const bool by_tools = now == nullptr || now->by == by_rules;
        flow_.in_conflict += now != nullptr && now->by == by_conflict ? 1U : 0U;
        flow_.awaiting += now != nullptr && now->by == by_awaiting ? 1U : 0U;
        if (now != nullptr)
            count_alone(store_.view(), *now, flow_.machine_alone);
        if (!by_database)
            return seek(record, now, flow_.found_otherwise);
        if (now == nullptr) {
            ++flow_.not_screened;
            return;
        }
        const bool on_record = now->verdict == Verdict::exclude && now->reason != "no_full_text" &&
                               !rests_on_full_text(*now, record.own_passages);
        if (on_record)
            add_to(flow_.excluded_on_record, now->reason, by_tools);
        if (on_record && by_tools) {
            ++flow_.excluded_automatic;
            return;
        }
        ++flow_.records_screened;
        flow_.screened_by_tools += by_tools ? 1U : 0U;
        if (on_record)
            ++flow_.records_excluded;
        else if (!was_sought(record))
            ++flow_.open_on_record;
        else
            seek(record, now, flow_.found);
    }

    /// As the full-text queue has it.
    bool was_sought(const FlowRecord& record) const
    {
        const View& view = store_.view();
        return was_sought_in_full(store_.history(record.id), view.whose == Whose::agreed ? view.reviewers : 1,
                                  record.own_passages);
    }

    /// From "sought for retrieval" on.
    void seek(const FlowRecord& record, const Decision* now, FlowArm& arm)
    {
        ++arm.sought;
        const bool is_open = now == nullptr || now->verdict == Verdict::unclear;
        if ((is_open && record.not_to_be_had && was_sought(record)) || (!is_open && now->reason == "no_full_text")) {
            ++arm.not_retrieved;
            return;
        }
        if (is_open) {
            ++arm.open;
            return;
        }
        ++arm.assessed;
        const bool read = record.has_full_text || (now->by != by_rules && now->stage == Stage::full_text);
        flow_.on_the_record_alone += read ? 0U : 1U;
        if (now->verdict == Verdict::exclude) {
            add_to(arm.excluded, now->reason, now->by == by_rules);
            return;
        }
        ++arm.included;
        new_.insert(record.id);
    }

    const Store& store_;
    Flow& flow_;
    const FlowBefore* before_;
    std::set<std::string> previous_; ///< included in the previous version
    std::set<std::string> gone_;     ///< of these, not any more
    std::set<std::string> new_;
};

Flow counted_flow(const Casebook& casebook, const std::string& since)
{
    Flow flow;
    flow.title = casebook.protocol.title;
    flow.updated = !since.empty();
    const FlowBefore before = since.empty() ? FlowBefore{} : flow_before(casebook.store, since);
    flow.since = before.text;
    FlowCounter counter(casebook.store, flow, since.empty() ? nullptr : &before);
    for (const FlowArticle& article : flow_articles(casebook.store))
        counter.take(article);
    counter.finish();
    flow.whose = view_text(casebook.store.view());
    // a row of people's words that could not be read is no record of a search
    for (const Quarantined& item : still_bad(casebook.store))
        flow.unreadable += item.origin.channel.empty() ? 0U : 1U;
    flow.asked_again = all_asked_again(casebook.store).size();
    return flow;
}

bool any_of_methods(const Flow& flow)
{
    return std::ranges::any_of(flow.methods, [](const FlowCount& method) { return method.records > 0; });
}

} // namespace

Flow make_flow(const Casebook& casebook, FlowLayout layout, const std::string& since)
{
    const bool update = layout == FlowLayout::update || layout == FlowLayout::update_with_other;
    const bool by_data = layout == FlowLayout::by_data;
    if (!update && !by_data && !since.empty())
        throw UsageError("--since says where the previous version ends; a new review has none.");
    const std::string border = !since.empty() ? since : update ? last_version(casebook.store) : "";
    if (update && border.empty())
        throw UsageError("there is no previous version: no update was finished before the last one. Say --since RUN or "
                         "--since DATE.");
    Flow flow = counted_flow(casebook, border);
    flow.other = by_data ? any_of_methods(flow)
                         : layout == FlowLayout::new_with_other || layout == FlowLayout::update_with_other;
    return flow;
}

} // namespace casebook
