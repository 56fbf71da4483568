// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/file_names.hpp"
#include "query/references/references.hpp"
#include "query/rights.hpp"
#include "query/tables/exporters.hpp"
#include "query/wording.hpp"

#include <functional>
#include <map>
#include <ostream>

namespace casebook {

namespace {

std::optional<Verdict> only_verdict(const Request& request)
{
    if (!request.has("--only"))
        return std::nullopt;
    const auto verdict = verdict_from_name(request.text("--only"));
    if (!verdict)
        throw UsageError(format("--only {}: expected include, exclude or unclear.", request.text("--only")));
    return verdict;
}

/// "adams1990", the second "adams1990b", behind the letters "adams1990-27".
std::string unique_key(std::map<std::string, int>& seen, const std::string& key)
{
    const int number = ++seen[key];
    if (number == 1)
        return key;
    return number <= 26 ? key + static_cast<char>('a' + number - 1) : format("{}-{}", key, number);
}

/// Every article in the order of arrival, merged records left out.
void each_reference(const Casebook& casebook, std::optional<Verdict> only,
                    const std::function<void(const Reference&)>& visit)
{
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    std::map<std::string, int> seen;
    casebook.store.each_article([&](const ArticleInfo& info, const Article& article) {
        if (merged.contains(info.id))
            return;
        const auto decision = casebook.store.current_decision(info.id);
        if (only && (decision ? decision->verdict : Verdict::unclear) != *only)
            return;
        visit({article, decision, unique_key(seen, citation_key(article)), told_words(casebook.store, info.id)});
    });
}

/// `write` is false when the format cannot hold the record.
int export_references(const Request& request, const Console& console, std::string_view format_name,
                      const std::function<bool(std::ostream&, const Reference&, std::size_t written)>& write,
                      std::string_view begin = "", std::string_view end = "")
{
    check_file_name(request, format_name);
    const std::optional<Verdict> only = only_verdict(request);
    const Casebook casebook = open_casebook(request);
    std::size_t written = 0;
    std::size_t left_out = 0;
    deliver(request, console, [&](std::ostream& out) {
        out << begin;
        each_reference(casebook, only,
                       [&](const Reference& reference) { ++(write(out, reference, written) ? written : left_out); });
        out << end;
    });
    console.err << format("{}. {}\n", counted(written, "record"), rights_notice);
    if (left_out > 0)
        console.err << format(
            "{} without a known PMID left out, which NBIB cannot do without: `casebook export ris` has "
            "all.\n",
            counted(left_out, "record"));
    return 0;
}

} // namespace

int run_export_ris(const Request& request, const Console& console)
{
    return export_references(request, console, "ris", [](std::ostream& out, const Reference& reference, std::size_t) {
        write_ris(out, reference);
        return true;
    });
}

int run_export_nbib(const Request& request, const Console& console)
{
    return export_references(request, console, "nbib", [](std::ostream& out, const Reference& reference, std::size_t) {
        return write_nbib(out, reference);
    });
}

int run_export_bibtex(const Request& request, const Console& console)
{
    return export_references(request, console, "bibtex",
                             [](std::ostream& out, const Reference& reference, std::size_t) {
                                 write_bibtex(out, reference);
                                 return true;
                             });
}

int run_export_csl(const Request& request, const Console& console)
{
    const auto write = [](std::ostream& out, const Reference& reference, std::size_t written) {
        out << (written == 0 ? "\n" : ",\n") << csl_item(reference);
        return true;
    };
    return export_references(request, console, "csl", write, "[", "\n]\n");
}

} // namespace casebook
