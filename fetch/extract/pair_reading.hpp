// SPDX-License-Identifier: GPL-3.0-or-later
// A text that is asked for one pair of a drug and a condition after another.
#pragma once

#include "fetch/extract/annotation.hpp"
#include "fetch/extract/crf_train.hpp"
#include "fetch/extract/reading.hpp"
#include "fetch/extract/role.hpp"

#include <vector>

namespace casebook {

class PairReading
{
public:
    /// Entities that come with the text take the place of what the vocabularies have there. `reader` is one without a
    /// protocol.
    PairReading(const Reader& reader, const AnnotatedText& text);

    /// Drugs and conditions that are named and not only denied, each once, where it is first named; `role` is its id.
    std::vector<AnnotatedSpan> drugs() const { return named(MentionKind::other_drug, MentionKind::drug); }
    std::vector<AnnotatedSpan> events() const { return named(MentionKind::condition, MentionKind::event); }

    /// From now on the reading is of this pair, as if a protocol had asked for it.
    void ask(const std::string& drug, const std::string& event);
    const Reading& reading() const { return reading_; }
    RoleAssessment assess() const { return assess_role(article_, reading_); }

    /// The same words by bytes of the text.
    AnnotatedSpan in_text(const Evidence& evidence) const;

private:
    std::vector<AnnotatedSpan> named(MentionKind kind, MentionKind asked) const;
    void ask(MentionKind plain, MentionKind asked, const std::string& id);
    std::size_t offset(int passage) const { return offsets_[static_cast<std::size_t>(passage)]; }

    Article article_;
    Reading reading_;
    std::vector<std::size_t> offsets_; ///< the byte of the text at which each passage begins
};

/// A pair with its cues, for a model: what they add up to, where drug and condition stand, and the masked words around
/// them. Of all pairs of a text at once, since they compete.
struct PairView
{
    AnnotatedSpan drug;
    AnnotatedSpan event;
    RoleAssessment role;
    FeatureRows features; ///< one row
    AnnotatedSpan
        nearest; ///< the sentence in which both stand, the one with most cues for it; empty where there is none
};

std::vector<PairView> view_pairs(PairReading& text);

} // namespace casebook
