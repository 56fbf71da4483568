// SPDX-License-Identifier: GPL-3.0-or-later
// The instruments by which a case is appraised, as tables of items. Each item is asked in our own short words; the
// source of the instrument stands in its row. The machine proposes an answer from what was read, with the words it
// rests on; a person answers over it. What nothing supports is `unknown`.
#pragma once

#include "corpus/appraisal.hpp"
#include "corpus/article.hpp"
#include "corpus/case.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What the casebook held of the reaction when an article came out: suspect cases of included articles published before
/// it, as far as their dates tell.
struct EarlierReports
{
    std::size_t reports = 0;
    std::size_t patients = 0;
    std::string names; ///< "Adams 1990, Brown 2001"
    std::string until; ///< the article's own date; "" when it is not known
};

/// All that a proposal may look at.
struct CaseFacts
{
    const Article& article;
    const Case& now; ///< with people's corrections
    const EarlierReports& earlier;
};

struct Proposal
{
    Reply answer = Reply::unknown;
    std::string because;              ///< one clause
    std::vector<Evidence> words = {}; ///< of the article; none where a person's correction or the ledger is the ground
    std::vector<std::string> fields = {}; ///< of the case that it rests on
    bool operator==(const Proposal&) const = default;
};

struct Item
{
    std::string_view question;
    std::string_view fact; ///< what would answer it, in a word or two
    int yes = 0;           ///< points, for instruments that have them
    int no = 0;
    Proposal (*propose)(const CaseFacts&) = nullptr;
};

struct Instrument
{
    std::string_view id;
    std::string_view name;
    std::string_view source;
    std::span<const Item> items;
};

std::span<const Instrument> instruments();
const Instrument* find_instrument(std::string_view id);

/// Shared by forms that ask the same.
Proposal propose_alternative_causes(const CaseFacts& facts); ///< yes: another cause could explain it alone
Proposal propose_other_causes_excluded(const CaseFacts& facts);
Proposal propose_after_drug(const CaseFacts& facts);
Proposal propose_improved_on_stopping(const CaseFacts& facts);
Proposal propose_reappeared(const CaseFacts& facts);
Proposal propose_objective(const CaseFacts& facts);
Proposal propose_dose_response(const CaseFacts& facts);

/// `yes` with the field's words where it has a value, else `unknown`.
Proposal propose_told(const CaseFacts& facts, std::span<const std::string_view> fields);
/// The words of a sign as a proposal; `unknown` where the text gives none.
Proposal propose_sign(const CaseFacts& facts, SignKind kind, Reply answer, std::string_view because);

std::span<const Item> naranjo_items();
std::span<const Item> who_umc_items();
std::span<const Item> murad_items();
std::span<const Item> jbi_items();
std::span<const Item> care_items();

} // namespace casebook
