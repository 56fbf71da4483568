# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Score looks like: for people, for programs, and against what is required of it."""
from scoring.score import f1, figures, precision, ratio


def shown(value):
    """A share with three digits; a dash when there was nothing to judge."""
    return "-" if value is None else f"{value:.3f}"


def share(part, whole):
    """A share with the counts it is made of."""
    return f"{shown(ratio(part, whole))} ({part} of {whole})"


def field_row(name, tally):
    """A line of the table of fields."""
    shares = (precision(tally, tally.gold), ratio(tally.right, tally.gold), f1(tally))
    return (f"  {name:<20}{tally.gold:>5}{tally.right:>7}{tally.wrong:>7}{tally.missed:>8}"
            + "".join(f"{shown(value):>11}" for value in shares))


def as_text(score):
    """The score for people."""
    figure = figures(score)
    lines = [f"{score.includes + score.excludes} articles: {score.includes} to include, {score.excludes} to exclude",
             f"screening  recall {share(score.found, score.includes)}, "
             f"kept {share(score.found + score.left_unclear, score.includes)}, "
             f"precision {shown(figure['precision'])}, "
             f"specificity {share(score.dismissed, score.excludes)}, F1 {shown(figure['f1'])}",
             f"reasons    accepted {share(score.reasons, score.excludes)}, "
             f"first choice {shown(ratio(score.reasons_strict, score.excludes))}, "
             f"accepted among those excluded {shown(ratio(score.reasons, score.dismissed))}",
             f"patients   right number {share(score.counted, score.includes)}; {score.patients} in gold, "
             f"{score.count_error} too many or too few, {score.patients_on_false} in articles wrongly included",
             f"  {'field':<20}{'gold':>5}{'right':>7}{'wrong':>7}{'missed':>8}"
             f"{'precision':>11}{'recall':>11}{'F1':>11}"]
    lines += [field_row(name, tally) for name, tally in score.fields.items() if tally.gold or tally.wrong]
    lines += [field_row("all (micro)", score.all_fields), field_row("claims", score.claims)]
    return "\n".join(lines)


def tally_json(tally):
    """A tally and its shares; tp, fp and fn are the usual names of right, wrong and missed."""
    return {"gold": tally.gold, "tp": tally.right, "fp": tally.wrong, "fn": tally.missed,
            "precision": precision(tally, tally.gold), "recall": ratio(tally.right, tally.gold), "f1": f1(tally)}


def as_json(score, with_errors):
    """The score for programs; a share is null when there was nothing to judge."""
    figure = figures(score)
    out = {"version": 1,
           "screening": {"includes": score.includes, "found": score.found, "unclear_includes": score.left_unclear,
                         "excludes": score.excludes, "dismissed": score.dismissed,
                         "false_includes": score.false_includes,
                         **{name: figure[name] for name in ("recall", "kept", "precision", "specificity", "f1")}},
           "reason": {"excludes": score.excludes, "accepted": score.reasons, "first_choice": score.reasons_strict,
                      "accuracy": figure["reason"], "accuracy_strict": ratio(score.reasons_strict, score.excludes),
                      "accuracy_among_correct_excludes": ratio(score.reasons, score.dismissed)},
           "patients": {"articles": score.includes, "right_number": score.counted, "accuracy": figure["patients"],
                        "gold": score.patients, "count_error": score.count_error,
                        "in_false_includes": score.patients_on_false},
           "fields": {name: tally_json(tally) for name, tally in score.fields.items()},
           "micro": tally_json(score.all_fields),
           "claims": tally_json(score.claims)}
    return {**out, "errors": score.errors} if with_errors else out


def shortfalls(score, required):
    """A line for each {name: least} that the score does not reach. What could not be judged is no shortfall."""
    figure = figures(score)
    return [f"{name} is {shown(figure[name])}, required {least:g}" for name, least in required.items()
            if figure[name] is not None and figure[name] < least]
