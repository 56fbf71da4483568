// SPDX-License-Identifier: GPL-3.0-or-later
// Records in the formats of reference managers and screening tools, with what was decided about each. What `import`
// reads of RIS and NBIB comes back as it was: title, authors, place, dates, identifiers, abstract, keywords, types (and
// in NBIB MeSH, substances and links).
#pragma once

#include "corpus/article.hpp"
#include "corpus/store.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Reference
{
    Article article;
    std::optional<Decision> decision; ///< the one that counts
    std::string key;                  ///< "adams1990": how BibTeX and CSL cite it, unique within a file
    std::vector<Decision> words = {}; ///< of people on which it rests, as `told_words` has them
};

/// People's words on an article that stand in the store's view, oldest first. At a stage at which one of two reviewers
/// has judged alone there are none: the other may be reading. Where somebody took back what was settled, also her words
/// and what took them back: a word settles only what two people have judged.
std::vector<Decision> told_words(const Store& store, std::string_view article);

/// Those words as JSON, an array; "" where the decision that counts is the only one.
std::string words_json(const std::optional<Decision>& decision, const std::vector<Decision>& words);

/// RIS as Zotero, EndNote, Rayyan and ASReview read it; the decision in N1 lines of Rayyan's, ASReview's and our own
/// form. ASReview's labels are taken for people's, so what only the rules decided is "not seen" there.
void write_ris(std::ostream& out, const Reference& reference);
/// MEDLINE's tagged format. False, and nothing written, for a record without a PMID: nobody could read it back.
bool write_nbib(std::ostream& out, const Reference& reference);
/// An entry of a BibTeX file in UTF-8.
void write_bibtex(std::ostream& out, const Reference& reference);
/// One item of a CSL-JSON array (csl-data.json 1.0.2) in one line.
std::string csl_item(const Reference& reference);

/// Title and abstract as people read them, raised and lowered characters marked.
std::string shown_title(const Article& article);
std::string shown_abstract(const Article& article);
/// "casebook: {"verdict":"include","by":"ann",…}", with all words under "words" where it is not the only one; "" when
/// nobody has decided.
std::string decision_note(const Reference& reference);
/// "Retracted. Casebook: include by Ann": what a reader of a citation should know, with `rights` between the two where
/// the format has no other place for them; "" where there is nothing.
std::string citing_note(const Reference& reference, const std::string& rights = "");
/// "https://pubmed.ncbi.nlm.nih.gov/123/", of a known PMID, else of the DOI, else "".
std::string address_of(const Article& article);
/// "adams1990" of the first author and the year.
std::string citation_key(const Article& article);

} // namespace casebook
