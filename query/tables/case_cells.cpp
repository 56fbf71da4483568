// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/case_cells.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"

#include <algorithm>
#include <map>

namespace casebook {

namespace {

const Case* machine_case(const CaseView& view)
{
    const auto found = std::ranges::find(view.machine.cases, view.now.number, &Case::number);
    return found == view.machine.cases.end() ? nullptr : &*found;
}

void add_quotes(const Field& field, const Case& c, std::vector<Evidence>& quotes)
{
    for (const FieldValue& value : field.get(c))
        if (value.by.empty() && !value.evidence.quote.empty() &&
            std::ranges::find(quotes, value.evidence) == quotes.end())
            quotes.push_back(value.evidence);
}

/// The newest correction of one of the fields of this case; nullptr when people left them alone.
const Correction* correction_of(const CaseView& view, std::initializer_list<std::string> ids)
{
    const Correction* found = nullptr;
    for (const Correction& correction : view.corrections)
        if (correction.case_number == view.now.number && std::ranges::find(ids, correction.field) != ids.end())
            found = &correction;
    return found;
}

std::string joined_text(const Case& c, std::initializer_list<std::string> ids)
{
    std::vector<std::string> texts;
    for (const std::string& id : ids)
        if (const std::string text = field_text(*find_field(id), c); !text.empty())
            texts.push_back(find_field(id)->kind == FieldKind::keyword ? spoken(text) : text);
    return join(texts, "; ");
}

/// A cell with the given text and all that stands behind the fields.
Cell cell_of(const CaseView& view, std::initializer_list<std::string> ids, std::string text)
{
    Cell cell = text.empty() ? missing_cell("NR") : plain_cell(std::move(text));
    for (const std::string& id : ids)
        add_quotes(*find_field(id), view.now, cell.quotes);
    if (const Correction* correction = correction_of(view, ids)) {
        cell.by = correction->by;
        cell.note = correction->note;
        if (const Case* machine = machine_case(view))
            cell.machine = joined_text(*machine, ids);
    }
    return cell;
}

std::string age_text(const Patient& patient)
{
    if (!patient.age_years)
        return "";
    const double years = *patient.age_years.value;
    return years < 3 && years != static_cast<int>(years) ? plain_number(static_cast<int>(years * 12 + 0.5)) + " mo"
                                                         : plain_number(years) + " y";
}

} // namespace

std::string spoken(std::string_view name)
{
    std::string out(name);
    std::ranges::replace(out, '_', ' ');
    return out;
}

Cell missing_cell(std::string_view text)
{
    Cell cell = plain_cell(std::string(text));
    cell.missing = true;
    return cell;
}

Cell field_cell(const CaseView& view, std::initializer_list<std::string> ids)
{
    Cell cell = cell_of(view, ids, joined_text(view.now, ids));
    if (ids.size() == 1)
        for (const FieldValue& value : find_field(*ids.begin())->get(view.now))
            if (value.number && value.number->min == value.number->max && *ids.begin() != "latency")
                cell.number = value.number->min;
    return cell;
}

Cell reference_cell(const Article& article)
{
    const Notice notice = notice_on(article);
    Cell cell = plain_cell(format("{} ({}){}{}", short_reference(article), pmid_text(article.pmid),
                                  notice == Notice::none ? "" : ", ", notice_mark(notice)));
    if (pmid_is_known(article.pmid))
        cell.link = "https://pubmed.ncbi.nlm.nih.gov/" + article.pmid + "/";
    return cell;
}

Cell age_cell(const CaseView& view)
{
    std::string text = age_text(view.now.patient);
    const std::string moment = joined_text(view.now, {"age_at"});
    if (!text.empty() && !moment.empty() && moment != "onset")
        text += " (at " + moment + ")";
    const auto& onset = view.now.patient.age_at_onset_years;
    if (onset)
        text += format("{}{}–{} y at onset, computed", text.empty() ? "" : "; ", plain_number(onset.value->min),
                       plain_number(onset.value->max));
    return cell_of(view, {"age_years", "age_at"}, text);
}

Cell drug_cell(const CaseView& view)
{
    const std::string role = joined_text(view.now, {"role"});
    std::string text = joined_text(view.now, {"drug"});
    if (!role.empty() && role != "suspect")
        text += " (" + role + ")";
    return cell_of(view, {"drug", "role"}, text);
}

Cell dose_cell(const CaseView& view)
{
    std::vector<std::string> parts;
    if (const std::string dose = joined_text(view.now, {"dose_text"}); !dose.empty())
        parts.push_back(dose);
    if (const std::string dose = joined_text(view.now, {"dose_mg_per_kg_day"}); !dose.empty())
        parts.push_back(dose + " mg/kg/day");
    if (const std::string route = joined_text(view.now, {"route"}); !route.empty())
        parts.push_back(route);
    if (parts.size() > 1 && parts[0].find("kg") != std::string::npos && parts[1].ends_with("mg/kg/day"))
        parts.erase(parts.begin() + 1); // the dose in words says so already
    return cell_of(view, {"dose_text", "dose_mg_per_kg_day", "route"}, join(parts, "; "));
}

Cell onset_cell(const CaseView& view)
{
    std::vector<std::string> clocks;
    for (const Stated<Latency>& latency : view.now.latencies) {
        const Anchor anchor = latency.value->anchor;
        clocks.push_back(days_text(latency.value->days) +
                         (anchor == Anchor::unknown ? "" : " from " + spoken(name_of(anchor))));
    }
    Cell cell = cell_of(view, {"latency", "latency_anchor"}, join(clocks, "; "));
    for (std::size_t i = 1; i < view.now.latencies.size(); ++i)
        cell.quotes.push_back(view.now.latencies[i].evidence);
    return cell;
}

Cell event_cell(const CaseView& view)
{
    const std::string term = joined_text(view.now, {"event_term"});
    const std::string words = joined_text(view.now, {"event"});
    if (term.empty() || words.empty() || equal_ignoring_case(term, words))
        return cell_of(view, {"event", "event_term"}, term.empty() ? words : term);
    return cell_of(view, {"event", "event_term"}, term + " (“" + words + "”)");
}

Cell dechallenge_cell(const CaseView& view)
{
    Cell cell = field_cell(view, {"dechallenge"});
    if (view.now.dechallenge.value == Dechallenge::not_applicable) {
        cell.text = "NA";
        cell.missing = true;
    }
    return cell;
}

Cell rechallenge_cell(const CaseView& view)
{
    Cell cell = field_cell(view, {"rechallenge"});
    if (!view.now.rechallenge && view.now.dechallenge.value == Dechallenge::not_done)
        cell.text = "NA"; // what was never stopped cannot be given again
    return cell;
}

std::string corrections_text(const CaseView& view)
{
    std::map<std::string, std::string> newest;
    for (const Correction& correction : view.corrections)
        if (correction.case_number == view.now.number)
            newest[correction.field] = correction.by;
    std::vector<std::string> parts;
    for (const auto& [field, by] : newest)
        parts.push_back(field + " by " + by);
    return join(parts, "; ");
}

} // namespace casebook
