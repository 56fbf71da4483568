// SPDX-License-Identifier: GPL-3.0-or-later
// An in-process stand-in of E-utilities: ESearch and EFetch of PubMed, EFetch of PubMed Central and Europe PMC's full
// texts, over the records and JATS articles of a folder, in the services' own answer formats and within their limits,
// so that a review runs through the real fetcher without a network. Not reproduced: automatic term mapping (the
// vocabularies of the program stand for it) and NCBI's rate limit.
#pragma once

#include "fetch/source/eutils_answer.hpp"
#include "fetch/source/http.hpp"
#include "fetch/source/pubmed_query.hpp"

#include <filesystem>
#include <memory>

namespace casebook {

class StandIn final : public Http
{
public:
    /// Reads every PubMed XML file below the folder, plain or gzip; of two forms of a record the newer counts. Throws
    /// Error when there is none. `window`: how many records of a set can be reached.
    StandIn(const std::filesystem::path& folder, TermMapping mapping, std::size_t window = search_window);
    ~StandIn() override;
    HttpResponse send(const HttpRequest& request) override;

    std::size_t size() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
