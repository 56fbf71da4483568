// SPDX-License-Identifier: GPL-3.0-or-later
// Europe PMC's full texts (REST, /{PMCID}/fullTextXML): the second source, beside PubMed Central itself. Polite in the
// same way: one limiter for all calls of the machine, what passes by itself is tried again, all else is an Error.
#pragma once

#include "fetch/source/eutils.hpp"

#include <functional>
#include <optional>
#include <string>

namespace casebook {

class EuropePmc
{
public:
    /// `tell` hears why something is tried again.
    EuropePmc(Http& http, RateLimit limit, Clock clock, std::string base, RetryLimits retry,
              std::function<void(const std::string&)> tell);

    /// The JATS of an article; none when Europe PMC has no open text of it. Throws Error.
    std::optional<std::string> full_text(const std::string& pmcid);

    const Effort& effort() const { return effort_; }

private:
    Http& http_;
    RateLimit limit_;
    Clock clock_;
    std::string base_;
    RetryLimits retry_;
    std::function<void(const std::string&)> tell_;
    Effort effort_;
};

} // namespace casebook
