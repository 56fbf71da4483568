// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/people/correcting.hpp"
#include "query/people/files_of_many.hpp"

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
    if (!request.has("CASE") || !request.has("FIELD") || !request.has("VALUE"))
        throw UsageError("expected CASE, FIELD and VALUE, or --from FILE.");
    const Field& field = known_field(request.text("FIELD"));
    const std::string who = speaker(request);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    const CaseName name = find_case(casebook.store, request.text("CASE"));
    const Correcting done =
        correct_field(casebook, name, field, {words_of(request, "VALUE"), who, "", words_of(request, "--note")});
    transaction.commit();
    const std::string id = case_id(done.name.article, done.name.number);
    console.err << done.warning;
    if (format_of(request) == Format::text)
        console.out << format("{}{} {}: {} → {} by {}; the machine read {}\n", id, done.is_new ? " added," : "",
                              field.label, shown(done.before), shown(done.now), who,
                              done.machine.empty() ? "nothing" : done.machine);
    else
        console.out << Json{{"version", 1},          {"case", id},      {"added", done.is_new},    {"field", field.id},
                            {"before", done.before}, {"now", done.now}, {"machine", done.machine}, {"by", who}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook
