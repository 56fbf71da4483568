// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/fetch/source/faulty.hpp"

#include "corpus/text.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"

#include <algorithm>

namespace casebook::testing {

namespace {

const std::string opening = "<PubmedArticle>";
const std::string closing = "</PubmedArticle>\n";

std::vector<std::string> records_of(const std::string& body)
{
    std::vector<std::string> out;
    for (std::size_t from = body.find(opening); from != std::string::npos; from = body.find(opening, from + 1))
        out.push_back(body.substr(from, body.find(closing, from) + closing.size() - from));
    return out;
}

std::string with_records(const std::string& body, const std::vector<std::string>& records)
{
    const std::size_t from = body.find(opening);
    return from == std::string::npos ? body : body.substr(0, from) + join(records, "") + "</PubmedArticleSet>";
}

HttpResponse cut_in_half(HttpResponse answer, Transport transport)
{
    answer.body.resize(answer.body.size() / 2);
    answer.transport = transport;
    answer.trouble = "as injected";
    return answer;
}

HttpResponse spoilt_body(Fault fault, HttpResponse answer)
{
    std::string& body = answer.body;
    std::vector<std::string> records = records_of(body);
    const std::size_t title = body.find("<ArticleTitle>");
    switch (fault) {
    case Fault::cutxml: body.resize(body.size() * 6 / 10); break;
    case Fault::malformed:
        if (title != std::string::npos)
            body.insert(title, "<Broken & <unclosed>");
        break;
    case Fault::badutf8:
        if (title != std::string::npos)
            body.insert(title + 14, "\xff\xfe");
        break;
    case Fault::short_batch:
        for (std::size_t i = records.size() / 10 * 10; i > 0; i -= 10)
            records.erase(records.begin() + static_cast<std::ptrdiff_t>(i) - 1);
        body = with_records(body, records);
        break;
    case Fault::last_missing:
        if (!records.empty())
            records.pop_back();
        body = with_records(body, records);
        break;
    case Fault::duplicate:
        if (!records.empty())
            records.insert(records.begin(), records.front());
        body = with_records(body, records);
        break;
    case Fault::wrong_count:
        if (const std::size_t at = body.find("<Count>"); at != std::string::npos) {
            const std::size_t end = body.find('<', at + 7);
            body.replace(at + 7, end - at - 7, std::to_string(std::stoi(body.substr(at + 7)) + 7));
        }
        break;
    default: break;
    }
    return answer;
}

HttpResponse spoilt(Fault fault, HttpResponse answer)
{
    switch (fault) {
    case Fault::rate429:
        return failed(429, R"({"error":"API rate limit exceeded","api-key":"10.0.0.1","count":"4"})", "2");
    case Fault::rate200: return ok(R"({"error":"API rate limit exceeded","count":"11"})");
    case Fault::http500: return failed(500, "<html><title>WWW Error 500 Diagnostic</title></html>");
    case Fault::http503: return failed(503, "<html>Service Unavailable</html>", "3");
    case Fault::html200: return ok("<!DOCTYPE html>\n<html><head><title>Down for maintenance</title></head></html>");
    case Fault::backend: return ok(search_error("Search Backend failed: Unable to open connection to #PMQuerySrv"));
    case Fault::outage: return ok(search_error("Search Backend failed: Database is not supported: pubmed"));
    case Fault::empty: return ok("");
    case Fault::prolog: return ok("<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet>\n");
    case Fault::cut: return cut_in_half(std::move(answer), Transport::cut);
    case Fault::stall: return cut_in_half(std::move(answer), Transport::timed_out);
    case Fault::reset: return broken(Transport::reset);
    case Fault::refused: return broken(Transport::refused);
    case Fault::key_invalid: return failed(400, R"({"error":"API key invalid","api-key":"sesame"})");
    default: return spoilt_body(fault, std::move(answer));
    }
}

} // namespace

HttpResponse Faulty::send(const HttpRequest& request)
{
    requests.push_back(request);
    if (before)
        before(requests.size());
    HttpResponse answer = inner_.send(request);
    for (FaultRule& rule : rules_) {
        if (request.path.find(rule.operation) == std::string::npos)
            continue;
        ++rule.seen;
        if (rule.seen >= rule.first && rule.seen <= rule.last && (rule.seen - rule.first) % rule.every == 0)
            return spoilt(rule.fault, std::move(answer));
    }
    return answer;
}

std::size_t Faulty::asked_for(const std::string& pmid) const
{
    return static_cast<std::size_t>(std::ranges::count_if(requests, [&](const HttpRequest& request) {
        const std::vector<std::string> ids = split(request.parameter("id"), ',');
        return std::ranges::find(ids, pmid) != ids.end();
    }));
}

} // namespace casebook::testing
