# SPDX-License-Identifier: GPL-3.0-or-later
"""When do two wordings name the same thing?

Wordings are the same when they are equal after normalising case, accents, spelling and synonyms, when one holds all the
words of the other, or when the F1 of their words is 0.6 or more."""
import re
import unicodedata

# British and American spelling meet in the middle; the result need not be a word, only the same on both sides.
SPELLING = [(re.compile(pattern), to) for pattern, to in (
    (r"[ao]e", "e"), (r"leuc", "leuk"), (r"sulph", "sulf"), (r"our\b", "or"), (r"is(e|es|ed|ing|ation)\b", r"iz\1"))]

# What is read as one word. Spelling is already normalised; longer phrases stand before those that begin them.
SYNONYMS = {
    "cyclosporine": ["ciclosporine? a", "cyclosporine? a", "ciclosporine?", "cyclosporin", "csa", "cya", "neoral",
                     "sandimmune?"],
    "alemtuzumab": ["campath(-1h)?", "lemtrada"],
    "alopecia": ["hair[ -](?:loss|fall|shedding)", "loss of (?:her |his |scalp |body )*hair",
                 "shedding(?: of (?:her |his |the |scalp |body )*hairs?)?", "baldness",
                 "lost (?:all |her |his |the |scalp |body )*hair", "bald (?:areas?|patch|patches|spots?)"],
    "eyelash alopecia": ["madarosis", "(?:eye)?lash loss"],
    "transplant": ["(?:allo)?transplantations?", "transplants", "transplanted", "(?:allo)?grafts?", "grafted",
                   "grafting"],
    "kidney": ["renal"],
    "heart": ["cardiac"],
    "liver": ["hepatic"],
    "dermatitis": ["eczema"],
    "multiple sclerosis": ["ms"],
}
MEANINGS = [(re.compile(rf"\b(?:{'|'.join(phrases)})\b"), word) for word, phrases in SYNONYMS.items()]

CONNECTING = set("a after an and as at because by during for from had has have her his in into its of on or that the "
                 "their to under was were when which who with".split())
# Words that say how much, by which way or to whom, not what: "topical steroid" and "topical tacrolimus" share no word.
MANNER = set("acute chronic mild moderate severe active highly recurrent refractory resistant new onset "
             "systemic topical oral orally intravenous intravenously intralesional injection injected "
             "cream drop foam gel lotion ointment emulsion solution tablet capsule pulse pulsed potent high low dose "
             "long term daily therapy treatment drug medication patient recipient disease associated induced related "
             "sodium acetate acetonide furoate propionate".split())
AT_MOST_MORE = 9  # words by which an answer may exceed the expected wording: a whole sentence is not a value


def plain(text):
    """The text in lower case without accents, in one spelling, with one word for one meaning."""
    letters = unicodedata.normalize("NFKD", str(text)).lower()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    letters = re.sub(r"[\u2010-\u2015]", "-", letters).replace("\u03bc", "u")
    for pattern, to in SPELLING + MEANINGS:
        letters = pattern.sub(to, letters)
    return " ".join(letters.split()).strip(" .,;:")


def singular(word):
    """The word without a plural's s; "status", "stenosis" and "abscess" keep theirs."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "siu" else word


def telling_words(text):
    """The set of words that say what is meant; all words when nothing else would be left."""
    words = [singular(word) for word in re.findall(r"\d+\.\d+|[a-z0-9]+", plain(text))]
    content = [word for word in words if word not in CONNECTING]
    return set(word for word in content if word not in MANNER) or set(content)


def wordings_agree(expected, said):
    """Whether `said` names what `expected` names."""
    if plain(expected) == plain(said):
        return True
    theirs, ours = telling_words(expected), telling_words(said)
    if not theirs or not ours or len(ours) > len(theirs) + AT_MOST_MORE:
        return False
    shared = len(theirs & ours)
    return shared in (len(theirs), len(ours)) or 20 * shared >= 6 * (len(theirs) + len(ours))
