# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in files, by PMID: citations as PubMed writes them, full texts as JATS."""
import xml.etree.ElementTree as ElementTree


ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def articles_of(file):
    """The PubmedArticle elements of a file, or the one full text that it is."""
    root = ElementTree.parse(file).getroot()
    return [root] if root.tag == "article" else list(root)


def pmid_of(article):
    """The PMID of a PubmedArticle or of a full text."""
    return article.findtext(".//PMID") or article.findtext(".//article-id[@pub-id-type='pmid']")


def by_pmid(files):
    """{PMID: element} of the articles of the files."""
    return {pmid_of(article): article for file in files for article in articles_of(file)}


def write(article, file):
    """The full text, or a PubmedArticleSet of the one citation."""
    root = article
    if article.tag != "article":
        root = ElementTree.Element("PubmedArticleSet")
        root.append(article)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def title(article):
    """Its text without markup."""
    return "".join(article.find(".//ArticleTitle").itertext())
