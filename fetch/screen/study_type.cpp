// SPDX-License-Identifier: GPL-3.0-or-later
// Criteria that look at the kind of study: language, animals, organ culture, reviews.
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/screen/criteria.hpp"

#include <algorithm>

namespace casebook {

namespace {

Ground says(std::string_view verdict, std::string note, Evidence evidence = {})
{
    return {"", std::string(verdict), std::move(evidence), std::move(note)};
}

struct Found
{
    const Sentence* sentence = nullptr;
    Evidence evidence;
    explicit operator bool() const { return sentence != nullptr; }
};

/// The first sentence in which a pattern is found; only the title when asked.
Found find(const Reading& reading, const Pattern& pattern, bool title_only = false)
{
    for (const Sentence& sentence : reading.sentences) {
        if (title_only && sentence.passage != 0)
            break;
        if (const auto match = pattern.find(sentence.masked))
            return {&sentence, evidence_of(reading, sentence, match->front())};
    }
    return {};
}

bool has_heading(const Article& article, std::string_view name)
{
    return std::ranges::any_of(article.mesh, [&](const MeshHeading& heading) { return heading.name == name; });
}

/// "We report a …", "a 30-year-old woman", "two patients developed", "our patient".
const Pattern& own_patient()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:we|i|authors?|paper|article|report|letter|here|herein|study) (?:\w+ ){0,3}(?:report(?:s|ed)?|describe[sd]?|present(?:s|ed)?|saw|treated|observed|encountered|followed|add|discuss(?:ed)?) (?:\w+ ){0,3}(?:(?:a|an|one|the|two|three|four|five|six|first|another|our|additional|new|unusual|rare|these|second|third|\d) )~8(?:<person>|AGE)|case (?:report|is|of|description|presentation)|(?:a|an|the|our) ~3AGE|<person> (?:was |who was )?(?:, )?AGE|<person> of \d+\b|<person> (?:, )?(?:\( )?AGE|(?:is|are|was|were) (?:reported|described|presented) (?:who|in whom|with)|(?:our|this|first|second) (?:patient|case)s?\b|(?:patient|case) [1-9]\b|(?:a|one|two|three|four|five|six|[2-6]) (?:[a-z]+ ){0,3}<person> (?:[a-z]+ ){0,8}(?:developed|presented|experienced|(?:is|are|was|were) (?:reported|described|presented)|who died|died|in whom|noticed|suffered)))"));
    return pattern;
}

/// PubMed or the abstract's own headings say that something was studied.
bool is_a_study(const Screened& subject)
{
    constexpr std::array<std::string_view, 6> types = {"Clinical Trial",    "Randomized Controlled Trial",
                                                       "Comparative Study", "Observational Study",
                                                       "Multicenter Study", "Evaluation Study"};
    static const Pattern heading(R"(^(?:methods?|results?|patients and methods|materials? and methods|findings)\b)");
    return std::ranges::any_of(types, [&](auto type) { return has_publication_type(subject.article, type); }) ||
           std::ranges::any_of(subject.reading.passages,
                               [](const Passage& passage) { return heading.found_in(fold(passage.label)); });
}

/// People are counted or told apart somewhere in the text.
const Pattern& told_people()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen|several|most|all|\d+) (?:[a-z']+ ){0,5}<person>\b|\bAGE\b)"));
    return pattern;
}

} // namespace

bool has_own_patient(const Screened& subject)
{
    return has_publication_type(subject.article, "Case Reports") || find(subject.reading, own_patient());
}

Ground judge_language(const Screened& subject)
{
    const auto& languages = subject.article.languages;
    if (languages.empty())
        return says(unclear, "the record names no language");
    if (std::ranges::find(languages, "eng") != languages.end())
        return says(does_not_apply, "English");
    if (std::ranges::all_of(languages, [](const std::string& l) { return l == "und" || l == "mul"; }))
        return says(unclear, "language " + join(languages, ", "));
    return says(applies, "language " + join(languages, ", "));
}

namespace {

// Single animals and kinds of them; sera and antibodies that come from them are drugs.
constexpr std::string_view animal =
    "(?:mice|mouse|murine|rats?|rabbits?|guinea - pigs?|guinea pigs?|hamsters?|dogs?|canine|beagles?|cats|feline|pigs|"
    "piglets?|porcine|sheep|ewes?|monkeys?|macaques?|primates?|baboons?|horses|equine|bovine|calves|gerbils?|zebrafish|"
    "chicks?|chickens?|frogs?|ferrets?|rodents?|animals|drosophila|wistar|sprague|xenografts?|akita|terriers?|"
    "retrievers?|poodles?)";

/// Something is done to animals, or they are the ones spoken of.
const Pattern& animals_told()
{
    static const Pattern pattern(
        R"(\b(?:in|of|on|to|using|onto|from|with|by|the|an?|male|female|adult|young|pregnant|nude|scid|albino|conscious|anesthetized|anaesthetized|treated|transgenic|knockout|wild - type|diabetic|hypertensive|swiss|c57bl / 6|balb / c|\d+) (?:[^ .;]+ ){0,3})" +
        std::string(animal) +
        R"(\b|\b(?:mice|rats|rabbits|guinea pigs|hamsters|dogs|cats|monkeys|animals) (?:were|was|received|treated|given|that|with|developed|showed)\b|\b(?:mouse|rat|murine|animal|canine|rodent|rabbit|experimental) (?:model|models|strain|skin|hair|liver|kidney|heart|brain|hippocamp\w+)\b|\b(?:neutered|spayed|veterinary|veterinarian|domestic shorthair|mare|stallion|gelding|foal|dachshund|spaniel)\b)");
    return pattern;
}

/// A serum or an antibody made in an animal, a look back at experiments.
const Pattern& animals_aside()
{
    static const Pattern pattern(
        R"(\b(?:rabbit|horse|equine|mouse|murine|rat|porcine|bovine) (?:anti|atg|monoclonal|antithymocyte|insulin|serum|derived|heparin)|\b(?:animal (?:studies|experiments|data|work)|(?:studies|experiments|work|data|reported|shown|known|seen|described|observed) (?:\w+ ){0,3}(?:in|on|from) (?:\w+ )?animals)\b)");
    return pattern;
}

std::size_t sentences_on_animals(const Reading& reading)
{
    return static_cast<std::size_t>(std::ranges::count_if(reading.sentences, [](const Sentence& s) {
        return s.passage != 0 && animals_told().found_in(s.masked) && !animals_aside().found_in(s.masked);
    }));
}

/// People who were studied, not patients whom an introduction has in mind.
const Pattern& own_people()
{
    static const Pattern pattern(
        R"(\b(?:AGE|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|these|our|all|most|some|several|healthy|consecutive) (?:[a-z]+ ){0,4}(?:patients?|volunteers|wom[ae]n|children|infants|boys|girls|subjects|people)|(?:patients|volunteers|women|children) (?:were|received|underwent|who|developed|had)|volunteers|clinical trial|subjects were (?:healthy|human))\b)");
    return pattern;
}

} // namespace

Ground judge_animal(const Screened& subject)
{
    static const Pattern in_title("\\b" + std::string(animal) + "\\b");
    if (has_heading(subject.article, "Animals") && !has_heading(subject.article, "Humans"))
        return says(applies, "MeSH: Animals without Humans");
    const Found named = find(subject.reading, in_title, true);
    const Found title = named && !animals_aside().found_in(named.sentence->masked) ? named : Found{};
    const Found text = sentences_on_animals(subject.reading) > 0 ? find(subject.reading, animals_told()) : Found{};
    static const Pattern disguised(
        R"(\b(?:akita|terrier|retriever|poodle|dachshund|spaniel|shepherd|beagles?|neutered|spayed|veterinar\w+|canine|nude mice|scid mice|xenografts?|grafted (?:onto|on|to) (?:\w+ ){0,2}mice|dogs|cats|mare|stallion|gelding|foal)\b)");
    static const Pattern on_animals(
        R"(\b(?:nude mice|scid (?:mice|mouse|recipients|hosts?)|immunodeficient (?:hosts?|mice)|xenografts?|grafted (?:onto|on|to) (?:\w+ ){0,2}(?:mice|mouse))\b)");
    if (const Found grafted = find(subject.reading, on_animals); grafted && !find(subject.reading, own_patient()))
        return says(applies, "animals, or human tissue on them", grafted.evidence);
    const Found sure = find(subject.reading, disguised);
    static const Pattern person(
        R"(\bAGE (?:[^ .;]+ ){0,3}(?:man|woman|boy|girl|patient|infant|child|gentleman|lady|student|farmer)\b)");
    static const Pattern patient("\\bAGE (?:[^ .;]+ ){0,4}" + std::string(animal) + "\\b");
    const bool pets = find(subject.reading, person) && !find(subject.reading, patient) && !named;
    if (sure && !pets && !has_heading(subject.article, "Humans"))
        return says(applies, "animals, or human tissue on them", sure.evidence);
    if (!title && !text)
        return says(does_not_apply, "");
    if (has_heading(subject.article, "Humans") || has_own_patient(subject))
        return says(does_not_apply, "animals are mentioned beside patients", (title ? title : text).evidence);
    if (title || !find(subject.reading, own_people()) || sentences_on_animals(subject.reading) >= 2)
        return says(applies, "animals", (title ? title : text).evidence);
    return says(does_not_apply, "");
}

Ground judge_in_vitro(const Screened& subject)
{
    static const Pattern in_title(
        R"(\b(?:in vitro|ex vivo|organ culture|organ - culture|cell lines?|cultured|cultures?|isolated (?:\w+ )?(?:cells|hepatocytes|myocytes|follicles|hearts?|muscle|arteries)|hepatocytes|keratinocytes|fibroblasts|myocytes|lymphocytes in|erythrocytes|liposomes|microsomes|membranes|receptor binding|neurons in)\b)");
    static const Pattern in_text(
        R"(\b(?:in vitro|ex vivo|organ culture|organ - cultured?|cell lines?|cells were (?:\w+ )?(?:cultured|incubated|treated|exposed)|(?:cultured|isolated|incubated) (?:\w+ ){0,4}(?:cells|hepatocytes|myocytes|cardiomyocytes|follicles|keratinocytes|fibroblasts|slices|islets|neurons|microsomes|tissue)|(?:cells|follicles|hepatocytes|tissue|slices) (?:\w+ ){0,4}(?:in culture|were cultured|were incubated|were maintained)|(?:cells|lymphocytes|follicles|biops\w+|tissue|platelets|erythrocytes|neutrophils|hepatocytes) (?:were|was) (?:[^ .;]+ ){0,3}(?:obtained|isolated|plucked|dissected|microdissected|harvested|explanted)|follicles (?:\w+ ){0,2}(?:isolated|kept|maintained)|in the (?:culture )?dish|culture medium|supernatants?)\b)");
    if (has_own_patient(subject) && !has_heading(subject.article, "In Vitro Techniques"))
        return says(does_not_apply, "");
    const Found title = find(subject.reading, in_title, true);
    const Found text = find(subject.reading, in_text);
    static const Pattern people(
        R"(\bAGE\b|\b(?:patients?|volunteers?|women|men|children|recipients) (?:\w+ ){0,3}(?:were|was|received|took|taking|underwent|developed)\b)");
    if (title && (text || !find(subject.reading, people)))
        return says(applies, "cells or excised tissue", title.evidence);
    if (text && !find(subject.reading, people))
        return says(applies, "cells or excised tissue", text.evidence);
    if (has_heading(subject.article, "In Vitro Techniques") && !find(subject.reading, people))
        return says(applies, "MeSH: In Vitro Techniques");
    return says(does_not_apply, "");
}

Ground judge_systematic_review(const Screened& subject)
{
    static const Pattern title(
        R"(\b(?:systematic (?:literature )?(?:review|search)|meta - analys[ie]s|metaanalys[ie]s|meta - analytic|network meta|scoping review|umbrella review|pooled analysis)\b)");
    static const Pattern method(
        R"(\b(?:systematic(?:ally)? (?:literature )?(?:review(?:ed)?|search(?:ed)?)|meta - analys[ie]s|prisma|(?:reviewed|searched|analy[sz]ed) (?:the )?(?:\w+ ){0,2}literature (?:for|to identify)|(?:searched|search of|searches of|searching) (?:\w+ ){0,5}(?:pubmed|medline|embase|cochrane|databases?|literature)|(?:pubmed|medline|embase|cochrane)(?: [^ ]+){0,8} (?:were|was) (?:\w+ )?searched)\b)");
    if (has_publication_type(subject.article, "Systematic Review") ||
        has_publication_type(subject.article, "Meta-Analysis"))
        if (!has_publication_type(subject.article, "Case Reports"))
            return says(applies, "publication type: systematic review or meta-analysis");
    static const Pattern report(
        R"(\b(?:case report|report of|case series|a case|(?:one|two|three|four|five|\d+) cases?|case and|our case|our patient)\b)");
    const Found in_title = find(subject.reading, title, true);
    const bool reports = has_publication_type(subject.article, "Case Reports") || find(subject.reading, report, true);
    if (in_title && !reports)
        return says(applies, "the title says so", in_title.evidence);
    const Found in_text = find(subject.reading, method);
    if (in_text && !has_own_patient(subject))
        return says(applies, "the method says so", in_text.evidence);
    return says(does_not_apply, "");
}

Ground judge_narrative_review(const Screened& subject)
{
    constexpr std::array<std::string_view, 6> types = {
        "Review",   "Practice Guideline", "Guideline", "Consensus Development Conference", "Consensus Statement",
        "Editorial"};
    static const Pattern title(
        R"(\b(?:review|reviews|update|overview|mechanisms|statement|guidelines?|consensus|recommendations?|state of the art|perspectives?|current concepts|position paper|what (?:\w+ ){0,3}(?:need|should)|management of|approach to|pathogenesis)\b)");
    static const Pattern text(
        R"(\b(?:this (?:\w+ )?(?:review|article|chapter|paper|update) (?:\w+ ){0,2}(?:summari[sz]es|reviews|discusses|describes|focuses|outlines|provides|surveys|covers|considers|examines)|we (?:\w+ )?(?:review(?:ed)?|summari[sz]e) (?:the )?(?:\w+ ){0,2}(?:literature|evidence|treatments?|therap\w+|data|management|drugs|use|role)|(?:is|are) reviewed\b|reviews? the (?:literature|evidence|pharmacology|use)|we discuss (?:\w+ )?(?:the )?(?:possible|potential|mechanisms?|pathogenesis)|expert (?:panel|consensus|opinion)|bringing together (?:\w+ ){0,4}experts|experts in|delphi|guidelines? (?:for|on|were|has|have|is|are|of)|these recommendations)\b)");
    static const Pattern report(
        R"(\b(?:report of|case report|case series|a case|(?:one|two|three|four|five|six|\d+) (?:\w+ )?cases?|cases? of|in a patient|case and|review of (?:\w+ ){0,3}(?:cases|patients|records|charts|database)|retrospective|chart review)\b)");
    static const Pattern own_report(
        R"(\b(?:we|i|authors?) (?:\w+ ){0,2}(?:report|describe|present|add|saw|encountered)(?:ed|s|d)?\b|\bcase (?:presentation|description|reports?)\b)");
    const bool titled = has_publication_type(subject.article, "Case Reports") || find(subject.reading, report, true);
    const auto typed =
        std::ranges::find_if(types, [&](std::string_view type) { return has_publication_type(subject.article, type); });
    if (typed != types.end() && !titled && !find(subject.reading, own_report))
        return says(applies, "publication type: " + std::string(*typed));
    if (titled || has_own_patient(subject))
        return says(does_not_apply, "");
    static const Pattern study(
        R"(\b(?:randomi[sz]ed|double - blind|cohort|case - control|retrospective(?:ly)?|prospective(?:ly)?|cross - sectional|(?:patients|subjects|women|men|children|volunteers|recipients) (?:were|received|underwent|with|who|on|in|treated|had)|n = \d+|p [<=]|database|methods|(?:were|was) (?:\w+ )?(?:tested|evaluated|measured|studied|investigated|examined|assessed|determined|compared|administered|randomi[sz]ed|recorded|converted)|(?:the present|in this|this|our) (?:study|experiments?|trial|series)|dose - dependent\w*|we found|mg / kg|i \. p \.|we (?:studied|investigated|examined|treated|compared|evaluated|measured|analy[sz]ed)|reports?)\b)");
    const Found in_text = find(subject.reading, text);
    const Found in_title = find(subject.reading, title, true);
    if (in_title && (in_text || !find(subject.reading, study)))
        return says(applies, "the title says so", in_title.evidence);
    if (in_text && !find(subject.reading, study))
        return says(applies, "the text says so", in_text.evidence);
    constexpr double blamed = 2; // who tells of a reaction to the drug tells of somebody
    if (subject.role.suspect < blamed && subject.reading.sentences.size() >= 4 && !is_a_study(subject) &&
        !find(subject.reading, study) && !find(subject.reading, told_people()))
        return says(applies, "neither patients nor a study of its own");
    return says(does_not_apply, "");
}

Ground judge_individual_case(const Screened& subject)
{
    constexpr std::array<std::string_view, 3> notices = {"Retraction of Publication", "Published Erratum",
                                                         "Expression of Concern"}; // of a patient told of elsewhere
    for (const std::string_view type : notices)
        if (has_publication_type(subject.article, type))
            return says(applies, "publication type: " + std::string(type));
    return has_own_patient(subject) ? says(does_not_apply, "")
                                    : says(applies, "no patient is told apart in title or abstract");
}

Ground judge_full_text(const Screened& subject)
{
    const FullText& found = subject.article.full_text;
    if (found.access != Access::not_open)
        return says(does_not_apply, "no attempt to get the full text has failed");
    const std::string who = found.by.empty() ? "" : " by " + found.by;
    return says(applies, "not open at " + found.source + who + ", " + found.at.substr(0, 10));
}

} // namespace casebook
