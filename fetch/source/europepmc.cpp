// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

constexpr int not_found = 404;

std::string advice_of(const Judged& judged)
{
    const bool address = judged.trouble == Trouble::not_there;
    return address ? "Check CASEBOOK_EUROPEPMC_URL (scheme://host:port)." : std::string(info_of(judged.trouble).advice);
}

} // namespace

EuropePmc::EuropePmc(Http& http, RateLimit limit, Clock clock, std::string base, RetryLimits retry,
                     std::function<void(const std::string&)> tell)
    : http_(http),
      limit_(std::move(limit)),
      clock_(std::move(clock)),
      base_(std::move(base)),
      retry_(retry),
      tell_(std::move(tell))
{
}

std::optional<std::string> EuropePmc::full_text(const std::string& pmcid)
{
    const HttpRequest request{base_, "/europepmc/webservices/rest/" + pmcid + "/fullTextXML", {}, false};
    for (int tries = 1;; ++tries) {
        limit_.wait();
        HttpResponse response = http_.send(request);
        limit_.answered(response.answer_took, response.body_took);
        ++effort_.requests;
        if (response.transport == Transport::complete && response.status == not_found)
            return std::nullopt;
        const Judged judged = judge(response, "article");
        if (judged.trouble == Trouble::none)
            return std::move(response.body);
        const TroubleInfo& info = info_of(judged.trouble);
        const std::string said = judged.said.empty() ? "" : " (" + judged.said + ")";
        const double grown = retry_.first * std::pow(2.0, tries - 1) * info.patience;
        const double seconds =
            std::max(std::min(grown, retry_.longest) * (1 + clock_.random()) / 2, judged.retry_after.value_or(0));
        if (tries >= info.tries || effort_.waited + seconds > retry_.whole)
            throw Error(format("{}: Europe PMC {}{}. {}", base_, info.what, said, advice_of(judged)));
        tell_(format("Europe PMC {}{}; try {} of {} in {:.1f} s", info.what, said, tries + 1, info.tries, seconds));
        clock_.sleep(seconds);
        effort_.waited += seconds;
        ++effort_.retries;
    }
}

} // namespace casebook
