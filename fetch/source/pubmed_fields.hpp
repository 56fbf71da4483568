// SPDX-License-Identifier: GPL-3.0-or-later
// The search fields of PubMed and an article prepared for being searched by them. Tags and their meaning: "PubMed
// Help", section Search Field Descriptions and Tags.
#pragma once

#include "corpus/article.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class PubmedField {
    words, ///< no tag: title, abstract, MeSH, keywords, substances, publication types
    everything,
    title,
    abstract,
    title_abstract, ///< with the authors' keywords, as PubMed has it
    vernacular_title,
    text_word,
    affiliation,
    mesh,
    mesh_major,
    subheading,
    substance,
    publication_type,
    language,
    author,
    first_author,
    journal,
    keyword,
    identifier, ///< DOI, PMCID, publisher's id
    volume,
    issue,
    subset,
    uid,
    published,
    printed,
    electronic,
    entered,
    revised,
    count
};

/// How a field is compared: as running text, as a whole entry of a list, as a number or as a date.
enum class TagKind { text, list, number, date };

struct PubmedTag
{
    std::string_view names; ///< lower case, between bars: "|ti|title|"
    PubmedField field;
    TagKind kind;
    std::string_view title; ///< as QueryTranslation prints it
};

/// The row of a tag as it stands between the square brackets, without ":noexp" and ":~3"; nullptr for an unknown one.
const PubmedTag* find_tag(std::string_view tag);
/// The first row of a field.
const PubmedTag& tag_of(PubmedField field);

/// The letters and digits of a text, folded, one blank between two words.
std::string searchable_words(std::string_view text);

/// 20190401 for 1 April 2019; a part that is not known counts as 1, as PubMed indexes it. 0 without a year.
int day_number(const PartialDate& date);

/// An article as searching sees it. Text fields hold " word word | word ", so that a phrase does not run from one entry
/// into the next; list fields hold the folded entries.
struct PubmedDocument
{
    std::array<std::string, static_cast<std::size_t>(PubmedField::count)> texts;
    std::array<std::vector<std::string>, static_cast<std::size_t>(PubmedField::count)> lists;
    std::array<std::vector<int>, static_cast<std::size_t>(PubmedField::count)> days;
    long pmid = 0;

    const std::string& text(PubmedField field) const { return texts[static_cast<std::size_t>(field)]; }
    const std::vector<std::string>& list(PubmedField field) const { return lists[static_cast<std::size_t>(field)]; }
    const std::vector<int>& dates(PubmedField field) const { return days[static_cast<std::size_t>(field)]; }
};

PubmedDocument document_of(const Article& article);

} // namespace casebook
