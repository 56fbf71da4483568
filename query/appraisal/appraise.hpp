// SPDX-License-Identifier: GPL-3.0-or-later
// A case appraised: every item of every instrument with the machine's proposal and what people answered over it.
#pragma once

#include "corpus/store.hpp"
#include "query/appraisal/instrument.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct AppraisedItem
{
    std::size_t number = 1;
    const Item* item = nullptr;
    Proposal machine;
    std::vector<ItemAnswer> people = {}; ///< in the order in which they apply: what settles it last

    Reply reply() const { return people.empty() ? machine.answer : people.back().answer; }
};

struct AppraisedForm
{
    const Instrument* instrument = nullptr;
    std::vector<AppraisedItem> items;
};

std::vector<Reply> replies_of(const AppraisedForm& form);

struct CaseAppraisal
{
    Article article;
    Case now;
    std::vector<AppraisedForm> forms; ///< one an instrument, in the order of their table
};

const AppraisedForm& form_of(const CaseAppraisal& appraisal, std::string_view instrument);

/// An included article with its number of suspect cases; merged records left out.
struct IncludedReport
{
    Article article;
    std::size_t patients = 0;
};
std::vector<IncludedReport> included_reports(const Store& store);

/// Those that came out before the article, by the parts of the date that both tell.
EarlierReports earlier_reports(const std::vector<IncludedReport>& reports, const Article& article);

CaseAppraisal appraise(const Article& article, const Case& now, const std::vector<ItemAnswer>& answers,
                       const EarlierReports& earlier);

/// Appraises cases of a store; what was published is looked up once.
class Appraiser
{
public:
    explicit Appraiser(const Store& store) : store_(store), reports_(included_reports(store)) {}
    CaseAppraisal of(const Article& article, const Case& now) const;

private:
    const Store& store_;
    std::vector<IncludedReport> reports_;
};

/// "3 to 7 (possible to probable), as it stands 4 (possible); rechallenge would settle it"
std::string naranjo_text(const CaseAppraisal& appraisal);
/// "probable or possible; dechallenge would settle it"
std::string who_umc_text(const CaseAppraisal& appraisal);
/// "5 yes, 1 no, 2 open of 8"
std::string form_text(const AppraisedForm& form);
/// What the form of that instrument says, in one of these ways.
std::string result_text(const CaseAppraisal& appraisal, const Instrument& instrument);
/// "Naranjo 6, probable; WHO-UMC possible"; "" where the text gives none
std::string authors_text(const CaseAppraisal& appraisal);

/// A case of `appraise --format json`; of one instrument where `only` is one.
nlohmann::ordered_json appraisal_json(const CaseAppraisal& appraisal, const Instrument* only);

} // namespace casebook
