// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/references/references.hpp"

#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json word_json(const Decision& decision)
{
    Json out = {{"verdict", name_of(decision.verdict)}};
    for (const auto& [name, value] :
         {std::pair{"reason", &decision.reason}, std::pair{"by", &decision.by}, std::pair{"at", &decision.at},
          std::pair{"note", &decision.note}, std::pair{"source", &decision.source}})
        if (!value->empty())
            out[name] = *value;
    if (decision.by != by_rules)
        out["stage"] = name_of(decision.stage);
    if (decision.adjudicated)
        out["adjudicated"] = true;
    if (decision.withdrawn)
        out["withdrawn"] = true;
    return out;
}

/// One of two reviewers has judged at that stage, and nobody settled it.
bool awaits_another(const std::vector<Decision>& words, Stage stage, const View& view)
{
    std::set<std::string> people;
    for (const Decision& word : words)
        if (word.stage == stage && word.adjudicated)
            return false;
        else if (word.stage == stage)
            people.insert(word.by);
    return view.whose == Whose::agreed && people.size() < static_cast<std::size_t>(std::max(view.reviewers, 1));
}

/// Whether somebody took back what was settled, so that two people's words do not stand beside what settled them.
bool lacks_judges(const std::vector<Decision>& standing, Stage stage)
{
    return judges_at(standing, stage) < 2 &&
           std::ranges::any_of(standing, [&](const Decision& word) { return word.adjudicated && word.stage == stage; });
}

/// "[{…}]"; nothing where the one word is the decision itself.
Json words_beside(const std::optional<Decision>& decision, const std::vector<Decision>& words)
{
    Json out = Json::array();
    if (words.size() > 1 || (words.size() == 1 && decision != words.front()))
        for (const Decision& word : words)
            out.push_back(word_json(word));
    return out;
}

std::string compact(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

std::vector<Decision> told_words(const Store& store, std::string_view article)
{
    const std::vector<Decision> history = store.history(article), standing = standing_words(history);
    std::vector<Decision> out = history;
    std::erase_if(out, [&](const Decision& word) {
        return word.by == by_rules || (std::ranges::find(standing, word) == standing.end() &&
                                       (word.adjudicated || !lacks_judges(standing, word.stage)));
    });
    std::erase_if(out, [&](const Decision& word) { return awaits_another(standing, word.stage, store.view()); });
    return store.view().whose == Whose::machine ? std::vector<Decision>{} : out;
}

std::string words_json(const std::optional<Decision>& decision, const std::vector<Decision>& words)
{
    const Json out = words_beside(decision, words);
    return out.empty() ? "" : compact(out);
}

std::string shown_title(const Article& article) { return collapse(display_title(article)); }

std::string shown_abstract(const Article& article)
{
    std::vector<std::string> parts;
    for (const AbstractPart& part : article.abstract)
        parts.push_back((part.label.empty() || part.label == "UNLABELLED" ? "" : part.label + ": ") +
                        displayed(part.body));
    return collapse(join(parts, " "));
}

std::string decision_note(const Reference& reference)
{
    if (!reference.decision)
        return "";
    Json note = word_json(*reference.decision);
    if (Json words = words_beside(reference.decision, reference.words); !words.empty())
        note["words"] = std::move(words);
    return "casebook: " + compact(note);
}

std::string citing_note(const Reference& reference, const std::string& rights)
{
    std::vector<std::string> parts;
    if (!rights.empty())
        parts.push_back(rights);
    if (reference.decision)
        parts.push_back(format("Casebook: {} by {}", verdict_text(*reference.decision), reference.decision->by));
    const std::string notice(notice_text(notice_on(reference.article)));
    return notice + (notice.empty() || parts.empty() ? "" : ". ") + join(parts, " ");
}

std::string address_of(const Article& article)
{
    if (pmid_is_known(article.pmid))
        return format("https://pubmed.ncbi.nlm.nih.gov/{}/", article.pmid);
    return article.doi.empty() ? "" : "https://doi.org/" + article.doi;
}

std::string citation_key(const Article& article)
{
    const std::string name = article.authors.empty() ? "" : squeeze(article.authors.front().last_name);
    std::string key;
    for (const char c : name)
        if (is_letter(c) || is_digit(c))
            key += c;
    const int year = year_of(article);
    return (key.empty() ? "anon" : key.substr(0, 24)) + (year == 0 ? "" : std::to_string(year));
}

} // namespace casebook
