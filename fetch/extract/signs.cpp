// SPDX-License-Identifier: GPL-3.0-or-later
// What bears on cause beyond the fields of a case: the table of signs.
#include "fetch/extract/causality.hpp"
#include "fetch/extract/cues.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

/// What a sentence must be besides matching.
enum class Needs {
    nothing,
    drug,      ///< not about another drug alone
    the_event, ///< it names the event, or stands behind its beginning and names no other condition
};

struct SignRow
{
    SignKind kind;
    Needs needs;
    bool discussed; ///< also believed where authors discuss their patient
    std::string_view pattern;
    std::string_view unless = {}; ///< found in the sentence, it takes the sign back
};

// A kind may have several rows; its opposite stands before it where both could match.
// clang-format off
constexpr SignRow sign_rows[] = {
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:no|nor|without|absence of|neither) (?:any )?(?:other|another|alternative) (?:[^ .;]+ ){0,4}?(?:causes?|explanations?|a?etiolog\w+|culprits?|triggers?|precipitants?|precipitating factors?)\b)",
     R"(\b(?:cannot|can not|could not) be (?:\w+ )?(?:excluded|ruled out)\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:others?|alternative|common|secondary|infectious|metabolic|autoimmune|known|potential|possible|usual) (?:[^ .;]+ ){0,8}?(?:causes?|a?etiologies|explanations?|diagnoses|triggers?) (?:[^ .;]+ ){0,6}?(?:was|were|had been|have been|has been|being|are) (?:[^ .;]+ ){0,2}?(?:ruled out|excluded|eliminated|discounted)\b)",
     R"(\b(?:not|never|cannot|only partly) (?:\w+ ){0,2}(?:ruled out|excluded|eliminated|discounted)\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:exclu(?:sion of|ding|ded)|rul(?:ing|ed) out|eliminat(?:ed|ing)) (?:of )?(?:all |any |the )?(?:other|alternative|secondary|common) (?:[^ .;]+ ){0,5}?(?:causes?|a?etiolog\w+|explanations?|diagnoses|triggers?)\b)",
     R"(\b(?:cannot|can not|could not|not) (?:be )?(?:\w+ )?(?:excluded?|ruled? out)\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:others?|alternative) (?:[^ .;]+ ){0,4}?(?:causes?|explanations?|a?etiolog\w+|factors?|drugs?|triggers?) (?:[^ .;]+ ){0,4}?(?:cannot|can not|could not|may not) be (?:\w+ )?(?:excluded|ruled out|discounted)\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:COND|OTHER|CLASS|PROC|infection|stress|surgery|disease) (?:[^ .;A-Z]+ ){0,6}?(?:cannot|can not|could not) be (?:\w+ )?(?:excluded|ruled out|discounted)\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:could|may|might) (?:\w+ )?(?:have )?(?:\w+ )?(?:(?:been |be )(?:\w+ )?(?:due to|explained by|caused by|attributed to|related to|attributable to|the result of)|contributed to) (?:[^ .;A-Z]+ ){0,5}?(?:COND|OTHER|CLASS|PROC|infection|stress|surgery)\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:COND|OTHER|CLASS|PROC|infection|stress|surgery|disease) (?:[^ .;A-Z]+ ){0,5}?(?:could|may|might) (?:also |well |have |alone |itself )*(?:contributed|explain|explained|been responsible|caused|triggered|be responsible|played)\b)"},
    {SignKind::toxic_level, Needs::drug, false,
     R"(\b(?:DRUG (?:[^ .;]+ ){0,3}?(?:level|concentration|trough)s?|(?:level|concentration|trough)s? of DRUG|drug (?:level|concentration)s?) (?:[^ .;]+ ){0,8}?(?:toxic|supratherapeutic|supra - therapeutic|(?:above|beyond|over|exceed\w*) the (?:\w+ )?(?:therapeutic|target|reference|recommended|toxic)))",
     R"(\b(?:not|never|no) (?:\w+ ){0,2}(?:toxic|supratherapeutic|above)\b)"},
    {SignKind::toxic_level, Needs::drug, false,
     R"(\b(?:toxic|supratherapeutic|supra - therapeutic) (?:\w+ ){0,2}(?:DRUG )?(?:\w+ ){0,2}(?:level|concentration|trough)s?\b)",
     R"(\b(?:no|not|without|never) (?:\w+ ){0,3}(?:toxic|supratherapeutic)\b)"},
    {SignKind::harmless_level, Needs::drug, false,
     R"(\b(?:DRUG (?:[^ .;]+ ){0,3}?(?:level|concentration|trough)s?|(?:level|concentration|trough)s? of DRUG|drug (?:level|concentration)s?) (?:[^ .;]+ ){0,8}?(?:(?:within|in|inside|below) the (?:\w+ )?(?:therapeutic|target|normal|reference|recommended)|(?:was|were|remained|stayed) (?:\w+ )?(?:therapeutic|subtherapeutic|normal|not toxic|undetectable)))"},
    {SignKind::ignores_dose, Needs::drug, false, R"(\b(?:(?:dose|dosage) (?:[^ .;]+ ){0,4}?(?:reduced|lowered|halved|decreased)|(?:reduc\w+|lowering|halving|decreas\w+) (?:of |in )?(?:the |its |his |her )?(?:\w+ )?(?:DRUG )?(?:dose|dosage)) (?:[^ .;]+ ){0,8}?(?:without|no|did not|had no|made no|brought no) (?:\w+ ){0,2}(?:improve\w*|effect|benefit|change|difference|relief|help|regrowth|recovery|resol\w+)\b)"},
    {SignKind::follows_dose, Needs::drug, false,
     R"(\b(?:dose|dosage) (?:[^ .;]+ ){0,4}?(?:increas\w+|rais\w+|doubl\w+|escalat\w+) (?:[^ .;]+ ){0,12}?(?:worsen\w+|worse|aggravat\w+|more severe|progress\w+|spread\w*|intensif\w+|deteriorat\w+)\b)",
     R"(\b(?:no|not|without|never) (?:\w+ ){0,3}(?:worsen\w+|worse|aggravat\w+|progress\w+|spread|deteriorat\w+)\b)"},
    {SignKind::follows_dose, Needs::drug, false,
     R"(\b(?:worsen\w+|worse|aggravat\w+|more severe|intensif\w+|deteriorat\w+) (?:[^ .;]+ ){0,4}?(?:after|when|on|with|following|upon|as) (?:[^ .;]+ ){0,4}?(?:(?:dose|dosage) (?:[^ .;]+ ){0,3}?(?:increas\w+|rais\w+|doubl\w+|escalat\w+)|(?:increas\w+|rais\w+|doubling|escalat\w+|higher) (?:[^ .;]+ ){0,4}?(?:dose|dosage))\b)"},
    {SignKind::follows_dose, Needs::drug, false,
     R"(\b(?:(?:dose|dosage) (?:[^ .;]+ ){0,4}?(?:reduced|lowered|halved|decreased)|(?:reduc\w+|lowering|halving|decreas\w+) (?:of |in )?(?:the |its |his |her )?(?:\w+ )?(?:DRUG )?(?:dose|dosage)) (?:[^ .;]+ ){0,12}?<better>)",
     R"(\b(?:no|not|without|never|only after) (?:\w+ ){0,3}<better>)"},
    {SignKind::follows_dose, Needs::drug, false,
     R"(<better> (?:[^ .;]+ ){0,6}?(?:after|when|on|with|following|upon|by) (?:[^ .;]+ ){0,4}?(?:(?:dose|dosage) (?:[^ .;]+ ){0,3}?(?:reduced|lowered|halved|decreased|reduction)|(?:reduc\w+|lowering|halving|decreas\w+) (?:of |in )?(?:the |its |his |her )?(?:\w+ )?(?:DRUG )?(?:dose|dosage))\b)",
     R"(\b(?:no|not|without|never) (?:\w+ ){0,3}<better>)"},
    {SignKind::earlier_reaction, Needs::nothing, false,
     R"(\b(?:history of|had (?:had|experienced|developed|suffered)|(?:previously|earlier|before) (?:had|experienced|developed|suffered)|had (?:previously|earlier) (?:had|experienced|developed|suffered)) (?:[^ .;]+ ){0,3}?(?:similar|the same|identical|such) (?:[^ .;]+ ){0,6}?(?:to|with|after|on|during|following|while|when) (?:[^ .;A-Z]+ ){0,6}?(?:DRUG|CLASS|OTHER|the (?:same )?drug|(?:previous|earlier|first) (?:exposure|course|use|treatment))\b)",
     R"(\bno (?:\w+ ){0,3}history of\b)"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\b(?:had|has) (?:previously |before |earlier )?(?:tolerated|taken|received|used) (?:[^ .;A-Z]+ ){0,3}?(?:DRUG|CLASS|the drug|it) (?:[^ .;]+ ){0,5}?without (?:[^ .;]+ ){0,4}?(?:reaction|problem|event|EVENT|adverse|side|incident|complication|difficult))"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\bno (?:known |previous |prior |past |personal )*(?:history of )?(?:drug|medication|medicine) (?:COND|EVENT|allerg\w+|hypersensitivit\w+|reactions?|intolerance))"},
    {SignKind::placebo_harmless, Needs::nothing, false,
     R"(\b(?:placebo (?:[^ .;]+ ){0,6}?(?:did not|had no|without|negative|produced no|(?:was|were) (?:\w+ )?(?:tolerated|negative))|(?:but )?not (?:\w+ ){0,3}(?:with|on|to|after) (?:the )?placebo)\b)"},
    {SignKind::placebo_reaction, Needs::nothing, false,
     R"(\bplacebo (?:[^ .;]+ ){0,8}?(?:recur\w+|reappear\w+|reproduc\w+|provok\w+|came back|returned)\b)"},
    {SignKind::objective, Needs::the_event, false,
     R"(\b(?:biops\w+|histolog\w+|histopatholog\w+|patholog\w+|trichoscop\w+|dermoscop\w+|dermatoscop\w+|trichogram|hair - pull|pull test|electrocardiogra\w+|ecg|echocardiogra\w+|tomograph\w+|ct|mri|magnetic resonance|radiograph\w*|x - rays?|ultrasound|ultrasonograph\w+|endoscop\w+|colonoscop\w+|laborator\w+|blood tests?|liver function tests?|blood counts?|cell counts?|platelet counts?|neutrophil counts?|electroencephalogra\w+|eeg|spirometr\w+|bronchoscop\w+|bone marrow|patch tests?|angiogra\w+|fundoscop\w+|ophthalmoscop\w+|audiogra\w+) (?:[^ .;]+ ){0,6}?(?:show(?:ed|s|ing)|reveal(?:ed|s|ing)|confirm(?:ed|s|ing)|demonstrat(?:ed|es|ing)|disclosed|consistent with|compatible with|diagnostic|indicat(?:ed|es|ive)|support(?:ed|ive)|positive)\b)",
     R"(\b(?:normal|unremarkable|negative|declined|refused|not (?:\w+ )?(?:performed|done|obtained|taken)|no (?:\w+ ){0,2}(?:abnormalit\w+|evidence))\b)"},
    {SignKind::objective, Needs::the_event, false,
     R"(\b(?:(?:confirmed|proven|proved|shown|diagnosed|documented|verified|established) (?:[^ .;]+ ){0,4}?(?:by|on|with|through) (?:[^ .;]+ ){0,5}?(?:biops\w+|histolog\w+|histopatholog\w+|trichoscop\w+|dermoscop\w+|electrocardiogra\w+|echocardiogra\w+|tomograph\w+|imaging|laborator\w+|endoscop\w+|radiograph\w*|magnetic resonance|mri|bone marrow|blood (?:tests?|counts?))|(?:biopsy|histologically) - ?(?:proven|confirmed|proved)|histologically (?:proven|confirmed))\b)",
     R"(\b(?:not|never) (?:\w+ )?(?:confirmed|proven|performed|done)\b)"},
    {SignKind::whole_experience, Needs::nothing, true,
     R"(\b(?:consecutive (?:\w+ ){0,2}(?:patients|cases)|all (?:\w+ ){0,2}(?:patients|cases) (?:\w+ ){0,4}(?:seen|treated|followed|admitted|referred|diagnosed) (?:[^ .;]+ ){0,4}?(?:between|from|at|in|during)|reviewed (?:the |all |our )(?:\w+ ){0,3}(?:records|charts|files))\b)"},
    {SignKind::consent, Needs::nothing, true,
     R"(\b(?:(?:informed|written) (?:\w+ ){0,3}consent|consent (?:\w+ ){0,3}(?:for|to) (?:\w+ ){0,3}publi\w+|consent (?:was|has been|had been) (?:\w+ )?(?:obtained|given))\b)",
     R"(\b(?:no|without|not) (?:\w+ ){0,4}consent\b)"},
    {SignKind::patient_view, Needs::nothing, true,
     R"(\b(?:patient (?:' s )?perspective|(?:his|her|their) own words)\b)"},
};
// clang-format on

struct CompiledRow
{
    const SignRow* row;
    Pattern pattern;
    std::optional<Pattern> unless;
};

const std::vector<CompiledRow>& compiled_signs()
{
    static const std::vector<CompiledRow> all = [] {
        std::vector<CompiledRow> out;
        for (const SignRow& row : sign_rows)
            out.push_back(
                {&row, Pattern(with_phrases(row.pattern)),
                 row.unless.empty() ? std::nullopt : std::optional<Pattern>(std::in_place, with_phrases(row.unless))});
        return out;
    }();
    return all;
}

bool sign_fits(const Story& story, std::size_t place, Needs needs)
{
    const Sentence& sentence = story.at(place);
    const auto names = [&](MentionKind kind) {
        return std::ranges::any_of(sentence.mentions, [&](const Mention& m) { return m.kind == kind; });
    };
    switch (needs) {
    case Needs::nothing: return true;
    case Needs::drug: return sentence.has_drug || !names(MentionKind::other_drug);
    case Needs::the_event:
        return sentence.has_event ||
               (story.onset && place >= *story.onset && sentence.passage != 0 && !names(MentionKind::condition));
    }
    return true;
}

bool is_opposite(SignKind a, SignKind b)
{
    constexpr std::pair<SignKind, SignKind> opposites[] = {
        {SignKind::ignores_dose, SignKind::follows_dose},
        {SignKind::placebo_harmless, SignKind::placebo_reaction},
        {SignKind::toxic_level, SignKind::harmless_level},
    };
    return std::ranges::find(opposites, std::pair(a, b)) != std::end(opposites);
}

/// The first words of each kind; what a sentence says is not also its opposite.
std::vector<Sign> signs_in(const Story& story, bool discussed_only)
{
    std::vector<Sign> out;
    std::set<SignKind> seen;
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        std::optional<SignKind> here;
        for (const CompiledRow& one : compiled_signs()) {
            const SignRow& row = *one.row;
            if (seen.contains(row.kind) || (discussed_only && !row.discussed) || (here && is_opposite(*here, row.kind)))
                continue;
            const auto match = one.pattern.find(sentence.masked);
            if (!match || (one.unless && one.unless->found_in(sentence.masked)) ||
                !sign_fits(story, place, row.needs) || speaks_in_general(story.reading, sentence))
                continue;
            here = row.kind;
            seen.insert(row.kind);
            out.push_back({row.kind, evidence_of(story.reading, sentence, match->front())});
        }
    }
    std::ranges::sort(out, {}, &Sign::kind);
    return out;
}

} // namespace

std::vector<Sign> read_signs(const Story& story) { return signs_in(story, false); }

std::vector<Sign> read_discussed_signs(const Reading& whole) { return signs_in(whole_story(whole), true); }

} // namespace casebook
