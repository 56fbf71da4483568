// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/references/references.hpp"
#include "query/tables/exporters.hpp"
#include "query/tables/table.hpp"

#include <array>

namespace casebook {

namespace {

/// `included` is ASReview's name for a label; it takes labels for a person's, so what only the rules said has none but
/// where the machine's view is asked for.
constexpr std::array<const char*, 20> label_columns = {"record_id",
                                                       "title",
                                                       "abstract",
                                                       "authors",
                                                       "year",
                                                       "journal",
                                                       "doi",
                                                       "pmid",
                                                       "keywords",
                                                       "included",
                                                       "casebook_verdict",
                                                       "casebook_reason",
                                                       "casebook_by",
                                                       "casebook_at",
                                                       "casebook_note",
                                                       "casebook_source",
                                                       "casebook_stage",
                                                       "casebook_adjudicated",
                                                       "casebook_words",
                                                       "retracted"};

std::string authors_of(const Article& article)
{
    std::vector<std::string> names;
    for (const Author& author : article.authors)
        names.push_back(author.last_name + (author.fore_name.empty() && author.initials.empty() ? "" : ", ") +
                        (author.fore_name.empty() ? author.initials : author.fore_name));
    return join(names, "; ");
}

Row label_row(const View& view, const Article& article, const std::optional<Decision>& decision,
              const std::vector<Decision>& words)
{
    const Decision said = decision.value_or(Decision{});
    const bool asked_for = said.by != by_rules || view.whose == Whose::machine;
    const bool labelled = decision && asked_for && said.verdict != Verdict::unclear;
    const int year = year_of(article);
    Row row{article.id, article.id, is_paraphrase(article), {}};
    for (const std::string& text : {article.id,
                                    shown_title(article),
                                    shown_abstract(article),
                                    authors_of(article),
                                    year == 0 ? std::string() : std::to_string(year),
                                    article.journal,
                                    article.doi,
                                    pmid_is_known(article.pmid) ? article.pmid : std::string(),
                                    join(article.keywords, "; "),
                                    std::string(!labelled                          ? ""
                                                : said.verdict == Verdict::include ? "1"
                                                                                   : "0"),
                                    decision ? std::string(name_of(said.verdict)) : std::string(),
                                    said.reason,
                                    said.by,
                                    said.at,
                                    said.note,
                                    said.source,
                                    std::string(decision && said.by != by_rules ? name_of(said.stage) : ""),
                                    std::string(said.adjudicated ? "yes" : ""),
                                    words_json(decision, words),
                                    std::string(notice_value(notice_on(article)))})
        row.cells.push_back(plain_cell(text));
    return row;
}

} // namespace

int run_export_labels(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    Table table;
    table.title = casebook.protocol.title;
    for (const char* name : label_columns)
        table.columns.push_back({name, name});
    casebook.store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (!merged.contains(info.id))
            table.rows.push_back(label_row(casebook.store.view(), article, casebook.store.current_decision(info.id),
                                           told_words(casebook.store, info.id)));
    });
    export_table(request, console, table);
    return 0;
}

} // namespace casebook
