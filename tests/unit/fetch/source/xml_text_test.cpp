// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/xml_text.hpp"

#include "corpus/text.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

Text text_of(const std::string& inside)
{
    const auto document = parse_xml("<t>" + inside + "</t>");
    REQUIRE(document.has_value());
    return marked_text((*document)->document_element());
}

} // namespace

TEST_CASE("inline markup is flattened and no blank between two elements is lost")
{
    CHECK(text_of("<i>k</i> <sub>cat</sub> of <b>DIN</b>: <b>PO</b>").text == "k cat of DIN: PO");
    CHECK(text_of("one<i>two</i>three").text == "onetwothree");
    CHECK(text_of("\n  hair\n  <b> loss </b>\t.\n").text == "hair loss .");
}

TEST_CASE("texts that stand as they are shown and those that do not come to the same")
{
    for (const char* text : {"hair loss", " hair loss", "hair loss ", "hair  loss", "hair\tloss", "hair&#x7F;loss",
                             "hair&#1;loss", "<i>hair</i> loss", "<i>hair </i>loss", "<i/>hair<i> loss</i>"})
        CHECK_MESSAGE(text_of(text).text == "hair loss", text);
}

TEST_CASE("texts of every length lose blanks and control characters wherever they stand")
{
    for (std::size_t length = 1; length <= 40; ++length) {
        const std::string word(length, '~');
        CHECK(text_of(word).text == word);
        for (std::size_t at = 0; at <= length; ++at)
            for (const std::string odd : {"  ", "\t", "&#1;", "&#x7F;", "\xC3\xA9", " \n"}) {
                const std::string before = word.substr(0, at), after = word.substr(at);
                const std::string between = odd[0] == '\xC3' ? odd : before.empty() || after.empty() ? "" : " ";
                REQUIRE_MESSAGE(text_of(before + odd + after).text == before + between + after, length, " ", at);
            }
    }
}

TEST_CASE("what a comment says is no text, what CDATA says is")
{
    CHECK(text_of("a<!-- b -->c").text == "ac");
    CHECK(text_of("<![CDATA[p < 0.05 & so on]]>").text == "p < 0.05 & so on");
}

TEST_CASE("references are decoded once and never twice")
{
    CHECK(text_of("5&#x2009;mg &lt;sub&gt; &amp;lt;").text == "5\xE2\x80\x89mg <sub> &lt;");
    CHECK(text_of("&nbsp;").text == "&nbsp;"); // not an entity of XML: stays as it is
}

TEST_CASE("raised and lowered pieces are marked where they stand")
{
    const Text text = text_of("10<sup>3</sup> of CO<sub>2</sub>");
    CHECK(text.text == "103 of CO2");
    REQUIRE(text.marks.size() == 2);
    CHECK(text.marks[0] == Mark{2, 3, true});
    CHECK(text.marks[1] == Mark{9, 10, false});
    CHECK(displayed(text) == "10^3 of CO_2");
}

TEST_CASE("a mark covers no blank and needs some text")
{
    CHECK(displayed(text_of("CO<sub> 2 </sub> gas")) == "CO _2 gas");
    CHECK(text_of("CO<sub></sub>").marks.empty());
    CHECK(text_of("CO <sub> </sub>gas").marks.empty());
}

TEST_CASE("a piece raised inside a raised piece stays part of it")
{
    CHECK(displayed(text_of("x<sup>a<sub>2</sub>b</sup>y")) == "x^a2by");
}

TEST_CASE("MathML gives the text of its leaves, whatever its prefix")
{
    CHECK(text_of("about <mml:math><mml:mi>k</mml:mi><mml:mo>=</mml:mo><mml:mn>3</mml:mn></mml:math> h").text ==
          "about k=3 h");
}

TEST_CASE("bytes that are not UTF-8 are an error that tells the byte")
{
    const auto document = parse_xml("<t>caf\xE9</t>");
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().position == 6);
    CHECK(document.error().what == "byte 0xE9 is not UTF-8");
}

TEST_CASE("references to what is no character leave valid UTF-8 behind")
{
    for (const char* reference : {"&#xD800;", "&#x110000;", "&#0;", "&#x1B;", "&#x7F;", "&#xFFFFFFFF;"}) {
        const Text text = text_of(std::string("a") + reference + "b");
        CHECK_MESSAGE(invalid_utf8(text.text) == std::string_view::npos, reference);
        CHECK(text.text.find('\x1B') == std::string::npos);
    }
    const auto document = parse_xml("<t Label=\"A&#xD800;\"/>");
    CHECK(invalid_utf8(plain_attribute((*document)->document_element(), "Label")) == std::string_view::npos);
}

TEST_CASE("elements nested a hundred thousand deep are read")
{
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "<b>";
    deep += "x";
    for (int i = 0; i < 100000; ++i)
        deep += "</b>";
    CHECK(text_of(deep).text == "x");
}

TEST_CASE("ill-formed XML is an error that tells the byte")
{
    const auto document = parse_xml("<t><b></t>");
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().position >= 6);
}
