// SPDX-License-Identifier: GPL-3.0-or-later
// An article with its full text: what of it tells of the article's own patients, and what the record alone leaves open.
#pragma once

#include "fetch/extract/extract.hpp"

namespace casebook {

/// Passages are numbered alike in all three readings.
struct Understanding
{
    Reading record; ///< title and abstract
    Reading whole;  ///< and the full text; the same as `record` where there is none
    Reading told;   ///< of the whole, what tells of the authors' own patients: no introduction, no discussion, no table
                    ///< of others' cases
    RoleAssessment role;
    bool from_full_text = false; ///< the role was read from the whole, because the record left it open

    /// What screening judges: the record; the whole where the record leaves open what the drug is to the event.
    const Reading& judged() const { return from_full_text ? whole : record; }
};

Understanding understand(const Reader& reader, const Article& article, const Protocol& protocol);

/// The cases of the record with what the full text adds to them; those of the full text where the record tells of none,
/// or tells of several without telling them apart.
Extraction extract(const Article& article, const Understanding& understanding, const Protocol& protocol);

} // namespace casebook
