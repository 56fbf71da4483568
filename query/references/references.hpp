// SPDX-License-Identifier: GPL-3.0-or-later
// Records in the formats of reference managers and screening tools, with what was decided about each. What `import`
// reads of RIS and NBIB comes back as it was: title, authors, place, dates, identifiers, abstract, keywords, types (and
// in NBIB MeSH, substances and links).
#pragma once

#include "corpus/article.hpp"
#include "corpus/decision.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace casebook {

struct Reference
{
    Article article;
    std::optional<Decision> decision; ///< the one that counts
    std::string key;                  ///< "adams1990": how BibTeX and CSL cite it, unique within a file
};

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
/// "casebook: {"verdict":"include","by":"ann",…}"; "" when nobody has decided.
std::string decision_note(const Reference& reference);
/// "https://pubmed.ncbi.nlm.nih.gov/123/", of a known PMID, else of the DOI, else "".
std::string address_of(const Article& article);
/// "adams1990" of the first author and the year.
std::string citation_key(const Article& article);

} // namespace casebook
