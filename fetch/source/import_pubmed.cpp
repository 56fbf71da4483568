// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::size_t longest_head = 2000;
constexpr std::array<std::string_view, 6> record_roots = {"PubmedArticleSet",   "PubmedBookArticleSet",
                                                          "PubmedArticle",      "PubmedBookArticle",
                                                          "MedlineCitationSet", "MedlineCitation"};

/// Puts each piece that the splitter hands out where it belongs.
class PubmedImport final : public RecordImport
{
public:
    PubmedImport(const ImportContext& context, const std::string& name)
        : context_(context), splitter_([this](PubmedPiece piece, std::string_view xml, std::size_t position) {
              take(piece, xml, position);
          })
    {
        report_.source = name;
    }

    void feed(std::string_view bytes) override
    {
        if (head_.size() < longest_head)
            head_ += bytes.substr(0, longest_head);
        splitter_.feed(bytes);
    }

    ImportReport finish() override
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

    std::size_t taken() const override { return report_.records + report_.broken.size() + report_.deleted; }

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
        count_put(context_.store.put(*article, xml, {report_.source, position, context_.channel}, context_.run),
                  report_);
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

} // namespace

std::unique_ptr<RecordImport> make_pubmed_import(const ImportContext& context, const std::string& name)
{
    return std::make_unique<PubmedImport>(context, name);
}

} // namespace casebook
