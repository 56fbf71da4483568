// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a record that a reviewer looks for: the protocol's drug and event, what speaks against a case, and what
// for one.
#pragma once

#include "corpus/protocol.hpp"
#include "fetch/extract/matcher.hpp"
#include "query/review/styled.hpp"

#include <string_view>
#include <vector>

namespace casebook::review {

class WordInks
{
public:
    /// Drug and event by all their names; against: what the protocol says they are not, and the words that go with its
    /// reasons for exclusion; for: words of a case that was told.
    explicit WordInks(const Protocol& protocol);

    /// The text (made harmless) with its words in their inks; without colours (`Look::plain`) between marks.
    Line inked(std::string_view text, Look look, Ink otherwise = Ink::plain) const;

private:
    struct Term
    {
        std::string written;
        Ink ink = Ink::plain;
        bool as_written = false; ///< an abbreviation: AA, not aa
    };
    void add(std::string_view term, Ink ink);

    Matcher matcher_;
    std::vector<Term> terms_;
};

} // namespace casebook::review
