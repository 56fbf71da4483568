// SPDX-License-Identifier: GPL-3.0-or-later
// One report with all that is known of it, for questions about few reports: a table of those with drug and event, the
// time to onset, probable duplicates, the article it came from. Texts are views into mapped files and live as long as
// the `FaersReports` that gave them.
#pragma once

#include "index/faers/exposure_class.hpp"
#include "index/faers/store.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

struct FaersGiven
{
    std::string_view name;       ///< as reported
    std::string_view ingredient; ///< PROD_AI
    std::string_view route;
    std::string_view form;
    FaersRole role = FaersRole::other;
    char dechallenge = '\0'; ///< Y N U D
    char rechallenge = '\0';
    ExposureClass exposure = ExposureClass::unknown;
    std::span<const std::uint32_t> drugs; ///< ingredients, indices of the counting file's
    std::vector<std::string_view> indications;
    std::vector<std::pair<FaersDate, FaersDate>> therapies; ///< start and end, either may be empty
};

/// The row is of one of the ingredients (indices, ascending) in one of the roles.
bool is_asked(const FaersGiven& row, const std::vector<std::uint32_t>& drugs, const std::vector<FaersRole>& roles);

struct FaersReport
{
    std::uint32_t number = 0; ///< in the counting file
    std::uint64_t report = 0; ///< PRIMARYID or ISR
    std::uint64_t case_id = 0;
    std::uint32_t version = 0;
    FaersQuarter quarter;
    FaersDate first_receipt;
    FaersDate event_date;
    std::optional<double> age; ///< years
    char sex = '\0';           ///< M, F or 0
    std::string_view reporter; ///< OCCP_COD, "" when unknown
    std::string_view country;  ///< a code where one is known
    std::uint8_t outcomes = 0; ///< bits in the order of faers_outcome_codes
    std::string_view lit_ref;
    std::string_view manufacturer_number;
    std::string_view sender;
    std::vector<FaersGiven> drugs;     ///< rows of DRUG, those of role DN too
    std::vector<std::uint32_t> events; ///< indices of the counting file's, ascending, each once

    bool serious() const { return outcomes != 0; }
    /// Ingredients given, in any role but DN, ascending, each once.
    std::vector<std::uint32_t> ingredients() const;
};

class FaersReports
{
public:
    explicit FaersReports(const FaersStore& store);
    ~FaersReports();
    FaersReports(const FaersReports&) = delete;
    FaersReports& operator=(const FaersReports&) = delete;

    FaersReport operator()(std::uint32_t number) const;
    /// Its LIT_REF alone, which is cheap.
    std::string_view lit_ref(std::uint32_t number) const;

private:
    struct Quarter;
    const Quarter& open(std::size_t quarter) const;

    const FaersStore& store_;
    mutable std::vector<std::unique_ptr<Quarter>> quarters_; ///< opened when first asked for
};

} // namespace casebook
