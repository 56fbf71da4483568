# SPDX-License-Identifier: GPL-3.0-or-later
"""Chemical–disease pairs of BioCreative V CDR: which documents say that the chemical induced the disease (`cid`)."""
import collections
import json
import re
import typing


class Pair(typing.NamedTuple):
    """Two names as most documents write them, and the PMIDs of the documents that have the pair."""
    drug: str
    event: str
    pmids: frozenset


def read(file):
    """The documents of a corpus file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def is_abbreviation(text):
    """CsA, HIT, 5-FU: nobody begins a review with one."""
    return len(re.findall(r"[A-Z]", text)) > 1 or len(text) < 4


def commonest_form(counts):
    """Of {(is an abbreviation, form): how often}."""
    return min(counts, key=lambda form: (form[0], -counts[form], form[1]))[1]


def names(documents):
    """{MeSH id: the commonest of its written forms, an abbreviation only where there is nothing else}."""
    forms = collections.defaultdict(collections.Counter)
    for document in documents:
        for entity in document["entities"]:
            forms[entity["mesh"]][is_abbreviation(entity["text"]), entity["text"].lower()] += 1
    return {mesh: commonest_form(counts) for mesh, counts in forms.items()}


def commonest(documents, others, count):
    """The commonest pairs of the documents, by name, with the PMIDs that have them there and in the others."""
    having = collections.defaultdict(set)
    for document in documents + others:
        for pair in document["cid"]:
            having[tuple(pair)].add(document["pmid"])
    here = collections.Counter(tuple(pair) for document in documents for pair in document["cid"])
    called = names(documents)
    ranked = sorted(here, key=lambda pair: (-here[pair], pair))[:count]
    return [Pair(called[drug], called[event], frozenset(having[drug, event])) for drug, event in ranked]
