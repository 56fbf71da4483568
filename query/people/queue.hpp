// SPDX-License-Identifier: GPL-3.0-or-later
// The records that are still to be judged, in the order in which they should be read: by the criteria while nobody has
// decided anything, then by what people decided so far.
#pragma once

#include "query/people/protocol_versions.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

struct Waiting
{
    std::string id;
    double score = 0;                ///< the greater, the more it looks like what is relevant; of this queue alone
    std::optional<Decision> rules;   ///< what the criteria say
    std::optional<Decision> unclear; ///< a person looked and could not say
    std::vector<AskedAgain> asked;   ///< judged under an older protocol, and the rules read it otherwise now
};

struct ReadingQueue
{
    std::size_t records = 0; ///< merged and deleted ones left out
    /// What people decided, in the order of their first words; true for an inclusion. Where those asked differ it is
    /// read, and may be relevant.
    std::vector<bool> read;
    std::size_t by_rules_alone = 0; ///< records whose place was learned from what the rules say of them
    std::vector<Waiting> waiting;   ///< what is asked again, then the best first, then what somebody could not say
};

/// `by`: for that person, who sees nothing of what others decided; "" takes the decisions that count. At full text only
/// the records are there that `goes_to_full_text` takes: title and abstract did not exclude them. A word on the full
/// text is one on title and abstract, too. The ranking is ELAS u4's over title, abstract, headings and kinds of
/// publication; what the rules say of all records that no person judged weighs together as much as ten records that a
/// person judged. Where decisions are of one second their order is not known: the relevant ones are taken for the last,
/// so that no rule stops too early.
ReadingQueue reading_queue(const Store& store, const std::string& by, Stage stage = Stage::title_abstract);

/// The same for somebody who decides one record after the other: the texts are read and weighed once, and the ranking
/// goes on learning from where it was. The store must outlive it.
class LivingQueue
{
public:
    LivingQueue(const Store& store, const std::string& by, Stage stage = Stage::title_abstract);
    LivingQueue(LivingQueue&&) noexcept;
    ~LivingQueue();

    /// Something was said of this record; its place, and what others learn from it, follow with the next `ranked`.
    void look_again(const std::string& id);
    /// As `ReadingQueue::read`, and the number of records.
    std::vector<bool> read() const;
    std::size_t records() const;
    ReadingQueue ranked();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
