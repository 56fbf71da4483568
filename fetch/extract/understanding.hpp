// SPDX-License-Identifier: GPL-3.0-or-later
// An article with its full text: what of it tells of the article's own patients, and what the record alone leaves open.
#pragma once

#include "fetch/extract/extract.hpp"

#include <optional>

namespace casebook {

/// The readings of an article that has a full text, beside that of the whole.
struct FullTextReadings
{
    Reading record; ///< title and abstract
    Reading told;   ///< of the whole, what tells of the authors' own patients: no introduction, no discussion, no table
                    ///< of others' cases
};

/// Passages are numbered alike in all readings.
struct Understanding
{
    Reading whole; ///< title and abstract, and the full text where there is one
    std::optional<FullTextReadings> parts;
    RoleAssessment role;
    bool from_full_text = false; ///< the role was read from the whole, because the record left it open

    const Reading& record() const { return parts ? parts->record : whole; }
    const Reading& told() const { return parts ? parts->told : whole; }

    /// What screening judges: the record; the whole where the record leaves open what the drug is to the event.
    const Reading& judged() const { return from_full_text ? whole : record(); }
};

Understanding understand(const Reader& reader, const Article& article);

/// The cases of the record with what the full text adds to them; those of the full text where the record tells of none,
/// or tells of several without telling them apart.
Extraction extract(const Article& article, const Understanding& understanding, const Protocol& protocol);

} // namespace casebook
