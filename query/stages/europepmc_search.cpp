// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages/europepmc_search.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/europepmc_run.hpp"
#include "fetch/source/ncbi.hpp"
#include "query/stages/fetch_progress.hpp"

namespace casebook {

namespace {

std::string string_for(const Casebook& casebook)
{
    const Protocol& protocol = casebook.protocol;
    const std::string text =
        collapse(protocol.europepmc_search.empty() ? protocol.pubmed_search : protocol.europepmc_search);
    if (text.empty())
        throw Error(
            format("{}: has no search.europepmc string. Write one there, as it would be typed at europepmc.org.",
                   casebook.request.protocol().string()));
    return text;
}

} // namespace

std::vector<std::string> europepmc_warnings(const Protocol& protocol)
{
    if (!protocol.europepmc_search.empty())
        return {};
    std::vector<std::string> out = {"the protocol has no search.europepmc: PubMed's string was sent as it stands, and "
                                    "Europe PMC reads it by its own syntax"};
    if (protocol.pubmed_search.find('[') != std::string::npos)
        out.emplace_back("square brackets are ranges there, not field tags: write TITLE:, ABSTRACT:, KW: in "
                         "search.europepmc in place of [ti], [ab], [mh]");
    return out;
}

std::vector<SearchReport> fetch_europepmc(Casebook& casebook, const Console& console, const FetchOptions& options,
                                          const std::string& today)
{
    const NcbiAccess access = ncbi_access();
    const std::string base = europepmc_base(access);
    const SearchOrder order{string_for(casebook), std::string(europepmc_name), base, today, options.since,
                            options.limit};
    const Clock clock = system_clock();
    const std::unique_ptr<Http> http = open_europepmc_http(access, base);
    FetchProgress progress(console, "fetching");
    const SearchEvents events{[&](const std::string& text) { progress.tell(text); },
                              [&](std::size_t came, std::size_t total) { progress.step(came, total); }};
    EuropePmc client(*http, europepmc_rate_limit(base, clock), clock, base, access.settings.retry, events.tell);
    const std::vector<std::string> warnings = europepmc_warnings(casebook.protocol);
    std::vector<SearchReport> reports = {run_europepmc_search(casebook.store, client, order, warnings, events)};
    if (reports[0].resumed && reports[0].state.frame.date < today)
        reports.push_back(run_europepmc_search(casebook.store, client, order, warnings, events));
    return reports;
}

} // namespace casebook
