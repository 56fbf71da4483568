// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_state.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<Slice>& slices)
{
    Json out = Json::array();
    for (const Slice& s : slices)
        out.push_back({{"what", s.what}, {"field", s.field}, {"from", s.from}, {"to", s.to}, {"expected", s.expected}});
    return out;
}

Json json_of(const std::vector<SearchStep>& steps)
{
    Json out = Json::array();
    for (const SearchStep& step : steps)
        out.push_back({{"term", step.term}, {"count", step.count}, {"listed", step.listed}});
    return out;
}

Json json_of(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    Json out = Json::array();
    for (const auto& [from, to] : pairs)
        out.push_back({{"from", from}, {"to", to}});
    return out;
}

void read_lists(const Json& json, SearchState& state)
{
    for (const Json& s : json.at("open"))
        state.open.push_back({s.at("what"), s.at("field"), s.at("from"), s.at("to"), s.at("expected")});
    for (const Json& s : json.at("searches"))
        state.searches.push_back({s.at("term"), s.at("count"), s.at("listed")});
    for (const Json& t : json.at("translations"))
        state.translations.emplace_back(t.at("from"), t.at("to"));
    json.at("warnings").get_to(state.warnings);
    json.at("missing").get_to(state.missing);
    json.at("no_longer_found").get_to(state.no_longer_found);
    json.at("troubles").get_to(state.troubles);
}

void read_ids(const Json& ids, const Json& records, SearchState& state)
{
    ids.at("listed").get_to(state.listed);
    ids.at("held").get_to(state.held);
    ids.at("asked").get_to(state.asked);
    ids.at("returned").get_to(state.returned);
    ids.at("left_out").get_to(state.left_out);
    records.at("added").get_to(state.added);
    records.at("revised").get_to(state.revised);
    records.at("unchanged").get_to(state.unchanged);
    records.at("broken").get_to(state.broken);
    state.elsewhere = records.value("elsewhere", std::size_t{0});
}

SearchState state_of(const Json& json)
{
    SearchState state;
    json.at("database").get_to(state.database);
    json.at("base").get_to(state.base);
    state.sent = json.value("sent", "");
    state.cursor = json.value("cursor", "");
    json.at("search").get_to(state.frame.search);
    json.at("date").get_to(state.frame.date);
    json.at("since").get_to(state.frame.since);
    json.at("changed_from").get_to(state.frame.changed_from);
    json.at("limit").get_to(state.limit);
    json.at("phase").get_to(state.phase);
    json.at("by_uid").get_to(state.by_uid);
    json.at("count").get_to(state.count);
    json.at("translation").get_to(state.translation);
    json.at("requests").get_to(state.requests);
    json.at("retries").get_to(state.retries);
    json.at("stopped").get_to(state.stopped);
    read_lists(json, state);
    read_ids(json.at("ids"), json.at("records"), state);
    return state;
}

} // namespace

std::string term_sent(const SearchState& state)
{
    return state.sent.empty() ? term_of(state.frame, {"all", "", 0, 0, -1}) : state.sent;
}

Json to_json(const SearchState& state)
{
    const Json ids = {{"listed", state.listed},
                      {"held", state.held},
                      {"asked", state.asked},
                      {"returned", state.returned},
                      {"left_out", state.left_out}};
    const Json records = {{"added", state.added},
                          {"revised", state.revised},
                          {"unchanged", state.unchanged},
                          {"elsewhere", state.elsewhere},
                          {"broken", state.broken}};
    return {{"version", 1},
            {"database", state.database},
            {"base", state.base},
            {"search", state.frame.search},
            {"term", term_sent(state)},
            {"date", state.frame.date},
            {"since", state.frame.since},
            {"changed_from", state.frame.changed_from},
            {"limit", state.limit},
            {"phase", state.phase},
            {"complete", state.complete()},
            {"count", state.count},
            {"translation", state.translation},
            {"translations", json_of(state.translations)},
            {"warnings", state.warnings},
            {"ids", ids},
            {"missing", state.missing},
            {"no_longer_found", state.no_longer_found},
            {"records", records},
            {"searches", json_of(state.searches)},
            {"open", json_of(state.open)},
            {"by_uid", state.by_uid},
            {"sent", state.sent},
            {"cursor", state.cursor},
            {"requests", state.requests},
            {"retries", state.retries},
            {"troubles", state.troubles},
            {"stopped", state.stopped}};
}

std::string to_text(const SearchState& state) { return to_json(state).dump(); }

SearchState search_state_from(std::string_view json)
{
    try {
        return state_of(Json::parse(json));
    } catch (const Json::exception& e) {
        throw Error(format("the store's note on a search run: cannot be read ({}). Check the store with `casebook "
                           "verify`.",
                           e.what()));
    }
}

} // namespace casebook
