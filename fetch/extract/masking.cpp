// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/masking.hpp"

#include "fetch/extract/negation.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

bool is_drug(const Mention& m) { return m.kind != MentionKind::event && m.kind != MentionKind::condition; }
bool is_subject(const Mention& m) { return m.kind == MentionKind::drug || m.kind == MentionKind::event; }

/// The verb of a term that brings its own, "" for none: "had a seizure", "convulsed".
std::string verb_of(const Sentence& sentence, const Mention& m)
{
    constexpr std::array<std::string_view, 9> verbs = {"had",    "having", "became", "become",     "lost",
                                                       "losing", "died",   "felt",   "experienced"};
    constexpr std::array<std::string_view, 17> events = {
        "convulsed",  "hiccupped", "hiccuped",     "seized",  "vomited", "fainted",
        "miscarried", "bled",      "hallucinated", "wheezed", "sneezed", "itched",
        "haemolysed", "hemolysed", "hemolyzed",    "retched", "shivered"};
    const std::string& word = sentence.tokens[m.first].text;
    if (is_drug(m))
        return "";
    if (m.last > m.first + 1)
        return std::ranges::find(verbs, word) != verbs.end() ? word : "";
    return std::ranges::find(events, word) != events.end() ? "developed" : "";
}

std::string_view name_of(const Mention& mention)
{
    if (mention.kind == MentionKind::condition && mention.concept_name.find("transplant") != std::string::npos)
        return "GRAFT";
    constexpr std::array<std::string_view, 6> names = {"DRUG", "OTHER", "CLASS", "PROC", "EVENT", "COND"};
    return names[static_cast<std::size_t>(mention.kind)];
}

std::string_view name_of(const Quantity& quantity)
{
    switch (quantity.kind) {
    case QuantityKind::duration: return quantity.vague ? "VAGUE" : "TIME";
    case QuantityKind::date: return "DATE";
    case QuantityKind::age: return "AGE";
    case QuantityKind::dose: return "DOSE";
    case QuantityKind::count: break;
    }
    return "COUNT";
}

void put(Sentence& sentence, std::string& masked, std::string_view name, MaskedItem item)
{
    if (!masked.empty())
        masked += ' ';
    item.begin = masked.size();
    masked += name;
    sentence.items.push_back(item);
}

/// Mentions in a row ("azathioprine, prednisolone and cyclosporin") are one item; it bears the name of the
/// protocol's own among them.
struct Row
{
    std::size_t speaker;
    std::size_t last;
};

/// "for hyperaldosteronism, gynecomastia developed": the comma joins no two conditions.
bool begins_a_clause(const Sentence& sentence, std::size_t comma, const Mention& m)
{
    constexpr std::array<std::string_view, 11> verbs = {"developed", "occurred", "appeared",  "began",
                                                        "arose",     "ensued",   "followed",  "set",
                                                        "emerged",   "broke",    "supervened"};
    return m.kind == MentionKind::event && m.first == comma + 1 && sentence.tokens[comma].text == "," &&
           m.last < sentence.tokens.size() && std::ranges::find(verbs, sentence.tokens[m.last].text) != verbs.end();
}

/// "bisphosphonate (alendronate)": the second name in brackets.
bool is_apposition(const Sentence& sentence, std::size_t first, const Mention& m)
{
    return first + 1 == m.first && sentence.tokens[first].text == "(" && m.last < sentence.tokens.size() &&
           sentence.tokens[m.last].text == ")";
}

/// Whether the tokens [first, last) only join two things of one kind.
bool joins(const Sentence& sentence, std::size_t first, std::size_t last, bool drugs)
{
    if (first >= last || last - first > 2)
        return false;
    for (std::size_t i = first; i < last; ++i) {
        const std::string& word = sentence.tokens[i].text;
        if (word != "," && word != "and" && word != "/" && word != "plus" && word != "&" && word != "+" &&
            !(drugs && word == "-") && (drugs || word != "or"))
            return false;
    }
    return true;
}

Row row_of(const Sentence& sentence, std::size_t from)
{
    Row row{from, sentence.mentions[from].last};
    const bool drugs = is_drug(sentence.mentions[from]);
    for (std::size_t next = from + 1; next < sentence.mentions.size(); ++next) {
        const Mention& m = sentence.mentions[next];
        const bool apposed = drugs && is_apposition(sentence, row.last, m);
        if (is_drug(m) != drugs || !(apposed || joins(sentence, row.last, m.first, drugs)) ||
            begins_a_clause(sentence, row.last, m))
            break;
        if (is_subject(m) && !is_subject(sentence.mentions[row.speaker]))
            row.speaker = next;
        row.last = m.last + (apposed ? 1 : 0);
    }
    return row;
}

} // namespace

void mask(Sentence& sentence)
{
    std::string masked;
    masked.reserve(sentence.tokens.empty() ? 0 : sentence.tokens.back().end - sentence.tokens.front().begin);
    sentence.items.clear();
    sentence.items.reserve(sentence.tokens.size());
    std::size_t mention = 0;
    std::size_t quantity = 0;
    for (std::size_t i = 0; i < sentence.tokens.size();) {
        while (mention < sentence.mentions.size() && sentence.mentions[mention].first < i)
            ++mention;
        while (quantity < sentence.quantities.size() && sentence.quantities[quantity].first < i)
            ++quantity;
        if (mention < sentence.mentions.size() && sentence.mentions[mention].first == i) {
            const Row row = row_of(sentence, mention);
            if (const std::string verb = verb_of(sentence, sentence.mentions[mention]); !verb.empty())
                put(sentence, masked, verb, {0, i, i + 1, -1, -1});
            if (is_denied_within(sentence, sentence.mentions[row.speaker]))
                put(sentence, masked, "no", {0, i, i + 1, -1, -1});
            put(sentence, masked, name_of(sentence.mentions[row.speaker]),
                {0, i, row.last, static_cast<int>(row.speaker), -1});
            i = row.last;
        } else if (quantity < sentence.quantities.size() && sentence.quantities[quantity].first == i) {
            const Quantity& q = sentence.quantities[quantity];
            put(sentence, masked, name_of(q), {0, i, q.last, -1, static_cast<int>(quantity)});
            i = q.last;
        } else {
            put(sentence, masked, sentence.tokens[i].text, {0, i, i + 1, -1, -1});
            ++i;
        }
    }
    sentence.masked = Searched(std::move(masked));
}

} // namespace casebook
