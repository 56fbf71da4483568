// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "fetch/source/full_text.hpp"
#include "fetch/source/import_kinds.hpp"

#include <optional>

namespace casebook {

namespace {

constexpr std::size_t longest_set =
    1U << 28U; ///< a set is read as a whole; bulk files of more articles come one by one

class JatsImport final : public RecordImport
{
public:
    JatsImport(const ImportContext& context, const std::string& name) : context_(context)
    {
        report_.source = name;
        report_.kind = "JATS";
    }

    void feed(std::string_view bytes) override
    {
        if (xml_.size() + bytes.size() > longest_set)
            throw Error(format("{}: is longer than {} MB. Cut it into files of fewer articles.", report_.source,
                               longest_set >> 20U));
        xml_ += bytes;
    }

    std::size_t taken() const override { return report_.records + report_.broken.size(); }

    ImportReport finish() override
    {
        const std::string_view whole(xml_);
        const bool marked = whole.starts_with("\xEF\xBB\xBF");
        const std::string_view xml = whole.substr(marked ? 3 : 0);
        const Parsed<JatsSet> set = parse_jats(xml);
        if (!set) {
            set_aside(whole, 0, format("{} (byte {})", set.error().what, set.error().position));
            return std::move(report_);
        }
        for (const JatsArticle& article : set->articles)
            take(article, xml.substr(article.begin, article.end - article.begin));
        return std::move(report_);
    }

private:
    void take(const JatsArticle& jats, std::string_view raw)
    {
        if (jats.record.id.empty())
            return set_aside(raw, jats.begin, "the article has neither PMID nor PMCID nor DOI");
        if (!known_)
            known_.emplace(context_.store);
        ++report_.records;
        std::string id = known_->find(jats.record);
        if (id.empty()) {
            id = jats.record.id;
            Article record = jats.record;
            record.database = "JATS file";
            count_put(context_.store.put(record, raw, {report_.source, jats.begin, context_.channel}, context_.run),
                      report_);
            known_->add(jats.record);
        } else {
            ++report_.unchanged;
        }
        if (!jats.has_body && !jats.withheld)
            return; // it says nothing of the text
        const FullText found = full_text_of(jats, report_.source);
        report_.full_texts += context_.store.put_full_text(id, found, jats.has_body ? raw : "", context_.run) ? 1U : 0U;
    }

    void set_aside(std::string_view xml, std::size_t position, const std::string& what)
    {
        context_.store.quarantine(xml, {report_.source, position, context_.channel}, what);
        report_.broken.push_back({0, {report_.source, position, context_.channel}, what, "", ""});
    }

    const ImportContext& context_;
    std::string xml_;
    ImportReport report_;
    std::optional<KnownIds> known_;
};

} // namespace

std::unique_ptr<RecordImport> make_jats_import(const ImportContext& context, const std::string& name)
{
    return std::make_unique<JatsImport>(context, name);
}

} // namespace casebook
