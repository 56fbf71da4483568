// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/people/bad_rows.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/people/same_patient.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/searching/revised.hpp"
#include "query/stages/stages.hpp"
#include "query/terminal_lines.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json status_json(const Casebook& casebook, const std::vector<AskedAgain>& asked,
                 const std::vector<RevisedRecord>& revised)
{
    const Tally counts = tally(casebook.store);
    Json quarantine = Json::array();
    for (const Quarantined& item : still_bad(casebook.store)) {
        quarantine.push_back({{"id", item.id},
                              {"source", item.origin.name},
                              {"position", item.origin.position},
                              {"line", item.origin.line == 0 ? Json() : Json(item.origin.line)},
                              {"what", item.what},
                              {"at", item.at},
                              {"bytes", item.bytes.size()}});
        if (casebook.request.has("--quarantined"))
            quarantine.back()["text"] = repaired_utf8(item.bytes);
    }
    Json runs = Json::array();
    for (const Run& run : casebook.store.runs())
        runs.push_back({{"id", run.id},
                        {"kind", run.kind},
                        {"started", run.started},
                        {"finished", run.finished},
                        {"status", run.status}});
    const Outdated outdated = outdated_decisions(casebook);
    return {{"version", 1},
            {"title", casebook.protocol.title},
            {"records", counts.records},
            {"included", counts.included},
            {"excluded", counts.excluded},
            {"unclear", counts.unclear},
            {"not_screened", counts.not_screened},
            {"not_extracted", counts.not_extracted},
            {"in_conflict", counts.in_conflict},
            {"by_one", counts.awaiting},
            {"values_in_conflict", open_conflicts(all_value_conflicts(casebook.store))},
            {"added_twice", all_doubtful_patients(casebook.store).size()},
            {"asked_again", asked.size()},
            {"outdated", outdated.all()},
            {"outdated_by_record", outdated.by_record},
            {"look_again", to_json(revised)},
            {"patients", counts.patients},
            {"index", index_state(casebook.request, casebook.store)},
            {"quarantine", quarantine},
            {"runs", runs}};
}

/// A person counts lines, where the file has them.
std::string place_of(const Json& item)
{
    return item["line"].is_null() ? format("byte {}", item["position"].get<std::size_t>())
                                  : format("line {}", item["line"].get<std::size_t>());
}

/// With what to do where a search would miss something.
std::string index_text(const std::string& state, std::size_t records)
{
    if (state == "stale")
        return "stale: `casebook index` brings the search up to date";
    return state == "none" && records > 0 ? "none: run `casebook index`" : state;
}

/// Records that changed after people had judged them.
void print_revised(const std::vector<RevisedRecord>& revised, const Console& console)
{
    constexpr std::size_t most = 20;
    if (!revised.empty())
        console.out << "  revised since people judged them: `show ID`, then `decide` again, be it the same\n";
    for (const RevisedRecord& record : std::span(revised).first(std::min(most, revised.size())))
        console.out << "    " << revised_text(record) << "\n";
    if (revised.size() > most)
        console.out << format("    … and {} more (--format json names them all)\n", revised.size() - most);
}

void print_status(const Json& status, const std::vector<AskedAgain>& asked, const std::vector<RevisedRecord>& revised,
                  const Console& console)
{
    const auto number = [&](const char* key) { return status[key].get<std::size_t>(); };
    console.out << format(
        "{}\n  records   {}: {} included, {} excluded, {} unclear{}\n", status["title"].get<std::string>(),
        number("records"), number("included"), number("excluded"), number("unclear"),
        number("not_screened") == 0 ? ""
                                    : format(" ({} not screened yet: run `casebook screen`)", number("not_screened")));
    if (number("records") == 0)
        console.out
            << "            none yet: `casebook update` searches, `casebook import FILE…` takes what you have\n";
    if (number("in_conflict") > 0)
        console.out << "            " << conflict_text(number("in_conflict")) << "\n";
    if (number("by_one") > 0)
        console.out << "            " << awaiting_text(number("by_one")) << "\n";
    if (number("values_in_conflict") > 0)
        console.out << format("            {} on which two people differ: `casebook agreement`, then `correct` or "
                              "`appraise … --adjudicate`\n",
                              counted(number("values_in_conflict"), "value"));
    if (number("added_twice") > 0)
        console.out << format("            {} added by two people counted as one: `casebook agreement` asks whether it "
                              "is one or two\n",
                              counted(number("added_twice"), "patient"));
    if (!asked.empty())
        console.out << "            " << asked_again_text(asked) << "\n";
    if (const std::size_t outdated = number("outdated"), by_record = number("outdated_by_record"); outdated > 0)
        console.out << "            " << outdated_text({outdated - by_record, by_record}) << "\n";
    console.out << format("  patients  {}\n", number("patients"));
    if (number("not_extracted") > 0)
        console.out << "            " << not_extracted_text(number("not_extracted")) << "\n";
    console.out << format("  index     {}\n", index_text(status["index"].get<std::string>(), number("records")));
    print_revised(revised, console);
    if (!status["quarantine"].empty()) {
        console.out << "  could not be read; `casebook status --quarantined` shows it as it is:\n";
        constexpr std::size_t most = 20; // a broken file may have thousands
        std::size_t shown = 0;
        for (const Json& item : status["quarantine"])
            if (shown++ < most)
                console.out << format("    {} {}: {} ({} bytes)\n", item["source"].get<std::string>(), place_of(item),
                                      item["what"].get<std::string>(), item["bytes"].get<std::size_t>());
        if (shown > most)
            console.out << format("    … and {} more\n", shown - most);
    }
    if (!status["runs"].empty()) {
        const Json& last = status["runs"].back();
        console.out << format("  last run  {} {}, {}\n", last["kind"].get<std::string>(),
                              last["started"].get<std::string>(), last["status"].get<std::string>());
    }
}

/// What could not be read, as it is.
void print_bad(const Store& store, const Console& console)
{
    for (const Quarantined& item : still_bad(store))
        console.out << format("{}, {}: {}\n{}\n\n", item.origin.name,
                              item.origin.line == 0 ? format("byte {}", item.origin.position)
                                                    : format("line {}", item.origin.line),
                              item.what, trim(repaired_utf8(item.bytes)));
}

void print_fields(const Console& console)
{
    console.out << "Fields of a case (columns, `correct`):\n";
    for (const Field& field : fields())
        console.out << format("  {:<20} {}\n", field.id, field.help);
    console.out << "\nFields of a query (field:value, numbers field:from..to):\n";
    for (const QueryField& field : query_fields())
        console.out << format("  {:<20} {}\n", field.name, field.help);
}

} // namespace

int run_status(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    if (request.has("--quarantined") && format_of(request) == Format::text) {
        print_bad(casebook.store, console);
        return 0;
    }
    const std::vector<AskedAgain> asked = all_asked_again(casebook.store);
    const std::vector<RevisedRecord> revised = revised_since_judged(casebook.store);
    const Json status = status_json(casebook, asked, revised);
    if (format_of(request) == Format::text)
        print_status(status, asked, revised, TerminalLines(console).console());
    else
        console.out << status.dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    return 0;
}

int run_fields(const Request& request, const Console& console)
{
    Json rows = Json::array();
    for (const Field& field : fields())
        rows.push_back({{"id", field.id}, {"label", field.label}, {"help", field.help}, {"facet", field.facet}});
    switch (format_of(request)) {
    case Format::text: print_fields(console); break;
    case Format::json: console.out << rows.dump(1) << "\n"; break;
    case Format::jsonl:
        for (const Json& row : rows)
            console.out << row.dump() << "\n";
    }
    return 0;
}

} // namespace casebook
