// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/ranking/simulation.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/json_values.hpp"
#include "query/people/labelled.hpp"
#include "query/tables/exporters.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// Of one figure over the runs.
struct Figures
{
    double mean = 0, sd = 0, least = 0, most = 0;
};

Figures figures_of(const std::vector<double>& values)
{
    Figures out;
    const auto n = static_cast<double>(values.size());
    for (const double value : values)
        out.mean += value / n;
    for (const double value : values)
        out.sd += (value - out.mean) * (value - out.mean);
    out.sd = values.size() > 1 ? std::sqrt(out.sd / (n - 1)) : 0;
    std::tie(out.least, out.most) = std::pair(*std::ranges::min_element(values), *std::ranges::max_element(values));
    return out;
}

struct Measure
{
    const char* id;
    std::string_view label;
    double (*of)(const std::vector<bool>& read);
};
constexpr Measure measures[] = {
    {"wss_95", "WSS@95", [](const std::vector<bool>& read) { return 100 * work_saved(read, 0.95); }},
    {"wss_100", "WSS@100", [](const std::vector<bool>& read) { return 100 * work_saved(read, 1); }},
    {"atd", "ATD", [](const std::vector<bool>& read) { return 100 * average_time_to_discovery(read); }},
    {"recall_10", "recall after 10 %", [](const std::vector<bool>& read) { return 100 * recall_after(read, 0.1); }},
    {"recall_20", "recall after 20 %", [](const std::vector<bool>& read) { return 100 * recall_after(read, 0.2); }},
};

/// What a stopping rule did over the runs.
struct Stopped
{
    const StoppingRule* rule = nullptr;
    Figures read, recall, missed, expected, at_most; ///< percent, percent, records, records, records
    std::size_t bound_held = 0;                      ///< runs in which no more were missed than `at_most`
};

Stopped stopped_by(const StoppingRule& rule, const std::vector<SimulatedReview>& reviews)
{
    std::vector<double> read, recall, missed, expected, at_most;
    Stopped out;
    for (const SimulatedReview& review : reviews) {
        const auto pool = static_cast<double>(review.read.size());
        const std::size_t until = stopped_after(rule, review.read);
        const std::vector<bool> so_far(review.read.begin(), review.read.begin() + static_cast<std::ptrdiff_t>(until));
        const auto all = static_cast<double>(std::ranges::count(review.read, true));
        const auto found = static_cast<double>(std::ranges::count(so_far, true));
        read.push_back(100 * static_cast<double>(until) / pool);
        recall.push_back(100 * found / all);
        missed.push_back(all - found);
        expected.push_back(expected_missed(so_far, review.read.size()));
        at_most.push_back(static_cast<double>(most_missed(so_far, review.read.size())));
        out.bound_held += missed.back() <= at_most.back() ? 1U : 0U;
    }
    return {&rule,
            figures_of(read),
            figures_of(recall),
            figures_of(missed),
            figures_of(expected),
            figures_of(at_most),
            out.bound_held};
}

struct Simulated
{
    std::string file;
    LabelledRecords records;
    std::size_t priors = 1;
    unsigned seed = 1;
    std::vector<SimulatedReview> reviews;

    std::vector<double> each(const Measure& measure) const
    {
        std::vector<double> out;
        for (const SimulatedReview& review : reviews)
            out.push_back(measure.of(review.read));
        return out;
    }
    std::vector<double> recalls(int percent) const
    {
        std::vector<double> out;
        for (const SimulatedReview& review : reviews)
            out.push_back(100 * recall_after(review.read, percent / 100.0));
        return out;
    }
    std::size_t relevant() const { return static_cast<std::size_t>(std::ranges::count(records.relevant, true)); }
};

Simulated simulated(const Request& request, const Console& console)
{
    Simulated out;
    out.file = request.text("FILE");
    out.priors = static_cast<std::size_t>(request.number("--priors", 1, 1, 1000));
    out.seed = static_cast<unsigned>(request.number("--seed", 1));
    const auto runs = static_cast<unsigned>(request.number("--runs", 10, 1, 1000));
    out.records = read_labelled(out.file, request.text("--label"));
    const std::size_t relevant = out.relevant();
    if (relevant <= out.priors || out.records.relevant.size() - relevant <= out.priors)
        throw Error(format("{}: {} relevant and {} other records cannot be searched for with {} of each known at the "
                           "beginning. Take a larger set, or fewer --priors.",
                           out.file, relevant, out.records.relevant.size() - relevant, out.priors));
    const TermMatrix matrix = weigh_terms(out.records.texts);
    Progress progress(console, "simulated reviews", runs);
    for (unsigned run = 0; run < runs; ++run) {
        out.reviews.push_back(simulate_review(matrix, out.records.relevant, out.priors, out.seed + run));
        progress.step(run + 1);
    }
    return out;
}

Json figures_json(const Figures& figures)
{
    return {{"mean", tidy(figures.mean)},
            {"sd", tidy(figures.sd)},
            {"least", tidy(figures.least)},
            {"most", tidy(figures.most)}};
}

Json review_of(const Simulated& all, std::size_t run)
{
    const SimulatedReview& review = all.reviews[run];
    Json found_at = Json::array();
    for (std::size_t i = 0; i < review.read.size(); ++i)
        if (review.read[i])
            found_at.push_back(i + 1);
    Json out = {{"seed", all.seed + run}, {"priors", review.priors}, {"found_at", found_at}};
    for (const Measure& measure : measures)
        out[measure.id] = tidy(measure.of(review.read));
    return out;
}

Json stopping_json(const Stopped& stopped, std::size_t runs)
{
    return {{"rule", stopped.rule->id},
            {"meaning", stopped.rule->meaning},
            {"read_percent", figures_json(stopped.read)},
            {"recall", figures_json(stopped.recall)},
            {"missed", figures_json(stopped.missed)},
            {"expected_missed", figures_json(stopped.expected)},
            {"at_most", figures_json(stopped.at_most)},
            {"at_most_held", {{"runs", stopped.bound_held}, {"of", runs}}}};
}

Json to_json(const Simulated& all)
{
    Json out = {{"version", 1},
                {"file", all.file},
                {"label", all.records.label},
                {"records", all.records.relevant.size()},
                {"relevant", all.relevant()},
                {"unlabelled", all.records.unlabelled},
                {"empty", all.records.empty},
                {"runs", all.reviews.size()},
                {"known_at_first", all.priors}};
    for (const Measure& measure : measures)
        out[measure.id] = figures_json(figures_of(all.each(measure)));
    out["stopping"] = Json::array();
    for (const StoppingRule& rule : stopping_rules())
        out["stopping"].push_back(stopping_json(stopped_by(rule, all.reviews), all.reviews.size()));
    out["curve"] = Json::array();
    for (int percent = 0; percent <= 100; ++percent) {
        const Figures recall = figures_of(all.recalls(percent));
        out["curve"].push_back({{"read_percent", percent},
                                {"recall", tidy(recall.mean)},
                                {"least", tidy(recall.least)},
                                {"most", tidy(recall.most)}});
    }
    out["reviews"] = Json::array();
    for (std::size_t run = 0; run < all.reviews.size(); ++run)
        out["reviews"].push_back(review_of(all, run));
    return out;
}

/// The recall curve alone, for a spreadsheet or a plot.
void write_curve(std::ostream& out, const Simulated& all)
{
    out << "read_percent,recall,least,most\n";
    for (int percent = 0; percent <= 100; ++percent) {
        const Figures recall = figures_of(all.recalls(percent));
        out << format("{},{},{},{}\n", percent, tidy(recall.mean), tidy(recall.least), tidy(recall.most));
    }
}

void print_curve(std::ostream& out, const Simulated& all)
{
    constexpr int bar = 50;
    out << "\nRecall, in percent of the relevant records, by how much was read (mean; least and most of the runs):\n";
    for (const int percent : {1, 2, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100}) {
        const Figures recall = figures_of(all.recalls(percent));
        const auto filled = static_cast<int>(std::lround(recall.mean * bar / 100));
        std::string drawn;
        for (int i = 0; i < bar; ++i)
            drawn += i < filled ? "█" : "·";
        out << format("  {:>3} %  {}  {:>5.1f}  ({:.1f} to {:.1f})\n", percent, drawn, recall.mean, recall.least,
                      recall.most);
    }
}

void print(std::ostream& out, const Simulated& all)
{
    out << format("{}: {}, {} relevant (column {}); {} from {} relevant and {} irrelevant, which do not count\n\n",
                  all.file, counted(all.records.relevant.size(), "record"), all.relevant(), all.records.label,
                  counted(all.reviews.size(), "simulated review"), all.priors, all.priors)
        << format("  {:<20}{:>7}{:>7}{:>8}{:>7}\n", "percent", "mean", "sd", "least", "most");
    for (const Measure& measure : measures) {
        const Figures f = figures_of(all.each(measure));
        out << format("  {:<20}{:>7.1f}{:>7.1f}{:>8.1f}{:>7.1f}\n", measure.label, f.mean, f.sd, f.least, f.most);
    }
    print_curve(out, all);
    out << "\nHad reading stopped by a rule (means; none of them is a promise):\n"
        << format("  {:<20}{:>7}{:>9}{:>16}{:>9}{:>10}{:>10}{:>9}\n", "rule", "read %", "recall %", "least recall %",
                  "missed", "expected", "at most", "held");
    for (const StoppingRule& rule : stopping_rules()) {
        const Stopped s = stopped_by(rule, all.reviews);
        out << format("  {:<20}{:>7.1f}{:>9.1f}{:>16.1f}{:>9.1f}{:>10.1f}{:>10.1f}{:>9}\n", rule.id, s.read.mean,
                      s.recall.mean, s.recall.least, s.missed.mean, s.expected.mean, s.at_most.mean,
                      format("{}/{}", s.bound_held, all.reviews.size()));
    }
    out << "\nWSS: work saved over sampling. ATD: average time to discovery, the share read when a relevant record is "
           "found.\n"
           "expected, at most: what would have been told of the missed ones then, at the rate of the last records "
           "read, and\nwith 95 % confidence; held: runs in which no more were missed than \"at most\".\n";
}

/// What stood in place of a label, the first five.
std::string other_labels_text(const LabelledRecords& records)
{
    constexpr std::size_t shown = 5;
    std::vector<std::string> out;
    for (const auto& [said, number] : records.other_labels)
        if (out.size() < shown)
            out.push_back(format("{} \"{}\"", number, said));
    if (records.other_labels.size() > shown)
        out.push_back("…");
    return out.empty() ? "" : format(" of relevant or irrelevant (they say: {})", join(out, ", "));
}

/// The format that the end of a file's name asks for.
std::string form_of_file(const std::string& name)
{
    const std::string suffix = lower_ascii(std::filesystem::path(name).extension().string());
    if (suffix.empty() || suffix == ".txt")
        return "text";
    if (suffix == ".json" || suffix == ".csv")
        return suffix.substr(1);
    throw UsageError(format("-o {}: expected a name that ends with .txt, .json or .csv (the recall curve).", name));
}

} // namespace

int run_simulate(const Request& request, const Console& console)
{
    const std::string form = request.has("--format") ? request.text("--format") : form_of_file(request.text("-o"));
    if (form != "text" && form != "json" && form != "csv")
        throw UsageError(format("--format {}: expected text, json or csv (the recall curve).", form));
    const Simulated all = simulated(request, console);
    if (all.records.unlabelled + all.records.empty > 0)
        console.err << format("{}: left out: {} without a label{}, {} without title and abstract.\n", all.file,
                              all.records.unlabelled, other_labels_text(all.records), all.records.empty);
    deliver(request, console, [&](std::ostream& out) {
        if (form == "json")
            out << to_json(all).dump(1) << "\n";
        else if (form == "csv")
            write_curve(out, all);
        else
            print(out, all);
    });
    return 0;
}

} // namespace casebook
