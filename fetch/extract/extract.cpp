// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/extract.hpp"

#include "fetch/extract/causality.hpp"
#include "fetch/extract/claims.hpp"
#include "fetch/extract/contradictions.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/exposure.hpp"
#include "fetch/extract/person.hpp"
#include "fetch/extract/story.hpp"
#include "fetch/extract/told_apart.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Nothing could be stopped: the time to onset is told from the end of the drug.
Stated<Dechallenge> over_at_onset(const std::vector<Stated<Latency>>& latencies)
{
    for (const Stated<Latency>& latency : latencies)
        if (latency.value->anchor == Anchor::last_dose && latency.value->days.min > 0)
            return stated(Dechallenge::not_applicable, latency.evidence);
    return {};
}

/// The words stand in a sentence of the story: not where another patient is told of.
bool tells(const Story& story, const Evidence& words)
{
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (sentence.passage == words.passage && sentence.tokens.front().begin <= words.begin &&
            words.begin < sentence.tokens.back().end)
            return true;
    }
    return false;
}

/// What is said of some of the patients is nobody's: who they are is not told.
template <class T> Stated<T> unless_told_apart(const Story& story, Stated<T> said)
{
    return said && tells_apart(story, said.evidence) ? Stated<T>{} : said;
}

/// What the drug is to the event, as the cues of the whole article have it, in words that tell of this patient. Where
/// there are none of them, or MeSH alone decided, the drug's own mention stands for the words.
void read_role(const Story& story, const RoleAssessment& assessment, Drug& drug)
{
    const auto say = [&](Role role, CueKind kind) {
        const Cue* cue = strongest_of(assessment, kind, [&](const Evidence& words) { return tells(story, words); });
        const Cue* of_mesh = strongest_in_words(assessment, kind) == nullptr ? strongest(assessment, kind) : nullptr;
        drug.role = stated(role, cue != nullptr ? cue->evidence : drug.as_reported.evidence);
        drug.role_cue = cue != nullptr ? cue->note : of_mesh != nullptr ? of_mesh->note : "";
    };
    switch (relation_of(assessment)) {
    case Relation::exposure_then_event: return say(Role::suspect, CueKind::suspect);
    case Relation::treatment: return say(Role::treatment_of_event, CueKind::treatment);
    case Relation::other_suspect: return say(Role::concomitant, CueKind::other_suspect);
    case Relation::neither:
    case Relation::unclear: break;
    }
}

/// The text says that it is this: "alopecia universalis was diagnosed", "findings fitted alopecia areata".
bool is_diagnosed(const Sentence& sentence, const Mention& mention)
{
    static const Pattern after(
        R"(^EVENT (?:was|were|is|had been|has been) (?:\w+ ){0,2}(?:diagnosed|confirmed|established)\b)");
    static const Pattern before(
        R"(\b(?:diagnos(?:is|ed|es|tic)|consistent with|compatible with|in keeping with|typical of|characteristic of|indicative of|suggestive of|fitted|confirmed|confirming|established|identified as|recogni[sz]ed as|classified as|turned out to be|proved to be) (?:[^ .;,A-Z]+ ){0,4}$)");
    static const Pattern doubted(
        R"(\b(?:differential|exclud\w+|ruled out|rule out|not|rather than|initial\w*|misdiagnos\w+|mistaken)\b(?: [^ .;]+){0,8} ?$)");
    const auto item = std::ranges::find(sentence.items, mention.first, &MaskedItem::first);
    if (item == sentence.items.end() || mention.loose || mention.negated)
        return false;
    const std::string_view masked = sentence.masked;
    const std::string_view until = masked.substr(0, item->begin);
    return after.found_in(masked.substr(item->begin)) || (before.found_in(until) && !doubted.found_in(until));
}

/// How well a mention names what the patient had: the diagnosis, then a term of its own, then words that only describe
/// it, then the protocol's general word.
int naming(const Sentence& sentence, const Mention& mention, const Protocol& protocol)
{
    if (mention.kind != MentionKind::event || mention.negated)
        return 0;
    if (mention.concept_name == protocol.event.name)
        return 1;
    return is_diagnosed(sentence, mention) ? 4 : mention.loose ? 2 : 3;
}

struct NamedEvent
{
    const Sentence* where = nullptr;
    const Mention* mention = nullptr;
    int naming = 0;
};

/// The mention of the story that names the event best: a diagnosis wherever it stands after the onset, else the best
/// name where the event begins.
NamedEvent find_event(const Story& story, const Protocol& protocol)
{
    NamedEvent best;
    const auto look = [&](std::size_t place, int least) {
        for (const Mention& mention : story.at(place).mentions)
            if (const int named = naming(story.at(place), mention, protocol); named >= least && named > best.naming)
                best = {&story.at(place), &mention, named};
    };
    constexpr int diagnosed = 4;
    if (story.onset)
        for (std::size_t place = *story.onset; place < story.size(); ++place)
            look(place, place < *story.onset + 3                            ? 1
                        : speaks_in_general(story.reading, story.at(place)) ? diagnosed + 1
                                                                            : diagnosed);
    for (std::size_t place = 0; place < story.size() && best.mention == nullptr; ++place)
        if (story.at(place).passage != 0)
            look(place, 1);
    for (std::size_t place = 0; place < story.size() && best.mention == nullptr; ++place)
        look(place, 1);
    return best;
}

/// The event in the report's words: where it begins, the most specific name in the story.
Reaction read_reaction(const Story& story, const Protocol& protocol)
{
    const auto [where, best, named] = find_event(story, protocol);
    Reaction reaction;
    if (best == nullptr)
        return reaction;
    const Evidence words = evidence_of(story.reading, *where, best->first, best->last);
    reaction.as_reported = stated(words.quote, words);
    reaction.term = best->concept_name;
    reaction.outcome = unless_told_apart(story, read_outcome(story));
    reaction.treatments = read_event_treatments(story);
    return reaction;
}

Case read_case(const Story& story, std::size_t which, std::size_t patients, const RoleAssessment& role,
               const Protocol& protocol)
{
    Case out;
    out.number = static_cast<int>(which) + 1;
    out.patient = read_patient(story, which, patients);
    out.patient.age_at_onset_years = age_at_onset(story);
    out.reaction = read_reaction(story, protocol);
    Drug drug = read_drug(story, protocol);
    read_role(story, role, drug);
    const bool blamed = !drug.role || *drug.role.value == Role::suspect;
    out.drugs.push_back(std::move(drug));
    for (Drug& other : read_concomitants(story, out.reaction.treatments))
        out.drugs.push_back(std::move(other));
    if (!blamed)
        return out; // clocks and challenges are those of a suspect: of a remedy they would tell of another drug
    out.latencies = read_latencies(story);
    out.dechallenge = unless_told_apart(story, read_dechallenge(story));
    if (!out.dechallenge)
        out.dechallenge = over_at_onset(out.latencies);
    out.rechallenge = unless_told_apart(story, read_rechallenge(story));
    out.causality = read_causality(story);
    out.signs = read_signs(story);
    return out;
}

} // namespace

Extraction extract(const Article& article, const Reading& reading, const RoleAssessment& role, const Protocol& protocol)
{
    Extraction out;
    out.claims = read_claims(reading);
    if (!role.names_drug || !role.names_event)
        return out;
    const std::vector<Story> stories = find_stories(article, reading);
    for (std::size_t i = 0; i < stories.size(); ++i) {
        Case found = read_case(stories[i], i, stories.size(), role, protocol);
        if (!found.reaction.as_reported || !found.drugs.front().as_reported)
            continue;
        found.number = static_cast<int>(out.cases.size()) + 1;
        std::ranges::move(find_against_dates(stories[i], found), std::back_inserter(out.contradictions));
        out.cases.push_back(std::move(found));
    }
    return out;
}

std::optional<Case> shared_by_patients(const Reading& reading, const RoleAssessment& role, const Protocol& protocol)
{
    Story all{reading, {}, std::nullopt, 0, 1, {}};
    for (std::size_t i = 0; i < reading.sentences.size(); ++i)
        all.sentences.push_back(i);
    const Reaction reaction = read_reaction(all, protocol);
    Drug drug = read_drug(all, protocol);
    if (!reaction.as_reported || !drug.as_reported)
        return std::nullopt;
    Case out;
    out.reaction.as_reported = reaction.as_reported;
    out.reaction.term = reaction.term;
    read_role(all, role, drug);
    out.drugs = {Drug{drug.name, drug.as_reported, drug.role, {}, {}, {}, {}, drug.role_cue}};
    return out;
}

} // namespace casebook
