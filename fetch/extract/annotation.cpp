// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/annotation.hpp"

#include "corpus/text.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// The byte at which each code point begins, and the length at the end.
std::vector<std::size_t> code_points(std::string_view text)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            out.push_back(i);
    out.push_back(text.size());
    return out;
}

/// A span, or nothing when its offsets do not lie in the text or do not give its words.
std::optional<AnnotatedSpan> span_of(const Json& value, std::string role, const std::string& text,
                                     const std::vector<std::size_t>& points)
{
    const auto start = value.value("start", std::size_t{0});
    const auto end = value.value("end", std::size_t{0});
    if (start >= end || end >= points.size())
        return std::nullopt;
    AnnotatedSpan out{std::move(role), points[start], points[end]};
    if (value.contains("text") && text.substr(out.begin, out.end - out.begin) != value["text"].get<std::string>())
        return std::nullopt;
    return out;
}

AnnotatedEvent event_of(const Json& value, const std::string& text, const std::vector<std::size_t>& points)
{
    AnnotatedEvent out;
    out.type = value.value("type", "adverse");
    if (value.contains("trigger") && value["trigger"].is_object())
        out.trigger = span_of(value["trigger"], "Trigger", text, points);
    for (const Json& argument : value.value("args", Json::array()))
        if (auto span = span_of(argument, argument.value("role", ""), text, points))
            out.arguments.push_back(std::move(*span));
    return out;
}

void read_entities(const Json& value, AnnotatedText& out, const std::vector<std::size_t>& points)
{
    for (const Json& entity : value.value("entities", Json::array())) {
        auto span = span_of(entity, entity.value("type", ""), out.text, points);
        if (!span)
            continue;
        out.entities.push_back(std::move(*span));
        const char* key = entity.contains("mesh") ? "mesh" : "id";
        out.entity_ids.push_back(entity.contains(key) && entity[key].is_string() ? entity[key].get<std::string>() : "");
    }
    for (const Json& pair : value.value("cid", Json::array()))
        out.causes.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    for (const Json& relation : value.value("relations", Json::array())) {
        const std::string type = relation.value("type", "");
        auto& pairs = type == "Positive_Correlation" ? out.causes : out.treats;
        if ((type == "Positive_Correlation" || type == "Negative_Correlation") && relation.contains("a"))
            pairs.emplace_back(relation.value("a", ""), relation.value("b", ""));
    }
}

Json json_of(const AnnotatedSpan& span, const AnnotatedText& text, const std::vector<std::size_t>& point_of)
{
    return {{"text", text.text.substr(span.begin, span.end - span.begin)},
            {"start", point_of[span.begin]},
            {"end", point_of[span.end]}};
}

double rounded(float score) { return std::round(static_cast<double>(score) * 1000) / 1000; }

Json json_of(const AnnotatedEvent& event, const AnnotatedText& text, const std::vector<std::size_t>& point_of)
{
    Json out = {{"type", event.type},
                {"type_score", rounded(event.type_score)},
                {"score", rounded(event.score)},
                {"trigger", nullptr},
                {"args", Json::array()}};
    if (event.trigger)
        out["trigger"] = json_of(*event.trigger, text, point_of);
    for (const AnnotatedSpan& argument : event.arguments) {
        Json value = {{"role", argument.role}};
        value.update(json_of(argument, text, point_of));
        value["score"] = rounded(argument.score);
        out["args"].push_back(std::move(value));
    }
    return out;
}

} // namespace

Parsed<AnnotatedText> parse_annotated(std::string_view line)
{
    if (const std::size_t at = invalid_utf8(line); at != std::string_view::npos)
        return parse_error("is not UTF-8", at);
    try {
        const Json value = Json::parse(line);
        if (!value.is_object() || !value.contains("text") || !value["text"].is_string())
            return parse_error("is no object with a \"text\"");
        AnnotatedText out;
        if (value.contains("id"))
            out.id = value["id"].is_string() ? value["id"].get<std::string>() : value["id"].dump();
        out.pmid = value.contains("pmid") && value["pmid"].is_string() ? value["pmid"].get<std::string>() : "";
        out.text = value["text"].get<std::string>();
        const std::vector<std::size_t> points = code_points(out.text);
        for (const Json& event : value.value("events", Json::array()))
            out.events.push_back(event_of(event, out.text, points));
        read_entities(value, out, points);
        return out;
    } catch (const Json::parse_error& error) {
        return parse_error("is no JSON", error.byte);
    } catch (const Json::exception& error) {
        return parse_error(std::string("has a value of a kind that is not expected: ") + error.what());
    }
}

std::string annotated_json(const AnnotatedText& text)
{
    std::vector<std::size_t> point_of(text.text.size() + 1, 0);
    for (std::size_t i = 0, points = 0; i <= text.text.size(); ++i) {
        if (i > 0 && (i == text.text.size() || (static_cast<unsigned char>(text.text[i]) & 0xC0U) != 0x80U))
            ++points;
        point_of[i] = points;
    }
    Json out = {{"id", text.id}, {"events", Json::array()}};
    for (const AnnotatedEvent& event : text.events)
        out["events"].push_back(json_of(event, text, point_of));
    return out.dump();
}

} // namespace casebook
