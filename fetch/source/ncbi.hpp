// SPDX-License-Identifier: GPL-3.0-or-later
// How the environment says NCBI is to be reached: CASEBOOK_NCBI_URL (scheme://host:port, or standin:DIR for the
// stand-in within the program, standin:sample for the bundled records), NCBI_API_KEY, NCBI_EMAIL, CASEBOOK_RETRY_MS;
// and Europe PMC: CASEBOOK_EUROPEPMC_URL, else a stand-in where NCBI is one.
#pragma once

#include "fetch/source/eutils.hpp"

#include <memory>
#include <string>

namespace casebook {

struct NcbiAccess
{
    EutilsSettings settings;
    std::string database = "PubMed"; ///< what its records are said to come from
    bool needs_email = true;         ///< a live service; this machine itself need not know who asks
};

/// Reads the environment. Throws Error for an address of another form. The e-mail may still be missing.
NcbiAccess ncbi_access();

/// The network or the stand-in, as the address says. Throws Error when a stand-in's folder holds no records.
std::unique_ptr<Http> open_http(const NcbiAccess& access);

/// The same for Europe PMC at `base`.
std::unique_ptr<Http> open_europepmc_http(const NcbiAccess& access, const std::string& base);

/// The limiter that all processes of this user share for that address and way of asking.
RateLimit rate_limit_for(const NcbiAccess& access, const Clock& clock);

/// Europe PMC's address as the environment has it. Throws Error for one of another form.
std::string europepmc_base(const NcbiAccess& access);
RateLimit europepmc_rate_limit(const std::string& base, const Clock& clock);

/// "name@host": what NCBI can write to.
bool is_email(std::string_view text);

} // namespace casebook
