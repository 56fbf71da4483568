// SPDX-License-Identifier: GPL-3.0-or-later
// The tables for programs: every case with every field, every decision with its grounds.
#include "corpus/computed_columns.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/appraisal_cells.hpp"
#include "query/appraisal/naranjo.hpp"
#include "query/duplicates.hpp"
#include "query/evidence/evidence_table.hpp"
#include "query/json_values.hpp"
#include "query/people/value_conflicts.hpp"
#include "query/rights.hpp"
#include "query/tables/case_cells.hpp"
#include "query/wording.hpp"

namespace casebook {

namespace {

/// A cell as data: what is not said is empty.
Cell data_cell(Cell cell)
{
    if (cell.missing)
        cell.text.clear();
    return cell;
}

Cell number_cell(double value)
{
    Cell cell = plain_cell(plain_number(value));
    cell.number = value;
    return cell;
}

/// Half an hour is 0.02 of a day at two decimals: a number for programs keeps what counts.
Cell days_cell(double value)
{
    Cell cell = plain_cell(format("{:.10g}", tidy(value)));
    cell.number = tidy(value);
    return cell;
}

std::vector<Column> case_columns()
{
    std::vector<Column> out;
    for (const char* id :
         {"case", "article", "pmid", "reference", "year", "decision", "reason", "decided_by", "counted"})
        out.push_back({id, id});
    for (const Field& field : fields())
        out.push_back({std::string(field.id), std::string(field.id)});
    for (const char* id : {"latency_days_min", "latency_days_max", "naranjo_low", "naranjo_high"})
        out.push_back({id, id});
    for (const ComputedColumn& column : computed_columns)
        out.push_back({std::string(column.id), std::string(column.id)});
    for (const char* id : {"corrected", "in_conflict", "retracted"})
        out.push_back({id, id});
    return out;
}

Cell year_cell(const Article& article)
{
    return year_of(article) == 0 ? plain_cell("") : number_cell(year_of(article));
}

/// The PMID, or nothing where none is known: the sample's stand-in numbers are not PubMed's.
std::string known_pmid(const Article& article) { return pmid_is_known(article.pmid) ? article.pmid : ""; }

/// Of cases in which the drug is suspected; the others have nothing there.
void add_appraisal(const std::optional<CaseAppraisal>& appraisal, std::vector<Cell>& to)
{
    if (!appraisal) {
        to.insert(to.end(), 2 + std::size(computed_columns), plain_cell(""));
        return;
    }
    const NaranjoScore score = naranjo_score(replies_of(form_of(*appraisal, "naranjo")));
    to.push_back(number_cell(score.low));
    to.push_back(number_cell(score.high));
    for (const ComputedColumn& column : computed_columns)
        to.push_back(computed_cell(*appraisal, column.id));
}

std::vector<Cell> case_cells(const CaseView& view, const std::optional<CaseAppraisal>& appraisal,
                             const std::optional<Decision>& decision, bool merged,
                             const std::vector<ValueConflict>& unsettled)
{
    const Article& article = view.article;
    const bool counted = decision && decision->verdict == Verdict::include && is_suspected(view.now) && !merged;
    std::vector<Cell> out;
    for (const std::string& text :
         {case_id(article.id, view.now.number), article.id, known_pmid(article), short_reference(article)})
        out.push_back(plain_cell(text));
    out.push_back(year_cell(article));
    for (const std::string& text :
         {std::string(name_of(decision ? decision->verdict : Verdict::unclear)), decision ? decision->reason : "",
          decision ? decision->by : "", std::string(counted ? "yes" : "no")})
        out.push_back(plain_cell(text));
    for (const Field& field : fields()) {
        out.push_back(data_cell(field_cell(view, {std::string(field.id)})));
        if (!out.back().text.empty() && field.kind == FieldKind::keyword)
            out.back().text = field_text(field, view.now); // names as the contract writes them
    }
    const bool timed = !view.now.latencies.empty();
    out.push_back(timed ? days_cell(view.now.latencies.front().value->days.min) : plain_cell(""));
    out.push_back(timed ? days_cell(view.now.latencies.front().value->days.max) : plain_cell(""));
    add_appraisal(appraisal, out);
    out.push_back(plain_cell(corrections_text(view)));
    out.push_back(plain_cell(unsettled_text(unsettled, view.now.number)));
    out.push_back(plain_cell(std::string(notice_value(notice_on(article)))));
    return out;
}

std::string grounds_text(const Decision& decision)
{
    std::vector<std::string> parts;
    for (const Ground& ground : decision.grounds)
        parts.push_back(ground.criterion + ": " + ground.verdict + (ground.note.empty() ? "" : ", " + ground.note) +
                        (ground.evidence.quote.empty() ? "" : " “" + ground.evidence.quote + "”"));
    return join(parts, "; ");
}

Row decision_row(const Article& article, const Decision& decision, bool current)
{
    Row row{article.id, article.id, is_paraphrase(article), {}};
    for (const std::string& text :
         {article.id, known_pmid(article), short_reference(article), display_title(article), verdict_word(decision),
          decision.reason, decision.by, decision.at, std::string(current ? "yes" : "no"), decision.note,
          decision.source, std::string(decision.by == by_rules || decision.by.empty() ? "" : name_of(decision.stage)),
          std::string(decision.adjudicated ? "yes" : ""), grounds_text(decision),
          std::string(notice_value(notice_on(article)))})
        row.cells.push_back(plain_cell(text));
    row.cells.insert(row.cells.begin() + 4, year_cell(article));
    return row;
}

} // namespace

Table case_table(const Casebook& casebook)
{
    const Store& store = casebook.store;
    Table table;
    table.title = casebook.protocol.title + ": cases";
    table.columns = case_columns();
    const std::map<std::string, std::string> merged = merged_records(store);
    const Appraiser appraiser(store);
    for (const std::string& id : store.article_ids()) {
        const std::vector<Case> cases = current_cases(store, id);
        if (cases.empty())
            continue;
        const Article article = *store.article(id);
        const Extraction machine = store.extraction(id).value_or(Extraction{});
        const std::vector<Correction> corrections = store.current_corrections(id);
        const std::vector<ValueConflict> unsettled = unsettled_values(store, id);
        for (const Case& c : cases)
            table.rows.push_back({case_id(id, c.number), id, is_paraphrase(article),
                                  case_cells({article, c, machine, corrections},
                                             is_suspected(c) ? std::optional(appraiser.of(article, c)) : std::nullopt,
                                             store.current_decision(id), merged.contains(id), unsettled)});
    }
    add_view(store.view(), table);
    table.footnotes.emplace_back(rights_notice);
    return table;
}

Table decision_table(const Casebook& casebook)
{
    const Store& store = casebook.store;
    Table table;
    table.title = casebook.protocol.title + ": decisions";
    for (const char* id : {"article", "pmid", "reference", "title", "year", "verdict", "reason", "by", "at", "current",
                           "note", "source", "stage", "adjudicated", "grounds", "retracted"})
        table.columns.push_back({id, id});
    store.each_article([&](const ArticleInfo& info, const Article& article) {
        std::vector<Decision> all = store.decisions(info.id); // of each record its own
        std::erase_if(all, [&](const Decision& decision) { return !sees(store.view(), decision.by); });
        const auto current = store.current_decision(info.id);
        for (const Decision& decision : all)
            table.rows.push_back(decision_row(article, decision, decision == current));
        if (all.empty())
            table.rows.push_back(decision_row(article, {}, true));
    });
    add_view(store.view(), table);
    table.footnotes.emplace_back(rights_notice);
    return table;
}

} // namespace casebook
