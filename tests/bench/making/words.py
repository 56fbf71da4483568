# SPDX-License-Identifier: GPL-3.0-or-later
"""Words in the proportions of real text: few are common, most are rare (Zipf), and many occur once only."""
import itertools
import pathlib

LEXICON = pathlib.Path(__file__).resolve().parents[3] / "corpus" / "lexicon"
COMMON = """the of in and with to was a were for by that after from on as is at not than this or an had be we which
these been no but their may during all between both who more it into other group also study days treatment results
significantly patients level clinical increased therapy months normal compared response cases levels effects age years
higher lower risk blood disease data among observed serum function rate changes findings use dose acute chronic found
effect early severe reported associated time mean control cells activity tissue concentration analysis method measured
period onset history examination hospital plasma renal liver cardiac skin oral daily weeks received developed showed
before without however one two three five several only most left right large small first second""".split()
BEGINNINGS = """ab ac ad al am ar bal ben bor cal car cel cor dal del dor el en far fel gal gen hal hem im in kal lam
lin mal mer mon nal nor or pal per qual ral ren sal sen tal ter ul val ven""".split()
MIDDLES = "a e i o u an el in or ar it op em il un est ad ir os al ev ic ul".split()
ENDS = """ation ed ing ic al osis itis ous ity ment ance ion ine ate ive oid ary ful ness ism able ally ular
ogen ase ant""".split()


def made_up():
    """Tens of thousands of words that look like a physician's and mean nothing."""
    return [begin + middle + end for middle, end, begin in itertools.product(
        [first + second for first in MIDDLES for second in ("b", "d", "f", "l", "m", "n", "r", "s", "t", "v")],
        ENDS, BEGINNINGS)]


class Vocabulary:
    """Draws words by rank: the n-th is drawn in proportion to 1/n^1.25."""

    def __init__(self, chance):
        rare = made_up()
        chance.shuffle(rare)
        self.words = COMMON + rare[:120_000]
        self.weights = list(itertools.accumulate(rank ** -1.25 for rank in range(2, len(self.words) + 2)))

    def draw(self, chance, count):
        """That many words."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)


class Names:
    """Names from the project's vocabularies, the first of a shuffled list most often."""

    def __init__(self, chance, file, kind):
        lines = (LEXICON / file).read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        self.names = [row[0] for row in rows if row[-2] == kind and "," not in row[0] and len(row[0]) > 4]
        chance.shuffle(self.names)
        self.weights = list(itertools.accumulate(1 / rank for rank in range(5, len(self.names) + 5)))

    def draw(self, chance, count=1):
        """That many, without the same twice."""
        return list(dict.fromkeys(chance.choices(self.names, cum_weights=self.weights, k=count)))
