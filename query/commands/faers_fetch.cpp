// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_fetch.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/protocol.hpp"
#include "corpus/store.hpp"
#include "corpus/text.hpp"
#include "fetch/source/http_curl.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> got_names = {"held", "fetched", "absent", "broken", "failed"};

std::vector<FaersQuarter> quarters_asked(const Request& request)
{
    std::vector<FaersQuarter> out;
    for (const std::string& word : request.all("QUARTER")) {
        const auto quarters = parse_faers_quarters(word, utc_now());
        if (!quarters)
            throw UsageError(format("{}: {}. Write 2004Q1, 2004Q1..2006Q4 or 2004Q1.. .", word, quarters.error().what));
        out.insert(out.end(), quarters->begin(), quarters->end());
    }
    return out;
}

Json to_json(const FaersFetched& fetched)
{
    Json out = {{"quarter", to_text(fetched.quarter)},
                {"state", got_names.at(static_cast<std::size_t>(fetched.got))},
                {"file", fetched.file.string()},
                {"bytes", fetched.bytes}};
    if (!fetched.what.empty())
        out["error"] = fetched.what;
    return out;
}

void print(const FaersFetched& fetched, const Console& console)
{
    const std::string quarter = to_text(fetched.quarter);
    switch (fetched.got) {
    case FaersGot::held: console.out << format("{}  {}: here already\n", quarter, fetched.file.string()); break;
    case FaersGot::fetched:
        console.out << format("{}  {}: {:.1f} MB fetched, whole\n", quarter, fetched.file.string(),
                              static_cast<double>(fetched.bytes) / 1e6);
        break;
    case FaersGot::absent:
        console.err << format("{}: FDA has no such file yet, or no longer: {}.\n", quarter, fetched.what);
        break;
    case FaersGot::broken:
        console.err << format("{}: what came is no quarter and was thrown away: {}\n", quarter, fetched.what);
        break;
    case FaersGot::failed:
        console.err << format("{}: not fetched: {}. What came is kept; run the command again to go on.\n", quarter,
                              fetched.what.empty() ? "the service does not answer" : fetched.what);
        break;
    }
}

bool is_trouble(FaersGot got) { return got == FaersGot::broken || got == FaersGot::failed; }

} // namespace

int run_faers_fetch(const Request& request, const Console& console)
{
    open_protocol(request.protocol()); // there is a casebook
    const Format form = format_of(request);
    const std::vector<FaersQuarter> quarters = quarters_asked(request);
    const std::filesystem::path folder =
        request.has("--to") ? std::filesystem::path(request.text("--to")) : request.faers() / "zips";
    std::filesystem::create_directories(folder);
    const std::vector<FaersAddress> addresses = faers_addresses();
    const Clock clock = system_clock();
    CurlHttp http;
    FaersFetchOptions options;
    options.again = request.has("--again");
    Json all = Json::array();
    bool trouble = false;
    std::size_t whole = 0;
    for (const FaersQuarter quarter : quarters) {
        const FaersFetched fetched = fetch_faers_quarter(http, clock, addresses, quarter, folder, options);
        all.push_back(to_json(fetched));
        if (form == Format::text)
            print(fetched, console);
        console.out.flush();
        trouble = trouble || is_trouble(fetched.got);
        whole += fetched.got == FaersGot::held || fetched.got == FaersGot::fetched ? 1U : 0U;
        if (fetched.got == FaersGot::failed) // the network is gone: the others would fail as well
            break;
    }
    if (form != Format::text)
        console.out << Json{{"version", 1}, {"quarters", all}}.dump(form == Format::json ? 1 : -1) << "\n";
    else if (whole > 0)
        console.err << format("Now read them: casebook faers add {}/*.zip\n", folder.string());
    return trouble || whole == 0 ? 1 : 0;
}

} // namespace casebook
