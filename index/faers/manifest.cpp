// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/manifest.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

FaersQuarter quarter(const Json& text)
{
    const Parsed<FaersQuarter> out = parse_faers_quarter(text.get<std::string>());
    if (!out)
        throw Error(out.error().what);
    return *out;
}

Json lines(const FaersLineCounts& counts)
{
    return {{"member", counts.member},
            {"lines", counts.lines},
            {"parsed", counts.parsed},
            {"repaired", counts.repaired},
            {"quarantined", counts.quarantined},
            {"blank", counts.blank},
            {"rows", counts.rows}};
}

FaersLineCounts lines_from(const Json& json)
{
    return {json.at("member"),      json.at("lines"), json.at("parsed"), json.at("repaired"),
            json.at("quarantined"), json.at("blank"), json.at("rows")};
}

} // namespace

std::string to_json(const QuarterFacts& facts)
{
    Json members = Json::array();
    for (const FaersLineCounts& counts : facts.members)
        members.push_back(lines(counts));
    return Json{{"quarter", to_text(facts.quarter)},
                {"zip", facts.zip},
                {"sha256", facts.sha256},
                {"members", members},
                {"read", facts.read}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

QuarterFacts quarter_facts_from_json(std::string_view text)
{
    const Json json = Json::parse(text);
    QuarterFacts out{quarter(json.at("quarter")), json.at("zip"), json.at("sha256"), {}, json.value("read", "")};
    for (const Json& member : json.at("members"))
        out.members.push_back(lines_from(member));
    return out;
}

std::string to_json(const FaersManifest& manifest)
{
    Json quarters = Json::array();
    for (const HeldQuarter& held : manifest.quarters)
        quarters.push_back(
            {{"quarter", to_text(held.quarter)}, {"zip", held.zip}, {"sha256", held.sha256}, {"file", held.file}});
    return Json{{"version", 1}, {"counting", manifest.counting}, {"names", manifest.names}, {"quarters", quarters}}
               .dump(1, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

FaersManifest manifest_from_json(std::string_view text, const std::string& where)
{
    try {
        const Json json = Json::parse(text);
        FaersManifest out{json.at("counting"), {}, json.value("names", NameRules())};
        for (const Json& held : json.at("quarters"))
            out.quarters.push_back({quarter(held.at("quarter")), held.at("zip"), held.at("sha256"), held.at("file")});
        return out;
    } catch (const std::exception&) {
        throw Error(
            format("{}: it is cut short, or no program of ours wrote it. Delete the folder and add the quarterly "
                   "zips again.",
                   where));
    }
}

} // namespace casebook
