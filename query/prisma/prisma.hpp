// SPDX-License-Identifier: GPL-3.0-or-later
// The PRISMA 2020 flow diagram (Page 2021, doi 10.1136/bmj.n71) from what the casebook holds. Its four layouts are new
// or updated review, each with or without other methods. Where the numbers of a living review do not add up yet, it is
// said which records are still on their way.
//
// Records that the rules alone exclude count as "marked as ineligible by automation tools"; a person's exclusion counts
// at the stage of the decision.
#pragma once

#include "query/casebook.hpp"
#include "query/pictures/picture.hpp"
#include "query/wording.hpp"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// A line of a box: a database, a method, or a reason of exclusion with how many the rules alone excluded for it.
struct FlowCount
{
    std::string name;
    std::size_t records = 0;
    std::size_t by_tools = 0;
};

/// Reports from "sought for retrieval" on (found in databases: those of `was_sought_in_full`), of those found in
/// databases and registers or of those found otherwise.
struct FlowArm
{
    std::size_t sought = 0;
    std::size_t not_retrieved = 0;
    std::size_t assessed = 0;
    std::size_t included = 0;
    std::size_t open = 0;            ///< sought, and nobody has said include or exclude yet
    std::vector<FlowCount> excluded; ///< of the assessed, by reason, in the order of `reasons`
};

/// What must be equal in a finished review; `because` says where the difference is.
struct FlowIdentity
{
    std::string_view rule; ///< "left = right" in the keys of `flow_values`
    std::size_t left = 0;
    std::size_t right = 0;
    std::string because; ///< "" when both are equal
};

struct Flow
{
    std::string title;
    bool updated = false;
    bool other = false;
    std::string since; ///< where the previous version ends, "run 5 of 2026-01-02"; "" for a new review

    std::size_t previous_studies = 0;
    std::size_t previous_reports = 0;
    std::vector<FlowCount> databases;
    std::vector<FlowCount> registers;
    std::vector<FlowCount> methods; ///< websites, organisations, citation searching, others: always these four
    std::size_t duplicates = 0;
    std::size_t excluded_automatic = 0;
    std::size_t excluded_other = 0; ///< deleted by NLM
    std::size_t records_screened = 0;
    std::size_t screened_by_tools = 0; ///< of these, by the rules alone
    std::size_t records_excluded = 0;
    std::size_t open_on_record = 0; ///< screened, and not through title and abstract: no report is sought yet
    std::size_t not_screened = 0;   ///< nobody and no rule has decided
    std::vector<FlowCount> excluded_on_record; ///< by reason: those marked by tools and those excluded by people
    FlowArm found;                             ///< in databases and registers
    FlowArm found_otherwise;
    std::size_t new_studies = 0;
    std::size_t new_reports = 0;
    std::size_t total_studies = 0;
    std::size_t total_reports = 0;
    std::size_t new_patients = 0;
    std::size_t total_patients = 0;
    std::size_t on_the_record_alone = 0; ///< reports assessed though no full text is held and no person named one
    std::size_t no_longer_included = 0;  ///< of the previous version
    std::size_t excluded_before = 0;     ///< by the previous version, and still: not in the boxes
    std::size_t carried_over = 0;        ///< came before the border and were open then: they flow with the new ones
    std::size_t known_otherwise = 0;     ///< records of other methods that databases or another record brought, too
    std::size_t in_conflict = 0;         ///< open because reviewers disagree
    std::size_t awaiting = 0;            ///< open because one of two reviewers has not judged
    MachineAlone machine_alone;          ///< of those that flow
    std::size_t asked_again = 0;         ///< words of people under an older protocol that are to be said again
    std::string whose;                   ///< whose view it is; "" for the agreed one
    std::size_t unreadable = 0;          ///< records set aside: not in the boxes
};

enum class FlowLayout { by_data, new_review, new_with_other, update, update_with_other };

/// `since`: the previous version is what stood before this run or date ("" for the last finished update, where an
/// update is asked for). Throws UsageError or Error for a run or date that there is not.
Flow make_flow(const Casebook& casebook, FlowLayout layout, const std::string& since);

/// How the R package PRISMA2020 (Haddaway 2022, doi 10.1002/cl2.1230) names what stands in the boxes, in its order.
/// Lists are written as it reads them: "PubMed, 12; Embase, 3".
std::vector<std::pair<std::string_view, std::string>> flow_values(const Flow& flow);

/// A box with what stands in it, "Records screened (n = 1,234)" and the like. Lines that begin with two blanks are set
/// in.
struct FlowBox
{
    std::string_view id; ///< as the R package has it: "box4"
    std::vector<std::string> lines;
};
/// The boxes of the layout, headings ("prevstud", "newstud", "othstud") among them.
std::vector<FlowBox> flow_boxes(const Flow& flow);

/// What an exclusion for one of `reasons` is called in a diagram, without comma and semicolon.
std::string reason_label(std::string_view reason);

/// All that hold for the layout. A difference that is not explained is our own mistake: std::logic_error.
std::vector<FlowIdentity> flow_identities(const Flow& flow);

/// The lines below the diagram: patients, who screened, what is not in the boxes, and what does not add up.
std::vector<std::string> flow_footnotes(const Flow& flow);
/// "new review, databases, registers and other methods"
std::string layout_text(const Flow& flow);

/// A picture that stands alone, with its content as text for those who cannot see it; readable in black and white.
Picture flow_picture(const Flow& flow);
void write_flow_svg(std::ostream& out, const Flow& flow);
void write_flow_png(std::ostream& out, const Flow& flow);
/// The picture, the numbers as a table, the identities, the reasons.
void write_flow_html(std::ostream& out, const Flow& flow);
/// The columns that the R package reads.
void write_flow_csv(std::ostream& out, const Flow& flow);
nlohmann::ordered_json flow_json(const Flow& flow);

} // namespace casebook
