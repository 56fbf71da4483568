// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/dates.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

struct TimedPattern
{
    Anchor anchor;
    double weight;
    bool within;     ///< "within TIME": from nothing up to it
    Pattern pattern; ///< group 1 is the duration
};

struct TimedPhrase
{
    Anchor anchor;
    double weight;
    std::string_view pattern;
};

// The more a pattern says, the more it weighs. Group 1 is the duration.
// clang-format off
constexpr TimedPhrase timed_phrases[] = {
    {Anchor::dose_change, 3.5, R"((TIME) (?:after|following) (?:the |a |an |her |his )?~4(?:increas\w+|reduction|reducing|raising|raised|lowering|lowered|decreas\w+|escalation|doubling|titration|dose adjustment)\b)"},
    {Anchor::dose_change, 3.8, R"((TIME) (?:after|following) ~3DRUG ~3(?:was|had been|were) (?:\w+ )?(?:increased|raised|doubled|reduced|lowered|cut|halved|escalated)\b)"},
    {Anchor::dose_change, 4.0, R"((TIME) (?:after|following) (?:the|its|his|her) (?:daily )?(?:dose|dosage) (?:was|had been|were) (?:\w+ )?(?:increased|raised|doubled|tripled|reduced|lowered|cut|halved|escalated|changed)\b)"},
    {Anchor::dose_change, 3.0, R"(\b(?:increased|reduced|lowered|raised|decreased|doubled|cut|stepped up|escalated) (?:[^ ]+ ){0,10}(?:; |, |and )(?:about |some |approximately |within )?(TIME) (?:later|after|afterwards)\b)"},
    {Anchor::dose_change, 3.5, R"((TIME) after (?:that|this|the) (?:step|change|reduction|increase|raise|cut)\b)"},
    {Anchor::transplant, 4.0, R"(\b(?:interval|time|period|delay) (?:from|between|since|after) ~3(?:transplant\w*|graft\w*|GRAFT) (?:[^.;]+ )?(?:was|were|of|from|averaged|being) ~3(TIME))"},
    {Anchor::first_dose, 3.5, R"(\b(?:interval|latency|latent period|lag|time) (?:from|between|to|until|before) ~6(?:DRUG|its|onset|appearance|start|the event|EVENT|exposure|symptoms?|beginning) (?:[^.;]+ )?(?:was|were|of|from|averaged|being) ~3(TIME))"},
    {Anchor::first_dose, 4.0, R"(\b(?:the|a) (?:latency|latent period|latency period|lag time|time to onset) (?:of onset )?(?:was|of) (?:about |approximately |only )?(TIME))"},
    {Anchor::first_dose, 3.5, R"(\bDRUG %18(?:initiated|started|begun|introduced|prescribed|commenced) (?:\w+ )?(TIME) (?:earlier|before|previously|ago|prior)\b)"},
    {Anchor::first_dose, 3.5, R"((TIME) (?:of|after) (?:the |her |his )?(?:first|initial) (?:dose|capsule|tablet|pill|injection|infusion|course|cycle|application|drop)s?\b)"},
    {Anchor::first_dose, 3.0, R"((TIME) (?:after|following) (?:the |her |his )?(?:course|cycle|infusion|dose) (?:1|one|i)\b)"},
    {Anchor::first_dose, 3.0, R"(\bafter (TIME) (?:of )?(?:\w+ )?(?:administration|treatment|therapy|use|intake) (?:of|with) ~3DRUG\b)"},
    {Anchor::last_dose, 3.5, R"((TIME) (?:after|following|from) (?:the |her |his |their )?~2(?:last|final|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2 ?nd|3 ?rd|[4-9] ?th|1[0-9] ?th|latest|most recent|completion|completing|finishing|end|stopping|discontinu\w+|cessation|ceasing|withdrawal|withdrawing) ~5(?:DRUG|doses?|infusions?|courses?|cycles?|injections?|treatments?|therapy|chemotherapy|CLASS|it|the drug|administration)\b)"},
    {Anchor::last_dose, 3.8, R"((TIME) (?:into|of) (?:the |her |his |their )(?:second|third|fourth|fifth|sixth|seventh|eighth|last|2 ?nd|3 ?rd|[4-9] ?th) (?:DRUG |CLASS )?(?:dose|infusion|injection|course|cycle|pulse)\b)"},
    {Anchor::last_dose, 3.0, R"((TIME) (?:after|following) (?:the |her |his )?(?:course|cycle|infusion) (?:2|3|4|5|two|three|four|ii|iii)\b)"},
    {Anchor::last_dose, 3.0, R"((TIME) (?:after|following) ~3DRUG ~3(?:was|had been|were) (?:stopped|discontinued|withdrawn|ceased|completed)\b)"},
    {Anchor::last_dose, 3.8, R"((TIME) (?:after|following) ~2DRUG (?:therapy |treatment )?(?:withdrawal|discontinuation|cessation|completion|ended|(?:had )?ceased)\b)"},
    {Anchor::last_dose, 3.8, R"(\b(?:finished|completed|stopped|discontinued|ceased|given up) (?:taking )?~3DRUG ~4(TIME) (?:before|earlier|previously|prior)\b)"},
    {Anchor::transplant, 3.0, R"((TIME) (?:after|following|post|since|from) (?:- )?(?:the |her |his |a |their )?~3(?:transplant\w*|graft\w*|GRAFT|engraftment)\b)"},
    {Anchor::transplant, 3.0, R"(\b(?:transplant\w*|graft\w*|GRAFT) (?:done |performed )?(TIME) (?:before|earlier|previously|ago)\b)"},
    {Anchor::transplant, 2.5, R"(\b(TIME) post - ?transplant\w*)"},
    {Anchor::first_dose, 3.5, R"((TIME) (?:after|following|into|from|of|since) (?:the )?~2(?:start\w*|initiat\w+|commenc\w+|introduc\w+|institution|instituting|beginning|onset of|first|having started|having begun|being (?:started|put|placed)|addition of|adding|taking|receiving|use of|exposure|ingestion|intake|administration|administering|injection|infusion) ~6(?:DRUG|procedure|dose|infusion|injection|treatment|therapy|course|cycle|it\b|the drug|CLASS)\b)"},
    {Anchor::first_dose, 3.5, R"((TIME) after ~3DRUG ~3(?:was|had been|were|therapy was|treatment was) (?:\w+ )?(?:started|begun|introduced|initiated|commenced|instituted|given|added|prescribed|administered)\b)"},
    {Anchor::first_dose, 3.0, R"(\b(?:after|following|within|over|during|at|in|for) (?:about |approximately |some |only |nearly |almost |just |the first |more than |over |at least )?(TIME) (?:of|on|into) ~5(?:DRUG|treatment|therapy)\b)"},
    {Anchor::first_dose, 3.0, R"((TIME) (?:after|following|into|from) ~4DRUG\b)"},
    {Anchor::first_dose, 2.5, R"(\bDRUG (?:DOSE )?~8for (?:the (?:past|last|previous|preceding) |about |approximately |over |more than |nearly |almost |at least )?(TIME)\b)"},
    {Anchor::first_dose, 2.5, R"((TIME) (?:after|into|following|of|on) (?:the )?(?:treatment|therapy|its introduction|its start|starting|beginning|this treatment|this drug|medication|start of (?:treatment|therapy)|exposure)\b)"},
    {Anchor::first_dose, 2.5, R"(\b(?:on|by|at|in|during) (?:the |postoperative |about )?(TIME) (?:of|after|on) ~5(?:DRUG|treatment|therapy|administration|infusion)\b)"},
    {Anchor::first_dose, 2.0, R"(\b(?:started|begun|began|introduced|initiated|commenced|instituted|prescribed|given|administered|received|added) (?:[^ ]+ ){0,16}(?:about |approximately |some |within )?(TIME) (?:later|thereafter|afterwards?)\b)"},
    {Anchor::first_dose, 1.5, R"((TIME) (?:later|thereafter|afterwards?|after that|subsequently)\b)"},
    {Anchor::first_dose, 1.5, R"(^(?:about |approximately |some |within |after |only |just )?(TIME) (?:later|after|into|on ,)(?: |$))"},
    {Anchor::first_dose, 1.0, R"(\bwithin (?:the first |a |about )?(TIME)\b)"},
    {Anchor::first_dose, 1.0, R"(\b(?:after|at|on|by) (?:about |approximately |the |some |only )?(TIME)\b)"},
    {Anchor::first_dose, 3.0, R"((TIME) (?:after|following) %9DRUG\b)"},
    {Anchor::first_dose, 3.0, R"(\b(?:after|following|within) (?:about |approximately |some |only |nearly |almost |just |more than |over |at least )?(TIME) (?:of|on) %8DRUG\b)"},
    {Anchor::first_dose, 3.0, R"((TIME) (?:after|following|into) (?:the |his |her |an |a )?(?:\w+ )?(?:ingestion|administration|injection|infusion|exposure|intake|overdose|initiation|start|onset of (?:treatment|therapy))\b)"},
    {Anchor::first_dose, 2.5, R"(\bDRUG %16for (?:a total of |a period of |the past )?(?:about |approximately |over |more than |nearly )?(TIME)\b)"},
    {Anchor::first_dose, 3.0, R"(\bDRUG %12(TIME) (?:prior to|before|earlier|previously) ?(?:the |his |her |this )?(?:onset|admission|presentation|hospitali\w+|symptoms|event|episode|EVENT)?\b)"},
    {Anchor::first_dose, 3.0, R"((TIME) (?:prior to|before|earlier|previously) (?:%6, )?%5DRUG\b)"},
};
// clang-format on

const std::vector<TimedPattern>& timed_patterns()
{
    static const std::vector<TimedPattern> all = [] {
        std::vector<TimedPattern> out;
        for (const TimedPhrase& row : timed_phrases)
            out.push_back({row.anchor, row.weight, false, Pattern(with_phrases(row.pattern))});
        return out;
    }();
    return all;
}

struct Delay
{
    double score = 0;
    std::size_t place = 0;
    Stated<Latency> latency;
};

bool begins_here(std::string_view masked)
{
    static const Pattern pattern(with_phrases(R"(\b(?:<onset>|<arise>)\b)"));
    return pattern.found_in(masked);
}

/// "… was started on OTHER. TIME later …": it runs from the other drug's start.
bool runs_from_another_drug(const Story& story, std::size_t place, const Sentence& sentence, std::size_t at)
{
    static const Pattern begun(
        R"(\b(?:OTHER|CLASS) (?:DOSE )?(?:[^ .;]+ ){0,3}(?:was|were|had been) (?:\w+ )?(?:prescribed|added|started|given|begun|commenced|introduced)\b)");
    return place > 0 && at < 24 && !sentence.has_drug && !story.at(place - 1).has_drug &&
           begun.found_in(story.at(place - 1).masked);
}

constexpr double never = -100; ///< no other sign makes up for it

/// How near the duration is to the event's beginning rather than to its end or to something else.
double fit(const Story& story, std::size_t place, const Sentence& sentence, std::size_t at, std::size_t end,
           std::size_t whole_end, Anchor anchor)
{
    static const Pattern ends(with_phrases(
        R"((?:<better>|follow - ?up|last seen|thereafter remained|for another|duration|history|<worse>))"));
    double score = 0;
    if (sentence.has_event)
        score += 2;
    if (place > 0 && story.at(place - 1).has_drug && !sentence.has_drug && at < 24)
        score += 1.5; // "…was started on it. Two weeks later …"
    if (place > 1 && story.at(place - 2).has_drug && !story.at(place - 1).has_drug && !sentence.has_drug && at < 24 &&
        story.at(place - 1).masked.find("OTHER") == std::string::npos)
        score += 1; // "…were injected. Pain went. Three hours later …"
    if (sentence.has_drug)
        score += 1;
    if (begins_here(sentence.masked))
        score += 1;
    if (story.onset && *story.onset == place)
        score += 1.5;
    const std::string_view masked = sentence.masked;
    if (runs_from_another_drug(story, place, sentence, at))
        return never;
    static const Pattern ended(with_phrases(
        R"(^ ?(?:therapy |treatment )?(?:(?:was|were|had been) (?:\w+ )?<stop>|(?:withdrawal|discontinuation|cessation|completion)\b))"));
    if (anchor == Anchor::first_dose && ended.found_in(masked.substr(whole_end)))
        return never; // "TIME after DRUG was stopped"
    const std::size_t from = at > 40 ? at - 40 : 0;
    // "TIME after DRUG was stopped, the hair grew back": what happened then stands behind the stop
    const bool from_the_end = anchor == Anchor::last_dose && ends.found_in(masked.substr(whole_end, 32)) &&
                              !begins_here(masked.substr(whole_end));
    if (from_the_end || ends.found_in(masked.substr(end, 40)) ||
        (ends.found_in(masked.substr(from, at - from)) && !begins_here(sentence.masked)))
        score -= 2.5;
    // "resolved within TIME", "was still present TIME after DRUG was stopped": how long it took to go, or did not
    static const Pattern went(
        with_phrases(R"(\b(?:<better>|<worse>|still present|still there) (?:[^ .;,A-Z]+ ){0,3}$)"));
    static const Pattern well(R"(\bremain\w* (?:\w+ )?(?:well|free|asymptomatic|stable|healthy|normal)\b)");
    if (went.found_in(masked.substr(from, at - from)) && !well.found_in(masked.substr(from, at - from)))
        return never;
    static const Pattern steady(
        R"(\b(?:no (?:\w+ )?change|unchanged|unaltered|stable|constant|had (?:a|any) change|same dose)\b)");
    if (steady.found_in(masked.substr(0, at)))
        return never; // "no change of its dose for more than a year"
    static const Pattern progress(
        R"(\b(?:over|during|for) (?:a |the )?(?:further |next |following |subsequent )?(?:period of )?$|\bprogress\w* (?:[a-z]+ ){0,4}$)");
    if (progress.found_in(masked.substr(from, at - from)))
        score -= 2;
    static const Pattern lasting(R"(^ ?(?:' )?(?:history|duration|- long|course|earlier|ago|before|previously|old))");
    if (whole_end <= end && lasting.found_in(masked.substr(end, 14)))
        score -= 3;
    return score;
}

Range read_range(const Sentence& sentence, const Quantity& q, std::size_t begin)
{
    const std::size_t from = begin > 12 ? begin - 12 : 0;
    const std::string_view before = std::string_view(sentence.masked).substr(from, begin - from);
    static const Pattern within(R"(\b(?:within|less than|under|inside|in under) (?:the first |a |about )?$)");
    static const Pattern in_unit(R"(\b(?:in|during) (?:the )?$)");
    if (within.found_in(before) && !q.ordinal)
        return {0, q.days.max};
    return q.days;
}

/// "grafted TIME before": the time runs from that, whatever drug the sentence names further on.
bool since_the_graft(const Sentence& sentence, Span time)
{
    static const Pattern grafted(R"(\b(?:transplant\w*|graft\w*|engrafted|GRAFT) (?:done |performed )?$)");
    static const Pattern ago(R"(^ (?:before|earlier|previously|ago|prior)\b)");
    const std::string_view masked = sentence.masked;
    return grafted.found_in(masked.substr(0, time.begin)) && ago.found_in(masked.substr(time.end));
}

/// "One after TIME, the other after TIME", told of all patients in one sentence: the time is another one's. Where there
/// are not as many times as patients, no time is anybody's.
bool is_another_ones(const Story& story, std::size_t place, const MaskedItem& time)
{
    static const Pattern told_apart(
        R"(\b(?:one|first|former|(?:patient|case) (?:1|one|a))\b[^;]*\b(?:others?|another|second|latter|third|(?:patient|case) (?:2|two|b))\b)");
    const Sentence& sentence = story.at(place);
    if (story.patients < 2 || (!story.alone.empty() && story.alone[place]) || !told_apart.found_in(sentence.masked))
        return false;
    std::vector<std::size_t> times;
    for (const MaskedItem& item : sentence.items)
        if (item.quantity >= 0 &&
            sentence.quantities[static_cast<std::size_t>(item.quantity)].kind == QuantityKind::duration)
            times.push_back(item.begin);
    return times.size() > 1 && (times.size() != story.patients || times[story.which] != time.begin);
}

/// "DRUG was stopped; TIME later EVENT appeared", in one sentence or two: the time runs from the last dose.
bool runs_from_a_stop(const Story& story, std::size_t place, Span time, std::size_t end)
{
    static const Pattern stopped(
        R"(\b(?:DRUG|it|(?:the |all )?(?:drug|treatment|therapy|medication)) (?:(?:therapy|treatment|DOSE) )?(?:was|were|had been) (?:\w+ly |then |first )?(?:stopped|discontinued|withdrawn|ceased)\b(?: [^ ;]+){0,6}$|\b(?:stopped|discontinued|discontinuation of|withdrawal of|stopping|discontinuing|withdrawing) (?:the )?(?:DRUG|drug)(?: [^ ;]+){0,4}$)");
    static const Pattern later(R"(^(?:$| ?(?:later|thereafter|afterwards?|after that|subsequently)\b))");
    static const Pattern again(R"(\b(?:started|begun|given|resumed|restarted|switched|OTHER|CLASS)\b)");
    const Sentence& sentence = story.at(place);
    const std::string_view masked = sentence.masked;
    const std::string_view until = masked.substr(0, time.begin);
    if (!later.found_in(masked.substr(time.end, end - time.end)) || !begins_here(masked) || !sentence.has_event ||
        (story.onset && *story.onset < place))
        return false; // what comes after the stop is not the beginning
    const auto led = [&](std::string_view words) {
        words = words.substr(0, words.find_last_not_of(" .,;:") + 1);
        return stopped.found_in(words) && !again.found_in(words);
    };
    const std::size_t mark = until.find_last_of(";,:"), joint = until.rfind(" and ");
    if ((mark != until.npos && led(until.substr(0, mark))) || (joint != until.npos && led(until.substr(0, joint))))
        return true;
    constexpr std::size_t opening = 24;
    if (time.begin >= opening || place == 0 || story.at(place - 1).passage != sentence.passage)
        return false;
    return led(story.at(place - 1).masked);
}

void collect(const Story& story, std::size_t place, std::vector<Delay>& out)
{
    const Sentence& sentence = story.at(place);
    const bool tells_time =
        std::ranges::find(sentence.quantities, QuantityKind::duration, &Quantity::kind) != sentence.quantities.end();
    if (!tells_time || (sentence.passage == 0 && story.size() > 2) || speaks_in_general(story.reading, sentence))
        return;
    for (const TimedPattern& timed : timed_patterns())
        for (const auto& match : timed.pattern.find_all(sentence.masked)) {
            const MaskedItem& item = item_at(sentence, match[1].begin);
            if (item.quantity < 0 ||
                sentence.quantities[static_cast<std::size_t>(item.quantity)].kind != QuantityKind::duration ||
                (timed.anchor == Anchor::first_dose && since_the_graft(sentence, match[1])))
                continue;
            const Quantity& q = sentence.quantities[static_cast<std::size_t>(item.quantity)];
            const Range* own = q.each.empty() ? nullptr : own_value(story, place, q);
            if (!q.each.empty() && own == nullptr)
                continue; // a list that is not of these patients: none of its times is guessed to be this one's
            if (q.each.empty() && is_another_ones(story, place, item))
                continue;
            const bool from_stop =
                timed.anchor == Anchor::first_dose && runs_from_a_stop(story, place, match[1], match.front().end);
            const Anchor anchor = from_stop ? Anchor::last_dose : timed.anchor;
            const double score =
                timed.weight + fit(story, place, sentence, match[1].begin, match[1].end, match.front().end, anchor);
            const Latency latency{own != nullptr ? *own : read_range(sentence, q, match[1].begin), anchor};
            out.push_back(
                {score, place,
                 stated(latency, evidence_of(story.reading, sentence, Span{match.front().begin, match.front().end}))});
        }
}

/// "started in March 2015 … in November 2015 hair loss began": the widest range that the dates allow. A date after the
/// onset is no anchor of it.
std::optional<Stated<Latency>> from_dates(const Story& story, Anchor anchor, const std::optional<StoryDate>& start)
{
    const auto onset = start ? onset_date(story, start->date.year) : std::nullopt;
    if (!onset || onset->words == start->words)
        return std::nullopt;
    const Range days = days_between(start->date, onset->date);
    const bool known_order = anchor == Anchor::first_dose || days.min >= 0;
    if (days.max <= 0 || !known_order)
        return std::nullopt;
    return stated(Latency{{std::max(0.0, days.min), days.max}, anchor}, onset->words);
}

/// Clocks that no words tell and two dates do.
void add_dated(const Story& story, std::vector<Stated<Latency>>& latencies)
{
    const auto told = [&](Anchor anchor) {
        return std::ranges::any_of(latencies, [&](const auto& l) { return l.value->anchor == anchor; });
    };
    const std::pair<Anchor, std::optional<StoryDate> (*)(const Story&)> clocks[] = {
        {Anchor::first_dose, first_dose_date},
        {Anchor::last_dose, last_dose_date},
        {Anchor::dose_change, dose_change_date}};
    for (const auto& [anchor, date] : clocks)
        if (!told(anchor))
            if (auto dated = from_dates(story, anchor, date(story)))
                latencies.push_back(std::move(*dated));
}

} // namespace

std::vector<Stated<Latency>> read_latencies(const Story& story)
{
    constexpr double least = 4.0;
    std::vector<Delay> candidates;
    for (std::size_t place = 0; place < story.size(); ++place)
        collect(story, place, candidates);
    std::ranges::stable_sort(candidates, std::greater(), &Delay::score);
    std::vector<Stated<Latency>> out;
    for (const Delay& candidate : candidates) {
        if (candidate.score < least)
            break;
        const auto same = [&](const Stated<Latency>& other) {
            return other.value->days == candidate.latency.value->days ||
                   other.value->anchor == candidate.latency.value->anchor;
        };
        if (std::ranges::none_of(out, same))
            out.push_back(candidate.latency);
    }
    add_dated(story, out);
    return out;
}

} // namespace casebook
