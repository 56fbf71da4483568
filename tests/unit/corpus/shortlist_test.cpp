// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/shortlist.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <iterator>
#include <string>

using namespace casebook;

namespace {

std::vector<std::size_t> listed(const std::vector<Pattern>& patterns, std::string text)
{
    return Shortlist(patterns).of(Searched(std::move(text)));
}

std::vector<Pattern> some_patterns()
{
    std::vector<Pattern> out;
    for (const char* pattern :
         {R"(\bDRUG (?:caused|induced) EVENT\b)", R"(\b(?:was|were) stopped\b)", R"(\d+ (?:mg|g))",
          R"(\b(?:stopped(?: at once)?|(?:no longer|never) given)\b)", R"(EVENT)"})
        out.emplace_back(pattern);
    for (int number = 100; number < 200; ++number) // as many as there are signs
        out.emplace_back("sign" + std::to_string(number) + "x");
    return out;
}

} // namespace

TEST_CASE("a shortlist has the patterns whose words stand in a text, in their order")
{
    using Places = std::vector<std::size_t>;
    const std::vector<Pattern> patterns = some_patterns();
    CHECK(listed(patterns, "DRUG induced EVENT .") == Places{0, 2, 4});
    CHECK(listed(patterns, "DRUG was stopped .") == Places{1, 2, 3});
    CHECK(listed(patterns, "it was never given") == Places{2, 3});
    CHECK(listed(patterns, "") == Places{2}); // what requires no words is always there
    CHECK(listed({}, "DRUG").empty());
    const Places of_hundred = listed(patterns, "sign100x sign163x sign199x");
    const Places signs{2, 5, 68, 104}; // and a few whose runs are theirs too
    CHECK(std::ranges::includes(of_hundred, signs));
    CHECK(of_hundred.size() < 20);
}

TEST_CASE("no pattern that matches is missing from a shortlist")
{
    const std::vector<Pattern> patterns = some_patterns();
    const Shortlist shortlist(patterns);
    const char* words[] = {"DRUG", "caused", "EVENT", "were", "stopped", "5", "mg", "no longer given", "sign180x", "."};
    for (std::size_t first = 0; first < std::size(words); ++first)
        for (std::size_t second = 0; second < std::size(words); ++second)
            for (std::size_t third = 0; third < std::size(words); ++third) {
                const Searched text(std::string(words[first]) + " " + words[second] + " " + words[third]);
                const std::vector<std::size_t> places = shortlist.of(text);
                for (std::size_t i = 0; i < patterns.size(); ++i)
                    if (patterns[i].found_in(std::string_view(text)))
                        CHECK(std::ranges::find(places, i) != places.end());
            }
}
