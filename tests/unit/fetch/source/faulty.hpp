// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: an Http that stands before another one and spoils some of its answers the way the real service does.
#pragma once

#include "fetch/source/http.hpp"

#include <functional>
#include <string>
#include <vector>

namespace casebook::testing {

/// What can be done to an answer. A fault that has no meaning for an answer leaves it as it is.
enum class Fault {
    rate429,
    rate200,
    http500,
    http503,
    html200,
    backend,
    outage,
    empty,
    prolog,
    cutxml,
    malformed,
    badutf8,
    short_batch,  ///< every tenth record is missing
    last_missing, ///< the last record is missing
    duplicate,    ///< the first record comes twice
    wrong_count,  ///< ESearch: Count too high by 7
    cut,
    reset,
    stall,
    refused,
    key_invalid,
};

/// Which calls are spoilt: of `operation` ("esearch", "efetch" or "" for both) those from number `first` to `last`,
/// counted from 1, and of these every `every`th.
struct FaultRule
{
    Fault fault;
    std::string operation;
    int first = 1;
    int last = 1 << 30;
    int every = 1;
    int seen = 0;
};

class Faulty final : public Http
{
public:
    Faulty(Http& inner, std::vector<FaultRule> rules) : inner_(inner), rules_(std::move(rules)) {}
    HttpResponse send(const HttpRequest& request) override;

    std::vector<HttpRequest> requests;
    /// How many requests asked EFetch for this PMID.
    std::size_t asked_for(const std::string& pmid) const;
    /// Called before each request with its number, from 1; may throw to stand for a process that is killed.
    std::function<void(std::size_t)> before;

private:
    Http& inner_;
    std::vector<FaultRule> rules_;
};

} // namespace casebook::testing
