// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace casebook {

namespace {

constexpr int not_found = 404;
const std::string rest_path = "/europepmc/webservices/rest/";

/// What to do where it is not what NCBI's troubles ask for.
struct Advice
{
    Trouble trouble;
    std::string_view advice;
};
constexpr std::array<Advice, 4> advices = {{
    {Trouble::not_there, "Check CASEBOOK_EUROPEPMC_URL (scheme://host:port)."},
    {Trouble::rate_limit, "Stop other programs that ask it, then run the command again; it goes on where it stopped."},
    {Trouble::bad_request, "Mend the string in search.europepmc of protocol.json, then run the command again; try it "
                           "at europepmc.org first."},
    {Trouble::forbidden, "Check the proxy; if Europe PMC has blocked this address, write to helpdesk@europepmc.org."},
}};

std::string advice_of(Trouble trouble)
{
    const auto* own = std::ranges::find(advices, trouble, &Advice::trouble);
    return std::string(own == advices.end() ? info_of(trouble).advice : own->advice);
}

std::string said_by(const Judged& judged) { return judged.said.empty() ? "" : " (" + judged.said + ")"; }

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

HttpResponse EuropePmc::call(const HttpRequest& request, const std::function<Judged(const HttpResponse&)>& read)
{
    for (int tries = 1;; ++tries) {
        limit_.wait();
        HttpResponse response = http_.send(request);
        limit_.answered(response.answer_took, response.body_took);
        ++effort_.requests;
        const Judged judged = read(response);
        if (judged.trouble == Trouble::none) {
            ++effort_.answered;
            return response;
        }
        pause(judged, tries);
    }
}

/// Throws Error when trying again is of no use.
void EuropePmc::pause(const Judged& judged, int tries)
{
    const TroubleInfo& info = info_of(judged.trouble);
    const double grown = retry_.first * std::pow(2.0, tries - 1) * info.patience;
    const double seconds =
        std::max(std::min(grown, retry_.longest) * (1 + clock_.random()) / 2, judged.retry_after.value_or(0));
    const std::string sentence =
        format("{}: Europe PMC {}{}. {}", base_, info.what, said_by(judged), advice_of(judged.trouble));
    if (judged.trouble == Trouble::bad_request)
        throw EuropePmcRefusal(sentence);
    if (tries >= info.tries || effort_.waited + seconds > retry_.whole)
        throw Error(sentence);
    tell_(format("Europe PMC {}{}; try {} of {} in {:.1f} s", info.what, said_by(judged), tries + 1, info.tries,
                 seconds));
    if (judged.trouble == Trouble::rate_limit)
        limit_.hold(seconds); // the other processes of this machine are meant as well
    clock_.sleep(seconds);
    effort_.waited += seconds;
    ++effort_.retries;
}

EuropePmcPage EuropePmc::search(const EuropePmcSearch& search)
{
    const HttpRequest request{base_,
                              rest_path + "searchPOST",
                              {{"query", search.query},
                               {"resultType", search.ids_only ? "idlist" : "core"},
                               {"format", "json"},
                               {"pageSize", std::to_string(search.size)},
                               {"cursorMark", search.cursor},
                               {"synonym", "true"},
                               {"sort", "P_PDATE_D desc"}},
                              true};
    EuropePmcPage page;
    call(request, [&](const HttpResponse& response) { return judge_europepmc(response, page); });
    return page;
}

std::optional<std::string> EuropePmc::full_text(const std::string& pmcid)
{
    const auto absent = [](const HttpResponse& response) {
        return response.transport == Transport::complete && response.status == not_found;
    };
    HttpResponse response =
        call({base_, rest_path + pmcid + "/fullTextXML", {}, false},
             [&](const HttpResponse& answer) { return absent(answer) ? Judged{} : judge(answer, "article"); });
    if (absent(response))
        return std::nullopt;
    return std::move(response.body);
}

} // namespace casebook
