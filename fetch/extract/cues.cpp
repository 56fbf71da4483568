// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/cues.hpp"

#include "corpus/text.hpp"

#include <string>

namespace casebook {

namespace {

struct CueRow
{
    CueKind kind;
    double weight;
    std::string_view note;
    std::string_view pattern;
    std::string_view unless = "";        ///< found inside the match, it takes the cue back
    std::string_view unless_before = ""; ///< found right before the match, it takes the cue back
};

// Inside a match these words turn its meaning round.
constexpr std::string_view stopping =
    R"(\b(?:discontinu\w+|withdraw\w+|withdrew|cessation|ceas\w+|stopp\w+|stop|off)\b)";
constexpr std::string_view recovering =
    R"(\b(?:improv\w+|resol\w+|regr\w+|clear\w*|recover\w*|remission|better|respon\w+)\b)";
// "resolved, and recurred when DRUG was given again", "improved without DRUG"
constexpr std::string_view turning =
    R"(\b(?:recur\w*|relaps\w*|return(?:ed|s|ing)|reappear\w*|came back|stopp\w*|discontinu\w*|withdr\w*|ceas(?:ed|ing)|not|no|never|nor|without|before|could|lower|reduced|until|gone|but)\b)";
constexpr std::string_view resolving =
    R"(\b(?:improv\w+|resol\w+|regr\w+|clear\w*|recover\w*|remission|better|stopped|ceas\w+|disappear\w*|subsid\w*|abat\w+|persist\w*|decreas\w*|normali\w+|fell|healed|continu\w+|remain\w*|linger\w*|outlast\w*|unchanged|still)\b)";
constexpr std::string_view crossing = R"(\b(?:in|with|patients?|treated)\b|COND)";
constexpr std::string_view elsewhere =
    R"(\b(?:discontinu\w+|withdraw\w+|withdrew|cessation|ceas\w+|stopp\w+|stop)\b|\bin (?:\w+ ){0,4}(?:patients?|wom[ae]n|m[ae]n|child(?:ren)?|boy|girl)\b|COND (?:in|with)\b)";
constexpr std::string_view instead = R"(\b(?:rather than|instead of|and not|but not|unlike|other than)\b)";
// "a drug known to cause acute and chronic EVENT"
constexpr std::string_view causing =
    R"(\b(?:caus\w+|induc\w+|produc\w+|lead to|leads to|led to|including|such as|associated with|acute and|or) (?:[^ .;]+ )?$)";
constexpr std::string_view leaving_before =
    R"(\b(?:withdraw\w*|discontinu\w*|cessation|stopp\w*|absence|lack|omission|deficiency|without) (?:of |in )?(?:the )?$)";
constexpr std::string_view treating =
    R"(\b(?:treat\w*|therap\w*|manag\w*|respon\w*|improv\w*|regrowth|control\w*|remission|clear\w*|patients?|women|children|people) (?:of |in |for |with )?(?:[^ .;]+ ){0,4}$)";
// "the role of DRUG in causing EVENT", "the causal role of DRUG in EVENT"
constexpr std::string_view being_a_cause =
    R"(\b(?:causing|inducing|producing|triggering|provoking|(?:development|pathogenesis|a?etiology|genesis|occurrence|onset) of)\b)";
constexpr std::string_view causal_before =
    R"(\b(?:causal|causative|a?etiologic\w*|pathogen\w+|contributory) (?:\w+ of (?:the )?)?$)";
// the event arose in people who were there for something else
constexpr std::string_view arising =
    R"(EVENT (?:[^ ]+ ){0,3}<arise>|EVENT set in|(?:admitted|presented|referred|seen) (?:with|for|because of) (?:\w+ ){0,3}COND|received an? (?:\w+ )?(?:GRAFT|kidney|liver|heart)|COND EVENT)";
// "OTHER-induced EVENT"
constexpr std::string_view of_another = R"((?:OTHER|CLASS) (?:- )?(?:induced |associated |related )?$)";
constexpr std::string_view naming_event = R"(EVENT)";
constexpr std::string_view risking =
    R"(\b(?:risk|risks|responsible|cause|causes|reported|blamed|monitor\w*|associated|when|developed|admitted|occurred|appeared|given up|stopped|discontinued|withdrawn)\b|\bfor (?:[^ .;]+ ){0,3}(?:TIME|VAGUE|COND|GRAFT)\b)";

// DRUG is the protocol's drug. Rows of kind `suspect` that name the event are used a second time for other drugs.
// `~N` is a gap of up to N words in which no drug is named.
// clang-format off
constexpr CueRow cue_rows[] = {
    // the drug is blamed
    {CueKind::suspect, 3.0, "drug-induced event", R"(\bDRUG (?:- )?(?:induced|associated|related|triggered|provoked|precipitated|mediated|dependent|aggravated|exacerbated) ~5EVENT\b)", crossing},
    {CueKind::suspect, 3.0, "event caused by the drug", R"(\bEVENT ~6<by> ~8(?:OTHER (?:DOSE )?(?:and|plus|or|with|,) ~3)?DRUG\b)", instead, R"(\brisks? (?:of|for) (?:[^ .;]+ ){0,2}$)"},
    {CueKind::suspect, 2.5, "drug causes event", R"(\bDRUG ~6<cause> ~7EVENT\b)", elsewhere, leaving_before},
    {CueKind::suspect, 2.0, "event after or on the drug", R"(\bEVENT ~4<after> ~7(?:OTHER (?:DOSE )?(?:and|plus|or|with|,) ~3)?DRUG\b)", stopping},
    {CueKind::suspect, 1.2, "event on the drug", R"(\bEVENT (?:in ~6)?(?:on|from|to) ~3DRUG\b)", stopping},
    {CueKind::suspect, 1.0, "event with the drug", R"(\bEVENT with ~2DRUG\b)", "", treating},
    {CueKind::suspect, 1.5, "toxicity of the drug with the event", R"(\bDRUG EVENT\b)"},
    {CueKind::suspect, 2.0, "drug, then event", R"(\b<take> ~8DRUG (?:[^ ;]+ ){0,18}<onset> ~16EVENT\b)", R"(\b(?:tolerated|without (?:harm|problems|incident)|uneventfully)\b)"},
    {CueKind::suspect, 2.0, "drug, and the event arose", R"(\b<take> ~4DRUG (?:[^ ]+ ){0,10}(?:and|;|,) (?:[^ .;]+ ){0,5}EVENT ~1<arise>)", R"(\b(?:recurred|reappeared|reported|described|whom|treat\w*|tolerated|without|because|no)\b)"},
    {CueKind::suspect, 1.5, "who was on the drug had the event", R"(\b<person> ~6(?:on|taking|receiving|given|treated with) ~3DRUG (?:[^ ,.;]+ ){0,4}had (?:an? |severe |acute )?EVENT\b)", R"(\b(?:histor\w+|previous\w*|who had|already|not|no|never)\b)"},
    {CueKind::suspect, 2.0, "event began after or on the drug", R"(\b<onset> ~12EVENT ~14(?:<after>|on|of|despite|receiving|taking|with|from) ~9DRUG\b)", stopping},
    {CueKind::suspect, 2.0, "event arose after or on the drug", R"(\bEVENT ~8<arise> ~14(?:<after>|on|despite|receiving|taking|given|with) ~9DRUG\b)",
                 R"(\b(?:discontinu\w+|withdraw\w+|withdrew|cessation|ceas\w+|stopp\w+|stop|off|(?:and|,|then) (?:\w+ )?(?:treated|managed))\b)"},
    {CueKind::suspect, 2.0, "event followed the drug", R"(\bEVENT ~2(?:followed|succeeded) ~8DRUG\b)", R"(\bfollowed by\b)"},
    {CueKind::suspect, 2.0, "it began after the drug", R"(^(?:it|they|this|these|the (?:symptoms?|attacks?|condition|eruption|rash)) (?:had )?<arise> ~8<after> ~6DRUG\b)", stopping},
    {CueKind::suspect, 2.0, "a case of the event after or on the drug", R"(\b(?:cases?|episodes?|reports?|instances?|patients?|experience) (?:of|with) ~8EVENT ~25(?:<after>|treated with|receiving|taking) ~8DRUG\b)", stopping},
    {CueKind::suspect, 1.5, "after the drug the event arose", R"(\b(?:<after>|on|despite|receiving|taking) ~6DRUG ~14EVENT ~4<arise>)", stopping},
    {CueKind::suspect, 2.0, "event in spite of the drug", R"(\bEVENT ~20(?:despite|in spite of|albeit (?:on|under)|notwithstanding|although ~6(?:on|taking|receiving)|even though ~6(?:on|taking|receiving)) ~6DRUG\b)"},
    {CueKind::suspect, 1.5, "event in a recipient of the drug", R"(\bEVENT ~4(?:in|among|of) ~8(?:taking|receiving|on|treated with|given|exposed to|using|under|ingesting|consuming|abusing|inhaling|smoking) ~4DRUG\b)"},
    {CueKind::suspect, 2.5, "event as an adverse reaction to the drug", R"(\bEVENT ~10(?:adverse|side|untoward|unwanted|toxic|undesirable|idiosyncratic|hypersensitivity|paradoxical) (?:drug )?(?:effect|reaction|event|response)s? ~4(?:of|to|from|with) ~6DRUG\b)"},
    {CueKind::suspect, 2.0, "adverse reaction to the drug is the event", R"(\bDRUG ~12(?:adverse|side|untoward|unwanted|toxic|undesirable) (?:drug )?(?:effect|reaction|event)s? ~10EVENT\b)"},
    {CueKind::suspect, 2.0, "the drug is suspected", R"(\b(?:suspected|suspect|suspicion|blame[ds]?|culprit|implicat\w+|incriminat\w+|responsible|attribut\w+|ascrib\w+|caused by|credited to|due to) ~6DRUG\b)", instead},
    {CueKind::suspect, 2.0, "the drug is blamed", R"(\bDRUG ~3(?:(?:ought to|should|must|has to) (?:\w+ )?be (?:\w+ )?(?:suspected|blamed)|bears? the blame|was blamed|is blamed|is to blame|was to blame|(?:was|were) held responsible|the (?:\w+ )?culprit)\b)"},
    {CueKind::suspect, 1.0, "an adverse effect of the drug", R"(\b(?:adverse reactions?|reactions?|side effects?|complications?|adverse effects?|consequences?|sequelae?|toxicity|hypersensitivity) (?:to|of|from) ~6DRUG\b)"},
    {CueKind::suspect, 1.5, "the drug is suspected", R"(\bDRUG ~6(?:was|is|were|are|as|be|to be) ~3(?:suspected|the (?:\w+ )?(?:culprit|cause|offend\w+)|responsible|implicated|incriminated|blamed|causative))"},
    {CueKind::suspect, 1.5, "toxicity of the drug", R"(\bDRUG (?:- )?(?:[^ .;]+ )?(?:toxicity|neurotoxicity|cardiotoxicity|hepatotoxicity|nephrotoxicity|intoxication|overdose|overdosage|poisoning|hypersensitivity|rechallenge|reexposure|re - exposure)\b)"},
    {CueKind::suspect, 2.0, "event improved when the drug was stopped", R"(\bEVENT ~10<better> ~10(?:<stop> ~8|<less>)DRUG\b)"},
    {CueKind::suspect, 2.0, "event improved when the drug was stopped", R"(\b(?:DRUG ~6<stop>|(?:<stop> ~6|<less>)DRUG) ~16(?:EVENT ~6<better>|<better> ~5EVENT))"},
    {CueKind::suspect, 1.0, "the drug was stopped and things improved", R"(\b(?:DRUG ~4<stop>|(?:<stop> ~4|<less>)DRUG) ~16<better>)", R"(\b(?:no|not|without|nor|never)\b)"},
    {CueKind::suspect, 1.0, "things improved when the drug was stopped", R"(<better> ~10(?:<stop> ~6|<less>)DRUG\b)", R"(\b(?:no|not|without|nor|never)\b)"},
    {CueKind::suspect, 1.5, "event some time after a course", R"(\b(?:EVENT ~25TIME (?:after|into) ~6(?:courses?|cycles?|infusions?|doses?|injections?|treatment|therapy)\b|TIME (?:after|into) ~6(?:courses?|cycles?|infusions?|doses?|injections?|treatment|therapy) ~20EVENT\b|EVENT ~2<arise> ~3TIME after (?:the )?(?:conversion|switch|change|exchange|substitution|introduction|starting|beginning)\b))", recovering},
    {CueKind::suspect, 2.0, "event some time into the drug", R"((?:\b(?:TIME|VAGUE|shortly|soon|midway|halfway) (?:into|after|on)|^(?:<after>|on|during)) ~5DRUG %14(?:<onset> ~6|had (?:an? )?)EVENT\b)", stopping},
    {CueKind::suspect, 2.0, "event improved when the drug was stopped", R"(\bEVENT ~10<better> ~6(?:as|when|once|after|whenever|until) ~3DRUG ~4(?:<stop>|tapered|finished|given up)\b)"},
    {CueKind::suspect, 1.0, "things improved when the drug was stopped", R"(<better> ~5(?:as|when|once|after|whenever|until) ~3DRUG ~4(?:<stop>|tapered|finished|given up)\b)", R"(\b(?:no|not|without|nor|never)\b)"},
    {CueKind::suspect, 1.5, "event improved when exposure ended", R"(\bEVENT ~5<better> ~5(?:when|after|once|on|upon) ~3(?:exposure|the (?:drug|agent|treatment|medication|infusion)|treatment|medication) ~2<stop>)"},
    {CueKind::suspect, 1.5, "other causes were excluded", R"(\b(?:other|alternative) (?:\w+ )?causes? (?:of|for) ~3EVENT ~3(?:(?:were|was|had been|could be) (?:excluded|ruled out)|(?:were|was) (?:not )?found)\b)"},
    {CueKind::suspect, 1.5, "event as a hazard of the drug", R"(\bEVENT ~8(?:hazard|danger|complication|consequence|penalty|price|manifestation|sign) of ~3DRUG\b)", R"(\b(?:lower|no|not|reduced|decreased)\b)"},
    {CueKind::suspect, 1.5, "event in a recipient of the drug", R"(\bEVENT ~10(?:in|of|among) ~6<person> ~2(?:who|that) (?:had |has |have |was |were )?(?:\w+ )?(?:taken|took|received|used|been (?:taking|on|given|treated with)|takes) ~4DRUG\b)", R"(\b(?:treated|improv\w+|respon\w+)\b)", of_another},
    {CueKind::suspect, 2.0, "event after a course of the drug", R"(\bEVENT ~8(?:after|following) ~3(?:CLASS|PROC) (?:with|by|using) ~3DRUG\b)", stopping},
    {CueKind::suspect, 1.5, "event as the dose rose", R"(\bEVENT ~10(?:on|when|after|once|as) ~8DRUG (?:dose |level |levels )?(?:reached|was (?:raised|increased|doubled)|exceeded)\b)"},
    {CueKind::suspect, 1.5, "no more events after less of the drug", R"(\bno (?:further|more) EVENT ~4(?:after|since|when|once) ~6(?:(?:<stop>|<less>) ~4DRUG|DRUG ~4(?:<stop>|cut|halved))\b)"},
    {CueKind::suspect, 1.5, "event in users of the drug", R"(\bEVENT ~6(?:abusers?|users?|takers?|recipients?|addicts?|swallowers) of ~3DRUG\b)", "", of_another},
    {CueKind::suspect, 2.0, "the drug's level rose", R"(\bEVENT %8(?:raised|increased|elevated|doubled|supratherapeutic|toxic) ~2DRUG (?:exposure|levels?|concentrations?|troughs?)\b)"},
    {CueKind::other_suspect, 2.0, "another drug is blamed", R"(\b(?:OTHER|CLASS) ~3(?:(?:ought to|should|must|has to) (?:\w+ )?be (?:\w+ )?(?:suspected|blamed)|bears? the blame|was blamed|is blamed|is to blame|was to blame|(?:was|were) held responsible|was the (?:\w+ )?culprit)\b)"},
    // the drug is given for the event
    {CueKind::treatment, 3.0, "treatment of the event with the drug", R"(\bEVENT (?:treatment|therapy|management|care) (?:with|by|using) ~8DRUG\b)"},
    {CueKind::treatment, 1.5, "the article is about treatment of the event", R"(^(?:[^ ]+ ){0,14}(?:treatment|therapy|management|treating|therapies|treatments) (?:of|for|in) ~4EVENT(?: [^ ]+){0,12}$)"},
    {CueKind::treatment, 2.5, "event came back when the drug was stopped", R"(<stop> ~4DRUG ~6(?:return|relapse|recurrence|reappearance|rebound) ~3EVENT\b)"},
    {CueKind::treatment, 3.0, "improvement of the event with the drug", R"(\b(?:improvement|improved|relief|suppression|reversal|amelioration|abolition|prevention|attenuation|response|remission|recovery|resolution|cure|success\w*) (?:of|in|from) ~8(?:(?:OTHER|CLASS) (?:- )?induced )?~3EVENT ~8(?:by|with|after|on|under|following) (?:\w+ ){0,3}DRUG\b)", stopping},
    {CueKind::treatment, 2.5, "event came back when the drug was stopped", R"(\bEVENT ~8(?:<after>|upon|on|at|with) ~4(?:discontinuation|withdrawal|cessation|stopping|discontinuing|ceasing) (?:of )?~5DRUG\b)", resolving},
    {CueKind::treatment, 2.5, "event came back when the drug was stopped", R"(\b(?:relapse[ds]?|recurr\w+|return\w*|rebound|reappear\w*|flare\w*) (?:of )?~5(?:EVENT )?~8(?:<after>|upon|on|at|with|when) ~4(?:discontinu\w+|withdraw\w+|cessation|stopp\w+|ceas\w+|taper\w*) ~5DRUG\b)"},
    {CueKind::treatment, 2.5, "event came back when the drug was stopped", R"(\b(?:on|upon|after|with|at) ~2(?:withdrawal|discontinuation|cessation|stopping|tapering) (?:of )?~3DRUG ~5EVENT ~3(?:relaps\w+|recurr\w+|return\w*|reappear\w*|came back|flared?)\b)"},
    {CueKind::treatment, 3.0, "the event went when the drug was given again", R"(\b(?:EVENT|symptoms?|lesions?|attacks?|shedding|hairs?|it|they|condition|complaints?) (?:(?:had|has|have|was|were|then|soon|again|\w+ly) ){0,2}<better> ~4(?:<after>|upon|on|with|by|once) ~4(?:DRUG ~3(?:given|started|taken|begun|administered|prescribed) (?:again|anew|once more)|DRUG (?:was |were |had been )?(?:\w+ )?<resumed>|<resumed> (?:of |with )?~3DRUG)\b)", turning},
    {CueKind::treatment, 3.0, "the event went when the drug was given again", R"(\b(?:DRUG (?:was |were |had been )?(?:\w+ )?(?:<resumed>|(?:given|started|taken|begun|administered|prescribed) (?:again|anew|once more))|<resumed> (?:of |with )?~3DRUG) ~4(?:and|;|,|with|whereupon|led to|brought|after which) ~5(?:EVENT|symptoms?|lesions?|attacks?|shedding|hairs?|it|they|condition|complaints?) (?:(?:had|has|have|was|were|then|soon|again|\w+ly) ){0,2}<better>)", turning},
    {CueKind::treatment, 2.0, "the event was the reason for the drug", R"(\bEVENT ~4(?:obliged|led to|prompted|required|necessitated|warranted|was an indication for|for which|was treated) ~9DRUG\b)",
                 R"(\b(?:stop|discontinu|withdraw|chang|switch|replac|reduc)\w*)"},
    {CueKind::treatment, 3.0, "treatment of the event with the drug", R"(\b<treating> (?:of|for|in) ~8(?:<owing>)?EVENT ~8(?:with|by|using) ~8DRUG\b)"},
    {CueKind::treatment, 3.0, "the drug for treatment of the event", R"(\bDRUG ~10(?:for|in|as) ~3<treating> (?:of|for|in) ~8(?:<owing>)?EVENT\b)"},
    {CueKind::treatment, 3.0, "the drug tried against the event", R"(\b(?:efficacy|effect|effects|effectiveness|value|role|use|benefit|benefits|safety|comparison|trial|study) ~6DRUG ~8(?:in|for|on|against) ~6EVENT\b)", being_a_cause, causal_before},
    {CueKind::treatment, 2.5, "the drug for the event", R"(\bDRUG (?:therapy |treatment )?(?:~3)(?:for|against) ~6EVENT\b)", risking},
    {CueKind::treatment, 2.0, "the drug in the event", R"(\bDRUG (?:therapy |treatment |monotherapy |and \w+ )?in (?:(?:the|severe|moderate|acute|chronic|refractory|resistant|recalcitrant|childhood|adult|pediatric|extensive|early|active|patients with|children with|adults with|women with|men with|cases of|to|-|and) ){0,5}(?:<owing>)?EVENT\b)", "", causal_before},
    {CueKind::treatment, 3.0, "event treated with the drug", R"(\bEVENT (?:(?:was|were|is|be|been|being|has|had|have|can|could|may|which|that|successfully|initially|then|subsequently|often|usually|commonly|effectively|also|previously|and|,|who) ){0,4}(?:treated|managed|controlled|treatable|suppressed|terminated|relieved) (?:\w+ )?(?:with|by) ~10DRUG\b)"},
    {CueKind::treatment, 2.5, "event and its response to the drug", R"(\bEVENT ~6(?:respond(?:ing|ed|s)?|response|responsive|unresponsive|refractory|resistant) to ~8DRUG\b)"},
    {CueKind::treatment, 2.5, "the drug improved the event", R"(\bDRUG ~6<efficacy> ~6EVENT\b)"},
    {CueKind::treatment, 3.0, "the drug against another cause of the event", R"(\bDRUG ~6<efficacy> ~4(?:OTHER|CLASS|COND|PROC) (?:- )?(?:induced|associated|related|evoked) ~4EVENT\b)"},
    {CueKind::treatment, 2.5, "the drug improved the event", R"(\b(?:adding|addition of|combining) ~2DRUG (?:to|and|with) OTHER ~3<efficacy> ~6EVENT\b)"},
    {CueKind::treatment, 2.0, "event improved with the drug", R"(\bEVENT ~8<better> ~3(?:with|on|under|following|after|by|to) ~3DRUG\b)", stopping},
    {CueKind::treatment, 2.5, "people with the event received the drug", R"(\b<person> ~4<ill> ~8EVENT ~14(?:receiv(?:ed|ing)|(?:was|were) (?:\w+ )?(?:given|started|randomi[sz]ed|put|treated)|treated with|given|took|taking|administered|started) ~9DRUG\b)",
                 arising},
    {CueKind::treatment, 2.5, "the drug was given for the event", R"(\bDRUG ~8(?:for|to treat|to control|to counteract|to prevent|to suppress|because of|as treatment (?:of|for)) (?:\w+ )?(?:his |her |the |their )?~4EVENT\b)", risking},
    {CueKind::treatment, 2.0, "remission of the event on the drug", R"(\b(?:remission|regrowth|clearance|recovery|resolution|relief) (?:of|from|in) ~5EVENT ~6(?:with|on|under|after|following|by) ~3DRUG\b)", stopping},
    {CueKind::treatment, 2.5, "the drug was given and the event went", R"(\bDRUG (?:DOSE )?~3(?:was|were) (?:\w+ )?(?:given|begun|started|added|administered|instituted|substituted) ~6(?:and|;) ~6EVENT ~3(?:<better>|stopped|ended|ceased)\b)"},
    {CueKind::treatment, 2.5, "event came back when the drug was stopped", R"(\bEVENT ~3(?:return\w*|relaps\w*|recurr\w*|reappear\w*|came back) ~6(?:attempts? to|trying to|tried to|whenever|each time) ~3(?:withdraw|stop|discontinue|reduce|taper|DRUG) ~4(?:DRUG|<stop>)\b)"},
    {CueKind::treatment, 2.0, "the drug was given to people with the event", R"(\b(?:DRUG ~3(?:was|were) (?:\w+ )?(?:given|administered|prescribed|offered) to|(?:gave|given|administered) ~3DRUG (?:\w+ )?to) ~4<person> (?:<ill>|whose) ~4EVENT\b)"},
    {CueKind::treatment, 2.5, "people with the event were put on the drug", R"(\b<person> ~4<ill> ~8(?:<owing>)?EVENT %14(?:was|were) (?:\w+ )?(?:put on|placed on|maintained on|started on|anticoagulated with|managed with|treated with|switched to|given) ~3DRUG\b)",
                 arising},
    {CueKind::treatment, 2.5, "event and its response to the drug", R"(\bEVENT %14(?:responded|responsive) (?:\w+ )?to ~4DRUG\b)", R"(\b(?:stopping|withdrawal|discontinuation|cessation|reduction|reducing)\b)"},
    {CueKind::treatment, 2.5, "event controlled with the drug", R"(\bEVENT %14(?:was|were) (?:\w+ )?(?:controlled|treated|managed|relieved|terminated|abolished|corrected|cured) (?:with|by) ~3DRUG\b)", stopping},
    {CueKind::treatment, 2.5, "the drug freed people of the event", R"(\b(?:freed|relieved|cured|free) (?:of|from) ~4EVENT (?:by|with|on|after) ~3DRUG\b)", stopping},
    {CueKind::treatment, 2.0, "event stopped with the drug", R"(\bEVENT %8(?:stopped|ended|ceased|subsided) (?:after|with|on|following) ~6DRUG\b)", R"(\b(?:discontinu\w+|withdraw\w+|withdrew|cessation|stopping|stop|off|removal|omission|dose of DRUG was|last)\b)"},
    {CueKind::treatment, 2.0, "people with the event lost the drug", R"(\b<person> ~3<ill> ~3EVENT ~4(?:whose|in whom) ~2DRUG ~2(?:was|were) <stop>)", R"(EVENT ~4(?:resolved|improved))"},
    {CueKind::treatment, 2.0, "event came back when the drug was stopped", R"(\b(?:flares?|relapses?|recurrences?) of ~3EVENT ~10in whom ~2DRUG ~2(?:was|were) <stop>)"},
    // the event was there before
    {CueKind::before, 2.0, "history of the event", R"(\bhistory of ~5EVENT\b)"},
    {CueKind::before, 2.0, "event of long standing", R"(\b(?:long - standing|longstanding|chronic|pre - existing|preexisting|previous|prior|known|underlying|recalcitrant|refractory|congenital|TIME history of|VAGUE history of|- history of) ~3EVENT\b)",
                 R"(\b(?:known|previous|previously|prior) (?:to|as|that|for|by|unreported|reports?|cases?|stud\w+|publications?)\b)", causing},
    {CueKind::before, 2.0, "event of long standing", R"(\bEVENT ~4(?:for|since|of|had persisted for|persisted for|present for) (?:the (?:past|last|previous) |more than |over |about |at least |some |a |nearly )?(?:TIME|VAGUE|childhood|boyhood|girlhood|youth|puberty|birth|infancy|adolescence|(?:his|her|their) (?:teens|twenties|youth)|many years|a long time|decades|age)\b|\bEVENT (?:ever )?since (?:the |a |her |his )?(?:PROC|DATE|AGE|OTHER)\b)"},
    {CueKind::before, 2.0, "the event is an old one", R"(\b(?:past|previous|healed|old|remote|burnt - out|prior) (?:, \w+ )?EVENT\b)", "", causing},
    {CueKind::before, 2.0, "the event was there before", R"(\bEVENT (?:, )?~3(?:was|were|had been) (?:already |also )?(?:there|present|noted|evident|noticed|known) (?:already )?before\b)"},
    {CueKind::before, 1.0, "the event was there before", R"(\b(?:EVENT ~2before ~3DRUG\b|DRUG ~1after ~3EVENT\b))", R"(<stop>)"},
    {CueKind::before, 1.0, "a person with the event", R"(\b(?:AGE ~1<person>|AGE|<person>) with ~3EVENT(?: ,| was| were| had| has| in| who| and| :|$| received))"},
    {CueKind::before, 1.5, "lived with the event", R"(\b(?:lived with|living with|had had|long had|affected by|since childhood had) ~5EVENT\b)"},
    {CueKind::before, 2.0, "event of long standing", R"(\b(?:after|with|following|despite|had|of) TIME (?:history )?of ~2EVENT\b|\bTIME (?:- )?(?:old|long|standing) ~3EVENT\b|\bEVENT was TIME old\b)"},
    // a link is denied, or nothing happened
    {CueKind::refuted, 1.0, "the drug's reaction was another one", R"(\bDRUG (?:- )?(?:induced|associated|related) ~2COND\b[^.;]{0,80})", naming_event},
    {CueKind::refuted, 0.1, "the drug's reaction was another one", R"(\bCOND (?:~3(?:<by>|after|following) ~4|~5(?:taking|receiving|on|treated with) ~3)DRUG\b[^.;]{0,80})", naming_event},
    {CueKind::refuted, 2.0, "a link is denied", R"(\b(?:no|not|neither|none|never|without|nor|unlikely|lack of|unable to (?:\w+ )?|failed to (?:\w+ )?) ~6(?:associat\w+|relat\w+|link\w*|cause[ds]?|responsible|attribut\w+|due|induced|risk|substantiate) ~8(?:DRUG|EVENT)\b)"},
    {CueKind::refuted, 3.0, "the drug is cleared", R"(\b(?:(?:exculpat\w+|exonerat\w+|absolv\w+|acquit\w*) ~3|clear(?:s|ed) (?:the name of )?)DRUG\b)"},
    {CueKind::refuted, 3.0, "the drug is cleared", R"(\bDRUG ~3(?:was|is|were|as|being) (?:\w+ )?(?:blameless|innocent|exonerated|exculpated|absolved|cleared|an innocent|not (?:\w+ )?(?:to blame|responsible|the (?:\w+ )?(?:cause|culprit)|implicated|involved))\b)"},
    {CueKind::refuted, 3.0, "the drug is cleared", R"(\b(?:not|never) (?:the )?DRUG , (?:was|is|were) (?:\w+ )?(?:the (?:\w+ )?(?:cause|culprit)|to blame|responsible)\b)"},
    {CueKind::refuted, 3.0, "another drug, not this one", R"(\b(?:OTHER|CLASS) (?:, )?(?:and |but )?not ~1DRUG\b)"},
    {CueKind::refuted, 2.0, "another drug, not this one", R"(\b(?:<cause>|<by>|attribut\w+|ascrib\w+|responsible|blam\w+|culprit|suspect\w*) [^.;]{0,80}(?:rather than|and not|but not|, not) (?:to |by |from )?(?:the )?DRUG\b)"},
    {CueKind::refuted, 2.0, "the drug went on without harm", R"(\bDRUG ~3(?:could be |was |were |being |left |having been )?(?:continued|kept|maintained|resumed) ~3without (?:harm|recurrence|ill effects?|any (?:harm|recurrence)|problems?|incident)\b)"},
    {CueKind::refuted, 3.0, "this patient did not take the drug", R"(\bDRUG [^.;]{0,80}\bbut ~3(?:had|has) (?:not )?(?:taken|received|used) (?:none|neither|no such)\b)"},
    {CueKind::refuted, 3.0, "a relative took the drug", R"(\b(?:his|her|the (?:patient|child|boy|girl) (?:\' )?s) (?:\w+ )?(?:father|mother|brother|sister|uncle|aunt|grandfather|grandmother|husband|wife|cousin) (?:also )?(?:had (?:also )?(?:been (?:given|on|prescribed|treated with)|taken|received)|was (?:given|on|taking|treated with)|took|received) ~4DRUG\b)"},
    {CueKind::refuted, 3.0, "this patient did not take the drug", R"(\b(?:declined|refused|did not (?:want|accept|take|receive)) (?:the |an? )?~2DRUG\b)"},
    {CueKind::refuted, 3.0, "this patient did not take the drug", R"(\b(?:(?:had|has) (?:not|never) (?:taken|received|used|been (?:given|exposed to)) ~3DRUG|denied (?:taking|(?:the )?(?:use|intake) of) ~3DRUG)\b)"},
    {CueKind::refuted, 2.5, "the drug is cleared", R"(\bthe drug (?:was|is) (?:\w+ )?(?:blameless|innocent|exonerated|exculpated|absolved|not (?:to blame|responsible|the (?:cause|culprit)))\b)"},
    {CueKind::refuted, 1.0, "the event did not occur on the drug", R"(\bno ~4(?:under|on|with|during) ~3DRUG\b)", R"(\b(?:chang\w*|alternative|other|further|previous|prior|experience|report\w*)\b)"},
    {CueKind::refuted, 1.5, "the event did not occur on the drug", R"(\b(?:no|none|neither|never|not one|without) ~7DRUG ~6(?:EVENT|affected|developed|had|lost))"},
    {CueKind::refuted, 1.5, "the event did not occur on the drug", R"(\bDRUG ~2(?:none|no one|nobody|not one) ~6EVENT\b)"},
    {CueKind::refuted, 1.5, "the event did not occur on the drug", R"(\b(?:none|no one|nobody|no patients?|no cases?|not one|no child) (?:\w+ )?(?:occurred |developed |was seen |were seen )?(?:with|on|under|in|among|of) ~6DRUG\b)"},
    {CueKind::refuted, 1.5, "the event did not occur", R"(\bEVENT ~3(?:did|do|does|was|were|had|has|have|is|are) (?:not|never)\b(?: [^ .;]+){0,4})",
                 R"(\b(?:again|since|not (?:due|related)|not (?:\w+ )?(?:been )?(?:described|reported|known|previously|recogni\w*|end|improve|resolve|recover|respond|clear|stop|abate|remit|heal|change|disappear|subside|reversed?|reversible|go away|improved|resolved))\b)"},
    {CueKind::refuted, 1.0, "no event", R"(\b(?:no|without|absence of|not) ~3EVENT\b(?: (?:was|were|is|has|had)\b)?)", R"( , EVENT (?:was|were|is|has|had)|\b(?:report|prior|previous|earlier|publish|case|other|further|more|recurr|only|new)\w*)"},
};
// clang-format on

/// A class of drugs or a procedure that is blamed may well stand for the drug itself.
constexpr double class_factor = 0.5;

std::vector<CueRule> compiled()
{
    std::vector<CueRule> out;
    for (const CueRow& row : cue_rows) {
        const std::string pattern = with_phrases(row.pattern);
        const bool event = row.pattern.find("EVENT") != std::string_view::npos; // gaps hold the word, too
        const auto optional = [](std::string_view text) {
            return text.empty() ? std::nullopt : std::optional<Pattern>(with_phrases(text));
        };
        const auto rule = [&](CueKind kind, double weight, bool needs_drug, bool needs_event,
                              const std::string& words) {
            const bool recovers = row.pattern.find("<better>") != std::string_view::npos;
            out.push_back({kind, weight, needs_drug, needs_event, event, recovers, row.note, Pattern(words),
                           optional(row.unless), optional(row.unless_before)});
        };
        // a denial may leave the event unnamed
        rule(row.kind, row.weight, row.pattern.find("DRUG") != std::string_view::npos,
             event && row.kind != CueKind::refuted, pattern);
        if (row.kind != CueKind::suspect)
            continue;
        rule(CueKind::other_suspect, row.weight, false, true, replaced(pattern, "DRUG", "OTHER"));
        rule(CueKind::other_suspect, row.weight * class_factor, false, true,
             replaced(pattern, "DRUG", "(?:CLASS|PROC)"));
    }
    return out;
}

} // namespace

const std::vector<CueRule>& cue_rules()
{
    static const std::vector<CueRule> rules = compiled();
    return rules;
}

} // namespace casebook
