# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles and abstracts in our own words about nobody: reports of cases, and studies."""
import re

TITLES = (
    "{Event} in a patient treated with {drug}", "{Drug} and {event}: {word} of a case", "Late {event} on {drug}",
    "{Event} that receded when {drug} was given up", "Is {event} a consequence of {drug}?",
    "Two courses of {drug}, two episodes of {event}", "{Drug}-associated {event} in {condition}")
STUDY_TITLES = (
    "{Word} of {condition} and its {word} in {word} {word}", "{Drug} against {other} in {condition}: a {word} trial",
    "The {word} {word} of {condition}", "{Word} {word} after {drug}: results in {number} patients",
    "Predictors of {event} among people with {condition}", "{Word}, {word} and the {word} of {drug}")
OPENINGS = (
    "{Event} is seldom laid at the door of {drug}.",
    "Of the unwanted effects of {drug}, {event} is hardly ever mentioned.",
    "{Drug} is widely used in {condition}, and {event} has been suspected of it before.")
EXPOSURES = (
    "A {age}-year-old {man} with {condition} had been put on {drug}, {dose} mg daily.",
    "{Drug} at {dose} mg a day was begun in a {man} of {age} years because of {condition}.",
    "We saw a {age}-year-old {man} who took {drug} ({dose} mg twice daily) for {condition}, together with {other}.")
ONSETS = (
    "After {time} {he} noticed {event}.", "{Time} later {event} set in.",
    "{Event} developed within {time} of the first dose.",
    "By the end of {time} there was unmistakable {event}, and {he} was referred to us.")
ENDINGS = (
    "{Drug} was stopped, and within {time} the {event} had gone.",
    "The {event} persisted although {drug} was withdrawn.", "On half the dose {he} improved slowly over {time}.",
    "When {drug} was taken again {event} came back in {time}.",
    "{He} went on with {drug}; at the last visit the {event} was unchanged.")
FIGURES = (
    "In all, {number} patients were enrolled, of whom {number} received {drug} and {number} {other}.",
    "{Event} was recorded in {number} of {number} ({share}%) on {drug} and in {number} on {other} (p = 0.0{number}).",
    "The {word} fell from {number}.{number} to {number} mmol/L (95% CI {number}-{number}) in {condition}.",
    "Records of {number} people with {condition} were searched for {event}.")
LABELS = (
    ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS"), ("OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"),
    ("INTRODUCTION", "CASE REPORT", "DISCUSSION"), ("Purpose", "Patients and methods", "Findings", "Interpretation"))
CATEGORIES = {"BACKGROUND": "BACKGROUND", "OBJECTIVE": "OBJECTIVE", "METHODS": "METHODS", "RESULTS": "RESULTS",
              "CONCLUSIONS": "CONCLUSIONS"}
SLOT = re.compile(r"\{(\w+)\}")


class Story:
    """What an article is about; fills the slots of the sentences above."""

    def __init__(self, chance, makers, about):
        self.chance = chance
        self.makers = makers
        drugs, conditions = makers.drugs.draw(chance, 4) * 2, makers.conditions.draw(chance, 4) * 2
        self.drug, self.event = about or (drugs[0], conditions[0])
        self.other, self.condition = drugs[1], conditions[1]
        self.is_woman = chance.random() < 0.5
        self.drugs, self.conditions = {self.drug, *drugs[1:3]}, {self.event, *conditions[1:3]}

    def slot(self, name):
        """The words for a slot."""
        number = self.chance.randint
        ready = {"drug": self.drug, "event": self.event, "other": self.other, "condition": self.condition,
                 "man": "woman" if self.is_woman else "man", "he": "she" if self.is_woman else "he"}
        return ready.get(name) or {
            "word": lambda: self.makers.vocabulary.draw(self.chance, 1)[0], "age": lambda: str(number(18, 84)),
            "dose": lambda: str(number(1, 80) * 5), "share": lambda: f"{number(1, 99)}.{number(0, 9)}",
            "time": lambda: f"{number(2, 18)} {self.chance.choice(('days', 'weeks', 'months'))}",
            "number": lambda: str(min(number(2, 90), number(2, 900)))}[name]()

    def tell(self, frames):
        """One of the sentences, filled."""
        def fill(match):
            words = self.slot(match.group(1).lower())
            return words[0].upper() + words[1:] if match.group(1)[0].isupper() else words
        return SLOT.sub(fill, self.chance.choice(frames))

    def filler(self):
        """A sentence that says nothing in particular."""
        words = self.makers.vocabulary.draw(self.chance, self.chance.randint(9, 30))
        if self.chance.random() < 0.3:
            words.insert(len(words) // 2, self.chance.choice(sorted(self.conditions)))
        return " ".join(words).capitalize() + "."


def title(story, is_case):
    """Of the article."""
    told = story.tell(TITLES if is_case else STUDY_TITLES)
    return told if told.endswith("?") else told + "."


def sentences(story, is_case):
    """Of the abstract, in order; about as many and as long as PubMed's."""
    count = max(3, min(24, round(story.chance.gauss(11.5, 3.5))))
    told = [OPENINGS, EXPOSURES, ONSETS, ENDINGS] if is_case else [FIGURES] * 2
    out = [story.tell(frames) for frames in told]
    while len(out) < count:
        out.insert(story.chance.randint(1, len(out)), story.filler())
    return out


def abstract(story, is_case):
    """[(label or None, category or None, text)]; three in ten are structured."""
    told = sentences(story, is_case)
    if story.chance.random() >= 0.3:
        return [(None, None, " ".join(told))]
    labels = LABELS[2] if is_case else story.chance.choice(LABELS)
    size = -(-len(told) // len(labels))
    parts = [" ".join(told[at:at + size]) for at in range(0, len(told), size)]
    return [(label, CATEGORIES.get(label), part) for label, part in zip(labels, parts)]
