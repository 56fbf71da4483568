// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/claims.hpp"

#include "fetch/extract/cues.hpp"
#include "fetch/extract/quantity_readers.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

int value_at(const Sentence& sentence, std::size_t token)
{
    const std::string& word = sentence.tokens[token].text;
    if (const int place = word == "sole" ? 1 : word == "hundredth" ? 100 : ordinal_value(word); place != 0)
        return place;
    const auto number = read_number(sentence.tokens, token);
    return number ? static_cast<int>(number->value) : 0;
}

/// Group 1 is the number.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        constexpr std::string_view number =
            "(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
            "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|\\d+)";
        constexpr std::string_view ordinal =
            "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
            "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\\d+)";
        constexpr std::string_view told = "(?:reported|published|described|documented|recorded|known|on record|in the "
                                          "literature|identified|found in the literature|in print|appeared)";
        std::vector<Pattern> out;
        const auto add = [&](const std::string& pattern) { out.emplace_back(with_phrases(pattern)); };
        add("\\b" + std::string(ordinal) + " (?:st |nd |rd |th )?(?:\\w+ ){0,3}" + std::string(told) +
            " (?:\\w+ )?(?:case|patient|instance|report|example)s?\\b");
        add("\\b(?:is|was|be|represents|constitutes|as|describe|report|present|appears to be|believed to be|to our "
            "knowledge) (?:[^ .;]+ ){0,5}the (?:very )?" +
            std::string(ordinal) +
            " (?:st |nd |rd |th )?(?:[^ .;]+ ){0,3}(?:case|report|patient|instance|description)s?\\b");
        add("\\b(?:only|just|no more than|fewer than|at most|total of|than|about|some|at "
            "least|another|these|other|further) " +
            std::string(number) +
            " (?:[^ .;]+ ){0,6}(?:cases?|reports?|patients?|instances|examples|recipients|papers) (?:[^ .;]+ ){0,12}" +
            std::string(told));
        add("\\b" + std::string(number) +
            " (?:[^ .;]+ ){0,4}(?:cases?|reports?|patients?|instances|examples) (?:[^ .;]+ ){0,10}(?:have been|has "
            "been|had been|were|was|are|is|on) (?:\\w+ ){0,3}" +
            std::string(told));
        add("\\b" + std::string(number) + " (?:\\w+ ){0,2}(?:previously |earlier |prior |other )?" + std::string(told) +
            " (?:cases?|patients?|reports?|instances)\\b");
        add("\\b" + std::string(number) +
            " (?:previous|earlier|prior|similar|other) (?:\\w+ )?(?:cases?|reports?|patients?)\\b");
        add("\\b(?:bring\\w*|rais\\w+|tak\\w+|increas\\w+) (?:[^ .;]+ ){0,8}to " + std::string(number) + "\\b");
        add("\\b(?:only|just) " + std::string(number) +
            " (?:\\w+ )?(?:earlier|previous|prior|other) (?:case|report)s?\\b");
        return out;
    }();
    return all;
}

} // namespace

std::vector<Claim> read_claims(const Reading& reading)
{
    static const Pattern own(R"(\b(?:we (?:report|describe|present)|our (?:two|three|four|five)|patients in this)\b)");
    std::vector<Claim> out;
    for (const Sentence& sentence : reading.sentences)
        for (const Pattern& pattern : patterns()) {
            const auto match = pattern.find(sentence.masked);
            if (!match)
                continue;
            const MaskedItem& item = item_at(sentence, (*match)[1].begin);
            const int count = value_at(sentence, item.first);
            if (count <= 0 || count > 500 ||
                own.found_in(
                    std::string_view(sentence.masked).substr((*match)[0].begin, (*match)[1].begin - (*match)[0].begin)))
                continue;
            out.push_back({evidence_of(reading, sentence, match->front()), count});
            break;
        }
    return out;
}

} // namespace casebook
