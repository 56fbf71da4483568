// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/protocol.hpp"
#include "corpus/text.hpp"
#include "fetch/source/http_curl.hpp"
#include "fetch/source/openfda.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view openfda_limits =
    "openFDA holds the latest version of each report: deleted cases and one patient under two case numbers are still "
    "in. Any role counts, the drug and the event of a report need not belong together, primary and secondary suspects "
    "are one, and names without an American brand are found only as they were reported. It lags FDA's files by a "
    "quarter or more.";

std::vector<std::string> words_of(const std::string& list, const std::vector<std::string>& otherwise)
{
    std::vector<std::string> out;
    for (const std::string& word : split(list, ','))
        if (!trim(word).empty())
            out.emplace_back(trim(word));
    return out.empty() ? otherwise : out;
}

std::string compact(std::string date)
{
    std::erase(date, '-');
    return date;
}

OpenFdaQuestion question_asked(const Request& request, const Protocol& protocol)
{
    OpenFdaQuestion out;
    std::vector<std::string> drugs = protocol.drug.faers;
    for (const auto& more : {protocol.drug.synonyms, protocol.drug.brands})
        drugs.insert(drugs.end(), more.begin(), more.end());
    out.drugs = words_of(request.text("DRUG"), drugs);
    out.events = words_of(request.text("EVENT"), protocol.event.faers);
    for (std::string& event : out.events) // as the field's exact form is: capitals
        event = upper_ascii(event);
    out.from = compact(request.text("--from", protocol.faers.from));
    out.to = compact(request.text("--to", protocol.faers.to));
    for (std::string* date : {&out.from, &out.to})
        if (*date == "any")
            date->clear();
        else if (!date->empty() && (date->size() != 8 || !std::ranges::all_of(*date, is_digit)))
            throw UsageError(format("{}: openFDA takes whole days, as 2004-01-31, or any.", *date));
    return out;
}

Json number_json(const OpenFdaQuestion& question, std::int64_t n, bool drug, bool event)
{
    return {{"n", n}, {"search", openfda_search(question, drug, event)}, {"limits", openfda_limits}};
}

} // namespace

int run_faers_openfda(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Protocol protocol = open_protocol(request.protocol());
    const OpenFdaQuestion question = question_asked(request, protocol);
    CurlHttp http;
    const OpenFdaCounts counts = count_openfda(http, system_clock(), openfda_base(), question);
    const std::int64_t b = std::max<std::int64_t>(0, counts.drug - counts.both);
    const std::int64_t c = std::max<std::int64_t>(0, counts.event - counts.both);
    const TwoByTwo table{counts.both, b, c, std::max<std::int64_t>(0, counts.all - counts.both - b - c)};
    if (form != Format::text) {
        Json out = {{"version", 1},
                    {"source", "openFDA drug/event"},
                    {"last_updated", counts.last_updated},
                    {"drug", join(question.drugs, ", ")},
                    {"event", join(question.events, ", ")},
                    {"both", number_json(question, counts.both, true, true)},
                    {"with_drug", number_json(question, counts.drug, true, false)},
                    {"with_event", number_json(question, counts.event, false, true)},
                    {"all", number_json(question, counts.all, false, false)}};
        out.update(table_json(table));
        out.update(measures_json(measure(table)));
        print_json(out, request, console);
        return 0;
    }
    console.out << format("openFDA drug/event, data of {}\n  drug    {}\n  event   {}\n", counts.last_updated,
                          join(question.drugs, ", "), join(question.events, ", "));
    const auto line = [&](std::int64_t n, std::string_view what) {
        console.out << format("  {:>10}  {} (any role; latest versions, deleted cases and duplicates in)\n", n, what);
    };
    line(counts.both, "reports with drug and event");
    line(counts.drug, "with the drug");
    line(counts.event, "with the event");
    line(counts.all, "in all");
    console.out << format("  ROR {}\n\n{}\nReports are not patients: no rate follows from these numbers.\n",
                          estimate_text(measure(table).ror), openfda_limits);
    return 0;
}

} // namespace casebook
