// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// One version with what it changed and what was decided under it.
struct VersionRow
{
    std::string at;
    std::vector<PartChange> changes; ///< against the version before it
    std::size_t by_rules_made = 0;
    std::size_t by_people_made = 0;
};

std::vector<VersionRow> rows_of(const Store& store)
{
    const std::vector<ProtocolVersion> versions = store.protocol_versions();
    std::vector<VersionRow> out;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        out.push_back({versions[i].at, {}, 0, 0});
        const Parsed<Protocol> now = parse_protocol(versions[i].text);
        const Parsed<Protocol> before = parse_protocol(versions[i == 0 ? 0 : i - 1].text);
        if (now && before)
            out.back().changes = differences(*before, *now);
    }
    for (const std::string& id : store.article_ids())
        for (const Decision& decision : store.decisions(id)) {
            VersionRow* under = out.empty() ? nullptr : &out.front();
            for (VersionRow& row : out)
                under = row.at <= decision.at ? &row : under;
            if (under != nullptr)
                ++(decision.by == by_rules ? under->by_rules_made : under->by_people_made);
        }
    return out;
}

/// What the file says otherwise than the newest version, under which nothing was done yet.
std::vector<PartChange> not_yet_used(const Casebook& casebook)
{
    const std::vector<ProtocolVersion> versions = casebook.store.protocol_versions();
    if (versions.empty())
        return {};
    const Parsed<Protocol> newest = parse_protocol(versions.back().text);
    return newest ? differences(*newest, casebook.protocol) : std::vector<PartChange>{};
}

void print(const Casebook& casebook, const std::vector<VersionRow>& rows, const std::vector<AskedAgain>& asked,
           const Console& console)
{
    console.out << casebook.protocol.title << "\n";
    if (rows.empty())
        console.out << "  nothing was screened or decided under it yet\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        console.out << format("  version {}  from {}  decisions: {} by the rules, {} by people\n{}", i + 1, rows[i].at,
                              rows[i].by_rules_made, rows[i].by_people_made,
                              i == 0 ? "" : "    " + changes_text(rows[i].changes) + "\n");
    if (const auto changes = not_yet_used(casebook); !changes.empty())
        console.out << format("  changed since, and not screened under it yet: {}\n", changes_text(changes));
    if (!asked.empty())
        console.out << "  " << asked_again_text(asked) << "\n";
}

} // namespace

int run_protocol(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    const std::vector<VersionRow> rows = rows_of(casebook.store);
    const std::vector<AskedAgain> asked = all_asked_again(casebook.store);
    if (format_of(request) == Format::text) {
        print(casebook, rows, asked, console);
        return 0;
    }
    Json versions = Json::array();
    for (const VersionRow& row : rows)
        versions.push_back({{"number", versions.size() + 1},
                            {"at", row.at},
                            {"changes", to_json(row.changes)},
                            {"by_rules", row.by_rules_made},
                            {"by_people", row.by_people_made}});
    console.out << Json{{"version", 1},
                        {"title", casebook.protocol.title},
                        {"versions", versions},
                        {"not_yet_used", to_json(not_yet_used(casebook))},
                        {"asked_again", to_json(asked, casebook.protocol.reviewers)}}
                       .dump(format_of(request) == Format::json ? 1 : -1)
                << "\n";
    return 0;
}

} // namespace casebook
