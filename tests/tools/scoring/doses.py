# SPDX-License-Identifier: GPL-3.0-or-later
"""When do two dose texts agree? When their numbers, their units and their frequencies do."""
import dataclasses
import re

from scoring.words import plain, wordings_agree

WORDS = "one two three four five six seven eight nine ten".split()
COUNTS = {word: str(number) for number, word in enumerate(WORDS, 1)}
ABBREVIATED = [(re.compile(pattern), to) for pattern, to in (
    (r"\b(\d+) ?x ?(?:/|per |a )?d(?:ay)?\b", r" \1 times daily "),
    (r"\bb\.? ?i\.? ?d\b\.?|\bbd\b|\btwice (?:a|per) day\b|\btwice daily\b", " 2 times daily "),
    (r"\bt\.? ?i\.? ?d\b\.?|\btds\b|\bthrice daily\b", " 3 times daily "),
    (r"\bq\.? ?i\.? ?d\b\.?|\bqds\b", " 4 times daily "),
    (r"\btwice (?:a|per) week\b|\btwice weekly\b", " 2 times weekly "),
    (r"\bonce (?=a |per |daily|nightly|weekly|every)", " "),
    (r"(?:/ ?|\bper |\ba |\beach )(?:24[ -]?h(?:ours?|rs?)?|d(?:ay)?)\b", " daily "),
    (r"\bq\.?d\b\.?|\bday-1\b|\b(?:at night|nightly|at bedtime)\b", " daily "),
    (r"(?:/ ?|\bper |\ba |\beach )w(?:ee)?k\b", " weekly "),
    (r"\bbody ?weight\b", " "),
    (r"\b(?:milligrams?|mgs)\b", "mg"), (r"\bkg-1\b|\bper kg\b|\bper kilogram\b", "/kg"),
    (r"\bmicrograms?\b|\bmcg\b", "ug"), (r"\b(?:international )?units?\b", "iu"))]
EVERY = re.compile(r"\bevery (?:(\d+) )?(hour|day|week|month)s?\b")
TIMES = re.compile(r"\b(\d+) times (daily|weekly)\b")
LENGTH = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "daily": 1, "weekly": 7}
PER = re.compile(r"(?:/ ?|\bper )(kg|m2)\b")
UNIT = re.compile(r"(?:(?<=\d)|\b)(mg|ug|mmol|ml|g|iu|drops?|tablets?|tabs?)\b|(%)")


@dataclasses.dataclass(frozen=True)
class Dose:
    """What a dose text says: `per` is "kg", "m2" or None, `interval` the days between doses or None."""
    numbers: frozenset
    units: frozenset
    per: str | None
    interval: float | None


def written_out(text):
    """The text with digits for number words and one wording for each frequency and unit."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", plain(text))
    text = re.sub(rf"\b({'|'.join(COUNTS)})\b", lambda match: COUNTS[match.group()], text)
    for pattern, to in ABBREVIATED:
        text = pattern.sub(to, text)
    return re.sub(r"\b(?:per|a) (?=daily|weekly)", "", " ".join(text.split()))


def take_interval(text):
    """(days between doses or None, the text without what said so)."""
    if match := EVERY.search(text):
        days = int(match.group(1) or 1) * LENGTH[match.group(2)]
    elif match := TIMES.search(text):
        days = LENGTH[match.group(2)] / int(match.group(1))
    elif match := re.search(r"\b(daily|weekly)\b", text):
        days = LENGTH[match.group(1)]
    else:
        return None, text
    return days, text[:match.start()] + " " + text[match.end():]


def read_dose(text):
    """The Dose that the text states; its numbers are empty when it states none."""
    interval, rest = take_interval(written_out(text))
    per = PER.search(rest)
    rest = PER.sub(" ", rest)
    numbers = frozenset(float(number) for number in re.findall(r"\d+(?:\.\d+)?", rest))
    units = frozenset((unit or percent).rstrip("s") for unit, percent in UNIT.findall(rest))
    return Dose(numbers, units, per and per.group(1), interval)


def doses_agree(expected, said):
    """Numbers: all of one among those of the other. Unit and frequency: the same where both state one."""
    if plain(expected) == plain(said):
        return True
    theirs, ours = read_dose(expected), read_dose(said)
    if not theirs.numbers or not ours.numbers:
        return wordings_agree(expected, said)
    if not (theirs.numbers <= ours.numbers or ours.numbers <= theirs.numbers) or theirs.per != ours.per:
        return False
    same_unit = not theirs.units or not ours.units or theirs.units & ours.units
    same_frequency = None in (theirs.interval, ours.interval) or abs(theirs.interval - ours.interval) < 0.01
    return bool(same_unit) and same_frequency
