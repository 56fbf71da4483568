// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/json_print.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

/// What needs no escape and is surely UTF-8.
bool is_plain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
}

} // namespace

void JsonPrint::write(std::string_view text)
{
    if (!std::ranges::all_of(text, is_plain)) {
        out_ += nlohmann::json(text).dump();
        return;
    }
    out_ += '"';
    out_ += text;
    out_ += '"';
}

void JsonPrint::write(double number) { out_ += nlohmann::json(number).dump(); }

} // namespace casebook
