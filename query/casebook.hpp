// SPDX-License-Identifier: GPL-3.0-or-later
// An opened casebook, and what several commands do with it.
#pragma once

#include "corpus/protocol.hpp"
#include "corpus/store.hpp"
#include "query/request.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Casebook
{
    const Request& request;
    Protocol protocol;
    Store store;
};

/// Opens the folder that `-C` names; throws Error when there is no casebook. One that cannot be written is opened for
/// reading. What counts follows the protocol's number of reviewers and `--view`; throws UsageError for a view of
/// nobody.
Casebook open_casebook(const Request& request);

/// The same for the commands that bring records in: beside a protocol alone they begin an empty store.
Casebook open_or_make_casebook(const Request& request);

enum class Format { text, json, jsonl };

/// `--format`, or text. Throws UsageError for another word.
Format format_of(const Request& request);

/// The article that the user's word means: "pubmed:123", "123", a DOI. Throws Error when the casebook has none.
std::string find_article(const Store& store, const std::string& word);

/// Corrects the case that it speaks of; one of a case that a person adds begins it.
void apply(const Correction& correction, std::vector<Case>& cases);

/// Corrects cases by all of them, in the order in which they apply.
void apply_all(const std::vector<Correction>& corrections, std::vector<Case>& cases);

/// The cases of an article as they stand now: the machine's and those that people added, with people's corrections
/// applied in their order.
std::vector<Case> current_cases(const Store& store, std::string_view article);

/// A case counts when its drug is a candidate cause and its article is included.
struct Tally
{
    std::size_t records = 0; ///< merged ones left out
    std::size_t included = 0;
    std::size_t excluded = 0;
    std::size_t unclear = 0;
    std::size_t patients = 0;      ///< suspect cases of included articles
    std::size_t not_screened = 0;  ///< among the unclear
    std::size_t not_extracted = 0; ///< among the included: nothing has looked for its patients yet
    std::size_t in_conflict = 0;   ///< among the unclear: two reviewers disagree, and nobody settled it
    std::size_t awaiting = 0;      ///< among the unclear: judged by one person where the protocol asks for two
};
Tally tally(const Store& store);

/// What the index was made from besides the store: the protocol and what is counted of FAERS.
std::string index_basis(const Request& request);

/// What there is of the search index: "none", "up to date", "stale", or why it cannot be used.
std::string index_state(const Request& request, const Store& store);

/// "PMID 123" or "PMID not known".
std::string pmid_text(std::string_view pmid);

/// A progress line on a terminal, silence elsewhere.
class Progress
{
public:
    Progress(const Console& console, std::string_view what, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step(std::size_t done);

private:
    const Console& console_;
    std::string what_;
    std::size_t total_;
    bool shown_;
};

} // namespace casebook
