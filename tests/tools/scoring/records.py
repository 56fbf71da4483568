# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading files of `casebook export review --format jsonl`, and gold files of the same form."""
import dataclasses
import json

from scoring.fields import ANCHOR, FIELDS, LATENCY, number_range


class Unreadable(Exception):
    """A file that cannot be read; the message says where and what."""


@dataclasses.dataclass(frozen=True)
class Patient:
    """`facts`: field to value, None or [] where nothing is said. `also`: field to other acceptable values.
    `also_latencies`: other acceptable pairs of latency and anchor."""
    facts: dict
    also: dict
    also_latencies: list


@dataclasses.dataclass(frozen=True)
class Record:
    """One article: what was decided, the patients told of, and the totals (counts) quoted from the literature."""
    key: str
    label: str | None
    reason: str | None
    reasons_also: frozenset
    patients: list
    claims: list


def raw_value(patient, field):
    """What the JSON holds for a field; the latency is two keys there and one range here."""
    if field == LATENCY:
        return [patient.get("onset_latency_days_min"), patient.get("onset_latency_days_max")]
    return patient.get(field)


def read_patient(patient):
    """A Patient of its JSON."""
    alt = patient.get("alt") or {}
    facts = {name: field.read(raw_value(patient, name)) for name, field in FIELDS.items()}
    also = {name: field.read(alt.get(name)) if field.is_list else
            [value for value in map(field.read, alt.get(name) or []) if value is not None]
            for name, field in FIELDS.items() if name not in (LATENCY, ANCHOR)}
    pairs = [(number_range((low, high)), FIELDS[ANCHOR].read(anchor)) for low, high, anchor in alt.get("latency") or []]
    return Patient(facts, also, pairs)


def read_record(line):
    """A Record of a line's JSON."""
    key = line.get("pmid") or line.get("id")
    if not key:
        raise ValueError("neither pmid nor id")
    return Record(str(key), line.get("label"), line.get("reason"), frozenset(line.get("reason_also_ok") or []),
                  [read_patient(patient) for patient in line.get("patients") or []],
                  [claim["count"] for claim in line.get("claims") or [] if claim.get("count") is not None])


def read_file(path, is_gold=False):
    """{key: Record} in the order of the file. Raises Unreadable."""
    records = {}
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    add_line(records, line, f"{path}:{number}", is_gold)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path}: {error}") from error
    if is_gold and not records:
        raise Unreadable(f"{path}: no record. A gold file has a line for each article.")
    return records


def add_line(records, line, where, is_gold):
    """Reads one line into the records."""
    try:
        record = read_record(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"{where}: not a line of an exported review: {error}") from error
    if is_gold and record.label not in ("include", "exclude"):
        raise Unreadable(f"{where}: label is {record.label!r}. Gold is include or exclude.")
    if record.key in records:
        raise Unreadable(f"{where}: {record.key} was already given. Each article has one line.")
    records[record.key] = record
