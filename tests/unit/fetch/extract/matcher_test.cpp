// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/matcher.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// "first-last:label" of each match.
std::string found(const Matcher& matcher, std::string_view text)
{
    std::string out;
    for (const Matcher::Match& match : matcher.find(tokenize(text)))
        out += (out.empty() ? "" : " ") + std::to_string(match.first) + "-" + std::to_string(match.last) + ":" +
               std::to_string(match.label);
    return out;
}

} // namespace

TEST_CASE("the longest term wins, whole words only, from left to right")
{
    Matcher matcher;
    matcher.add("alopecia", 1);
    matcher.add("alopecia areata", 2);
    matcher.add("areata barbae", 3);
    matcher.add("hair loss", 4);
    CHECK(found(matcher, "alopecia areata") == "0-2:2");
    CHECK(found(matcher, "alopecia areata barbae") == "0-2:2"); // not overlapping
    CHECK(found(matcher, "Alopecia, hair loss") == "0-1:1 2-4:4");
    CHECK(found(matcher, "pseudoalopecia") == "");
    CHECK(found(matcher, "hair was lost") == "");
    CHECK(found(matcher, "") == "");
}

TEST_CASE("plurals and British spelling find the term, in the text and in the vocabulary")
{
    Matcher matcher;
    matcher.add("haemolytic anaemia", 1);
    matcher.add("seizure", 2);
    matcher.add("rash", 3);
    matcher.add("tumor", 4);
    CHECK(found(matcher, "hemolytic anemia") == "0-2:1");
    CHECK(found(matcher, "haemolytic anaemias") == "0-2:1");
    CHECK(found(matcher, "seizures") == "0-1:2");
    CHECK(found(matcher, "tumours") == "0-1:4");
    CHECK(found(matcher, "ras") == "");
}

TEST_CASE("of two labels for one term the first stays")
{
    Matcher matcher;
    matcher.add("neoral", 7);
    matcher.add("Neoral", 8);
    matcher.add("", 9); // names nothing
    CHECK(found(matcher, "Neoral") == "0-1:7");
}

TEST_CASE("one spelling for British and American words")
{
    constexpr std::string_view pairs[][2] = {{"haemolysis", "hemolysis"},
                                             {"oedema", "edema"},
                                             {"tumour", "tumor"},
                                             {"diarrhoea", "diarrhea"},
                                             {"leucopenia", "leukopenia"},
                                             {"anaesthesia", "anesthesia"},
                                             {"paediatric", "pediatric"},
                                             {"dyspnoea", "dyspnea"},
                                             {"oesophagitis", "esophagitis"},
                                             {"sulphonamide", "sulfonamide"},
                                             {"anaemia", "anemia"},
                                             {"rash", "rash"},
                                             {"hospitalisation", "hospitalization"},
                                             {"bacteraemia", "bacteremia"}};
    for (const auto& pair : pairs)
        CHECK(one_spelling(std::string(pair[0])) == one_spelling(std::string(pair[1])));
}
