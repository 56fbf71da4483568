// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/store.hpp"
#include "query/brief/out.hpp"
#include "query/commands.hpp"
#include "query/faers/pair.hpp"
#include "query/searching/searching.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

struct BriefWriter
{
    std::string_view format;
    std::string_view suffix;
    void (*write)(std::ostream&, const NumberedBrief&);
};
constexpr BriefWriter brief_writers[] = {
    {"text", ".txt", write_brief_text},
    {"markdown", ".md", write_brief_markdown},
    {"html", ".html", write_brief_html},
    {"json", ".json", write_brief_json},
};

/// By --format, else by the file's name, else text.
const BriefWriter& chosen_writer(const Request& request)
{
    const std::string word = request.text("--format");
    const std::string suffix = lower_ascii(std::filesystem::path(request.text("-o")).extension().string());
    const BriefWriter* found = word.empty() ? std::ranges::find(brief_writers, suffix, &BriefWriter::suffix)
                                            : std::ranges::find(brief_writers, word, &BriefWriter::format);
    if (found != std::end(brief_writers))
        return *found;
    if (word.empty() && suffix.empty())
        return brief_writers[0];
    throw UsageError(
        word.empty()
            ? format("-o {}: no brief is written as {}; end the name with .txt, .md, .html or .json, or say --format.",
                     request.text("-o"), suffix)
            : format("--format {}: expected one of text, markdown, html, json.", word));
}

Audience audience_of(const Request& request)
{
    const std::string word = request.text("--for", "clinicians");
    if (word == "clinicians")
        return Audience::clinicians;
    if (word == "patients")
        return Audience::patients;
    throw UsageError(format("--for {}: expected clinicians or patients.", word));
}

/// What the question matches; throws Error when that is nothing.
CaseMatches matches_of(const Casebook& casebook, const std::string& question, const Console& console)
{
    const Search search = search_of(casebook.protocol, question);
    const LiteratureReader reader(casebook.request.index());
    if (is_behind(reader, casebook.request, casebook.store.revision()))
        console.err << index_lags << "\n";
    CaseMatches found = reader.matches(search);
    if (found.empty()) {
        const std::string suggestion = reader.search(search).suggestion;
        throw Error(format("nothing matches {}.{}", question,
                           suggestion.empty() ? " See `casebook search --help` and `casebook fields`."
                                              : " Did you mean: " + suggestion));
    }
    return found;
}

} // namespace

int run_brief(const Request& request, const Console& console)
{
    const BriefWriter& writer = chosen_writer(request);
    const Audience audience = audience_of(request);
    const Casebook casebook = open_casebook(request);
    const std::string question = repaired_utf8(trim(join(request.all("QUESTION"), " ")));
    std::optional<CaseMatches> only;
    if (!question.empty())
        only = matches_of(casebook, question, console);
    const BriefBasis basis = brief_basis(casebook, audience, question, only ? &*only : nullptr);
    const NumberedBrief page = numbered(casebook.store, make_brief(basis));
    if (FaersStore::exists(request.faers()) && !open_indexed_pair(casebook))
        console.err << "FAERS is left out: its quarters are not in the index. Run `casebook index`.\n";
    deliver(request, console, [&](std::ostream& out) { writer.write(out, page); });
    return 0;
}

} // namespace casebook
