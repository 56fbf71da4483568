// SPDX-License-Identifier: GPL-3.0-or-later
// The program behind tests/bench/faers_rate: makes quarters, and asks a store from within one process, where starting a
// program costs nothing.
//
//     bench_faers make FOLDER QUARTERS REPORTS SEED
//     bench_faers load FOLDER STORE      JSON: seconds of reading the quarters' plain text into a new store
//     bench_faers ask STORE TIMES        JSON: times of 2×2 tables and of scans
//     bench_faers table STORE TIMES      JSON: times of 2×2 tables alone
//     bench_faers marks FOLDER           JSON: seconds of finding lines and fields, in each way that is possible here
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "fetch/source/faers_marks.hpp"
#include "index/faers/archive_prior.hpp"
#include "index/faers/scan.hpp"
#include "query/faers/into_quarter.hpp"
#include "tests/bench/faers/make.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

using namespace casebook;

namespace {

using Json = nlohmann::ordered_json;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// The same to less than a microsecond.
double exact_seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double timed(const std::function<void()>& work)
{
    const double begin = cpu_seconds();
    work();
    return cpu_seconds() - begin;
}

/// Drugs and events drawn by how often reports name them, as people ask for them.
class Asker
{
public:
    Asker(const FaersStore& store, std::size_t times) : store_(store)
    {
        const CountingFile& counting = store.counting();
        std::vector<double> drugs;
        for (std::size_t i = 0; i < counting.drugs.size(); ++i)
            drugs.push_back(counting.exposure.count[i * exposure_roles]);
        drug_ = std::discrete_distribution<std::size_t>(drugs.begin(), drugs.end());
        const auto events = counting.reaction.count;
        event_ = std::discrete_distribution<std::size_t>(events.begin(), events.end());
        for (std::size_t i = 0; i < times; ++i)
            times_.push_back(ask(drug_(random_), event_(random_)));
        std::ranges::sort(times_);
        commonest_ = ask(static_cast<std::size_t>(std::ranges::max_element(drugs) - drugs.begin()),
                         static_cast<std::size_t>(std::ranges::max_element(events) - events.begin()));
    }

    Json json() const
    {
        return {{"p50_us", at(0.5)}, {"p99_us", at(0.99)}, {"commonest_us", commonest_}, {"reports", counted_}};
    }

private:
    double ask(std::size_t drug, std::size_t event)
    {
        FaersQuestion question;
        question.drugs = {std::string(store_.counting().drugs[drug])};
        question.events = {std::string(store_.counting().events[event])};
        const double begin = exact_seconds();
        counted_ += count(store_, question).table.a;
        return (exact_seconds() - begin) * 1e6;
    }
    double at(double share) const
    {
        return times_.at(static_cast<std::size_t>(share * static_cast<double>(times_.size() - 1)));
    }

    const FaersStore& store_;
    std::mt19937_64 random_{1};
    std::discrete_distribution<std::size_t> drug_, event_;
    std::vector<double> times_; ///< µs, ascending
    double commonest_ = 0;
    std::int64_t counted_ = 0; ///< so that nothing is left uncounted
};

Json ask(const FaersStore& store, std::size_t times)
{
    Json out;
    Scan scan;
    FaersQuestion question;
    question.level = FaersLevel::latest;
    std::uint64_t sum = 0;
    const double counting = timed([&] {
        each_pair(store, question, 3, [&](const PairCount& pair) { sum += static_cast<std::uint64_t>(pair.table.a); });
    });
    const double scanning = timed([&] { scan = scan_pairs(store, question, {}); });
    const GpsPrior prior{0.2, 0.06, 1.4, 1.8, 0.1};
    const double shrinking = timed([&] { scan_pairs(store, question, {3, 50, prior}); });
    double checked = 0;
    const double measuring = timed([&] {
        measure_pairs(store, question, {3, 0, prior},
                      [&](const ScannedPair& pair) { checked += pair.measures.ic.low; });
    });
    std::optional<PriorFit> fit;
    const double fitting = timed([&] { fit = fit_archive_prior(store, question); });
    out["scan"] = {
        {"n", scan.n},         {"pairs", scan.pairs}, {"enough", scan.enough},     {"sum", sum},
        {"count_s", counting}, {"scan_s", scanning},  {"with_prior_s", shrinking}, {"every_measure_s", measuring},
        {"checked", checked}};
    out["fit"] = {{"s", fitting}, {"groups", fit ? fit->groups : 0}, {"converged", fit && fit->converged}};
    out["table"] = Asker(store, times).json();
    return out;
}

/// The quarter files of a folder 2014Q3 through the reader and into the store, as `faers add` does it for the members
/// of a zip; a checksum is not taken, since nobody unpacks anything here.
void load_quarter(const std::filesystem::path& folder, FaersWriter& writer)
{
    QuarterBuilder quarter;
    const FaersSink sink = sink_into(quarter);
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.insert(entry.path());
    std::vector<FaersLineCounts> members;
    for (const std::filesystem::path& path : files) {
        std::ifstream in(path, std::ios::binary);
        in.rdbuf()->pubsetbuf(nullptr, 0);
        const ByteSource bytes = [&](char* to, std::size_t size) {
            return static_cast<std::size_t>(in.rdbuf()->sgetn(to, static_cast<std::streamsize>(size)));
        };
        members.push_back(
            read_faers_table(read_member_name(path.string())->table, bytes, path.filename().string(), sink));
    }
    const std::string name = folder.filename().string();
    writer.put(quarter, {*parse_faers_quarter(name), name, name + std::string(58, '0'), std::move(members), ""});
}

Json load(const std::filesystem::path& folder, const std::filesystem::path& store)
{
    std::set<std::filesystem::path> quarters;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (parse_faers_quarter(entry.path().filename().string()))
            quarters.insert(entry.path());
    FaersWriter writer(store);
    const double reading = timed([&] {
        for (const std::filesystem::path& quarter : quarters)
            load_quarter(quarter, writer);
    });
    const double counting = timed([&] { writer.commit(); });
    return {{"read_s", reading}, {"index_s", counting}};
}

/// Over the text of all quarters, in the pieces in which it is read.
Json marks(const std::filesystem::path& folder)
{
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".txt")
            text += read_file(entry.path());
    Json out = Json::object();
    FaersMarks found;
    for (const MarkingWay& way : marking_ways())
        if (way.possible)
            out[std::string(way.name)] = timed([&] {
                for (std::size_t at = 0; at < text.size(); at += read_chunk)
                    way.mark(std::string_view(text).substr(at, read_chunk), found);
            });
    return out;
}

} // namespace

int main(int argc, char** argv)
try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 5 && words[0] == "make")
        bench::make_quarters(words[1], std::stoi(words[2]), static_cast<std::uint32_t>(std::stoul(words[3])),
                             std::stoull(words[4]));
    else if (words.size() == 3 && words[0] == "load")
        std::cout << load(words[1], words[2]).dump(1) << "\n";
    else if (words.size() == 3 && words[0] == "ask")
        std::cout << ask(FaersStore(words[1]), std::stoul(words[2])).dump(1) << "\n";
    else if (words.size() == 3 && words[0] == "table")
        std::cout << Asker(FaersStore(words[1]), std::stoul(words[2])).json().dump(1) << "\n";
    else if (words.size() == 2 && words[0] == "marks")
        std::cout << marks(words[1]).dump(1) << "\n";
    else
        throw UsageError("bench_faers make FOLDER QUARTERS REPORTS SEED | load FOLDER STORE | ask STORE TIMES | "
                         "table STORE TIMES | marks FOLDER");
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
