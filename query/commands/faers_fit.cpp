// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/archive_prior.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json fit_json(const Asked& asked, const PriorFit& fit)
{
    Json out = head_json(asked);
    out.erase("drug");
    out.erase("event");
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out["narrowed"] = narrowed_json(asked.question);
    out["quarters"] = quarters_json(asked.store);
    out["archive"] = asked.store.counting_name();
    out["pairs"] = fit.pairs;
    out["groups"] = fit.groups;
    out["prior"] = parameters_json(fit.prior);
    out["log_likelihood"] = fit.log_likelihood;
    out["converged"] = fit.converged;
    out["at_bound"] = fit.at_bound;
    out["starts"] = Json::array();
    for (const PriorStart& start : fit.starts)
        out["starts"].push_back({{"from", parameters_json(start.from)},
                                 {"to", parameters_json(start.to)},
                                 {"log_likelihood", start.log_likelihood},
                                 {"rounds", start.rounds},
                                 {"converged", start.converged}});
    return out;
}

std::string parameters_text(const GpsPrior& prior)
{
    std::vector<std::string> out;
    for (const double value : parameters(prior))
        out.push_back(format("{:.4g}", value));
    return join(out, ", ");
}

void print_starts(const PriorFit& fit, const Console& console)
{
    console.out << format("\n  {:<32}{:>7}{:>17}  {}\n", "start (α1, β1, α2, β2, P)", "rounds", "log likelihood",
                          "led to");
    for (const PriorStart& start : fit.starts)
        console.out << format("  {:<32}{:>7}{:>17.3f}  {}{}\n", parameters_text(start.from), start.rounds,
                              start.log_likelihood, parameters_text(start.to),
                              start.converged ? "" : " (not converged)");
    const auto near = std::ranges::count_if(
        fit.starts, [&](const PriorStart& start) { return start.log_likelihood > fit.log_likelihood - 0.01; });
    console.out << format("  {} of {} starts led to the best top\n", near, fit.starts.size());
}

void print_fit(const Asked& asked, const PriorFit& fit, const Console& console)
{
    std::string scope = scope_text(asked.store, asked.question);
    scope.front() = 'L';
    const GpsPrior& p = fit.prior;
    console.out << scope << "\n";
    if (const std::vector<std::string> narrowed = narrowings(asked.question); !narrowed.empty())
        console.out << "Narrowed to: " << join(narrowed, ", ") << "\n";
    console.out << format("{} pairs of an ingredient and a preferred term, in {} groups\n\n", fit.pairs, fit.groups)
                << format("  prior           α1 {:.4g}, β1 {:.4g}, α2 {:.4g}, β2 {:.4g}, P {:.4g}\n", p.alpha1, p.beta1,
                          p.alpha2, p.beta2, p.p)
                << format("  log likelihood  {:.3f}, of counts of 1 or more; {}\n", fit.log_likelihood,
                          fit.converged ? "converged" : "NOT converged: the rounds ran out");
    if (!fit.at_bound.empty())
        console.out << format("  at its bound    {}: the likelihood rises all the way to it, so these pairs do\n"
                              "                  not tell it. EBGM can be computed; if it tells pairs little apart, go "
                              "by IC and ROR\n",
                              join(fit.at_bound, ", "));
    print_starts(fit, console);
    console.out << "\nKept in faers/ for this level, roles, period and people, until other quarters are held: `faers "
                   "count`, `signal`,\n`table` and `scan` give EBGM under it.\n";
    if (asked.store.counting().made_up > 0)
        console.out << "\n";
    say_made_up(asked.store, console.out);
}

} // namespace

int run_faers_fit(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    const std::optional<PriorFit> fit = fit_archive_prior(asked.store, asked.question);
    if (!fit)
        throw Error(
            "the quarters held: there are too few pairs for a prior of five parameters. Add quarters, or ask for more "
            "roles or a longer period.");
    keep_prior(asked.store, asked.question, *fit);
    if (form == Format::text)
        print_fit(asked, *fit, console);
    else
        print_json(fit_json(asked, *fit), request, console);
    return 0;
}

} // namespace casebook
