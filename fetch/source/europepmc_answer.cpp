// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_answer.hpp"

#include "corpus/json_depth.hpp"
#include "corpus/text.hpp"
#include "fetch/source/europepmc_record.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr int server_errors = 500;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string string_at(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

EuropePmcRecord record_of(const Json& json) { return {europepmc_id(json), dumped(json), parse_europepmc_record(json)}; }

Parsed<EuropePmcPage> page_of(const Json& json)
{
    if (!json.is_object() || !json.contains("hitCount") || !json["hitCount"].is_number_unsigned())
        return parse_error("the answer has no hitCount");
    if (!json.contains("resultList") || !json["resultList"].is_object())
        return parse_error("the answer has no resultList");
    EuropePmcPage page;
    page.count = json["hitCount"].get<std::size_t>();
    page.next = string_at(json, "nextCursorMark");
    if (json.contains("request") && json["request"].is_object())
        page.search = collapse(string_at(json["request"], "queryString"));
    if (const auto results = json["resultList"].find("result"); results != json["resultList"].end()) {
        if (!results->is_array())
            return parse_error("the answer's result is no list");
        for (const Json& item : *results)
            page.records.push_back(record_of(item));
    }
    return page;
}

/// Why the service sends no page, in its own words: { "errCode": 400, "errMsg": "…" }.
struct Refusal
{
    std::string said;
    bool passes = false; ///< it is of the service, not of the request
};
std::optional<Refusal> refusal_in(const HttpResponse& response)
{
    if (response.transport != Transport::complete || !trim(response.body).starts_with('{') ||
        response.body.find("\"errMsg\"") == std::string::npos)
        return std::nullopt;
    const Json json = nests_deeper(response.body, deepest_record) ? Json() : Json::parse(response.body, nullptr, false);
    if (!json.is_object() || string_at(json, "errMsg").empty() || json.contains("resultList"))
        return std::nullopt;
    const auto code = json.find("errCode");
    const int number = code != json.end() && code->is_number_integer() ? code->get<int>() : response.status;
    return Refusal{shortened_words(string_at(json, "errMsg")),
                   number >= server_errors || response.status >= server_errors || response.status == 429};
}

Judged read_page(std::string_view body, EuropePmcPage& page)
{
    const std::string_view trimmed = trim(body);
    if (!trimmed.starts_with('{'))
        return {Trouble::other_thing, "", std::nullopt};
    Parsed<EuropePmcPage> read = parse_europepmc_page(trimmed);
    if (!read)
        return {trimmed.ends_with('}') ? Trouble::malformed : Trouble::torn, read.error().what, std::nullopt};
    page = std::move(*read);
    return {};
}

} // namespace

Parsed<EuropePmcPage> parse_europepmc_page(std::string_view json)
{
    if (nests_deeper(json, deepest_record))
        return parse_error("the answer is nested beyond reason");
    if (const std::size_t bad = invalid_utf8(json); bad != std::string_view::npos)
        return parse_error("the answer is not UTF-8", bad);
    try {
        return page_of(Json::parse(json));
    } catch (const Json::parse_error& e) {
        return parse_error("the answer is not JSON", std::min(e.byte, json.size()));
    } catch (const Json::exception&) { // a number beyond all bounds
        return parse_error("the answer is not JSON");
    }
}

Judged judge_europepmc(const HttpResponse& response, EuropePmcPage& page)
{
    if (const auto refusal = refusal_in(response); refusal && !refusal->passes)
        return {Trouble::bad_request, refusal->said, std::nullopt};
    return judge(response, [&](std::string_view body) -> Judged {
        if (const auto refusal = refusal_in(response))
            return {Trouble::backend, refusal->said, std::nullopt};
        return read_page(body, page);
    });
}

std::string europepmc_query_of(std::string_view id)
{
    const std::size_t colon = id.find(':');
    const std::string_view kind = id.substr(0, colon);
    std::string_view name = id.substr(colon + 1);
    std::string_view source = kind == "pubmed" ? "MED" : "PMC";
    if (kind == "europepmc") {
        source = name.substr(0, name.find('/'));
        name.remove_prefix(source.size() + 1);
    }
    return "(EXT_ID:\"" + std::string(name) + "\" AND SRC:" + std::string(source) + ")";
}

} // namespace casebook
