// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/others.hpp"
#include "fetch/extract/person.hpp"
#include "fetch/extract/spoken_of.hpp"
#include "fetch/extract/story.hpp"
#include "fetch/extract/told_apart.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr std::size_t most_untold = 5; ///< "six patients" without a word on any of them are a count, not six cases

const Pattern& not_an_introduction()
{
    // ages that place an earlier event in a patient's life, and other people's ages
    static const Pattern pattern(
        R"((?:\b(?:at the|from the|since the|until the|by the|mean|median|average|between|range|over|under|below|above|younger than|older than|>|<)|(?:mother|father|sister|brother|son|daughter|husband|wife) (?:,|was|is)?|(?:since|until|when|before) (?:he|she|they) (?:was|were)) ?$)");
    return pattern;
}

/// "His sisters, aged 18 and 22 years": a list of other people's ages, or of moments in one life.
bool lists_others(const Sentence& sentence, const MaskedItem& item)
{
    static const Pattern others(
        R"(\b(?:(?:his|her|their|whose) (?:\w+ ){0,2}(?:sisters|brothers|siblings|children|sons|daughters|parents|cousins|relatives) ?(?:,|\(|were|was)?|(?:with|had|has|father of|mother of) (?:two |three |four |healthy |unaffected |young ){0,2}(?:sons|daughters|children)|controls ?,?|at|by|when) ?,? ?$)");
    return others.found_in(std::string_view(sentence.masked).substr(0, item.begin));
}

/// Whom an age introduces, or each age of a list where the list has one for each patient: `number` of them, 0 where the
/// article does not say.
void introduce(const Sentence& sentence, const MaskedItem& item, std::size_t s, std::size_t number,
               std::vector<Introduction>& out)
{
    const Quantity& age = sentence.quantities[static_cast<std::size_t>(item.quantity)];
    const auto known = [&](double years) {
        return std::ranges::any_of(out, [&](const Introduction& i) { return i.age == years && i.sentence != s; });
    };
    if (age.each.empty()) {
        if (!known(age.years))
            out.push_back(introduction(sentence, item, s, age.years));
        return;
    }
    const bool again = std::ranges::all_of(age.each, [&](const Range& one) { return known(one.min); });
    if (again || lists_others(sentence, item) || (number != 0 && number != age.each.size()))
        return;
    for (std::size_t i = 0; i < age.each.size(); ++i) {
        out.push_back(introduction(sentence, item, s, age.each[i].min));
        if (const auto sex = sex_listed(sentence, age.each.size(), i))
            out.back().sex = sex;
    }
}

std::vector<Introduction> introductions(const Reading& reading, std::size_t number)
{
    std::vector<Introduction> out;
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        if (sentence.passage == 0)
            continue;
        for (const MaskedItem& item : sentence.items) {
            if (item.quantity < 0 ||
                sentence.quantities[static_cast<std::size_t>(item.quantity)].kind != QuantityKind::age)
                continue;
            if (not_an_introduction().found_in(std::string_view(sentence.masked).substr(0, item.begin)))
                continue;
            if (is_anothers(reading, sentence, item.begin))
                continue;
            introduce(sentence, item, s, number, out);
        }
    }
    return out;
}

/// "Three patients died": some of the patients, told of for what became of them and not for the event.
bool is_a_share(const Sentence& sentence, Span match)
{
    static const Pattern fate(
        R"(^ (?:\w+ )?(?:died|recovered|survived|improved|relapsed|withdrew|dropped|responded|required)\b)");
    return !sentence.has_event && !sentence.has_drug &&
           fate.found_in(std::string_view(sentence.masked).substr(match.end));
}

/// How many patients an article says it tells of: "two patients", "report of three cases"; 0 when it does not say.
std::size_t stated_number(const Reading& reading)
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:we|i|authors?) (?:\w+ ){0,3}(?:report|describe|present|saw|treated|observed|encountered|followed|discuss|add)\w* (?:[a-z]+ ){0,4}|report of (?:\w+ )?|experience with |: |^(?:[^ ]+ ){0,25}in |^|our )(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1\d) (?:[a-z\-]+ ){0,6}?(?:COND |GRAFT |DRUG |EVENT |- )*(?:[a-z]+ )?(?:<person>|brothers|people|siblings))"));
    static const Pattern counted(R"((?:^| )(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1\d) )");
    for (const Sentence& sentence : reading.sentences)
        if (const auto match = counted.found_in(sentence.masked) ? pattern.find(sentence.masked) : std::nullopt;
            match && !is_a_share(sentence, match->front())) {
            const MaskedItem& noun = item_at(sentence, match->front().end - 1);
            if (const std::size_t row = people_in_row(sentence, noun.first); row != 0)
                return row;
            const MaskedItem& item = item_at(sentence, (*match)[1].begin);
            if (const auto number = read_number(sentence.tokens, item.first))
                return static_cast<std::size_t>(number->value);
        }
    return 0;
}

bool tells_of_a_patient(const Article& article, const Reading& reading)
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:we|i|authors?|report|case) (?:\w+ ){0,3}(?:report|describe|present|saw|treated|observed|encountered|discuss)\w* (?:\w+ ){0,4}(?:a|an|one|another|first) ~6(?:<person>|AGE)|case (?:report|presentation|description)|(?:a|one|the|this|our) (?:[a-z]+ ){0,3}<person> (?:is|was|who|in whom|with|developed|presented|had|receiving|on|treated)|in a (?:[a-z]+ ){0,3}<person>|a case of|in (?:that|this|one) (?:of the )?<person>))"));
    if (has_publication_type(article, "Case Reports"))
        return true;
    return std::ranges::any_of(reading.sentences, [](const Sentence& s) { return pattern.found_in(s.masked); });
}

/// A study of many: groups, percentages, a database.
bool counts_many(const Reading& reading)
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:cohort|database|registry|trial|randomi[sz]ed|retrospective\w*|prospective\w*|cross - sectional|case - control|survey|incidence|prevalence|n = \d|p [<=]|\d % of|most (?:patients|cases)|patients (?:were|with|who|receiving|treated)|\d\d+ (?:\w+ ){0,3}(?:<person>|reports)|mice|rats|in vitro|review)\b|\d %)"));
    return std::ranges::any_of(reading.sentences, [](const Sentence& s) { return pattern.found_in(s.masked); });
}

/// Which patient each sentence tells of; -1 for all of them.
std::vector<int> assign(const Reading& reading, const std::vector<Introduction>& people)
{
    std::vector<int> owner(reading.sentences.size(), -1);
    int current = -1;
    static const Pattern closing(R"(^(?:conclusions?|discussion|comments?|interpretation|implications?)\b)");
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        const std::string label = fold(reading.passages[static_cast<std::size_t>(sentence.passage)].label);
        const auto starts = std::ranges::count(people, s, &Introduction::sentence);
        if (closing.found_in(label))
            current = -1;
        else if (starts == 1)
            current = static_cast<int>(std::ranges::find(people, s, &Introduction::sentence) - people.begin());
        else if (starts > 1)
            current = -1;
        else if (const int named = spoken_of(sentence, people); named >= 0)
            current = named;
        static const Pattern everyone(
            R"(\b(?:both|neither|all (?:\w+ )?(?:patients|cases|of them|had|were)|our (?:two|three|four) )\b)");
        owner[s] = everyone.found_in(sentence.masked) ? -1 : current;
    }
    return owner;
}

const Pattern& onset_pattern()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:<onset> ~16EVENT\b|EVENT ~8<arise>|EVENT ~6(?:after|following|during|while|on|under)\b))"));
    return pattern;
}

std::optional<std::size_t> find_onset(const Story& story)
{
    std::optional<std::size_t> named;
    std::optional<std::size_t> symptoms;
    bool exposed = false;
    static const Pattern trouble(
        with_phrases(R"(\b(?:<onset> ~10COND|COND ~6<arise>|TIME (?:later|after|on ,|into))\b|\bon (?:the )?TIME)"));
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (sentence.passage == 0)
            continue;
        exposed |= sentence.has_drug;
        if (!symptoms && exposed && trouble.found_in(sentence.masked))
            symptoms = place;
        if (!std::ranges::any_of(sentence.mentions,
                                 [](const Mention& m) { return m.kind == MentionKind::event && !m.negated; }))
            continue;
        static const Pattern general(
            R"(^(?:background|introduction|aims?|purpose|objectives?|conclusions?|discussion)\b)");
        const bool aside =
            general.found_in(fold(story.reading.passages[static_cast<std::size_t>(sentence.passage)].label)) ||
            speaks_in_general(story.reading, sentence);
        if (!aside && onset_pattern().found_in(sentence.masked))
            return place;
        if (!named && !aside)
            named = place;
    }
    return symptoms && (!named || *symptoms < *named) ? symptoms : named;
}

/// The story of the patient `which` of so many; without owners every sentence tells of all of them.
Story make_story(const Reading& reading, const std::vector<int>& owner, std::size_t which, std::size_t patients)
{
    Story story{reading, {}, std::nullopt, which, patients, {}};
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const bool alone = !owner.empty() && owner[s] == static_cast<int>(which);
        if (!alone && !owner.empty() && owner[s] >= 0)
            continue;
        story.sentences.push_back(s);
        story.alone.push_back(alone);
    }
    story.onset = find_onset(story);
    return story;
}

/// What is known of a drug or usual, not what happened.
const Pattern& known()
{
    static const Pattern pattern(
        R"(\b(?:(?:has|have|had) (?:\w+ ){0,2}been (?:\w+ )?(?:reported|described|documented|recorded|published|recogni[sz]ed|associated|implicated|linked)|(?:typically|usually|commonly|generally|classically|normally|rarely|often) (?:occurs?|appears?|develops?|begins?|arises?|presents?)|(?:occurs?|appears?|develops?|begins?|arises?) (?:typically|usually|commonly|generally|classically|normally|rarely|often|in (?:up to |about |approximately )?\d+)|(?:should|must|ought to) (?:\w+ )?be|is called for|(?:can|may) (?:\w+ )?(?:cause|occur|induce|lead|result|differ|arise|develop|appear|precipitate|be (?:caused|induced|seen|expected)))\b)");
    return pattern;
}

bool names_somebody(const Sentence& sentence)
{
    static const Pattern somebody(
        R"(\b(?:AGE|DATE|we|our|(?:the|this) (?:patient|man|woman|child|infant|boy|girl)|he|she|his|her|(?:an?|one) (?:\w+ ){0,2}(?:patient|man|woman|child|infant|boy|girl|recipient))\b)");
    return somebody.found_in(sentence.masked);
}

bool is_background(const Reading& reading, const Sentence& sentence)
{
    static const Pattern background(R"(^(?:background|introduction|aims?|purpose|objectives?)\b)");
    const std::string& label = reading.passages[static_cast<std::size_t>(sentence.passage)].label;
    return !label.empty() && background.found_in(fold(label));
}

} // namespace

bool speaks_in_general(const Reading& reading, const Sentence& sentence)
{
    return (known().found_in(sentence.masked) || is_background(reading, sentence)) && !names_somebody(sentence);
}

bool speaks_in_general(const Reading& reading, const Sentence& sentence, std::string_view words)
{
    return (known().found_in(words) || is_background(reading, sentence)) && !names_somebody(sentence);
}

std::vector<Story> find_stories(const Article& article, const Reading& reading)
{
    std::size_t number = stated_number(reading);
    const bool of_many = number == 0 && !has_publication_type(article, "Case Reports") && counts_many(reading);
    constexpr std::size_t nobody = 1; // a list has two ages or more: in a study of many it introduces none
    const std::vector<Introduction> people = introductions(reading, of_many ? nobody : number);
    std::vector<Story> stories;
    if (people.size() >= 2 && people.size() <= 12 && (number == 0 || number <= people.size() + 1)) {
        const std::vector<int> owner = assign(reading, people);
        for (std::size_t i = 0; i < people.size(); ++i)
            stories.push_back(make_story(reading, owner, i, people.size()));
        return stories;
    }
    if (const std::size_t had = people.empty() ? number_with_event(reading) : 0;
        had != 0 && (number == 0 || had < number))
        number = had;
    if (people.empty() && number >= 2 && number <= most_untold) {
        for (std::size_t i = 0; i < number; ++i)
            stories.push_back(make_story(reading, {}, i, number));
        return stories;
    }
    if (people.size() == 1 || number == 1 || tells_of_a_patient(article, reading) ||
        !(number > most_untold || counts_many(reading)))
        stories.push_back(make_story(reading, {}, 0, 1));
    return stories;
}

const Range* own_value(const Story& story, std::size_t place, const Quantity& list)
{
    const bool of_all = story.patients == list.each.size() && (story.alone.empty() || !story.alone[place]);
    return of_all ? &list.each[story.which] : nullptr;
}

std::optional<StoryMatch> find_in(const Story& story, const Pattern& pattern, std::size_t from)
{
    for (std::size_t place = from; place < story.size(); ++place)
        if (auto match = pattern.find(story.at(place).masked))
            return StoryMatch{place, std::move(*match)};
    return std::nullopt;
}

Evidence evidence_of(const Story& story, const StoryMatch& match, std::size_t group)
{
    return evidence_of(story.reading, story.at(match.place), match.groups[group]);
}

} // namespace casebook
