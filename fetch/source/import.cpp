// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace casebook {

namespace {

constexpr std::size_t chunk = 1U << 18U;
constexpr std::size_t records_per_transaction = 500;
constexpr std::size_t longest_head = 2000;
constexpr std::array<std::string_view, 6> record_roots = {"PubmedArticleSet",   "PubmedBookArticleSet",
                                                          "PubmedArticle",      "PubmedBookArticle",
                                                          "MedlineCitationSet", "MedlineCitation"};

/// Puts each piece that the splitter hands out where it belongs.
class PubmedImport
{
public:
    PubmedImport(const ImportContext& context, const std::string& name)
        : context_(context), splitter_([this](PubmedPiece piece, std::string_view xml, std::size_t position) {
              take(piece, xml, position);
          })
    {
        report_.source = name;
    }

    void feed(std::string_view bytes)
    {
        if (head_.size() < longest_head)
            head_ += bytes.substr(0, longest_head);
        splitter_.feed(bytes);
    }

    ImportReport finish()
    {
        splitter_.finish();
        if (taken() == 0 && !holds_records(splitter_.root()))
            throw Error(format("{}: {}. Export it from PubMed as XML, or fetch it again.", report_.source,
                               description(splitter_.root())));
        if (splitter_.cut_short())
            report_.trouble = format("{}: ends before </{}>: records may be missing. Fetch or export it again.",
                                     report_.source, splitter_.root());
        return std::move(report_);
    }

    std::size_t taken() const { return report_.records + report_.broken.size() + report_.deleted; }

private:
    static bool holds_records(std::string_view root)
    {
        return std::ranges::find(record_roots, root) != record_roots.end();
    }

    /// What a file is that has no records in it. NCBI says in an ERROR element why it sent none.
    std::string description(const std::string& root) const
    {
        if (root.empty())
            return "holds no XML";
        if (equal_ignoring_case(root, "html"))
            return "is a web page (HTML), not PubMed records";
        const std::size_t said = head_.find("<ERROR>");
        const std::string why =
            said == std::string::npos ? "" : head_.substr(said + 7, head_.find('<', said + 7) - said - 7);
        return format("is XML with the root <{}>, not PubMed records{}", root,
                      trim(why).empty() ? "" : ": it says \"" + repaired_utf8(collapse(why)) + "\"");
    }

    void take(PubmedPiece piece, std::string_view xml, std::size_t position)
    {
        if (piece == PubmedPiece::torn)
            return set_aside(xml, position, "the record ends before its closing tag");
        if (piece == PubmedPiece::deletion)
            return remove(xml, position);
        const Parsed<Article> article = parse_pubmed_record(xml);
        if (!article)
            return set_aside(xml, position,
                             format("{} (byte {} of the record)", article.error().what, article.error().position));
        ++report_.records;
        report_.pmids.push_back(article->pmid);
        switch (context_.store.put(*article, xml, {report_.source, position, context_.channel}, context_.run)) {
        case Put::added: ++report_.added; break;
        case Put::revised: ++report_.revised; break;
        case Put::unchanged: ++report_.unchanged; break;
        case Put::older: ++report_.older; break;
        }
    }

    void remove(std::string_view xml, std::size_t position)
    {
        const auto pmids = parse_delete_citation(xml);
        if (!pmids)
            return set_aside(xml, position, pmids.error().what);
        for (const std::string& pmid : *pmids)
            if (context_.store.mark_deleted("pubmed:" + pmid, context_.run))
                ++report_.deleted;
    }

    void set_aside(std::string_view xml, std::size_t position, const std::string& what)
    {
        context_.store.quarantine(xml, {report_.source, position, context_.channel}, what);
        report_.broken.push_back({0, {report_.source, position, context_.channel}, what, "", ""});
    }

    const ImportContext& context_;
    std::string head_; ///< the beginning of the stream, for a message
    ImportReport report_;
    PubmedSplitter splitter_;
};

/// What the beginning of a file says about its kind, for files that are not XML.
std::string_view kind_of(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    head = trim(head);
    if (head.starts_with('<'))
        return "xml";
    if (head.starts_with("PMID-"))
        return "NBIB";
    if (head.starts_with("TY  -"))
        return "RIS";
    return head.empty() ? "nothing" : "something else";
}

/// A file that cannot be read to its end is read as far as it goes; `torn` then says why.
std::size_t read_until_torn(InputStream& in, std::string& buffer, std::string& torn)
{
    try {
        return in.read(buffer.data(), buffer.size());
    } catch (const Error& e) {
        torn = e.what();
        return 0;
    }
}

} // namespace

ImportReport import_file(const ImportContext& context, const std::filesystem::path& file)
{
    InputStream in(file);
    std::string buffer(chunk, '\0');
    std::size_t got = in.read(buffer.data(), chunk);
    const std::string_view kind = kind_of(std::string_view(buffer).substr(0, got));
    if (kind != "xml")
        throw Error(
            format("{}: holds {}; this version imports PubMed XML (plain or gzip). Export the records as PubMed XML.",
                   file.string(), kind));
    PubmedImport import(context, repaired_utf8(file.string())); // the name goes into JSON
    std::string torn;
    std::size_t before = 0;
    auto transaction = std::make_unique<Store::Transaction>(context.store);
    for (; got > 0; got = read_until_torn(in, buffer, torn)) {
        import.feed(std::string_view(buffer).substr(0, got));
        if (import.taken() - before < records_per_transaction)
            continue;
        transaction->commit();
        before = import.taken();
        transaction.reset(); // the old one ends before the next begins
        transaction = std::make_unique<Store::Transaction>(context.store);
    }
    ImportReport report = import.finish();
    transaction->commit();
    if (!torn.empty())
        report.trouble = torn;
    return report;
}

ImportReport import_pubmed_xml(const ImportContext& context, std::string_view xml, const std::string& name)
{
    PubmedImport import(context, name);
    import.feed(xml);
    return import.finish();
}

} // namespace casebook
