// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/references/references.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

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
    const Decision& decision = *reference.decision;
    nlohmann::ordered_json note = {{"verdict", name_of(decision.verdict)}};
    for (const auto& [name, value] :
         {std::pair{"reason", &decision.reason}, std::pair{"by", &decision.by}, std::pair{"at", &decision.at},
          std::pair{"note", &decision.note}, std::pair{"source", &decision.source}})
        if (!value->empty())
            note[name] = *value;
    if (decision.by != by_rules)
        note["stage"] = name_of(decision.stage);
    return "casebook: " + note.dump();
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
