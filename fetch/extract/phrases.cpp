// SPDX-License-Identifier: GPL-3.0-or-later
// Words that report the same thing, under one name each.
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"

#include <array>
#include <string>
#include <utility>

namespace casebook {

namespace {

struct Phrase
{
    std::string_view name;
    std::string_view words;
};

// clang-format off
constexpr std::array<Phrase, 18> phrases = {{
    {"<person>", "(?:patients?|wom[ae]n|m[ae]n|boys?|girls?|child|children|infants?|newborns?|neonates?|toddlers?|teenagers?|adolescents?|males?|females?|subjects?|recipients?|individuals?|adults?|gentlem[ae]n|lady|ladies|cases?|volunteers?|housewife|student|youth|nurse|farmer|worker|physician|mother|father|son|daughter|sisters?|brothers?|twins?|octogenarian|schoolgirl|schoolboy|baby)"},
    {"<take>", "(?:receiv(?:ing|ed|es)|taking|took|taken|takes|been (?:given|prescribed|started)|(?:was|were|is|being|is being) (?:given|prescribed|started|commenced|put|placed|begun)|given|treated (?:\\w+ )?with|treatment (?:\\w+ )?with|therapy (?:\\w+ )?with|treated by|started (?:on|taking)|commenced (?:on)?|put on|placed on|maintained on|maintenance on|maintenance|stabili[sz]ed on|switched to|converted to|changed to|transferred to|prescribed|prescription of|administered|administration of|exposed to|exposure to|use of|used|using|user of|abuse of|abusing|infusions? (?:of|with)|injections? (?:of|with)|ingestion of|ingested|swallow(?:ing|ed)|drinking|drank|inject(?:ing|ed)|sniffing|sniffed|snorting|snorted|intake of|overdose (?:of|with|on)|courses? of|cycles? of|doses? of|initiation of|initiating|starting|started|start of|beginning|begun|began|commencing|commencement of|introduction of|introducing|addition of|added|underwent|had|on|under|with|managed with|immunosuppression with|immunosuppressed with|anticoagulated with|an[ae]sthesia with|induced with|premedicat(?:ed|ion) with|supplementation with|applied|application of|applying|instilled|inhaled)"},
    {"<onset>", "(?:develop(?:ed|s|ing)?|experience[ds]?|experiencing|suffer(?:ed|s|ing)?(?: from)?|notic(?:ed|es|ing)|noted|present(?:ed|s|ing)? (?:\\w+ ){0,6}(?:with|for|because of)|complain(?:ed|ing|s) of|exhibited|manifested|displayed|showed|acquired|contracted|sustained|reported|(?:was|were) (?:found|noted|seen|observed|shown|discovered) to have|(?:was|were) (?:diagnosed|hospitali[sz]ed|admitted|referred|seen|evaluated) (?:as having |as |to \\w+ |to the \\w+ |to the \\w+ \\w+ )?(?:with|for|because of)|diagnosis of|appearance of|onset of|losing|occurrence of|emergence of|development of|lost|going into|went into|lapsed into|complicated by|episodes? of|attacks? of|became|(?:who|patients?|wom[ae]n|m[ae]n|boy|girl|child|she|he|they|of whom|of them|and|also|all|both|one|recipients?|AGE) had|revealed|consulted (?:\\w+ )?for|began to|started to|died (?:of|from)|death from)"},
    {"<arise>", "(?:develop(?:ed|s|ing)?|occurr(?:ed|ing)|occurs|appear(?:ed|s|ing)|arose|arising|arises|began|beginning|begins|started|starting|ensued|emerg(?:ed|es|ing)|set in|setting in|surfaced|(?:was|were|is|are|been) (?:noted|noticed|observed|diagnosed|seen|found|discovered|detected|described|reported|documented|identified|recorded|recogni[sz]ed|present|evident|precipitated|encountered)|supervened|followed|worsened|recurred|reappeared|came on|came about|presented|presenting|made its appearance|complicat(?:ed|ing)|broke out|erupted|happened|took place|resulted)"},
    {"<cause>", "(?:caus(?:ed|es|e|ing)|induc(?:ed|es|e|ing|tion of)|produc(?:ed|es|e|ing)|provok(?:ed|es|e|ing)|trigger(?:ed|s|ing)?|precipitat(?:ed|es|e|ing)|led to|leads? to|leading to|result(?:ed|s|ing)? in|contribut(?:ed|es?|ing) to|elicit(?:ed|s)?|(?:was|is|be|been|being|were|as) (?:\\w+ )?(?:responsible for|to blame for|the (?:\\w+ )?(?:cause|culprit) (?:of|for|in)|implicated in|associated with|linked (?:to|with)|suspected (?:of|to))|implicated in|aggravat(?:ed|es|e|ing)|exacerbat(?:ed|es|e|ing)|worsen(?:ed|s|ing)?|unmask(?:ed|s|ing)?|complicated by|followed by)"},
    {"<by>", "(?:induced by|reactivated by|unmasked by|worsened by|caused by|provoked by|precipitated by|triggered by|produced by|elicited by|aggravated by|exacerbated by|brought (?:on|about) by|associated with|in association with|related to|attributed to|attributable to|ascribed to|due to|secondary to|because of|owing to|as (?:a|an|the) (?:\\w+ ){0,3}(?:result|consequence|complication|side effect|effect|manifestation|reaction|sequela) (?:of|to)|resulting from|arising from|linked (?:to|with)|complicating|consequent (?:to|on|upon)|in response to|side effect of|complication of|to be the result of)"},
    {"<after>", "(?:after|following|during|while|whilst|when|under|upon|since|within (?:TIME|VAGUE) (?:of|after)|(?:TIME|VAGUE) after|(?:TIME|VAGUE) into|in the course of|in patients? (?:on|taking|receiving|treated with|given)|subsequent to|shortly after|soon after|at the time of)"},
    {"<stop>", "(?:stop(?:ped|ping|s)?|discontinu(?:ed|ing|ation|ance)|withdraw(?:n|al|ing)|withdrew|withheld|withholding|ceas(?:ed|ing)|cessation|suspend(?:ed|ing)|suspension|interrupt(?:ed|ion)|halted|removal|removed|removing|replac(?:ed|ing|ement)|switch(?:ed|ing)|substitut(?:ed|ion|ing)|(?:was|were|been|being|is|and|dose|doses|dosage|then|gradually|be) (?:reduced|lowered|decreased|tapered|halved|reduction)|(?:reduc(?:ed|ing|tion)|lower(?:ed|ing)|decreas(?:ed|ing|e)|taper(?:ed|ing)|halv(?:ed|ing)) (?:in |of )?(?:the |its |his |her )?(?:\\w+ )?(?:doses?|dosage|levels?|immunosuppression)|tapering|exchang(?:e|es)|exchang(?:ed|ing)|convert(?:ed|ing)|conversion|omitted|omission|ended|given up|gave up|giving up|abandon(?:ed|ing)|dropped|taken off|came off|coming off|elimination|dose was cut)"},
    {"<less>", "(?:reduc(?:ed|ing|tion)|lower(?:ed|ing)|decreas(?:ed|ing|e)|taper(?:ed|ing)|halv(?:ed|ing)) (?:in |of )?(?:the |its |his |her )?(?:doses? of |dosage of )?"},
    {"<better>", "(?:improv(?:ed|es|ing|ement)|resolv(?:ed|es|ing)|resolution|recover(?:ed|s|y|ing)|clear(?:ed|s|ing)|clearance|disappear(?:ed|ance|s)|regress(?:ed|ion)|remi(?:tted|ssion)|subsid(?:ed|es|ing)|abat(?:ed|ing)|normali[sz](?:ed|ation|ing)|returned to (?:\\w+ ){0,2}(?:normal|baseline)|regr(?:ew|own|owth|owing)|revers(?:ed|al|ible)|ameliorat(?:ed|ion)|heal(?:ed|ing)|settled|vanished|fully resolved|gr[eo]w(?:s|n|ing)? (?:back|again|in again)|full head of hair|came back|hair back|halted|(?:was|were|is) (?:restored|restoring)|relieved|relief|controlled|better|symptom - free|returned to normal|no longer|uneventful|diminish(?:ed|ing)|alleviat(?:ed|ion|ing)|ceased|went away|faded|eased|free of (?:lesions?|symptoms?|rash|pain)|(?:brought|came|went|fell|rose|climbed|back) (?:\\w+ ){0,3}(?:back )?to (?:\\w+ )?normal|normal (?:\\w+ ){0,3}(?:levels?|values?|function)|(?:was|were) normal)"},
    {"<worse>", "(?:got worse|spread (?:further|on)|continued to (?:grow|shed|fall|spread)|persist(?:ed|s|ing|ent)|unchanged|worsen(?:ed|ing)|progress(?:ed|ion|ing)|no (?:\\w+ )?(?:improvement|regrowth|recovery|change|response|benefit|effect)|did not (?:\\w+ )?(?:improve|resolve|recover|regrow|respond|change|help|reverse|return)|remain(?:ed|s)|(?:hair|event|it|they) (?:\\w+ )?(?:not|never) (?:\\w+ )?(?:returned|recovered|grown)|failed to|deteriorat(?:ed|ion)|without (?:\\w+ )?(?:improvement|regrowth|recovery|benefit)|irreversible|permanent)"},
    {"<efficacy>", "(?:improv(?:ed|es|ement)|stabili[sz](?:ed|es)|arrest(?:ed|s)|halt(?:ed|s)|ameliorat(?:ed|es|ion)|clear(?:ed|s)|revers(?:ed|es|al of)|reliev(?:ed|es)|correct(?:ed|s)|normali[sz](?:ed|es)|control(?:led|s)?|suppress(?:ed|es|ion of)|prevent(?:ed|s|ion of)?|protect(?:ed|s|ion)?(?: against| from)|reduc(?:ed|es|tion (?:of|in))|abolish(?:ed|es)|inhibit(?:ed|s|ion of)?|attenuat(?:ed|es|ion of)|block(?:ed|s|ade of)|cur(?:ed|es)|alleviat(?:ed|es|ion of)|terminat(?:ed|es|ion of)|antagoni[sz](?:ed|es)|(?:is|was|were|are|be|proved) (?:\\w+ ){0,2}(?:effective|useful|beneficial|successful|indicated|efficacious) (?:in|for|against)|decreas(?:ed|es) the (?:\\w+ ){0,2}(?:incidence|severity|frequency|risk) of|treat(?:s|ed|ing)?)"},
    {"<treating>", "(?:treatment|therapy|management|control|prevention|prophylaxis|reversal|relief|suppression|care|cure|treating|managing|preventing|controlling)"},
    {"<kind>", "(?:agonist|antagonist|blocker|inhibitor|antibiotic|antibody|biologic|steroid|statin|neuroleptic|antipsychotic|antidepressant|anticonvulsant|antiepileptic|diuretic|opioid|contraceptive)s?"},
    {"<owing>", "(?:OTHER|CLASS|PROC|COND) (?:- )?(?:induced|associated|related|dependent) "},
    {"<resumed>", "(?:resum(?:ed|ing|ption)|(?:re - ?)?restart(?:ed|ing)?|re - ?start(?:ed|ing)?|reintroduc(?:ed|ing|tion)|re - ?introduc(?:ed|ing|tion)|reinstitut(?:ed|ing|ion)|re - ?institut(?:ed|ing|ion)|reinitiat(?:ed|ing|ion)|readminist(?:ered|ering|ration)|re - ?administ(?:ered|ering|ration)|recommenc(?:ed|ing|ement))"},
    {"<kin>", "(?:mother|father|parents?|sisters?|brothers?|siblings?|twin|cousins?|aunts?|uncles?|grand(?:mother|father|parents?|son|daughter|child|children)|husband|wife|spouse|sons?|daughters?|children|niece|nephew|friends?|relatives?|neighbou?rs?)"},
    {"<ill>", "(?:with|suffering from|who (?:\\w+ )?(?:had|has|have|suffered from)|affected (?:by|with)|having|diagnosed with|known to have|hospitali[sz]ed (?:for|with)|admitted (?:for|with)|presenting with|who presented with|due to|because of)"},
}};
// clang-format on

/// A word that is not the name of a drug: a gap between drug and event must not reach over another drug.
constexpr std::string_view gap_word = "(?:[^ .:;A-Z]+|TIME|VAGUE|DATE|AGE|DOSE|COND|GRAFT|EVENT) ";

/// Any word: for gaps in which other drugs may stand.
constexpr std::string_view any_word = "[^ .;]+ ";

std::string with_gaps(std::string_view pattern)
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool counted = i + 1 < pattern.size() && is_digit(pattern[i + 1]);
        if (!counted || (pattern[i] != '~' && pattern[i] != '%')) {
            out += pattern[i];
            continue;
        }
        if (pattern.substr(0, i).ends_with("EVENT ") || pattern.substr(0, i).ends_with("DRUG "))
            out += "(?:: )?"; // a title's colon stands for "is" or "by"
        const std::string word(pattern[i] == '~' ? gap_word : any_word);
        std::string count;
        while (i + 1 < pattern.size() && is_digit(pattern[i + 1]))
            count += pattern[++i];
        out += "(?:" + word + "){0," + count + "}";
    }
    return out;
}

} // namespace

std::string with_phrases(std::string_view pattern)
{
    std::string out(pattern);
    for (const Phrase& phrase : phrases)
        out = replaced(std::move(out), phrase.name, phrase.words);
    return with_gaps(out);
}

} // namespace casebook
