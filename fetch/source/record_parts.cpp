// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/record_parts.hpp"

#include "corpus/letters.hpp"
#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_dates.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct Language
{
    std::string_view name;
    std::string_view two;
    std::string_view three;
};
constexpr std::array<Language, 25> languages = {
    {{"english", "en", "eng"},   {"french", "fr", "fre"},     {"german", "de", "ger"},   {"spanish", "es", "spa"},
     {"italian", "it", "ita"},   {"portuguese", "pt", "por"}, {"russian", "ru", "rus"},  {"chinese", "zh", "chi"},
     {"japanese", "ja", "jpn"},  {"korean", "ko", "kor"},     {"polish", "pl", "pol"},   {"turkish", "tr", "tur"},
     {"dutch", "nl", "dut"},     {"danish", "da", "dan"},     {"swedish", "sv", "swe"},  {"norwegian", "no", "nor"},
     {"hungarian", "hu", "hun"}, {"czech", "cs", "cze"},      {"persian", "fa", "per"},  {"hebrew", "he", "heb"},
     {"ukrainian", "uk", "ukr"}, {"romanian", "ro", "rum"},   {"croatian", "hr", "hrv"}, {"serbian", "sr", "srp"},
     {"greek", "el", "gre"}}};

std::string without_stops(std::string_view text)
{
    std::string out(text);
    std::erase(out, '.');
    return collapse(out);
}

/// "JA", "J A", "J.-A.", "J.A.B.", "Ö": short, and capitals only.
bool are_initials(std::string_view text)
{
    if (text.size() == 2 && first_character(text).size() == 2) // one letter beyond ASCII
        return true;
    return !text.empty() && text.size() <= 8 && std::ranges::all_of(text, [](char c) {
        return is_upper(c) || c == '.' || c == '-' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    }) && std::ranges::any_of(text, is_upper);
}

bool stands_between(char c) { return c == ' ' || c == '-' || c == '.'; }

} // namespace

std::string initials_of(std::string_view given)
{
    std::string out;
    const bool all = are_initials(given);
    bool start = true;
    while (!given.empty()) {
        const std::string_view letter = first_character(given);
        const bool counts = is_upper(letter[0]) || letter.size() > 1;
        if ((start || all) && counts)
            out += letter;
        start = stands_between(letter[0]);
        given.remove_prefix(letter.size());
    }
    return out;
}

Author author_of(std::string_view text)
{
    Author author;
    const std::string name = collapse(text);
    const std::vector<std::string> parts = split(name, ',');
    const std::size_t last_blank = name.rfind(' ');
    if (parts.size() >= 2 && trim(parts[1]).empty()) { // EndNote's way to name a body: its first comma is two
        author.last_name = collapse(replaced(name, ",,", ","));
        author.last_name.resize(author.last_name.find_last_not_of(", ") + 1);
        author.collective = true;
    } else if (parts.size() >= 2) {
        author.last_name = trim(parts[0]);
        author.fore_name = are_initials(trim(parts[1])) ? without_stops(parts[1]) : trim(parts[1]);
        author.initials = initials_of(trim(parts[1]));
        if (parts.size() >= 3)
            author.suffix = without_stops(trim(parts[2]));
    } else if (last_blank != std::string::npos && are_initials(std::string_view(name).substr(last_blank + 1))) {
        author.last_name = name.substr(0, last_blank);
        author.initials = initials_of(std::string_view(name).substr(last_blank + 1));
    } else {
        author.last_name = name;
        author.collective = last_blank != std::string::npos;
    }
    return author;
}

PartialDate date_of(std::string_view text)
{
    static const Pattern numbers(R"(^\D*((?:1[5-9]|20)\d\d)(?:[/\-](\d{1,2}))?(?:[/\-](\d{1,2}))?)");
    static const Pattern words(R"(\b([a-z]{3})[a-z]*\b)");
    static const Pattern day(R"(\b(\d{1,2})\b)");
    const std::string folded = lower_ascii(text);
    PartialDate date;
    const auto found = numbers.find(folded);
    if (!found)
        return date;
    const auto number = [&](const Span& span) {
        return span.end > span.begin ? std::stoi(folded.substr(span.begin, span.end - span.begin)) : 0;
    };
    date.year = number((*found)[1]);
    date.month = number((*found)[2]);
    date.day = number((*found)[3]);
    for (std::size_t from = 0; date.month == 0 && from < folded.size();) {
        const auto word = words.find(std::string_view(folded).substr(from));
        if (!word)
            break;
        date.month = month_number(std::string_view(folded).substr(from + (*word)[1].begin, 3));
        from += (*word)[0].end;
        if (const auto number_found = day.find(folded); date.month != 0 && number_found)
            date.day = number((*number_found)[1]);
    }
    if (date.month > 12)
        date.month = 0;
    if (date.month == 0 || date.day > 31)
        date.day = 0;
    return date;
}

std::string doi_in(std::string_view text)
{
    static const Pattern pattern(R"((10\.\d{4,9}/[^\s"<>]+(?:<[^\s"<>]*::[^\s"<>]*>[^\s"<>]*)?))");
    const auto found = pattern.find(text);
    if (!found)
        return "";
    std::string doi(text.substr((*found)[1].begin, (*found)[1].end - (*found)[1].begin));
    if (const std::size_t mark = doi.find("[doi]"); mark != std::string::npos)
        doi.resize(mark);
    while (!doi.empty() && (doi.back() == '.' || doi.back() == ',' || doi.back() == ';' || doi.back() == ']' ||
                            (doi.back() == ')' && doi.find('(') == std::string::npos)))
        doi.pop_back();
    return doi;
}

std::string pmid_in(std::string_view text)
{
    static const Pattern pattern(R"((?i)\b(?:pmid|pubmed ?id|medline pmid|pubmed:)\W{0,3}(\d{1,8})\b)");
    const auto found = pattern.find(text);
    return found ? std::string(text.substr((*found)[1].begin, (*found)[1].end - (*found)[1].begin)) : "";
}

std::string language_of(std::string_view text)
{
    const std::string word = lower_ascii(trim(text));
    const auto* found = std::ranges::find_if(
        languages, [&](const Language& l) { return word == l.name || word == l.two || word == l.three; });
    return found == languages.end() ? word : std::string(found->three);
}

std::string_view language_name(std::string_view code)
{
    const auto* found = std::ranges::find(languages, code, &Language::three);
    return found == languages.end() ? "" : found->name;
}

std::vector<AbstractPart> abstract_parts(std::string_view text)
{
    static const Pattern heading(
        R"((?:^|[.?!)\]] )([A-Z][A-Z]{2,}(?:[ /&,\-]+[A-Z]+){0,4}|Background|Introduction|Objectives?|Aims?|Purpose|Methods?|Materials and [Mm]ethods|Patients and [Mm]ethods|Results?|Conclusions?|Discussion|Case(?: [Rr]eport| [Pp]resentation| [Dd]escription| [Ss]ummary)?|Observations?): )");
    const std::string whole = collapse(text);
    std::vector<AbstractPart> out;
    std::string label;
    std::size_t from = 0;
    const auto put = [&](std::size_t end) {
        const std::string_view body = trim(std::string_view(whole).substr(from, end - from));
        if (!body.empty())
            out.push_back({label, "", {std::string(body), {}}});
    };
    for (const std::vector<Span>& match : heading.find_all(whole)) {
        put(match[1].begin);
        label = whole.substr(match[1].begin, match[1].end - match[1].begin);
        from = match[0].end;
    }
    put(whole.size());
    return out;
}

std::string publication_type_of(std::string_view text)
{
    const std::string word = squeeze(text);
    if (word == "casereport" || word == "casereports" || word == "casestudy")
        return "Case Reports";
    if (word == "review" || word == "reviews" || word == "shortsurvey")
        return "Review";
    return std::string(trim(text));
}

} // namespace casebook
