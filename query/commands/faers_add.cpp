// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/protocol.hpp"
#include "corpus/protocol_faers.hpp"
#include "corpus/store.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/into_quarter.hpp"
#include "query/wording.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// Reads one zip into the store's folder, unless that was done before; what to say of it.
Json add_zip(FaersWriter& writer, const std::filesystem::path& zip)
{
    const std::string sha256 = sha256_of_file(zip);
    if (const HeldQuarter* held = writer.recall(sha256))
        return {{"file", zip.string()},
                {"quarter", to_text(held->quarter)},
                {"sha256", sha256},
                {"state", writer.held_before(sha256) ? "unchanged" : "resumed"}};
    QuarterBuilder quarter;
    FaersQuarterRead read = read_faers_zip(zip, sink_into(quarter));
    FaersLineCounts all;
    for (const FaersLineCounts& member : read.members) {
        all.lines += member.lines;
        all.repaired += member.repaired;
        all.quarantined += member.quarantined;
        all.blank += member.blank;
    }
    const auto put =
        writer.put(quarter, {read.quarter, zip.filename().string(), sha256, std::move(read.members), utc_now()});
    return {{"file", zip.string()},
            {"quarter", to_text(read.quarter)},
            {"sha256", sha256},
            {"state", put.former_sha256.empty() ? "added" : "replaced"},
            {"reports", put.join.reports},
            {"drugs", put.join.drugs},
            {"reactions", put.join.reactions},
            {"deleted_cases", put.join.deleted_cases},
            {"lines", all.lines},
            {"repaired", all.repaired},
            {"quarantined", all.quarantined},
            {"blank", all.blank},
            {"orphans", put.join.orphans}};
}

void print(const Json& file, const Console& console)
{
    const auto number = [&](const char* key) { return file[key].get<std::uint64_t>(); };
    const std::string quarter = file["quarter"];
    if (file["state"] == "unchanged") {
        console.out << format("{}  {}: read before, nothing changed\n", quarter, file["file"].get<std::string>());
        return;
    }
    if (file["state"] == "resumed") { // `faers status` has its numbers
        console.out << format("{}  {}: read before an interruption, added now\n", quarter,
                              file["file"].get<std::string>());
        return;
    }
    console.out << format("{}  {}: {}, {}, {}", quarter, file["file"].get<std::string>(),
                          counted(number("reports"), "report"), counted(number("drugs"), "drug"),
                          counted(number("reactions"), "reaction"));
    if (number("deleted_cases") > 0)
        console.out << format(", {} called deleted", counted(number("deleted_cases"), "case"));
    if (file["state"] == "replaced")
        console.out << ", in place of an earlier publication";
    console.out << "\n";
    if (number("repaired") > 0)
        console.err << format("{}: {} held more than one row; the rows were told apart\n", quarter,
                              counted(number("repaired"), "line"));
    if (number("quarantined") > 0)
        console.err << format("{}: {} could not be read, kept for `casebook faers status --quarantined`\n", quarter,
                              counted(number("quarantined"), "line"));
    if (number("orphans") > 0)
        console.err << format("{}: {} of no report in the quarter, counted nowhere\n", quarter,
                              counted(number("orphans"), "row"));
}

} // namespace

int run_faers_add(const Request& request, const Console& console)
{
    const NameRules names = open_faers_names(request.protocol()); // there is a casebook
    const Format form = format_of(request);
    FaersWriter writer(request.faers());
    writer.set_names(names);
    Json files = Json::array();
    bool failed = false;
    for (const std::string& zip : request.all("ZIP")) {
        try {
            files.push_back(add_zip(writer, zip));
            if (form == Format::text)
                print(files.back(), console);
        } catch (const Error& e) {
            failed = true;
            files.push_back({{"file", zip}, {"state", "refused"}, {"error", e.what()}});
            console.err << e.what() << "\n";
        }
        console.out.flush();
    }
    const bool changed = writer.commit();
    if (changed && std::filesystem::exists(request.index()))
        console.err << "The search index carries the counts of before: `casebook index` brings it up to date.\n";
    if (form == Format::json)
        console.out << Json{{"version", 1}, {"changed", changed}, {"files", files}}.dump(1) << "\n";
    if (form == Format::jsonl)
        for (const Json& file : files)
            console.out << file.dump() << "\n";
    return failed ? 1 : 0;
}

} // namespace casebook
