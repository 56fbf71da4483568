// SPDX-License-Identifier: GPL-3.0-or-later
// The records that a session goes through: those a reviewer has to judge, or those on which two differ.
#pragma once

#include "query/people/queue.hpp"

#include <memory>
#include <string>
#include <vector>

namespace casebook::review {

class Pile
{
public:
    Pile() = default;
    Pile(const Pile&) = delete;
    Pile& operator=(const Pile&) = delete;
    virtual ~Pile() = default;

    virtual std::size_t records() const = 0;
    /// What was said of those that are done, true for an inclusion.
    virtual std::vector<bool> read() const = 0;
    /// The others, in the order in which they should be read.
    virtual std::vector<Waiting> waiting() = 0;
    /// Something was said of this record.
    virtual void look_again(const std::string& id) = 0;
};

/// The reviewer's queue. The store must outlive it.
std::unique_ptr<Pile> pile_to_judge(const Store& store, const std::string& who, Stage stage);

/// The conflicts at a stage; when they are settled those that came up since. The store must outlive it.
std::unique_ptr<Pile> pile_to_settle(const Store& store, Stage stage);

} // namespace casebook::review
