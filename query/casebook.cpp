// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/casebook.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "index/faers/store.hpp"
#include "index/literature/index.hpp"
#include "query/duplicates.hpp"
#include "query/people.hpp"

#include <algorithm>
#include <ostream>
#include <unistd.h>

namespace casebook {

namespace {

/// `--view agreed|machine|WHO`.
View view_asked(const Request& request, const Store& store, int reviewers)
{
    View view{Whose::agreed, "", reviewers};
    if (!request.has("--view") || request.text("--view") == "agreed")
        return view;
    view.whose = request.text("--view") == "machine" ? Whose::machine : Whose::person;
    if (view.whose == Whose::machine)
        return view;
    view.who = collapse(words_of(request, "--view"));
    const std::vector<std::string> known = store.people();
    if (std::ranges::find(known, view.who) != known.end())
        return view;
    throw UsageError(format("--view {}: expected agreed, machine or who decided here: {}.{}", view.who,
                            known.empty() ? "nobody yet" : join(known, ", "), did_you_mean(view.who, known)));
}

} // namespace

Casebook open_casebook(const Request& request)
{
    Protocol protocol = open_protocol(request.protocol());
    Store store = Store::open_read_only(request.database());
    store.set_view(view_asked(request, store, protocol.reviewers));
    return {request, std::move(protocol), std::move(store)};
}

Casebook open_or_make_casebook(const Request& request)
{
    Protocol protocol = open_protocol(request.protocol());
    Store store = Store::open(request.database());
    store.set_view({Whose::agreed, "", protocol.reviewers});
    return {request, std::move(protocol), std::move(store)};
}

Format format_of(const Request& request)
{
    const std::string word = request.text("--format", "text");
    if (word == "text")
        return Format::text;
    if (word == "json")
        return Format::json;
    if (word == "jsonl")
        return Format::jsonl;
    throw UsageError(format("--format {}: expected text, json or jsonl.", word));
}

std::string find_article(const Store& store, const std::string& word)
{
    std::string name(trim(word));
    if (name.starts_with("PMID:") || name.starts_with("pmid:"))
        name = trim(std::string_view(name).substr(5));
    if (const std::size_t mark = name.find('#'); mark != std::string::npos)
        name.resize(mark);
    const std::string as_pmid = "pubmed:" + name;
    for (const std::string& id : {name, as_pmid})
        if (store.article_info(id))
            return id;
    std::string by_doi;
    if (name.starts_with("10.")) {
        const std::map<std::string, std::string> merged = merged_records(store);
        store.each_article([&](const ArticleInfo& info, const Article& article) {
            const bool better = by_doi.empty() || (info.id.starts_with("pubmed:") && !by_doi.starts_with("pubmed:"));
            if (equal_ignoring_case(article.doi, name) && !merged.contains(info.id) && better)
                by_doi = info.id;
        });
    }
    if (by_doi.empty())
        throw Error(format("{}: no such article in this casebook. Look it up with `casebook search`.", word));
    return by_doi;
}

void apply(const Correction& correction, std::vector<Case>& cases)
{
    const auto found = std::ranges::find(cases, correction.case_number, &Case::number);
    const Field* field = find_field(correction.field);
    if (found == cases.end() && correction.case_number >= first_added_case && correction.field == "drug")
        cases.push_back(added_case(correction.case_number, correction));
    else if (found != cases.end() && field != nullptr)
        field->set(*found, correction.value, correction.by);
}

void apply_all(const std::vector<Correction>& corrections, std::vector<Case>& cases)
{
    for (const Correction& correction : corrections) // a case is begun before others correct it, in whatever second
        if (correction.case_number >= first_added_case && correction.field == "drug")
            apply(correction, cases);
    for (const Correction& correction : corrections)
        apply(correction, cases);
}

std::vector<Case> current_cases(const Store& store, std::string_view article)
{
    std::vector<Case> cases = store.extraction(article).value_or(Extraction{}).cases;
    apply_all(store.current_corrections(article), cases);
    return cases;
}

Tally tally(const Store& store)
{
    Tally out;
    const std::map<std::string, std::string> merged = merged_records(store);
    for (const std::string& id : store.article_ids()) {
        if (merged.contains(id))
            continue;
        ++out.records;
        const auto decision = store.current_decision(id);
        out.not_screened += decision ? 0U : 1U;
        out.in_conflict += decision && decision->by == by_conflict ? 1U : 0U;
        out.awaiting += decision && decision->by == by_awaiting ? 1U : 0U;
        switch (decision ? decision->verdict : Verdict::unclear) {
        case Verdict::include: ++out.included; break;
        case Verdict::exclude: ++out.excluded; break;
        case Verdict::unclear: ++out.unclear; break;
        }
        if (!decision || decision->verdict != Verdict::include)
            continue;
        out.not_extracted += store.extraction(id) ? 0U : 1U;
        out.patients += static_cast<std::size_t>(std::ranges::count_if(current_cases(store, id), is_suspected));
    }
    return out;
}

namespace {

std::string faers_state(const std::filesystem::path& folder)
{
    try {
        return FaersStore::counting_name(folder);
    } catch (const Error&) { // articles are found whatever became of FAERS
        return "cannot be used";
    }
}

} // namespace

std::string index_basis(const Request& request)
{
    const std::string protocol = std::filesystem::exists(request.protocol()) ? read_file(request.protocol()) : "";
    return sha256(protocol + "\n" + faers_state(request.faers())).substr(0, 16);
}

std::string index_state(const Request& request, const Store& store)
{
    if (!std::filesystem::exists(request.index()))
        return "none";
    try {
        const LiteratureReader reader(request.index());
        const bool current = reader.store_revision() == store.revision() && reader.basis() == index_basis(request);
        return current ? "up to date" : "stale";
    } catch (const Error& e) {
        return e.what();
    }
}

std::string pmid_text(std::string_view pmid)
{
    return pmid_is_known(pmid) ? "PMID " + std::string(pmid) : "PMID not known";
}

Progress::Progress(const Console& console, std::string_view what, std::size_t total)
    : console_(console), what_(what), total_(total), shown_(::isatty(STDERR_FILENO) != 0 && total > 50)
{
}

Progress::~Progress()
{
    if (shown_)
        console_.err << "\r\x1b[K" << std::flush;
}

void Progress::step(std::size_t done)
{
    if (shown_ && (done % 50 == 0 || done == total_))
        console_.err << "\r" << what_ << " " << done << "/" << total_ << std::flush;
}

} // namespace casebook
