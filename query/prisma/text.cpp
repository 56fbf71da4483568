// SPDX-License-Identifier: GPL-3.0-or-later
// What the boxes say, in the words of the official templates.
#include "corpus/text.hpp"
#include "corpus/format.hpp"
#include "query/prisma/prisma.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace casebook {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, reasons.size()> reason_labels = {{
    {"not_english", "Not in English"},
    {"animal_study", "Animal study"},
    {"in_vitro", "In vitro study"},
    {"systematic_review_or_meta_analysis", "Systematic review or meta-analysis"},
    {"narrative_review_or_guideline", "Narrative review or guideline"},
    {"no_individual_case", "No individual patient"},
    {"drug_is_treatment_of_event", "Drug given to treat the event"},
    {"other_drug_is_suspect", "Another drug is suspected"},
    {"not_exposure_then_event", "Event did not follow the drug"},
    {"no_full_text", "No full text"},
}};

std::size_t sum_of(const std::vector<FlowCount>& counts)
{
    std::size_t sum = 0;
    for (const FlowCount& count : counts)
        sum += count.records;
    return sum;
}

std::size_t tools_in(const std::vector<FlowCount>& counts)
{
    std::size_t sum = 0;
    for (const FlowCount& count : counts)
        sum += count.by_tools;
    return sum;
}

std::string with_commas(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

/// "Records screened (n = 12)"
std::string box_line(std::string_view text, std::size_t number)
{
    return format("{} (n = {})", text, with_commas(number));
}

std::vector<std::string> lines_of(std::string_view head, const std::vector<FlowCount>& excluded)
{
    std::vector<std::string> out = {box_line(head, sum_of(excluded)) + (excluded.empty() ? "" : ":")};
    for (const FlowCount& count : excluded)
        out.push_back("  " + box_line(reason_label(count.name), count.records));
    return out;
}

void add_source_lines(std::vector<std::string>& lines, std::string_view head, const std::vector<FlowCount>& sources)
{
    lines.push_back(box_line(head, sum_of(sources)));
    for (const FlowCount& source : sources)
        lines.push_back("  " + box_line(source.name, source.records));
}

std::vector<std::string> identified_lines(const Flow& flow)
{
    std::vector<std::string> lines = {"Records identified from:"};
    add_source_lines(lines, "Databases", flow.databases);
    add_source_lines(lines, "Registers", flow.registers);
    return lines;
}

std::vector<std::string> method_lines(const Flow& flow)
{
    std::vector<std::string> lines = {"Records identified from:"};
    for (std::size_t i = 0; i < flow.methods.size(); ++i)
        if (i < 3 || flow.methods[i].records > 0) // the template has the first three
            lines.push_back(box_line(flow.methods[i].name, flow.methods[i].records));
    return lines;
}

void add_other_boxes(const Flow& flow, std::vector<FlowBox>& out)
{
    const FlowArm& arm = flow.found_otherwise;
    out.push_back({"othstud", {format("Identification of {}studies via other methods", flow.updated ? "new " : "")}});
    out.push_back({"box11", method_lines(flow)});
    out.push_back({"box12", {box_line("Reports sought for retrieval", arm.sought)}});
    out.push_back({"box13", {box_line("Reports not retrieved", arm.not_retrieved)}});
    out.push_back({"box14", {box_line("Reports assessed for eligibility", arm.assessed)}});
    out.push_back({"box15", lines_of("Reports excluded", arm.excluded)});
}

void add_update_boxes(const Flow& flow, std::vector<FlowBox>& out)
{
    out.push_back({"prevstud", {"Previous studies"}});
    out.push_back({"box1",
                   {box_line("Studies included in previous version of review", flow.previous_studies),
                    box_line("Reports of studies included in previous version of review", flow.previous_reports)}});
    out.push_back({"box16",
                   {box_line("Total studies included in review", flow.total_studies),
                    box_line("Reports of total included studies", flow.total_reports)}});
}

/// "PubMed, 12; Embase, 3", in which names hold neither mark; "0" for nothing.
std::string as_list(const std::vector<FlowCount>& counts, bool are_reasons)
{
    std::string out;
    for (const FlowCount& count : counts) {
        const std::string name = are_reasons ? reason_label(count.name) : count.name;
        out += format("{}{}, {}", out.empty() ? "" : "; ", replaced(replaced(name, ",", " "), ";", " "), count.records);
    }
    return out.empty() ? "0" : out;
}

std::string still_open(std::size_t number)
{
    return format("{} still open: not yet read, or unclear and to be decided", counted(number, "report"));
}

/// The difference must be what we know of.
FlowIdentity identity(std::string_view rule, std::size_t left, std::size_t right, std::size_t known,
                      std::string because)
{
    const std::size_t difference = left > right ? left - right : right - left;
    if (difference != known)
        throw std::logic_error(format("{}: {} and {}, a mistake of the program; please report it", rule, left, right));
    return {rule, left, right, known == 0 ? "" : std::move(because)};
}

} // namespace

std::string reason_label(std::string_view reason)
{
    if (reason.empty())
        return "No reason given"; // a person's, in the file of another tool
    const auto* found = std::ranges::find(reason_labels, reason, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == reason_labels.end() ? reason : found->second);
}

std::vector<FlowBox> flow_boxes(const Flow& flow)
{
    const std::string_view fresh = flow.updated ? "new " : "";
    std::vector<FlowBox> out = {
        {"newstud", {format("Identification of {}studies via databases and registers", fresh)}},
        {"box2", identified_lines(flow)},
        {"box3",
         {"Records removed before screening:", box_line("Duplicate records", flow.duplicates),
          box_line("Records marked as ineligible by automation tools", flow.excluded_automatic),
          box_line("Records removed for other reasons", flow.excluded_other)}},
        {"box4", {box_line("Records screened*", flow.records_screened)}},
        {"box5", {box_line("Records excluded*", flow.records_excluded)}},
        {"box6", {box_line("Reports sought for retrieval", flow.found.sought)}},
        {"box7", {box_line("Reports not retrieved", flow.found.not_retrieved)}},
        {"box8", {box_line("Reports assessed for eligibility", flow.found.assessed)}},
        {"box9", lines_of("Reports excluded", flow.found.excluded)},
        {"box10",
         {box_line(flow.updated ? "New studies included in review" : "Studies included in review", flow.new_studies),
          box_line(flow.updated ? "Reports of new included studies" : "Reports of included studies",
                   flow.new_reports)}}};
    if (flow.updated)
        add_update_boxes(flow, out);
    if (flow.other)
        add_other_boxes(flow, out);
    return out;
}

std::vector<std::pair<std::string_view, std::string>> flow_values(const Flow& flow)
{
    const auto number = [](std::size_t n) { return std::to_string(n); };
    const auto if_update = [&](std::size_t n) { return flow.updated ? std::to_string(n) : "NA"; };
    const auto if_other = [&](std::size_t n) { return flow.other ? std::to_string(n) : "NA"; };
    const FlowArm& other = flow.found_otherwise;
    return {{"previous_studies", if_update(flow.previous_studies)},
            {"previous_reports", if_update(flow.previous_reports)},
            {"database_results", number(sum_of(flow.databases))},
            {"database_specific_results", as_list(flow.databases, false)},
            {"register_results", number(sum_of(flow.registers))},
            {"register_specific_results", as_list(flow.registers, false)},
            {"website_results", if_other(flow.methods[0].records)},
            {"organisation_results", if_other(flow.methods[1].records)},
            {"citations_results", if_other(flow.methods[2].records)},
            {"duplicates", number(flow.duplicates)},
            {"excluded_automatic", number(flow.excluded_automatic)},
            {"excluded_other", number(flow.excluded_other)},
            {"records_screened", number(flow.records_screened)},
            {"records_excluded", number(flow.records_excluded)},
            {"dbr_sought_reports", number(flow.found.sought)},
            {"dbr_notretrieved_reports", number(flow.found.not_retrieved)},
            {"other_sought_reports", if_other(other.sought)},
            {"other_notretrieved_reports", if_other(other.not_retrieved)},
            {"dbr_assessed", number(flow.found.assessed)},
            {"dbr_excluded", as_list(flow.found.excluded, true)},
            {"other_assessed", if_other(other.assessed)},
            {"other_excluded", flow.other ? as_list(other.excluded, true) : "NA"},
            {"new_studies", number(flow.new_studies)},
            {"new_reports", number(flow.new_reports)},
            {"total_studies", if_update(flow.total_studies)},
            {"total_reports", if_update(flow.total_reports)},
            {"total_studies_ma", "NA"},
            {"total_reports_ma", "NA"}};
}

std::vector<FlowIdentity> flow_identities(const Flow& flow)
{
    const FlowArm& found = flow.found;
    const FlowArm& other = flow.found_otherwise;
    const std::size_t identified = sum_of(flow.databases) + sum_of(flow.registers);
    std::vector<FlowIdentity> out = {
        identity("records_screened = database_results + register_results - duplicates - excluded_automatic - "
                 "excluded_other",
                 flow.records_screened, identified - flow.duplicates - flow.excluded_automatic - flow.excluded_other,
                 flow.not_screened, format("{} not screened yet", counted(flow.not_screened, "record"))),
        identity("dbr_sought_reports = records_screened - records_excluded", found.sought,
                 flow.records_screened - flow.records_excluded, flow.open_on_record,
                 format("{} still open on title and abstract: judged by one of two reviewers alone, or in conflict",
                        counted(flow.open_on_record, "record"))),
        identity("dbr_assessed = dbr_sought_reports - dbr_notretrieved_reports", found.assessed,
                 found.sought - found.not_retrieved, found.open, still_open(found.open))};
    const std::size_t by_databases = found.assessed - sum_of(found.excluded);
    if (flow.other) {
        out.push_back(identity("other_assessed = other_sought_reports - other_notretrieved_reports", other.assessed,
                               other.sought - other.not_retrieved, other.open, still_open(other.open)));
        out.push_back(identity("new_reports = dbr_assessed - dbr_excluded + other_assessed - other_excluded",
                               flow.new_reports, by_databases + other.assessed - sum_of(other.excluded), 0, ""));
    } else {
        out.push_back(identity(
            "new_reports = dbr_assessed - dbr_excluded", flow.new_reports, by_databases, other.included,
            format("{} found by other methods, which this layout leaves out", counted(other.included, "report"))));
    }
    if (flow.updated)
        out.push_back(identity(
            "total_reports = previous_reports + new_reports", flow.total_reports,
            flow.previous_reports + flow.new_reports, flow.no_longer_included,
            format("{} of the previous version no longer included", counted(flow.no_longer_included, "report"))));
    return out;
}

std::vector<std::string> flow_footnotes(const Flow& flow)
{
    std::vector<std::string> out = {
        format("Patients in the included reports: {}{}.", with_commas(flow.total_patients),
               flow.updated ? format(", of these {} in new reports", with_commas(flow.new_patients)) : ""),
        format("* Screened by people: {}; by automation tools alone: {}. Excluded by people: {}; by automation tools "
               "alone: {} (marked as ineligible before screening).",
               with_commas(flow.records_screened - flow.screened_by_tools), with_commas(flow.screened_by_tools),
               with_commas(flow.records_excluded), with_commas(flow.excluded_automatic))};
    const auto add = [&](std::size_t number, std::string_view what, std::string_view rest) {
        if (number > 0)
            out.push_back(format("{} {}.", counted(number, what), rest));
    };
    add(flow.on_the_record_alone, "report", "assessed by title and abstract alone: no full text is held");
    add(tools_in(flow.found.excluded) + tools_in(flow.found_otherwise.excluded), "report",
        "among those excluded by automation tools alone");
    add(flow.other ? flow.known_otherwise : 0, "record",
        "identified by other methods are records of articles that were found already");
    add(flow.carried_over, "record",
        "identified before the previous version ended and open then: counted with the new");
    add(flow.excluded_before, "record", "excluded by the previous version: not in the boxes");
    add(flow.unreadable, "record", "could not be read and set aside: not in the boxes");
    add(flow.in_conflict, "record", "still open because two reviewers disagree and nobody settled it");
    add(flow.awaiting, "record", "still open because a second reviewer has not judged it");
    if (const std::string alone = machine_alone_text(flow.machine_alone); !alone.empty())
        out.push_back(alone + ", and the boxes have them as the machine has.");
    add(flow.asked_again, "word", "of people asked again since the protocol changed: the boxes go by what was said");
    if (!flow.whose.empty())
        out.push_back("Whose view: " + flow.whose + ".");
    for (const FlowIdentity& rule : flow_identities(flow))
        if (!rule.because.empty())
            out.push_back("Not yet adding up: " + rule.because + ".");
    return out;
}

std::string layout_text(const Flow& flow)
{
    return format("{}, {}", flow.updated ? "updated review" : "new review",
                  flow.other ? "databases, registers and other methods" : "databases and registers only");
}

} // namespace casebook
