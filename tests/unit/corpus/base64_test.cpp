// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/base64.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("base64 gives RFC 4648's test vectors and takes them back")
{
    const std::pair<std::string_view, std::string_view> vectors[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        CHECK(to_base64(bytes) == text);
        CHECK(parse_base64(text).value() == bytes);
    }
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    CHECK(parse_base64(to_base64(all)).value() == all);
}

TEST_CASE("what is no base64 is refused with its place")
{
    CHECK(parse_base64("Zm9").error().what == "base64 is cut short");
    CHECK(parse_base64("Zm 9").error().position == 2);
    CHECK(parse_base64("Z===").error().position == 1);
    CHECK(parse_base64("Zg==Zg==").error().position == 2);
}

TEST_CASE("bits behind the last byte are no base64: bytes are written in one way only")
{
    CHECK(parse_base64("AAE=").has_value());
    CHECK(parse_base64("AAF=").error().position == 2);
}
