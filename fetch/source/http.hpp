// SPDX-License-Identifier: GPL-3.0-or-later
// The one way to the outside: a request goes in, what came back comes out. The network (http_curl), a stand-in that
// serves a folder of records and the fault injector of the tests are all an `Http`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// How the exchange ended. Only `complete` has a body that may be believed; the others say what to do next: `refused`
/// and `untrusted` never reached the service (no such host, no route; a certificate that does not fit).
enum class Transport { complete, cut, timed_out, reset, refused, untrusted };

/// Parameters are plain text; whoever sends them encodes them. A POST carries them as
/// application/x-www-form-urlencoded, a GET behind the question mark.
struct HttpRequest
{
    std::string base; ///< "https://eutils.ncbi.nlm.nih.gov"
    std::string path; ///< "/entrez/eutils/esearch.fcgi"
    std::vector<std::pair<std::string, std::string>> parameters;
    bool post = false;
    /// A piece of a file, both ends included, as it is and not packed on the way; {0, 0}: all of it. The service may
    /// send all of it nonetheless, with status 200 instead of 206.
    std::pair<std::uint64_t, std::uint64_t> bytes = {0, 0};
    /// The piece is wanted of this publication only, by its ETag or date; of another one all of it. "": of any.
    std::string if_range = {};

    /// The value of a parameter, "" when it is not there.
    std::string_view parameter(std::string_view name) const;
};

struct HttpResponse
{
    Transport transport = Transport::complete;
    int status = 0;
    std::map<std::string, std::string, std::less<>> headers; ///< names in lower case
    std::string body;                                        ///< unpacked
    std::string trouble;    ///< why the transport failed, in a few words and without parameters; "" if it did not
    double answer_took = 0; ///< seconds from the request's first byte to the answer's
    double body_took = 0;   ///< and from there to the end

    /// The value of a header, "" when it is not there. `name` in lower case.
    std::string_view header(std::string_view name) const;
};

class Http
{
public:
    Http() = default;
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;
    virtual ~Http() = default;

    /// Sends once. Never throws for what the world does: that is in the response.
    virtual HttpResponse send(const HttpRequest& request) = 0;
};

/// "a b&c" → "a+b%26c".
std::string form_encoded(std::string_view text);

/// "name=value&name=value" of all parameters.
std::string form_encoded(const std::vector<std::pair<std::string, std::string>>& parameters);

/// The host is this machine: 127.0.0.0/8, ::1 or localhost. `base` as in HttpRequest.
bool is_loopback(std::string_view base);

} // namespace casebook
