// SPDX-License-Identifier: GPL-3.0-or-later
// The history of an article as people and programs read it.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "query/json_values.hpp"
#include "query/people.hpp"
#include "query/people/history.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string value_or_none(const std::string& value) { return value.empty() ? "not reported" : value; }

/// "Sex of case 1", "Decision"
std::string subject_of(const Said& said)
{
    const Field* field = find_field(said.what);
    return said.case_number == 0
               ? said.what
               : format("{} of case {}", field == nullptr ? said.what : std::string(field->label), said.case_number);
}

std::string value_text(const Said& said)
{
    if (said.at.empty())
        return said.now + (said.quote.empty() ? "" : " “" + said.quote + "”");
    const bool corrects = said.case_number != 0;
    return (corrects ? value_or_none(said.before) + " → " + value_or_none(said.now) : said.now) +
           (said.note.empty() ? "" : ": " + said.note);
}

void print(const Article& article, const std::vector<Said>& history, const Console& console)
{
    console.out << format("{} ({}): who said what, when\n", article.id, short_reference(article));
    for (const Said& said : history)
        console.out << format("  {:<20}  {:<12}  {:<28}  {}\n", said.at.empty() ? "as read" : said.at, said.by,
                              subject_of(said), value_text(said));
}

Json to_json(const Said& said)
{
    return {{"at", or_null(said.at)}, {"by", said.by},
            {"what", said.what},      {"case", said.case_number == 0 ? Json() : Json(said.case_number)},
            {"before", said.before},  {"now", said.now},
            {"note", said.note},      {"quote", said.quote}};
}

} // namespace

int show_history(const Request& request, const Casebook& casebook, const std::string& article, const Console& console)
{
    const std::string word = request.text("ID");
    const int number = word.find('#') == std::string::npos ? 0 : find_case(casebook.store, word).number;
    const std::vector<Said> history = history_of(casebook.store, article, number);
    Json rows = Json::array();
    for (const Said& said : history)
        rows.push_back(to_json(said));
    switch (format_of(request)) {
    case Format::text: print(*casebook.store.article(article), history, console); break;
    case Format::json: console.out << Json{{"version", 1}, {"id", article}, {"history", rows}}.dump(1) << "\n"; break;
    case Format::jsonl:
        for (const Json& row : rows)
            console.out << row.dump() << "\n";
    }
    return 0;
}

} // namespace casebook
