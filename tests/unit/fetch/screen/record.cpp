// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/fetch/screen/record.hpp"

namespace casebook::testing {

namespace {

const Protocol& names() { return protocol_for("cyclosporine", "alopecia"); }

Article article(const Record& record)
{
    Article out = article_of(record.title, record.abstract);
    out.languages = record.languages;
    for (const std::string& type : record.types)
        out.publication_types.push_back({"", type});
    for (const std::string& name : record.mesh) {
        MeshHeading heading;
        heading.name = name;
        out.mesh.push_back(heading);
    }
    return out;
}

} // namespace

std::string judged(Ground (*criterion)(const Screened&), const Record& record)
{
    const Article made = article(record);
    const Reading reading = read(names(), made);
    const RoleAssessment role = assess_role(made, reading);
    return criterion({made, names(), reading, role}).verdict;
}

Decision decided(const Record& record, const Protocol& protocol)
{
    const Article made = article(record);
    const Reading reading = read(names(), made);
    const RoleAssessment role = assess_role(made, reading);
    return screen({made, protocol, reading, role});
}

std::string screened(const Record& record, const Protocol& protocol)
{
    const Decision decision = decided(record, protocol);
    return decision.verdict == Verdict::exclude ? decision.reason : std::string(name_of(decision.verdict));
}

Protocol every_reason()
{
    Protocol protocol = names();
    protocol.exclude.clear();
    for (const Reason& reason : reasons)
        protocol.exclude.emplace_back(reason.id);
    return protocol;
}

} // namespace casebook::testing
