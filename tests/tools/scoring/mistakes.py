# SPDX-License-Identifier: GPL-3.0-or-later
"""Mistakes made on purpose in the lines of an exported review, to see whether a scorer finds them."""
import copy


def changed(lines, chance):
    """The lines with mistakes of every kind, in a random order of patients."""
    lines = copy.deepcopy(lines)
    singles = [line["patients"][0] for line in lines if len(line["patients"]) == 1]
    for line in lines:
        if chance.random() < 0.15:
            line["label"] = chance.choice(["include", "exclude", "unclear"])
        if chance.random() < 0.2:
            line["reason"] = chance.choice(lines)["reason"]
        line["claims"] = [{"count": claim["count"] + chance.choice([0, 0, 1])} for claim in line.get("claims") or []]
        if len(line["patients"]) == 1:
            exchange(line["patients"][0], singles, chance)
        elif line["patients"] and chance.random() < 0.2:
            line["patients"].pop()
        for patient in line["patients"]:
            spoil(patient, chance)
        chance.shuffle(line["patients"])
    return lines


def exchange(patient, others, chance):
    """Gives a patient values of others; a dose is left alone, the two scorers read doses differently."""
    for field in patient:
        if field not in ("dose_text", "alt", "evidence") and chance.random() < 0.15:
            patient[field] = copy.deepcopy(chance.choice(others).get(field))


def spoil(patient, chance):
    """Forgets values, stretches the latency, shifts the age, writes in capitals."""
    for field in ("sex", "route", "dechallenge", "outcome"):
        if chance.random() < 0.1:
            patient[field] = None
    given = patient.get("event_treatment") or []
    patient["event_treatment"] = [item.upper() for item in given if chance.random() < 0.8]
    low, high = patient.get("onset_latency_days_min"), patient.get("onset_latency_days_max")
    if low is not None and high is not None:
        longer = chance.choice([1, 0.8, 0.95, 1.05, 1.3])
        wider = chance.choice([1, 1.7])
        patient.update(onset_latency_days_min=low * longer, onset_latency_days_max=high * longer * wider)
    if patient.get("age_years") is not None:
        patient["age_years"] += chance.choice([0, 0, 0.2, -0.3, 0.7])
