// SPDX-License-Identifier: GPL-3.0-or-later
// How a drug reached the body, as far as a row of DRUG says: eye drops and skin products are other exposures than
// capsules of the same ingredient, and a sum over them is a sum of unlike things.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

enum class ExposureClass : std::uint8_t { systemic, ophthalmic, topical, unknown };
constexpr std::array<std::string_view, 4> exposure_class_names = {"systemic", "ophthalmic", "topical", "unknown"};
std::string_view name_of(ExposureClass value);
std::optional<ExposureClass> find_exposure_class(std::string_view name);

/// What is known of how a drug was given, as published.
struct GivenAs
{
    std::string_view name;
    std::string_view form;
    std::string_view route;
    std::vector<std::string_view> indications;
};

class ExposureWords
{
public:
    /// lexicon/faers_exposure.tsv. Throws Error with file and line.
    static ExposureWords open(const std::filesystem::path& file);

    /// By the name, else the dose form, else the route, else the indications: the class of the longest whole phrase of
    /// the table in it (of equals the first in the text); `unknown` when none of them says.
    ExposureClass of(const GivenAs& given) const;

private:
    using Words = std::unordered_map<std::string, ExposureClass>;
    std::optional<ExposureClass> find(const Words& words, std::string_view text) const;

    std::array<Words, 4> fields_; ///< name, form, route, indication
};

/// The program's, read once.
const ExposureWords& exposure_words();

} // namespace casebook
