// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/pair.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/protocol_faers.hpp"
#include "corpus/text.hpp"
#include "index/faers/names.hpp"
#include "query/faers/answer.hpp"
#include "query/faers/question.hpp"
#include "query/searching/searching.hpp"
#include "query/wording.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

const std::string unknown = "unknown";

ReportCounts counts_of(const TwoByTwo& t) { return {t.a, t.a + t.b, t.a + t.c, t.n()}; }

/// The preferred terms that a case of the review may have, as the protocol says them.
std::vector<std::string> terms_of(const EventNames& event)
{
    std::vector<std::string> out = event.faers;
    out.push_back(event.name);
    for (const EventTerm& term : event.terms)
        out.push_back(term.term);
    return out;
}

std::map<std::string, std::int64_t> count_terms(const FaersStore& store, FaersQuestion question,
                                                const std::vector<std::string>& terms)
{
    std::map<std::string, std::int64_t> out;
    for (const std::string& term : terms) {
        const std::string folded = fold_event(term);
        if (out.contains(folded) || look_up(store, FaersWord::event, term).title.empty())
            continue;
        question.events = {term};
        out[folded] = count(store, question).table.a;
    }
    return out;
}

/// Strata of what is known of the case; where its sex or age is not, those of any.
ReportCounts stratum_counts(const std::vector<FaersStratumCounts>& strata, const CaseReports& c)
{
    ReportCounts out;
    for (const FaersStratumCounts& row : strata) {
        if ((c.sex != unknown && row.values[0] != c.sex) || (c.age != unknown && row.values[1] != c.age))
            continue;
        const ReportCounts add = counts_of(row.table);
        out.both += add.both;
        out.drug += add.drug;
        out.event += add.event;
        out.all += add.all;
    }
    return out;
}

} // namespace

CountedPair count_pair(const FaersStore& store, const Protocol& protocol)
{
    const FaersQuestion question = question_of(protocol);
    CountedPair out;
    out.pair = {join(question.drugs, ", "),
                join(question.events, ", "),
                scope_text(store, question) + "; each report once",
                std::string(name_of(question.level)),
                role_codes(question),
                question.from ? to_text(question.from) : "",
                question.to ? to_text(question.to) : "",
                counts_of(count(store, question).table),
                static_cast<std::int64_t>(store.counting().made_up)};
    out.strata = by_strata(store, question, {StratumKind::sex, StratumKind::age});
    out.terms = count_terms(store, question, terms_of(protocol.event));
    return out;
}

std::optional<CountedPair> count_pair(const Casebook& casebook, const Console& console)
{
    try {
        if (!FaersStore::exists(casebook.request.faers()))
            return std::nullopt;
        const NameRules names = open_faers_names(casebook.request.protocol());
        return count_pair(open_faers(casebook.request, names, console), casebook.protocol);
    } catch (const Error& e) { // articles are to be found whatever became of FAERS
        console.err << e.what() << "\nThe index is made without FAERS.\n";
        return std::nullopt;
    }
}

CaseReports reports_like(const CountedPair& counted, const Case& c)
{
    CaseReports out;
    if (c.patient.sex && *c.patient.sex.value != Sex::unknown)
        out.sex = name_of(*c.patient.sex.value);
    if (c.patient.age_years)
        out.age = age_band_names.at(age_band(*c.patient.age_years.value));
    if (out.sex != unknown || out.age != unknown)
        out.stratum = stratum_counts(counted.strata, out);
    out.term = c.reaction.term;
    if (const auto term = counted.terms.find(fold_event(c.reaction.term)); term != counted.terms.end())
        out.term_reports = term->second;
    return out;
}

std::optional<IndexedPair> open_indexed_pair(const Casebook& casebook)
{
    if (!std::filesystem::exists(casebook.request.index()))
        return std::nullopt;
    try {
        LiteratureReader reader(casebook.request.index());
        const std::optional<PairReports> pair = reader.pair();
        if (!pair)
            return std::nullopt;
        const bool stale = is_behind(reader, casebook.request, casebook.store.revision());
        return IndexedPair{std::move(reader), *pair, stale};
    } catch (const Error&) { // broken off or of another version: `status` tells
        return std::nullopt;
    }
}

nlohmann::ordered_json with_rule(const CaseReports& reports, const PairReports& pair)
{
    nlohmann::ordered_json out = to_json(reports);
    out["level"] = pair.level;
    out["roles"] = pair.roles;
    out["period"] = to_json(pair)["period"];
    return out;
}

std::string stratum_text(const CaseReports& reports)
{
    const bool sex = reports.sex != unknown;
    const bool age = reports.age != unknown;
    if (!sex && !age)
        return "";
    return format("{}, {}", sex ? reports.sex : reports.age + " y",
                  !sex  ? "sex not known: of either"
                  : age ? reports.age + " y"
                        : "age not known: of any");
}

namespace {

std::string term_text(const CaseReports& reports)
{
    if (reports.term.empty())
        return "";
    return reports.term_reports ? format("; {} itself in {} of all with the drug", reports.term, *reports.term_reports)
                                : format("; {} is no preferred term in the quarters held", reports.term);
}

} // namespace

std::string reports_text(const CaseReports& reports)
{
    if (!reports.stratum)
        return "neither sex nor age of the case is known, so it is in no stratum" + term_text(reports);
    if (reports.stratum->drug == 0)
        return format("no report with the drug is in the case's stratum ({}){}", stratum_text(reports),
                      term_text(reports));
    return format("the event stands in {} of {} with the drug in the case's stratum ({}){}", reports.stratum->both,
                  counted(static_cast<std::uint64_t>(reports.stratum->drug), "report"), stratum_text(reports),
                  term_text(reports));
}

std::string pair_text(const PairReports& pair)
{
    const std::string made_up =
        pair.made_up == 0 ? "" : format("; {} of those held are made up, so this says nothing", pair.made_up);
    return format("the event stands in {} of {} with {} ({}{})", pair.counts.both,
                  counted(static_cast<std::uint64_t>(pair.counts.drug), "report"), pair.drug, pair.rule, made_up);
}

} // namespace casebook
