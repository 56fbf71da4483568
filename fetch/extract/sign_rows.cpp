// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/sign_rows.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"

#include <array>
#include <string>

namespace casebook {

namespace {

struct SignWords
{
    std::string_view name;
    std::string_view words;
};

// clang-format off

/// Words that several rows share, each group under one name.
constexpr std::array<SignWords, 11> sign_words = {{
    {"<causes>", R"((?:causes?|explanations?|a?etiolog\w+|culprits?|triggers?|precipitants?|(?:risk |precipitating |predisposing |causative |contributing |provoking )factors?))"},
    {"<cleared>", R"((?:ruled out|excluded|eliminated|discounted))"},
    {"<drugs>", R"((?:drugs?|medications?|medicines?|medicaments?|agents?|remed(?:y|ies)|supplements?))"},
    {"<disease>", R"((?:COND|OTHER|CLASS|PROC|infection|stress|surgery|disease|illness))"},
    {"<lowered>", R"((?:(?:dose|dosage) (?:[^ .;]+ ){0,4}?(?:reduced|lowered|halved|decreased|cut)|(?:reduc\w+|lower\w+|halving|decreas\w+|cutting) (?:of |in |the |its |his |her |daily ){0,4}(?:DRUG )?(?:dose|dosage)|(?:dose|dosage) (?:reduction|decrease)|(?:lower|smaller|reduced) (?:\w+ )?(?:dose|dosage)s?|DRUG (?:was|were) (?:\w+ )?(?:reduced|lowered|halved|decreased)|(?:reducing|reduction|lowering|halving|decreasing|cutting) (?:of |in )?DRUG))"},
    {"<raised>", R"((?:(?:dose|dosage) (?:[^ .;]+ ){0,4}?(?:increas\w+|rais\w+|doubl\w+|escalat\w+)|(?:increas\w+|rais\w+|doubling|escalat\w+) (?:of |in |the |its |his |her |daily ){0,4}(?:DRUG )?(?:dose|dosage)|(?:dose|dosage) (?:increase|escalation)|higher (?:\w+ )?(?:dose|dosage)s?|DRUG (?:was|were) (?:\w+ )?(?:increased|raised|doubled)|(?:increasing|raising|doubling) (?:of )?DRUG))"},
    {"<graver>", R"((?:worsen\w+|worse|aggravat\w+|more (?:severe|pronounced|marked|intense|extensive|frequent)|progress\w+|spread\w*|intensif\w+|deteriorat\w+|accelerat\w+))"},
    {"<eased>", R"((?:<better>|lessen\w*|slow(?:ed|ing)|stopped|less (?:severe|marked|pronounced|intense)|decreased))"},
    {"<level>", R"((?:DRUG (?:[^ .;]+ ){0,3}?(?:level|concentration|trough)s?|(?:level|concentration|trough)s? of (?:\w+ )?DRUG|(?:serum|plasma|blood|whole blood|drug|trough|peak) (?:drug |trough |peak )?(?:level|concentration)s?|(?:serum|plasma|blood) DRUG))"},
    {"<number>", R"((?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+))"},
    {"<told>", R"((?:reported|described|documented|observed|published|noted|recorded|recogni[sz]ed|known))"},
}};

/// Not a statement about other causes, but about looking for them.
constexpr std::string_view not_cleared =
    R"(\b(?:(?:cannot|can not|could not|not|never|only partly|unable to|impossible to|difficult to|yet to|without) (?:be |been |have been )?(?:\w+ )?(?:exclu\w+|rul\w+ out|eliminat\w+|discount\w+|sought|investigated|looked for)|(?:is|are|remains?) (?:\w+ )?(?:important|essential|necessary|crucial|mandatory|difficult|required|needed))\b)";

/// Other drugs that are named for something else than to clear them.
constexpr std::string_view other_drugs_otherwise =
    R"(\b(?:not only|not (?:\w+ )?(?:know\w*|certain|clear|sure)(?: (?:if|whether|what|which|when|that))?|no (?:information|data|details|record)|unknown|unclear|uncertain|whether|until|but (?:\w+ ){0,3}(?:other|another|additional|concomitant|concurrent|further)|respon\w+|interact\w+|effective|tolerat\w+|available|success\w*|relief|benefit\w*|help\w*|cannot|can not|could not be|COND to|improv\w+|fail\w*|control\w*|allerg\w+|hypersensitiv\w+|switch\w*|chang\w+ to|replac\w+|stopp\w+|discontinu\w+|withdraw\w+)\b)";

/// What was thought first, or is denied; a disease that the drug itself brought.
constexpr std::string_view blamed_otherwise =
    R"(\b(?:(?:not|never|neither|nor|no|initially|at first|first|originally|wrongly|erroneously|mistakenly|had been|until|whether|unlikely) (?:[^ .;]+ ){0,8}?(?:attribut\w+|ascrib\w+|due to|caused|explain\w*|trigger\w*|culprit|considered|thought|cause|secondary)|(?:was|were|is) (?:not|never) |(?:to|by) (?:(?:the|her|his) )?DRUG|DRUG (?:- )?(?:induced|related|associated)|(?:has|have) been (?:\w+ )?(?:attributed|ascribed|reported))\b)";

/// A trial's groups, not a patient's placebo.
constexpr std::string_view of_groups = R"(\b(?:patients|trials?|controlled|group|arms?|recipients|volunteers|participants|randomi[sz]ed|subjects|blind)\b)";

constexpr std::string_view denied = R"(\b(?:no|not|never|without|nor|neither|first|unknown|unreported)\b)";

/// What the authors themselves report, and what nobody did.
constexpr std::string_view own_cases =
    R"(\b(?:no|not|never|without|nor|neither|first|unaware|we (?:\w+ )?(?:report|describe|present)|report (?:of|on)|(?:present|describe)s? (?:\w+ )?cases|our (?:\w+ )?(?:patients?|cases?|series|reports?)|herein|whether|case series)\b)";

// A kind may have several rows; its opposite stands before it where both could match.
constexpr SignRow sign_rows[] = {
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:others?|another|alternative) (?:[^ .;]+ ){0,4}?(?:<causes>|drugs?|factors?) (?:[^ .;]+ ){0,4}?(?:cannot|can not|could not|may not) be (?:\w+ )?<cleared>\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b<disease> (?:[^ .;A-Z]+ ){0,6}?(?:cannot|can not|could not) be (?:\w+ )?<cleared>\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:cannot|can not|could not) (?:\w+ )?(?:exclude|rule out|discount) (?:that |the possibility that |a |an |any |the ){0,3}(?:[^ .;A-Z]+ ){0,4}?<disease>)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b(?:could|may|might) (?:\w+ )?(?:have )?(?:\w+ )?(?:(?:been |be )(?:\w+ )?(?:due to|explained by|caused by|attributed to|related to|attributable to|triggered by|precipitated by|provoked by|aggravated by|the result of)|contributed to) (?:[^ .;A-Z]+ ){0,5}?<disease>\b)",
     R"((?:\bCOND (?:could|may|might) (?:\w+ )?(?:have )?(?:\w+ )?(?:been|be) |\bcontributed to (?:(?:the|her|his|this) )?(?:\w+ )?COND\b))"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b<disease> (?:[^ .;A-Z]+ ){0,5}?(?:could|may|might) (?:also |well |have |alone |itself )*(?:contributed|explain|explained|been responsible|caused|triggered|be responsible|played)\b)",
     R"(\b(?:contributed to|explain(?:ed)?|responsible for|caused|triggered) (?:(?:the|her|his|this) )?(?:\w+ )?COND\b)"},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\bpossible that (?:[^ .;A-Z]+ ){0,4}?<disease> (?:\w+ ){0,2}(?:caused|contributed|triggered|was responsible|played|precipitated|led)\b)"},
    {SignKind::other_cause, Needs::nothing, true, // whom the authors blame instead
     R"(\b(?:attribut(?:e|ed|es)|ascrib(?:e|ed|es)) (?:[^ .;A-Z]+ ){0,3}?(?:EVENT |it |this |these |that |hair loss |symptoms )(?:[^ .;A-Z]+ ){0,3}?to (?:(?:the|her|his|their|an?|underlying|concurrent|recent|severe|preceding|intercurrent) ){0,3}<disease>\b)", blamed_otherwise},
    {SignKind::other_cause, Needs::the_event, true,
     R"(\b(?:EVENT|it|this) (?:was|is|were) (?:(?:therefore|thus|probably|more|most|likely|rather|instead|finally|considered|thought|felt|believed|judged|to|be|have|been) ){0,5}(?:attributed to|ascribed to|attributable to|explained by|due to|caused by|secondary to|triggered by|a (?:\w+ )?consequence of|a (?:\w+ )?(?:manifestation|complication) of) (?:(?:the|her|his|their|an?|underlying|concurrent|recent|severe|preceding|intercurrent) ){0,3}<disease>\b)", blamed_otherwise},
    {SignKind::other_cause, Needs::nothing, true,
     R"(\b<disease> (?:\w+ ){0,2}?(?:(?:had |has )?(?:acted|served) as|(?:was|is|were) (?:(?:probably|likely|considered|thought|believed|felt|to|be|have|been|most|more) ){0,5}(?:as )?) ?(?:the|a|an)? ?(?:(?:likely|probable|true|real|actual|main|most|more|underlying|precipitating|possible) ){0,3}(?:trigger|cause of (?:[^ .;A-Z]+ ){0,3}EVENT|culprit|precipitant|explanation (?:of|for))\b)", blamed_otherwise},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:no|nor|not|never|without|absence of|neither|cannot|could not|unable to|failed to) (?:\w+ ){0,5}?(?:any )?(?:other|another|alternative) (?:[^ .;]+ ){0,4}?<causes>\b)",
     R"(\b(?:(?:cannot|can not|could not|not|never|only partly|unable to|impossible to|difficult to|yet to|without) (?:be |been |have been )?(?:\w+ )?(?:exclu\w+|rul\w+ out|eliminat\w+|discount\w+|sought|investigated|looked for)|(?:other|another) (?:\w+ ){0,2}<drugs>)\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:others?|alternative|common|secondary|infectious|infective|metabolic|autoimmune|organic|structural|systemic|viral|bacterial|known|potential|possible|usual|differential) (?:[^ .;]+ ){0,8}?(?:<causes>|diagnos[ei]s) (?:[^ .;]+ ){0,8}?(?:was|were|had been|have been|has been|being|are) (?:[^ .;]+ ){0,2}?<cleared>\b)",
     not_cleared},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:exclu(?:sion of|ding|ded)|rul(?:ing|ed) out|eliminat(?:ed|ing)) (?:of )?(?:all |any |the )?(?:other|alternative|secondary|common) (?:[^ .;]+ ){0,5}?(?:<causes>|diagnos[ei]s)\b)",
     not_cleared},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:investigations?|work - ?up|workup|screening|search|searches|tests?|evaluation|examinations?|studies) (?:[^ .;]+ ){0,3}?for (?:[^ .;]+ ){0,2}?(?:other|alternative|secondary|underlying|infectious|autoimmune|common|possible) (?:[^ .;]+ ){0,3}?<causes> (?:[^ .;]+ ){0,6}?(?:negative|normal|unremarkable|unrevealing|non ?- ?contributory|noncontributory|fruitless|in vain)\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:not|never|cannot) (?:be |been )?(?:\w+ )?(?:explained|accounted for|attributable) (?:by|to) (?:any )?(?:other|another)\b)"},
    {SignKind::no_other_cause, Needs::conditions, true, R"(\bCOND (?:[^ .;]+ ){0,6}?(?:was|were|had been|have been) (?:\w+ ){0,2}?<cleared>\b)",
     R"(\b(?:(?:cannot|can not|could not|not|never|only partly|unable to|impossible to|difficult to|yet to|without) (?:be |been |have been )?(?:\w+ )?(?:exclu\w+|rul\w+ out|eliminat\w+|discount\w+|sought|investigated|looked for)|as (?:an? |the )?(?:\w+ )?(?:cause|source|reason|explanation|origin) (?:of|for) (?:the |her |his )?COND)\b)"},
    {SignKind::no_other_cause, Needs::conditions, true,
     R"(\b(?:tests?|serology|screening|investigations?|work - ?up) for COND (?:[^ .;]+ ){0,4}?(?:was|were|proved|remained) (?:\w+ )?(?:negative|unremarkable|unrevealing)\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\bno (?:\w+ )?(?:other|another|alternative) reasons? (?:for|to explain|that explained) (?:[^ .;]+ ){0,3}?EVENT\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\b(?:apart from|other than|besides|except for|beyond) (?:\w+ ){0,2}?(?:DRUG|the drug) ,? ?(?:[^ .;A-Z]+ ){0,4}?no (?:\w+ ){0,2}?<causes>\b)"},
    {SignKind::no_other_cause, Needs::nothing, true,
     R"(\bno (?:[^ .;]+ ){1,14}?(?:that|which|to) (?:(?:could|would|might|can|may) )?(?:have )?(?:explain(?:ed)?|account(?:ed)? for) (?:[^ .;]+ ){0,3}?EVENT\b)",
     not_cleared},
    {SignKind::no_other_drug, Needs::nothing, true,
     R"(\b(?:no|not|never|without|nor|denied|none of) (?:(?:[^ .;,A-Z]+|CLASS) ){0,6}?(?:(?:[^ .;,A-Z]+|CLASS|COND) , (?:[^ .;,A-Z]+ (?:, )?){0,3}(?:and|or|nor) (?:any )?)?(?:other|another|additional|concomitant|concurrent|further) (?:\w+ ){0,3}?<drugs>\b)",
     other_drugs_otherwise},
    {SignKind::no_other_drug, Needs::nothing, true,
     R"(\b(?:no|without) (?:recent |other )?(?:changes?|alterations?|modifications?) (?:in|to|of) (?:\w+ ){0,2}?(?:other|concomitant|concurrent|remaining) (?:\w+ )?<drugs>\b)"},
    {SignKind::no_other_drug, Needs::drug, true,
     R"(\b(?:(?:apart from|except for|besides|other than|beyond|in addition to) (?:\w+ ){0,2}?(?:DRUG|the drug|it) ,? ?(?:[^ .;A-Z]+ ){0,4}?(?:no|not|never) (?:[^ .;A-Z]+ ){0,4}?<drugs>|(?:no|not|never) (?:[^ .;A-Z]+ ){0,4}?<drugs> (?:[^ .;A-Z]+ ){0,3}?(?:apart from|except|besides|other than|but) (?:for )?(?:\w+ ){0,2}?DRUG)\b)",
     other_drugs_otherwise},
    {SignKind::no_other_drug, Needs::drug, true, R"(\b(?:the|her|his|their) (?:only|sole) (?:\w+ )?<drugs>\b)",
     R"(\b(?:effective|help\w*|control\w*|respon\w+|relie\w+|tolerat\w+|available|improv\w+|not the (?:only|sole))\b)"},
    {SignKind::no_other_drug, Needs::nothing, true,
     R"(\b(?:other|concomitant|remaining) <drugs> (?:[^ .;]+ ){0,5}?(?:unchanged|for (?:TIME|VAGUE)|without change)\b)", R"(\b(?:not|never|known to cause)\b)"},
    {SignKind::toxic_level, Needs::drug, false,
     R"(\b<level> (?:[^ .;]+ ){0,8}?(?:toxic|supratherapeutic|supra - therapeutic|(?:above|beyond|over|exceed\w*|times) the (?:\w+ ){0,2}(?:therapeutic|target|reference|recommended|toxic|normal|upper)))",
     R"(\b(?:not|never|no) (?:\w+ ){0,2}(?:toxic|supratherapeutic|above)\b)"},
    {SignKind::toxic_level, Needs::drug, false,
     R"(\b<level> (?:(?:was|were|is|rose|remained|found|proved) )(?:found |to |be |been |measured |markedly |very |too |greatly |slightly |extremely |significantly ){0,4}(?:elevated|high|raised|excessive|increased)\b)"},
    {SignKind::toxic_level, Needs::drug, false,
     R"(\b(?:toxic|supratherapeutic|supra - therapeutic|elevated|excessive) (?:\w+ ){0,2}(?:DRUG )?(?:\w+ ){0,2}(?:level|concentration|trough)s?\b)",
     R"(\b(?:(?:no|not|without|never) (?:\w+ ){0,3}(?:toxic|supratherapeutic|elevated|excessive)|enzymes?|transaminases?|creatinine|bilirubin|glucose|potassium|cholesterol|hormone)\b)"},
    {SignKind::toxic_level, Needs::drug, false, R"(\bDRUG (?:toxicity|intoxication) (?:[^ .;]+ ){0,8}?(?:level|concentration)s?\b)", R"(\b(?:not|never|no|without) )"},
    {SignKind::harmless_level, Needs::drug, false,
     R"(\b<level> (?:[^ .;]+ ){0,8}?(?:(?:within|in|inside|below) (?:the |its )?(?:\w+ )?(?:therapeutic|target|normal|reference|recommended)|(?:was|were|remained|stayed|been) (?:\w+ )?(?:therapeutic|subtherapeutic|normal|undetectable|low)|(?:was|were|is) not (?:\w+ )?(?:toxic|elevated|high|raised|increased)))"},
    {SignKind::ignores_dose, Needs::dose, false,
     R"(\b<lowered> (?:[^ .;]+ ){0,8}?(?:without|no|did not|had no|made no|brought no|not) (?:\w+ ){0,2}(?:improve\w*|effect|benefit|change|difference|relief|help|regrowth|recovery|resol\w+)\b)"},
    {SignKind::ignores_dose, Needs::dose, false,
     R"(\b(?:persist\w*|continued|unchanged|progress\w*|no (?:\w+ )?(?:improvement|change|regrowth)) (?:[^ .;]+ ){0,3}?(?:despite|after|in spite of) (?:[^ .;]+ ){0,3}?(?:<lowered>|(?:reduction|decrease) in dose))"},
    {SignKind::ignores_dose, Needs::dose, false,
     R"(\b(?:not|no|never) (?:\w+ )?(?:improve\w*|better|respond\w*|resolve\w*|recover\w*|help\w*|affected|influenced) (?:[^ .;]+ ){0,3}?(?:with|after|on|by|upon|following|despite|to|when) (?:[^ .;]+ ){0,3}?<lowered>)"},
    {SignKind::ignores_dose, Needs::dose, false,
     R"(\b<lowered> (?:[^ .;]+ ){0,6}?but (?:[^ .;]+ ){0,4}?(?:continued|persisted|remained|progressed|did not|went on)\b)"},
    {SignKind::follows_dose, Needs::dose, false, R"(\b<raised> (?:[^ .;]+ ){0,12}?<graver>\b)",
     R"(\b(?:(?:no|not|without|never) (?:\w+ ){0,3}<graver>|because|due to|owing to|as (?:\w+ ){0,3}(?:worsened|progressed)|for (?:worsening|progressi\w+))\b)"},
    {SignKind::follows_dose, Needs::dose, false,
     R"(\b<graver> (?:[^ .;]+ ){0,4}?(?:after|when|on|with|following|upon|as) (?:[^ .;]+ ){0,4}?<raised>\b)", R"(\b(?:no|not|without|never) (?:\w+ ){0,3}<graver>)"},
    {SignKind::follows_dose, Needs::dose, false, R"(\b<lowered> (?:[^ .;]+ ){0,12}?<eased>)",
     R"(\b(?:(?:no|not|without|never|only after) (?:\w+ ){0,3}<eased>|because|as (?:\w+ ){0,3}improved)\b)"},
    {SignKind::follows_dose, Needs::dose, false,
     R"(\b<eased> (?:[^ .;]+ ){0,6}?(?:after|when|on|with|following|upon|by|at) (?:[^ .;]+ ){0,4}?<lowered>\b)",
     R"(\b(?:no|not|without|never) (?:\w+ ){0,3}<eased>)"},
    {SignKind::follows_dose, Needs::dose, false,
     R"(\b(?:(?:less|more) (?:severe|marked|pronounced|frequent|intense) (?:on|at|with) DOSE than|<graver> (?:on|at|with) DOSE ,? ?(?:and |but )?(?:\w+ ){0,2}?<eased> (?:on|at|with) DOSE)\b)", R"(\b(?:not|never)\b)"},
    {SignKind::follows_dose, Needs::dose, false, R"(\bEVENT (?:was|appeared|seemed|proved) (?:to be )?(?:\w+ )?dose - ?(?:dependent|related)\b)", R"(\bnot\b)"},
    {SignKind::earlier_reaction, Needs::nothing, false,
     R"(\b(?:history of|had (?:had|experienced|developed|suffered)|(?:previously|earlier|before) (?:had|experienced|developed|suffered)|had (?:previously|earlier) (?:had|experienced|developed|suffered)) (?:[^ .;]+ ){0,3}?(?:similar|the same|identical|comparable|such) (?:[^ .;]+ ){0,6}?(?:to|with|after|on|during|following|while|when) (?:[^ .;A-Z]+ ){0,6}?(?:DRUG|CLASS|OTHER|the (?:same )?drug|(?:previous|earlier|first) (?:exposure|course|use|treatment))\b)",
     R"(\bno (?:\w+ ){0,3}history of\b)"},
    {SignKind::earlier_reaction, Needs::nothing, false,
     R"(\b(?:similar|same|identical|comparable) (?:\w+ ){0,2}?(?:episodes?|reactions?|symptoms?|EVENT) had (?:\w+ )?(?:occurred|happened|developed|appeared|been noted|been seen|followed) (?:[^ .;A-Z]+ ){0,8}?(?:DRUG|CLASS|OTHER|the (?:same )?drug)\b)",
     R"(\b(?:trials?|others?|patients|literature)\b)"},
    {SignKind::earlier_reaction, Needs::nothing, false,
     R"(\b(?:previous|prior|earlier|past|history (?:of|included)) (?:\w+ )?(?:(?:episodes?|occurrences?|bouts?) of )?(?:EVENT|similar reactions?|the same reaction) (?:\w+ ){0,3}?(?:with|on|after|to|during|from|due to|induced by|following) (?:[^ .;A-Z]+ ){0,3}?(?:DRUG|CLASS|OTHER)\b)",
     R"(\b(?:no (?:\w+ ){0,3}(?:history|previous|prior)|cases?|reports|been reported|literature|for (?:her|his))\b)"},
    {SignKind::earlier_reaction, Needs::nothing, false,
     R"(\b(?:recalled|remembered|reported|described|mentioned|gave a history of) (?:an? |the )?(?:\w+ )?(?:similar|same|identical|comparable) (?:\w+ ){0,2}?(?:to|with|after|on|during|while) (?:[^ .;A-Z]+ ){0,3}?(?:DRUG|CLASS|OTHER)\b)",
     R"(\b(?:et al|others?|authors?|literature|cases?)\b)"},
    {SignKind::earlier_reaction, Needs::both, false,
     R"(\b(?:previous|prior|earlier|past) (?:courses?|exposures?|treatments?|cycles?|use) (?:of|to|with) DRUG (?:had been|was|were|had) (?:\w+ )?(?:complicated by|followed by|caused|led to|associated with|accompanied by) (?:[^ .;A-Z]+ ){0,3}?EVENT\b)"},
    {SignKind::earlier_reaction, Needs::both, false,
     R"(\b(?:TIME|VAGUE) (?:earlier|before|previously|ago) ,? ?(?:he|she|the patient) had (?:[^ .;A-Z]+ ){0,3}?EVENT (?:[^ .;A-Z]+ ){0,4}?DRUG\b)"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\b(?:had|has) (?:previously |before |earlier )?(?:tolerated|taken|received|used) (?:[^ .;A-Z]+ ){0,3}?(?:DRUG|CLASS|the drug|it) (?:[^ .;]+ ){0,5}?without (?:[^ .;]+ ){0,4}?(?:reaction|problem|event|EVENT|adverse|side|incident|complication|difficult))"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\b(?:had|has) (?:\w+ )?(?:tolerated|taken|received|used|completed) (?:[^ .;A-Z]+ ){0,5}?(?:DRUG|CLASS) (?:[^ .;]+ ){0,3}?(?:uneventfully|well (?:\w+ )?(?:(?:TIME|VAGUE) )?(?:before|earlier|previously|ago|in the past))\b)"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\bno (?:known |previous |prior |past |personal |relevant |documented |significant )*(?:history of )?(?:\w+ )?(?:(?:drug|medication|medicine) (?:COND|EVENT|allerg\w+|hypersensitivit\w+|reactions?|intolerance)|COND(?: to (?:any )?<drugs>)?))", "", R"(\b(?:(?:drugs?|medications?|medicines?) (?:allerg|hypersensitiv|reaction|intoleran)|(?:allerg\w+|hypersensitiv\w+|intoleran\w+) to (?:any )?(?:drug|medic)))"},
    {SignKind::no_earlier_reaction, Needs::nothing, false,
     R"(\bno (?:known |previous |prior |past |personal )*history of (?:[^ .;]+ ){0,4}?(?:adverse )?(?:drug )?reactions?\b)"},
    {SignKind::no_earlier_reaction, Needs::drug, false,
     R"(\b(?:(?:her|his|the patient ' s) first (?:exposure|contact|treatment|course|use) (?:to|with|of) (?:DRUG|the drug)|(?:had|has) never (?:\w+ )?(?:taken|received|used|been given|been exposed to|been treated with) (?:DRUG|the drug|it))\b)",
     R"(\b(?:again|since|thereafter|afterwards)\b)"},
    {SignKind::placebo_harmless, Needs::nothing, false,
     R"(\b(?:placebo (?:[^ .;]+ ){0,6}?(?:did not|had no|without|negative|produced no|(?:was|were) (?:\w+ )?(?:tolerated|negative))|(?:but )?not (?:\w+ ){0,3}(?:with|on|to|after) (?:the |a )?placebo|(?:did not|no|without) (?:\w+ ){0,2}(?:recur\w*|reappear\w*|react\w*|occur\w*|symptoms?|EVENT|return|effects?|response) (?:[^ .;]+ ){0,4}?placebo)\b)",
     of_groups},
    {SignKind::placebo_reaction, Needs::nothing, false,
     R"(\b(?:placebo (?:[^ .;]+ ){0,8}?(?:recur\w+|reappear\w+|reproduc\w+|provok\w+|came back|returned)|(?:recur\w+|reappear\w+|returned|came back|same (?:\w+ )?(?:symptoms?|reaction|complaints?|EVENT)) (?:[^ .;]+ ){0,4}?(?:after|with|on|to|by|during|following) (?:the |a )?placebo)\b)",
     of_groups},
    {SignKind::objective, Needs::the_event, false,
     R"(\b(?:biops\w+|histolog\w+|histopatholog\w+|patholog\w+|trichoscop\w+|dermoscop\w+|dermatoscop\w+|trichogram|hair - pull|pull test|electrocardiogra\w+|ecg|echocardiogra\w+|tomograph\w+|ct|mri|magnetic resonance|radiograph\w*|x - rays?|ultrasound|ultrasonograph\w+|endoscop\w+|colonoscop\w+|laborator\w+|blood tests?|liver function tests?|blood counts?|cell counts?|platelet counts?|neutrophil counts?|electroencephalogra\w+|eeg|spirometr\w+|bronchoscop\w+|bone marrow|patch tests?|angiogra\w+|fundoscop\w+|ophthalmoscop\w+|audiogra\w+) (?:[^ .;]+ ){0,6}?(?:show(?:ed|s|ing)|reveal(?:ed|s|ing)|confirm(?:ed|s|ing)|demonstrat(?:ed|es|ing)|disclosed|consistent with|compatible with|diagnostic|indicat(?:ed|es|ive)|support(?:ed|ive)|positive|there (?:was|were))\b)",
     R"(\b(?:normal|unremarkable|negative|declined|refused|not (?:\w+ )?(?:performed|done|obtained|taken)|no (?:\w+ ){0,2}(?:abnormalit\w+|evidence))\b)"},
    {SignKind::objective, Needs::the_event, false,
     R"(\b(?:(?:confirmed|proven|proved|shown|diagnosed|documented|verified|established) (?:[^ .;]+ ){0,4}?(?:by|on|with|through) (?:[^ .;]+ ){0,5}?(?:biops\w+|histolog\w+|histopatholog\w+|trichoscop\w+|dermoscop\w+|electrocardiogra\w+|echocardiogra\w+|tomograph\w+|imaging|laborator\w+|endoscop\w+|radiograph\w*|magnetic resonance|mri|bone marrow|blood (?:tests?|counts?))|(?:biopsy|histologically) - ?(?:proven|confirmed|proved)|histologically (?:proven|confirmed))\b)",
     R"(\b(?:not|never) (?:\w+ )?(?:confirmed|proven|performed|done)\b)"},
    {SignKind::objective, Needs::the_event, false,
     R"(\b(?:(?:platelet|neutrophil|leu[ck]ocyte|white (?:blood )?cell|granulocyte|lymphocyte|eosinophil|reticulocyte)s? (?:cell )?counts?|h[ae]moglobin|(?:serum |plasma |blood )?(?:sodium|potassium|creatinine|bilirubin|calcium|magnesium|glucose|amylase|lipase|ammonia|lactate|alt|ast|creatine kinase|ck|troponin|methemoglobin|methaemoglobin|alanine aminotransferase|aspartate aminotransferase|transaminases?|aminotransferases?)) (?:levels? |concentrations? |activity |values? )?(?:had |was |were |of |rose |fell |dropped |decreased |increased |declined |peaked )(?:\w+ ){0,3}?(?:DOSE|\d[\d.,]*|elevated|raised|increased|reduced|low)\b)",
     R"(\b(?:normal|unremarkable|within)\b)"},
    {SignKind::whole_experience, Needs::nothing, true,
     R"(\b(?:consecutive (?:\w+ ){0,2}(?:patients|cases)|all (?:\w+ ){0,2}(?:patients|cases) (?:\w+ ){0,4}(?:seen|treated|followed|admitted|referred|diagnosed) (?:[^ .;]+ ){0,4}?(?:between|from|at|in|during)|reviewed (?:the |all |our )(?:\w+ ){0,3}(?:records|charts|files))\b)"},
    {SignKind::consent, Needs::nothing, true,
     R"(\b(?:(?:informed|written) (?:\w+ ){0,3}consent|consent (?:\w+ ){0,3}(?:for|to) (?:\w+ ){0,3}publi\w+|consent (?:was|has been|had been) (?:\w+ )?(?:obtained|given))\b)",
     R"(\b(?:no|without|not) (?:\w+ ){0,4}consent\b)"},
    {SignKind::patient_view, Needs::nothing, true,
     R"(\b(?:patient (?:' s )?perspective|(?:his|her|their) own words)\b)"},
    {SignKind::antagonist_helped, Needs::nothing, false,
     R"(\b(?:(?:OTHER|CLASS|antidote|antagonist) (?:[^ .;A-Z]+ |DOSE |TIME ){0,8}?(?:<better>|reversed|awoke|woke)|(?:<better>|reversed|responded) (?:[^ .;A-Z]+ |EVENT |TIME |VAGUE |DOSE ){0,8}?(?:OTHER|antidote|antagonist))\b)",
     R"(\b(?:no|not|without|never|nor) (?:\w+ ){0,3}(?:<better>|response)\b)",
     R"(\b(?:antidote|antagonist|naloxone|flumazenil|physostigmine|protamine|sugammadex|idarucizumab|andexanet|phytomenadione|phytonadione|vitamin k|methylene blue|methylthioninium|digoxin - specific|glucagon|biperiden|benztropine|benzatropine|procyclidine|dantrolene|leucovorin|folinic acid|glucarpidase|cyproheptadine)\b)"},
    {SignKind::first_report, Needs::nothing, true,
     R"(\b(?:search|review) (?:[^ .;]+ ){0,8}?(?:revealed|found|yielded|identified|showed|disclosed|retrieved|produced) no (?:\w+ ){0,3}?(?:cases?|reports?|publications?|descriptions?)\b)", {}, {}, true},
    {SignKind::first_report, Needs::nothing, true,
     R"(\b(?:not aware of|unaware of|know of no|could not find|did not find|found no) (?:any )?(?:other |previous |prior |earlier |published |similar |such ){1,3}(?:\w+ )?(?:cases?|reports?|publications?|descriptions?)\b)", {}, {}, true},
    {SignKind::first_report, Needs::both, true,
     R"(\b(?:is|was|be|represents?|constitutes?|describe|report|present|knowledge|as) (?:[^ .;]+ ){0,6}?(?:very )?(?:first|1 st) (?:[^ .;A-Z]+ ){0,3}?(?:cases?|reports?|descriptions?|instance|patients?|observation|publication)\b)",
     R"(\bfirst (?:[^ .;]+ ){0,4}(?:in|by|of our|at our) (?:our|DATE|\d{4}|this (?:hospital|clinic|centre|center))\b)", {}, true},
    {SignKind::first_report, Needs::both, true,
     R"(\b(?:(?:no|not|never|without|nor|neither) (?:[^ .;]+ ){0,8}?<told>|<told> (?:only )?(?:once )?never)\b)", R"(\b(?:not only|whether|uncommon|well <told>|no (?:more|fewer) than)\b)", {}, true},
    {SignKind::first_report, Needs::both, true,
     R"(\b(?:has|have|had) (?:not|never) (?:\w+ ){0,2}?been (?:\w+ ){0,2}?(?:attributed|associated|linked|ascribed|implicated)\b)", {}, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:known|recogni[sz]ed|established|documented|described|reported|common|frequent|rare|uncommon|unusual|infrequent|expected|labell?ed|potential|typical|frequently observed) (?:and (?:\w+ - )?\w+ )?(?:adverse|side|unwanted|toxic|undesirable|drug)(?: drug)? (?:effects?|reactions?|events?)\b)", denied, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:is|are|was) (?:an? )?(?:\w+ ){0,2}?(?:complication|adverse effect|side effect|adverse reaction|adverse event) of (?:\w+ ){0,3}DRUG\b)", denied, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:has|have|had) (?:\w+ )?(?:been|also been) (?:\w+ ){0,2}?(?:reported|described|documented|observed|noted|published|associated|recorded|implicated|linked)\b)",
     R"(\b(?:no|not|never|without|nor|neither|first|unknown|unreported|whether|only with|hypersensitivity to)\b)", {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:previous|previously|earlier|prior|published|other|isolated|sporadic) (?:\w+ ){0,2}?(?:case reports?|reports?|reported|cases?|published|described|publications|authors)\b)",
     R"(\b(?:no|not|never|without|nor|neither|first|unaware|we (?:report|describe|present)|whether)\b)", {}, true},
    {SignKind::reported_before, Needs::both, true, R"(\b(?:several|few|many|some) (?:\w+ ){0,2}?(?:case reports?|reports?|reported|cases?|published|described|publications|authors)\b)",
     own_cases, {}, true},
    {SignKind::reported_before, Needs::both, true, // a number of cases may be the authors' own: the literature is named
     R"(\b<number> (?:\w+ ){0,2}?(?:previous(?:ly)?|earlier|prior|published|other|similar|reported|literature|such) (?:\w+ ){0,2}?(?:case reports?|reports?|cases?|patients|publications|authors)\b)",
     own_cases, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b<number> (?:\w+ ){0,2}?(?:case reports?|reports?|cases?|patients|publications) (?:[^ .;]+ ){0,10}?(?:(?:in|from) the (?:\w+ )?literature|(?:were|are) (?:\w+ )?(?:published|found in|on record|known)|exist)\b)",
     own_cases, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:literature|medline|pubmed|embase|search\w*|vigibase|database) (?:[^ .;]+ ){0,12}?<number> (?:\w+ ){0,2}?(?:case reports?|reports?|cases?|patients|publications)\b)",
     own_cases, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\bet al (?:\. )?(?:\w+ ){0,2}?(?:reported|described|observed|documented|found|noted)\b)", R"(\b(?:no|not|never|without)\b)", {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\bmanufacturers? (?:\w+ )?(?:warn\w*|list\w*|mention\w*|report\w*)\b)", denied, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:listed|mentioned|included|labell?ed|described) (?:[^ .;]+ ){0,6}?(?:product (?:information|characteristics|monograph|label)|labell?ing|smpc|spc|package insert|prescribing information|data sheet|summary of product)\b)", denied, {}, true},
    {SignKind::reported_before, Needs::nothing, true,
     R"(\bDRUG (?:[^ .;A-Z]+ ){0,4}?(?:is|was|are|being) (?:well |widely )?(?:known|reported|established|recogni[sz]ed) (?:to (?:\w+ )?(?:cause|induce|produce|provoke|trigger)|as (?:an? )?(?:\w+ )?cause of) (?:[^ .;]+ ){0,6}?EVENT\b)", denied, {}, true},
    {SignKind::reported_before, Needs::both, true,
     R"(\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fifteenth|twentieth|\d+ (?:st|nd|rd|th)) (?:[^ .;A-Z]+ ){0,3}?(?:case|report|patient|description|instance)\b)",
     R"(\b(?:first (?:and|patient|case)|(?:second|third|fourth) (?:patient|case) (?:was|had|developed|received|who|is))\b)", {}, true},
};
// clang-format on

/// A row's pattern with the words of this table and of all extractors filled in.
Pattern sign_pattern(std::string_view text)
{
    std::string out(text);
    for (const SignWords& group : sign_words)
        out = replaced(std::move(out), group.name, group.words);
    return Pattern(with_phrases(out));
}

std::optional<Pattern> if_any(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional<Pattern>(sign_pattern(text));
}

} // namespace

const std::vector<CompiledRow>& compiled_signs()
{
    static const std::vector<CompiledRow> all = [] {
        std::vector<CompiledRow> out;
        for (const SignRow& row : sign_rows)
            out.push_back({&row, sign_pattern(row.pattern), if_any(row.unless), if_any(row.quoted)});
        return out;
    }();
    return all;
}

} // namespace casebook
