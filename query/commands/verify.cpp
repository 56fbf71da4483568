// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "index/literature/index.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/stages/stages.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

/// Says what is wrong when the quote does not stand at its place; nothing when it does.
void check_span(const Evidence& e, const std::vector<Passage>& texts, const std::string& what,
                std::vector<std::string>& troubles)
{
    const bool placed = e.passage >= 0 && static_cast<std::size_t>(e.passage) < texts.size() && e.begin <= e.end &&
                        e.end <= texts[static_cast<std::size_t>(e.passage)].text.size();
    if (!placed || texts[static_cast<std::size_t>(e.passage)].text.substr(e.begin, e.end - e.begin) != e.quote)
        troubles.push_back(format("{}: the words \"{}\" do not stand in passage {} at {}..{}", what, e.quote, e.passage,
                                  e.begin, e.end));
}

struct PlacedValue
{
    std::string what;
    Evidence evidence;
};

/// Every value that the machine read of a case: the fields, and what stands beside them.
std::vector<PlacedValue> values_of(const Case& c)
{
    std::vector<PlacedValue> out;
    for (const Field& field : fields())
        for (const FieldValue& value : field.get(c))
            out.push_back({std::string(field.id), value.evidence});
    for (std::size_t i = 1; i < c.latencies.size(); ++i)
        out.push_back({format("clock {}", i + 1), c.latencies[i].evidence});
    if (c.patient.age_at_onset_years && !c.patient.age_at_onset_years.evidence.quote.empty())
        out.push_back({"age at onset", c.patient.age_at_onset_years.evidence});
    for (const Sign& sign : c.signs)
        out.push_back({format("sign {}", name_of(sign.kind)), sign.evidence});
    for (std::size_t i = 1; i < c.drugs.size(); ++i)
        if (c.drugs[i].role.value != Role::concomitant) // those are a field
            out.push_back({"drug " + c.drugs[i].name, c.drugs[i].as_reported.evidence});
    return out;
}

std::size_t check_article(const Store& store, const Article& article, std::vector<std::string>& troubles)
{
    std::size_t spans = 0;
    const std::vector<Passage> texts = passages(article);
    const std::optional<Extraction> extraction = store.extraction(article.id);
    if (!extraction)
        return 0;
    for (const Case& c : extraction->cases)
        for (const auto& [field, evidence] : values_of(c)) {
            ++spans;
            const std::string what = format("{} {}", case_id(article.id, c.number), field);
            check_span(evidence, texts, what, troubles);
            if (evidence.quote.empty())
                troubles.push_back(what + ": a value without its words");
        }
    for (const Claim& claim : extraction->claims)
        check_span(claim.evidence, texts, article.id + " claim", troubles), ++spans;
    for (const Contradiction& found : extraction->contradictions)
        for (const Evidence& words : {found.first, found.second})
            check_span(words, texts, article.id + " contradiction", troubles), ++spans;
    if (const auto decision = store.rules_decision(article.id))
        for (const Ground& ground : decision->grounds)
            if (!ground.evidence.quote.empty())
                check_span(ground.evidence, texts, article.id + " ground " + ground.criterion, troubles), ++spans;
    return spans;
}

struct IndexCheck
{
    std::string state;
    std::size_t documents = 0;
    std::size_t articles = 0;
};

std::string index_text(const IndexCheck& index)
{
    return index.state + (index.documents == 0
                              ? ""
                              : format(", {} in {}: one for each case, or for an article without any",
                                       counted(index.articles, "article"), counted(index.documents, "document")));
}

IndexCheck check_index(const Casebook& casebook, std::vector<std::string>& troubles)
{
    IndexCheck out{index_state(casebook.request, casebook.store)};
    if (out.state == "none")
        return out;
    if (out.state != "up to date" && out.state != "stale") {
        troubles.push_back(out.state);
        out.state = "unusable";
        return out;
    }
    const LiteratureReader reader(casebook.request.index());
    out.documents = reader.documents();
    out.articles = reader.search({"", 1, 0, "", false}).total;
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    const std::vector<std::string> ids = casebook.store.article_ids();
    const auto held = static_cast<std::size_t>(
        std::ranges::count_if(ids, [&](const std::string& id) { return !merged.contains(id); }));
    if (out.state == "up to date" && out.articles != held)
        troubles.push_back(format("index: shows {} articles of {}; delete {} and run `casebook index`", out.articles,
                                  held, casebook.request.index().string()));
    return out;
}

} // namespace

int run_verify(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    std::vector<std::string> troubles = casebook.store.check();
    const bool sound = troubles.empty();
    std::size_t spans = 0;
    casebook.store.each_article(
        [&](const ArticleInfo&, const Article& article) { spans += check_article(casebook.store, article, troubles); });
    const IndexCheck index = check_index(casebook, troubles);
    const Outdated outdated = outdated_decisions(casebook);
    if (format_of(request) != Format::text)
        console.out << nlohmann::ordered_json{{"version", 1},
                                              {"spans", spans},
                                              {"index", index.state},
                                              {"documents", index.documents},
                                              {"articles", index.articles},
                                              {"outdated", outdated.all()},
                                              {"troubles", troubles}}
                           .dump()
                    << "\n";
    else
        console.out << format("store: {}\nevidence: {} values checked against their words\nindex: {}\n{}{}\n",
                              sound ? "sound" : "damaged", spans, index_text(index),
                              outdated.all() == 0 ? "" : "decisions: " + outdated_text(outdated) + "\n",
                              troubles.empty()
                                  ? std::string(outdated.all() == 0 ? "All is well." : "Nothing is damaged.")
                                  : format("{} trouble{}.", troubles.size(), troubles.size() == 1 ? "" : "s"));
    for (const std::string& trouble : troubles)
        console.err << trouble << "\n";
    return troubles.empty() ? 0 : 1;
}

} // namespace casebook
