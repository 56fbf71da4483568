// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/summary.hpp"

#include "corpus/fields.hpp"
#include "corpus/text.hpp"

#include <vector>

namespace casebook {

std::string summary_of(const Case& c)
{
    const auto text = [&](std::string_view id) { return field_text(*find_field(id), c); };
    std::vector<std::string> person;
    if (c.patient.sex)
        person.push_back(text("sex"));
    if (c.patient.age_years)
        person.push_back(text("age_years") + " y");
    const std::string role = text("role");
    std::string story = text("drug") + (role.empty() ? "" : " (" + role + ")") + " → " +
                        (c.reaction.term.empty() ? text("event") : c.reaction.term);
    if (!c.latencies.empty())
        story +=
            " after " + text("latency") + (text("latency_anchor").empty() ? "" : " from " + text("latency_anchor"));
    std::vector<std::string> parts;
    if (!person.empty())
        parts.push_back(join(person, ", "));
    parts.push_back(story);
    if (c.dechallenge)
        parts.push_back("dechallenge " + text("dechallenge"));
    if (c.rechallenge)
        parts.push_back("rechallenge " + text("rechallenge"));
    if (c.reaction.outcome)
        parts.push_back(text("outcome"));
    return join(parts, "; ");
}

} // namespace casebook
