// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/appraisal_cells.hpp"

#include "corpus/format.hpp"
#include "query/appraisal/naranjo.hpp"
#include "query/appraisal/who_umc.hpp"
#include "query/casebook.hpp"
#include "query/counting/ledger.hpp"
#include "query/rights.hpp"
#include "query/tables/case_cells.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// The score alone: what would settle it stands in `appraise`.
std::string before_fact(std::string text) { return text.substr(0, text.find(';')); }

/// Read without colour.
Cell symbol_cell(const AppraisedItem& item)
{
    constexpr std::string_view symbols[] = {"?", "yes", "no", "n/a"};
    Cell out = plain_cell(std::string(symbols[static_cast<std::size_t>(item.reply())]));
    out.quotes = item.machine.words;
    if (!item.people.empty()) {
        out.by = item.people.back().by;
        out.note = item.people.back().note;
        out.machine = symbols[static_cast<std::size_t>(item.machine.answer)];
    }
    return out;
}

Row appraisal_row(const CaseAppraisal& appraisal, const Instrument& instrument)
{
    const std::string id = case_id(appraisal.article.id, appraisal.now.number);
    Row row{id, appraisal.article.id, is_paraphrase(appraisal.article), {}};
    row.cells.push_back(reference_cell(appraisal.article));
    row.cells.push_back(plain_cell(id));
    for (const AppraisedItem& item : form_of(appraisal, instrument.id).items)
        row.cells.push_back(symbol_cell(item));
    row.cells.push_back(plain_cell(before_fact(result_text(appraisal, instrument))));
    row.cells.push_back(plain_cell(authors_text(appraisal)));
    return row;
}

} // namespace

Cell computed_cell(const CaseAppraisal& appraisal, std::string_view column)
{
    if (column == "naranjo")
        return plain_cell(before_fact(naranjo_text(appraisal)));
    if (column == "who_umc")
        return plain_cell(before_fact(who_umc_text(appraisal)));
    return plain_cell(form_text(form_of(appraisal, "murad")));
}

Cell causality_cell(const CaseAppraisal& appraisal)
{
    const std::string ours = "ours: Naranjo " + before_fact(naranjo_text(appraisal));
    const std::string theirs = authors_text(appraisal);
    Cell out = plain_cell(theirs.empty() ? ours : "published: " + theirs + "; " + ours);
    for (const Stated<Causality>& said : appraisal.now.causality) {
        if (said.by.empty())
            out.quotes.push_back(said.evidence);
        else
            out.by = said.by;
    }
    return out;
}

Table appraisal_table(const Casebook& casebook, const Instrument& instrument)
{
    Table table;
    table.title = casebook.protocol.title + ": " + std::string(instrument.name);
    table.about = {format("Appraisal by {}: {}.", instrument.name, counting_rule)};
    table.columns = {{"reference", "Author, year (PMID)"}, {"case", "Case"}};
    for (std::size_t i = 1; i <= instrument.items.size(); ++i)
        table.columns.push_back({format("item_{}", i), std::to_string(i)});
    table.columns.push_back({"result", "Result"});
    table.columns.push_back({"authors", "The authors'"});
    add_view(casebook.store.view(), table);
    const Appraiser appraiser(casebook.store);
    for (const IncludedReport& report : included_reports(casebook.store))
        for (const Case& c : current_cases(casebook.store, report.article.id))
            if (is_suspected(c))
                table.rows.push_back(appraisal_row(appraiser.of(report.article, c), instrument));
    table.footnotes.emplace_back("?: open; n/a: not applicable. What nobody answered is the machine's proposal.");
    for (std::size_t i = 0; i < instrument.items.size(); ++i)
        table.footnotes.push_back(format("{}: {}", i + 1, instrument.items[i].question));
    table.footnotes.push_back(format("Source: {}.", instrument.source));
    table.footnotes.emplace_back(rights_notice);
    return table;
}

} // namespace casebook
