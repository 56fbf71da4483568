// SPDX-License-Identifier: GPL-3.0-or-later
// What a model looks at in a pair of a drug and a condition. Names are never looked at, only what is said of them.
#include "fetch/extract/features.hpp"
#include "fetch/extract/pair_reading.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace casebook {

namespace {

/// Observations are known by what they are about.
enum class Trait : std::uint64_t {
    always = 6000,
    relation,
    weight,
    cue,
    place,
    distance,
    together,
    often,
    first,
    many,
    between,
    around_drug,
    around_event,
    rival,
    event_words,
};

class ViewRow
{
public:
    void add(Trait about, std::uint64_t a = 0, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        row_.add(static_cast<std::uint64_t>(about), a, b, c);
    }
    void add(Trait about, std::string_view words, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        add(about, text_hash(words), b, c);
    }
    FeatureRows take() && { return std::move(row_).take(); }

private:
    FeatureRow row_;
};

std::uint64_t step_of(double weight)
{
    constexpr std::array<double, 7> steps = {0.4, 0.9, 1.4, 1.9, 2.9, 4.4, 7};
    std::uint64_t out = 0;
    for (const double step : steps)
        out += weight > step ? 1 : 0;
    return out;
}

std::uint64_t capped(std::size_t number, std::size_t most) { return std::min(number, most); }

void add_cues(const RoleAssessment& role, ViewRow& row)
{
    row.add(Trait::relation, static_cast<std::uint64_t>(relation_of(role)));
    std::uint64_t which = 0;
    for (const double weight : {role.suspect, role.treatment, role.other_suspect, role.before, role.refuted})
        row.add(Trait::weight, which++, step_of(weight));
    row.add(Trait::weight, 7, step_of(role.suspect), step_of(role.other_suspect));
    for (const Cue& cue : role.cues)
        row.add(Trait::cue, cue.note, static_cast<std::uint64_t>(cue.kind), cue.evidence.passage == 0 ? 1 : 0);
}

/// Where a drug or a condition is named.
struct Places
{
    std::vector<std::size_t> sentences;
    std::size_t mentions = 0;
    bool in_title = false;
};

Places places_of(const Reading& reading, MentionKind kind)
{
    Places out;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& s = reading.sentences[i];
        const auto named = static_cast<std::size_t>(std::ranges::count(s.mentions, kind, &Mention::kind));
        if (named == 0)
            continue;
        out.sentences.push_back(i);
        out.mentions += named;
        out.in_title |= s.passage == 0;
    }
    return out;
}

std::size_t distance(const Places& drug, const Places& event)
{
    std::size_t least = 9;
    for (const std::size_t a : drug.sentences)
        for (const std::size_t b : event.sentences)
            least = std::min(least, a > b ? a - b : b - a);
    return least;
}

/// The words of a masked sentence; drug and event may stand in it more than once.
void add_words(const Sentence& s, ViewRow& row)
{
    const std::vector<std::string> words = split(s.masked, ' ');
    const std::uint64_t title = s.passage == 0 ? 1 : 0;
    const auto at = [&](std::size_t i) -> std::string_view {
        return i < words.size() ? std::string_view(words[i]) : "|";
    };
    constexpr std::size_t far = 14;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool drug = words[i] == "DRUG";
        if (!drug && words[i] != "EVENT")
            continue;
        const Trait around = drug ? Trait::around_drug : Trait::around_event;
        for (std::size_t step = 1; step <= 2; ++step) {
            row.add(around, at(i - step), 10 + step);
            row.add(around, at(i + step), 20 + step);
        }
        row.add(around, std::string(at(i - 2)) + " " + std::string(at(i - 1)), 30);
        row.add(around, std::string(at(i + 1)) + " " + std::string(at(i + 2)), 31);
        const std::string other = drug ? "EVENT" : "DRUG";
        for (std::size_t j = i + 1; j < words.size() && j <= i + far && words[j] != words[i]; ++j) {
            if (words[j] != other)
                continue;
            row.add(Trait::between, capped(j - i, 6), drug ? 1 : 0, 100 + title);
            std::string whole;
            for (std::size_t k = i + 1; k < j; ++k) {
                row.add(Trait::between, words[k], drug ? 1 : 0);
                row.add(Trait::between, words[k] + " " + words[k + 1], drug ? 1 : 0, 2);
                whole += words[k] + " ";
            }
            if (j - i < 5)
                row.add(Trait::between, whole, drug ? 1 : 0, 3 + title);
            break;
        }
    }
}

/// What stands in one text.
struct Scene
{
    std::size_t drugs = 0;
    std::size_t events = 0;
    std::size_t most_drug = 0; ///< how often the commonest one is named
    std::size_t most_event = 0;
};

void add_places(const Reading& reading, const Places& drug, const Places& event, const Scene& scene, ViewRow& row)
{
    const std::uint64_t title = (drug.in_title ? 1U : 0U) + (event.in_title ? 2U : 0U);
    const std::uint64_t far = capped(distance(drug, event), 3);
    std::size_t both = 0;
    for (const std::size_t i : drug.sentences)
        both += static_cast<std::size_t>(std::ranges::count(event.sentences, i));
    row.add(Trait::place, title);
    row.add(Trait::distance, far, title + 1);
    row.add(Trait::distance, far);
    row.add(Trait::together, capped(both, 4));
    row.add(Trait::together, capped(both, 4), title + 1);
    row.add(Trait::often, 1, capped(drug.mentions, 6));
    row.add(Trait::often, 2, capped(event.mentions, 6));
    row.add(Trait::often, 3, drug.mentions == scene.most_drug ? 1 : 0, event.mentions == scene.most_event ? 1 : 0);
    row.add(Trait::often, 4, drug.mentions == scene.most_drug ? 1 : 0, far);
    row.add(Trait::many, 1, capped(scene.drugs, 5));
    row.add(Trait::many, 2, capped(scene.events, 8));
    row.add(Trait::many, 3, capped(scene.drugs, 3), title);
    row.add(Trait::first, drug.sentences.front() <= event.sentences.front() ? 1 : 0);
    row.add(Trait::first, 5, event.sentences.back() + 2 >= reading.sentences.size() ? 1 : 0);
}

/// How wide the condition's name is ("toxicity", "disease", "torsade de pointes"), and what the title speaks of.
void add_names(const Reading& reading, ViewRow& row)
{
    for (const Sentence& s : reading.sentences) {
        for (const Mention& m : s.mentions)
            if (m.kind == MentionKind::event)
                for (std::size_t i = m.first; i < m.last; ++i)
                    row.add(Trait::event_words, s.tokens[i].text, i + 1 == m.last ? 1 : 0);
        if (s.passage == 0)
            for (const std::string& word : split(s.masked, ' '))
                row.add(Trait::place, word, 9, s.has_drug ? 1 : 0);
    }
}

AnnotatedSpan nearest_sentence(const PairReading& text)
{
    const Reading& reading = text.reading();
    for (const Sentence& s : reading.sentences)
        if (s.has_drug && s.has_event)
            return text.in_text(evidence_of(reading, s, 0, s.tokens.size()));
    return {};
}

/// Pairs of one condition, and of one drug, compete.
void add_rivals(std::vector<PairView>& views, std::vector<ViewRow>& rows)
{
    for (std::size_t i = 0; i < views.size(); ++i) {
        double of_event = 0, of_drug = 0;
        for (std::size_t j = 0; j < views.size(); ++j) {
            if (j != i && views[j].event.role == views[i].event.role)
                of_event = std::max(of_event, views[j].role.suspect);
            if (j != i && views[j].drug.role == views[i].drug.role)
                of_drug = std::max(of_drug, views[j].role.suspect);
        }
        const double own = views[i].role.suspect;
        rows[i].add(Trait::rival, 1, step_of(of_event), own > of_event ? 1 : own == of_event ? 2 : 0);
        rows[i].add(Trait::rival, 2, step_of(of_drug), own > of_drug ? 1 : own == of_drug ? 2 : 0);
    }
}

/// Where each drug, or each condition, is named.
std::vector<Places> all_places(PairReading& text, const std::vector<AnnotatedSpan>& drugs,
                               const std::vector<AnnotatedSpan>& events, MentionKind kind)
{
    std::vector<Places> out;
    const bool of_drugs = kind == MentionKind::drug;
    if (drugs.empty() || events.empty())
        return out;
    for (const AnnotatedSpan& one : of_drugs ? drugs : events) {
        text.ask(of_drugs ? one.role : drugs.front().role, of_drugs ? events.front().role : one.role);
        out.push_back(places_of(text.reading(), kind));
    }
    return out;
}

std::size_t most_mentions(const std::vector<Places>& all)
{
    return all.empty() ? 0 : std::ranges::max(all, {}, &Places::mentions).mentions;
}

ViewRow row_of(const PairReading& text, const RoleAssessment& role, const Places& drug, const Places& event,
               const Scene& scene)
{
    ViewRow row;
    row.add(Trait::always);
    add_cues(role, row);
    add_places(text.reading(), drug, event, scene, row);
    add_names(text.reading(), row);
    for (const Sentence& s : text.reading().sentences)
        if (s.has_drug || s.has_event)
            add_words(s, row);
    return row;
}

} // namespace

std::vector<PairView> view_pairs(PairReading& text)
{
    const std::vector<AnnotatedSpan> drugs = text.drugs(), events = text.events();
    const std::vector<Places> of_drugs = all_places(text, drugs, events, MentionKind::drug);
    const std::vector<Places> of_events = all_places(text, drugs, events, MentionKind::event);
    const Scene scene{drugs.size(), events.size(), most_mentions(of_drugs), most_mentions(of_events)};
    std::vector<PairView> out;
    std::vector<ViewRow> rows;
    for (std::size_t d = 0; d < drugs.size(); ++d)
        for (std::size_t e = 0; e < events.size(); ++e) {
            text.ask(drugs[d].role, events[e].role);
            out.push_back({drugs[d], events[e], text.assess(), {}, nearest_sentence(text)});
            rows.push_back(row_of(text, out.back().role, of_drugs[d], of_events[e], scene));
        }
    add_rivals(out, rows);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].features = std::move(rows[i]).take();
    return out;
}

} // namespace casebook
