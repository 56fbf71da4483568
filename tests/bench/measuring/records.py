# SPDX-License-Identifier: GPL-3.0-or-later
"""PubMed records in files, by PMID."""
import xml.etree.ElementTree as ElementTree


def by_pmid(files):
    """{PMID: element} of the PubmedArticle elements of the files."""
    return {article.findtext(".//PMID"): article for file in files for article in ElementTree.parse(file).getroot()}


def write(articles, file):
    """A PubmedArticleSet of these elements."""
    root = ElementTree.Element("PubmedArticleSet")
    root.extend(articles)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def title(article):
    """Its text without markup."""
    return "".join(article.find(".//ArticleTitle").itertext())
