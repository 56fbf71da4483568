// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/counting/claims.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace casebook {

namespace {

constexpr std::string_view elsewhere[] = {"animal_study", "in_vitro", "drug_is_treatment_of_event",
                                          "other_drug_is_suspect", "not_exposure_then_event"};

bool is_elsewhere(const FoundClaim& found)
{
    return std::ranges::find(elsewhere, found.excluded) != std::end(elsewhere);
}

constexpr std::array<std::string_view, 3> judgements = {"agrees", "contradicted", "cannot say"};

struct BoundPhrase
{
    std::string_view words;
    Bound bound;
    int step = 0; ///< from the number said to the bound: "fewer than twenty" is nineteen at most
};
// The first that stands in the claim counts: "no more than" before "more than".
constexpr BoundPhrase bound_phrases[] = {
    {"no fewer than", Bound::at_least}, {"no less than", Bound::at_least}, {"no more than", Bound::at_most},
    {"not more than", Bound::at_most},  {"at most", Bound::at_most},       {"fewer than", Bound::at_most, -1},
    {"less than", Bound::at_most, -1},  {"up to", Bound::at_most},         {"at least", Bound::at_least},
    {"more than", Bound::at_least, +1}, {"over", Bound::at_least, +1},
};

constexpr std::string_view ordinals[] = {
    "first",       "second",     "third",      "fourth",    "fifth",      "sixth",      "seventh",   "eighth",
    "ninth",       "tenth",      "eleventh",   "twelfth",   "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "hundredth",  "including",  "ours"};

bool is_ordinal(std::string_view word)
{
    if (std::ranges::find(ordinals, word) != std::end(ordinals))
        return true;
    constexpr std::string_view endings[] = {"st", "nd", "rd", "th"};
    return word.size() > 2 && is_digit(word[word.size() - 3]) && is_digit(word[0]) &&
           std::ranges::find(endings, word.substr(word.size() - 2)) != std::end(endings);
}

std::vector<std::string> words_of(std::string_view text)
{
    std::string plain = fold(text);
    for (char& c : plain)
        if (!is_word(c))
            c = ' ';
    return split(collapse(plain), ' ');
}

std::vector<std::string> drug_names(const DrugNames& drug)
{
    std::vector<std::string> out = {drug.name};
    out.insert(out.end(), drug.synonyms.begin(), drug.synonyms.end());
    out.insert(out.end(), drug.brands.begin(), drug.brands.end());
    return out;
}

std::vector<std::string> event_names(const EventNames& event)
{
    std::vector<std::string> out = {event.name};
    for (const EventTerm& term : event.terms) {
        out.push_back(term.term);
        out.insert(out.end(), term.synonyms.begin(), term.synonyms.end());
    }
    return out;
}

/// Whether the text has one of the names, or its plural, as whole words.
bool names_one(std::string_view text, const std::vector<std::string>& names)
{
    const std::string padded = " " + join(words_of(text), " ") + " ";
    return std::ranges::any_of(names, [&](const std::string& name) {
        const std::string words = " " + join(words_of(name), " ");
        return std::ranges::any_of(std::array{" ", "s ", "es "}, [&](const char* end) {
            return words.size() > 1 && padded.find(words + end) != std::string::npos;
        });
    });
}

bool provably_before(const PartialDate& a, const PartialDate& b)
{
    if (a.year != b.year || a.month == 0 || b.month == 0)
        return a.year != 0 && a.year < b.year;
    if (a.month != b.month || a.day == 0 || b.day == 0)
        return a.month < b.month;
    return a.day < b.day;
}

/// The range that a claim allows for patients of other articles.
std::pair<std::size_t, std::size_t> allowed(const ClaimReading& claim, std::size_t own)
{
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    const auto count = static_cast<std::size_t>(std::max(claim.count, 0));
    const std::size_t others = count - std::min(count, own); // when all of its own are among them
    switch (claim.bound) {
    case Bound::at_most: return {0, count};
    case Bound::at_least: return {others, any};
    case Bound::exactly: break;
    }
    if (claim.ordinal && count > 0)
        return {own == 0 ? count - 1 : others, count - 1};
    return {others, count};
}

struct AsOf
{
    int year = 0;
    std::string article;        ///< the claiming article, "" for a claim that a person added
    PartialDate published = {}; ///< its date
};

/// Adds one included report to the band; its patients go into the list when they count.
void add_report(const Report& report, const AsOf& as_of, const std::set<std::string>& doubled, AuditedClaim& out)
{
    const int year = year_of(report.article);
    const std::size_t most = std::max({report.patients.size(), report.told, std::size_t{1}}); // included: one at least
    if (year > as_of.year)
        return;
    out.earlier.high += most;
    if (year == 0)
        return;
    out.earlier.count += report.patients.size();
    const bool sure = !is_retracted(report.article) && (year < as_of.year || as_of.article.empty() ||
                                                        provably_before(report.article.published, as_of.published));
    for (const Case& c : report.patients) {
        const std::string id = case_id(report.article.id, c.number);
        out.patients.push_back(id);
        if (sure && !doubled.contains(id))
            ++out.earlier.low;
    }
}

void fill_band(const AsOf& as_of, const Known& known, AuditedClaim& out)
{
    for (const Report& report : known.reports) {
        if (report.article.id != as_of.article) {
            add_report(report, as_of, known.doubled, out);
            continue;
        }
        out.own = report.patients.size();
        for (const Case& c : report.patients)
            out.patients.push_back(case_id(report.article.id, c.number));
    }
    for (const Report& report : known.pending)
        if (report.article.id != as_of.article && year_of(report.article) <= as_of.year)
            out.earlier.high += report.patients.size();
}

std::string because(const AuditedClaim& claim)
{
    const std::size_t low = claim.earlier.low + claim.own;
    const std::size_t count = claim.earlier.count + claim.own;
    const std::size_t high = claim.earlier.high + claim.own;
    const std::string band = low == high ? "" : format(" ({} to {} with what is uncertain)", low, high);
    switch (claim.judgement) {
    case Judgement::agrees: return format("the ledger holds {}{}", count, band);
    case Judgement::contradicted: return format("the ledger holds {} by then{}", count, band);
    case Judgement::cannot_say: break;
    }
    if (claim.as_of == 0)
        return "the year of the claim is not known";
    if (claim.earlier.high < allowed(claim.reading, claim.own).first)
        return format("the ledger holds only {}{}: it may lack reports", count, band);
    return format("the ledger holds {}{}", count, band);
}

void conclude(const AsOf& as_of, const Known& known, AuditedClaim& out)
{
    out.as_of = as_of.year;
    if (as_of.year != 0) {
        fill_band(as_of, known, out);
        out.judgement = judge(out.reading, out.own, out.earlier);
    }
    out.because = because(out);
}

} // namespace

std::string_view name_of(Judgement value) { return judgements[static_cast<std::size_t>(value)]; }

ClaimReading read_claim(std::string_view words, int count)
{
    const std::vector<std::string> list = words_of(words);
    const std::string padded = " " + join(list, " ") + " ";
    const auto* cue = std::ranges::find_if(bound_phrases, [&](const BoundPhrase& c) {
        return padded.find(" " + std::string(c.words) + " ") != std::string::npos;
    });
    if (cue != std::end(bound_phrases))
        return {cue->bound, false, std::max(count + cue->step, 0)};
    return {Bound::exactly, std::ranges::any_of(list, is_ordinal), count};
}

Judgement judge(const ClaimReading& claim, std::size_t own, const Band& earlier)
{
    const auto [least, most] = allowed(claim, own);
    if (earlier.low > most)
        return Judgement::contradicted;
    return earlier.low >= least && earlier.high <= most ? Judgement::agrees : Judgement::cannot_say;
}

bool may_be_of(const Protocol& protocol, const FoundClaim& claim)
{
    const std::vector<std::string> drug = drug_names(protocol.drug);
    const std::vector<std::string> event = event_names(protocol.event);
    if (is_elsewhere(claim))
        return names_one(claim.claim.evidence.quote, drug) || names_one(claim.claim.evidence.quote, event);
    if (!claim.open)
        return true;
    std::string text;
    for (const Passage& passage : passages(claim.article))
        text += passage.text + "\n";
    return names_one(text, drug) && names_one(text, event);
}

AuditedClaim audit(const FoundClaim& found, const Known& known)
{
    AuditedClaim out;
    out.words = found.claim.evidence.quote;
    out.paraphrase = is_paraphrase(found.article);
    out.reading = read_claim(out.words, found.claim.count);
    out.source = short_reference(found.article);
    out.article = found.article.id;
    if (is_elsewhere(found)) {
        out.as_of = year_of(found.article);
        out.because = "its article is excluded (" + found.excluded + "): the total may be of something else";
        return out;
    }
    conclude({year_of(found.article), out.article, found.article.published}, known, out);
    return out;
}

AuditedClaim audit(const ToldClaim& told, const Known& known)
{
    AuditedClaim out;
    out.words = told.words;
    out.reading = {told.bound, false, told.count};
    out.source = told.source;
    out.by = told.by;
    conclude({told.as_of, "", {}}, known, out);
    return out;
}

} // namespace casebook
