// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/person.hpp"

#include "fetch/extract/cues.hpp"
#include "fetch/extract/others.hpp"

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

/// An age that may be this patient's: his own, or a list with one for each.
bool is_of_story(const Story& story, std::size_t place, const Quantity& q)
{
    return q.kind == QuantityKind::age && (q.each.empty() || own_value(story, place, q) != nullptr);
}

/// Ages in the story, the title's last.
std::vector<AgePlace> ages(const Story& story)
{
    std::vector<AgePlace> text;
    std::vector<AgePlace> title;
    for (std::size_t place = 0; place < story.size(); ++place)
        for (std::size_t i = 0; i < story.at(place).items.size(); ++i) {
            const MaskedItem& item = story.at(place).items[i];
            if (item.quantity >= 0 && !is_anothers(story.reading, story.at(place), item.begin) &&
                is_of_story(story, place, story.at(place).quantities[static_cast<std::size_t>(item.quantity)]))
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
    const Quantity& age = sentence.quantities[static_cast<std::size_t>(item.quantity)];
    patient.age_years = stated(age.each.empty() ? age.years : own_value(story, chosen.place, age)->min, words);
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

/// Whose sex a row of people tells, "two women and one man": how many, and the word for them.
struct SexGroup
{
    std::size_t people;
    std::size_t number; ///< the token that counts them
    std::size_t token;
};

/// The groups of a sentence in their order.
std::vector<SexGroup> sex_groups(const Sentence& sentence)
{
    std::vector<SexGroup> out;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        const SexWord* word = sex_word(sentence.tokens[i]);
        if (word == nullptr || !word->noun || sentence.tokens[i].text.size() == 1)
            continue;
        for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
            const std::string& before = sentence.tokens[i - back].text;
            if (before == "and" || before == ",")
                break;
            const auto number = read_number(sentence.tokens, i - back);
            if (number && number->last <= i && number->value >= 1 && number->value <= 20) {
                out.push_back({static_cast<std::size_t>(number->value), i - back, i});
                break;
            }
        }
    }
    return out;
}

/// "two women and one man": nothing stands between the groups but what joins them.
bool are_joined(const Sentence& sentence, const SexGroup& one, const SexGroup& next)
{
    for (std::size_t i = one.token + 1; i < next.number; ++i)
        if (sentence.tokens[i].text != "and" && sentence.tokens[i].text != ",")
            return false;
    return true;
}

/// The word for the sex of the n-th of so many patients, where the groups of a sentence are all of them.
const Token* listed_noun(const Sentence& sentence, std::size_t patients, std::size_t which)
{
    const std::vector<SexGroup> groups = sex_groups(sentence);
    std::size_t all = 0;
    for (const SexGroup& group : groups)
        all += group.people;
    if (groups.size() < 2 || all != patients)
        return nullptr;
    for (const SexGroup& group : groups) {
        if (which < group.people)
            return &sentence.tokens[group.token];
        which -= group.people;
    }
    return nullptr;
}

/// Men and women are told of in one breath, and which of them is which patient is not.
bool names_both_sexes(const Sentence& sentence)
{
    std::optional<Sex> first;
    for (const Token& token : sentence.tokens) {
        const SexWord* word = sex_word(token);
        if (word == nullptr || !word->noun || token.text.size() == 1)
            continue;
        if (first && *first != word->sex)
            return true;
        first = word->sex;
    }
    return false;
}

/// Where the article tells its patients' sexes in one row, that of this one; true where it does, be it unknown.
bool read_listed_sex(const Story& story, Patient& patient)
{
    for (std::size_t place = 0; place < story.size() && story.patients > 1; ++place) {
        if (!story.alone.empty() && story.alone[place])
            continue;
        const Sentence& sentence = story.at(place);
        if (speaks_in_general(story.reading, sentence))
            continue;
        if (const Token* noun = listed_noun(sentence, story.patients, story.which)) {
            patient.sex = sex_from(story, sentence, *noun);
            return true;
        }
        const bool listed = std::ranges::any_of(sentence.quantities, [&](const Quantity& q) {
            return q.kind == QuantityKind::age && q.each.size() == story.patients;
        });
        if (listed && names_both_sexes(sentence))
            return true;
    }
    return false;
}

/// "His mother", "her 8-year-old son".
bool is_relative(const Sentence& sentence, std::size_t token)
{
    static const Pattern kin(with_phrases(R"(^<kin>\b)"));
    static const Pattern owned(R"(\b(?:his|her|their|whose|patient's) (?:(?:AGE|[^ .;,A-Z]+) ){0,2}$)");
    const auto item = std::ranges::find(sentence.items, token, &MaskedItem::first);
    const std::string_view masked = sentence.masked;
    return item != sentence.items.end() && kin.found_in(masked.substr(item->begin)) &&
           owned.found_in(masked.substr(0, item->begin));
}

/// "A kidney from a 40-year-old man".
bool explains_anothers_age(const Reading& reading, const Sentence& sentence, const Token& token)
{
    return std::ranges::any_of(sentence.items, [&](const MaskedItem& item) {
        return item.quantity >= 0 &&
               sentence.quantities[static_cast<std::size_t>(item.quantity)].kind == QuantityKind::age &&
               is_anothers(reading, sentence, item.begin) && nearest_noun(sentence, item.last) == &token;
    });
}

/// A noun that tells a relative's or a donor's sex; "his" in "his mother" is the patient's.
bool is_anothers_word(const Story& story, std::size_t place, const Token& token)
{
    const Sentence& sentence = story.at(place);
    const auto at = static_cast<std::size_t>(&token - sentence.tokens.data());
    if (tells_of_another(story.reading, sentence))
        return at != 0 || sex_word(token)->noun;
    return sex_word(token)->noun &&
           (is_relative(sentence, at) || explains_anothers_age(story.reading, sentence, token));
}

void read_sex(const Story& story, std::size_t which, std::size_t patients, Patient& patient)
{
    if (read_listed_sex(story, patient))
        return;
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
            if (word == nullptr || is_anothers_word(story, place, token) || token.text.size() == 1 ||
                is_of_many(story.at(place), token, patients))
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

std::optional<Sex> sex_listed(const Sentence& sentence, std::size_t patients, std::size_t which)
{
    const Token* noun = listed_noun(sentence, patients, which);
    return noun == nullptr ? std::nullopt : std::optional(sex_word(*noun)->sex);
}

std::size_t people_in_row(const Sentence& sentence, std::size_t token)
{
    const std::vector<SexGroup> groups = sex_groups(sentence);
    std::size_t row = 0;
    bool here = false;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i > 0 && !are_joined(sentence, groups[i - 1], groups[i])) {
            if (here)
                break;
            row = 0;
        }
        row += groups[i].people;
        here |= groups[i].token == token;
    }
    return here ? row : 0;
}

Patient read_patient(const Story& story, std::size_t which, std::size_t patients)
{
    Patient patient;
    read_age(story, which, patient);
    read_sex(story, which, patients, patient);
    return patient;
}

} // namespace casebook
