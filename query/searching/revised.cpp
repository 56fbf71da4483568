// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/revised.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "query/duplicates.hpp"
#include "query/searching/changes.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 7> parts_read = {"title",    "abstract",          "MeSH",    "substances",
                                                        "keywords", "publication types", "language"};

std::ptrdiff_t words_of_people(const std::vector<Decision>& history)
{
    return std::ranges::count_if(history, [](const Decision& word) { return word.by != by_rules; });
}

/// The forms that came before the first revision since which nobody said anything, the last of them being what was
/// judged last; none where somebody did after the last revision.
std::optional<std::size_t> forms_judged(const Store& store, const KeptArticle& kept)
{
    const std::ptrdiff_t said = words_of_people(store.history(kept.info.id));
    for (std::size_t i = 1; i < kept.forms.size(); ++i)
        if (words_of_people(store.history_before(kept.info.id, kept.forms[i].run)) == said)
            return i;
    return std::nullopt;
}

void compare_with_judged(const KeptArticle& kept, std::size_t judged, RevisedRecord& out)
{
    const auto counts = std::ranges::find(kept.forms, kept.info.sha256, &Form::sha256);
    const Parsed<Article> then = parse_pubmed_record(kept.forms[judged - 1].raw);
    const Parsed<Article> now = parse_pubmed_record(counts == kept.forms.end() ? "" : counts->raw);
    out.notice = notice_on(kept.article);
    if (!then || !now)
        return; // of another kind: all that is known is what it is now
    out.notice = new_notice(notice_on(*then), notice_on(*now));
    for (std::string& part : differing_parts(*then, *now))
        if (std::ranges::find(parts_read, part) != parts_read.end())
            out.parts.push_back(std::move(part));
}

std::vector<RevisedRecord> revised_of(const Store& store, const std::vector<std::string>& ids)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<RevisedRecord> out;
    for (const std::string& id : ids)
        if (auto record = merged.contains(id) ? std::nullopt : revised_record(store, id))
            out.push_back(std::move(*record));
    return out;
}

/// Articles that came before the run that changed them.
std::vector<std::string> revised_ids(const Store& store, std::int64_t run)
{
    std::vector<std::string> out = store.article_ids();
    std::erase_if(out, [&](const std::string& id) {
        const ArticleInfo info = *store.article_info(id);
        return info.changed_run == info.added_run || (run != 0 && info.changed_run != run);
    });
    return out;
}

} // namespace

std::optional<RevisedRecord> revised_record(const Store& store, const std::string& article)
{
    const KeptArticle kept = store.kept(article);
    const std::optional<Decision> now = store.current_decision(article);
    const bool by_people = now && now->by != by_rules;
    const std::optional<std::size_t> judged =
        by_people ? forms_judged(store, kept) : std::optional(kept.forms.size() - 1);
    if (!judged || *judged == 0)
        return std::nullopt;
    RevisedRecord out{article, short_reference(kept.article), by_people ? now : std::nullopt, Notice::none, {}};
    compare_with_judged(kept, *judged, out);
    const bool told = out.notice != Notice::none || (by_people && !out.parts.empty());
    return told ? std::optional(std::move(out)) : std::nullopt;
}

std::vector<RevisedRecord> revised_in(const Store& store, std::int64_t run)
{
    return revised_of(store, revised_ids(store, run));
}

std::vector<RevisedRecord> revised_since_judged(const Store& store)
{
    std::vector<RevisedRecord> out = revised_of(store, revised_ids(store, 0));
    std::erase_if(out, [](const RevisedRecord& record) { return !record.judged; });
    return out;
}

std::string revised_text(const RevisedRecord& record)
{
    const std::string what = record.notice == Notice::retracted ? "is retracted now"
                             : record.notice == Notice::concern ? "has an expression of concern now"
                                                                : "changed in " + join(record.parts, ", ");
    const std::optional<Decision>& word = record.judged;
    std::string stands;
    if (word && is_persons_name(word->by))
        stands = format("; {} by {} stands until somebody decides again", verdict_text(*word), word->by);
    else if (word)
        stands = "; what people said of it stands until they decide again";
    return format("{} ({}) {}{}", record.article, record.reference, what, stands);
}

nlohmann::ordered_json to_json(const std::vector<RevisedRecord>& records)
{
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const RevisedRecord& record : records)
        out.push_back({{"article", record.article},
                       {"reference", record.reference},
                       {"retracted", record.notice == Notice::retracted},
                       {"concern", record.notice == Notice::concern},
                       {"changed", record.parts},
                       {"decision", record.judged ? nlohmann::ordered_json(name_of(record.judged->verdict)) : nullptr},
                       {"by", record.judged ? nlohmann::ordered_json(record.judged->by) : nullptr}});
    return out;
}

} // namespace casebook
