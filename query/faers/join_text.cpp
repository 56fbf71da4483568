// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/faers/join.hpp"
#include "query/faers/pair.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string name_of_report(const Json& report)
{
    return format("{} (case {}, {})", report["report"].get<std::uint64_t>(), report["case"].get<std::uint64_t>(),
                  report["quarter"].get<std::string>());
}

void print_case(const Json& c, const Console& console, bool with_counts)
{
    if (with_counts || !c["candidates"].empty())
        console.out << format("  case {}{}\n", c["id"].get<std::string>(),
                              with_counts ? ": " + reports_text(case_reports_from(c)) : "");
    for (const Json& candidate : c["candidates"])
        console.out << format("    may be report {}: {} points, {}\n", name_of_report(candidate),
                              candidate["points"].get<int>(),
                              join(candidate["reasons"].get<std::vector<std::string>>(), "; "));
}

} // namespace

void print_join_of_article(const Json& found, const Console& console, bool with_counts)
{
    if (found.is_null()) {
        console.out << "\nFAERS: not looked up yet; run `casebook faers articles`\n";
        return;
    }
    console.out << "\nFAERS\n";
    if (found["reports"].empty())
        console.out << "  no report cites this article\n";
    else
        console.out << format("  already in FAERS as {}\n", counted(found["reports"].size(), "report"));
    for (const Json& report : found["reports"])
        console.out << format(
            "    {}{}, sent by {}{}: {}\n", name_of_report(report),
            report["pair"].get<bool>() ? "" : ", of another drug or event", report["sender"].get<std::string>(),
            report["uncertain"].get<bool>() ? ", TO BE CHECKED BY HAND" : "", report["lit_ref"].get<std::string>());
    for (const Json& c : found["cases"])
        print_case(c, console, with_counts);
}

} // namespace casebook
