// SPDX-License-Identifier: GPL-3.0-or-later
// A brief written out, in four formats.
#pragma once

#include "query/brief/brief.hpp"
#include "query/brief/cited_sources.hpp"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace casebook {

/// A page with the numbers of its citations.
struct NumberedBrief
{
    Brief brief;
    CitedSources sources;
};
NumberedBrief numbered(const Store& store, Brief brief);

void write_brief_text(std::ostream& out, const NumberedBrief& page);
void write_brief_markdown(std::ostream& out, const NumberedBrief& page);
/// One file with nothing to load; a number leads to its words and shows them on hover.
void write_brief_html(std::ostream& out, const NumberedBrief& page);
/// query/README.md documents the form.
void write_brief_json(std::ostream& out, const NumberedBrief& page);

/// {"id", "text", "counts", "citations": [{"key", "article", "case", "field", "passage", "quote" …}]}
nlohmann::ordered_json statement_json(const Statement& statement, const CitedSources& sources);
nlohmann::ordered_json sources_json(const CitedSources& sources);

/// "“the patches *regrew* within weeks” (paraphrase)", or what a person said; `mark` stands on both sides of the words.
std::string cited_text(const CitedWords& words, bool paraphrase, std::string_view mark);
/// "PMID 123 · doi:10…", "PMID not known"
std::string identifiers_text(const CitedSource& source);
/// Where the article can be seen: at PubMed, else by its DOI; "" where neither is known.
std::string address_of(const CitedSource& source);
/// "for clinicians · made 2026-01-02 · last updated 2026-01-01"
std::string dates_text(const Brief& brief);
/// How many stretches of words are cited and how many of them a person verified.
std::string standing_note(const CitedSources& sources);

} // namespace casebook
