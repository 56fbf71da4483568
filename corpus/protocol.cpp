// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/protocol.hpp"
#include "corpus/protocol_faers.hpp"

#include "corpus/archive.hpp"
#include "corpus/computed_columns.hpp"
#include "corpus/day.hpp"
#include "corpus/decision.hpp"
#include "corpus/faers.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/json_depth.hpp"
#include "corpus/json_lines.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// A mistake in the protocol, thrown inside this file only; `path` tells where ("drug", "name").
struct Mistake
{
    JsonPath path;
    std::string what;
};

JsonPath below(JsonPath path, const std::string& key)
{
    path.push_back(key);
    return path;
}

bool is_text(const Json& value) { return value.is_string() && !trim(value.get_ref<const std::string&>()).empty(); }

/// One object of the protocol and how one got there.
class Section
{
public:
    Section(const Json& json, JsonPath path, std::vector<std::string_view> known) : json_(json), path_(std::move(path))
    {
        if (!json.is_object())
            throw Mistake{path_, "expected an object { … }"};
        for (const auto& [key, value] : json.items())
            if (std::ranges::find(known, key) == known.end())
                throw Mistake{at(key), format("unknown key \"{}\"; expected one of: {}", key, list(known))};
    }

    bool has(const std::string& key) const { return json_.contains(key); }
    const Json& operator[](const std::string& key) const { return json_.at(key); }

    JsonPath at(const std::string& key) const { return below(path_, key); }

    const Json& required(const std::string& key) const
    {
        if (!has(key))
            throw Mistake{path_, format("\"{}\" is missing", key)};
        return json_.at(key);
    }

    std::string text(const std::string& key) const
    {
        const Json& value = required(key);
        if (!is_text(value))
            throw Mistake{at(key), format("\"{}\" must be a text that is not empty", key)};
        return value.get<std::string>();
    }

    std::vector<std::string> texts(const std::string& key, std::vector<std::string> otherwise = {}) const
    {
        return has(key) ? read_texts(json_.at(key), at(key)) : std::move(otherwise);
    }

    static std::vector<std::string> read_texts(const Json& value, const JsonPath& path)
    {
        if (!value.is_array())
            throw Mistake{path, "expected a list of texts [\"…\", \"…\"]"};
        std::vector<std::string> out;
        for (const Json& item : value) {
            if (!is_text(item))
                throw Mistake{below(path, std::to_string(out.size())), "expected a text that is not empty"};
            out.push_back(item.get<std::string>());
        }
        return out;
    }

    static std::string list(const std::vector<std::string_view>& words)
    {
        return join({words.begin(), words.end()}, ", ");
    }

private:
    const Json& json_;
    JsonPath path_;
};

template <class Known> void check_name(const std::string& name, const Known& known, const JsonPath& path)
{
    if (std::ranges::find(known, name) == known.end())
        throw Mistake{path,
                      format("\"{}\" is not known; expected: {}", name, Section::list({known.begin(), known.end()}))};
}

template <class Known> void check_names(const std::vector<std::string>& given, const Known& known, const JsonPath& path)
{
    for (std::size_t i = 0; i < given.size(); ++i)
        check_name(given[i], known, below(path, std::to_string(i)));
}

/// An empty list would mean that everything passes, or nothing; leaving the key out means the default.
void check_not_empty(const std::vector<std::string>& given, const JsonPath& path)
{
    if (given.empty())
        throw Mistake{path, "the list must not be empty; leave the key out for the default"};
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
        for (const auto& [term, synonyms] : event["terms"].items()) {
            if (trim(term).empty())
                throw Mistake{below(event.at("terms"), term), "a term must not be empty"};
            out.terms.push_back({term, Section::read_texts(synonyms, below(event.at("terms"), term))});
        }
    }
    if (std::ranges::none_of(out.terms, [&](const EventTerm& t) { return equal_ignoring_case(t.term, out.name); }))
        out.terms.push_back({out.name, {}});
    if (out.faers.empty())
        for (const EventTerm& term : out.terms)
            out.faers.push_back(term.term);
    return out;
}

constexpr std::array<std::string_view, 1> include_criteria = {"exposure_then_event"};

/// { "name as reported": ["INGREDIENT", …] }; no ingredients: the name stands for itself.
std::map<std::string, std::vector<std::string>> read_names(const Json& json, const JsonPath& path)
{
    if (!json.is_object())
        throw Mistake{path, "expected an object { \"name as reported\": [\"INGREDIENT\", …] }"};
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [name, ingredients] : json.items()) {
        if (trim(name).empty())
            throw Mistake{below(path, name), "a name must not be empty"};
        out[name] = Section::read_texts(ingredients, below(path, name));
    }
    return out;
}

FaersOptions read_faers(const Section& top)
{
    FaersOptions out;
    if (!top.has("faers"))
        return out;
    const Section faers(top["faers"], top.at("faers"), {"comparators", "period", "roles", "level", "names"});
    out.comparators = faers.texts("comparators");
    const std::vector<std::string> period = faers.texts("period");
    if (!period.empty()) {
        if (period.size() != 2 || !is_day(period[0]) || !is_day(period[1]) || period[1] < period[0])
            throw Mistake{faers.at("period"),
                          "expected two dates, the earlier first: [\"2004-01-01\", \"2023-01-31\"]"};
        out.from = period[0];
        out.to = period[1];
    }
    out.roles = faers.texts("roles", out.roles);
    check_not_empty(out.roles, faers.at("roles"));
    check_names(out.roles, faers_role_codes, faers.at("roles"));
    if (faers.has("level"))
        out.level = faers.text("level");
    check_name(out.level, faers_level_names, faers.at("level"));
    if (faers.has("names"))
        read_names(faers["names"], faers.at("names")); // a mistake is said at once; see open_faers_names
    return out;
}

std::vector<std::string> read_columns(const Section& top)
{
    if (!top.has("columns") || top["columns"] == "default")
        return {};
    if (!top["columns"].is_array())
        throw Mistake{top.at("columns"), "expected \"default\" or a list of fields [\"age_years\", \"sex\"]"};
    std::vector<std::string> columns = top.texts("columns");
    std::vector<std::string_view> known;
    for (const Field& field : fields())
        known.push_back(field.id);
    for (const ComputedColumn& column : computed_columns)
        known.push_back(column.id);
    check_names(columns, known, top.at("columns"));
    return columns;
}

int read_reviewers(const Section& top)
{
    if (!top.has("reviewers"))
        return 1;
    const Json& number = top["reviewers"];
    if (!number.is_number_integer() || (number != 1 && number != 2))
        throw Mistake{top.at("reviewers"), "expected 1, or 2 for two people who judge each record"};
    return number.get<int>();
}

Protocol read_protocol(const Json& json)
{
    const Section top(
        json, {},
        {"version", "title", "search", "drug", "event", "include", "exclude", "reviewers", "faers", "columns"});
    Protocol out;
    const Json& version = top.required("version");
    if (!version.is_number_integer() || version.get<int>() != 1)
        throw Mistake{{"version"}, "this program reads \"version\": 1"};
    out.title = top.text("title");
    const Section search(top.required("search"), {"search"}, {"pubmed", "europepmc"});
    out.pubmed_search = search.text("pubmed");
    if (search.has("europepmc"))
        out.europepmc_search = search.text("europepmc");
    out.drug = read_drug(top);
    out.event = read_event(top);
    out.include = top.texts("include", out.include);
    check_not_empty(out.include, {"include"});
    check_names(out.include, include_criteria, {"include"});
    out.exclude = top.texts("exclude");
    std::vector<std::string_view> known;
    std::ranges::transform(reasons, std::back_inserter(known), &Reason::id);
    check_names(out.exclude, known, {"exclude"});
    out.reviewers = read_reviewers(top);
    out.faers = read_faers(top);
    out.columns = read_columns(top);
    return out;
}

std::size_t line_of(std::string_view text, std::size_t position)
{
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

/// What the library says without its number and position.
std::string said(const Json::exception& e)
{
    const std::string_view what = e.what();
    const std::size_t column = what.find("column ");
    const std::size_t begin =
        what.find(column == std::string_view::npos ? "] " : ": ", column == std::string_view::npos ? 0 : column);
    return std::string(begin == std::string_view::npos ? what : what.substr(begin + 2));
}

Parsed<Protocol> read_document(std::string_view text, const Json& json)
{
    const JsonLines lines = json_lines(text);
    if (lines.twice)
        return parse_error(format("\"{}\" stands here a second time; the first is on line {}",
                                  lines.twice->first.back(), lines.of(lines.twice->first)),
                           lines.twice->second);
    try {
        return read_protocol(json);
    } catch (const Mistake& mistake) {
        return parse_error(mistake.what, lines.of(mistake.path));
    }
}

} // namespace

Parsed<Protocol> parse_protocol(std::string_view text)
{
    if (const std::size_t at = text.find('\0'); at != std::string_view::npos)
        return parse_error("not valid JSON: a NUL byte", line_of(text, at));
    if (nests_deeper(text, deepest_record))
        return parse_error(format("not a protocol: lists in lists, deeper than {} levels", deepest_record), 1);
    try {
        return read_document(text, Json::parse(text, nullptr, true, true));
    } catch (const Json::parse_error& e) {
        return parse_error(format("not valid JSON: {}", said(e)), line_of(text, std::min(e.byte, text.size())));
    } catch (const Json::exception& e) { // a number beyond all bounds
        return parse_error(format("not valid JSON: {}", said(e)), 1);
    }
}

std::map<std::string, std::vector<std::string>> open_faers_names(const std::filesystem::path& protocol)
{
    open_protocol(protocol);
    const Json json = Json::parse(read_file(protocol), nullptr, true, true);
    if (!json.contains("faers") || !json.at("faers").contains("names"))
        return {};
    return json.at("faers").at("names").get<std::map<std::string, std::vector<std::string>>>();
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
