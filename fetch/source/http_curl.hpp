// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP over libcurl: one connection kept open, gzip, limits on silence, the proxies of the environment
// (https_proxy, no_proxy …; never for this machine itself).
#pragma once

#include "fetch/source/http.hpp"

#include <memory>

namespace casebook {

struct CurlLimits
{
    long connect_seconds = 30;
    long silence_seconds = 90;  ///< gives up when nothing moved for so long
    long slow_seconds = 60;     ///< or when it was slower than `least_speed` for so long
    long least_speed = 100;     ///< bytes a second
    long whole_seconds = 900;   ///< one request, whatever happens
    long most_bytes = 1L << 30; ///< a longer answer counts as cut
    long idle_seconds = 3;      ///< a connection that rested longer is not used again: NCBI closes it after 4
};

/// The limits above; `CASEBOOK_SILENCE_S` in the environment shortens the patience with a silent server.
CurlLimits curl_limits();

class CurlHttp final : public Http
{
public:
    explicit CurlHttp(CurlLimits limits = curl_limits());
    ~CurlHttp() override;
    HttpResponse send(const HttpRequest& request) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
