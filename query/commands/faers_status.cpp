// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/protocol.hpp"
#include "corpus/protocol_faers.hpp"
#include "corpus/text.hpp"
#include "index/faers/store.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json bad_json(const std::vector<FaersBadLine>& lines)
{
    Json out = Json::array();
    for (const FaersBadLine& line : lines)
        out.push_back(
            {{"member", line.member}, {"line", line.line}, {"what", line.what}, {"bytes", repaired_utf8(line.bytes)}});
    return out;
}

Json quarter_json(const QuarterFile& quarter)
{
    const QuarterFacts facts = quarter_facts(quarter);
    const QuarterJoin join = quarter_join(quarter);
    Json members = Json::array();
    std::uint64_t repaired = 0;
    std::uint64_t quarantined = 0;
    for (const FaersLineCounts& m : facts.members) {
        members.push_back({{"member", m.member},
                           {"lines", m.lines},
                           {"parsed", m.parsed},
                           {"repaired", m.repaired},
                           {"quarantined", m.quarantined},
                           {"blank", m.blank},
                           {"rows", m.rows}});
        repaired += m.repaired;
        quarantined += m.quarantined;
    }
    return {{"quarter", to_text(facts.quarter)},
            {"zip", facts.zip},
            {"sha256", facts.sha256},
            {"read", or_null(facts.read)},
            {"reports", join.reports},
            {"drugs", join.drugs},
            {"reactions", join.reactions},
            {"repaired", repaired},
            {"quarantined", quarantined},
            {"orphans", join.orphans},
            {"without_case", join.without_case},
            {"without_primary_suspect", join.without_primary_suspect},
            {"deleted_cases", join.deleted_cases},
            {"members", members},
            {"quarantine", bad_json(bad_lines(quarter))}};
}

Json dedup_json(const DedupFacts& facts)
{
    return {{"rows", facts.rows},
            {"older_isr", facts.older_isr},
            {"older_version", facts.older_version},
            {"bridged", facts.bridged},
            {"latest", facts.kept + facts.deleted},
            {"deleted", facts.deleted},
            {"latest-minus-deleted", facts.kept},
            {"six_field_repeats", facts.repeats},
            {"wang2024", facts.rows - facts.repeats}};
}

Json status_json(const FaersStore& store)
{
    Json quarters = Json::array();
    for (std::size_t i = 0; i < store.quarters().size(); ++i)
        quarters.push_back(quarter_json(store.quarter(i)));
    const DrugMapFacts& names = store.counting().mapping;
    return {{"version", 1},
            {"quarters", quarters},
            {"levels", dedup_json(store.counting().dedup)},
            {"names",
             {{"distinct", names.names},
              {"learned", names.learned},
              {"rows", names.rows},
              {"rows_by_prod_ai", names.rows_by_prod_ai},
              {"rows_learned", names.rows_learned},
              {"rows_reviewed", names.rows_reviewed},
              {"rows_by_protocol", names.rows_by_protocol}}},
            {"made_up", store.counting().made_up},
            {"ingredients", store.counting().drugs.size()},
            {"preferred_terms", store.counting().events.size()},
            {"bytes", store.counting().file.bytes()}};
}

void print_quarters(const Json& quarters, const Console& console)
{
    console.out << format("{:<8}{:>9}{:>10}{:>10}{:>9}{:>12}{:>9}{:>9}  {:<12}  {:<10}  {}\n", "quarter", "reports",
                          "drugs", "reactions", "repaired", "quarantined", "orphans", "deleted", "sha256", "read",
                          "zip");
    for (const Json& q : quarters)
        console.out << format(
            "{:<8}{:>9}{:>10}{:>10}{:>9}{:>12}{:>9}{:>9}  {:<12}  {:<10}  {}\n", q["quarter"].get<std::string>(),
            count_at(q, "reports"), count_at(q, "drugs"), count_at(q, "reactions"), count_at(q, "repaired"),
            count_at(q, "quarantined"), count_at(q, "orphans"), count_at(q, "deleted_cases"),
            q["sha256"].get<std::string>().substr(0, 12),
            q["read"].is_null() ? "" : q["read"].get<std::string>().substr(0, 10), q["zip"].get<std::string>());
}

void print_levels(const Json& levels, const Console& console)
{
    const auto some = [&](const char* key, std::string_view noun) {
        return counted(static_cast<std::uint64_t>(count_at(levels, key)), noun);
    };
    console.out << format(
        "\nReports at each level of deduplication\n"
        "  rows                  {:>9}  as published\n"
        "  latest                {:>9}  without {}, {} and {} of cases that go on in FAERS\n"
        "  latest-minus-deleted  {:>9}  without {} that FDA deleted\n"
        "  wang2024              {:>9}  of all rows, without {} of case, sex, age, event date, reactions "
        "and reporter\n",
        count_at(levels, "rows"), count_at(levels, "latest"), some("older_isr", "older legacy report"),
        some("older_version", "older version"), some("bridged", "legacy report"),
        count_at(levels, "latest-minus-deleted"), some("deleted", "case"), count_at(levels, "wang2024"),
        some("six_field_repeats", "repeat"));
}

void print_faers_status(const Json& status, const Console& console)
{
    print_quarters(status["quarters"], console);
    print_levels(status["levels"], console);
    const Json& names = status["names"];
    const std::int64_t rest = count_at(names, "rows") - count_at(names, "rows_by_prod_ai") -
                              count_at(names, "rows_learned") - count_at(names, "rows_reviewed") -
                              count_at(names, "rows_by_protocol");
    console.out << format(
        "\nDrug rows: {} with FDA's ingredient, {} with the ingredient learned from the same name, {} by the reviewed "
        "names, {} by the protocol,\n{} under the name as reported\n{} ingredients, {} preferred terms\n",
        count_at(names, "rows_by_prod_ai"), count_at(names, "rows_learned"), count_at(names, "rows_reviewed"),
        count_at(names, "rows_by_protocol"), rest, count_at(status, "ingredients"),
        count_at(status, "preferred_terms"));
    if (count_at(status, "made_up") > 0)
        console.out << format("{} of the {} reports are made up: samples of Casebook, not FDA's.\n",
                              count_at(status, "made_up"), count_at(status["levels"], "rows"));
}

void print_quarantine(const Json& quarters, const Console& console)
{
    for (const Json& quarter : quarters)
        for (const Json& line : quarter["quarantine"])
            console.out << format("{}({}):{}: {}\n  {}\n", quarter["zip"].get<std::string>(),
                                  line["member"].get<std::string>(), count_at(line, "line"),
                                  line["what"].get<std::string>(), line["bytes"].get<std::string>());
}

Json empty_status() { return {{"version", 1}, {"quarters", Json::array()}}; }

} // namespace

int run_faers_status(const Request& request, const Console& console)
{
    const NameRules names = open_faers_names(request.protocol()); // there is a casebook
    const bool held = FaersStore::exists(request.faers());
    const Json status = held ? status_json(open_faers(request, names, console)) : empty_status();
    if (format_of(request) != Format::text)
        console.out << status.dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    else if (!held)
        console.out << "No FAERS quarters are held. Add some with `casebook faers add ZIP…`.\n";
    else if (request.has("--quarantined"))
        print_quarantine(status["quarters"], console);
    else
        print_faers_status(status, console);
    return 0;
}

} // namespace casebook
