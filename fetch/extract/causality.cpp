// SPDX-License-Identifier: GPL-3.0-or-later
// The authors' own conclusion on cause.
#include "fetch/extract/causality.hpp"

#include "fetch/extract/cues.hpp"
#include "fetch/extract/quantities.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace casebook {

namespace {

struct CausalityMethod
{
    std::string_view name;
    std::string_view words;
};

constexpr CausalityMethod causality_methods_read[] = {
    {"Naranjo", R"(\bnaranjo\b)"},
    {"WHO-UMC",
     R"(\b(?:who (?:- |/ )?umc|uppsala monitoring cent(?:re|er)|world health organi[sz]ation (?:[^ .;]+ ){0,6}causality|who (?:[^ .;]+ ){0,2}causality)\b)"},
    {"RUCAM", R"(\b(?:rucam|roussel uclaf)\b)"},
    {"DIPS", R"(\b(?:drug interaction probability scale|dips)\b)"},
    {"Karch-Lasagna", R"(\bkarch (?:and |& |- )?lasagna\b)"},
    {"Liverpool", R"(\bliverpool (?:[^ .;]+ ){0,4}(?:causality|scale|tool)\b)"},
};

const std::string category_words =
    "(highly probable|certain|definite(?:ly)?|probabl[ey]|likely|possibl[ey]|unlikely|doubtful|conditional|"
    "unassessable|unclassifiable)";

/// Where a method is named in a sentence.
struct NamedMethod
{
    std::string_view method;
    Span at;
};

std::vector<NamedMethod> methods_in(const Sentence& sentence)
{
    static const std::vector<Pattern> patterns = [] {
        std::vector<Pattern> out;
        for (const CausalityMethod& method : causality_methods_read)
            out.emplace_back(method.words);
        return out;
    }();
    std::vector<NamedMethod> out;
    for (std::size_t i = 0; i < patterns.size(); ++i)
        if (const auto match = patterns[i].find(sentence.masked))
            out.push_back({causality_methods_read[i].name, match->front()});
    std::ranges::sort(out, {}, [](const NamedMethod& named) { return named.at.begin; });
    return out;
}

/// "probably" → "probable"; what UMC calls "probable/likely" has one name.
std::string category_name(std::string_view word, std::string_view method)
{
    struct Same
    {
        std::string_view word;
        std::string_view name;
    };
    constexpr Same same[] = {{"definitely", "definite"},
                             {"probably", "probable"},
                             {"possibly", "possible"},
                             {"unclassifiable", "unassessable"}};
    const auto* found = std::ranges::find(same, word, &Same::word);
    if (word == "likely")
        return method == "Naranjo" ? "" : "probable";
    return std::string(found == std::end(same) ? word : found->name);
}

struct CausalityResult
{
    Causality said;
    Span at; ///< of score and category
};

Span around(Span a, Span b)
{
    if (a.empty() || b.empty())
        return a.empty() ? b : a;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

int points_of(std::string_view word)
{
    constexpr std::string_view words[] = {"zero",  "one",   "two",  "three", "four",   "five",   "six",
                                          "seven", "eight", "nine", "ten",   "eleven", "twelve", "thirteen"};
    int value = static_cast<int>(std::ranges::find(words, word) - std::begin(words));
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

/// A sign before the points is one behind a word or mark that introduces a value ("of - 2"); else it is a dash.
bool is_minus(std::string_view before, bool unsigned_value)
{
    if (unsigned_value || !before.ends_with("- "))
        return false;
    before.remove_suffix(2);
    return std::ranges::any_of(std::array<std::string_view, 6>{"of ", "was ", "is ", ": ", "= ", "( "},
                               [&](std::string_view end) { return before.ends_with(end); });
}

/// Points: "score of 6", "7 points", "Naranjo: 5". A range ("5 - 8") explains the scale and is none.
void find_score(const Sentence& sentence, Span part, CausalityResult& result)
{
    static const std::string number =
        R"((- )?(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b)";
    static const std::vector<Pattern> patterns = [] {
        std::vector<Pattern> out;
        for (const char* before :
             {R"(\bscor\w+ (?:, )?(?:[^ .;,A-Z0-9]+ ){0,12}?(?:\+ )?)",
              R"(\b(?:naranjo|rucam|scale) (?:[^ .;A-Z0-9]+ ){0,8}?(?:\( |: |= |of |was |is )(?:\+ )?)",
              R"(\b(?:total|points?|sum|value|rating|result) (?:[^ .;A-Z0-9]+ ){0,4}?(?:of |was |: |= )(?:\+ )?)",
              R"(\b(?:scored|a|of|with|was) )"})
            out.emplace_back(
                before + number +
                (std::string_view(before).ends_with("was) ") ? " (?:points?|on the naranjo|on naranjo)\\b" : ""));
        return out;
    }();
    static const Pattern is_range(R"(^ ?(?:- ?\d|to \d|–|%|or (?:more|higher|less|above|below)|and (?:above|below)))");
    const std::string_view masked = sentence.masked;
    for (const Pattern& pattern : patterns) {
        const auto match = pattern.find(masked.substr(part.begin, part.end - part.begin));
        if (!match)
            continue;
        const Span digits{part.begin + (*match)[2].begin, part.begin + (*match)[2].end};
        std::string_view behind = masked.substr(digits.end);
        behind.remove_prefix(behind.starts_with(' ') ? 1 : 0);
        const int value = points_of(masked.substr(digits.begin, digits.end - digits.begin));
        if (is_range.found_in(behind) || value > 14)
            continue;
        result.said.score = is_minus(masked.substr(0, digits.begin), (*match)[1].empty()) ? -value : value;
        result.at = around(result.at, digits);
        return;
    }
}

struct NamedCategory
{
    std::string name;
    Span at;
};

std::vector<NamedCategory> categories_in(const Sentence& sentence, Span part, std::string_view method)
{
    static const Pattern words("\\b" + category_words + "\\b");
    static const Pattern denied(
        R"(\b(?:not|nor|neither|rather than|instead of|than|never|from)(?: (?:a|an|the|be))? $)");
    std::vector<NamedCategory> out;
    const std::string_view masked = sentence.masked;
    for (const auto& match : words.find_all(masked.substr(part.begin, part.end - part.begin))) {
        const Span at{part.begin + match[1].begin, part.begin + match[1].end};
        const std::string name = category_name(masked.substr(at.begin, at.end - at.begin), method);
        if (!name.empty() && !denied.found_in(masked.substr(0, at.begin)))
            out.push_back({name, at});
    }
    return out;
}

/// The one category of the part; of two, the one that stands as a result.
void find_category(const Sentence& sentence, Span part, std::string_view method, CausalityResult& result)
{
    const std::vector<NamedCategory> found = categories_in(sentence, part, method);
    std::set<std::string> names;
    for (const NamedCategory& category : found)
        names.insert(category.name);
    static const Pattern concludes(
        R"((?:indicat\w+|suggest\w+|classif\w+|categor\w+|rated|graded|judged|considered|consistent with|correspond\w+|interpreted|deemed|assessed|\d \() (?:[^ .;]+ ){0,5}$)");
    for (const NamedCategory& category : found)
        if (names.size() == 1 ||
            (names.size() == 2 && concludes.found_in(std::string_view(sentence.masked).substr(0, category.at.begin)))) {
            result.said.category = category.name;
            result.at = around(result.at, category.at);
            return;
        }
}

std::optional<CausalityResult> result_in(const Sentence& sentence, Span part, std::string_view method)
{
    static const Pattern explains(R"(\b\d{1,2} ?(?:- ?|to )\d{1,2}\b)");
    CausalityResult result;
    result.said.method = method;
    find_score(sentence, part, result);
    const std::string_view words = std::string_view(sentence.masked).substr(part.begin, part.end - part.begin);
    if (!result.said.score && explains.found_in(words))
        return std::nullopt;
    find_category(sentence, part, method, result);
    if (!result.said.score && result.said.category.empty())
        return std::nullopt;
    return result;
}

/// "The Naranjo scale was applied. The score was 7."
std::optional<Stated<Causality>> told_next(const Story& story, std::size_t place, std::string_view method)
{
    static const Pattern goes_on(R"(\b(?:scor\w+|points|causal\w*|reaction was|classified)\b)");
    if (place + 1 >= story.size() || story.at(place + 1).passage != story.at(place).passage)
        return std::nullopt;
    const Sentence& next = story.at(place + 1);
    if (!methods_in(next).empty() || !goes_on.found_in(next.masked))
        return std::nullopt;
    const auto result = result_in(next, {0, next.masked.text().size()}, method);
    if (!result)
        return std::nullopt;
    return stated(result->said, evidence_of(story.reading, next, result->at));
}

/// By a method that the sentence names.
std::vector<Stated<Causality>> by_method(const Story& story, std::size_t place)
{
    const Sentence& sentence = story.at(place);
    const std::vector<NamedMethod> named = methods_in(sentence);
    std::vector<Stated<Causality>> out;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const Span part{i == 0 ? 0 : named[i].at.begin,
                        i + 1 < named.size() ? named[i + 1].at.begin : sentence.masked.text().size()};
        if (const auto result = result_in(sentence, part, named[i].method))
            out.push_back(stated(result->said, evidence_of(story.reading, sentence, around(named[i].at, result->at))));
        else if (i + 1 == named.size())
            if (auto next = told_next(story, place, named[i].method))
                out.push_back(*std::move(next));
    }
    return out;
}

/// "The causal relationship was judged to be probable."
std::optional<Stated<Causality>> without_method(const Story& story, const Sentence& sentence)
{
    static const std::string judged =
        "(?:assessed|judged|classified|considered|rated|graded|categori[sz]ed|deemed|regarded)";
    static const std::string cause = "(?:causality|causal (?:relationship|association|link|relation))";
    static const std::vector<Pattern> patterns = [] {
        std::vector<Pattern> out;
        out.emplace_back("\\b" + cause + " (?:[^ .;]+ ){0,8}?(?:was|were|is) (?:\\w+ )?" + judged +
                         " (?:as |to be |to have been )?(?:\\w+ )?" + category_words + "\\b");
        out.emplace_back("\\b" + judged + " (?:the )?" + cause + " (?:[^ .;]+ ){0,6}?(?:as |to be )?" + category_words +
                         "\\b");
        return out;
    }();
    for (const Pattern& pattern : patterns)
        if (const auto match = pattern.find(sentence.masked)) {
            const Span word = (*match)[1];
            const std::string name =
                category_name(std::string_view(sentence.masked).substr(word.begin, word.end - word.begin), "");
            return stated(Causality{"", std::nullopt, name}, evidence_of(story.reading, sentence, match->front()));
        }
    return std::nullopt;
}

void add_conclusion(std::vector<Stated<Causality>>& to, Stated<Causality> said)
{
    const auto same = [&](const Stated<Causality>& other) { return other.value->method == said.value->method; };
    if (std::ranges::none_of(to, same))
        to.push_back(std::move(said));
}

} // namespace

std::vector<Stated<Causality>> read_causality(const Story& story)
{
    std::vector<Stated<Causality>> out;
    for (std::size_t place = 0; place < story.size(); ++place)
        for (Stated<Causality>& said : by_method(story, place))
            add_conclusion(out, std::move(said));
    for (std::size_t place = 0; place < story.size() && out.empty(); ++place)
        if (auto said = without_method(story, story.at(place)))
            add_conclusion(out, *std::move(said));
    return out;
}

Story whole_story(const Reading& reading)
{
    Story story{reading, {}, std::nullopt, 0, 1, {}};
    for (std::size_t i = 0; i < reading.sentences.size(); ++i)
        story.sentences.push_back(i);
    return story;
}

} // namespace casebook
