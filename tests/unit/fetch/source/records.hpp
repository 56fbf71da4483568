// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: made-up PubMed records.
#pragma once

#include <string>

namespace casebook::testing {

/// A short record; `day` is its entry and revision date, "2019-01-05".
inline std::string record_xml(long pmid, const std::string& title, const std::string& day = "2019-01-05")
{
    const std::string date = "<Year>" + day.substr(0, 4) + "</Year><Month>" + day.substr(5, 2) + "</Month><Day>" +
                             day.substr(8, 2) + "</Day>";
    const std::string id = std::to_string(pmid);
    return "<PubmedArticle><MedlineCitation Status=\"MEDLINE\"><PMID Version=\"1\">" + id + "</PMID><DateRevised>" +
           date + "</DateRevised><Article><Journal><JournalIssue><PubDate><Year>" + day.substr(0, 4) +
           "</Year></PubDate></JournalIssue><Title>Made up</Title></Journal><ArticleTitle>" + title +
           "</ArticleTitle><Language>eng</Language></Article></MedlineCitation><PubmedData><History>"
           "<PubMedPubDate PubStatus=\"entrez\">" +
           date + "</PubMedPubDate></History><ArticleIdList><ArticleId IdType=\"pubmed\">" + id +
           "</ArticleId></ArticleIdList></PubmedData></PubmedArticle>";
}

inline std::string record_set(const std::string& records)
{
    return "<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n" + records + "</PubmedArticleSet>\n";
}

} // namespace casebook::testing
