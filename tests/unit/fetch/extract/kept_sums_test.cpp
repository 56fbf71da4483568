// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept must not change what is read: the shipped model with a memory that has seen much, and with a new one.
#include "fetch/extract/annotator.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::string read_by(Annotator& annotator, std::string_view text)
{
    std::string out;
    for (const AnnotatedEvent& event : annotate(annotator, text, 0)) {
        out += event.type + " " + std::to_string(event.score) + "\n";
        for (const AnnotatedSpan& span : event.arguments)
            out += span.role + " " + std::string(text.substr(span.begin, span.end - span.begin)) + " " +
                   std::to_string(span.score) + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("a sentence is read as before by one who has read thousands of other words in between")
{
    constexpr std::string_view text = "A 33-year-old man developed ALOPECIA two months after starting cyclosporine.";
    Annotator annotator(Model::open(shipped_model()));
    const std::string before = read_by(annotator, text);
    CHECK(before.find("cyclosporine") != std::string::npos);
    CHECK(read_by(annotator, text) == before);
    std::string many;
    for (int i = 0; i < 12'000; ++i)
        many += "word" + std::to_string(i) + "x" + (i % 20 == 19 ? ". " : " ");
    CHECK(read_by(annotator, many) == read_by(annotator, many));
    CHECK(read_by(annotator, text) == before);
}

TEST_CASE("a word in capitals is not taken for the same word without")
{
    Annotator one(Model::open(shipped_model()));
    Annotator other = one;
    constexpr std::string_view plain = "Severe nausea was caused by aspirin.";
    constexpr std::string_view capitals = "Severe NAUSEA was caused by Aspirin.";
    const std::string first = read_by(one, capitals);
    read_by(other, plain);
    CHECK(read_by(other, capitals) == first);
}
