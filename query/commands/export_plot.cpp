// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/pictures/plot.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace casebook {

namespace {

struct PlotFormat
{
    std::string_view word;
    void (*write)(std::ostream&, const Plot&);
};
constexpr std::array<PlotFormat, 4> plot_formats = {
    {{"svg", [](std::ostream& out, const Plot& plot) { write_svg(out, plot.picture); }},
     {"png", [](std::ostream& out, const Plot& plot) { write_png(out, plot.picture); }},
     {"csv", [](std::ostream& out, const Plot& plot) { write_csv(out, plot.numbers); }},
     {"json", [](std::ostream& out, const Plot& plot) { write_json(out, plot.numbers); }}}};

const PlotFormat& plot_format(const Request& request)
{
    std::string word = request.text("--format");
    if (word.empty()) // the end of the file's name says it, ".svg"
        word = lower_ascii(std::filesystem::path(request.text("-o", "x.svg")).extension().string()).erase(0, 1);
    const auto* found = std::ranges::find(plot_formats, word, &PlotFormat::word);
    if (found == plot_formats.end())
        throw UsageError(format("a plot is written as svg or png, its numbers as csv or json, not as {}; end the name "
                                "of -o so, or say --format.",
                                word.empty() ? "a file without an ending" : word));
    return *found;
}

/// What --by names, or what is known of most reports.
std::vector<StratumKind> strata_kinds(const Request& request)
{
    std::vector<StratumKind> out;
    for (const std::string& word : split(request.text("--by", "sex,age,reporter,country"), ',')) {
        const auto kind = find_stratum_kind(trim(word));
        if (!kind)
            throw UsageError(format("--by {}: expected some of sex, age, year, period, country, reporter.", word));
        if (std::ranges::find(out, *kind) == out.end())
            out.push_back(*kind);
    }
    return out;
}

PlotSource plot_source(const Casebook& casebook, const Console& console, bool needs_faers)
{
    PlotSource out{casebook, needs_faers ? Ledger{} : make_ledger(casebook), std::nullopt};
    if (needs_faers || FaersStore::exists(casebook.request.faers()))
        out.faers.emplace(ask(casebook.request, console, Talk::by_command));
    return out;
}

Plot plot_of(const Request& request, const Casebook& casebook, const Console& console)
{
    const std::string kind = request.text("--kind");
    const PlotSource source = plot_source(casebook, console, kind == "forest");
    if (kind == "forest")
        return forest_plot(source, strata_kinds(request));
    if (kind == "timelines") {
        constexpr long usual = 60;
        return timelines_plot(source, static_cast<std::size_t>(request.number("--limit", usual, 1)));
    }
    if (!source.faers)
        console.err << "No quarters of FAERS are held (`faers add`): the plot has the literature alone.\n";
    return kind == "latency" ? latency_plot(source) : years_plot(source);
}

} // namespace

int run_export_plot(const Request& request, const Console& console)
{
    const PlotFormat& form = plot_format(request);
    if (const std::string kind = request.text("--kind"); request.has("--by") && kind != "forest")
        throw UsageError(format("--by belongs to --kind forest, not to {}.", kind));
    if (const std::string kind = request.text("--kind"); request.has("--limit") && kind != "timelines")
        throw UsageError(format("--limit belongs to --kind timelines, not to {}.", kind));
    const Casebook casebook = open_casebook(request);
    const Plot plot = plot_of(request, casebook, console);
    deliver(request, console, [&](std::ostream& out) { form.write(out, plot); });
    return 0;
}

} // namespace casebook
