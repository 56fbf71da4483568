// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/links.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct LinkedReports
{
    std::vector<std::uint32_t> reports; ///< in a
    std::vector<FaersLink> links;
    std::vector<std::vector<std::uint32_t>> groups;
};

Json report_json(const FaersReport& report)
{
    return {{"report", report.report},
            {"case", report.case_id},
            {"quarter", to_text(report.quarter)},
            {"event_date", to_text(report.event_date)},
            {"sex", report.sex == '\0' ? "" : std::string(1, report.sex)},
            {"age", or_null(report.age)},
            {"country", report.country},
            {"sender", report.sender},
            {"mfr_num", report.manufacturer_number},
            {"lit_ref", report.lit_ref}};
}

Json reasons_json(const FaersLink& link)
{
    Json out = Json::array();
    for (const LinkReason reason : link.reasons)
        out.push_back(link_reason_names.at(static_cast<std::size_t>(reason)));
    return out;
}

Json link_json(const FaersLink& link, const FaersReports& reports)
{
    return {{"first", reports(link.first).report},
            {"second", reports(link.second).report},
            {"reasons", reasons_json(link)}};
}

Json links_of_group(const LinkedReports& found, const std::vector<std::uint32_t>& group, const FaersReports& reports)
{
    Json out = Json::array();
    for (const FaersLink& link : found.links)
        if (is_firm(link) && std::ranges::binary_search(group, link.first))
            out.push_back(link_json(link, reports));
    return out;
}

/// Pairs that only their references speak for: a person should look at them.
Json alike_json(const LinkedReports& found, const FaersReports& reports)
{
    Json out = Json::array();
    for (const FaersLink& link : found.links)
        if (!is_firm(link))
            out.push_back(link_json(link, reports));
    return out;
}

void print_alike(const LinkedReports& found, const FaersReports& reports, const Console& console)
{
    if (std::ranges::all_of(found.links, is_firm))
        return;
    console.out << "References alike, to be looked at; not counted as linked\n";
    for (const FaersLink& link : found.links)
        if (!is_firm(link))
            console.out << format("  {}  {}\n  {}  {}\n\n", reports(link.first).report, reports(link.first).lit_ref,
                                  reports(link.second).report, reports(link.second).lit_ref);
}

Json found_json(const Asked& asked, const LinkedReports& found)
{
    const FaersReports reports(asked.store);
    Json groups = Json::array();
    std::size_t linked = 0;
    for (const std::vector<std::uint32_t>& group : found.groups) {
        linked += group.size();
        Json members = Json::array();
        for (const std::uint32_t number : group)
            members.push_back(report_json(reports(number)));
        groups.push_back({{"reports", members}, {"links", links_of_group(found, group, reports)}});
    }
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out["narrowed"] = narrowed_json(asked.question);
    out["a"] = found.reports.size();
    out["linked"] = linked;
    out["distinct"] = found.reports.size() - linked + found.groups.size();
    out["groups"] = groups;
    out["alike"] = alike_json(found, reports);
    return out;
}

void print_group(const LinkedReports& found, const std::vector<std::uint32_t>& group, const FaersReports& reports,
                 const Console& console)
{
    for (const std::uint32_t number : group) {
        const FaersReport r = reports(number);
        console.out << format("  {:<12} case {:<10} {} {:<3} {:<7} {:<3} {:<10} {}\n", r.report, r.case_id,
                              to_text(r.quarter), r.sex == '\0' ? '-' : r.sex, r.age ? format("{:.4g} y", *r.age) : "-",
                              r.country, to_text(r.event_date), r.sender);
        if (!r.lit_ref.empty())
            console.out << "               " << r.lit_ref << "\n";
    }
    for (const FaersLink& link : found.links)
        if (is_firm(link) && std::ranges::binary_search(group, link.first)) {
            std::vector<std::string> why;
            for (const LinkReason reason : link.reasons)
                why.emplace_back(link_reason_names.at(static_cast<std::size_t>(reason)));
            console.out << format("    {} = {}: {}\n", reports(link.first).report, reports(link.second).report,
                                  join(why, ", "));
        }
}

void print_found(const Asked& asked, const LinkedReports& found, const Console& console)
{
    print_head(asked, console);
    console.out << format("  level          {}\n\n", name_of(asked.question.level));
    const FaersReports reports(asked.store);
    std::size_t linked = 0;
    for (std::size_t i = 0; i < found.groups.size(); ++i) {
        console.out << format("Group {}\n", i + 1);
        print_group(found, found.groups[i], reports, console);
        linked += found.groups[i].size();
    }
    print_alike(found, reports, console);
    console.out << format("{} with drug and event; {} of them linked in {}; {} if each group is one patient.\n"
                          "Links are hints for a reader: no count leaves a report out for them.\n",
                          counted(found.reports.size(), "report"), linked, counted(found.groups.size(), "group"),
                          found.reports.size() - linked + found.groups.size());
    print_caution(asked.store, console);
}

} // namespace

int run_faers_links(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    LinkedReports found{count(asked.store, asked.question).reports, {}, {}};
    found.links = find_links(FaersReports(asked.store), found.reports);
    found.groups = groups_of(found.links);
    if (form == Format::text)
        print_found(asked, found, console);
    else
        print_json(found_json(asked, found), request, console);
    return 0;
}

} // namespace casebook
