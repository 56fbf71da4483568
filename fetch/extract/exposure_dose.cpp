// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/exposure_parts.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"

#include <algorithm>
#include <array>

namespace casebook {

const MaskedItem* drug_item(const Sentence& sentence, std::size_t from)
{
    for (const MaskedItem& item : sentence.items)
        if (item.begin >= from && item.mention >= 0 &&
            sentence.mentions[static_cast<std::size_t>(item.mention)].kind == MentionKind::drug)
            return &item;
    return nullptr;
}

namespace {

bool names_any_drug(const Mention& m) { return m.kind != MentionKind::event && m.kind != MentionKind::condition; }

const Quantity* quantity_of(const Sentence& sentence, const MaskedItem& item)
{
    return item.quantity < 0 ? nullptr : &sentence.quantities[static_cast<std::size_t>(item.quantity)];
}

/// "A, B and C, 100, 720 and 5 mg, respectively": the dose whose place in its list is the drug's in the list of drugs.
const MaskedItem* listed_dose(const Sentence& sentence)
{
    const MaskedItem* row = drug_item(sentence);
    if (row == nullptr)
        return nullptr;
    std::size_t drugs = 0;
    std::size_t place = 0;
    for (const Mention& mention : sentence.mentions)
        if (names_any_drug(mention) && mention.first >= row->first && mention.last <= row->last) {
            ++drugs;
            if (place == 0 && mention.kind == MentionKind::drug)
                place = drugs;
        }
    const auto is_it = [&](const MaskedItem& item) {
        const Quantity* q = quantity_of(sentence, item);
        return q != nullptr && q->listed == drugs && q->nth == place;
    };
    const auto found = std::ranges::find_if(sentence.items, is_it);
    if (drugs < 2 || found == sentence.items.end())
        return nullptr;
    static const Pattern others(R"(\b(?:OTHER|CLASS|DRUG)\b)");
    const std::size_t low = std::min(found->begin, row->begin) + 4;
    const std::size_t high = std::max(found->begin, row->begin);
    const std::string_view masked = sentence.masked;
    return low < high && others.found_in(masked.substr(low, high - low)) ? nullptr : &*found;
}

/// What no dose of the drug can be: one of a list that is told of several things, or a share of something.
bool is_no_dose(const Sentence& sentence, const MaskedItem& item)
{
    constexpr std::array<std::string_view, 14> forms = {"solution", "cream",    "ointment",   "lotion",  "gel",
                                                        "foam",     "emulsion", "drops",      "topical", "eye",
                                                        "shampoo",  "drop",     "ophthalmic", "spray"};
    const Quantity* q = quantity_of(sentence, item);
    if (q == nullptr || q->listed > 0)
        return true;
    if (q->unit != "%")
        return false;
    for (std::size_t i = item.first > 3 ? item.first - 3 : 0; i < std::min(sentence.tokens.size(), item.last + 4); ++i)
        if (std::ranges::find(forms, sentence.tokens[i].text) != forms.end())
            return false;
    return true;
}

const Pattern& changed_dose()
{
    static const Pattern changed(with_phrases(
        R"(\b(?:DRUG|dose|dosage) (?:[^ ]+ ){0,25}(?:reduced|lowered|decreased|increased|raised|cut|escalated|titrated|doubled|stepped down|stepped up) ~6to (?:a |about )?~2(DOSE))"));
    return changed;
}

/// "His dosage was decreased to 3.5 mg/kg/day": the dose from then on, whether or not the drug is named once more.
bool changes_dose(const Sentence& sentence)
{
    return changed_dose().found_in(sentence.masked) && sentence.masked.find("OTHER") == std::string::npos;
}

/// The dose that belongs to the drug in a sentence: next after it, else just before it, no other drug between.
const MaskedItem* dose_item(const Sentence& sentence)
{
    static const Pattern after(with_phrases(R"(\bDRUG (?:\( )?~9(DOSE))"));
    static const Pattern before(with_phrases(R"((DOSE) (?:of |\w+ )?(?:\w+ ){0,3}DRUG)"));
    static const Pattern dose_alone(
        with_phrases(R"(\b(?:dose|doses|dosage|dosed|amount) ~6(?:was|were|of|at|had been|is|reached|to)? ?~4(DOSE))"));
    if (const MaskedItem* listed = listed_dose(sentence))
        return listed;
    for (const Pattern* pattern : {&changed_dose(), &after, &before, &dose_alone})
        if (const auto match = pattern->find(sentence.masked))
            if (const MaskedItem& item = item_at(sentence, (*match)[1].begin); !is_no_dose(sentence, item))
                return &item;
    return nullptr;
}

bool joins_doses(const Token& token) { return token.text == "," || token.text == "and" || token.text == "&"; }

/// "100 and 150 mg daily", told of several patients in a row: the dose and what waits for its unit before it, each a
/// dose as those of a list are.
std::vector<Quantity> doses_of_all(const Sentence& sentence, const Quantity& dose)
{
    std::vector<Quantity> out = {dose};
    const auto unit = read_number(sentence.tokens, dose.first);
    for (std::size_t at = dose.first; unit;) {
        std::size_t end = at;
        while (end > 0 && joins_doses(sentence.tokens[end - 1]))
            --end;
        const auto number = end > 0 && end < at && is_digit(sentence.tokens[end - 1].text[0])
                                ? read_number(sentence.tokens, end - 1)
                                : std::nullopt;
        if (!number || number->last != end)
            break;
        at = end - 1;
        Quantity one = dose;
        one.first = at;
        one.last = end;
        one.number = {number->value, number->value};
        one.unit_first = unit->last;
        one.unit_last = dose.last;
        out.insert(out.begin(), one);
    }
    return out;
}

/// The dose where it is one patient's; of doses told in a row of all patients this one's, none where they are not as
/// many.
std::optional<Quantity> own_dose(const Story& story, std::size_t place, const Quantity& dose)
{
    if (story.patients < 2 || (!story.alone.empty() && story.alone[place]) || dose.listed > 0)
        return dose;
    const std::vector<Quantity> row = doses_of_all(story.at(place), dose);
    if (row.size() == 1)
        return dose;
    return row.size() == story.patients ? std::optional(row[story.which]) : std::nullopt;
}

/// The words of a dose; a list's unit, which stands at its end, is put to the amount.
Stated<std::string> dose_words(const Story& story, const Sentence& sentence, const Quantity& q)
{
    const Evidence amount = evidence_of(story.reading, sentence, q.first, q.last);
    if (q.unit_last == 0)
        return stated(amount.quote, amount);
    const Evidence unit = evidence_of(story.reading, sentence, q.unit_first, q.unit_last);
    return stated(amount.quote + " " + unit.quote, evidence_of(story.reading, sentence, q.first, q.unit_last));
}

} // namespace

void read_drug_dose(const Story& story, Drug& drug)
{
    const std::size_t last = story.onset ? *story.onset : story.size() - 1;
    const Sentence* where = nullptr;
    std::optional<Quantity> chosen;
    bool named = false;
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const bool near_drug = sentence.has_drug || (place > 0 && story.at(place - 1).has_drug &&
                                                     sentence.masked.find("OTHER") == std::string::npos);
        if (speaks_in_general(story.reading, sentence))
            continue;
        const bool told_anew = sentence.has_drug || changes_dose(sentence);
        if (!near_drug || (chosen && (place > last || (named && !told_anew))))
            continue;
        const MaskedItem* item = dose_item(sentence);
        if (auto dose = item == nullptr ? std::nullopt : own_dose(story, place, *quantity_of(sentence, *item))) {
            chosen = std::move(dose);
            where = &sentence;
            named = sentence.has_drug;
        }
    }
    if (!chosen)
        return;
    const Quantity& q = *chosen;
    drug.dose_text = dose_words(story, *where, q);
    if (q.per_day && q.unit == "mg/kg")
        drug.dose_mg_per_kg_day = stated(q.number, drug.dose_text.evidence);
}

} // namespace casebook
