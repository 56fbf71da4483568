// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/openfda.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/eutils_answer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

constexpr int attempts = 6;
constexpr double minute_pause = 5; // seconds; the limit is by the minute

/// A phrase of the query language; what it cannot hold is left out.
std::string phrase(std::string text)
{
    std::erase_if(text, [](char c) { return c == '"' || c == '\\'; });
    return "\"" + text + "\"";
}

/// (field:"x" OR field:"y" …) over fields and words.
std::string any_of(const std::vector<std::string_view>& fields, const std::vector<std::string>& words)
{
    std::vector<std::string> parts;
    for (const std::string& word : words)
        for (const std::string_view field : fields)
            parts.push_back(std::string(field) + ":" + phrase(word));
    return "(" + join(parts, " OR ") + ")";
}

double pause_of(const HttpResponse& response, double otherwise)
{
    double seconds = 0;
    const std::string_view said = response.header("retry-after");
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), seconds);
    return error == std::errc() && seconds > 0 ? seconds : otherwise;
}

bool passes(const HttpResponse& response)
{
    return response.transport == Transport::cut || response.transport == Transport::timed_out ||
           response.transport == Transport::reset || response.status == 429 || response.status >= 500;
}

HttpResponse ask(Http& http, const Clock& clock, const HttpRequest& request)
{
    double pause = minute_pause;
    for (int attempt = 1;; ++attempt) {
        HttpResponse response = http.send(request);
        const bool good = response.transport == Transport::complete && !passes(response);
        if (good || !passes(response) || attempt == attempts)
            return response;
        clock.sleep(pause_of(response, pause));
        pause *= 2;
    }
}

OpenFdaTotal total_of(Http& http, const Clock& clock, const std::string& base, const std::string& search)
{
    HttpRequest request{base, "/drug/event.json", {{"search", search}, {"limit", "1"}}, false, {}};
    if (search.empty())
        request.parameters.erase(request.parameters.begin());
    const HttpResponse response = ask(http, clock, request);
    if (response.transport != Transport::complete)
        throw Error(format("openFDA: {}. Check the network and ask again.", response.trouble));
    const Parsed<OpenFdaTotal> total = parse_openfda_total(response.status, response.body);
    if (!total)
        throw Error(format("openFDA: {}. Ask again later.", total.error().what));
    return *total;
}

/// The member, when it is a text.
std::string text_in(const nlohmann::json& object, const char* name, const char* otherwise)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

} // namespace

std::string openfda_search(const OpenFdaQuestion& question, bool drug, bool event)
{
    std::vector<std::string> parts;
    if (drug)
        parts.push_back(any_of({"patient.drug.medicinalproduct", "patient.drug.activesubstance.activesubstancename"},
                               question.drugs));
    if (event)
        parts.push_back(any_of({"patient.reaction.reactionmeddrapt.exact"}, question.events));
    if (!question.from.empty() || !question.to.empty())
        parts.push_back(format("receivedate:[{} TO {}]", question.from.empty() ? "19000101" : question.from,
                               question.to.empty() ? "29991231" : question.to));
    return join(parts, " AND ");
}

Parsed<OpenFdaTotal> parse_openfda_total(int status, std::string_view body)
{
    const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return parse_error(format("an answer with status {} that is no JSON", status));
    if (const auto error = json.find("error"); error != json.end() && error->is_object()) {
        const std::string code = text_in(*error, "code", "no code");
        if (status == 404 && code == "NOT_FOUND")
            return OpenFdaTotal{};
        return parse_error(
            format("status {}, {}: {}", status, code, shortened_words(text_in(*error, "message", "no message"))));
    }
    try {
        const nlohmann::json& meta = json.at("meta");
        return OpenFdaTotal{meta.at("results").at("total").get<std::int64_t>(), meta.value("last_updated", "")};
    } catch (const nlohmann::json::exception&) {
        return parse_error(format("an answer with status {} that has no total", status));
    }
}

OpenFdaCounts count_openfda(Http& http, const Clock& clock, const std::string& base, const OpenFdaQuestion& question)
{
    const auto total = [&](bool drug, bool event) {
        return total_of(http, clock, base, openfda_search(question, drug, event));
    };
    const OpenFdaTotal all = total(false, false);
    const OpenFdaTotal drug = total(true, false);
    const OpenFdaTotal event = total(false, true);
    const OpenFdaTotal both = total(true, true);
    return {both.total, drug.total, event.total, all.total, all.last_updated};
}

std::string openfda_base()
{
    const char* set = std::getenv("CASEBOOK_OPENFDA_URL");
    return set == nullptr || *set == '\0' ? "https://api.fda.gov" : set;
}

} // namespace casebook
