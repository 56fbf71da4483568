# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of judged fields: how a value is read from a patient's JSON and when two values agree."""
import dataclasses
import re
import typing

from scoring.doses import doses_agree
from scoring.words import plain, wordings_agree

SILENT = ("", "unknown")
ROUTES = {"po": "oral", "orally": "oral", "by_mouth": "oral", "per_os": "oral", "iv": "intravenous",
          "intravenously": "intravenous", "infusion": "intravenous", "sc": "subcutaneous", "cutaneous": "topical",
          "dermal": "topical", "ocular": "ophthalmic", "eye_drops": "ophthalmic"}
OUTCOMES = {"fatal": "not_recovered", "recovered_with_sequelae": "recovered", "complete": "recovered",
            "partial": "recovering", "none": "not_recovered"}
ROUNDING_DAYS = 0.5  # a latency is given in whole days or turned into days from weeks, months and years


class Range(typing.NamedTuple):
    """What lies between two numbers, both included."""
    low: float
    high: float

    @property
    def width(self):
        """From one end to the other."""
        return self.high - self.low


def number(value):
    """A number, or None when nothing is said."""
    if value is None or value in SILENT:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def number_range(ends):
    """The Range of a pair of numbers in either order; a missing end is the other one."""
    if ends is None:
        return None
    known = [end for end in map(number, ends) if end is not None]
    return Range(min(known), max(known)) if known else None


def text(value):
    """The words, or None when nothing is said."""
    return None if value is None or plain(value) in SILENT else str(value)


def name(value, synonyms=None):
    """One of a list of names, written in one way."""
    if text(value) is None:
        return None
    written = re.sub("[ -]+", "_", str(value).strip().lower().replace(".", ""))
    return (synonyms or {}).get(written, written)


def items(value):
    """The things listed; a list that is not there is empty."""
    return [item for item in value or [] if text(item) is not None]


def ages_agree(expected, said):
    """Within half a year, a quarter below age 3."""
    return abs(expected - said) <= (0.25 if expected < 3 else 0.5)


def overlap(expected, said, share, rounding=0.0):
    """Whether the ranges meet when the expected one is made wider by a share of each end."""
    return said.high >= expected.low * (1 - share) - rounding and said.low <= expected.high * (1 + share) + rounding


def latencies_agree(expected, said):
    """Overlap within 10 %, and no credit for a range so wide that it says nothing."""
    narrow = said.width <= max(2 * expected.width, expected.high / 2, 31)
    return narrow and overlap(expected, said, 0.10, ROUNDING_DAYS)


def weight_doses_agree(expected, said):
    """Overlap within 5 %, and again nothing for a range that says nothing."""
    narrow = said.width <= max(2 * expected.width, expected.high / 2)
    return narrow and overlap(expected, said, 0.05, 1e-9)


def equal(expected, said):
    """The same value."""
    return expected == said


@dataclasses.dataclass(frozen=True)
class Field:
    """`points`: how much it tells two patients of one article apart when cases are aligned."""
    name: str
    read: typing.Callable
    agree: typing.Callable = equal
    points: float = 1
    is_list: bool = False


LATENCY, ANCHOR = "onset_latency", "latency_anchor"
FIELDS = {field.name: field for field in (
    Field("age_years", number, ages_agree, 3),
    Field("age_at", name, points=0.1),
    Field("sex", name),
    Field("drug", text, wordings_agree, 0.1),
    Field("dose_text", text, doses_agree, 2),
    Field("dose_mg_per_kg_day", number_range, weight_doses_agree, 2),
    Field("route", lambda value: name(value, ROUTES), points=0.3),
    Field("indication", text, wordings_agree, 1.5),
    Field("event", text, wordings_agree),
    Field(LATENCY, number_range, latencies_agree, 2),
    Field(ANCHOR, name, points=0.3),
    Field("dechallenge", name, points=0.7),
    Field("rechallenge", name, points=0.5),
    Field("event_treatment", items, wordings_agree, 0.7, is_list=True),
    Field("outcome", lambda value: name(value, OUTCOMES), points=0.7),
    Field("concomitants", items, wordings_agree, 0.7, is_list=True))}
