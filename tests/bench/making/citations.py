# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up PubMed records in the real layout (pubmed_250101.dtd), in the sizes and proportions of real ones."""
import contextlib
import gzip
import random
import typing
from xml.sax.saxutils import escape, quoteattr

from making.abstracts import Story, abstract, title
from making.words import Names, Vocabulary

FIRST_PMID = 99_300_001  # numbers of 99… stand for "PMID not known": shown, never linked
BEGIN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<!-- Every record in this file is made up to measure a program. -->
<PubmedArticleSet>
"""
END = "</PubmedArticleSet>\n"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TAGS = ("Humans", "Male", "Female", "Adult", "Middle Aged", "Aged", "Child", "Animals", "Treatment Outcome", "Time Factors")
LANGUAGES = ("eng",) * 12 + ("ger", "fre", "jpn", "spa")


class Makers(typing.NamedTuple):
    """Where words come from."""
    vocabulary: Vocabulary
    drugs: Names
    conditions: Names
    people: list


def makers(seed):
    """The same for the same seed."""
    chance = random.Random(seed)
    people = [word.capitalize() for word in Vocabulary(chance).words[200:20000]]
    return Makers(Vocabulary(chance), Names(chance, "drugs.tsv", "ingredient"), Names(chance, "conditions.tsv", "preferred"), people)


def element(name, text, **attributes):
    """`<name a="b">text</name>`; the text is escaped."""
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>{escape(text)}</{name}>"


def date(chance, name, year, **attributes):
    """Year, month and day."""
    inside = f"<Year>{year}</Year><Month>{chance.randint(1, 12):02}</Month><Day>{chance.randint(1, 28):02}</Day>"
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>{inside}</{name}>"


def rank(chance, most, skew=2.5):
    """A number below `most`, small ones far more often."""
    return int(most * chance.random() ** skew)


def journal(chance, year):
    """One of a few hundred, some of them with many articles."""
    number = rank(chance, 400)
    name = f"Invented Journal of Medicine {number}"
    issue = f"<Volume>{year - 1970}</Volume><Issue>{chance.randint(1, 12)}</Issue>"
    month = f"<Month>{chance.choice(MONTHS)}</Month>" if chance.random() < 0.9 else ""
    printed = (f"<MedlineDate>{year} Mar-Apr</MedlineDate>" if chance.random() < 0.05 else f"<Year>{year}</Year>{month}")
    text = (f'<Journal><ISSN IssnType="Electronic">9999-{number:04}</ISSN><JournalIssue CitedMedium="Internet">{issue}'
            f"<PubDate>{printed}</PubDate></JournalIssue>{element('Title', name)}"
            f"{element('ISOAbbreviation', f'Invent J Med {number}')}</Journal>\n")
    return text, f"Invent J Med {number}"


def author(chance, made):
    """A person who does not exist."""
    last, first = made.people[rank(chance, len(made.people))], chance.choice(made.people)
    place = f"Department of {chance.choice(made.people)}, Invented University of {last}, Nowhere."
    told = f"<AffiliationInfo>{element('Affiliation', place)}</AffiliationInfo>" if chance.random() < 0.6 else ""
    return (f'<Author ValidYN="Y">{element("LastName", last)}{element("ForeName", first)}'
            f"{element('Initials', first[0])}{told}</Author>")


def authors(chance, made):
    """Five or so; now and then a hundred."""
    count = 1 + rank(chance, 14, 1.2) if chance.random() < 0.995 else 100
    people = "\n".join(author(chance, made) for _ in range(count))
    return f'<AuthorList CompleteYN="Y">\n{people}\n</AuthorList>\n'


def abstract_element(story, is_case):
    """The abstract, and whose words it is."""
    parts = []
    for label, category, text in abstract(story, is_case):
        attributes = {**({"Label": label} if label else {}), **({"NlmCategory": category} if category else {})}
        parts.append(element("AbstractText", text, **attributes).replace(" mmol/L", " mmol L<sup>-1</sup>"))
    told = "\n".join(parts)
    return f"<Abstract>\n{told}\n<CopyrightInformation>Invented record for measuring</CopyrightInformation></Abstract>\n"


def heading(chance, name, qualifiers):
    """A MeSH heading; its numbers are made up."""
    number = sum(map(ord, name)) % 90000
    asked = "".join(element("QualifierName", text, UI=f"Q9{len(text):05}", MajorTopicYN=chance.choice("YNN"))
                    for text in qualifiers)
    return (f"<MeshHeading>{element('DescriptorName', name, UI=f'D9{number:05}', MajorTopicYN='N')}{asked}</MeshHeading>")


def indexing(chance, story, is_case):
    """Substances and MeSH, as nine in ten records have them."""
    substances = "".join(f"<Chemical><RegistryNumber>0</RegistryNumber>"
                         f"{element('NameOfSubstance', name.capitalize(), UI=f'D9{sum(map(ord, name.capitalize())) % 90000:05}')}</Chemical>"
                         for name in sorted(story.drugs))
    headings = [heading(chance, tag, ()) for tag in chance.sample(TAGS, chance.randint(3, 8))]
    headings += [heading(chance, name.capitalize(), chance.sample(("chemically induced", "drug therapy", "complications"),
                                                                  chance.randint(0, 2))) for name in sorted(story.conditions)]
    blamed = ["adverse effects"] if is_case else ["therapeutic use"]
    headings += [heading(chance, name.capitalize(), blamed if name == story.drug else ()) for name in sorted(story.drugs)]
    inside = "\n".join(headings)
    return f"<ChemicalList>{substances}</ChemicalList>\n<MeshHeadingList>\n{inside}\n</MeshHeadingList>\n"


def references(chance, made):
    """What one record in six cites, with the ids of others, which are not its own."""
    if chance.random() >= 1 / 6:
        return ""
    cited = "\n".join(f"<Reference><Citation>{made.people[rank(chance, 9999)]} X. Invented J Med. {chance.randint(1970, 2020)};"
                      f'{chance.randint(1, 90)}:1-9.</Citation><ArticleIdList><ArticleId IdType="pubmed">'
                      f"{chance.randint(99_000_001, 99_999_999)}</ArticleId></ArticleIdList></Reference>"
                      for _ in range(chance.randint(5, 80)))
    return f"<ReferenceList>\n{cited}\n</ReferenceList>\n"


def citation(number, made, seed, about=None):
    """The text of a PubmedArticle; the same for the same number and seed, whatever stands around it."""
    chance = random.Random(f"{seed}/{number}")
    pmid, year = FIRST_PMID + number, 2024 - rank(chance, 50, 1.5)
    is_case = chance.random() < (0.5 if about else 0.2)
    story = Story(chance, made, about)
    in_journal, short = journal(chance, year)
    types = ["Case Reports"] * is_case + ["Journal Article"]
    typed = "".join(element("PublicationType", name, UI="D002363" if name[0] == "C" else "D016428") for name in types)
    keywords = "".join(element("Keyword", word, MajorTopicYN="N") for word in made.vocabulary.draw(chance, 5))
    return "".join((
        f'<PubmedArticle>\n<MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Automated">\n<PMID Version="1">{pmid}</PMID>\n',
        date(chance, "DateCompleted", year + 1), date(chance, "DateRevised", year + 1), '\n<Article PubModel="Print-Electronic">',
        in_journal, element("ArticleTitle", title(story, is_case)),
        f"\n<Pagination><MedlinePgn>{number % 900 + 1}-{number % 900 + 9}</MedlinePgn></Pagination>",
        element("ELocationID", f"10.9999/invented.{pmid}", EIdType="doi", ValidYN="Y"), "\n",
        abstract_element(story, is_case) if chance.random() < 0.9 else "", authors(chance, made),
        element("Language", chance.choice(LANGUAGES)), f"<PublicationTypeList>{typed}</PublicationTypeList>",
        date(chance, "ArticleDate", year, DateType="Electronic"), "</Article>\n<MedlineJournalInfo><Country>Nowhere</Country>",
        element("MedlineTA", short), "</MedlineJournalInfo>\n",
        indexing(chance, story, is_case) if chance.random() < 0.9 else "",
        f'<KeywordList Owner="NOTNLM">{keywords}</KeywordList>\n' if chance.random() < 0.25 else "",
        "</MedlineCitation>\n<PubmedData><History>", *(date(chance, "PubMedPubDate", year, PubStatus=status) for status in
                                                       ("received", "accepted", "entrez", "pubmed", "medline")),
        f'</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>',
        f'<ArticleId IdType="doi">10.9999/invented.{pmid}</ArticleId></ArticleIdList>\n', references(chance, made),
        "</PubmedData>\n</PubmedArticle>\n"))


def write(file, count, seed=1, about=None):
    """The file; what it says is the same for the same arguments."""
    made = makers(seed)
    with open(file, "wb") as raw, contextlib.ExitStack() as stack:
        out = raw
        if file.suffix == ".gz":
            out = stack.enter_context(gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0))
        out.write(BEGIN.encode())
        for number in range(count):
            out.write(citation(number, made, seed, about).encode())
        out.write(END.encode())
