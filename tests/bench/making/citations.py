# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up PubMed records in the real layout (pubmed_250101.dtd), in the sizes and proportions of real ones."""
import contextlib
import gzip
import random
import typing

from making.abstracts import Story, abstract, title
from making.words import Names, Vocabulary
from making.xml import date, element, rank

FIRST_PMID = 99_300_001  # numbers of 99… stand for "PMID not known": shown, never linked
FIRST_KNOWN_PMID = 97_300_001  # far above PubMed's: NBIB writes no record without a number
BEGIN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"
 "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<!-- Every record in this file is made up to measure a program. -->
<PubmedArticleSet>
"""
END = "</PubmedArticleSet>\n"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STAMPS = ("received", "accepted", "entrez", "pubmed", "medline")
LANGUAGES = ("eng",) * 12 + ("ger", "fre", "jpn", "spa")
TAGS = ("Humans", "Male", "Female", "Adult", "Middle Aged", "Aged", "Child", "Animals", "Treatment Outcome",
        "Time Factors")
QUALIFIERS = ("chemically induced", "drug therapy", "complications")


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
    return Makers(Vocabulary(chance), Names(chance, "drugs.tsv", "ingredient"),
                  Names(chance, "conditions.tsv", "preferred"), people)


def journal(chance, year, name):
    """An issue of it."""
    month = f"<Month>{chance.choice(MONTHS)}</Month>" if chance.random() < 0.9 else ""
    printed = f"<MedlineDate>{year} Mar-Apr</MedlineDate>" if chance.random() < 0.05 else f"<Year>{year}</Year>{month}"
    return (f'<Journal><ISSN IssnType="Electronic">9999-{len(name):04}</ISSN><JournalIssue CitedMedium="Internet">'
            f"<Volume>{year - 1970}</Volume><Issue>{chance.randint(1, 12)}</Issue><PubDate>{printed}</PubDate>"
            f"</JournalIssue>{element('Title', name)}{element('ISOAbbreviation', name)}</Journal>")


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
    return f'<AuthorList CompleteYN="Y">\n{people}\n</AuthorList>'


def abstract_element(story, is_case):
    """The abstract, and whose words it is."""
    parts = []
    for label, category, text in abstract(story, is_case):
        attributes = {key: value for key, value in (("Label", label), ("NlmCategory", category)) if value}
        parts.append(element("AbstractText", text, **attributes).replace(" mmol/L", " mmol L<sup>-1</sup>"))
    parts.append("<CopyrightInformation>Invented record for measuring</CopyrightInformation>")
    return "<Abstract>\n" + "\n".join(parts) + "\n</Abstract>"


def number_of(name):
    """A made-up MeSH number, the same for the same name."""
    return f"D9{sum(map(ord, name)) % 90000:05}"


def heading(name, qualifiers):
    """A MeSH heading."""
    asked = "".join(element("QualifierName", text, UI=f"Q9{len(text):05}", MajorTopicYN="N") for text in qualifiers)
    named = element("DescriptorName", name, UI=number_of(name), MajorTopicYN="N")
    return f"<MeshHeading>{named}{asked}</MeshHeading>"


def substances(story):
    """What a record names."""
    named = "".join(f"<Chemical><RegistryNumber>0</RegistryNumber>"
                    f"{element('NameOfSubstance', drug.capitalize(), UI=number_of(drug.capitalize()))}</Chemical>"
                    for drug in sorted(story.drugs))
    return f"<ChemicalList>{named}</ChemicalList>"


def headings(chance, story, is_case):
    """Check tags, conditions and drugs with their qualifiers."""
    said = "adverse effects" if is_case else "therapeutic use"
    out = [heading(name, ()) for name in chance.sample(TAGS, chance.randint(3, 8))]
    out += [heading(name.capitalize(), chance.sample(QUALIFIERS, chance.randint(0, 2)))
            for name in sorted(story.conditions)]
    out += [heading(drug.capitalize(), [said] if drug == story.drug else ()) for drug in sorted(story.drugs)]
    return "<MeshHeadingList>\n" + "\n".join(out) + "\n</MeshHeadingList>"


def indexing(chance, story, is_case):
    """What the National Library's indexers add."""
    return substances(story) + "\n" + headings(chance, story, is_case)


def reference(chance, made):
    """A paper of others, with its number, which is not that of the record."""
    cited = f"{made.people[rank(chance, 9999)]} X. Invented J Med. {chance.randint(1970, 2020)};1:1-9."
    pmid = element("ArticleId", str(chance.randint(99_000_001, 99_999_999)), IdType="pubmed")
    return f"<Reference>{element('Citation', cited)}<ArticleIdList>{pmid}</ArticleIdList></Reference>"


def references(chance, made):
    """What is cited."""
    cited = "\n".join(reference(chance, made) for _ in range(chance.randint(5, 80)))
    return f"<ReferenceList>\n{cited}\n</ReferenceList>"


def types_of(is_case):
    """Its publication types."""
    report = element("PublicationType", "Case Reports", UI="D002363") if is_case else ""
    return report + element("PublicationType", "Journal Article", UI="D016428")


def keywords(chance, made):
    """The authors' own."""
    words = "".join(element("Keyword", word, MajorTopicYN="N") for word in made.vocabulary.draw(chance, 5))
    return f'<KeywordList Owner="NOTNLM">{words}</KeywordList>'


def called(story, is_case, made):
    """Its title, with words of its own behind it where thousands on one pair would have a few titles among them."""
    end = f": {' '.join(made.vocabulary.draw(story.chance, 5))}." if made else ""
    return title(story, is_case)[:-1] + end if end else title(story, is_case)


def citation(number, made, seed, about=None, cases=None):
    """The text of a PubmedArticle; the same for the same number and seed, whatever stands around it. `cases`: the share
    of reports of cases, one half of what is about something and a fifth of what is about anything."""
    chance = random.Random(f"{seed}/{number}")
    pmid = number + (FIRST_KNOWN_PMID if cases else FIRST_PMID)
    year, name = 2024 - rank(chance, 50, 1.5), f"Invented J Med {rank(chance, 400)}"
    is_case = chance.random() < (cases or (0.5 if about else 0.2))
    story = Story(chance, made, about)

    def some(share, make, *its):
        return make(*its) if chance.random() < share else ""

    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Automated">
<PMID Version="1">{pmid}</PMID>
{date(chance, "DateCompleted", year + 1)}{date(chance, "DateRevised", year + 1)}
<Article PubModel="Print-Electronic">{journal(chance, year, name)}
{element("ArticleTitle", called(story, is_case, made if cases else None))}
<Pagination><MedlinePgn>{number % 900 + 1}-{number % 900 + 9}</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.9999/invented.{pmid}</ELocationID>
{some(0.9, abstract_element, story, is_case)}{authors(chance, made)}
{element("Language", chance.choice(LANGUAGES))}<PublicationTypeList>{types_of(is_case)}</PublicationTypeList>
{date(chance, "ArticleDate", year, DateType="Electronic")}</Article>
<MedlineJournalInfo><Country>Nowhere</Country>{element("MedlineTA", name)}</MedlineJournalInfo>
{some(0.9, indexing, chance, story, is_case)}
{some(0.25, keywords, chance, made)}</MedlineCitation>
<PubmedData><History>{"".join(date(chance, "PubMedPubDate", year, PubStatus=stamp) for stamp in STAMPS)}</History>
<PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>
<ArticleId IdType="doi">10.9999/invented.{pmid}</ArticleId></ArticleIdList>
{some(1 / 6, references, chance, made)}</PubmedData>
</PubmedArticle>
"""


def write(file, count, seed=1, about=None, cases=None):
    """The file (.xml or .gz); the same bytes for the same arguments."""
    made = makers(seed)
    with open(file, "wb") as raw, contextlib.ExitStack() as stack:
        out = raw
        if file.suffix == ".gz":
            out = stack.enter_context(gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0))
        out.write(BEGIN.encode())
        for number in range(count):
            out.write(citation(number, made, seed, about, cases).encode())
        out.write(END.encode())
