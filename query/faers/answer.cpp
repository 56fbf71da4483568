// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/answer.hpp"

#include "corpus/format.hpp"
#include "corpus/protocol_faers.hpp"
#include "corpus/text.hpp"
#include "index/faers/archive_prior.hpp"
#include "index/faers/links.hpp"
#include "query/casebook.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json date_json(FaersDate date) { return date ? Json(to_text(date)) : Json(nullptr); }

/// "2004Q1 to 2026Q2, 3 quarters held"; gaps are said, because a count over them is no count of the period.
std::string quarters_text(const FaersStore& store)
{
    const FaersQuarter first = store.quarters().front().quarter;
    const FaersQuarter last = store.quarters().back().quarter;
    const std::size_t held = store.quarters().size();
    const std::size_t span = last.number() - first.number() + 1;
    if (held == 1)
        return to_text(first) + " alone";
    return format("{} to {}, {}", to_text(first), to_text(last),
                  held == span ? format("{} quarters", held) : format("{} of {} quarters held", held, span));
}

/// The members of a group that the data have, as published, and how many more were asked for.
std::string group_text(const FaersStore& store, FaersWord kind, const std::vector<std::string>& words)
{
    std::vector<std::string> held;
    std::size_t absent = 0;
    for (const std::string& word : words) {
        const std::string title = look_up(store, kind, word).title;
        absent += title.empty() ? 1U : 0U;
        if (!title.empty() && std::ranges::find(held, title) == held.end()) // a salt is its ingredient
            held.push_back(title);
    }
    if (held.empty())
        return join(words, ", ") + " (in no report held)";
    return join(held, ", ") + (absent == 0 ? "" : format(" ({} more in no report held)", absent));
}

std::string period_text(const FaersQuestion& question)
{
    if (!question.from && !question.to)
        return "any date";
    return format("{} to {}", question.from ? to_text(question.from) : "the beginning",
                  question.to ? to_text(question.to) : "the end");
}

std::string chi2_text(const std::optional<double>& value)
{
    return value ? format("{:.2f}", *value) : "not computable";
}

/// Of the reports in a: how many hang together by links, in how many groups, and how many are left when each group is
/// taken for one patient.
struct Linked
{
    std::size_t reports = 0, groups = 0, distinct = 0;
};

Linked linked_among(const Asked& asked, const FaersCounts& counts)
{
    Linked out;
    for (const auto& group : groups_of(find_links(FaersReports(asked.store), counts.reports))) {
        out.reports += group.size();
        ++out.groups;
    }
    out.distinct = counts.reports.size() - out.reports + out.groups;
    return out;
}

} // namespace

std::optional<GpsPrior> read_prior(const Request& request)
{
    if (!request.has("--prior"))
        return std::nullopt;
    const Parsed<GpsPrior> prior = parse_prior(request.text("--prior"));
    if (!prior)
        throw UsageError(format("--prior {}: {}.", request.text("--prior"), prior.error().what));
    return *prior;
}

Asked ask(const Request& request, const Console& console, Talk talk)
{
    const Protocol protocol = open_protocol(request.protocol());
    const std::optional<GpsPrior> prior = read_prior(request);
    FaersStore store = open_faers(request, open_faers_names(request.protocol()), console);
    FaersQuestion question = question_of(protocol, request, store, console);
    if (talk == Talk::by_ask && format_of(request) != Format::text)
        say_made_up(store, console.err);
    return {std::move(store), std::move(question), prior};
}

FaersStore open_faers(const Request& request, const NameRules& names, const Console& console)
{
    const std::filesystem::path folder = request.faers();
    if (FaersStore::exists(folder) && !FaersStore::is_current(folder, names)) {
        console.err
            << "The names in protocol.json or the program changed, or what was counted is gone: the reports held are "
               "counted anew.\n";
        FaersWriter writer(folder);
        writer.set_names(names);
        writer.commit();
    }
    return FaersStore(folder);
}

std::optional<UsedPrior> used_prior(const Asked& asked, const FaersQuestion& question)
{
    if (asked.given_prior)
        return UsedPrior{*asked.given_prior, std::nullopt};
    std::optional<PriorFit> fit = kept_prior(asked.store, question);
    return fit ? std::optional(UsedPrior{fit->prior, fit}) : std::nullopt;
}

std::optional<GpsPrior> prior_alone(const std::optional<UsedPrior>& used)
{
    return used ? std::optional(used->prior) : std::nullopt;
}

Answer answer(const Asked& asked, const FaersQuestion& question)
{
    FaersCounts counts = count(asked.store, question);
    std::optional<UsedPrior> prior = used_prior(asked, question);
    Measures measures = measure(counts.table, prior_alone(prior));
    if (measures.expected == 0) // the prior alone would give a number
        measures.ebgm.reset();
    return {std::move(counts), measures, std::move(prior)};
}

std::string why_unmeasured(const FaersQuestion& question, const TwoByTwo& table)
{
    std::vector<std::string> absent;
    if (table.a + table.b == 0)
        absent.push_back(join(question.drugs, ", "));
    if (table.a + table.c == 0)
        absent.push_back(join(question.events, ", "));
    return absent.empty() ? "" : "no report counted names " + join(absent, " nor ");
}

std::string why_unmeasured(const TwoByTwo& table)
{
    return table.a + table.b == 0 ? "no report has the drug (A + B is 0)" : "";
}

std::optional<Estimate> ic_of(const Answer& found)
{
    return found.measures.expected == 0 ? std::nullopt : std::optional(found.measures.ic);
}

Json narrowed_json(const FaersQuestion& question)
{
    Json out = Json::array();
    for (const std::string& words : narrowings(question))
        out.push_back(words);
    return out;
}

Json classes_json(const Asked& asked, const FaersCounts& counts)
{
    const auto classes = classes_of(asked.store, asked.question, counts.reports);
    Json out;
    for (std::size_t i = 0; i < classes.size(); ++i)
        out[std::string(exposure_class_names.at(i))] = classes.at(i);
    return out;
}

Json head_json(const Asked& asked)
{
    return {{"version", 1},
            {"made_up", asked.store.counting().made_up},
            {"drug", join(asked.question.drugs, ", ")},
            {"event", join(asked.question.events, ", ")},
            {"roles", role_codes(asked.question)}};
}

Json period_json(const FaersQuestion& question)
{
    return Json::array({date_json(question.from), date_json(question.to)});
}

Json quarters_json(const FaersStore& store)
{
    Json quarters = Json::array();
    for (const HeldQuarter& held : store.quarters())
        quarters.push_back(to_text(held.quarter));
    return quarters;
}

Json table_json(const TwoByTwo& t) { return {{"a", t.a}, {"b", t.b}, {"c", t.c}, {"d", t.d}, {"n", t.n()}}; }

Json estimate_json(const std::optional<Estimate>& value, const char* low, const char* high)
{
    if (!value)
        return {{"value", nullptr}, {low, nullptr}, {high, nullptr}};
    return {{"value", value->value}, {low, value->low}, {high, value->high}};
}

Json links_json(const Asked& asked, const FaersCounts& counts)
{
    const Linked linked = linked_among(asked, counts);
    return {{"reports", linked.reports}, {"groups", linked.groups}, {"distinct", linked.distinct}};
}

Json parameters_json(const GpsPrior& prior)
{
    Json out;
    const std::array<double, 5> values = parameters(prior);
    for (std::size_t i = 0; i < values.size(); ++i)
        out[prior_names.at(i)] = values.at(i);
    return out;
}

Json prior_json(const std::optional<UsedPrior>& used)
{
    if (!used)
        return nullptr;
    Json out = parameters_json(used->prior);
    out["fitted"] = used->fit.has_value();
    if (used->fit) {
        out["pairs"] = used->fit->pairs;
        out["converged"] = used->fit->converged;
        out["at_bound"] = used->fit->at_bound;
    }
    return out;
}

Json measures_json(const Measures& measures)
{
    Json prr = estimate_json(measures.prr, "low", "high");
    prr["chi2"] = or_null(measures.chi2);
    prr["chi2_yates"] = or_null(measures.chi2_yates);
    return {{"ror", estimate_json(measures.ror, "low", "high")},
            {"prr", prr},
            {"ic", estimate_json(measures.ic, "ic025", "ic975")},
            {"ebgm", measures.ebgm ? estimate_json(measures.ebgm, "eb05", "eb95") : Json(nullptr)}};
}

Json measures_json(const Answer& found)
{
    Json out = measures_json(found.measures);
    out["ic"] = estimate_json(ic_of(found), "ic025", "ic975");
    return out;
}

std::string scope_text(const FaersStore& store, const FaersQuestion& question)
{
    return format("level {}; roles {}; first receipt {}; quarters {}", name_of(question.level), roles_text(question),
                  period_text(question), quarters_text(store));
}

std::string estimate_text(const std::optional<Estimate>& value)
{
    if (!value)
        return "not computable (a cell is 0)";
    return format("{:.2f} ({:.2f} to {:.2f})", value->value, value->low, value->high);
}

void print_head(const Asked& asked, const Console& console)
{
    const FaersQuestion& q = asked.question;
    console.out << format(
        "  drug           {}\n  event          {}\n  quarters       {}\n  roles          {}\n  first receipt  {}\n",
        group_text(asked.store, FaersWord::drug, q.drugs), group_text(asked.store, FaersWord::event, q.events),
        quarters_text(asked.store), roles_text(q), period_text(q));
    if (const std::vector<std::string> narrowed = narrowings(q); !narrowed.empty())
        console.out << format("  narrowed to    {}\n", join(narrowed, ", "));
}

void print_table(const TwoByTwo& t, const Console& console)
{
    const auto row = [&](std::string_view name, std::int64_t with, std::int64_t without) {
        console.out << format("  {:<10}{:>12}{:>12}{:>12}\n", name, with, without, with + without);
    };
    console.out << format("\n  {:<10}{:>12}{:>12}{:>12}\n", "reports", "event", "no event", "all");
    row("drug", t.a, t.b);
    row("no drug", t.c, t.d);
    row("all", t.a + t.c, t.b + t.d);
}

void print_classes(const Asked& asked, const FaersCounts& counts, const Console& console)
{
    const auto classes = classes_of(asked.store, asked.question, counts.reports);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < classes.size(); ++i)
        if (classes.at(i) > 0)
            parts.push_back(format("{} {}", exposure_class_names.at(i), classes.at(i)));
    if (!parts.empty())
        console.out << "  the drug was given as: " << join(parts, ", ") << "\n";
}

void print_links(const Asked& asked, const FaersCounts& counts, const Console& console)
{
    const Linked linked = linked_among(asked, counts);
    if (linked.groups == 0)
        console.out << "  no two of these reports are linked as probable duplicates\n";
    else
        console.out << format("  {} of these {} reports hang together as probable duplicates, in {}: {} if each group "
                              "is one patient\n  (nothing is left out for that; `casebook faers links` shows them)\n",
                              linked.reports, counts.reports.size(), counted(linked.groups, "group"), linked.distinct);
}

std::string prior_text(const UsedPrior& used)
{
    const GpsPrior& prior = used.prior;
    const bool at_bound = used.fit && !used.fit->at_bound.empty();
    return format("prior Γ({:.4g}, {:.4g}) and Γ({:.4g}, {:.4g}), weight {:.4g}, {}{}", prior.alpha1, prior.beta1,
                  prior.alpha2, prior.beta2, prior.p,
                  used.fit ? format("fitted to {} pairs", used.fit->pairs) : "given",
                  at_bound ? "; it ran to a bound, which these pairs do not tell: go by IC and ROR" : "");
}

void print_measures(const Measures& m, const std::optional<UsedPrior>& prior, const Console& console)
{
    console.out << format("  expected  {:.4g}    (a+b)(a+c)/N, were drug and event independent\n", m.expected)
                << format("  ROR       {}    ad/bc, Wald on the logarithm\n", estimate_text(m.ror))
                << format("  PRR       {}    (a/(a+b))/(c/(c+d))\n", estimate_text(m.prr))
                << format("  chi²      {}, with Yates' correction {}\n", chi2_text(m.chi2), chi2_text(m.chi2_yates))
                << format("  IC        {}    log2((a+½)/(E+½)), quantiles of Γ(a+½, E+½)\n", estimate_text(m.ic));
    if (m.ebgm)
        console.out << format("  EBGM      {}    90 %; {}\n", estimate_text(m.ebgm), prior_text(*prior));
    console.out << format("  Evans' rule (a >= 3, PRR >= 2, Yates' chi² >= 4) is {}met; IC025 is {}above 0\n",
                          m.evans ? "" : "not ", m.ic.low > 0 ? "" : "not ");
}

void print_caution(const FaersStore& store, const Console& console)
{
    if (store.counting().made_up > 0)
        console.out << "\n";
    say_made_up(store, console.out);
    console.out << "\nReports are not patients: they may repeat each other, and how many people took the drug is not "
                   "known, so no\nrate follows from these numbers.\n";
}

void say_made_up(const FaersStore& store, std::ostream& out)
{
    if (store.counting().made_up > 0)
        out << made_up_text(store) << "\n";
}

std::string made_up_text(const FaersStore& store)
{
    const std::uint64_t made_up = store.counting().made_up;
    return made_up == 0 ? ""
                        : format("{} of the {} reports held are made up: samples of Casebook, not FDA's. These counts "
                                 "say nothing about any drug.",
                                 made_up, store.counting().origin.size());
}

void print_json(const Json& json, const Request& request, const Console& console)
{
    console.out << json.dump(format_of(request) == Format::jsonl ? -1 : 1) << "\n";
}

} // namespace casebook
