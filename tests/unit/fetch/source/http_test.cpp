// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/http.hpp"

#include "fetch/source/http_curl.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a form is encoded as browsers encode it")
{
    CHECK(form_encoded("a b&c=d%") == "a+b%26c%3Dd%25");
    CHECK(form_encoded("(hair loss) AND \"x\"[tiab]") == "(hair+loss)+AND+%22x%22%5Btiab%5D");
    CHECK(form_encoded("naïve") == "na%C3%AFve");
    CHECK(form_encoded({{"db", "pubmed"}, {"term", "a b"}}) == "db=pubmed&term=a+b");
    CHECK(form_encoded(std::vector<std::pair<std::string, std::string>>{}).empty());
}

TEST_CASE("this machine is told from every other host")
{
    CHECK(is_loopback("http://127.0.0.1:8080"));
    CHECK(is_loopback("http://127.1.2.3"));
    CHECK(is_loopback("http://localhost:1"));
    CHECK(is_loopback("http://[::1]:80"));
    CHECK_FALSE(is_loopback("https://eutils.ncbi.nlm.nih.gov"));
    CHECK_FALSE(is_loopback("http://localhost.example.org"));
    CHECK_FALSE(is_loopback("http://127.0.0.1.example.org"));
    CHECK_FALSE(is_loopback("http://127.example.org"));
}

TEST_CASE("a port where nobody listens is refused, and the trouble does not repeat the parameters")
{
    CurlHttp http;
    for (const bool post : {false, true}) {
        const HttpResponse response = http.send({"http://127.0.0.1:1", "/x", {{"api_key", "sesame"}}, post});
        CHECK(response.transport == Transport::refused);
        CHECK_FALSE(response.trouble.empty());
        CHECK(response.trouble.find("sesame") == std::string::npos);
    }
}

TEST_CASE("an address that is none is refused, not thrown")
{
    CurlHttp http;
    CHECK(http.send({"nonsense://x y", "/", {}, true}).transport == Transport::refused);
}
