// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/pile.hpp"

#include "corpus/view.hpp"
#include "query/people/agreement.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

class PileToJudge : public Pile
{
public:
    PileToJudge(const Store& store, const std::string& who, Stage stage) : queue_(store, who, stage) {}

    std::size_t records() const override { return queue_.records(); }
    std::vector<bool> read() const override { return queue_.read(); }
    std::vector<Waiting> waiting() override { return queue_.ranked().waiting; }
    void look_again(const std::string& id) override { queue_.look_again(id); }

private:
    LivingQueue queue_;
};

class PileToSettle : public Pile
{
public:
    PileToSettle(const Store& store, Stage stage) : store_(store), stage_(stage), ids_(unsettled_records(store, stage))
    {
    }

    std::size_t records() const override { return ids_.size(); }

    std::vector<bool> read() const override
    {
        std::vector<bool> out;
        for (const std::string& id : ids_)
            if (!is_open(id))
                out.push_back(is_included(id));
        return out;
    }

    /// Reviewers go on judging: what they differ on since is settled, too. It is looked for when nothing else is left,
    /// for that reads the words on every record.
    std::vector<Waiting> waiting() override
    {
        if (open().empty())
            for (const std::string& id : unsettled_records(store_, stage_))
                if (std::ranges::find(ids_, id) == ids_.end())
                    ids_.push_back(id);
        return open();
    }

    void look_again(const std::string&) override {} // the store is asked each time: conflicts are few

private:
    std::vector<Waiting> open() const
    {
        std::vector<Waiting> out;
        for (const std::string& id : ids_)
            if (is_open(id))
                out.push_back({id, 0, std::nullopt, std::nullopt, {}});
        return out;
    }

    bool is_open(const std::string& id) const { return !unsettled_words(store_.whole_history(id), stage_).empty(); }

    bool is_included(const std::string& id) const
    {
        const std::vector<Decision> words = standing_words(store_.whole_history(id));
        const auto last = std::find_if(words.rbegin(), words.rend(),
                                       [&](const Decision& word) { return word.adjudicated && word.stage == stage_; });
        return last != words.rend() && last->verdict == Verdict::include;
    }

    const Store& store_;
    Stage stage_;
    std::vector<std::string> ids_;
};

} // namespace

std::unique_ptr<Pile> pile_to_judge(const Store& store, const std::string& who, Stage stage)
{
    return std::make_unique<PileToJudge>(store, who, stage);
}

std::unique_ptr<Pile> pile_to_settle(const Store& store, Stage stage)
{
    return std::make_unique<PileToSettle>(store, stage);
}

} // namespace casebook::review
