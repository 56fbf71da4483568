// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/person.hpp"

#include "fetch/extract/cues.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct SexWord
{
    std::string_view word;
    Sex sex;
    bool noun; ///< names the person; pronouns only point back
};

constexpr std::array<SexWord, 46> sex_words = {
    {{"woman", Sex::female, true},       {"women", Sex::female, true},
     {"female", Sex::female, true},      {"females", Sex::female, true},
     {"girl", Sex::female, true},        {"girls", Sex::female, true},
     {"lady", Sex::female, true},        {"mother", Sex::female, true},
     {"housewife", Sex::female, true},   {"waitress", Sex::female, true},
     {"grandmother", Sex::female, true}, {"nun", Sex::female, true},
     {"schoolgirl", Sex::female, true},  {"sisters", Sex::female, true},
     {"daughter", Sex::female, true},    {"f", Sex::female, true},
     {"actress", Sex::female, true},     {"hostess", Sex::female, true},
     {"multipara", Sex::female, true},   {"primigravida", Sex::female, true},
     {"pregnant", Sex::female, true},    {"postmenopausal", Sex::female, true},
     {"widow", Sex::female, true},       {"man", Sex::male, true},
     {"men", Sex::male, true},           {"male", Sex::male, true},
     {"males", Sex::male, true},         {"boy", Sex::male, true},
     {"boys", Sex::male, true},          {"gentleman", Sex::male, true},
     {"father", Sex::male, true},        {"grandfather", Sex::male, true},
     {"schoolboy", Sex::male, true},     {"brothers", Sex::male, true},
     {"son", Sex::male, true},           {"m", Sex::male, true},
     {"fireman", Sex::male, true},       {"policeman", Sex::male, true},
     {"widower", Sex::male, true},       {"she", Sex::female, false},
     {"her", Sex::female, false},        {"hers", Sex::female, false},
     {"herself", Sex::female, false},    {"he", Sex::male, false},
     {"his", Sex::male, false},          {"himself", Sex::male, false}}};

const SexWord* sex_word(const Token& token)
{
    const auto* found = std::ranges::find(sex_words, token.text, &SexWord::word);
    if (found == sex_words.end() || (token.text.size() == 1 && !token.capital))
        return nullptr;
    return found;
}

struct AgePlace
{
    std::size_t place;
    std::size_t item;
};

/// Ages in the story, the title's last.
std::vector<AgePlace> ages(const Story& story)
{
    std::vector<AgePlace> text;
    std::vector<AgePlace> title;
    for (std::size_t place = 0; place < story.size(); ++place)
        for (std::size_t i = 0; i < story.at(place).items.size(); ++i) {
            const MaskedItem& item = story.at(place).items[i];
            if (item.quantity >= 0 &&
                story.at(place).quantities[static_cast<std::size_t>(item.quantity)].kind == QuantityKind::age)
                (story.at(place).passage == 0 ? title : text).push_back({place, i});
        }
    text.insert(text.end(), title.begin(), title.end());
    return text;
}

/// The moment that an age belongs to, by the words around it.
AgeAt moment(const Sentence& sentence, const MaskedItem& item)
{
    static const Pattern diagnosis(
        R"((?:diagnos\w+|diagnosis) (?:[^ .;]+ ){0,8}AGE|AGE (?:[^ .;]+ ){0,6}(?:was|were) (?:first |newly )?diagnosed)");
    static const Pattern onset(with_phrases(
        R"(AGE (?:[^ ;]+ ){0,30}(?:developed|develops|experienced|noticed|noted|suffered|lost|began to|had (?:\w+ )?(?:onset|developed)|acquired|showed|exhibited|manifested|became|lapsed|died)|(?:developed|occurred|appeared|arose|began|was observed|were observed|was noted|seen|found|observed|described) (?:[^ ;]+ ){0,14}in ~6AGE|EVENT ~8in ~6AGE|AGE (?:[^ ;]+ ){0,6}(?:with|who had) (?:[^ ;]+ ){0,6}EVENT)"));
    static const Pattern presentation(
        R"(AGE (?:[^ ;]+ ){0,14}(?:present\w*|was admitted|was referred|was seen|consulted|was hospitali[sz]ed|came to|attended|underwent|was brought|complain\w+|was transferred))");
    const std::size_t from = item.begin > 60 ? item.begin - 60 : 0;
    const std::string_view around = std::string_view(sentence.masked).substr(from);
    if (diagnosis.found_in(around))
        return AgeAt::diagnosis;
    const auto onset_match = onset.find(around);
    const auto presentation_match = presentation.find(around);
    if (onset_match && presentation_match)
        return onset_match->front().end <= presentation_match->front().end ? AgeAt::onset : AgeAt::presentation;
    if (onset_match)
        return AgeAt::onset;
    return AgeAt::presentation;
}

void read_age(const Story& story, std::size_t which, Patient& patient)
{
    std::vector<AgePlace> found = ages(story);
    if (found.empty())
        return;
    // several patients introduced in one sentence: the n-th age is the n-th patient's
    const std::size_t place = found.front().place;
    const auto same = static_cast<std::size_t>(std::ranges::count(found, place, &AgePlace::place));
    const AgePlace chosen = same > 1 && which < same ? found[which] : found.front();
    const Sentence& sentence = story.at(chosen.place);
    const MaskedItem& item = sentence.items[chosen.item];
    const Evidence words = evidence_of(story.reading, sentence, item.first, item.last);
    patient.age_years = stated(sentence.quantities[static_cast<std::size_t>(item.quantity)].years, words);
    patient.age_at = stated(moment(sentence, item), words);
}

/// The noun of sex nearest to a token of a sentence, looking forward first.
const Token* nearest_noun(const Sentence& sentence, std::size_t token)
{
    constexpr std::size_t reach = 8;
    for (std::size_t step = 0; step <= reach; ++step)
        for (const std::size_t i : {token + step, token - step})
            if (i < sentence.tokens.size() && sex_word(sentence.tokens[i]) != nullptr &&
                sex_word(sentence.tokens[i])->noun)
                return &sentence.tokens[i];
    return nullptr;
}

Stated<Sex> sex_from(const Story& story, const Sentence& sentence, const Token& token)
{
    const auto index = static_cast<std::size_t>(&token - sentence.tokens.data());
    return stated(sex_word(token)->sex, evidence_of(story.reading, sentence, index, index + 1));
}

/// "32 men", "the women": several people's word, which is a patient's own only where it counts the patients told of.
bool is_of_many(const Sentence& sentence, const Token& token, std::size_t patients)
{
    constexpr std::array<std::string_view, 8> plurals = {"men",   "women", "males",    "females",
                                                         "girls", "boys",  "brothers", "sisters"};
    const auto at = static_cast<std::size_t>(&token - sentence.tokens.data());
    const bool qualifies = at + 1 < sentence.tokens.size() &&
                           (sentence.tokens[at + 1].text == "patients" || sentence.tokens[at + 1].text == "subjects" ||
                            sentence.tokens[at + 1].text == "recipients");
    if (std::ranges::find(plurals, token.text) == plurals.end() && !qualifies)
        return false;
    for (std::size_t back = 1; back <= 3 && back <= at; ++back)
        if (const auto number = read_number(sentence.tokens, at - back); number && number->last <= at)
            return number->value != static_cast<double>(patients);
    return patients == 1;
}

void read_sex(const Story& story, std::size_t which, std::size_t patients, Patient& patient)
{
    const std::vector<AgePlace> found = ages(story);
    if (!found.empty()) {
        const auto same = static_cast<std::size_t>(std::ranges::count(found, found.front().place, &AgePlace::place));
        const AgePlace chosen = same > 1 && which < same ? found[which] : found.front();
        const Sentence& sentence = story.at(chosen.place);
        if (const Token* noun = nearest_noun(sentence, sentence.items[chosen.item].last)) {
            patient.sex = sex_from(story, sentence, *noun);
            return;
        }
    }
    const Token* pronoun = nullptr;
    const Sentence* where = nullptr;
    for (std::size_t place = 0; place < story.size(); ++place)
        for (const Token& token : story.at(place).tokens) {
            const SexWord* word = sex_word(token);
            if (word == nullptr || token.text.size() == 1 || is_of_many(story.at(place), token, patients))
                continue;
            if (word->noun && (story.at(place).passage != 0 || patients == 1)) {
                patient.sex = sex_from(story, story.at(place), token);
                return;
            }
            if (pronoun == nullptr && story.at(place).passage != 0) {
                pronoun = &token;
                where = &story.at(place);
            }
        }
    if (pronoun != nullptr)
        patient.sex = sex_from(story, *where, *pronoun);
}

} // namespace

std::optional<Sex> sex_of_word(const Token& token)
{
    const SexWord* word = sex_word(token);
    return word == nullptr || token.text.size() == 1 ? std::nullopt : std::optional(word->sex);
}

std::optional<Sex> sex_beside(const Sentence& sentence, std::size_t token)
{
    const Token* noun = nearest_noun(sentence, token);
    return noun == nullptr ? std::nullopt : std::optional(sex_word(*noun)->sex);
}

Patient read_patient(const Story& story, std::size_t which, std::size_t patients)
{
    Patient patient;
    read_age(story, which, patient);
    read_sex(story, which, patients, patient);
    return patient;
}

} // namespace casebook
