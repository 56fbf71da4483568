# SPDX-License-Identifier: GPL-3.0-or-later
"""Test collections of ranked retrieval in BEIR's layout, their measure, and plain BM25 to stand beside."""
import collections
import json
import math
import re
import typing


class Collection(typing.NamedTuple):
    """Documents as {id: (title, text)}, queries as {id: text}, judgements as {query: {document: grade}}."""
    documents: dict
    queries: dict
    judged: dict


def lines(file):
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def collection(folder):
    """A collection's three files; queries that nobody judged are left out."""
    judged = collections.defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        judged[query][document] = int(grade)
    return Collection({d["_id"]: (d["title"], d["text"]) for d in lines(folder / "corpus.jsonl")},
                      {q["_id"]: q["text"] for q in lines(folder / "queries.jsonl") if q["_id"] in judged}, judged)


def ndcg(ranked, grades, depth=10):
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) of the first documents; gain is the grade."""
    def gain(values):
        return sum(value / math.log2(place + 2) for place, value in enumerate(values[:depth]))
    return gain([grades.get(document, 0) for document in ranked]) / gain(sorted(grades.values(), reverse=True))


def words(text):
    """Runs of letters and digits, in small letters; no stemming, no list of words to leave out."""
    return re.findall(r"\w+", text.lower())


class PlainBM25:
    """BM25 as Lucene counts it, k1 1.2, b 0.75, over title and text."""

    def __init__(self, documents):
        self.counts = {name: collections.Counter(words(" ".join(parts))) for name, parts in documents.items()}
        self.lengths = {name: sum(counts.values()) for name, counts in self.counts.items()}
        self.mean = sum(self.lengths.values()) / len(self.lengths)
        self.having = collections.defaultdict(list)
        for name, counts in self.counts.items():
            for word in counts:
                self.having[word].append(name)

    def ranked(self, query, k1=1.2, b=0.75):
        """Ids of documents, the best first; of equals the one that came first."""
        scores = collections.defaultdict(float)
        for word in words(query):
            having = self.having.get(word, [])
            rarity = math.log(1 + (len(self.counts) - len(having) + 0.5) / (len(having) + 0.5))
            for name in having:
                count = self.counts[name][word]
                scores[name] += rarity * count * (k1 + 1) / (count + k1 * (1 - b + b * self.lengths[name] / self.mean))
        return sorted(scores, key=lambda name: -scores[name])
