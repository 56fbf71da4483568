// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/record_view.hpp"

#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/tokens.hpp"
#include "query/references/references.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

/// The sentence of a passage in which the words of an evidence stand, as far as it tells more than they do.
std::string sentence_around(const std::vector<Passage>& texts, const Evidence& evidence)
{
    const auto number = static_cast<std::size_t>(evidence.passage);
    if (evidence.quote.empty() || number >= texts.size())
        return evidence.quote;
    const std::string& text = texts[number].text;
    const std::vector<Token> tokens = tokenize(text);
    std::size_t begin = 0, end = text.size();
    for (const std::size_t start : sentence_starts(tokens)) {
        const std::size_t at = tokens[start].begin;
        if (at <= evidence.begin)
            begin = at;
        else if (at >= evidence.end) {
            end = at;
            break;
        }
    }
    return collapse(std::string_view(text).substr(begin, end - begin));
}

std::vector<FieldRow> field_rows(const std::vector<Case>& cases, const std::vector<Passage>& texts)
{
    std::vector<FieldRow> out;
    for (const Case& c : cases)
        for (const Field& field : fields()) {
            const std::vector<FieldValue> values = field.get(c);
            const FieldValue first = values.empty() ? FieldValue{} : values.front();
            out.push_back({c.number, &field, field_text(field, c), sentence_around(texts, first.evidence), first.by});
        }
    return out;
}

std::vector<std::string> links_of(const Article& article)
{
    std::vector<std::string> out;
    if (const std::string address = address_of(article); !address.empty())
        out.push_back(address);
    if (!article.pmcid.empty())
        out.push_back("https://pmc.ncbi.nlm.nih.gov/articles/" + article.pmcid + "/");
    if (!article.doi.empty() && (out.empty() || out.front().find("doi.org") == std::string::npos))
        out.push_back("https://doi.org/" + article.doi);
    return out;
}

std::string kinds_of(const Article& article)
{
    std::vector<std::string> names;
    for (const PublicationType& type : article.publication_types)
        names.push_back(type.name);
    return join(names, ", ");
}

} // namespace

RecordView view_record(const Casebook& casebook, const std::string& id, const std::optional<Decision>& own)
{
    const auto article = casebook.store.article(id);
    if (!article)
        return {};
    const std::vector<Passage> texts = passages(*article);
    RecordView out;
    out.id = id;
    out.citation = citation(*article) + " " + pmid_text(article->pmid);
    out.title = shown_title(*article);
    for (const AbstractPart& part : article->abstract)
        out.abstract.push_back({part.label, displayed(part.body)});
    out.kinds = kinds_of(*article);
    out.warning = notice_mark(notice_on(*article));
    out.links = links_of(*article);
    out.rules = casebook.store.rules_decision(id);
    out.own = own;
    out.fields = field_rows(current_cases(casebook.store, id), texts);
    return out;
}

} // namespace casebook::review
