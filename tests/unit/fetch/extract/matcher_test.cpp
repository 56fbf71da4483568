// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/matcher.hpp"

#include <doctest/doctest.h>
#include <map>
#include <random>
#include <set>

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

/// The slow way: a word at a time through all terms.
class Plain
{
public:
    void add(const std::string& term, std::uint32_t label)
    {
        std::vector<std::string> words;
        for (const std::string& word : term_tokens(term)) {
            words.push_back(one_spelling(word));
            begun_.try_emplace(words);
        }
        begun_[words].emplace(label);
    }

    std::string found(std::string_view text) const
    {
        const std::vector<Token> tokens = tokenize(text);
        std::string out;
        for (std::size_t first = 0; first < tokens.size();) {
            std::vector<std::string> words;
            std::size_t last = first;
            std::uint32_t label = 0;
            for (std::size_t at = first; at < tokens.size() && follow(words, tokens[at].text); ++at)
                if (const auto& labels = begun_.at(words); !labels.empty()) {
                    last = at + 1;
                    label = *labels.begin();
                }
            if (last > first)
                out += (out.empty() ? "" : " ") + std::to_string(first) + "-" + std::to_string(last) + ":" +
                       std::to_string(label);
            first = std::max(last, first + 1);
        }
        return out;
    }

private:
    bool follow(std::vector<std::string>& words, const std::string& text) const
    {
        words.push_back(one_spelling(text));
        if (begun_.contains(words))
            return true;
        std::string& word = words.back();
        if (word.size() < 5 || !word.ends_with('s') || word.ends_with("ss"))
            return false;
        word.pop_back();
        return begun_.contains(words);
    }

    std::map<std::vector<std::string>, std::set<std::uint32_t>> begun_; ///< labels in the order of the terms
};

} // namespace

TEST_CASE("the tables find what a plain search finds")
{
    constexpr std::string_view words[] = {"hair",          "loss", "losses", "anaemia", "anemia", "anemias",
                                          "rash",          "of",   "the",    "tumour",  "tumors", "tumour's",
                                          "acute",         "-",    "5",      "fu",      "oedema", "leucopenia",
                                          "sulphonamides", "drug", "drugs",  "drugss"};
    std::mt19937 chance(1);
    const auto text = [&](std::size_t most) {
        std::string out;
        for (std::size_t i = 1 + chance() % most; i > 0; --i)
            out += std::string(words[chance() % std::size(words)]) + " ";
        return out;
    };
    std::size_t matched = 0;
    for (int round = 0; round < 100; ++round) {
        Matcher matcher;
        Plain plain;
        for (std::uint32_t label = 0; label < 60; ++label) {
            const std::string term = text(4);
            matcher.add(term, label);
            plain.add(term, label);
        }
        for (int i = 0; i < 20; ++i) {
            const std::string where = text(30);
            CHECK(found(matcher, where) == plain.found(where));
            matched += plain.found(where).size();
        }
    }
    CHECK(matched > 10000);
}

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
