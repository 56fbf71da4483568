// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer of NCBI's E-utilities is worth. HTTP 200 proves nothing: an answer is good when the transfer is
// complete, the body is well-formed UTF-8 XML with the expected root, and there is no ERROR in it. Everything else has
// a name, a place in the table of troubles, and a sentence for the user. Sources: NBK25497, NBK25499, recorded answers.
#pragma once

#include "corpus/error.hpp"
#include "fetch/source/http.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

enum class Trouble {
    none,
    // these pass: try again
    rate_limit,  ///< 429, or its JSON with any status
    server,      ///< 5xx
    backend,     ///< an ERROR about something behind the service, also relayed as 400
    outage,      ///< "Database is not supported": the database is down
    web_page,    ///< HTML where XML was asked for
    empty,       ///< nothing, or an XML prolog and nothing else
    other_thing, ///< neither XML nor anything known
    torn,        ///< XML that ends in the middle
    malformed,   ///< ends properly, but is no well-formed UTF-8 XML in between
    disagreeing, ///< the count of a search and its list of ids do not fit: the index is being renewed
    connection,  ///< cut, reset
    silence,     ///< timed out
    unreachable, ///< no such host, no route, connection refused
    // these stay: tell the user
    untrusted,     ///< the certificate does not fit
    key_invalid,   ///< the API key is not known to NCBI
    forbidden,     ///< 401, 403, 407
    not_there,     ///< 404 and other 4xx, a redirect: the address is wrong
    beyond_window, ///< retstart above 9,998
    bad_ids,       ///< none of the ids is a PMID
    bad_request,   ///< the service does not understand the request: our defect
    too_long,      ///< 413, 414
};

struct TroubleInfo
{
    Trouble trouble;
    int tries;               ///< how often in all; 1: it does not pass by itself
    bool smaller;            ///< a smaller request may get through
    double patience;         ///< factor on the time between two tries
    std::string_view what;   ///< follows "PubMed "
    std::string_view advice; ///< a sentence
};
const TroubleInfo& info_of(Trouble trouble);

struct Judged
{
    Trouble trouble = Trouble::none;
    std::string said;                  ///< the service's own words, shortened; never a body that may repeat the key
    std::optional<double> retry_after; ///< seconds, as the service asked
};

/// `root`: the name of the expected root element ("eSearchResult", "PubmedArticleSet").
Judged judge(const HttpResponse& response, std::string_view root);

/// The same for a service that does not answer in XML: `read` judges the body, when transfer and status are good and it
/// is neither empty nor a web page.
Judged judge(const HttpResponse& response, const std::function<Judged(std::string_view body)>& read);

/// A service's own words on one line of 160 bytes at most.
std::string shortened_words(std::string_view text);

/// The window through which PubMed shows any set: records 0 to 9,998 (measured; the documentation says 10,000).
inline constexpr std::size_t search_window = 9999;

struct SearchAnswer
{
    std::size_t count = 0;
    std::vector<std::string> ids; ///< of this page
    std::string translation;
    std::vector<std::pair<std::string, std::string>> translations; ///< from, to
    std::vector<std::string> phrases_not_found;
    std::vector<std::string> fields_not_found;
    std::vector<std::string> phrases_ignored;
    std::vector<std::string> quoted_phrases_not_found;
    std::vector<std::string> messages;
    bool operator==(const SearchAnswer&) const = default;
};

/// Reads an ESearch answer (DTD esearch 20060628) that was judged good.
Parsed<SearchAnswer> parse_search_answer(std::string_view xml);

} // namespace casebook
