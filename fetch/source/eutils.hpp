// SPDX-License-Identifier: GPL-3.0-or-later
// A polite and stubborn client of NCBI's E-utilities (ESearch and EFetch of PubMed, EFetch of PubMed Central). Every
// call passes the rate limiter of the machine and carries tool and email; what passes by itself is tried again after a
// growing time, what stays is an Error in one sentence. Everything goes by POST: no length limit, and neither search
// nor key in a proxy's log.
#pragma once

#include "fetch/source/clock.hpp"
#include "fetch/source/eutils_answer.hpp"
#include "fetch/source/http.hpp"
#include "fetch/source/rate_limit.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace casebook {

/// When to stop trying. The tries of one call stand in the table of troubles.
struct RetryLimits
{
    double first = 1;          ///< seconds before the second try, doubled with each further one
    double longest = 60;       ///< seconds between two tries, times the trouble's patience
    double one_call = 900;     ///< seconds of waiting within one call
    double whole = 7200;       ///< seconds of waiting in the life of the client
    std::size_t retries = 100; ///< in the life of the client, one more for each good answer
};

struct EutilsSettings
{
    std::string base = "https://eutils.ncbi.nlm.nih.gov"; ///< scheme://host:port, or "standin:DIR"
    std::string email;
    std::string key; ///< goes into requests and nowhere else
    RetryLimits retry;
    std::size_t window = search_window; ///< records of a set that the service shows
};

struct Effort
{
    std::size_t requests = 0;
    std::size_t answered = 0; ///< of these, the good ones
    std::size_t retries = 0;
    double waited = 0; ///< seconds between tries; the rate limit not counted
};

/// What EFetch gave: a body when `trouble` is none or malformed (then the broken records in it must be set aside).
struct FetchAnswer
{
    Judged judged;
    std::string body;
};

class Eutils
{
public:
    /// `tell` hears why something is tried again.
    Eutils(Http& http, RateLimit limit, Clock clock, EutilsSettings settings,
           std::function<void(const std::string&)> tell);

    /// The first ids of a search, the window at most, newest PMID first. A count that does not agree with the ids
    /// is asked for again and then handed out as it is. Throws Error.
    SearchAnswer search(const std::string& term);

    /// The records of some PMIDs, 200 at most. A trouble that a smaller request may cure, and XML that stays malformed,
    /// are handed back; throws Error for every other one.
    FetchAnswer fetch(std::span<const std::string> pmids);

    /// The JATS of some articles of PubMed Central, by PMCID. What a smaller request may cure, and XML that stays
    /// malformed, is handed back also for a single article; throws Error for every other trouble.
    FetchAnswer fetch_full_texts(std::span<const std::string> pmcids);

    /// "https://…: PubMed answers with a server error (HTTP 500). Run the command again …"
    std::string sentence(const Judged& judged) const;

    const Effort& effort() const { return effort_; }
    std::size_t window() const { return settings_.window; }

private:
    using Parameters = std::vector<std::pair<std::string, std::string>>;
    struct Reply
    {
        Judged judged;
        HttpResponse response;
    };
    Reply once(const std::string& path, const Parameters& parameters, std::string_view root);
    Reply call(const std::string& path, Parameters parameters, std::string_view root, bool can_shrink);
    double delay(const Judged& judged, int tries) const;
    void pause(const Judged& judged, int tries, double seconds);
    bool exhausted(const Judged& judged, int tries, double seconds, double waited) const;
    std::string without_key(std::string text) const;

    Http& http_;
    RateLimit limit_;
    Clock clock_;
    EutilsSettings settings_;
    std::function<void(const std::string&)> tell_;
    Effort effort_;
};

/// Records in one EFetch; "several hundred" is NCBI's own word for what works.
inline constexpr std::size_t fetch_batch = 200;
/// What a batch may shrink to when answers do not come through whole.
inline constexpr std::size_t smallest_batch = 25;

} // namespace casebook
