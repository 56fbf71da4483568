# SPDX-License-Identifier: GPL-3.0-or-later
"""Judging patients: which said patient is which expected one, and which of its fields agree."""
import dataclasses

from scoring.fields import ANCHOR, FIELDS, LATENCY
from scoring.words import plain

CONTRADICTING = ("age_years", "sex", "dose_mg_per_kg_day", LATENCY)  # what differs here is hardly the same patient


@dataclasses.dataclass(frozen=True)
class Tally:
    """Values that agree (`right`), that were said but are not so (`wrong`), that were not said or not so (`missed`)."""
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other):
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def gold(self):
        """How many values there were to find."""
        return self.right + self.missed


def judge_value(field, expected, said, also):
    """One value. An acceptable value where gold is silent neither earns nor costs."""
    agrees = said is not None and any(field.agree(value, said) for value in [expected, *also] if value is not None)
    if expected is None:
        return Tally(wrong=said is not None and not agrees)
    return Tally(right=1) if agrees else Tally(wrong=said is not None, missed=1)


def take(field, wanted, left):
    """Takes the item that is `wanted` out of `left`, the identical one first. Whether there was one."""
    for same in (lambda item: plain(item) == plain(wanted), lambda item: field.agree(wanted, item)):
        for item in filter(same, left):
            left.remove(item)
            return True
    return False


def judge_list(field, expected, said, also):
    """Item by item. An acceptable item more costs nothing."""
    left = list(said)
    right = sum(take(field, wanted, left) for wanted in expected)
    wrong = sum(not any(field.agree(value, item) for value in also) for item in left)
    return Tally(right, wrong, len(expected) - right)


def expected_latency(gold, said):
    """The pair of latency and anchor to judge by: of gold's and the acceptable ones that which agrees best."""
    own = (gold.facts[LATENCY], gold.facts[ANCHOR])
    given, anchor = said.facts[LATENCY], said.facts[ANCHOR]
    if None in (own[0], given):
        return own
    agree = FIELDS[LATENCY].agree
    return max([own, *gold.also_latencies], key=lambda pair: (agree(pair[0], given), pair[1] == anchor))


def judge_patient(gold, said):
    """{field: Tally} of a pair."""
    expected = dict(gold.facts)
    expected[LATENCY], expected[ANCHOR] = expected_latency(gold, said)
    return {name: (judge_list if field.is_list else judge_value)(field, expected[name], said.facts[name],
                                                                 gold.also.get(name, []))
            for name, field in FIELDS.items()}


def judge_alone(patient, is_gold):
    """{field: Tally} of a patient without a counterpart: all missed, or all wrong."""
    sizes = {name: len(value) if isinstance(value, list) else int(value is not None)
             for name, value in patient.facts.items()}
    return {name: Tally(missed=size) if is_gold else Tally(wrong=size) for name, size in sizes.items()}


def likeness(tallies):
    """How much two patients look like the same one."""
    points = 0.0
    for name, tally in tallies.items():
        points += FIELDS[name].points * tally.right
        if name in CONTRADICTING:
            points -= FIELDS[name].points / 2 * tally.wrong
    return points


def align(gold, said):
    """Pairs (gold patient or None, said patient or None): the most alike first, then those left alone."""
    likenesses = {(g, s): likeness(judge_patient(gold[g], said[s])) for g in range(len(gold)) for s in range(len(said))}
    pairs = []
    while likenesses:
        best = max(likenesses, key=likenesses.get)
        pairs.append(best)
        likenesses = {pair: value for pair, value in likenesses.items() if pair[0] != best[0] and pair[1] != best[1]}
    taken_gold, taken_said = {g for g, _ in pairs}, {s for _, s in pairs}
    return (sorted(pairs) + [(g, None) for g in range(len(gold)) if g not in taken_gold]
            + [(None, s) for s in range(len(said)) if s not in taken_said])
