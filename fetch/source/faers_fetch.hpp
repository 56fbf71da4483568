// SPDX-License-Identifier: GPL-3.0-or-later
// FDA's quarterly zips over HTTP. A quarter that does not exist is answered with status 500 and a web page, names vary
// in case, large files break off: so each is fetched in pieces that are kept, and looked into before it gets its name.
#pragma once

#include "corpus/faers.hpp"
#include "fetch/source/clock.hpp"
#include "fetch/source/http.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One row of lexicon/faers_archive.tsv.
struct FaersAddress
{
    FaersQuarter from;
    FaersQuarter to;
    std::string host; ///< "https://fis.fda.gov"
    std::string path; ///< with {year} and {quarter}
};
/// Throws Error with file and line.
std::vector<FaersAddress> read_faers_addresses(const std::filesystem::path& file);
/// The program's; CASEBOOK_FAERS_URL takes the place of the host.
std::vector<FaersAddress> faers_addresses();

/// "2004Q1", "2004Q1..2006Q4", "2004Q1..": the quarters up to the one before `today` ("2026-01-02").
Parsed<std::vector<FaersQuarter>> parse_faers_quarters(std::string_view text, std::string_view today);

enum class FaersGot : std::uint8_t {
    held,    ///< the file is there and whole; nothing was asked
    fetched, ///< whole, looked into, in its place
    absent,  ///< the service has no such quarter
    broken,  ///< what came is no quarter; thrown away
    failed   ///< the network did not let it; what came so far is kept for the next time
};

struct FaersFetched
{
    FaersQuarter quarter;
    FaersGot got = FaersGot::failed;
    std::filesystem::path file;
    std::uint64_t bytes = 0; ///< that came over the network now
    std::string what;        ///< for `absent`, `broken` and `failed`: why, a sentence
};

struct FaersFetchOptions
{
    bool again = false;              ///< ask even for what is there: FDA publishes quarters anew
    std::uint64_t piece = 8U << 20U; ///< bytes asked for at once
    int attempts = 5;                ///< at a piece
    std::function<void(std::uint64_t have, std::uint64_t all)> progress = {};
};

/// Into `folder`, under FDA's own name.
FaersFetched fetch_faers_quarter(Http& http, const Clock& clock, const std::vector<FaersAddress>& addresses,
                                 FaersQuarter quarter, const std::filesystem::path& folder,
                                 const FaersFetchOptions& options = {});

} // namespace casebook
