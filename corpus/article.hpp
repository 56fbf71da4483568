// SPDX-License-Identifier: GPL-3.0-or-later
// A published article as a bibliographic database describes it. Names follow PubMed's DTD (pubmed_250101.dtd) where it
// has one. Every text is UTF-8, markup taken out, white space collapsed; empty means: the record does not say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A date as far as it is known: 0 for an unknown part. `text` keeps what was printed ("2018 Mar-Apr", "Winter 2016").
struct PartialDate
{
    int year = 0;
    int month = 0;
    int day = 0;
    std::string text;
    bool operator==(const PartialDate&) const = default;
};

/// "2018-03-07", "2018-03", "2018" or "".
std::string iso_date(const PartialDate& date);

/// Where markup raised or lowered a piece of a text, so that 10^3 is not shown as 103.
struct Mark
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool raised = true;
    bool operator==(const Mark&) const = default;
};

struct Text
{
    std::string text;
    std::vector<Mark> marks;
    bool operator==(const Text&) const = default;
};

/// The text as it is shown to people: raised and lowered characters marked with ^ and _.
std::string displayed(const Text& text);

struct AbstractPart
{
    std::string label;    ///< as the journal printed it: "METHODS", "CASE REPORT"
    std::string category; ///< NlmCategory
    Text body;
    bool operator==(const AbstractPart&) const = default;
};

struct OtherAbstract
{
    std::string type;
    std::string language;
    std::string text;
    bool operator==(const OtherAbstract&) const = default;
};

struct Author
{
    std::string last_name; ///< or the collective name, then the rest is empty
    std::string fore_name;
    std::string initials;
    std::string suffix;
    bool collective = false;
    std::string orcid;
    std::vector<std::string> affiliations;
    bool operator==(const Author&) const = default;
};

struct Qualifier
{
    std::string ui;
    std::string name;
    bool major = false;
    bool operator==(const Qualifier&) const = default;
};

struct MeshHeading
{
    std::string ui;
    std::string name;
    bool major = false;
    bool automatic = false;
    bool geographic = false;
    std::vector<Qualifier> qualifiers;
    bool operator==(const MeshHeading&) const = default;
};

struct Substance
{
    std::string ui;
    std::string name;
    std::string number; ///< CAS, EC or UNII; "" where the record has "0"
    bool operator==(const Substance&) const = default;
};

struct PublicationType
{
    std::string ui;
    std::string name;
    bool operator==(const PublicationType&) const = default;
};

/// CommentsCorrections: `kind` is the DTD's RefType (RetractionIn, ErratumIn, CommentOn …).
struct Link
{
    std::string kind;
    std::string pmid;
    std::string source;
    std::string note;
    bool operator==(const Link&) const = default;
};

/// A stretch of text that evidence can point into.
struct Passage
{
    std::string label;
    std::string text;
    bool operator==(const Passage&) const = default;
};

/// Whether the full text can be had electronically.
enum class Access { not_known, not_open, available };

/// "available", "not open", "not known".
std::string_view name_of(Access value);
std::optional<Access> access_from_name(std::string_view name);

/// One look for the full text of an article, and what came of it. It stands beside the record, not in it.
struct FullText
{
    Access access = Access::not_known;
    std::string source;            ///< "PubMed Central", "Europe PMC", a file, what a person relied on
    std::string at;                ///< UTC; given by the store when empty
    std::string by;                ///< a person's word; "" when a program looked
    std::string license;           ///< as the text says
    std::string note;              ///< what the source said, in a few words
    std::vector<Passage> passages; ///< body, tables and captions; none when the text may not be had as XML
    bool operator==(const FullText&) const = default;
};

struct Article
{
    std::string id; ///< "pubmed:12345"; of another database "embase:L123", else "pmc:PMC1", "doi:10…", "record:…"
    std::string database; ///< that the record came from, as it says; "" for PubMed
    std::string pmid;
    int version = 1;
    std::string status;          ///< MEDLINE, PubMed-not-MEDLINE, Publisher …
    std::string indexing_method; ///< Curated, Automated, Manual or ""
    bool book = false;

    Text title;
    bool title_translated = false; ///< printed in square brackets by NLM
    std::string vernacular_title;
    std::vector<AbstractPart> abstract;
    std::string copyright;
    std::vector<OtherAbstract> other_abstracts;

    std::vector<Author> authors;
    bool authors_complete = true;

    std::string journal;
    std::string journal_abbreviation;
    std::string issn;
    std::string volume;
    std::string issue;
    std::string pages;
    PartialDate published;
    PartialDate electronic;
    PartialDate entered; ///< entry date (EDAT)
    PartialDate revised;

    std::vector<std::string> languages; ///< ISO 639-2, lower case
    std::vector<PublicationType> publication_types;
    std::vector<MeshHeading> mesh;
    std::vector<Substance> substances;
    std::vector<std::string> supplementary_mesh;
    std::vector<std::string> keywords; ///< the authors' own

    std::string doi;
    std::string pmcid;
    std::string pii;
    std::vector<Link> links;
    std::vector<std::string> cites; ///< PMIDs of its references, as far as the database matched them

    FullText full_text; ///< not part of the record: the store keeps it beside and hands it out with the article

    bool operator==(const Article&) const = default;
};

/// What evidence counts in: number 0 is the title, then the parts of the abstract in order, then the full text's.
std::vector<Passage> passages(const Article& article);

/// How many of them are the record's own: title and abstract.
std::size_t record_passages(const Article& article);

/// The abstract as one text, "LABEL: text" joined by line breaks.
std::string abstract_text(const Article& article);

/// The title a reader knows it by: the vernacular one where there is no other.
std::string display_title(const Article& article);

/// Year of publication; of the electronic version where the journal's is not known; 0 if neither is.
int year_of(const Article& article);

/// "Wang Y, Wang Y, Xu P" or "Wang Y et al." beyond `most` names.
std::string author_line(const Article& article, std::size_t most);

/// "Wang 2024", for tables.
std::string short_reference(const Article& article);

/// Vancouver style, without a closing identifier.
std::string citation(const Article& article);

/// The record says that it was retracted.
bool is_retracted(const Article& article);

/// A number from 99000001 up stands for "PMID not known": it is never linked.
bool pmid_is_known(std::string_view pmid);

/// The abstract is the project's own wording, not the authors': quotes from it are paraphrases.
bool is_paraphrase(const Article& article);

/// A record made up for tests.
bool is_invented(const Article& article);

bool has_publication_type(const Article& article, std::string_view name);

} // namespace casebook
