// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/http_curl.hpp"

#include "corpus/error.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <curl/curl.h>

namespace casebook {

namespace {

struct CurlCode
{
    CURLcode code;
    Transport transport;
};

/// What curl's codes mean to us; every other one is a reset connection, which is tried again.
constexpr std::array<CurlCode, 18> curl_codes = {{
    {CURLE_OK, Transport::complete},
    {CURLE_PARTIAL_FILE, Transport::cut},
    {CURLE_GOT_NOTHING, Transport::cut},
    {CURLE_WRITE_ERROR, Transport::cut}, // longer than we take, or a broken gzip stream
    {CURLE_BAD_CONTENT_ENCODING, Transport::cut},
    {CURLE_OPERATION_TIMEDOUT, Transport::timed_out},
    {CURLE_ABORTED_BY_CALLBACK, Transport::timed_out}, // by ours, which watches for silence
    {CURLE_COULDNT_CONNECT, Transport::refused},
    {CURLE_COULDNT_RESOLVE_HOST, Transport::refused},
    {CURLE_COULDNT_RESOLVE_PROXY, Transport::refused},
    {CURLE_URL_MALFORMAT, Transport::refused},
    {CURLE_UNSUPPORTED_PROTOCOL, Transport::refused},
    {CURLE_PEER_FAILED_VERIFICATION, Transport::untrusted},
    {CURLE_SSL_CONNECT_ERROR, Transport::untrusted},
    {CURLE_SSL_CACERT_BADFILE, Transport::untrusted},
    {CURLE_SSL_CERTPROBLEM, Transport::untrusted},
    {CURLE_RECV_ERROR, Transport::reset},
    {CURLE_SEND_ERROR, Transport::reset},
}};

Transport transport_of(CURLcode code)
{
    const auto* found = std::ranges::find(curl_codes, code, &CurlCode::code);
    return found == curl_codes.end() ? Transport::reset : found->transport;
}

using SteadyTime = std::chrono::steady_clock::time_point;

struct Exchange
{
    HttpResponse response;
    std::string_view unsent; ///< of the POST body
    std::size_t most_bytes = 0;
    long silence_seconds = 0;
    curl_off_t moved = 0; ///< bytes either way
    SteadyTime moved_at = std::chrono::steady_clock::now();
    SteadyTime first_byte; ///< of the answer; curl's own figure is, for a POST, that of the request
};

/// curl's own low-speed limit averages over several seconds; this one ends the waiting when nothing moves.
int watch_for_silence(void* on, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up)
{
    auto& exchange = *static_cast<Exchange*>(on);
    const auto now = std::chrono::steady_clock::now();
    if (down + up != exchange.moved) {
        exchange.moved = down + up;
        exchange.moved_at = now;
    }
    return now - exchange.moved_at > std::chrono::seconds(exchange.silence_seconds) ? 1 : 0;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to)
{
    auto& exchange = *static_cast<Exchange*>(to);
    if (exchange.response.body.size() + size > exchange.most_bytes)
        return 0;
    exchange.response.body.append(bytes, size);
    return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* to)
{
    auto& exchange = *static_cast<Exchange*>(to);
    if (exchange.first_byte == SteadyTime())
        exchange.first_byte = std::chrono::steady_clock::now();
    auto& headers = exchange.response.headers;
    const std::string_view line = trim({bytes, size});
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/"))
        headers.clear(); // the answer after a redirect or a 100 is the one that counts
    else if (colon != std::string_view::npos)
        headers[lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 1));
    return size;
}

std::size_t give_body(char* to, std::size_t, std::size_t size, void* from)
{
    auto& unsent = static_cast<Exchange*>(from)->unsent;
    const std::size_t count = std::min(size, unsent.size());
    std::ranges::copy(unsent.substr(0, count), to);
    unsent.remove_prefix(count);
    return count;
}

/// Safe to call from several places: curl counts the calls. It is never cleaned up; the process ends with it.
void prepare_library()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        throw Error("libcurl: cannot be started. Install it again.");
}

} // namespace

CurlLimits curl_limits()
{
    CurlLimits limits;
    if (const char* silence = std::getenv("CASEBOOK_SILENCE_S"))
        limits.silence_seconds = std::max(1L, std::strtol(silence, nullptr, 10));
    return limits;
}

struct CurlHttp::Impl
{
    explicit Impl(CurlLimits limits_) : limits(limits_)
    {
        prepare_library();
        handle.reset(curl_easy_init());
        headers.reset(curl_slist_append(nullptr, "Expect:")); // or long POSTs wait a second for a 100 that never comes
        if (!handle || !headers)
            throw Error("libcurl: no memory for a connection. Close other programs and try again.");
    }

    template <class Value> void set(CURLoption option, Value value) { curl_easy_setopt(handle.get(), option, value); }

    void set_limits()
    {
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, limits.connect_seconds);
        set(CURLOPT_LOW_SPEED_LIMIT, limits.least_speed);
        set(CURLOPT_LOW_SPEED_TIME, limits.slow_seconds);
        set(CURLOPT_TIMEOUT, limits.whole_seconds);
        set(CURLOPT_MAXAGE_CONN, limits.idle_seconds);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        set(CURLOPT_MAXREDIRS, 5L);
        set(CURLOPT_ACCEPT_ENCODING, "gzip");
        set(CURLOPT_USERAGENT, "casebook");
        set(CURLOPT_HTTPHEADER, headers.get());
    }

    void set_if_range(const std::string& publication)
    {
        if (publication.empty())
            return;
        piece_headers.reset(curl_slist_append(nullptr, "Expect:"));
        curl_slist_append(piece_headers.get(), ("If-Range: " + publication).c_str());
        set(CURLOPT_HTTPHEADER, piece_headers.get());
    }

    /// The body is handed out by a callback that cannot be rewound, on purpose: curl would send a request again by
    /// itself on a connection that had died, and the rate limit would not know of it.
    void set_request(const HttpRequest& request, Exchange& exchange, const std::string& encoded)
    {
        const std::string question = request.post || encoded.empty() ? "" : "?" + encoded;
        set(CURLOPT_URL, (request.base + request.path + question).c_str()); // curl copies it
        if (is_loopback(request.base))
            set(CURLOPT_NOPROXY, "*");
        set(CURLOPT_FOLLOWLOCATION, request.post ? 0L : 1L); // a form, with its key, goes nowhere else
        if (request.post) {
            exchange.unsent = encoded;
            set(CURLOPT_POST, 1L);
            set(CURLOPT_POSTFIELDSIZE, static_cast<long>(encoded.size()));
            set(CURLOPT_READFUNCTION, give_body);
            set(CURLOPT_READDATA, &exchange);
        }
        if (request.bytes.second != 0) {
            set(CURLOPT_ACCEPT_ENCODING, static_cast<char*>(nullptr));
            set(CURLOPT_RANGE, // curl copies it
                (std::to_string(request.bytes.first) + "-" + std::to_string(request.bytes.second)).c_str());
            set_if_range(request.if_range);
        }
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, watch_for_silence);
        set(CURLOPT_XFERINFODATA, &exchange);
        set(CURLOPT_WRITEFUNCTION, take_body);
        set(CURLOPT_WRITEDATA, &exchange);
        set(CURLOPT_HEADERFUNCTION, take_header);
        set(CURLOPT_HEADERDATA, &exchange);
    }

    void measure(HttpResponse& response, SteadyTime began, SteadyTime first_byte)
    {
        const auto seconds = [](auto duration) { return std::chrono::duration<double>(duration).count(); };
        const SteadyTime end = std::chrono::steady_clock::now();
        double sent = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_PRETRANSFER_TIME, &sent);
        const SteadyTime answered = first_byte == SteadyTime() ? end : first_byte;
        response.answer_took = std::max(0.0, seconds(answered - began) - sent);
        response.body_took = seconds(end - answered);
    }

    CurlLimits limits;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle{nullptr, curl_easy_cleanup};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers{nullptr, curl_slist_free_all};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> piece_headers{nullptr, curl_slist_free_all};
};

CurlHttp::CurlHttp(CurlLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
CurlHttp::~CurlHttp() = default;

HttpResponse CurlHttp::send(const HttpRequest& request)
{
    Exchange exchange;
    exchange.most_bytes = static_cast<std::size_t>(impl_->limits.most_bytes);
    exchange.silence_seconds = impl_->limits.silence_seconds;
    std::array<char, CURL_ERROR_SIZE> said{};
    const std::string encoded = form_encoded(request.parameters);
    curl_easy_reset(impl_->handle.get()); // keeps the connection
    impl_->set_limits();
    impl_->set_request(request, exchange, encoded);
    impl_->set(CURLOPT_ERRORBUFFER, said.data());
    const SteadyTime began = std::chrono::steady_clock::now();
    const CURLcode code = curl_easy_perform(impl_->handle.get());
    HttpResponse response = std::move(exchange.response);
    impl_->measure(response, began, exchange.first_byte);
    long status = 0;
    curl_easy_getinfo(impl_->handle.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.transport = transport_of(code);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        response.trouble = "nothing came for " + std::to_string(impl_->limits.silence_seconds) + " s";
    else if (code != CURLE_OK)
        response.trouble = code == CURLE_URL_MALFORMAT || said[0] == '\0' ? curl_easy_strerror(code) : said.data();
    impl_->set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    return response;
}

} // namespace casebook
