// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/protocol.hpp"

#include "corpus/archive.hpp"
#include "corpus/decision.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// A mistake in the protocol, thrown inside this file only; `path` tells where ("drug", "name").
struct Mistake
{
    std::vector<std::string> path;
    std::string what;
};

/// One object of the protocol and how one got there.
class Section
{
public:
    Section(const Json& json, std::vector<std::string> path, std::vector<std::string_view> known)
        : json_(json), path_(std::move(path))
    {
        if (!json.is_object())
            throw Mistake{path_, "expected an object { … }"};
        for (const auto& [key, value] : json.items())
            if (std::ranges::find(known, key) == known.end())
                throw Mistake{at(key), format("unknown key \"{}\"; expected one of: {}", key, list(known))};
    }

    bool has(const std::string& key) const { return json_.contains(key); }
    const Json& operator[](const std::string& key) const { return json_.at(key); }

    std::vector<std::string> at(const std::string& key) const
    {
        std::vector<std::string> path = path_;
        path.push_back(key);
        return path;
    }

    const Json& required(const std::string& key) const
    {
        if (!has(key))
            throw Mistake{path_, format("\"{}\" is missing", key)};
        return json_.at(key);
    }

    std::string text(const std::string& key) const
    {
        const Json& value = required(key);
        if (!value.is_string() || trim(value.get_ref<const std::string&>()).empty())
            throw Mistake{at(key), format("\"{}\" must be a text that is not empty", key)};
        return value.get<std::string>();
    }

    std::vector<std::string> texts(const std::string& key, std::vector<std::string> otherwise = {}) const
    {
        return has(key) ? read_texts(json_.at(key), at(key)) : std::move(otherwise);
    }

    static std::vector<std::string> read_texts(const Json& value, const std::vector<std::string>& path)
    {
        if (!value.is_array() || !std::ranges::all_of(value, [](const Json& item) { return item.is_string(); }))
            throw Mistake{path, "expected a list of texts [\"…\", \"…\"]"};
        return value.get<std::vector<std::string>>();
    }

    static std::string list(const std::vector<std::string_view>& words)
    {
        return join({words.begin(), words.end()}, ", ");
    }

private:
    const Json& json_;
    std::vector<std::string> path_;
};

template <class Known>
void check_names(const std::vector<std::string>& given, const Known& known, const std::vector<std::string>& path)
{
    for (const std::string& name : given)
        if (std::ranges::find(known, name) == known.end())
            throw Mistake{
                path, format("\"{}\" is not known; expected: {}", name, Section::list({known.begin(), known.end()}))};
}

DrugNames read_drug(const Section& top)
{
    const Section drug(top.required("drug"), top.at("drug"), {"name", "synonyms", "brands", "not", "faers"});
    DrugNames out{drug.text("name"), drug.texts("synonyms"), drug.texts("brands"), drug.texts("not"),
                  drug.texts("faers")};
    if (out.faers.empty())
        out.faers = {out.name};
    return out;
}

EventNames read_event(const Section& top)
{
    const Section event(top.required("event"), top.at("event"), {"name", "terms", "not", "faers"});
    EventNames out{event.text("name"), {}, event.texts("not"), event.texts("faers")};
    if (event.has("terms")) {
        if (!event["terms"].is_object())
            throw Mistake{event.at("terms"), "expected an object { \"term\": [\"synonym\", …] }"};
        for (const auto& [term, synonyms] : event["terms"].items())
            out.terms.push_back({term, Section::read_texts(synonyms, event.at(term))});
    }
    if (std::ranges::find(out.terms, out.name, &EventTerm::term) == out.terms.end())
        out.terms.push_back({out.name, {}});
    if (out.faers.empty())
        for (const EventTerm& term : out.terms)
            out.faers.push_back(term.term);
    return out;
}

constexpr std::array<std::string_view, 4> faers_roles = {"PS", "SS", "C", "I"};
constexpr std::array<std::string_view, 4> faers_levels = {"rows", "latest", "latest-minus-deleted", "wang2024"};
constexpr std::array<std::string_view, 1> include_criteria = {"exposure_then_event"};

bool is_date(const std::string& text)
{
    return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
           std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; });
}

FaersOptions read_faers(const Section& top)
{
    FaersOptions out;
    if (!top.has("faers"))
        return out;
    const Section faers(top["faers"], top.at("faers"), {"comparators", "period", "roles", "level"});
    out.comparators = faers.texts("comparators");
    const std::vector<std::string> period = faers.texts("period");
    if (!period.empty()) {
        if (period.size() != 2 || !is_date(period[0]) || !is_date(period[1]))
            throw Mistake{faers.at("period"), "expected two dates [\"2004-01-01\", \"2023-01-31\"]"};
        out.from = period[0];
        out.to = period[1];
    }
    out.roles = faers.texts("roles", out.roles);
    check_names(out.roles, faers_roles, faers.at("roles"));
    if (faers.has("level"))
        out.level = faers.text("level");
    check_names({out.level}, faers_levels, faers.at("level"));
    return out;
}

std::vector<std::string> read_columns(const Section& top)
{
    if (!top.has("columns") || top["columns"].is_string())
        return {};
    std::vector<std::string> columns = top.texts("columns");
    std::vector<std::string_view> known;
    for (const Field& field : fields())
        known.push_back(field.id);
    check_names(columns, known, top.at("columns"));
    return columns;
}

Protocol read_protocol(const Json& json)
{
    const Section top(json, {},
                      {"version", "title", "search", "drug", "event", "include", "exclude", "faers", "columns"});
    Protocol out;
    const Json& version = top.required("version");
    if (!version.is_number_integer() || version.get<int>() != 1)
        throw Mistake{{"version"}, "this program reads \"version\": 1"};
    out.title = top.text("title");
    const Section search(top.required("search"), {"search"}, {"pubmed"});
    out.pubmed_search = search.text("pubmed");
    out.drug = read_drug(top);
    out.event = read_event(top);
    out.include = top.texts("include", out.include);
    check_names(out.include, include_criteria, {"include"});
    out.exclude = top.texts("exclude");
    std::vector<std::string_view> known;
    std::ranges::transform(reasons, std::back_inserter(known), &Reason::id);
    check_names(out.exclude, known, {"exclude"});
    out.faers = read_faers(top);
    out.columns = read_columns(top);
    return out;
}

std::size_t line_of(std::string_view text, std::size_t position)
{
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

/// The line on which the last key of the path stands, looking for one key after the other.
std::size_t line_of(std::string_view text, const std::vector<std::string>& path)
{
    std::size_t at = 0;
    for (const std::string& key : path)
        if (const std::size_t found = text.find("\"" + key + "\"", at); found != std::string_view::npos)
            at = found;
    return line_of(text, at);
}

} // namespace

Parsed<Protocol> parse_protocol(std::string_view text)
{
    try {
        return read_protocol(Json::parse(text, nullptr, true, true));
    } catch (const Mistake& mistake) {
        return parse_error(mistake.what, line_of(text, mistake.path));
    } catch (const Json::parse_error& e) {
        const std::string_view what = e.what();
        const std::size_t colon = what.rfind(": ");
        return parse_error(
            format("not valid JSON: {}", colon == std::string_view::npos ? what : what.substr(colon + 2)),
            line_of(text, std::min(e.byte, text.size())));
    }
}

Protocol open_protocol(const std::filesystem::path& file)
{
    if (!std::filesystem::exists(file))
        throw Error(
            format("{}: there is no protocol here. Make a casebook with `casebook init`, or name its folder with -C.",
                   file.string()));
    const Parsed<Protocol> protocol = parse_protocol(read_file(file));
    if (!protocol)
        throw Error(format("{}:{}: {}. Mend the line and run the command again.", file.string(),
                           protocol.error().position, protocol.error().what));
    return *protocol;
}

} // namespace casebook
