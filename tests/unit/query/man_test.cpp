// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "query/request.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test;

namespace {

bool on_page(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// As man(7) has a dash that stays one.
std::string with_plain_dashes(std::string_view text) { return replaced(std::string(text), "-", "\\-"); }

} // namespace

TEST_CASE("the manual page has every command with its example, every option and every field")
{
    const std::string page = Desk().run({"man"}).out;
    CHECK(page.starts_with(".TH CASEBOOK 1 "));
    for (const Command& command : commands()) {
        CAPTURE(command.name);
        CHECK(on_page(page, ".SS " + with_plain_dashes(command.name) + "\n"));
        CHECK(on_page(page, with_plain_dashes(command.example)));
        for (const OptionSpec& spec : command.arguments)
            CHECK(on_page(page, ".B " + with_plain_dashes(spec.name)));
    }
    for (const Field& field : casebook::fields())
        CHECK(on_page(page, ".B " + with_plain_dashes(field.id) + "\n"));
    for (const QueryField& field : query_fields())
        CHECK(on_page(page, ".B " + with_plain_dashes(field.name) + "\n"));
}

TEST_CASE("no line of the manual page is a request that was meant as text")
{
    const std::string page = Desk().run({"man"}).out;
    constexpr std::string_view known[] = {".TH", ".SH", ".SS", ".B",  ".TP", ".PP",
                                          ".nf", ".RS", ".RE", ".fi", ".BR", ".BI"};
    for (const std::string& line : split(page, '\n')) {
        CAPTURE(line);
        CHECK_FALSE(line.starts_with('\''));
        if (line.starts_with('.'))
            CHECK(std::ranges::find(known, line.substr(0, line.find(' '))) != std::end(known));
    }
}

TEST_CASE("the completion knows every command and option")
{
    const Desk desk;
    const std::string script = desk.run({"completion", "bash"}).out;
    for (const Command& command : commands()) {
        CAPTURE(command.name);
        CHECK(on_page(script, "        '" + std::string(command.name) + "') words="));
        for (const OptionSpec& spec : command.arguments)
            if (spec.name.starts_with('-'))
                CHECK(on_page(script, std::string(spec.name)));
    }
    for (const QueryField& field : query_fields())
        if (!field.values.empty())
            CHECK(on_page(script, "            '" + field.name + "') words='" + join(field.values, " ") + "' ;;"));
    CHECK(desk.run({"completion", "fish"}).status == 2);
}
