// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/label_time.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <optional>

namespace casebook {

namespace {

std::string time_text(std::time_t time)
{
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    return format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                  parts.tm_hour, parts.tm_min, parts.tm_sec);
}

/// Seconds that a zone is ahead of UTC: "+01:00", "-0530", "Z" and "" for none; nothing for another text.
std::optional<long> zone_of(std::string_view text)
{
    if (text.empty() || text == "Z")
        return 0;
    std::string digits;
    for (const char c : text.substr(1))
        if (is_digit(c))
            digits += c;
    if ((text[0] != '+' && text[0] != '-') || digits.size() != 4)
        return std::nullopt;
    const long number = std::atol(digits.c_str());
    return (text[0] == '-' ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60);
}

std::string iso_time(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00";
    const auto fits = [](char c, char wanted) {
        return wanted == '0' ? is_digit(c) : c == wanted || (wanted == 'T' && c == ' ');
    };
    if (text.size() < form.size() ||
        !std::equal(form.begin(), form.end(), text.begin(), [&](char w, char c) { return fits(c, w); }))
        return "";
    std::string_view rest = text.substr(form.size());
    if (rest.starts_with('.') || rest.starts_with(','))
        rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    const auto zone = zone_of(rest);
    std::tm parts{};
    const std::string plain = std::string(text.substr(0, 10)) + " " + std::string(text.substr(11, 8));
    if (!zone || ::strptime(plain.c_str(), "%Y-%m-%d %H:%M:%S", &parts) == nullptr)
        return "";
    return time_text(::timegm(&parts) - *zone);
}

} // namespace

std::string time_of_label(std::string_view text)
{
    if (text.find('-') != std::string_view::npos && text.find(':') != std::string_view::npos)
        return iso_time(trim(text));
    const double seconds = number_or(trim(text), -1.0);
    if (!(seconds > 0 && seconds < 4e9))
        return "";
    return time_text(static_cast<std::time_t>(seconds));
}

} // namespace casebook
