// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/query_fields.hpp"

#include "corpus/decision.hpp"
#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace casebook {

namespace {

const std::vector<std::string>& names_of_fields()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const QueryField& field : query_fields())
            out.push_back(field.name);
        return out;
    }();
    return names;
}

/// What a value of the field may look like.
std::string example_of(const std::string& name)
{
    if (const std::vector<std::string> values = closed_values(name); !values.empty())
        return format("write one right behind the colon: {}", join(values, ", "));
    if (is_number_field(name))
        return format("write a number or a range right behind the colon: {0}:30, {0}:30..60, {0}:30..", name);
    return format("write it right behind the colon, in quotes if it has blanks: {0}:word, {0}:\"two words\"", name);
}

std::vector<std::string> texts_of(const std::vector<std::string_view>& names) { return {names.begin(), names.end()}; }

std::vector<std::string> reason_ids()
{
    std::vector<std::string> out;
    for (const Reason& reason : reasons)
        out.emplace_back(reason.id);
    return out;
}

} // namespace

namespace {

/// How many letters before a colon, 0 without one.
std::size_t letters_before_colon(std::string_view text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return !is_letter(c) && c != '_'; });
    const auto length = static_cast<std::size_t>(end - text.begin());
    return text.substr(length).starts_with(':') ? length : 0;
}

bool has_value(std::string_view behind_colon)
{
    return !behind_colon.empty() && !is_blank(behind_colon.front()) && behind_colon.front() != ')';
}

} // namespace

bool is_operator(std::string_view word)
{
    constexpr std::array<std::string_view, 6> operators = {"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
    return std::ranges::find(operators, word) != operators.end();
}

std::size_t field_name_length(std::string_view text)
{
    const std::size_t length = letters_before_colon(text);
    return length > 0 && has_value(text.substr(length + 1)) ? length : 0;
}

void check_value_follows(std::string_view text)
{
    const std::size_t length = letters_before_colon(text);
    const std::string name = lower_ascii(text.substr(0, length));
    if (length > 0 && std::ranges::find(names_of_fields(), name) != names_of_fields().end())
        throw UsageError(format("{}: has no value; {}.", name, example_of(name)));
}

std::string known_name(std::string_view word)
{
    const std::vector<QueryField> known = query_fields();
    std::string name = lower_ascii(word);
    if (std::ranges::find(known, name, &QueryField::name) != known.end())
        return name;
    throw UsageError(
        format("there is no field \"{}\".{} The fields are: {}. Put quotes around a word with a colon in it.", word,
               did_you_mean(word, names_of_fields()), join(names_of_fields(), ", ")));
}

bool is_number_field(std::string_view name)
{
    const Field* field = find_field(name);
    return name == "year" || (field != nullptr && field->kind == FieldKind::number);
}

bool is_text_field(std::string_view name)
{
    const std::string id = lower_ascii(name);
    const Field* field = find_field(id);
    return (field != nullptr && field->kind == FieldKind::text) ||
           std::ranges::any_of(article_fields,
                               [&](const ArticleField& row) { return row.name == id && row.match == Match::words; });
}

std::string as_range(const std::string& name, std::string_view value)
{
    const auto is_number = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; });
    };
    const std::size_t dots = value.find("..");
    const std::string_view low = value.substr(0, dots);
    const std::string_view high = dots == std::string_view::npos ? low : value.substr(dots + 2);
    if (!is_number(low) || !is_number(high) || low.size() + high.size() == 0)
        throw UsageError(format("{}:{} is no number and no range; write {}:30, {}:30..60, {}:30.. or {}:..60.", name,
                                value, name, name, name, name));
    if (!low.empty() && !high.empty() && std::atof(std::string(low).c_str()) > std::atof(std::string(high).c_str()))
        throw UsageError(format("{}:{} runs backwards; write {}:{}..{}.", name, value, name, high, low));
    return std::string(low) + ".." + std::string(high);
}

std::vector<std::string> closed_values(std::string_view name)
{
    const std::pair<std::string_view, std::vector<std::string> (*)()> fields_of[] = {
        {"role", [] { return texts_of(all_names<Role>()); }},
        {"sex", [] { return texts_of(all_names<Sex>()); }},
        {"dechallenge", [] { return texts_of(all_names<Dechallenge>()); }},
        {"rechallenge", [] { return texts_of(all_names<Rechallenge>()); }},
        {"outcome", [] { return texts_of(all_names<Outcome>()); }},
        {"latency_anchor", [] { return texts_of(all_names<Anchor>()); }},
        {"decision",
         [] {
             return std::vector<std::string>{"include", "exclude", "unclear"};
         }},
        {"retracted", [] { return std::vector<std::string>{"yes"}; }},
        {"reason", reason_ids},
    };
    for (const auto& [field, values] : fields_of)
        if (field == name)
            return values();
    return {};
}

std::string known_value(std::string_view name, std::string_view text)
{
    const std::vector<std::string> known = closed_values(name);
    std::string value = lower_ascii(text);
    std::ranges::replace(value, ' ', '_');
    if (std::ranges::none_of(known, [&](const std::string& one) { return one.starts_with(value); }))
        throw UsageError(format("{}:{} is no value of {}; expected {}.{}", name, text, name, join(known, ", "),
                                did_you_mean(value, known)));
    return value;
}

std::pair<std::string_view, std::size_t> value_at(std::string_view rest)
{
    if (!rest.starts_with('"')) {
        const std::string_view value = rest.substr(0, rest.find_first_of(" \t\n)"));
        return {value, value.size()};
    }
    const std::size_t end = std::min(rest.find('"', 1), rest.size());
    return {rest.substr(1, end - 1), std::min(end + 1, rest.size())};
}

std::vector<QueryField> query_fields()
{
    std::vector<QueryField> out;
    for (const Field& field : fields())
        if (!field.prefix.empty() || field.kind == FieldKind::number)
            out.push_back({std::string(field.id), std::string(field.help), closed_values(field.id)});
    for (const ArticleField& field : article_fields)
        out.push_back({std::string(field.name), std::string(field.help), closed_values(field.name)});
    out.push_back({"year", "year of publication, year:2005.. or year:2005..2010", {}});
    return out;
}

} // namespace casebook
