// SPDX-License-Identifier: GPL-3.0-or-later
// PubMed records around the element that a test is about.
#pragma once

#include "fetch/source/pubmed_xml.hpp"

#include <doctest/doctest.h>
#include <string>

namespace casebook {

/// `article` goes into Article, `citation` behind it, `data` into PubmedData.
inline std::string record_xml(const std::string& article, const std::string& citation = "",
                              const std::string& data = "", const std::string& pmid = "98000001")
{
    return "<PubmedArticle><MedlineCitation><PMID Version=\"1\">" + pmid + "</PMID><Article>" + article + "</Article>" +
           citation + "</MedlineCitation><PubmedData>" + data + "</PubmedData></PubmedArticle>";
}

inline std::string article_set(const std::string& records)
{
    return "<PubmedArticleSet>" + records + "</PubmedArticleSet>";
}

inline Article read_record(const std::string& article, const std::string& citation, const std::string& data)
{
    const auto read = parse_pubmed_record(record_xml(article, citation, data));
    REQUIRE(read.has_value());
    return *read;
}

inline Article read_citation_of(const std::string& article, const std::string& citation)
{
    return read_record(article, citation, "");
}

inline Article read_article(const std::string& article) { return read_record(article, "", ""); }

} // namespace casebook
