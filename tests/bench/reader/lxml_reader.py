# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader of PubMed XML as one writes it in Python with lxml: a file, packed or not, record by record.

    lxml_reader.py FILE [dump]     how many were read; dump: a JSON line each of the fields taken"""
import gzip
import json
import re
import sys

from lxml import etree

RECORDS = ("PubmedArticle", "MedlineCitation")


def text(node):
    """All text below it, blanks collapsed; "" for none."""
    if node is None:
        return ""
    found = "".join(node.itertext()) if len(node) else node.text or ""
    return " ".join(found.split()) if found.isascii() else b" ".join(found.encode().split()).decode()


def author(node):
    """Last name, fore name, initials; of a group its name."""
    group = node.find("CollectiveName")
    return [text(node.find("LastName") if group is None else group), text(node.find("ForeName")), text(node.find("Initials"))]


def year(date):
    """Of publication; 0 where it is not told."""
    if date is None:
        return 0
    free = date.find("MedlineDate")
    words = [text(date.find("Year"))] if free is None else re.split(r"[^A-Za-z0-9]+", text(free))
    return int(next((word for word in words if re.fullmatch("[1-9][0-9]{3}", word)), 0))


def doi(article, record):
    """The article's own, then that of the list of identifiers."""
    for node in article.iterfind("ELocationID[@EIdType='doi']"):
        if node.get("ValidYN") != "N":
            return text(node)
    return text(record.find("PubmedData/ArticleIdList/ArticleId[@IdType='doi']"))


def fields(record):
    """What the other readers take, too."""
    citation = record if record.tag == "MedlineCitation" else record.find("MedlineCitation")
    article = citation.find("Article")
    abstract = [[" ".join(part.get("Label", "").split()), text(part)] for part in article.iterfind("Abstract/AbstractText")]
    return [text(citation.find("PMID")), text(article.find("ArticleTitle")), [part for part in abstract if part[1]],
            text(article.find("Journal/Title")), year(article.find("Journal/JournalIssue/PubDate")),
            [author(node) for node in article.iterfind("AuthorList/Author") if node.get("ValidYN") != "N"],
            [[text(node.find("DescriptorName")), *map(text, node.iterfind("QualifierName"))]
             for node in citation.iterfind("MeshHeadingList/MeshHeading")],
            [text(node) for node in article.iterfind("PublicationTypeList/PublicationType")], doi(article, record),
            [text(node) for words in citation.iterfind("KeywordList") if words.get("Owner", "NOTNLM") in ("", "NOTNLM")
             for node in words.iterfind("Keyword")]]


def records(stream):
    """The fields of each; a record is forgotten when the next one begins."""
    for _, node in etree.iterparse(stream, events=("end",), tag=RECORDS, huge_tree=True):
        parent = node.getparent()
        if node.tag == "MedlineCitation" and parent is not None and parent.tag == "PubmedArticle":
            continue
        yield fields(node)
        node.clear()
        while node.getprevious() is not None:
            del parent[0]


def main():
    """Reads, counts or prints."""
    name, dump, count = sys.argv[1], len(sys.argv) > 2, 0
    with gzip.open(name) if name.endswith(".gz") else open(name, "rb") as stream:
        for found in records(stream):
            count += 1
            if dump:
                print(json.dumps(found, ensure_ascii=False, separators=(",", ":")))
    if not dump:
        print(f"{count} records")


if __name__ == "__main__":
    main()
