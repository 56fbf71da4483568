// SPDX-License-Identifier: GPL-3.0-or-later
// What counting needs of all quarters together, in one file derived from the quarter files.
//
// Reports (rows of DEMO) are numbered so that most questions are ranges of numbers: first those that are kept (latest
// of their case and not deleted), then the latest of deleted cases, then the superseded; within each by first receipt.
// A level is then one, two or three ranges, a period narrows each, and only the six-field rule needs a bit a report.
#pragma once

#include "corpus/faers.hpp"
#include "index/faers/columns.hpp"
#include "index/faers/dedup.hpp"
#include "index/faers/drug_map.hpp"
#include "index/faers/postings.hpp"
#include "index/faers/quarter_file.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace casebook {

/// Changes when the file's meaning does; the file is then built anew from the quarters.
constexpr std::string_view counting_kind = "count5";

/// PS SS C I and the blank or unknown ones; DN is nowhere.
constexpr std::size_t exposure_roles = 5;

struct CountingFile
{
    explicit CountingFile(const std::filesystem::path& path);

    ColumnFile file;
    // By report number.
    std::span<const std::uint32_t> origin;        ///< row of DEMO, counted through all quarters in their order
    std::span<const std::uint32_t> first_receipt; ///< FaersDate::ymd, 0 when no date is said
    std::span<const std::uint16_t> ingredients;   ///< how many distinct ones were given, in any role
    std::span<const std::uint64_t> distinct;      ///< bits: kept by the six-field rule
    std::span<const std::uint32_t> ends;          ///< of the kept, the deleted, the superseded
    std::span<const float> age;                   ///< years, NaN when not said
    std::span<const std::uint8_t> sex;            ///< 'F', 'M' or 0
    std::span<const std::uint8_t> reporter;       ///< an index of faers_reporter_codes
    std::span<const std::uint16_t> country;       ///< an index of `countries`; 0 when not said
    std::span<const std::uint32_t> events_begin;  ///< into report_events; one more than reports
    std::span<const std::uint32_t> report_events; ///< indices of `events`, each report's ascending, each once
    // By quarter, in their order.
    std::span<const std::uint32_t> rows_begin;     ///< of its first row of DEMO; one more than quarters
    std::span<const std::uint64_t> products_begin; ///< of its first product in the columns below
    std::span<const std::uint64_t> terms_begin;    ///< of its first term in term_events
    // By product of a quarter: the ingredients that it stands for.
    std::span<const std::uint64_t> product_begin; ///< into product_drugs; one more than products
    std::span<const std::uint32_t> product_drugs; ///< indices of drugs
    std::span<const NameSource> product_source;   ///< why
    std::span<const std::uint32_t> term_events;   ///< by term of a quarter: an index of events
    // Dictionaries in byte order.
    Texts countries;                           ///< codes or names, folded; the first is ""
    Texts drugs;                               ///< ingredients, folded
    Texts events;                              ///< preferred terms, folded
    Texts event_titles;                        ///< the same as published
    Texts names;                               ///< names as reported, folded, that stand for other ingredients
    std::span<const std::uint32_t> name_begin; ///< by name, into name_drugs; one more than names
    std::span<const std::uint32_t> name_drugs; ///< indices of drugs
    std::span<const NameSource> name_source;   ///< why, by name
    Postings exposure;                         ///< key: drug · exposure_roles + role
    Postings suspects;                         ///< key: drug; both suspect roles as one, empty where one of them is
    Postings reaction;                         ///< key: event
    DedupFacts dedup;
    DrugMapFacts mapping;
    std::uint64_t made_up; ///< reports of the sample quarters

    std::span<const std::uint32_t> events_of(std::uint32_t number) const
    {
        return report_events.subspan(events_begin[number], events_begin[number + 1] - events_begin[number]);
    }
    std::span<const std::uint32_t> drugs_of(std::size_t quarter, std::uint32_t product) const
    {
        const std::size_t at = products_begin[quarter] + product;
        return product_drugs.subspan(product_begin[at], product_begin[at + 1] - product_begin[at]);
    }
};

/// Builds the file from the quarters, which are in order of time; `rules` are folded. Throws Error when the disk fails.
void build_counting(const std::vector<QuarterFile>& quarters, const NameRules& rules,
                    const std::filesystem::path& path);

} // namespace casebook
