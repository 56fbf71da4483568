// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/eutils.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace casebook {

namespace {

const std::string esearch = "/entrez/eutils/esearch.fcgi";
const std::string efetch = "/entrez/eutils/efetch.fcgi";
constexpr int tries_before_shrinking = 2;
constexpr std::size_t slower = 3; ///< a third of the rate is given up after a refusal

} // namespace

Eutils::Eutils(Http& http, RateLimit limit, Clock clock, EutilsSettings settings,
               std::function<void(const std::string&)> tell)
    : http_(http),
      limit_(std::move(limit)),
      clock_(std::move(clock)),
      settings_(std::move(settings)),
      tell_(std::move(tell))
{
}

std::string Eutils::without_key(std::string text) const
{
    if (settings_.key.empty())
        return text;
    for (std::size_t at = text.find(settings_.key); at != std::string::npos; at = text.find(settings_.key, at))
        text.replace(at, settings_.key.size(), "(key)");
    return text;
}

std::string Eutils::sentence(const Judged& judged) const
{
    const TroubleInfo& info = info_of(judged.trouble);
    const std::string said = judged.said.empty() ? "" : format(" ({})", judged.said);
    return without_key(format("{}: PubMed {}{}. {}", settings_.base, info.what, said, info.advice));
}

Eutils::Reply Eutils::once(const std::string& path, const Parameters& parameters, std::string_view root)
{
    limit_.wait();
    Reply reply;
    reply.response = http_.send({settings_.base, path, parameters, true});
    limit_.answered(reply.response.answer_took, reply.response.body_took);
    ++effort_.requests;
    reply.judged = judge(reply.response, root);
    const std::string_view allowed = reply.response.header("x-ratelimit-limit");
    std::size_t per_second = 0;
    std::from_chars(allowed.data(), allowed.data() + allowed.size(), per_second);
    limit_.allow(per_second);
    return reply;
}

double Eutils::delay(const Judged& judged, int tries) const
{
    const double patience = info_of(judged.trouble).patience;
    const double grown = settings_.retry.first * std::pow(2.0, tries - 1);
    const double jittered = std::min(grown, settings_.retry.longest) * patience * (1 + clock_.random()) / 2;
    const double least = judged.trouble == Trouble::rate_limit ? settings_.retry.first * patience : 0;
    return std::max({jittered, least, judged.retry_after.value_or(0)});
}

bool Eutils::exhausted(const Judged& judged, int tries, double seconds, double waited) const
{
    const RetryLimits& limits = settings_.retry;
    return tries >= info_of(judged.trouble).tries || waited + seconds > limits.one_call ||
           effort_.waited + seconds > limits.whole || effort_.retries >= limits.retries + effort_.answered;
}

void Eutils::pause(const Judged& judged, int tries, double seconds)
{
    const TroubleInfo& info = info_of(judged.trouble);
    const std::string said = judged.said.empty() ? "" : format(" ({})", judged.said);
    tell_(
        without_key(format("PubMed {}{}; try {} of {} in {:.1f} s", info.what, said, tries + 1, info.tries, seconds)));
    if (judged.trouble == Trouble::rate_limit) {
        limit_.hold(seconds); // the other processes of this machine are meant as well
        limit_.allow(limit_.per_second() - limit_.per_second() / slower);
    }
    clock_.sleep(seconds);
    effort_.waited += seconds;
    ++effort_.retries;
}

Eutils::Reply Eutils::call(const std::string& path, Parameters parameters, std::string_view root, bool can_shrink)
{
    parameters.insert(parameters.end(), {{"tool", "casebook"}, {"email", settings_.email}});
    if (!settings_.key.empty())
        parameters.emplace_back("api_key", settings_.key);
    double waited = 0;
    for (int tries = 1;; ++tries) {
        Reply reply = once(path, parameters, root);
        if (reply.judged.trouble == Trouble::none) {
            ++effort_.answered;
            return reply;
        }
        if (can_shrink && info_of(reply.judged.trouble).smaller && tries >= tries_before_shrinking)
            return reply;
        const double seconds = delay(reply.judged, tries);
        if (exhausted(reply.judged, tries, seconds, waited))
            return reply;
        pause(reply.judged, tries, seconds);
        waited += seconds;
    }
}

SearchAnswer Eutils::search(const std::string& term)
{
    const Parameters parameters = {
        {"db", "pubmed"}, {"term", term}, {"retmode", "xml"}, {"retmax", std::to_string(settings_.window)}};
    for (int tries = 1;; ++tries) {
        const Reply reply = call(esearch, parameters, "eSearchResult", false);
        if (reply.judged.trouble != Trouble::none)
            throw Error(sentence(reply.judged));
        Parsed<SearchAnswer> answer = parse_search_answer(reply.response.body);
        if (answer && answer->ids.size() == std::min(answer->count, settings_.window))
            return std::move(*answer);
        const Judged judged{answer ? Trouble::disagreeing : Trouble::malformed, answer ? "" : answer.error().what, {}};
        const double seconds = delay(judged, tries);
        if (!exhausted(judged, tries, seconds, 0))
            pause(judged, tries, seconds);
        else if (answer)
            return std::move(*answer);
        else
            throw Error(sentence(judged));
    }
}

FetchAnswer Eutils::fetch(std::span<const std::string> pmids)
{
    const Parameters parameters = {
        {"db", "pubmed"}, {"id", join({pmids.begin(), pmids.end()}, ",")}, {"retmode", "xml"}};
    Reply reply = call(efetch, parameters, "PubmedArticleSet", pmids.size() > smallest_batch);
    const Trouble trouble = reply.judged.trouble;
    const bool can_go_on = trouble == Trouble::none || trouble == Trouble::malformed ||
                           (info_of(trouble).smaller && pmids.size() > smallest_batch);
    if (!can_go_on)
        throw Error(sentence(reply.judged));
    return {std::move(reply.judged), std::move(reply.response.body)};
}

FetchAnswer Eutils::fetch_full_texts(std::span<const std::string> pmcids)
{
    const Parameters parameters = {
        {"db", "pmc"}, {"id", join({pmcids.begin(), pmcids.end()}, ",")}, {"retmode", "xml"}};
    Reply reply = call(efetch, parameters, "pmc-articleset", pmcids.size() > 1);
    const Trouble trouble = reply.judged.trouble;
    if (trouble != Trouble::none && trouble != Trouble::malformed && !info_of(trouble).smaller)
        throw Error(sentence(reply.judged));
    return {std::move(reply.judged), std::move(reply.response.body)};
}

} // namespace casebook
