// SPDX-License-Identifier: GPL-3.0-or-later
// One reading of an article that screening and all extractors share: its sentences, what is mentioned in them, and each
// sentence once more with every mention replaced by a name for its kind, over which patterns are written:
//
//   "Nine months after the graft she developed alopecia areata while taking Neoral 200 mg daily."
//   "TIME after the graft she developed EVENT while taking DRUG DOSE ."
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/pattern.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/quantities.hpp"
#include "fetch/extract/tokens.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class MentionKind { drug, other_drug, drug_class, procedure, event, condition };

/// A drug or condition where it stands.
struct Mention
{
    MentionKind kind = MentionKind::drug;
    std::string concept_name; ///< ingredient, the protocol's term of the event, or preferred name
    std::size_t first = 0;    ///< tokens [first, last) of its sentence
    std::size_t last = 0;
    bool negated = false; ///< "no alopecia", "without cyclosporine"
    bool not_it = false;  ///< a condition that the protocol says is not its event
    bool loose = false;   ///< an event whose words stand apart or in another order than its term
};

/// A piece of the masked sentence and the tokens it stands for.
struct MaskedItem
{
    std::size_t begin = 0; ///< byte in `masked`
    std::size_t first = 0; ///< tokens [first, last)
    std::size_t last = 0;
    int mention = -1;  ///< index into mentions, or -1
    int quantity = -1; ///< index into quantities, or -1
};

struct Sentence
{
    int passage = 0;
    std::vector<Token> tokens;
    std::vector<Mention> mentions;
    std::vector<Quantity> quantities;
    Searched masked; ///< DRUG OTHER CLASS PROC EVENT COND GRAFT TIME VAGUE DATE AGE DOSE among the folded words
    std::vector<MaskedItem> items;
    bool has_drug = false;
    bool has_event = false;
};

/// What a MeSH heading of the record stands for in the protocol.
struct NamedHeading
{
    bool drug = false;
    bool event = false;
};

struct Reading
{
    std::vector<Passage> passages;
    std::vector<Sentence> sentences;
    std::vector<NamedHeading> headings; ///< one for each MeSH heading of the article
};

/// The words of a sentence's tokens [first, last).
Evidence evidence_of(const Reading& reading, const Sentence& sentence, std::size_t first, std::size_t last);

/// The words behind a match in the masked sentence.
Evidence evidence_of(const Reading& reading, const Sentence& sentence, Span masked);

/// The item of the masked sentence that stands at that byte.
const MaskedItem& item_at(const Sentence& sentence, std::size_t masked_byte);

/// Reads articles with the vocabularies and a protocol's own names, which come first.
class Reader
{
public:
    /// Without a protocol: a drug is `other_drug`, a condition is `condition`.
    Reader();
    explicit Reader(const Protocol& protocol);
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    Reading read(const Article& article) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
