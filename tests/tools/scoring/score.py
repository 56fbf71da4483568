# SPDX-License-Identifier: GPL-3.0-or-later
"""The score of a review: screening, reasons, patients, fields and claims, each with what went wrong."""
import collections
import dataclasses

from scoring.fields import FIELDS
from scoring.judge import Tally, align, judge_alone, judge_patient
from scoring.records import Record


def ratio(part, whole):
    """A share, or None when there is nothing to judge."""
    return part / whole if whole else None


def precision(tally, expected):
    """Of what was said. Saying nothing where something was expected is no precision at all."""
    said = tally.right + tally.wrong
    return ratio(tally.right, said) if said or not expected else 0.0


def f1(tally):
    """The harmonic mean of precision and recall."""
    return ratio(2 * tally.right, 2 * tally.right + tally.wrong + tally.missed)


@dataclasses.dataclass
class Score:
    """Counts only; figures() makes the shares of them. `errors`: lines for people."""
    includes: int = 0           # gold includes, of which ...
    found: int = 0              # ... answered include
    left_unclear: int = 0       # ... left for a person
    excludes: int = 0           # gold excludes, of which ...
    dismissed: int = 0          # ... answered exclude
    false_includes: int = 0     # ... answered include
    reasons: int = 0            # ... answered exclude for an accepted reason
    reasons_strict: int = 0     # ... answered exclude for gold's own reason
    counted: int = 0            # gold includes with the right number of patients
    count_error: int = 0        # patients too many or too few, summed over gold includes
    patients: int = 0           # patients in gold includes
    patients_on_false: int = 0  # patients told of in false includes
    fields: dict = dataclasses.field(default_factory=lambda: {name: Tally() for name in FIELDS})
    claims: Tally = Tally()
    errors: list = dataclasses.field(default_factory=list)

    @property
    def screening(self):
        """Includes as a tally: found, wrongly found, missed."""
        return Tally(self.found, self.false_includes, self.includes - self.found)

    @property
    def all_fields(self):
        """The sum over the fields."""
        return sum(self.fields.values(), Tally())


def figures(score):
    """{name: share or None}: everything that can be required, the F1 of each field by its name."""
    return {"recall": ratio(score.found, score.includes),
            "kept": ratio(score.found + score.left_unclear, score.includes),
            "precision": precision(score.screening, score.includes),
            "specificity": ratio(score.dismissed, score.excludes),
            "f1": f1(score.screening),
            "reason": ratio(score.reasons, score.excludes),
            "patients": ratio(score.counted, score.includes),
            "micro": f1(score.all_fields),
            "claims": f1(score.claims),
            **{name: f1(tally) for name, tally in score.fields.items()}}


def judge_include(score, gold, said):
    """A gold include: found, left for a person, or missed."""
    score.includes += 1
    score.found += said.label == "include"
    score.left_unclear += said.label == "unclear"
    if said.label != "include":
        reason = f", {said.reason}" if said.reason else ""
        score.errors.append(f"{gold.key} missed: gold include, answered {said.label or 'nothing'}{reason}")


def judge_exclude(score, gold, said):
    """A gold exclude: answered exclude, and for which reason."""
    score.excludes += 1
    score.false_includes += said.label == "include"
    if said.label == "include":
        score.patients_on_false += len(said.patients)
    if said.label != "exclude":
        score.errors.append(f"{gold.key} not excluded: gold {gold.reason}, answered {said.label or 'nothing'}")
        return
    score.dismissed += 1
    score.reasons_strict += said.reason == gold.reason
    if said.reason in {gold.reason} | gold.reasons_also:
        score.reasons += 1
    else:
        score.errors.append(f"{gold.key} reason: gold {gold.reason}, answered {said.reason}")


def wording(patient, name):
    """A field's value as people read it."""
    value = patient.facts[name]
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return "[" + "; ".join(value) + "]"
    if isinstance(value, tuple):
        return f"{value[0]:g}..{value[1]:g}"
    return f"{value:g}" if isinstance(value, float) else value


def judge_patients(score, gold, said):
    """The patients of a gold include, counted and field by field."""
    score.patients += len(gold.patients)
    score.counted += len(gold.patients) == len(said.patients)
    score.count_error += abs(len(gold.patients) - len(said.patients))
    if len(gold.patients) != len(said.patients):
        score.errors.append(f"{gold.key} patients: gold {len(gold.patients)}, answered {len(said.patients)}")
    for g, s in align(gold.patients, said.patients):
        if s is None:
            tallies = judge_alone(gold.patients[g], True)
            score.errors.append(f"{gold.key} patient {g + 1}: not told of")
        elif g is None:
            tallies = judge_alone(said.patients[s], False)
            score.errors.append(f"{gold.key} answered patient {s + 1}: not in gold")
        else:
            tallies = judge_patient(gold.patients[g], said.patients[s])
            tell_errors(score, f"{gold.key} patient {g + 1}", gold.patients[g], said.patients[s], tallies)
        for name, tally in tallies.items():
            score.fields[name] += tally


def tell_errors(score, where, gold, said, tallies):
    """A line for each field of a pair that does not agree."""
    for name, tally in tallies.items():
        if tally.wrong or tally.missed:
            score.errors.append(f"{where} {name}: gold {wording(gold, name)}, answered {wording(said, name)}")


def judge_claims(score, gold, said):
    """Totals quoted from the literature, by count."""
    theirs, ours = collections.Counter(gold.claims), collections.Counter(said.claims)
    right = (theirs & ours).total()
    tally = Tally(right, ours.total() - right, theirs.total() - right)
    score.claims += tally
    if tally.wrong or tally.missed:
        score.errors.append(f"{gold.key} claims: gold {sorted(gold.claims)}, answered {sorted(said.claims)}")


def score_review(gold, said):
    """The Score of {key: Record} against {key: Record}. What gold does not hold is not judged."""
    score = Score()
    for key, expected in gold.items():
        answer = said.get(key) or Record(key, None, None, frozenset(), [], [])
        judge_claims(score, expected, answer)
        if expected.label == "include":
            judge_include(score, expected, answer)
            judge_patients(score, expected, answer)
        else:
            judge_exclude(score, expected, answer)
    return score
