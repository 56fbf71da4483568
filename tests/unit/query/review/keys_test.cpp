// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/keys.hpp"

#include <doctest/doctest.h>
#include <vector>

using namespace casebook::review;

namespace {

std::vector<Key> keys_of(std::string bytes)
{
    std::vector<Key> out;
    while (auto key = take_key(bytes, true))
        out.push_back(*key);
    return out;
}

} // namespace

TEST_CASE("each character is a key, of however many bytes")
{
    CHECK(keys_of("ié€😀") ==
          std::vector<Key>{{KeyKind::text, "i"}, {KeyKind::text, "é"}, {KeyKind::text, "€"}, {KeyKind::text, "😀"}});
}

TEST_CASE("half a character or half a sequence waits for its rest")
{
    std::string bytes = "\xC3";
    CHECK(!take_key(bytes, false));
    bytes += "\xA9";
    CHECK(take_key(bytes, false)->text == "é");
    bytes = "\x1b[";
    CHECK(!take_key(bytes, false));
    bytes += "A";
    CHECK(take_key(bytes, false)->kind == KeyKind::up);
    CHECK(bytes.empty());
}

TEST_CASE("an escape alone is a key once nothing follows")
{
    std::string bytes = "\x1b";
    CHECK(!take_key(bytes, false));
    CHECK(take_key(bytes, true)->kind == KeyKind::escape);
    CHECK(keys_of("\x1bi") == std::vector<Key>{{KeyKind::escape, ""}, {KeyKind::text, "i"}});
}

TEST_CASE("keys that nobody asks for are passed over, and nothing of them is taken for a decision")
{
    CHECK(keys_of("\x1b[15~\x1b[1;5Ci") == std::vector<Key>{{KeyKind::text, "i"}});
    CHECK(keys_of("\x01\xFF\xFE"
                  "e") == std::vector<Key>{{KeyKind::text, "e"}});
    CHECK(keys_of("\r\x7f\x03") ==
          std::vector<Key>{{KeyKind::enter, ""}, {KeyKind::backspace, ""}, {KeyKind::quit, ""}});
}
