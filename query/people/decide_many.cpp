// SPDX-License-Identifier: GPL-3.0-or-later
// `decide --from`: rows of decisions, those that `export decisions` writes among them.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "fetch/source/labels.hpp"
#include "query/duplicates.hpp"
#include "query/people.hpp"
#include "query/people/deciding.hpp"
#include "query/people/files_of_many.hpp"
#include "query/people/many.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <tuple>

namespace casebook {

namespace {

/// Articles by the user's words; all DOIs are looked up once.
class ArticleFinder
{
public:
    explicit ArticleFinder(const Store& store) : store_(store) {}

    std::string find(const std::string& word)
    {
        if (word.empty())
            throw Error("no article is named.");
        if (!word.starts_with("10."))
            return find_article(store_, word);
        look_up();
        const auto found = by_doi_.find(lower_ascii(word));
        return found == by_doi_.end() ? find_article(store_, word) : found->second;
    }

private:
    void look_up()
    {
        if (!by_doi_.empty())
            return;
        const std::map<std::string, std::string> merged = merged_records(store_);
        store_.each_article([&](const ArticleInfo& info, const Article& article) {
            if (article.doi.empty() || merged.contains(info.id))
                return;
            std::string& held = by_doi_[lower_ascii(article.doi)];
            if (held.empty() || (info.id.starts_with("pubmed:") && !held.starts_with("pubmed:")))
                held = info.id;
        });
    }

    const Store& store_;
    std::map<std::string, std::string> by_doi_;
};

VerdictWord verdict_said(const std::string& cell)
{
    if (const auto word = verdict_of_word(cell))
        return *word;
    throw Error(format("\"{}\" is no verdict; expected include, exclude, unclear or withdraw.", cell));
}

Stage stage_said(const std::string& cell, const Decision& said, const std::vector<Decision>& history,
                 std::optional<Stage> asked)
{
    const std::string word = lower_ascii(cell);
    if (word.empty())
        return asked ? *asked : unsaid_stage(said, standing_words(history));
    if (const auto stage = stage_from_name(word))
        return *stage;
    if (word == "title" || word == "fulltext")
        return word == "title" ? Stage::title_abstract : Stage::full_text;
    throw Error(format("\"{}\" is no stage; expected title or fulltext.", cell));
}

/// Who kept the time of a decision made it elsewhere, where an exclusion may have no reason of ours.
std::string reason_said(const SaidRow& row, const Decision& said)
{
    const std::string cell = row.cell("reason");
    const std::string_view reason = reason_of_words(cell);
    if (said.verdict != Verdict::exclude && !cell.empty())
        throw Error("a reason goes with exclude; say it in the note.");
    if (said.verdict != Verdict::exclude || (cell.empty() && !said.at.empty()))
        return "";
    if (reason.empty())
        throw Error(cell.empty() ? std::string("an exclusion needs a reason (`casebook decide --help`).")
                                 : format("\"{}\" is no reason for exclusion.", cell));
    return std::string(reason);
}

/// Rows of one file in which a person contradicts herself: told, for a slip looks like that. Rows with times of their
/// own are a history.
class EarlierRows
{
public:
    explicit EarlierRows(const Console& console) : console_(console) {}

    void note(const SaidRow& row, const Decision& said)
    {
        const auto key = std::tuple(said.article, said.by, said.stage, said.adjudicated, said.at);
        const auto [found, is_new] = rows_.try_emplace(key, row.line, said);
        if (!is_new && !says_the_same(found->second.second, said))
            console_.err << format(
                "line {}: {} said {} of {} in line {} of this file, and {} here; the later row counts.\n", row.line,
                said.by, verdict_text(found->second.second), said.article, found->second.first, verdict_text(said));
        found->second = {row.line, said};
    }

private:
    const Console& console_;
    std::map<std::tuple<std::string, std::string, Stage, bool, std::string>, std::pair<std::size_t, Decision>> rows_;
};

/// Nothing said: rows of articles that nobody judged, of the rules, and of what awaits a reviewer or is in conflict, as
/// our own exports have them.
bool says_nothing(const SaidRow& row)
{
    const auto names = [&](std::string_view nobody) { return equal_ignoring_case(row.cell("by"), nobody); };
    return row.cell("verdict").empty() || names(by_rules) || names(by_awaiting) || names(by_conflict) ||
           (row.has("current") && row.cell("by").empty());
}

bool settles(const SaidRow& row) { return label_of(row.cell("adjudicated")).value_or(false); }

/// Takes decisions a row; as often as the file is read, they are kept once.
class DecisionTakerOfRows
{
public:
    DecisionTakerOfRows(Casebook& casebook, const Console& console, std::string otherwise, std::optional<Stage> asked,
                        const std::vector<SaidRow>& rows)
        : casebook_(casebook),
          console_(console),
          finder_(casebook.store),
          earlier_(console),
          names_(casebook.store, console),
          otherwise_(std::move(otherwise)),
          asked_(asked),
          last_(last_lines(rows, [&](const SaidRow& row) {
              return format("{}\n{}\n{}\n{}", finder_.find(row.cell("article")), speaker_of(row, otherwise_),
                            lower_ascii(row.cell("stage")), settles(row));
          }))
    {
    }

    Taken take(const SaidRow& row)
    {
        if (says_nothing(row))
            return Taken::left_out;
        Decision said = read(row);
        names_.look_at(said.by);
        const std::vector<Decision> history = casebook_.store.history(said.article);
        said.stage = stage_said(row.cell("stage"), said, history, asked_);
        if (row.cell("stage").empty() && !asked_)
            said.stage = stage_held(said, history);
        if (settles(row) && !said.withdrawn && !was_said(history, said) && !may_settle(said, history)) {
            if (put_off_.insert(row.line).second)
                return Taken::put_off; // what it settles may stand below it
            throw Error(format("fewer than two people have judged {} at the stage {}, so there is nothing to settle; "
                               "bring their words too, or leave the cell `adjudicated` empty.",
                               said.article, name_of(said.stage)));
        }
        earlier_.note(row, said);
        if (is_known(history, said) && !is_said_anew(row, history, said)) {
            if (said.at.empty() && last_.contains(row.line) && !stands_so(history, said))
                throw Error(format("{} said that before and something else since; give the row its time (at), or "
                                   "say it with `casebook decide`.",
                                   said.by));
            return Taken::known;
        }
        keep_version(casebook_);
        versions_.reset();
        if (const auto settled = settled_decision(said, standing_words(history)))
            console_.err << format("line {}: {}\n", row.line, settled_decision_text(*settled));
        casebook_.store.add(said);
        return Taken::added;
    }

private:
    Decision read(const SaidRow& row)
    {
        Decision said;
        said.article = finder_.find(row.cell("article"));
        const VerdictWord word = verdict_said(row.cell("verdict"));
        said.verdict = word.verdict;
        said.withdrawn = word.withdrawn;
        said.by = speaker_of(row, otherwise_);
        said.at = time_said(row.cell("at"));
        said.reason = reason_said(row, said);
        said.note = row.cell("note");
        said.source = row.cell("source");
        said.adjudicated = settles(row);
        return said;
    }

    /// The stage at which just that was said at that time, where the row tells none: what the person read within the
    /// same second does not move it.
    static Stage stage_held(Decision said, const std::vector<Decision>& history)
    {
        const Stage otherwise = said.stage;
        for (const Stage stage : {otherwise, Stage::title_abstract, Stage::full_text}) {
            said.stage = stage;
            if (!said.at.empty() && was_said(history, said))
                return stage;
        }
        return otherwise;
    }

    bool is_known(const std::vector<Decision>& history, const Decision& said)
    {
        const auto held = std::ranges::count_if(
            history, [&](const Decision& old) { return repeats(old, said) && (said.at.empty() || old.at == said.at); });
        const std::string place =
            format("{}\n{}\n{}\n{}", said.article, said.by, name_of(said.stage), said.adjudicated);
        const std::string word = format("{}\n{}\n{}\n{}\n{}\n{}", said.at, name_of(said.verdict), said.withdrawn,
                                        said.reason, collapse(said.note), collapse(said.source));
        return told_.is_known(place, word, static_cast<std::size_t>(held));
    }

    /// What was asked again under a changed protocol is said anew, be it the same, as at the command line.
    bool is_said_anew(const SaidRow& row, const std::vector<Decision>& history, const Decision& said)
    {
        if (!said.at.empty() || said.withdrawn || !last_.contains(row.line) || !stands_so(history, said))
            return false;
        if (!versions_)
            versions_ = kept_versions(casebook_.store);
        return is_asked_again(casebook_.store, *versions_, said);
    }

    Casebook& casebook_;
    const Console& console_;
    ArticleFinder finder_;
    EarlierRows earlier_;
    LikelyNames names_;
    std::string otherwise_;
    std::optional<Stage> asked_;
    std::set<std::size_t> last_;
    std::set<std::size_t> put_off_; ///< lines
    ToldWords told_;
    std::optional<KeptVersions> versions_; ///< once they are asked for, until one is kept
};

} // namespace

int run_decide_many(const Request& request, const Console& console)
{
    const std::string otherwise = request.has("--by") ? speaker(request) : "";
    const std::optional<Stage> asked = stage_asked(request);
    return take_many(request, console, {"article", "verdict"},
                     [&](Casebook& casebook, const std::vector<SaidRow>& rows) {
                         return [taker = DecisionTakerOfRows(casebook, console, otherwise, asked, rows)](
                                    const SaidRow& row) mutable { return taker.take(row); };
                     });
}

} // namespace casebook
