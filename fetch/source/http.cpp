// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/http.hpp"

#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

std::string_view HttpRequest::parameter(std::string_view name) const
{
    const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view HttpResponse::header(std::string_view name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string form_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~,:*()/"; // safe in a form, and easier on the eye of whoever reads a log
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_letter(c) || is_digit(c) || plain.find(c) != std::string_view::npos)
            out += c;
        else if (c == ' ')
            out += '+';
        else
            (out += '%').append({digits[byte / 16], digits[byte % 16]});
    }
    return out;
}

std::string form_encoded(const std::vector<std::pair<std::string, std::string>>& parameters)
{
    std::string out;
    for (const auto& [name, value] : parameters)
        out += (out.empty() ? "" : "&") + form_encoded(name) + "=" + form_encoded(value);
    return out;
}

bool is_loopback(std::string_view base)
{
    const std::size_t scheme = base.find("://");
    std::string_view host = scheme == std::string_view::npos ? base : base.substr(scheme + 3);
    host = host.substr(0, host.find('/'));
    if (host.starts_with("[::1]"))
        return true;
    host = host.substr(0, host.find(':'));
    return host == "localhost" ||
           (host.starts_with("127.") && std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; }));
}

} // namespace casebook
