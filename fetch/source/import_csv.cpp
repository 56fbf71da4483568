// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of records as ASReview and Rayyan write them, with what was decided of each.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "fetch/source/import_decisions.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/jats.hpp"
#include "fetch/source/labels.hpp"
#include "fetch/source/own_records.hpp"
#include "fetch/source/record_parts.hpp"
#include "fetch/source/ris.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 4> title_headings = {"title", "primary_title", "article title", "ti"};

/// "A, B; C, D", "A and B", "['A', 'B']".
std::vector<std::string> several(std::string text, std::string_view word_between)
{
    if (text.starts_with('[') && text.ends_with(']'))
        text = replaced(replaced(text.substr(1, text.size() - 2), "', '", ";"), "'", "");
    if (text.find(';') == std::string::npos)
        text = replaced(text, word_between, ";");
    std::vector<std::string> out;
    for (const std::string& part : split(text, ';'))
        if (!trim(part).empty())
            out.push_back(collapse(part));
    return out;
}

/// As `export labels` writes it, or as others say yes.
Notice notice_in(const std::string& value)
{
    const std::string told = lower_ascii(value);
    const bool retracted = told == notice_value(Notice::retracted) || told == "true" || told == "1";
    return retracted ? Notice::retracted : told == notice_value(Notice::concern) ? Notice::concern : Notice::none;
}

Parsed<Article> article_of(const CsvTable& table, const CsvRow& row, const std::string& database)
{
    const auto cell = [&](std::initializer_list<std::string_view> headings) {
        return collapse(without_guard(cell_of(table, row, headings)));
    };
    Article a;
    a.title.text = cell({"title", "primary_title", "article title", "ti"});
    if (a.title.text.empty())
        return parse_error("the row has no title");
    a.abstract = abstract_parts(cell({"abstract", "abstract note", "ab"}));
    for (const std::string& name : several(cell({"authors", "author", "author names", "first_authors"}), " and "))
        a.authors.push_back(author_of(name));
    a.published = date_of(cell({"year", "publication year", "publication_year", "date"}));
    a.journal = cell({"journal", "secondary_title", "source title", "publication title"});
    a.volume = cell({"volume"});
    a.issue = cell({"issue"});
    a.pages = cell({"pages"});
    a.issn = cell({"issn"});
    a.doi = doi_in(cell({"doi"}));
    const std::string pmid = cell({"pmid", "pubmed_id", "pubmed id"});
    a.pmid = std::ranges::all_of(pmid, is_digit) && pmid.size() <= 8 ? pmid : "";
    a.pmcid = pmcid_of(cell({"pmcid", "pmc_id"}));
    a.keywords = several(cell({"keywords"}), ", ");
    put_notice(a, notice_in(cell({"retracted"})));
    if (const std::string language = cell({"language"}); !language.empty())
        a.languages.push_back(language_of(language));
    a.database = database.empty() ? "CSV file" : database_name(database);
    a.id = id_by_content(a);
    return a;
}

/// The table is read at the end of the file: it is small beside what the other kinds bring.
class CsvImport final : public RecordImport
{
public:
    CsvImport(const ImportContext& context, const std::string& name) : context_(context), decisions_(context)
    {
        report_.source = name;
        report_.kind = "CSV";
    }

    void feed(std::string_view bytes) override { text_ += bytes; }
    std::size_t taken() const override { return report_.records + report_.broken.size(); }

    ImportReport finish() override
    {
        const Parsed<CsvTable> table = parse_csv(text_);
        if (!table)
            throw Error(format("{}: byte {}: {}. Save it as CSV (UTF-8) again; nothing of it went in.", report_.source,
                               table.error().position, table.error().what));
        if (table->rows.empty())
            throw Error(
                format("{}: a table without a row below its headings. Export the records again.", report_.source));
        for (const CsvRow& row : table->rows)
            take(*table, row);
        decisions_.finish(report_);
        return std::move(report_);
    }

private:
    void take(const CsvTable& table, const CsvRow& row)
    {
        Parsed<Article> article = article_of(table, row, context_.database);
        const std::string_view raw = std::string_view(text_).substr(row.position, row.length);
        const Origin origin{report_.source, row.position, context_.channel};
        if (!article) {
            context_.store.quarantine(raw, origin, article.error().what);
            report_.broken.push_back({0, origin, article.error().what, "", ""});
            return;
        }
        ++report_.records;
        report_.pmids.push_back(article->pmid);
        const std::string named = collapse(cell_of(table, row, {"record_id"}));
        const bool ours = is_held_as(context_.store, named, *article);
        if (ours)
            article->id = named;
        report_.own += ours ? 1U : 0U;
        if (!context_.decisions_only)
            count_put(ours ? Put::unchanged : context_.store.put(*article, raw, origin, context_.run), report_);
        decisions_.take(*article, ours, decisions_in_row(table, row), raw, row.position, report_);
    }

    const ImportContext& context_;
    DecisionTaker decisions_;
    ImportReport report_;
    std::string text_;
};

} // namespace

bool begins_with_headings(std::string_view head)
{
    const Parsed<CsvTable> first = parse_csv(head.substr(0, head.find_first_of("\r\n")));
    return first && first->headings.size() > 1 && std::ranges::any_of(title_headings, [&](std::string_view heading) {
               return first->column(heading).has_value();
           });
}

std::unique_ptr<RecordImport> make_csv_import(const ImportContext& context, const std::string& name)
{
    return std::make_unique<CsvImport>(context, name);
}

} // namespace casebook
