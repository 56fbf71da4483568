# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements as text, and numbers in the proportions of real records."""
from xml.sax.saxutils import escape, quoteattr


def tag(name, attributes):
    """`<name a="b">`."""
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>"


def element(name, text, **attributes):
    """`<name a="b">text</name>`; the text is escaped."""
    return f"{tag(name, attributes)}{escape(text)}</{name}>"


def date(chance, name, year, **attributes):
    """Year, month and day."""
    day = f"<Year>{year}</Year><Month>{chance.randint(1, 12):02}</Month><Day>{chance.randint(1, 28):02}</Day>"
    return f"{tag(name, attributes)}{day}</{name}>"


def rank(chance, most, skew=2.5):
    """A number below `most`, small ones far more often."""
    return int(most * chance.random() ** skew)
