// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/ncbi.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "fetch/source/file_lock.hpp"
#include "fetch/source/http_curl.hpp"
#include "fetch/source/standin.hpp"

#include <algorithm>
#include <cstdlib>

namespace casebook {

namespace {

constexpr std::string_view standin = "standin:";
constexpr std::size_t without_key = 3; // requests a second, NBK25497
constexpr std::size_t with_key = 10;

std::string from_environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : std::string(trim(value));
}

bool is_standin(const NcbiAccess& access) { return access.settings.base.starts_with(standin); }

/// What a limiter's file is called.
std::string file_name(const std::string& base)
{
    std::string name = base.substr(base.find("://") + 3);
    std::ranges::replace_if(
        name, [](char c) { return !is_letter(c) && !is_digit(c) && c != '.'; }, '-');
    return name;
}

void check_address(const std::string& base, std::string_view variable = "CASEBOOK_NCBI_URL")
{
    const std::size_t scheme = base.find("://");
    const std::string_view host = scheme == std::string::npos ? "" : std::string_view(base).substr(scheme + 3);
    const bool known = base.starts_with("http://") || base.starts_with("https://");
    if (!known || host.empty() || host.find_first_of("/?# @") != std::string_view::npos)
        throw Error(format("{}={}: this is no address. Write scheme://host:port, or standin:DIR.", variable, base));
}

} // namespace

NcbiAccess ncbi_access()
{
    NcbiAccess access;
    if (std::string base = from_environment("CASEBOOK_NCBI_URL"); !base.empty()) {
        while (base.ends_with('/'))
            base.pop_back();
        access.settings.base = base;
    }
    access.settings.key = from_environment("NCBI_API_KEY");
    access.settings.email = from_environment("NCBI_EMAIL");
    if (const std::string first = from_environment("CASEBOOK_RETRY_MS"); !first.empty())
        access.settings.retry.first = std::max(0.0, std::strtod(first.c_str(), nullptr) / 1000);
    if (is_standin(access))
        access.database = "Stand-in of PubMed";
    else
        check_address(access.settings.base);
    access.needs_email = !is_standin(access) && !is_loopback(access.settings.base);
    if (!access.needs_email && access.settings.email.empty())
        access.settings.email = "casebook@localhost";
    return access;
}

std::unique_ptr<Http> open_http(const NcbiAccess& access)
{
    if (!is_standin(access))
        return std::make_unique<CurlHttp>();
    const std::string folder = access.settings.base.substr(standin.size());
    return std::make_unique<StandIn>(
        folder == "sample" ? share_folder() / "sample" / "records" : std::filesystem::path(folder), lexicon_mapping());
}

std::unique_ptr<Http> open_europepmc_http(const NcbiAccess& access, const std::string& base)
{
    return base.starts_with(standin) ? open_http(access) : std::make_unique<CurlHttp>();
}

RateLimit rate_limit_for(const NcbiAccess& access, const Clock& clock)
{
    if (is_standin(access))
        return {"", 0, clock};
    const std::string name = file_name(access.settings.base);
    const bool keyed = !access.settings.key.empty();
    return {runtime_folder() / (name + (keyed ? "-key.limit" : ".limit")), keyed ? with_key : without_key, clock};
}

std::string europepmc_base(const NcbiAccess& access)
{
    std::string base = from_environment("CASEBOOK_EUROPEPMC_URL");
    while (base.ends_with('/'))
        base.pop_back();
    if (!base.empty()) {
        check_address(base, "CASEBOOK_EUROPEPMC_URL");
        return base;
    }
    return access.needs_email ? "https://www.ebi.ac.uk" : access.settings.base;
}

RateLimit europepmc_rate_limit(const std::string& base, const Clock& clock)
{
    if (base.starts_with(standin))
        return {"", 0, clock};
    constexpr std::size_t per_second = 5; // no figure is published; half of what NCBI allows with a key
    return {runtime_folder() / (file_name(base) + "-europepmc.limit"), per_second, clock};
}

bool is_email(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find('@', at + 1) == std::string_view::npos &&
           std::ranges::none_of(text, [](char c) { return is_blank(c) || c == ',' || c == ';'; });
}

} // namespace casebook
