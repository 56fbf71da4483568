# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up records as files of tagged lines: MEDLINE/NBIB, and RIS as each database or program writes it."""
import random
import textwrap
import typing

from making.abstracts import Story, abstract, title
from making.citations import FIRST_PMID, MONTHS, QUALIFIERS, TAGS, makers
from making.xml import rank


class Record(typing.NamedTuple):
    """What every format has a place for."""
    number: int
    title: str
    abstract: list   # (label, text)
    authors: list    # (last, first)
    journal: str
    year: int
    month: str
    keywords: list
    is_case: bool


def record(number, made, seed):
    """The same for the same number and seed, about the size of a real one."""
    chance = random.Random(f"{seed}/{number}")
    is_case = chance.random() < 0.2
    story = Story(chance, made, None)
    told = abstract(story, is_case) if chance.random() < 0.9 else []
    people = [(made.people[rank(chance, len(made.people))], chance.choice(made.people)) for _ in range(1 + rank(chance, 14, 1.2))]
    words = [*sorted(story.drugs), *sorted(story.conditions), *chance.sample(TAGS, 5), *chance.sample(QUALIFIERS, 1)]
    return Record(number, title(story, is_case), [(label, text) for label, _, text in told], people,
                  f"Invented J Med {rank(chance, 400)}", 2024 - rank(chance, 50, 1.5), chance.choice(MONTHS), words, is_case)


def told(labelled):
    """An abstract as one text."""
    return " ".join(f"{label}: {text}" if label else text for label, text in labelled)


def nbib(item):
    """As PubMed exports it: values wrapped at 80, going on behind six blanks."""
    pmid = FIRST_PMID + item.number
    rows = [("PMID", str(pmid)), ("OWN", "NLM"), ("STAT", "MEDLINE"), ("DCOM", f"{item.year}0301"), ("LR", f"{item.year}0302"),
            ("IS", "9999-0000 (Electronic)"), ("VI", str(item.year - 1970)), ("IP", "2"), ("DP", f"{item.year} {item.month}"),
            ("TI", item.title), ("PG", "1-9"), ("LID", f"10.9999/invented.{pmid} [doi]"), ("AB", told(item.abstract))]
    for last, first in item.authors:
        rows += [("FAU", f"{last}, {first}"), ("AU", f"{last} {first[0]}"), ("AD", f"Invented University of {last}, Nowhere.")]
    rows += [("LA", "eng"), *[("PT", "Case Reports")] * item.is_case, ("PT", "Journal Article"), ("TA", item.journal), ("JT", item.journal)]
    rows += [("MH", word.capitalize()) for word in item.keywords]
    rows += [("EDAT", f"{item.year}/03/01 00:00"), ("SO", f"{item.journal}. {item.year};2:1-9.")]
    lines = []
    for tag, value in rows:
        if value:
            lines += textwrap.wrap(value, 82, initial_indent=f"{tag:<4}- ", subsequent_indent="      ", break_long_words=False,
                                   break_on_hyphens=False)
    return "\n".join(lines) + "\n\n"


class Dialect(typing.NamedTuple):
    """How one of them writes RIS."""
    title: str = "TI"
    author: str = "AU"
    abstract: str = "AB"
    journal: str = "JO"
    database: tuple = ()        # lines, {n} being the record's number
    given: str = "full"         # names: full, initials
    keywords: str = "tags"      # a tag each, or a line each under one
    end: str = "\r\n"
    mark: bytes = b""           # byte order mark
    coded: str = "utf-8"


DIALECTS = {
    "Embase": Dialect("T1", "A1", "N2", "JF", ("DB  - Embase", "AN  - L{n}", "U2  - L{n}", "L2  - https://www.embase.com/search/results?id=L{n}"),
                      keywords="lines"),
    "Scopus": Dialect("TI", "AU", "AB", "T2", ("DB  - Scopus", "UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-{n}",
                                               "N1  - Export Date: 01 January 2026"), given="initials", mark=b"\xef\xbb\xbf"),
    "Web of Science": Dialect("TI", "AU", "AB", "T2", ("AN  - WOS:{n}", "N1  - Times Cited in Web of Science Core Collection: 1"), end="\n"),
    "Ovid": Dialect("T1", "A1", "N2", "JF", ("DB  - PsycInfo", "AN  - {n}", "ID  - {n}"), coded="windows-1252"),
    "EndNote": Dialect("TI", "AU", "AB", "JF", ("AN  - {n}", "DB  - CINAHL"), keywords="lines", mark=b"\xef\xbb\xbf", end="\r"),
    "Zotero": Dialect("TI", "AU", "AB", "T2", ("DB  - LILACS", "AN  - {n}"), end="\n"),
}


def ris(item, dialect):
    """One record."""
    def name(last, first):
        return f"{last}, {first[0]}." if dialect.given == "initials" else f"{last}, {first}"

    number = FIRST_PMID + item.number
    rows = ["TY  - JOUR", f"{dialect.title}  - {item.title}", *(f"{dialect.author}  - {name(*who)}" for who in item.authors),
            f"PY  - {item.year}", f"Y1  - {item.year}/03/01/", f"{dialect.journal}  - {item.journal}", "VL  - 3", "IS  - 2", "SP  - 1",
            "EP  - 9", "SN  - 9999-0000", f"DO  - 10.9999/invented.{number}", "LA  - English"]
    if item.abstract:
        rows.append(f"{dialect.abstract}  - {told(item.abstract)}")
    words = item.keywords + ["case report"] * item.is_case
    rows += ["KW  - " + dialect.end.join(words)] if dialect.keywords == "lines" else [f"KW  - {word}" for word in words]
    rows += [line.format(n=number) for line in dialect.database]
    return dialect.end.join([*rows, "ER  - ", "", ""])


def write_nbib(file, count, seed=1):
    """The same bytes for the same arguments."""
    made = makers(seed)
    with open(file, "wb") as out:
        for number in range(count):
            out.write(nbib(record(number, made, seed)).encode())


def write_ris(file, count, name, seed=1):
    """The same, as that database or program writes it."""
    made, dialect = makers(seed), DIALECTS[name]
    with open(file, "wb") as out:
        out.write(dialect.mark)
        for number in range(count):
            out.write(ris(record(number, made, seed), dialect).encode(dialect.coded, "replace"))
