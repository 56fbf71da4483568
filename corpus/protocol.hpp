// SPDX-License-Identifier: GPL-3.0-or-later
// A review as data: what is searched, which drug and event, which criteria, which FAERS counts.
#pragma once

#include "corpus/error.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

struct DrugNames
{
    std::string name; ///< ingredient
    std::vector<std::string> synonyms;
    std::vector<std::string> brands;
    std::vector<std::string> not_this; ///< look-alikes that must not be taken for it
    std::vector<std::string> faers;    ///< ingredient names in FAERS; default: the name
};

/// A term of the event with its synonyms; ambiguous abbreviations (all capitals, up to 5 letters) count only where the
/// text defines them.
struct EventTerm
{
    std::string term;
    std::vector<std::string> synonyms;
};

struct EventNames
{
    std::string name;
    std::vector<EventTerm> terms;
    std::vector<std::string> not_this;
    std::vector<std::string> faers; ///< preferred terms in FAERS; default: the terms
};

struct FaersOptions
{
    std::vector<std::string> comparators;
    std::string from; ///< "2004-01-01", first receipt; "" without limit
    std::string to;
    std::vector<std::string> roles = {"PS", "SS"};
    std::string level = "latest-minus-deleted";
};

struct Protocol
{
    int version = 1;
    std::string title;
    std::string pubmed_search;
    std::string europepmc_search; ///< in Europe PMC's own syntax; "": PubMed's string is sent there as it stands
    DrugNames drug;
    EventNames event;
    std::vector<std::string> include = {"exposure_then_event"};
    int reviewers = 1; ///< 2: two people judge each record, and where they disagree nothing counts until it is settled
    std::vector<std::string> exclude; ///< ids of `reasons`, in the order in which the first counts
    FaersOptions faers;
    std::vector<std::string> columns; ///< field ids of the evidence table; empty: the default ones
};

/// Reads `protocol.json` text (`//` comments allowed). The position of an error is its line, from 1.
Parsed<Protocol> parse_protocol(std::string_view text);

/// Reads the file. Throws Error "protocol.json:LINE: what. What to do."
Protocol open_protocol(const std::filesystem::path& file);

/// A complete, commented protocol for any pair of names; synonyms come from the shipped vocabularies.
std::string write_protocol(const std::vector<std::string>& drug, const std::vector<std::string>& event);

} // namespace casebook
