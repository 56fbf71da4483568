// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages.hpp"

#include "index/literature/index.hpp"

namespace casebook {

IndexReport index_casebook(Casebook& casebook, const Console& console)
{
    const std::int64_t revision = casebook.store.revision();
    LiteratureWriter writer(casebook.request.index());
    IndexReport report;
    Progress progress(console, "indexing", casebook.store.article_ids().size());
    casebook.store.each_article([&](const ArticleInfo& info, const Article& article) {
        const std::vector<Case> cases = current_cases(casebook.store, info.id);
        const IndexEntry entry{article, casebook.store.current_decision(info.id), cases, std::nullopt};
        if (writer.put(entry))
            ++report.changed;
        progress.step(++report.articles);
    });
    report.removed = writer.drop_unseen();
    writer.commit(revision);
    return report;
}

} // namespace casebook
