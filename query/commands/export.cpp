// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/evidence/evidence_table.hpp"
#include "query/record_json.hpp"
#include "query/tables/exporters.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

int run_export_table(const Request& request, const Console& console)
{
    export_table(request, console, evidence_table(open_casebook(request)));
    return 0;
}

int run_export_cases(const Request& request, const Console& console)
{
    export_table(request, console, case_table(open_casebook(request)));
    return 0;
}

int run_export_decisions(const Request& request, const Console& console)
{
    export_table(request, console, decision_table(open_casebook(request)));
    return 0;
}

int run_export_review(const Request& request, const Console& console)
{
    if (const std::string word = request.text("--format", "jsonl"); word != "jsonl")
        throw UsageError(format("--format {}: a review is exported as jsonl; see also `export cases`.", word));
    const Casebook casebook = open_casebook(request);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    deliver(request, console, [&](std::ostream& out) {
        for (const std::string& id : casebook.store.article_ids()) {
            nlohmann::ordered_json line = review_json(casebook, id);
            if (const auto found = merged.find(id); found != merged.end())
                line["duplicate_of"] = found->second;
            out << line.dump() << "\n";
        }
    });
    return 0;
}

} // namespace casebook
