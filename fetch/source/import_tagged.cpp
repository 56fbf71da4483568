// SPDX-License-Identifier: GPL-3.0-or-later
// Files of tagged lines: MEDLINE/NBIB and RIS.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "fetch/source/import_decisions.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/nbib.hpp"
#include "fetch/source/own_records.hpp"
#include "fetch/source/ris.hpp"
#include "fetch/source/tagged.hpp"

#include <set>

namespace casebook {

namespace {

constexpr std::size_t lines_to_look_at = 40; ///< some exports begin with words on their provider

class TaggedImport final : public RecordImport
{
public:
    TaggedImport(const ImportContext& context, const std::string& name, bool ris)
        : context_(context),
          decisions_(context),
          ris_(ris),
          splitter_(ris ? "TY" : "PMID", ris ? "ER" : "",
                    [this](std::string_view record, std::size_t position, bool cut) { take(record, position, cut); })
    {
        report_.source = name;
    }

    void feed(std::string_view bytes) override { splitter_.feed(bytes); }
    std::size_t taken() const override { return report_.records + report_.broken.size(); }

    ImportReport finish() override
    {
        splitter_.finish();
        decisions_.finish(report_);
        report_.kind = ris_ ? "RIS" : "MEDLINE/NBIB";
        if (ris_ && !databases_.empty())
            report_.kind += " (" + join({databases_.begin(), databases_.end()}, ", ") + ")";
        return std::move(report_);
    }

private:
    Parsed<Article> article_of(std::string_view record, bool cut) const
    {
        if (cut)
            return parse_error("the file ends within this record, which has no ER line. Export it again; if the record "
                               "is whole, put a line \"ER  - \" below it");
        return ris_ ? parse_ris_record(record, context_.database) : parse_nbib_record(record);
    }

    void take(std::string_view record, std::size_t position, bool cut)
    {
        Parsed<Article> article = article_of(record, cut);
        const Origin origin{report_.source, position, context_.channel};
        if (!article) {
            context_.store.quarantine(record, origin, article.error().what);
            report_.broken.push_back({0, origin, article.error().what, "", ""});
            return;
        }
        ++report_.records;
        report_.pmids.push_back(article->pmid);
        if (!article->database.empty())
            databases_.insert(article->database);
        const std::string named = ris_ ? record_named_in_ris(record) : "";
        const bool ours = is_held_as(context_.store, named, *article);
        if (ours)
            article->id = named;
        report_.own += ours ? 1U : 0U;
        if (!context_.decisions_only)
            count_put(ours ? Put::unchanged : context_.store.put(*article, record, origin, context_.run), report_);
        decisions_.take(*article, ours, ris_ ? decisions_in_ris(record) : decisions_in_nbib(record), record, position,
                        report_);
    }

    const ImportContext& context_;
    DecisionTaker decisions_;
    bool ris_;
    ImportReport report_;
    std::set<std::string> databases_;
    TaggedSplitter splitter_;
};

} // namespace

bool begins_with_tag(std::string_view head, std::string_view tag)
{
    for (std::size_t line = 0, from = 0; line < lines_to_look_at && from < head.size(); ++line) {
        const std::size_t end = std::min(head.find_first_of("\r\n", from), head.size());
        if (has_tag(trim(head.substr(from, end - from)), tag) && end > from + tag.size())
            return true;
        from = end + 1;
    }
    return false;
}

std::unique_ptr<RecordImport> make_nbib_import(const ImportContext& context, const std::string& name)
{
    return std::make_unique<TaggedImport>(context, name, false);
}

std::unique_ptr<RecordImport> make_ris_import(const ImportContext& context, const std::string& name)
{
    return std::make_unique<TaggedImport>(context, name, true);
}

} // namespace casebook
