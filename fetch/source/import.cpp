// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <memory>

namespace casebook {

namespace {

constexpr std::size_t chunk = 1U << 18U;
constexpr std::size_t records_per_transaction = 500;

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

    void feed(std::string_view bytes) { splitter_.feed(bytes); }

    ImportReport finish()
    {
        splitter_.finish();
        const std::string& root = splitter_.root();
        if (root != "PubmedArticleSet" && root != "PubmedArticle" && root != "PubmedBookArticle" &&
            root != "MedlineCitationSet" && root != "MedlineCitation" && root != "PubmedBookArticleSet")
            throw Error(
                format("{}: {}. Export it from PubMed as XML, or fetch it again.", report_.source,
                       root.empty() ? "holds no XML" : format("is XML with the root <{}>, not PubMed records", root)));
        return std::move(report_);
    }

    std::size_t taken() const { return report_.records + report_.broken.size() + report_.deleted; }

private:
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
    PubmedImport import(context, file.string());
    std::size_t before = 0;
    auto transaction = std::make_unique<Store::Transaction>(context.store);
    for (; got > 0; got = in.read(buffer.data(), chunk)) {
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
    return report;
}

ImportReport import_pubmed_xml(const ImportContext& context, std::string_view xml, const std::string& name)
{
    PubmedImport import(context, name);
    import.feed(xml);
    return import.finish();
}

} // namespace casebook
