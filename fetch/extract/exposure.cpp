// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/exposure.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/exposure_parts.hpp"
#include "fetch/extract/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

void read_name(const Story& story, Drug& drug)
{
    for (const bool title : {false, true})
        for (std::size_t place = 0; place < story.size(); ++place) {
            const Sentence& sentence = story.at(place);
            if ((sentence.passage == 0) != title)
                continue;
            for (const Mention& mention : sentence.mentions)
                if (mention.kind == MentionKind::drug) {
                    const Evidence words = evidence_of(story.reading, sentence, mention.first, mention.last);
                    drug.as_reported = stated(words.quote, words);
                    return;
                }
        }
}

struct RouteWord
{
    std::string_view word;
    std::string_view route;
};

constexpr std::array<RouteWord, 46> route_words = {{{"oral", "oral"},
                                                    {"orally", "oral"},
                                                    {"po", "oral"},
                                                    {"p.o", "oral"},
                                                    {"tablets", "oral"},
                                                    {"tablet", "oral"},
                                                    {"capsules", "oral"},
                                                    {"capsule", "oral"},
                                                    {"intravenous", "intravenous"},
                                                    {"intravenously", "intravenous"},
                                                    {"iv", "intravenous"},
                                                    {"i.v", "intravenous"},
                                                    {"topical", "topical"},
                                                    {"topically", "topical"},
                                                    {"ointment", "topical"},
                                                    {"cream", "topical"},
                                                    {"lotion", "topical"},
                                                    {"foam", "topical"},
                                                    {"gel", "topical"},
                                                    {"subcutaneous", "subcutaneous"},
                                                    {"subcutaneously", "subcutaneous"},
                                                    {"sc", "subcutaneous"},
                                                    {"s.c", "subcutaneous"},
                                                    {"intramuscular", "intramuscular"},
                                                    {"intramuscularly", "intramuscular"},
                                                    {"im", "intramuscular"},
                                                    {"i.m", "intramuscular"},
                                                    {"intrathecal", "intrathecal"},
                                                    {"intrathecally", "intrathecal"},
                                                    {"inhaled", "inhalation"},
                                                    {"inhalation", "inhalation"},
                                                    {"intranasal", "intranasal"},
                                                    {"nasal", "intranasal"},
                                                    {"ophthalmic", "ophthalmic"},
                                                    {"drops", "ophthalmic"},
                                                    {"eyedrops", "ophthalmic"},
                                                    {"intravitreal", "intravitreal"},
                                                    {"epidural", "epidural"},
                                                    {"transdermal", "transdermal"},
                                                    {"sublingual", "sublingual"},
                                                    {"rectal", "rectal"},
                                                    {"vaginal", "vaginal"},
                                                    {"intraperitoneal", "intraperitoneal"},
                                                    {"intraarterial", "intra-arterial"},
                                                    {"intralesional", "intralesional"},
                                                    {"infusion", "intravenous"}}};

/// A word of route within a few tokens of the drug, no other drug between.
void read_route(const Story& story, Drug& drug)
{
    constexpr std::ptrdiff_t reach = 7;
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const MaskedItem* item = drug_item(sentence);
        if (item == nullptr)
            continue;
        const auto index = item - sentence.items.data();
        for (std::ptrdiff_t step = 1; step <= reach; ++step)
            for (const std::ptrdiff_t i : {index - step, index + step}) {
                if (i < 0 || i >= static_cast<std::ptrdiff_t>(sentence.items.size()) || (i < index && step > 4))
                    continue;
                const MaskedItem& word = sentence.items[static_cast<std::size_t>(i)];
                const auto* found = std::ranges::find(route_words, sentence.tokens[word.first].text, &RouteWord::word);
                if (found == route_words.end() || word.mention >= 0)
                    continue;
                const std::size_t low = std::min(word.begin, item->begin), high = std::max(word.begin, item->begin);
                const std::string_view between = std::string_view(sentence.masked).substr(low, high - low);
                if (between.find("OTHER") != std::string_view::npos || between.find(" . ") != std::string_view::npos)
                    continue;
                drug.route =
                    stated(std::string(found->route), evidence_of(story.reading, sentence, word.first, word.first + 1));
                return;
            }
    }
}

/// Words that make a condition more precise and belong to how a report names it.
bool is_modifier(const Token& token)
{
    constexpr std::array<std::string_view, 34> words = {
        "severe",     "acute",     "chronic",    "refractory",  "recurrent", "advanced",  "metastatic",
        "resistant",  "active",    "moderate",   "mild",        "bipolar",   "relapsing", "remitting",
        "idiopathic", "primary",   "secondary",  "systemic",    "plaque",    "juvenile",  "early",
        "newly",      "diagnosed", "inoperable", "paranoid",    "essential", "stable",    "unstable",
        "erosive",    "steroid",   "nodular",    "generalized", "highly",    "small"};
    return std::ranges::find(words, token.text) != words.end() || token.text == "-" ||
           (token.text.size() > 5 &&
            (token.text.ends_with("ic") || token.text.ends_with("al") || token.text.ends_with("ive") ||
             token.text.ends_with("ous")) &&
            !token.text.starts_with("clinic"));
}

/// The first token of what is joined to the organ at `first`: "kidney-pancreas", "heart and lung".
std::size_t first_organ(const std::vector<Token>& tokens, std::size_t first)
{
    constexpr std::array<std::string_view, 14> organs = {"kidney",     "renal", "pancreas", "pancreatic", "liver",
                                                         "hepatic",    "heart", "cardiac",  "lung",       "bowel",
                                                         "intestinal", "small", "islet",    "stomach"};
    constexpr std::array<std::string_view, 4> joints = {"-", "/", "and", "\u2013"};
    const auto is_organ = [&](std::size_t at) { return std::ranges::find(organs, tokens[at].text) != organs.end(); };
    while (first >= 2 && is_organ(first) && is_organ(first - 2) &&
           std::ranges::find(joints, tokens[first - 1].text) != joints.end())
        first -= 2;
    return first;
}

Stated<std::string> widened(const Story& story, const Sentence& sentence, std::size_t first, std::size_t last)
{
    first = first_organ(sentence.tokens, first);
    while (first > 0 && is_modifier(sentence.tokens[first - 1]) &&
           !(sentence.tokens[first - 1].text == "-" && (first < 2 || !is_modifier(sentence.tokens[first - 2]))))
        --first;
    const Evidence words = evidence_of(story.reading, sentence, first, last);
    return stated(words.quote, words);
}

/// The first mention of the same condition that is written out, where this one is an abbreviation.
Stated<std::string> written_out(const Story& story, const Sentence& sentence, const MaskedItem& item)
{
    const Evidence words = evidence_of(story.reading, sentence, item.first, item.last);
    if (!looks_like_abbreviation(words.quote))
        return widened(story, sentence, item.first, item.last);
    const std::string& idea = sentence.mentions[static_cast<std::size_t>(item.mention)].concept_name;
    for (const Sentence& other : story.reading.sentences)
        for (const Mention& mention : other.mentions)
            if (mention.kind == MentionKind::condition && mention.concept_name == idea &&
                !looks_like_abbreviation(evidence_of(story.reading, other, mention.first, mention.last).quote))
                return widened(story, other, mention.first, mention.last);
    return stated(words.quote, words);
}

/// The masked words without the reasons for which something was stopped or changed: those are no indications.
Searched without_reasons_to_stop(const Searched& masked)
{
    static const Pattern pattern(with_phrases(
        R"(\b<stop> (?:(?:of |the |his |her ){0,2}DRUG (?:therapy |treatment )?|(?:(?:OTHER|CLASS|DOSE|TIME|[^ .;,A-Z]+) ){0,6}?)(?:for|because of|owing to|due to|on account of|in view of) (?:[^ .;,A-Z]+ ){0,5}?COND(?: (?:and|or) (?:[^ .;,A-Z]+ )?COND)?\b)"));
    return struck_out(pattern, masked);
}

void read_indication(const Story& story, Drug& drug)
{
    static const Pattern patterns[] = {
        Pattern(with_phrases(
            R"(\bDRUG (?:\( DOSE \) |DOSE )?~12(?:for|because of|as treatment (?:of|for)|to treat|to control|in the treatment of|in the management of|against) (?:the |a |an |his |her |treatment of |management of |control of |prophylaxis of |prevention of |suspected |presumed )*~5(COND|GRAFT))")),
        Pattern(with_phrases(
            R"((COND) (?:[^ .;]+ ){0,6}(?:was |were |is |been )?(?:treated|managed|controlled) (?:\w+ )?(?:with|by) ~8DRUG)")),
        Pattern(with_phrases(R"(\bDRUG ~6(?:after|following) ~6(GRAFT))")),
        Pattern(with_phrases(
            R"((GRAFT) (?:recipients?|patients?)? ?~14(?:on|taking|receiving|treated with|given|immunosuppress\w+|maintenance|maintained on) ~10DRUG)")),
        Pattern(with_phrases(R"(\bDRUG ~8(?:after|following|for|in) ~8(GRAFT))")),
        Pattern(with_phrases(
            R"(<person> ~6<ill> ~8(COND) ~16(?:receiv\w+|taking|treated with|on|given|started|took|was started on|developed|who had been|during|after|while) (?:[^ ;]+ ){0,12}DRUG)")),
        Pattern(with_phrases(R"(\bDRUG (?:- )?(?:treated|treatment|therapy) ~4(?:for|of) ~5(COND|GRAFT))")),
        Pattern(with_phrases(R"(\bDRUG (?:DOSE )?(?:therapy |treatment )?in (?:\w+ ){0,3}(COND))")),
        Pattern(with_phrases(R"(\bDRUG %12(?:for|against) %5(COND|GRAFT))")),
        Pattern(with_phrases(R"(\bfor (COND) (?:, )?(?:a|an|the|this|our) (?:AGE|<person>))")),
        Pattern(with_phrases(
            R"((COND) (?:had been|has been|was|were) (?:\w+ ){0,4}(?:held|kept|controlled|suppressed|stabili[sz]ed|managed) (?:[^ .;]+ ){0,14}(?:by|with|on) ~2DRUG)")),
        Pattern(with_phrases(
            R"((?:<person>|people|AGE) (?:with|suffering from|who (?:had|has|have|suffered from)|diagnosed with|known to have|affected by|having|whose) ~5(COND))")),
        Pattern(with_phrases(R"((GRAFT))")),
        Pattern(with_phrases(R"((COND) (?:was|had been) (?:\w+ )?diagnosed)")),
    };
    std::vector<std::pair<const Sentence*, Searched>> texts;
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const bool is_after = story.onset && place > *story.onset + 3 && !sentence.has_drug;
        if (!is_after && std::ranges::find(sentence.mentions, MentionKind::condition, &Mention::kind) !=
                             sentence.mentions.end()) // it has no COND or GRAFT else
            texts.emplace_back(&sentence, without_reasons_to_stop(sentence.masked));
    }
    for (const Pattern& pattern : patterns)
        for (const auto& [sentence, text] : texts) {
            const auto match = pattern.find(text);
            if (!match)
                continue;
            const MaskedItem& item = item_at(*sentence, (*match)[1].begin);
            drug.indication = written_out(story, *sentence, item);
            return;
        }
}

} // namespace

Drug read_drug(const Story& story, const Protocol& protocol)
{
    Drug drug;
    drug.name = protocol.drug.name;
    read_name(story, drug);
    read_drug_dose(story, drug);
    read_route(story, drug);
    read_indication(story, drug);
    return drug;
}

namespace {

/// Another drug told of in one breath with the protocol's own: "cyclosporine, mycophenolate and prednisone".
bool beside_the_drug(const Sentence& sentence, const Mention& mention)
{
    return std::ranges::any_of(sentence.items, [&](const MaskedItem& item) {
        return item.mention >= 0 &&
               sentence.mentions[static_cast<std::size_t>(item.mention)].kind == MentionKind::drug &&
               mention.first >= item.first && mention.last <= item.last;
    });
}

/// The words near a mention, within its clause.
std::string_view around(const Sentence& sentence, const Mention& mention)
{
    constexpr std::size_t reach = 48;
    const auto item = std::ranges::find_if(
        sentence.items, [&](const MaskedItem& i) { return i.first <= mention.first && mention.last <= i.last; });
    if (item == sentence.items.end())
        return {};
    const std::string_view masked = sentence.masked;
    const std::size_t from = item->begin > reach ? item->begin - reach : 0;
    std::string_view before = masked.substr(from, item->begin - from);
    if (const std::size_t cut = before.find_last_of(",;"); cut != std::string_view::npos)
        before = before.substr(cut);
    std::string_view after = masked.substr(item->begin, reach);
    if (const std::size_t cut = after.find_first_of(",;"); cut != std::string_view::npos)
        after = after.substr(0, cut);
    return masked.substr(item->begin - before.size(), before.size() + after.size());
}

/// The whole sentence is about what a patient takes besides.
bool lists_medication(const Sentence& sentence)
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:concurrent|concomitant|other|reported|regular|current|usual|home|daily|only|outpatient|her|his) (?:\w+ )?(?:medications?|medicines?|drugs?|treatments?|therapy|prescriptions?)|(?:was|were) continued\b|taken (?:as well|from the outset|throughout|regularly)|(?:OTHER|CLASS) (?:was|were) (?:also )?(?:taken|given throughout)|(?:was|were|had been|been) (?:also )?(?:taking|receiving) ~3OTHER|, taking OTHER|plus OTHER|together with OTHER|along with OTHER|besides OTHER|while on OTHER)\b)"));
    return pattern.found_in(sentence.masked);
}

bool known_already(const std::vector<Drug>& drugs, const Mention& mention, const Evidence& words)
{
    return std::ranges::any_of(drugs, [&](const Drug& d) {
        return equal_ignoring_case(d.name, words.quote) || d.name == mention.concept_name;
    });
}

} // namespace

std::vector<Drug> read_concomitants(const Story& story, const std::vector<Stated<std::string>>& treatments)
{
    static const Pattern taken(with_phrases(
        R"(\b(?:receiv\w+|taking|took|treated with|on|medications?(?: \w+)?(?: were| included| consisted of|:)?|concomitant\w*|concurrent\w*|co - ?\w+|together with|along with|in combination with|combined with|combination|added|plus|also|and|with|maintenance|immunosuppress\w+|other drugs|besides|regimen|prescribed|given|started|therapy)\b)"));
    static const Pattern earlier(
        R"(\b(?:previous\w*|prior|former\w*|earlier|failed|failure|past|history of|had tried|ineffective|without success|unsuccessful\w*|discontinued|stopped|withdrawn|replac\w+|switched|converted|changed to|exchanged|instead of|substituted|intoleran\w+|not tolerated|refractory|resistant)\b)");
    static const Pattern state(
        R"(\b(?:maintenance|maintained|regimen|consisted of|(?:was|were|been|still) (?:on|taking|receiving|under)|whose|immunosuppression)\b)");
    std::vector<Drug> out;
    const std::size_t last = story.onset.value_or(story.size() == 0 ? 0 : story.size() - 1);
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const bool next = place > 0 && story.at(place - 1).has_drug && sentence.passage == story.at(place - 1).passage;
        const bool before = place <= last && (sentence.has_drug || next) && taken.found_in(sentence.masked);
        const bool after = place > last && place <= last + 3 && sentence.has_drug && state.found_in(sentence.masked);
        const bool listed = lists_medication(sentence);
        if (sentence.passage == 0 || !(before || after || listed))
            continue;
        for (const Mention& mention : sentence.mentions) {
            const bool joined = beside_the_drug(sentence, mention);
            const bool drug_like =
                mention.kind == MentionKind::other_drug || (mention.kind == MentionKind::drug_class && joined);
            if (!drug_like || mention.negated || (!joined && earlier.found_in(around(sentence, mention))))
                continue;
            const Evidence words = evidence_of(story.reading, sentence, mention.first, mention.last);
            const auto remedy = [&](const Stated<std::string>& t) { return t.evidence == words; };
            if (known_already(out, mention, words) || (!joined && std::ranges::any_of(treatments, remedy)))
                continue;
            Drug drug;
            drug.name = words.quote;
            drug.as_reported = stated(words.quote, words);
            drug.role = stated(Role::concomitant, words);
            out.push_back(std::move(drug));
        }
    }
    return out;
}

} // namespace casebook
