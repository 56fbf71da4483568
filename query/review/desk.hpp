// SPDX-License-Identifier: GPL-3.0-or-later
// A reviewer's session on a casebook: what her keys ask for is done in the store, one transaction each, and the next
// record is chosen. What comes next follows from the store alone, so that a session which was killed goes on.
#pragma once

#include "query/review/page.hpp"
#include "query/review/pile.hpp"
#include "query/review/value_pile.hpp"
#include "query/review/worklist.hpp"

#include <map>
#include <memory>
#include <string>

namespace casebook::review {

/// What a session is for: to judge what waits for its reviewer, or to settle what others said differently.
enum class Purpose { judge, settle };

/// Whose words a session sees: where two are blind to each other, hers alone, but who settles reads all.
View view_of_session(const Protocol& protocol, const std::string& who, Purpose purpose);

class ReviewDesk
{
public:
    /// Reads and weighs all records once. The casebook must outlive it.
    ReviewDesk(Casebook& casebook, std::string who, Stage stage, Purpose purpose = Purpose::judge);

    const RecordView& record() const { return record_; }
    Standing standing() const;

    /// Does it, and tells in the state what came of it. Throws Busy when another program writes for longer than the
    /// store's patience: then nothing was done and it may be tried again.
    State perform(State state, const Deed& deed);

    /// How often protocol.json was read anew because somebody had changed it: criteria and reasons are others then.
    std::size_t protocol_turns() const { return protocol_turns_; }

    /// A remark that no word was said with stays with its record until one is.
    void keep_remark(const State& state);
    /// Those, by record: when the session ends they are lost.
    const std::map<std::string, std::string>& remarks() const { return remarks_; }

    /// Words were said that the order does not know yet.
    bool is_order_old() const { return unranked_ > 0; }
    void rank();

private:
    State decide(State state, const Deed& deed);
    State settle_conflict(State state, const Deed& deed);
    State go_on(State state, std::string told, bool said);
    State take_back(State state, bool sure);
    bool has_new_protocol();
    State skip_record(State state);
    State correct(State state, const Deed& deed);
    State settle_value(State state, const Deed& deed);
    std::optional<State> take_value_back(const State& state);
    State on_record(State state, std::string message) const;
    void show_disputed();
    std::optional<Decision> word_on(const std::string& id) const; ///< hers, that stands
    std::optional<Decision> undoable() const;
    void said_of(const std::string& id);
    RecordView record_of(const std::string& id) const;
    void show_next();

    Casebook& casebook_;
    std::string who_;
    Stage stage_;
    Purpose purpose_;
    std::string protocol_text_; ///< of the file, as the session goes by it
    std::size_t protocol_turns_ = 0;
    std::map<std::string, std::size_t> said_here_; ///< words of this session on each record, those taken back left out
    std::unique_ptr<Pile> pile_;
    std::optional<ValuePile> values_; ///< of a session that settles
    std::map<std::string, std::string> remarks_;
    Worklist list_;
    std::vector<bool> read_; ///< as the pile knows it
    RecordView record_;
    std::optional<AskedAgain> asked_; ///< her word on it that is asked again
    std::size_t unranked_ = 0;        ///< words since the order was made
    std::size_t now_ = 0;
};

} // namespace casebook::review
