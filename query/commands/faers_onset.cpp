// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/onset.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/faers/table.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, double>, 5> quantiles = {
    {{"min", 0}, {"q1", 0.25}, {"median", 0.5}, {"q3", 0.75}, {"max", 1}}};

Json fit_json(const std::optional<WeibullFit>& fit)
{
    if (!fit)
        return nullptr;
    return {{"shape", {{"value", fit->shape}, {"low", fit->shape_low}, {"high", fit->shape_high}}},
            {"scale", {{"value", fit->scale}, {"low", fit->scale_low}, {"high", fit->scale_high}}},
            {"log_likelihood", fit->log_likelihood}};
}

Json clock_json(const OnsetClock& clock)
{
    Json out = {{"reports", clock.days.size()}};
    for (const auto& [name, p] : quantiles)
        out[std::string(name)] = clock.days.empty() ? Json(nullptr) : Json(quantile_of(clock.days, p));
    out["no_event_date"] = clock.no_event_date;
    out["no_therapy_date"] = clock.no_therapy_date;
    out["partial"] = clock.partial;
    out["negative"] = clock.negative;
    out["beyond"] = clock.beyond;
    out["weibull"] = fit_json(clock.fit);
    out["weibull_truncated"] = fit_json(clock.truncated);
    return out;
}

Json onset_json(const Asked& asked, const Onset& onset)
{
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out["narrowed"] = narrowed_json(asked.question);
    out["a"] = onset.reports;
    out["data_end"] = to_text(onset.data_end);
    out["first_dose"] = clock_json(onset.first_dose);
    out["last_dose"] = clock_json(onset.last_dose);
    return out;
}

/// What a shape says of the hazard.
std::string_view hazard(const WeibullFit& fit)
{
    return fit.shape_high < 1  ? "the hazard falls with time"
           : fit.shape_low > 1 ? "the hazard rises with time"
                               : "no trend of the hazard";
}

void print_fit(std::string_view name, const std::optional<WeibullFit>& fit, const Console& console)
{
    if (!fit) {
        console.out << format("    {:<22}cannot be fitted: too few times, or too close to the end of the data\n", name);
        return;
    }
    console.out << format("    {:<22}shape {:.3f} ({:.3f} to {:.3f}), scale {:.1f} d ({:.1f} to {:.1f}); {}\n", name,
                          fit->shape, fit->shape_low, fit->shape_high, fit->scale, fit->scale_low, fit->scale_high,
                          hazard(*fit));
}

void print_clock(std::string_view title, const OnsetClock& clock, std::int64_t reports, const Console& console)
{
    const auto share = [&](std::int64_t n) { return format("{} ({} %)", n, percent_text(n, reports)); };
    console.out << format("\n  {}\n    readable in           {}\n", title,
                          share(static_cast<std::int64_t>(clock.days.size())));
    console.out << format("    not readable          no event date {}, no therapy date {}, a partial date {},\n"
                          "                          event before it {}, event after the end of the data {}\n",
                          share(clock.no_event_date), share(clock.no_therapy_date), share(clock.partial),
                          share(clock.negative), share(clock.beyond));
    if (clock.days.empty())
        return;
    console.out << format("    days                  median {:g} (quartiles {:g} to {:g}, range {:g} to {:g})\n",
                          quantile_of(clock.days, 0.5), quantile_of(clock.days, 0.25), quantile_of(clock.days, 0.75),
                          clock.days.front(), clock.days.back());
    print_fit("Weibull", clock.fit, console);
    print_fit("Weibull, truncated", clock.truncated, console);
}

void print_text(const Asked& asked, const Onset& onset, const Console& console)
{
    print_head(asked, console);
    console.out << format("  level          {}\n  end of data    {}\n  reports        {} with drug and event\n",
                          name_of(asked.question.level),
                          onset.data_end
                              ? to_text(onset.data_end) + ", when the last report of this level and period came in"
                              : "not known",
                          onset.reports);
    print_clock("From the first dose to the event", onset.first_dose, onset.reports, console);
    print_clock("From the last dose before the event", onset.last_dose, onset.reports, console);
    console.out
        << "\n  An onset after the end of the data has no report: \"truncated\" takes that into account (each time "
           "bounded by the\n  end of the data less its own start), the other does not. The event's date is one "
           "for the whole case.\n";
    print_caution(asked.store, console);
}

} // namespace

int run_faers_onset(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Asked asked = ask(request, console);
    const Onset onset = time_to_onset(asked.store, asked.question);
    if (form == Format::text)
        print_text(asked, onset, console);
    else
        print_json(onset_json(asked, onset), request, console);
    return 0;
}

} // namespace casebook
