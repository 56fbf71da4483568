// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/protocol_faers.hpp"
#include "query/commands.hpp"
#include "query/faers/join.hpp"
#include "query/json_values.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

void print_articles(const Json& join, const Console& console)
{
    std::size_t cited = 0;
    for (const auto& [id, article] : join["articles"].items()) {
        bool told = !article["reports"].empty();
        for (const Json& c : article["cases"])
            told = told || !c["candidates"].empty();
        if (!told)
            continue;
        cited += article["reports"].empty() ? 0U : 1U;
        console.out << article["reference"].get<std::string>() << "  " << id;
        print_join_of_article(join_of_article(join, id, {}), console, true);
        console.out << "\n";
    }
    console.out << format("Cited in FAERS: {} of {}.\n", cited, counted(join["articles"].size(), "article"));
}

void print_counts(const Json& counts, const Console& console)
{
    console.out << format("\nReports of the protocol's pair ({}): {}\n", counts["scope"].get<std::string>(),
                          count_at(counts, "a"))
                << format("  that cite a paper {}; {} are left without them\n", count_at(counts, "cite_a_paper"),
                          count_at(counts, "net_of_papers"))
                << format("  that cite an article of this casebook {}; {} are left without them\n",
                          count_at(counts, "cite_an_article"), count_at(counts, "net_of_articles"));
}

void print_missed(const Json& missed, const Console& console)
{
    if (missed.empty())
        return;
    console.out << "\nCited in reports of the pair and not in this casebook: identified by other methods\n";
    for (const Json& paper : missed)
        console.out << format("  {}: {}\n", counted(paper["reports"].size(), "report"),
                              paper["lit_ref"].get<std::string>());
    console.out << "Get their records and add them: casebook import FILE --channel citation\n";
}

} // namespace

int run_faers_articles(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Casebook casebook = open_casebook(request);
    const FaersStore store = open_faers(request, open_faers_names(request.protocol()), console);
    const Json join = make_join(casebook, store);
    keep_join(request, join);
    if (form == Format::text) {
        print_articles(join, console);
        print_counts(join["counts"], console);
        print_missed(join["missed"], console);
        say_made_up(store, console.out);
    } else {
        say_made_up(store, console.err);
        print_json(join, request, console);
    }
    return 0;
}

} // namespace casebook
