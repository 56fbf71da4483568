// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/eutils_answer.hpp"

#include "corpus/text.hpp"
#include "fetch/source/xml_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace casebook {

namespace {

constexpr std::string_view later = "Run the command again later; it goes on where it stopped.";
constexpr std::string_view network = "Check the network and the proxy settings (https_proxy), then run it again.";
constexpr std::string_view defect = "This is a defect of casebook; please report it.";

constexpr std::array<TroubleInfo, 22> troubles = {{
    {Trouble::none, 1, false, 1, "answered", ""},
    {Trouble::rate_limit, 7, false, 2, "says that too many requests come from this address or key",
     "Stop other programs that ask NCBI, then run the command again; it goes on where it stopped."},
    {Trouble::server, 7, false, 1, "answers with a server error", later},
    {Trouble::backend, 7, false, 1, "cannot reach its own database", later},
    {Trouble::outage, 7, false, 4, "is out of order (its database is not available)", later},
    {Trouble::web_page, 7, false, 1, "sends a web page instead of data", later},
    {Trouble::empty, 7, false, 1, "sends empty answers", later},
    {Trouble::other_thing, 7, false, 1, "sends something that cannot be read", later},
    {Trouble::torn, 7, true, 1, "sends answers that end in the middle", later},
    {Trouble::malformed, 3, false, 1, "sends answers that are not well-formed", later},
    {Trouble::disagreeing, 3, false, 1, "gives a count and a list of ids that do not fit", later},
    {Trouble::connection, 7, true, 1, "breaks the connection", network},
    {Trouble::silence, 5, true, 1, "does not answer in time", network},
    {Trouble::unreachable, 4, false, 1, "cannot be reached", network},
    {Trouble::untrusted, 1, false, 1, "cannot be trusted: its certificate does not fit",
     "Check the clock, the package ca-certificates and the proxy."},
    {Trouble::key_invalid, 1, false, 1, "does not know the API key",
     "Correct NCBI_API_KEY, or unset it to go on at 3 requests a second."},
    {Trouble::forbidden, 1, false, 1, "or a proxy refuses the request",
     "If NCBI has blocked this address, write to eutilities@ncbi.nlm.nih.gov; else check the proxy."},
    {Trouble::not_there, 1, false, 1, "has nothing at this address", "Check CASEBOOK_NCBI_URL (scheme://host:port)."},
    {Trouble::beyond_window, 1, false, 1, "shows no record beyond the first 9,999", defect},
    {Trouble::bad_ids, 1, false, 1, "finds no valid PMID among those asked for", defect},
    {Trouble::bad_request, 1, false, 1, "does not understand the request", defect},
    {Trouble::too_long, 1, false, 1, "finds the request too long", "Shorten the protocol's search string."},
}};

/// What the text of an ERROR means; the first that is contained counts. An unknown one is taken to pass.
struct KnownError
{
    std::string_view text;
    Trouble trouble;
};
constexpr std::array<KnownError, 9> known_errors = {{
    {"cannot be larger than", Trouble::beyond_window},
    {"ID list is empty", Trouble::bad_ids},
    {"Supplied id parameter is empty", Trouble::bad_request},
    {"Empty term", Trouble::bad_request},
    {"Invalid db name", Trouble::bad_request},
    {"Unable to obtain query", Trouble::bad_request}, // no history is used here
    {"Database is not supported", Trouble::outage},
    {"API rate limit exceeded", Trouble::rate_limit},
    {"API key invalid", Trouble::key_invalid},
}};

Trouble trouble_of_error(std::string_view text)
{
    const auto* found = std::ranges::find_if(
        known_errors, [&](const KnownError& e) { return text.find(e.text) != std::string_view::npos; });
    return found == known_errors.end() ? Trouble::backend : found->trouble;
}

std::optional<double> retry_after(const HttpResponse& response)
{
    const std::string_view text = response.header("retry-after");
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0)
        return std::nullopt; // a date is not used by NCBI: the ordinary backoff does
    return seconds;
}

Trouble trouble_of_transport(Transport transport)
{
    switch (transport) {
    case Transport::complete: return Trouble::none;
    case Transport::cut:
    case Transport::reset: return Trouble::connection;
    case Transport::timed_out: return Trouble::silence;
    case Transport::refused: return Trouble::unreachable;
    case Transport::untrusted: return Trouble::untrusted;
    }
    return Trouble::connection;
}

Trouble trouble_of_status(int status)
{
    if (status == 429)
        return Trouble::rate_limit;
    if (status >= 500 || status == 408)
        return Trouble::server;
    if (status == 413 || status == 414)
        return Trouble::too_long;
    if (status == 401 || status == 403 || status == 407)
        return Trouble::forbidden;
    return status == 200 || status == 400 ? Trouble::none : Trouble::not_there;
}

bool contains_ignoring_case(std::string_view text, std::string_view word)
{
    return lower_ascii(text).find(word) != std::string::npos;
}

bool is_web_page(std::string_view body) { return contains_ignoring_case(body.substr(0, 300), "<html"); }

/// The content of the first ERROR element, "" when there is none.
std::string error_text(std::string_view body)
{
    const std::size_t from = body.find("<ERROR>");
    if (from == std::string_view::npos)
        return "";
    const std::size_t to = std::min(body.find("</ERROR>", from), body.size());
    return std::string(body.substr(from + 7, to - from - 7));
}

/// The body is JSON: only errors come as such. It is never quoted, since it may repeat the key.
Judged judge_json(std::string_view body)
{
    const Trouble trouble = trouble_of_error(body);
    return {trouble == Trouble::backend ? Trouble::other_thing : trouble, "", std::nullopt};
}

/// What follows the declaration, the DOCTYPE, comments and blanks.
std::string_view without_prolog(std::string_view body)
{
    for (body = trim(body); body.starts_with("<?") || body.starts_with("<!"); body = trim(body)) {
        const std::string_view closing = body.starts_with("<!--") ? "-->" : ">";
        const std::size_t end = body.find(closing);
        if (end == std::string_view::npos)
            return body;
        body.remove_prefix(end + closing.size());
    }
    return body;
}

Judged judge_xml(std::string_view body, std::string_view root)
{
    const std::string_view element = without_prolog(body);
    if (element.empty())
        return {Trouble::empty, "", std::nullopt};
    const std::string name(root);
    if (!element.starts_with("<" + name))
        return {element.find('>') == std::string_view::npos ? Trouble::torn : Trouble::other_thing, "", std::nullopt};
    const bool nothing_in_it = element == "<" + name + "/>" || element == "<" + name + " />";
    if (!element.ends_with("</" + name + ">") && !nothing_in_it)
        return {Trouble::torn, "", std::nullopt};
    if (const auto document = parse_xml(body); !document)
        return {Trouble::malformed, document.error().what + " at byte " + std::to_string(document.error().position),
                std::nullopt};
    return {};
}

Judged judge_body(std::string_view body, std::string_view root)
{
    if (body.starts_with("\xEF\xBB\xBF"))
        body.remove_prefix(3);
    body = trim(body);
    if (body.empty())
        return {Trouble::empty, "", std::nullopt};
    if (body.starts_with('{'))
        return judge_json(body);
    if (is_web_page(body))
        return {Trouble::web_page, "", std::nullopt};
    if (const std::string error = error_text(body); !error.empty())
        return {trouble_of_error(error), shortened_words(error), std::nullopt};
    if (!body.starts_with('<'))
        return {Trouble::other_thing, shortened_words(body), std::nullopt};
    return judge_xml(body, root);
}

/// Transfer, status and, when both are good, the body.
Judged judged_by(const HttpResponse& response, const std::function<Judged(std::string_view)>& read)
{
    Judged judged{trouble_of_transport(response.transport), response.trouble, std::nullopt};
    if (judged.trouble != Trouble::none)
        return judged;
    judged = {trouble_of_status(response.status), "", std::nullopt};
    if (judged.trouble == Trouble::none)
        judged = read(response.body);
    if (judged.trouble == Trouble::none && response.status != 200)
        judged.trouble = Trouble::bad_request;
    if (judged.said.empty() && response.status != 200)
        judged.said = "HTTP " + std::to_string(response.status);
    judged.retry_after = retry_after(response);
    return judged;
}

std::vector<std::string> texts(pugi::xml_node parent, const char* name)
{
    std::vector<std::string> out;
    for (const pugi::xml_node node : parent.children(name))
        out.push_back(plain_text(node));
    return out;
}

} // namespace

const TroubleInfo& info_of(Trouble trouble) { return *std::ranges::find(troubles, trouble, &TroubleInfo::trouble); }

std::string shortened_words(std::string_view text)
{
    constexpr std::size_t most = 160;
    std::string line = repaired_utf8(collapse(text.substr(0, 4 * most)));
    if (line.size() <= most)
        return line;
    line.resize(most);
    while (invalid_utf8(line) != std::string_view::npos)
        line.pop_back();
    return line + "…";
}

Judged judge(const HttpResponse& response, std::string_view root)
{
    return judged_by(response, [&](std::string_view body) { return judge_body(body, root); });
}

Judged judge(const HttpResponse& response, const std::function<Judged(std::string_view body)>& read)
{
    return judged_by(response, [&](std::string_view body) -> Judged {
        if (trim(body).empty())
            return {Trouble::empty, "", std::nullopt};
        if (is_web_page(body))
            return {Trouble::web_page, "", std::nullopt};
        return read(body);
    });
}

Parsed<SearchAnswer> parse_search_answer(std::string_view xml)
{
    const auto document = parse_xml(xml);
    if (!document)
        return tl::unexpected(document.error());
    const pugi::xml_node root = (*document)->child("eSearchResult");
    const std::string count = plain_text(root.child("Count"));
    SearchAnswer answer;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), answer.count);
    if (count.empty() || error != std::errc() || end != count.data() + count.size())
        return parse_error("the answer has no Count");
    answer.ids = texts(root.child("IdList"), "Id");
    answer.translation = plain_text(root.child("QueryTranslation"));
    for (const pugi::xml_node node : root.child("TranslationSet").children("Translation"))
        answer.translations.emplace_back(plain_text(node.child("From")), plain_text(node.child("To")));
    const pugi::xml_node errors = root.child("ErrorList");
    const pugi::xml_node warnings = root.child("WarningList");
    answer.phrases_not_found = texts(errors, "PhraseNotFound");
    answer.fields_not_found = texts(errors, "FieldNotFound");
    answer.phrases_ignored = texts(warnings, "PhraseIgnored");
    answer.quoted_phrases_not_found = texts(warnings, "QuotedPhraseNotFound");
    answer.messages = texts(warnings, "OutputMessage");
    return answer;
}

} // namespace casebook
