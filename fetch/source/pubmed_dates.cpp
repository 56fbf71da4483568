// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_dates.hpp"

#include "corpus/text.hpp"
#include "fetch/source/xml_text.hpp"

#include <array>

namespace casebook {

namespace {

/// A whole number without a sign; 0 for anything else.
int date_part(std::string_view text) { return text.starts_with('-') ? 0 : number_or(text, 0); }

bool is_year(int value) { return value >= 1000 && value <= 9999; }

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (is_letter(c) || is_digit(c))
            out.back() += c;
        else if (!out.back().empty())
            out.emplace_back();
    }
    return out;
}

} // namespace

int month_number(std::string_view text)
{
    constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string lowered = lower_ascii(text);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (lowered.size() >= 3 && lowered.starts_with(names[i]))
            return static_cast<int>(i) + 1;
    const int value = date_part(lowered);
    return value >= 1 && value <= 12 ? value : 0;
}

PartialDate parse_medline_date(std::string_view text)
{
    PartialDate date;
    date.text = text;
    for (const std::string& word : words(text)) {
        if (date.year == 0 && word.size() == 4)
            date.year = date_part(word);
        else if (date.month == 0 && !word.empty() && is_letter(word[0]))
            date.month = month_number(word);
    }
    if (!is_year(date.year))
        date.year = date.month = 0;
    return date;
}

PartialDate read_plain_date(pugi::xml_node node)
{
    PartialDate date;
    each_child(node, [&](XmlWord name, pugi::xml_node part) {
        if (name == "Year")
            date.year = date_part(plain_text(part));
        else if (name == "Month")
            date.month = month_number(plain_text(part));
        else if (name == "Day")
            date.day = date_part(plain_text(part));
    });
    if (!is_year(date.year))
        date.year = date.month = 0;
    if (date.month == 0 || date.day > 31)
        date.day = 0;
    return date;
}

PartialDate read_publication_date(pugi::xml_node node)
{
    if (const pugi::xml_node free_text = node.child("MedlineDate"))
        return parse_medline_date(plain_text(free_text));
    PartialDate date = read_plain_date(node);
    if (const pugi::xml_node season = node.child("Season"))
        date.text = plain_text(node.child("Year")) + " " + plain_text(season);
    return date;
}

} // namespace casebook
