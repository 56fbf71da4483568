// SPDX-License-Identifier: GPL-3.0-or-later
// Prefixes and value slots of the literature index: those of a case come from the table of fields, those of an article
// stand here. For the sources of this room only.
#pragma once

#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"

#include <array>
#include <string>
#include <string_view>
#include <xapian.h>

namespace casebook {

/// What a value in a query must be to match: words of the text, the beginning of the value, or the whole of it.
enum class Match { words, beginning, whole };

struct ArticleField
{
    std::string_view name;   ///< in queries
    std::string_view prefix; ///< text fields end without a colon, exact ones with it
    Match match;
    std::string_view help;
};

/// Drugs that a text blames.
inline constexpr std::string_view blame_prefix = "XBLAMES:";

inline constexpr std::array<ArticleField, 15> article_fields = {{
    {"title", "S", Match::words, "words of the title"},
    {"author", "A", Match::words, "an author's name"},
    {"journal", "XJOURNAL", Match::words, "words of the journal's name"},
    {"mesh", "XMESH", Match::words, "MeSH headings with qualifiers, and substances"},
    {"other_abstract", "XOTHER", Match::words, "words of abstracts in other languages"},
    {"decision", "XDECISION:", Match::beginning, "include, exclude or unclear"},
    {"reason", "XREASON:", Match::beginning, "the reason of an exclusion"},
    {"by", "XBY:", Match::beginning, "whose decision counts: rules, a person, awaiting or conflict"},
    {"type", "XTYPE:", Match::beginning, "publication type (type:\"case reports\")"},
    {"language", "XLANG:", Match::beginning, "ISO 639-2 code (language:eng)"},
    {"pmid", "XPMID:", Match::whole, "a PMID"},
    {"doi", "XDOI:", Match::whole, "a DOI; one alone needs no doi: before it"},
    {"cites", "XCITES:", Match::whole, "the PMID of a work that is among its references"},
    {"blames", blame_prefix, Match::whole, "a drug that the text holds to be the cause of something"},
    {"retracted", "XRETRACTED:", Match::whole, "yes"},
}};

constexpr Xapian::valueno slot_article = 20;
constexpr Xapian::valueno slot_year = 21;
constexpr Xapian::valueno slot_decision = 22;
constexpr Xapian::valueno slot_reason = 23;

/// Metadata: with `article_key` behind it, the fingerprint of the article's drafts.
inline const std::string hash_key = "hash:";
inline const std::string revision_key = "store_revision";

/// The metadata that holds what FAERS counts of the review's pair.
inline const std::string pair_key = "faers";

/// Values of one slot that a document has several of are joined by this.
constexpr char value_separator = '\x1f';

/// Names the layout: an index with another one is made anew.
std::string schema_key();

/// Xapian holds terms and keys of up to 245 bytes, less what it needs itself.
constexpr std::size_t longest_key = 200;

/// What stands for an article's id in terms and keys: itself, or its digest where it is too long.
inline std::string article_key(std::string_view id)
{
    return id.size() <= longest_key ? std::string(id) : "sha256:" + sha256(id);
}

/// The term by which an article's documents are found again.
inline std::string article_term(std::string_view id) { return "Q" + article_key(id); }

/// An exact term, cut to what Xapian can hold.
inline std::string exact_term(std::string_view prefix, std::string_view folded)
{
    return std::string(prefix) + std::string(folded.substr(0, longest_key));
}

/// Turns every Xapian trouble inside `f` into ours.
template <class F> auto within_xapian(const std::string& where, F&& f)
{
    try {
        return f();
    } catch (const Xapian::QueryParserError& e) {
        throw UsageError(format("the query cannot be read: {}. See `casebook search --help`.", e.get_msg()));
    } catch (const Xapian::DatabaseLockError&) {
        throw Error(format("{}: another casebook command is indexing. Wait for it and try again.", where));
    } catch (const Xapian::DatabaseOpeningError& e) {
        throw Error(format("{}: {}. Make the index with `casebook index`.", where, e.get_msg()));
    } catch (const Xapian::Error& e) {
        throw Error(format("{}: {}. The index is derived: delete the folder and run `casebook index`.", where,
                           e.get_description()));
    }
}

} // namespace casebook
