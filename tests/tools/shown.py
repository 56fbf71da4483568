# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples of what the program prints, in README."""


def not_shown(sample, printed):
    """The first line of a sample that is not what is printed there, or that is missing in it; None when it is all the same.
    A line `…` stands for lines that are left out."""
    rest, left_out = iter(printed.rstrip("\n").splitlines()), False
    for line in sample.splitlines():
        if line == "…":
            left_out = True
        elif left_out:
            left_out = False
            if line not in rest:  # goes on behind the line that was found
                return line
        elif next(rest, None) != line:
            return line
    return None if left_out else next(rest, None)
