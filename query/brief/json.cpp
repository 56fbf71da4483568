// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/out.hpp"
#include "query/json_values.hpp"
#include "query/rights.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json citation_json(const Source& source, const CitedSources& sources)
{
    const std::string key = key_text(sources.key_of(source));
    if (source.kind() == SourceKind::data)
        return {{"key", key}, {"kind", "data"}, {"what", source.said()}, {"command", source.command()}};
    Json out = {{"key", key},
                {"kind", source.kind() == SourceKind::words ? "words" : "person"},
                {"article", source.article()},
                {"case", source.case_number() == 0 ? Json() : Json(source.case_number())},
                {"field", source.field()},
                {"machine_read", source.by().empty()},
                {"by", or_null(source.by())}};
    if (source.kind() == SourceKind::person) {
        out["said"] = source.said();
        return out;
    }
    const Evidence& e = source.evidence();
    out.update({{"passage", e.passage}, {"begin", e.begin}, {"end", e.end}, {"quote", e.quote}});
    out["read_from"] = source.read_from();
    return out;
}

Json statements_json(const std::vector<Statement>& statements, const CitedSources& sources)
{
    Json out = Json::array();
    for (const Statement& statement : statements)
        out.push_back(statement_json(statement, sources));
    return out;
}

} // namespace

Json statement_json(const Statement& statement, const CitedSources& sources)
{
    Json counts = Json::object();
    for (const auto& [name, number] : statement.counts)
        counts[name] = number;
    Json citations = Json::array();
    for (const Source& source : statement.sources.all())
        citations.push_back(citation_json(source, sources));
    return {{"id", statement.id}, {"text", statement.text}, {"counts", counts}, {"citations", citations}};
}

Json sources_json(const CitedSources& sources)
{
    Json out = Json::array();
    for (const CitedSource& source : sources.all()) {
        if (source.article.empty())
            out.push_back({{"number", source.number}, {"what", source.text}, {"command", source.command}});
        else
            out.push_back({{"number", source.number},
                           {"article", source.article},
                           {"pmid", or_null(source.pmid)},
                           {"doi", or_null(source.doi)},
                           {"reference", source.text},
                           {"retracted", source.notice == Notice::retracted},
                           {"concern", source.notice == Notice::concern},
                           {"paraphrase", source.paraphrase},
                           {"decided_by", source.decided_by.empty() ? Json("rules") : Json(source.decided_by)}});
    }
    return out;
}

void write_brief_json(std::ostream& out, const NumberedBrief& page)
{
    const Brief& brief = page.brief;
    Json json = {{"version", 1},
                 {"title", brief.title},
                 {"question", or_null(brief.question)},
                 {"for", brief.audience == Audience::patients ? "patients" : "clinicians"},
                 {"made", brief.made},
                 {"last_updated", or_null(brief.last_updated)},
                 {"takeaway", statement_json(brief.takeaway, page.sources)},
                 {"sections", Json::array()},
                 {"questions", Json::array()},
                 {"sources", sources_json(page.sources)},
                 {"notes", brief.notes},
                 {"rights", rights_notice}};
    for (const BriefSection& section : brief.sections)
        json["sections"].push_back({{"id", section.id},
                                    {"heading", section.heading},
                                    {"statements", statements_json(section.statements, page.sources)}});
    for (const RelatedQuestion& question : brief.related) {
        Json row = statement_json(question.asked, page.sources);
        row["command"] = question.command;
        json["questions"].push_back(std::move(row));
    }
    out << json.dump(1) << "\n";
}

} // namespace casebook
