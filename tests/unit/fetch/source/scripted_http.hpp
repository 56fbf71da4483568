// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: an Http that plays back answers, a clock that never waits, and what E-utilities send when they fail.
#pragma once

#include "fetch/source/clock.hpp"
#include "fetch/source/http.hpp"

#include <deque>
#include <string>
#include <vector>

namespace casebook::testing {

class ScriptedHttp final : public Http
{
public:
    /// Plays the answers one after the other, the last one for ever.
    explicit ScriptedHttp(std::vector<HttpResponse> answers) : answers_(answers.begin(), answers.end()) {}
    /// Plays others from now on.
    void play(std::vector<HttpResponse> answers)
    {
        answers_.assign(answers.begin(), answers.end());
        requests.clear();
    }

    HttpResponse send(const HttpRequest& request) override
    {
        requests.push_back(request);
        HttpResponse answer = answers_.front();
        if (answers_.size() > 1)
            answers_.pop_front();
        return answer;
    }

    std::vector<HttpRequest> requests;

private:
    std::deque<HttpResponse> answers_;
};

/// Time that passes only when somebody sleeps.
struct TestTime
{
    double now = 1000;
    std::vector<double> slept;

    Clock clock()
    {
        return {[this] { return now; },
                [this](double seconds) {
                    slept.push_back(seconds);
                    now += seconds;
                },
                [] { return 0.5; }};
    }
};

inline HttpResponse ok(std::string body)
{
    HttpResponse response;
    response.status = 200;
    response.body = std::move(body);
    return response;
}

inline HttpResponse failed(int status, std::string body = "", std::string retry_after = "")
{
    HttpResponse response = ok(std::move(body));
    response.status = status;
    if (!retry_after.empty())
        response.headers["retry-after"] = std::move(retry_after);
    return response;
}

inline HttpResponse broken(Transport transport)
{
    HttpResponse response;
    response.transport = transport;
    response.trouble = "as scripted";
    return response;
}

inline std::string search_error(const std::string& text)
{
    return R"(<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">
<eSearchResult>
	<ERROR>)" +
           text + "</ERROR>\n</eSearchResult>\n";
}

inline std::string search_result(std::size_t count, const std::vector<std::string>& ids)
{
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<eSearchResult><Count>" + std::to_string(count) +
                      "</Count><RetMax>" + std::to_string(ids.size()) + "</RetMax><RetStart>0</RetStart><IdList>";
    for (const std::string& id : ids)
        out += "<Id>" + id + "</Id>\n";
    return out + "</IdList><TranslationSet/><QueryTranslation>x[All Fields]</QueryTranslation></eSearchResult>\n";
}

} // namespace casebook::testing
