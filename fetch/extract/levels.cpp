// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of the drug beside the range that the text gives for them.
#include "fetch/extract/levels.hpp"

#include <algorithm>
#include <charconv>

namespace casebook {

namespace {

/// The sentence as it is read, nothing masked.
std::string plain_words(const Sentence& sentence)
{
    std::string out;
    for (const Token& token : sentence.tokens)
        out += token.text + " ";
    return out;
}

/// The token in which a byte of the plain words stands.
std::size_t token_at(const std::string& words, std::size_t byte)
{
    return static_cast<std::size_t>(std::count(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(byte), ' '));
}

double figure(const std::string& text, Span span)
{
    double value = 0;
    std::from_chars(text.data() + span.begin, text.data() + span.end, value);
    return value;
}

} // namespace

std::optional<Sign> measured_level(const Story& story, std::size_t place)
{
    static const Pattern named(R"(\b(?:level|concentration|trough)s?\b)");
    static const Pattern with_range(
        R"(\b(?:level|concentration|trough)s? (?:[^ .;()\d]+ ){0,7}?(?:was|were|of|at|to|:|=) (?:\w+ ){0,2}?(\d+(?:\.\d+)?) ?(?:[^ .;()\d]+ ){0,4}?[(,;] ?(?:the )?(?:normal|therapeutic|reference|target|recommended|desired|usual|accepted) ?(?:\w+ )?(?:range|level|levels|values?|concentrations?|interval|trough)? ?(?:is |was |of |, |: |= |\w+ ){0,2}?(\d+(?:\.\d+)?) ?(?:[^ .;()\d]+ ){0,3}?(?:-|–|to) (\d+(?:\.\d+)?))");
    const Sentence& sentence = story.at(place);
    if (!sentence.has_drug || !named.found_in(sentence.masked))
        return std::nullopt;
    const std::string words = plain_words(sentence);
    const auto match = with_range.find(words);
    if (!match)
        return std::nullopt;
    const double level = figure(words, (*match)[1]);
    const double most = figure(words, (*match)[3]);
    if (figure(words, (*match)[2]) >= most)
        return std::nullopt;
    return Sign{level > most ? SignKind::toxic_level : SignKind::harmless_level,
                evidence_of(story.reading, sentence, 0, token_at(words, match->front().end - 1) + 1)};
}

} // namespace casebook
