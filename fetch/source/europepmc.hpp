// SPDX-License-Identifier: GPL-3.0-or-later
// Europe PMC (REST, https://europepmc.org/RestfulWebService): its search (/searchPOST, cursorMark paging) and its full
// texts (/{PMCID}/fullTextXML), the second source beside PubMed Central itself. Polite in the same way: one limiter for
// all calls of the machine, what passes by itself is tried again, all else is an Error.
#pragma once

#include "corpus/error.hpp"
#include "fetch/source/europepmc_answer.hpp"
#include "fetch/source/eutils.hpp"

#include <functional>
#include <optional>
#include <string>

namespace casebook {

/// One page of a search. Synonyms are on, as on its website; newest publication first.
struct EuropePmcSearch
{
    std::string query;
    std::string cursor = "*"; ///< where the page before said that the list goes on
    std::size_t size = 0;     ///< records, 1,000 at most
    bool ids_only = false;
};

/// The service does not take the request itself; trying again is of no use.
class EuropePmcRefusal : public Error
{
public:
    using Error::Error;
};

class EuropePmc
{
public:
    /// `tell` hears why something is tried again.
    EuropePmc(Http& http, RateLimit limit, Clock clock, std::string base, RetryLimits retry,
              std::function<void(const std::string&)> tell);

    /// Throws Error.
    EuropePmcPage search(const EuropePmcSearch& search);

    /// The JATS of an article; none when Europe PMC has no open text of it. Throws Error.
    std::optional<std::string> full_text(const std::string& pmcid);

    const Effort& effort() const { return effort_; }

private:
    /// The first answer that `read` finds good.
    HttpResponse call(const HttpRequest& request, const std::function<Judged(const HttpResponse&)>& read);
    void pause(const Judged& judged, int tries);

    Http& http_;
    RateLimit limit_;
    Clock clock_;
    std::string base_;
    RetryLimits retry_;
    std::function<void(const std::string&)> tell_;
    Effort effort_;
};

/// Records in one answer: about 10 kB each as they come, so that an answer stays small beside the program.
inline constexpr std::size_t europepmc_page = 500;
inline constexpr std::size_t europepmc_id_page = 1000; ///< the most that the service gives

} // namespace casebook
