// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/standin.hpp"

#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/jats.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <tuple>

namespace casebook {

namespace {

constexpr std::size_t default_page = 20;

constexpr std::string_view search_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE eSearchResult PUBLIC \"-//NLM//DTD esearch 20060628//EN\" "
    "\"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd\">\n<eSearchResult>";
constexpr std::string_view fetch_error_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE eEfetchResult PUBLIC \"-//NLM//DTD efetch 20131226//EN\" "
    "\"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd\">\n<eFetchResult>\n";
constexpr std::string_view records_head =
    "<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2025//EN\" "
    "\"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd\">\n<PubmedArticleSet>\n";

struct Record
{
    std::string raw;
    PubmedDocument document;
    std::tuple<int, std::string> age;
};

std::string elements(std::string_view name, const std::vector<std::string>& texts)
{
    std::string out;
    for (const std::string& text : texts)
        out += format("<{0}>{1}</{0}>", name, markup_escaped(text));
    return out;
}

std::string in_list(std::string_view name, const std::string& content)
{
    return content.empty() ? "" : format("<{0}>{1}</{0}>", name, content);
}

HttpResponse answer(std::string body, int status = 200)
{
    HttpResponse response;
    response.status = status;
    response.headers["content-type"] = "text/xml; charset=UTF-8";
    response.body = std::move(body);
    return response;
}

HttpResponse search_error(std::string_view text)
{
    return answer(format("{}\n\t<ERROR>{}</ERROR>\n</eSearchResult>\n", search_head, markup_escaped(text)));
}

HttpResponse fetch_error(std::string_view text, int status)
{
    return answer(format("{}\t<ERROR>{}</ERROR>\n</eFetchResult>\n", fetch_error_head, markup_escaped(text)), status);
}

/// A bare MedlineCitation, as older exports have it, in the element that EFetch gives.
std::string as_article(std::string_view xml)
{
    return xml.starts_with("<MedlineCitation") ? "<PubmedArticle>" + std::string(xml) + "</PubmedArticle>"
                                               : std::string(xml);
}

} // namespace

struct StandIn::Impl
{
    TermMapping mapping;
    std::size_t window;
    std::map<std::string, std::string, std::less<>> full_texts; // by PMCID
    std::map<long, Record, std::greater<>> records;             // the newest PMID first, as ESearch lists them

    void load(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file() && (entry.path().extension() == ".xml" || entry.path().extension() == ".gz"))
                files.push_back(entry.path());
        std::ranges::sort(files);
        for (const std::filesystem::path& file : files)
            read(file);
    }

    void read(const std::filesystem::path& file)
    {
        PubmedSplitter splitter([this](PubmedPiece piece, std::string_view xml, std::size_t) {
            if (piece == PubmedPiece::article)
                add(xml);
        });
        InputStream in(file);
        std::string buffer(read_chunk, '\0');
        std::string jats;
        bool begun = false;
        while (const std::size_t got = in.read(buffer.data(), read_chunk)) {
            const std::string_view piece = std::string_view(buffer).substr(0, got);
            if (!jats.empty() || (!begun && is_jats_root(first_element(piece))))
                jats += piece;
            else
                splitter.feed(piece);
            begun = true;
        }
        splitter.finish();
        add_full_texts(jats);
    }

    void add_full_texts(std::string_view jats)
    {
        if (const Parsed<JatsSet> set = parse_jats(jats))
            for (const JatsArticle& article : set->articles)
                full_texts[article.record.pmcid] = jats.substr(article.begin, article.end - article.begin);
    }

    void add(std::string_view xml)
    {
        const Parsed<Article> article = parse_pubmed_record(xml);
        if (!article)
            return; // NCBI serves no such record either
        Record record{as_article(xml), document_of(*article), {article->version, iso_date(article->revised)}};
        const auto [place, fresh] = records.try_emplace(record.document.pmid, record);
        if (!fresh && record.age > place->second.age)
            place->second = std::move(record);
    }

    std::vector<long> find(const PubmedQuery& query) const
    {
        std::vector<long> out;
        for (const auto& [pmid, record] : records)
            if (matches(query, record.document))
                out.push_back(pmid);
        return out;
    }

    /// ErrorList and WarningList: what of the query no record has.
    std::string messages(const ParsedQuery& parsed, std::vector<std::string> output) const
    {
        std::vector<std::string> phrases;
        std::vector<std::string> quoted;
        each_operand(parsed.query, [&](const PubmedQuery& operand) {
            if (std::ranges::none_of(records, [&](const auto& r) { return matches(operand, r.second.document); }))
                (operand.quoted ? quoted : phrases)
                    .push_back(operand.quoted ? '"' + operand.typed + '"' : operand.typed);
        });
        return in_list("ErrorList",
                       elements("PhraseNotFound", phrases) + elements("FieldNotFound", parsed.unknown_fields)) +
               in_list("WarningList", elements("QuotedPhraseNotFound", quoted) + elements("OutputMessage", output));
    }

    static std::string translations(const PubmedQuery& query)
    {
        std::string out;
        each_operand(query, [&](const PubmedQuery& operand) {
            if (operand.mapped)
                out += format("<Translation><From>{}</From><To>{}</To></Translation>", markup_escaped(operand.typed),
                              markup_escaped(translation(operand)));
        });
        return out;
    }

    HttpResponse search(const HttpRequest& request) const
    {
        const std::string_view term = trim(request.parameter("term"));
        if (term.empty())
            return search_error("Empty term and query_key - nothing todo");
        const Parsed<ParsedQuery> parsed = parse_pubmed_query(term, mapping);
        if (!parsed)
            return search_error(format("Can't run executor: {} at {}", parsed.error().what, parsed.error().position));
        const std::vector<long> found = find(parsed->query);
        const std::size_t start = number_or(request.parameter("retstart"), std::size_t{0});
        std::size_t size = number_or(request.parameter("retmax"), default_page);
        if (start > window - 1 && found.size() > window)
            return search_error(format("Search Backend failed: Exception:\n'retstart' cannot be larger than {}. For "
                                       "PubMed, ESearch can only retrieve the first {} records matching the query.",
                                       window - 1, window));
        std::vector<std::string> output;
        if (start + size > window) {
            size = window - std::min(start, window);
            output.push_back(format("Restrictions achieved. start and count adjusted to {}, {}", start, size));
        }
        if (found.empty())
            output.emplace_back("No items found.");
        std::string ids;
        std::size_t listed = 0;
        for (std::size_t i = start; i < found.size() && listed < size; ++i, ++listed)
            ids += format("<Id>{}</Id>\n", found[i]);
        if (request.parameter("rettype") == "count")
            return answer(format("{}\n\t<Count>{}</Count>\n</eSearchResult>\n", search_head, found.size()));
        return answer(format("{}<Count>{}</Count><RetMax>{}</RetMax><RetStart>{}</RetStart>{}<TranslationSet>{}"
                             "</TranslationSet><QueryTranslation>{}</QueryTranslation>{}</eSearchResult>\n",
                             search_head, found.size(), listed, start,
                             ids.empty() ? "<IdList/>" : "<IdList>\n" + ids + "</IdList>", translations(parsed->query),
                             markup_escaped(translation(parsed->query)), messages(*parsed, std::move(output))));
    }

    HttpResponse fetch_pmc(const HttpRequest& request) const
    {
        std::string body = "<?xml version=\"1.0\" ?>\n<pmc-articleset>";
        for (const std::string& word : split(request.parameter("id"), ','))
            if (const auto found = full_texts.find(pmcid_of(word)); found != full_texts.end())
                body += found->second + "\n";
            else
                body +=
                    format("<error id=\"{0}\">The following PMCID is not available: {0}</error>", markup_escaped(word));
        return answer(body + "</pmc-articleset>\n");
    }

    HttpResponse europepmc(std::string_view path) const
    {
        const std::string_view rest = path.substr(path.rfind("/rest/") + 6);
        const auto found = full_texts.find(rest.substr(0, rest.find('/')));
        return found == full_texts.end() ? answer("", 404) : answer("<?xml version=\"1.0\"?>\n" + found->second);
    }

    HttpResponse fetch(const HttpRequest& request) const
    {
        if (trim(request.parameter("id")).empty())
            return fetch_error("Supplied id parameter is empty.", 200);
        std::string body(records_head);
        bool any = false;
        for (const std::string& word : split(request.parameter("id"), ',')) {
            const auto pmid = number_or(trim(word), 0L);
            any |= pmid != 0;
            if (const auto found = records.find(pmid); found != records.end())
                body += found->second.raw + "\n";
        }
        if (!any)
            return fetch_error("ID list is empty! Possibly it has no correct IDs.", 400);
        return answer(body + "</PubmedArticleSet>");
    }
};

StandIn::StandIn(const std::filesystem::path& folder, TermMapping mapping, std::size_t window)
    : impl_(std::make_unique<Impl>(Impl{std::move(mapping), window, {}, {}}))
{
    if (!std::filesystem::is_directory(folder))
        throw Error(format("{}: there is no such folder. Name one with PubMed XML in CASEBOOK_NCBI_URL=standin:DIR.",
                           folder.string()));
    impl_->load(folder);
    if (impl_->records.empty())
        throw Error(
            format("{}: no PubMed record in it. Name a folder with PubMed XML in CASEBOOK_NCBI_URL=standin:DIR.",
                   folder.string()));
}

StandIn::~StandIn() = default;

std::size_t StandIn::size() const { return impl_->records.size(); }

HttpResponse StandIn::send(const HttpRequest& request)
{
    const bool search = request.path == "/entrez/eutils/esearch.fcgi";
    if (request.path.starts_with("/europepmc/webservices/rest/") && request.path.ends_with("/fullTextXML"))
        return impl_->europepmc(request.path);
    if (!search && request.path != "/entrez/eutils/efetch.fcgi")
        return answer("Not found\n", 404);
    if (!search && request.parameter("db") == "pmc")
        return impl_->fetch_pmc(request);
    if (request.parameter("db") != "pubmed") {
        const std::string text = format("Invalid db name specified: {}", request.parameter("db"));
        return search ? search_error(text) : fetch_error(text, 400);
    }
    return search ? impl_->search(request) : impl_->fetch(request);
}

} // namespace casebook
