// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/event_score.hpp"

#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Kind of event and role → the strings there.
using Bags = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

bool is_judged(std::string_view role)
{
    return !role.ends_with(".Trigger") && (role.find('.') != std::string_view::npos || role == "Subject" ||
                                           role == "Treatment" || role == "Effect" || role == "Trigger");
}

Bags bags_of(const AnnotatedText& text)
{
    Bags out;
    const auto put = [&](const std::string& type, const AnnotatedSpan& span) {
        if (is_judged(span.role))
            out[{type, span.role}].push_back(
                plain_words(std::string_view(text.text).substr(span.begin, span.end - span.begin)));
    };
    for (const AnnotatedEvent& event : text.events) {
        if (event.trigger)
            put(event.type, *event.trigger);
        for (const AnnotatedSpan& argument : event.arguments)
            put(event.type, argument);
    }
    return out;
}

void compare(std::vector<std::string> wanted, std::vector<std::string> told, Hits& hits)
{
    std::ranges::sort(wanted);
    std::ranges::sort(told);
    std::vector<std::string> both;
    std::ranges::set_intersection(wanted, told, std::back_inserter(both));
    hits.right += both.size();
    hits.wanted += wanted.size();
    hits.told += told.size();
}

std::vector<std::string> words_of(const std::vector<std::string>& strings)
{
    std::vector<std::string> out;
    for (const std::string& string : strings)
        for (std::string& word : split(string, ' '))
            if (!word.empty())
                out.push_back(std::move(word));
    return out;
}

std::vector<std::string> types_of(const AnnotatedText& text)
{
    std::vector<std::string> out;
    for (const AnnotatedEvent& event : text.events)
        out.push_back(event.type);
    return out;
}

} // namespace

std::string plain_words(std::string_view text)
{
    std::string apart;
    for (const char c : lower_ascii(text))
        apart += static_cast<unsigned char>(c) < 0x80 && !is_word(c) ? ' ' : c;
    std::string out;
    for (const std::string& word : split(collapse(apart), ' '))
        if (word != "a" && word != "an" && word != "the" && !word.empty())
            out += (out.empty() ? "" : " ") + word;
    return out;
}

EventScore score_events(const std::vector<AnnotatedText>& wanted, const std::vector<AnnotatedText>& told)
{
    EventScore out;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        Bags gold = bags_of(wanted[i]);
        Bags read = bags_of(told[i]);
        for (const auto& [key, strings] : read)
            gold[key]; // so that both have every key
        for (const auto& [key, strings] : gold) {
            compare(strings, read[key], out.roles[key.second]);
            if (key.second == "Trigger")
                continue;
            compare(strings, read[key], out.exact);
            compare(words_of(strings), words_of(read[key]), out.words);
        }
        for (const std::string type : {"adverse", "potential_therapeutic"}) {
            const auto of = [&](std::vector<std::string> types) {
                std::erase_if(types, [&](const std::string& t) { return t != type; });
                return types;
            };
            compare(of(types_of(wanted[i])), of(types_of(told[i])), out.types[type]);
        }
    }
    return out;
}

} // namespace casebook
