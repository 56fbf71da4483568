// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of Europe PMC's search in our own words.
#pragma once

#include <string>
#include <vector>

namespace casebook::testing {

/// One record: source, id and title, and further members as JSON (", \"doi\": …").
inline std::string europepmc_record(const std::string& source, const std::string& id, const std::string& title,
                                    const std::string& more = "")
{
    return R"({"id": ")" + id + R"(", "source": ")" + source + R"(", "title": ")" + title + "\"" + more + "}";
}

inline std::string europepmc_answer(std::size_t count, const std::vector<std::string>& records,
                                    const std::string& next = "")
{
    std::string out = R"({"version": "6.9", "hitCount": )" + std::to_string(count);
    if (!next.empty())
        out += R"(, "nextCursorMark": ")" + next + "\"";
    out += R"(, "request": {"queryString": "hair"}, "resultList": {"result": [)";
    for (std::size_t i = 0; i < records.size(); ++i)
        out += (i == 0 ? "" : ", ") + records[i];
    return out + "]}}";
}

} // namespace casebook::testing
