// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/annotation.hpp"

#include "corpus/json_depth.hpp"
#include "corpus/text.hpp"

#include <algorithm>
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

double rounded(double score) { return std::round(score * 1000) / 1000; }

Json json_of(const AnnotatedEvent& event, const AnnotatedText& text, const std::vector<std::size_t>& point_of)
{
    Json out = {{"type", event.type},
                {"type_score", rounded(static_cast<double>(event.type_score))},
                {"score", rounded(static_cast<double>(event.score))},
                {"trigger", nullptr},
                {"args", Json::array()}};
    if (event.trigger)
        out["trigger"] = json_of(*event.trigger, text, point_of);
    for (const AnnotatedSpan& argument : event.arguments) {
        Json value = {{"role", argument.role}};
        value.update(json_of(argument, text, point_of));
        value["score"] = rounded(static_cast<double>(argument.score));
        out["args"].push_back(std::move(value));
    }
    return out;
}

Json json_of(const AnnotatedPair& pair, const AnnotatedText& text, const std::vector<std::size_t>& point_of)
{
    const auto named = [&](const AnnotatedSpan& span) {
        Json out = {{"id", span.role}};
        out.update(json_of(span, text, point_of));
        return out;
    };
    Json out = {{"drug", named(pair.drug)},
                {"event", named(pair.event)},
                {"role", pair.role},
                {"suspect", rounded(pair.suspect)},
                {"treatment", rounded(pair.treatment)},
                {"probability", nullptr},
                {"cue", nullptr}};
    if (pair.probability)
        out["probability"] = rounded(static_cast<double>(*pair.probability));
    if (pair.words) {
        out["cue"] = {{"note", pair.cue}};
        out["cue"].update(json_of(*pair.words, text, point_of));
    }
    return out;
}

/// The probability of the surest argument of a role.
double surest(const AnnotatedEvent& event, std::string_view role)
{
    double most = 0;
    for (const AnnotatedSpan& argument : event.arguments)
        if (argument.role == role)
            most = std::max(most, static_cast<double>(argument.score));
    return most;
}

} // namespace

double harm_in(const std::vector<AnnotatedEvent>& events)
{
    double none = 1;
    for (const AnnotatedEvent& event : events)
        if (event.type == "adverse")
            none *= 1 - static_cast<double>(event.score) * surest(event, "Treatment.Drug") * surest(event, "Effect");
    return 1 - none;
}

Parsed<AnnotatedText> parse_annotated(std::string_view line)
{
    if (const std::size_t at = invalid_utf8(line); at != std::string_view::npos)
        return parse_error("is not UTF-8", at);
    if (nests_deeper(line, deepest_record))
        return parse_error("is nested beyond reason");
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
        out.title = points[std::min(value.value("title_len", std::size_t{0}), points.size() - 1)];
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
    constexpr double steps = 1e6; // finer than a score: texts are ranked by it
    Json out = {
        {"id", text.id}, {"adverse", std::round(harm_in(text.events) * steps) / steps}, {"events", Json::array()}};
    for (const AnnotatedEvent& event : text.events)
        out["events"].push_back(json_of(event, text, point_of));
    if (text.pairs) {
        out["pairs"] = Json::array();
        for (const AnnotatedPair& pair : *text.pairs)
            out["pairs"].push_back(json_of(pair, text, point_of));
    }
    return out.dump();
}

} // namespace casebook
