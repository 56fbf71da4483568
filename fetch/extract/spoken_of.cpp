// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/spoken_of.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/person.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 24> ends_of_a_noun = {
    "with",    "who",      "was",    "had",   "on",    "and",   "presented", "developed",
    "has",     "received", "taking", "in",    "at",    "from",  "of",        "treated",
    "without", "for",      "known",  "whose", "while", "began", "noticed",   "took"};

bool is_plain_word(const Token& token) { return token.text.size() > 2 && is_letter(token.text.front()); }

/// The word for a person beside an age: the last one before "with" or a comma, else the one that the age explains.
std::string noun_beside(const Sentence& sentence, const MaskedItem& age)
{
    std::string noun;
    for (std::size_t i = age.last; i < sentence.tokens.size() && i < age.last + 4 && is_plain_word(sentence.tokens[i]);
         ++i) {
        if (std::ranges::find(ends_of_a_noun, sentence.tokens[i].text) != ends_of_a_noun.end())
            break;
        noun = sentence.tokens[i].text;
    }
    constexpr std::array<std::string_view, 5> joins = {"(", ",", "of", "aged", "was"};
    std::size_t before = age.first;
    while (before > 0 && std::ranges::find(joins, sentence.tokens[before - 1].text) != joins.end())
        --before;
    if (noun.empty() && before > 0 && before < age.first && is_plain_word(sentence.tokens[before - 1]))
        noun = sentence.tokens[before - 1].text;
    return noun;
}

/// The one of them for whom it holds; -1 where it holds for none or several.
template <class Holds> int only(const std::vector<Introduction>& people, Holds holds)
{
    const auto first = std::ranges::find_if(people, holds);
    const bool one = first != people.end() && std::find_if(first + 1, people.end(), holds) == people.end();
    return one ? static_cast<int>(first - people.begin()) : -1;
}

/// "The younger sister", of two.
int by_age(const std::vector<Introduction>& people, bool younger)
{
    if (people.size() != 2 || people[0].age == people[1].age)
        return -1;
    return (people[0].age < people[1].age) == younger ? 0 : 1;
}

int by_number(const Sentence& sentence, const std::vector<Introduction>& people)
{
    static const Pattern both(
        R"(\b(?:both|all|each|neither|none|these|our (?:two|three|four|five|patients)|the (?:two|three|four|five) (?:patients|women|men|children|cases)|in all)\b)");
    static const Pattern which(
        R"((?:^(?:[^ ]+ ){0,6}|[;,] )(?:(?:patient|case) (?:no \. )?([1-5]|[a-e])\b|(?:(?:the|our|one|in) ){0,2}(?:(former|latter)\b|(first|second|third|fourth|fifth|other|younger|elder|older|remaining) (?:AGE )?(?:patient|case|one|woman|man|child|boy|girl|infant|sister|brother|sibling|twin|was|had|has|did|developed|who|received|recovered|improved|died|,)(?: |$))))");
    if (both.found_in(sentence.masked))
        return -1;
    const auto match = which.find(sentence.masked);
    if (!match)
        return -1;
    std::string_view word;
    for (const std::size_t group : {1U, 2U, 3U})
        if ((*match)[group].end > (*match)[group].begin)
            word = std::string_view(sentence.masked)
                       .substr((*match)[group].begin, (*match)[group].end - (*match)[group].begin);
    if (word == "younger" || word == "elder" || word == "older")
        return by_age(people, word == "younger");
    constexpr std::array<std::pair<std::string_view, std::size_t>, 15> places = {{{"first", 0},
                                                                                  {"1", 0},
                                                                                  {"a", 0},
                                                                                  {"former", 0},
                                                                                  {"second", 1},
                                                                                  {"2", 1},
                                                                                  {"b", 1},
                                                                                  {"third", 2},
                                                                                  {"3", 2},
                                                                                  {"c", 2},
                                                                                  {"fourth", 3},
                                                                                  {"4", 3},
                                                                                  {"d", 3},
                                                                                  {"fifth", 4},
                                                                                  {"5", 4}}};
    const auto* place = std::ranges::find(places, word, &std::pair<std::string_view, std::size_t>::first);
    const std::size_t index = place != places.end() ? place->second : word == "e" ? 4 : 1; // "the other", "the latter"
    return index < people.size() ? static_cast<int>(index) : -1;
}

/// "The plumber gave up the drug": the word that one of them was introduced with.
int by_noun(const Sentence& sentence, const std::vector<Introduction>& people)
{
    static const Pattern pattern(R"(^(?:in |for |with )?(?:the|this) ([a-z]+)\b)");
    const auto match = pattern.find(sentence.masked);
    if (!match)
        return -1;
    const std::string_view word =
        std::string_view(sentence.masked).substr((*match)[1].begin, (*match)[1].end - (*match)[1].begin);
    return only(people, [&](const Introduction& person) { return person.noun == word; });
}

/// "The 22-year-old was given it again": the age that one of them alone was introduced with.
int by_told_age(const Sentence& sentence, const std::vector<Introduction>& people)
{
    static const Pattern pattern(R"(^(?:in |for |with )?(?:the|this|our) (AGE)\b)");
    const auto match = pattern.find(sentence.masked);
    if (!match)
        return -1;
    const Quantity& age = sentence.quantities[static_cast<std::size_t>(item_at(sentence, (*match)[1].begin).quantity)];
    return age.each.empty() ? only(people, [&](const Introduction& person) { return person.age == age.years; }) : -1;
}

/// "She …", "The girl …", "His …", where one of them alone is of that sex.
int by_sex(const Sentence& sentence, const std::vector<Introduction>& people)
{
    const bool known = std::ranges::all_of(people, [](const Introduction& person) { return person.sex.has_value(); });
    for (std::size_t i = 0; known && i < 3 && i < sentence.tokens.size(); ++i)
        if (const auto sex = sex_of_word(sentence.tokens[i]))
            return only(people, [&](const Introduction& person) { return person.sex == sex; });
    return -1;
}

} // namespace

Introduction introduction(const Sentence& sentence, const MaskedItem& age_item, std::size_t index, double age)
{
    return {index, age, noun_beside(sentence, age_item), sex_beside(sentence, age_item.last)};
}

int spoken_of(const Sentence& sentence, const std::vector<Introduction>& people)
{
    for (const auto by : {by_number, by_told_age, by_noun, by_sex})
        if (const int which = by(sentence, people); which >= 0)
            return which;
    return -1;
}

} // namespace casebook
