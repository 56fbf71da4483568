// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/people/correcting.hpp"
#include "query/people/files_of_many.hpp"
#include "query/people/same_patient.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string shown(const std::string& text) { return text.empty() ? "not reported" : text; }

} // namespace

int run_correct(const Request& request, const Console& console)
{
    if (request.has("--from") && request.has("CASE"))
        throw UsageError("--from FILE says it all, a row each; only --by and --dry-run go with it.");
    if (request.has("--from"))
        return run_correct_many(request, console);
    const bool withdrawn = request.has("--withdraw");
    const bool adjudicated = request.has("--adjudicate");
    if (!request.has("CASE") || !request.has("FIELD") || request.has("VALUE") == withdrawn)
        throw UsageError("expected CASE, FIELD and VALUE, or CASE, FIELD and --withdraw, or --from FILE.");
    if (withdrawn && adjudicated)
        throw UsageError("--adjudicate goes with a value; --withdraw takes your last word back, that too.");
    if (request.text("FIELD") == same_as_field)
        return run_same_as(request, console);
    const Field& field = known_field(request.text("FIELD"));
    const std::string who = speaker(request);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    if (!adjudicated)
        look_alone(casebook, who, request.text("CASE"));
    const CaseName name = find_case(casebook.store, request.text("CASE"));
    if (withdrawn && name.number == 0)
        throw UsageError("#new adds a case; name the one whose correction is taken back (1001 …).");
    LikelyNames(casebook.store, console).look_at(who);
    const Correcting done = correct_field(
        casebook, name, field,
        {withdrawn ? "" : words_of(request, "VALUE"), who, "", words_of(request, "--note"), withdrawn, adjudicated});
    transaction.commit();
    const std::string id = case_id(done.name.article, done.name.number);
    console.err << done.warning;
    if (format_of(request) == Format::text)
        console.out << format("{}{} {}: {} → {} {} {}{}; the machine read {}\n", id, done.is_new ? " added," : "",
                              field.label, shown(done.before), shown(done.now), withdrawn ? "taken back by" : "by", who,
                              adjudicated ? ", which settles it" : "", done.machine.empty() ? "nothing" : done.machine);
    else
        console.out << Json{{"version", 1},
                            {"case", id},
                            {"added", done.is_new},
                            {"field", field.id},
                            {"before", done.before},
                            {"now", done.now},
                            {"machine", done.machine},
                            {"by", who},
                            {"withdrawn", withdrawn},
                            {"adjudicated", adjudicated}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook
