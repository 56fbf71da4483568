// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/people.hpp"
#include "query/people/bad_rows.hpp"
#include "query/searching/revised.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> channels = {"database", "citation", "website", "organisation", "other"};

Json to_json(const ImportReport& report)
{
    Json broken = Json::array();
    for (const Quarantined& item : report.broken)
        broken.push_back({{"position", item.origin.position}, {"what", item.what}});
    Json out = {{"file", report.source}, {"kind", report.kind},       {"records", report.records},
                {"added", report.added}, {"revised", report.revised}, {"unchanged", report.unchanged},
                {"older", report.older}, {"deleted", report.deleted}, {"full_texts", report.full_texts},
                {"broken", broken}};
    if (report.own > 0)
        out["own"] = report.own;
    const DecisionsRead& read = report.decisions;
    if (read.added + read.known + read.not_held > 0)
        out["decisions"] = {{"added", read.added},       {"known", read.known},
                            {"against", read.against},   {"from_future", read.from_future},
                            {"not_held", read.not_held}, {"by", read.by}};
    if (read.not_held > 0)
        out["decisions"]["not_held_titles"] = read.not_held_titles;
    if (!report.trouble.empty())
        out["error"] = repaired_utf8(report.trouble);
    return out;
}

void print_decisions(const DecisionsRead& read, const Console& console)
{
    if (read.added + read.known + read.not_held == 0)
        return;
    std::vector<std::string> people;
    for (const auto& [who, number] : read.by)
        people.push_back(format("{} by {}", number, who));
    console.out << format("  decisions in it: {} new{}, {} known already\n", read.added,
                          people.empty() ? "" : " (" + join(people, ", ") + ")", read.known);
    if (read.against > 0)
        console.out << format("  {} of them against what a person had decided here: the newest counts (`casebook "
                              "queue`, `show`)\n",
                              read.against);
    if (read.from_future > 0)
        console.out << format("  {} dated later than now: taken as said now\n", counted(read.from_future, "decision"));
    if (read.not_held > 0)
        console.out << format("  {} with a decision not held here: left out\n", counted(read.not_held, "record"));
    for (const std::string& title : read.not_held_titles)
        console.out << format("    {}\n", title);
    if (read.not_held > read.not_held_titles.size())
        console.out << format("    … and {} more\n", read.not_held - read.not_held_titles.size());
}

void print_counts(const ImportReport& report, bool decisions_only, const Console& console)
{
    if (decisions_only) {
        console.out << format("{}: {} looked at for decisions\n", report.source, counted(report.records, "record"));
        return print_decisions(report.decisions, console);
    }
    console.out << format("{}: {} record{}: {} new, {} revised, {} unchanged", report.source, report.records,
                          report.records == 1 ? "" : "s", report.added, report.revised, report.unchanged);
    if (report.older > 0)
        console.out << format(", {} older than what is held", report.older);
    if (report.deleted > 0)
        console.out << format(", {} deleted by NLM", report.deleted);
    if (report.kind == "JATS")
        console.out << format("; {} full text{} added", report.full_texts, report.full_texts == 1 ? "" : "s");
    console.out << "\n";
    print_decisions(report.decisions, console);
}

/// What went wrong is said on stderr whatever the form of the data.
void print_troubles(const ImportReport& report, const Console& console)
{
    for (const Quarantined& item : report.broken)
        console.err << format(
            "{}: byte {}: {}. The record is kept for inspection (`casebook status`); the rest went in.\n",
            report.source, item.origin.position, item.what);
    if (!report.trouble.empty())
        console.err << report.trouble << " What was read of it went in.\n";
}

/// The file was read to its end: these words of people in it could not be taken, and no others.
void note_bad_words(Store& store, const ImportReport& report)
{
    const DecisionsRead& read = report.decisions;
    const bool has_words =
        read.added + read.known + read.not_held > 0 ||
        std::ranges::any_of(report.broken, [](const Quarantined& broken) { return broken.origin.channel.empty(); });
    if (!has_words || !report.trouble.empty())
        return;
    BadRows now;
    for (const Quarantined& item : store.quarantined())
        if (item.origin.channel.empty() && item.origin.name == report.source &&
            std::ranges::any_of(report.broken, [&](const Quarantined& broken) {
                return broken.origin.position == item.origin.position && broken.what == item.what;
            }))
            now.emplace(item.bytes, item.what);
    keep_bad_rows(store, report.source, now);
}

/// Records of this run that look like others that are held: which are one article is for a person to say.
std::size_t doubles_of(const Store& store, std::int64_t run)
{
    std::size_t records = 0;
    const std::vector<ProposedGroup> proposed = find_duplicates(store).proposed;
    for (const ProposedGroup& group : proposed)
        for (const std::string& id : group.records)
            records += store.article_info(id)->added_run == run ? 1U : 0U;
    return records;
}

void tell_doubles(const Store& store, std::int64_t run, const Console& console)
{
    if (const std::size_t doubles = doubles_of(store, run); doubles > 0)
        console.err << format("{} of the new records {} like one of the same article: `casebook duplicates` shows "
                              "them; until they are merged each counts as an article of its own.\n",
                              doubles, doubles == 1 ? "looks" : "look");
}

/// What is told when all files were read: in words what there is to do, for programs all of it.
void print_end(const Store& store, std::int64_t run, const Json& files, std::size_t to_screen, Format form,
               std::ostream& out)
{
    const std::vector<RevisedRecord> revised = revised_in(store, run);
    if (form == Format::text)
        for (const RevisedRecord& record : revised)
            out << "  " << revised_text(record) << "\n";
    if (form == Format::text && to_screen > 0)
        out << "Next: `casebook screen`, then `extract` and `index`.\n";
    if (form == Format::json)
        out << Json{{"version", 1}, {"run", run}, {"files", files}, {"look_again", to_json(revised)}}.dump(1) << "\n";
    if (form == Format::jsonl)
        for (const Json& file : files)
            out << file.dump() << "\n";
}

/// `--by`: whose the decisions without a name are.
std::string who_decided(const Request& request) { return request.has("--by") ? speaker(request) : ""; }

} // namespace

int run_import(const Request& request, const Console& console)
{
    const std::string channel = request.text("--channel", "database");
    if (std::ranges::find(channels, channel) == channels.end())
        throw UsageError(format("--channel {}: expected database, citation, website, organisation or other.", channel));
    const Format form = format_of(request);
    Casebook casebook = open_or_make_casebook(request);
    const bool decisions_only = request.has("--decisions"); // a bad row of people's words came on no channel
    const ImportContext context{casebook.store,
                                casebook.store.start_run("import", "{}"),
                                decisions_only ? "" : channel,
                                request.text("--database"),
                                who_decided(request),
                                decisions_only};
    Json files = Json::array();
    BrokenRecords read_whole;
    std::size_t to_screen = 0;
    bool failed = false;
    for (const std::string& file : request.all("FILE")) {
        try {
            const ImportReport report = import_file(context, file);
            note_bad_words(casebook.store, report);
            failed |= !report.broken.empty() || !report.trouble.empty();
            if (report.trouble.empty())
                read_whole[report.source] = report.broken;
            files.push_back(to_json(report));
            to_screen += report.added + report.revised + report.full_texts;
            if (form == Format::text)
                print_counts(report, context.decisions_only, console);
            print_troubles(report, console);
        } catch (const Error& e) {
            failed = true;
            files.push_back({{"file", repaired_utf8(file)}, {"error", repaired_utf8(e.what())}});
            console.err << e.what() << "\n";
        }
    }
    keep_broken_records(casebook.store, read_whole);
    tell_doubles(casebook.store, context.run, console);
    print_end(casebook.store, context.run, files, to_screen, form, console.out);
    Json details = {{"channel", channel}, {"database", request.text("--database")}, {"files", files}};
    if (decisions_only)
        details["decisions_only"] = true;
    casebook.store.update_run(context.run, failed ? "failed" : "done", details.dump());
    return failed ? 1 : 0;
}

} // namespace casebook
