// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions, corrections, claims told by people, and what the stages made of each article.
#include "corpus/added_cases.hpp"
#include "corpus/json.hpp"
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

#include <algorithm>

namespace casebook {

namespace {

const std::string decision_columns = "SELECT article, verdict, reason, by, at, note, source, grounds, stage, "
                                     "withdrawn, adjudicated, turn FROM decision WHERE ";
const std::string select_decision = decision_columns + "article = ?";

/// By their time; those of the rules follow each other as they came, even when the clock was set back between them, and
/// come before people's of that second; people's as `said_before` has it.
const std::string oldest_first =
    " ORDER BY CASE by WHEN 'rules' THEN (SELECT max(at) FROM decision e WHERE e.article = decision.article AND "
    "e.by = 'rules' AND e.id <= decision.id) ELSE at END, by <> 'rules', CASE by WHEN 'rules' THEN id ELSE 0 END, by, "
    "turn, CASE verdict WHEN 'unclear' THEN 0 WHEN 'include' THEN 1 ELSE 2 END, reason, note, source, "
    "stage = 'full text', withdrawn, adjudicated, id";

/// Of a withdrawal that stands several times, as schema step 14 has those of before, the row that came first.
const std::string first_row =
    "CASE WHEN withdrawn THEN (SELECT min(f.id) FROM decision f WHERE f.article = decision.article AND f.by = "
    "decision.by AND f.at = decision.at AND f.turn = decision.turn AND f.withdrawn AND f.stage = decision.stage AND "
    "f.adjudicated = decision.adjudicated) ELSE decision.id END";

Decision decision_of(SQLite::Statement& s)
{
    const auto text = [&](int column) { return s.getColumn(column).getString(); };
    return {text(0),
            verdict_from_name(text(1)).value_or(Verdict::unclear),
            text(2),
            text(3),
            text(4),
            text(5),
            text(6),
            grounds_from_json(text(7)),
            stage_from_name(text(8)).value_or(Stage::title_abstract),
            s.getColumn(9).getInt() != 0,
            s.getColumn(10).getInt() != 0,
            s.getColumn(11).getInt()};
}

template <class Row, class Read> std::vector<Row> all(SQLite::Statement& s, std::string_view key, Read read)
{
    std::vector<Row> rows;
    s.bind(1, std::string(key));
    while (s.executeStep())
        rows.push_back(read(s));
    s.reset();
    return rows;
}

template <class Row> std::optional<Row> first(std::vector<Row> rows)
{
    return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
}

} // namespace

void Store::Impl::insert(const Decision& decision, bool next_turn)
{
    const std::string columns = "INSERT INTO decision (article, verdict, reason, by, at, note, source, grounds, stage, "
                                "withdrawn, adjudicated, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ";
    const auto add = [&](const std::string& turn, const auto&... more) {
        run(columns + turn + ")", decision.article, name_of(decision.verdict), decision.reason, decision.by,
            decision.at, decision.note, decision.source, to_json(decision.grounds), name_of(decision.stage),
            std::int64_t{decision.withdrawn}, std::int64_t{decision.adjudicated}, more...);
    };
    if (next_turn)
        add(next_turn_in("decision"), decision.article, decision.by, decision.at);
    else
        add("?", std::int64_t{decision.turn});
}

void Store::add(Decision decision)
{
    if (decision.at.empty())
        decision.at = utc_now();
    impl_->changing([&] { impl_->insert(decision, decision.by != by_rules); });
}

void Store::restore(const Decision& decision)
{
    impl_->changing([&] { impl_->insert(decision, false); });
}

std::vector<std::string> Store::people() const
{
    return translated(impl_->where, [&] {
        return all<std::string>(impl_->statement("SELECT by FROM decision WHERE by <> ? UNION SELECT by FROM "
                                                 "correction UNION SELECT by FROM item_answer ORDER BY by"),
                                by_rules, [](SQLite::Statement& s) { return s.getColumn(0).getString(); });
    });
}

std::vector<Decision> Store::decisions(std::string_view article) const
{
    return translated(impl_->where, [&] {
        return all<Decision>(impl_->statement(select_decision + oldest_first), article, decision_of);
    });
}

std::vector<Decision> Store::decisions_by(std::string_view who) const
{
    return translated(impl_->where, [&] {
        return all<Decision>(impl_->statement(decision_columns + "by = ? ORDER BY id"), who, decision_of);
    });
}

namespace {

std::vector<Decision> seen_of(std::vector<Decision> history, const View& view)
{
    std::erase_if(history, [&](const Decision& decision) { return !sees(view, decision.by); });
    return history;
}

/// Puts a person's word of another record among these, by its time.
void insert_word(Decision word, std::vector<Decision>& history)
{
    const auto later = std::ranges::find_if(
        history, [&](const Decision& decision) { return decision.by != by_rules && said_before(word, decision); });
    history.insert(later, std::move(word));
}

} // namespace

/// Of a record and those merged into it, whoever looks: the words of people on all of them, the rules' on the one that
/// stays.
std::vector<Decision> Store::Impl::joined(std::string_view article,
                                          const std::function<std::vector<Decision>(std::string_view)>& of)
{
    std::vector<Decision> out = of(article);
    const auto [first, last] = merged_into().equal_range(article);
    for (auto other = first; other != last; ++other)
        for (Decision& word : of(other->second))
            if (word.by != by_rules)
                insert_word(std::move(word), out);
    return out;
}

/// Read anew when a pairing was added, here or by another program.
const std::multimap<std::string, std::string, std::less<>>& Store::Impl::merged_into()
{
    SQLite::Statement& newest = statement("SELECT coalesce(max(id), 0) FROM pairing");
    newest.executeStep();
    const std::int64_t now = newest.getColumn(0).getInt64();
    newest.reset();
    if (now == pairings_read)
        return merged;
    std::vector<Pairing> pairings;
    std::map<std::string, std::size_t> order;
    SQLite::Statement rows(db, "SELECT p.first, p.second, p.kinship, p.by, p.at, p.note, a.number, b.number FROM "
                               "pairing p JOIN article a ON a.id = p.first JOIN article b ON b.id = p.second ORDER BY "
                               "p.at, p.by, p.id");
    while (rows.executeStep()) {
        pairings.push_back(pairing_of(rows));
        order[pairings.back().first] = static_cast<std::size_t>(rows.getColumn(6).getInt64());
        order[pairings.back().second] = static_cast<std::size_t>(rows.getColumn(7).getInt64());
    }
    merged.clear();
    for (const auto& [id, stays] : merged_by(words_on_pairs(pairings), order))
        merged.emplace(stays, id);
    pairings_read = now;
    return merged;
}

std::vector<Decision> Store::whole_history(std::string_view article) const
{
    return translated(impl_->where,
                      [&] { return impl_->joined(article, [&](std::string_view id) { return decisions(id); }); });
}

std::vector<Decision> Store::history(std::string_view article) const
{
    return seen_of(whole_history(article), impl_->view);
}

std::vector<Decision> Store::history_before(std::string_view article, std::int64_t run) const
{
    const auto before = [&](std::string_view id) {
        SQLite::Statement& s =
            impl_->statement(select_decision + " AND (SELECT CASE WHEN decided IS NULL THEN at < started ELSE " +
                             first_row + " <= decided END FROM run WHERE run.id = ?2)" + oldest_first);
        s.bind(2, run);
        return all<Decision>(s, id, decision_of);
    };
    return seen_of(translated(impl_->where, [&] { return impl_->joined(article, before); }), impl_->view);
}

void Store::set_view(View view) { impl_->view = std::move(view); }
const View& Store::view() const { return impl_->view; }

std::optional<Decision> Store::current_decision(std::string_view article) const
{
    return decision_in(impl_->view, history(article));
}

std::optional<Decision> Store::rules_decision(std::string_view article) const
{
    return translated(impl_->where, [&] {
        return first(all<Decision>(impl_->statement(select_decision + " AND by = 'rules' ORDER BY id DESC LIMIT 1"),
                                   article, decision_of));
    });
}

void Store::Impl::insert(const Correction& correction, bool next_turn)
{
    const std::string columns = "INSERT INTO correction (article, case_number, field, value, by, at, note, withdrawn, "
                                "adjudicated, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ";
    const auto add = [&](const std::string& turn, const auto&... more) {
        run(columns + turn + ")", correction.article, std::int64_t{correction.case_number}, correction.field,
            correction.value, correction.by, correction.at, correction.note, std::int64_t{correction.withdrawn},
            std::int64_t{correction.adjudicated}, more...);
    };
    if (next_turn)
        add(next_turn_in("correction"), correction.article, correction.by, correction.at);
    else
        add("?", std::int64_t{correction.turn});
}

void Store::add(Correction correction)
{
    if (correction.at.empty())
        correction.at = utc_now();
    impl_->changing([&] { impl_->insert(correction, true); });
}

void Store::restore(const Correction& correction)
{
    impl_->changing([&] { impl_->insert(correction, false); });
}

std::vector<Correction> Store::corrections(std::string_view article) const
{
    return translated(impl_->where, [&] {
        return all<Correction>(
            impl_->statement("SELECT article, case_number, field, value, by, at, note, withdrawn, adjudicated, turn "
                             "FROM correction WHERE article = ? ORDER BY at, by, turn, case_number, field, value, "
                             "note, withdrawn, adjudicated, id"),
            article, [](SQLite::Statement& s) {
                const auto text = [&](int column) { return s.getColumn(column).getString(); };
                const auto number = [&](int column) { return s.getColumn(column).getInt(); };
                return Correction{text(0), number(1), text(2),        text(3),        text(4),
                                  text(5), text(6),   number(7) != 0, number(8) != 0, number(9)};
            });
    });
}

std::vector<Correction> Store::current_corrections(std::string_view article) const
{
    return joined_corrections(*this, article, impl_->view);
}

bool Store::add(ToldClaim claim)
{
    if (claim.at.empty())
        claim.at = utc_now();
    return translated(impl_->where, [&] {
        return impl_->run("INSERT OR IGNORE INTO claim (words, bound, count, as_of, source, by, at) VALUES (?, ?, ?, "
                          "?, ?, ?, ?)",
                          claim.words, name_of(claim.bound), std::int64_t{claim.count}, std::int64_t{claim.as_of},
                          claim.source, claim.by, claim.at) > 0;
    });
}

std::vector<ToldClaim> Store::told_claims() const
{
    return translated(impl_->where, [&] {
        std::vector<ToldClaim> out;
        SQLite::Statement s(impl_->db,
                            "SELECT words, bound, count, as_of, source, by, at FROM claim ORDER BY as_of, id");
        const auto text = [&](int column) { return s.getColumn(column).getString(); };
        while (s.executeStep())
            out.push_back({text(0), bound_from_name(text(1)).value_or(Bound::exactly), s.getColumn(2).getInt(),
                           s.getColumn(3).getInt(), text(4), text(5), text(6)});
        return out;
    });
}

void Store::put_extraction(std::string_view article, std::string_view key, const Extraction& extraction)
{
    const auto insert = [&] {
        impl_->run("INSERT INTO stage (article, stage, key, result) VALUES (?, 'extract', ?, ?) "
                   "ON CONFLICT (article, stage) DO UPDATE SET key = excluded.key, result = excluded.result",
                   article, key, to_json(extraction));
        impl_->bump();
        return true;
    };
    translated(impl_->where, [&] { impl_->atomically(insert); });
}

std::optional<Extraction> Store::extraction(std::string_view article) const
{
    return translated(impl_->where, [&]() -> std::optional<Extraction> {
        const auto rows =
            all<std::string>(impl_->statement("SELECT result FROM stage WHERE article = ? AND stage = 'extract'"),
                             article, [](SQLite::Statement& s) { return s.getColumn(0).getString(); });
        if (rows.empty())
            return std::nullopt;
        return extraction_from_json(rows.front());
    });
}

std::string Store::stage_key(std::string_view article, std::string_view stage) const
{
    return translated(impl_->where, [&] {
        SQLite::Statement& s = impl_->statement("SELECT key FROM stage WHERE article = ? AND stage = ?");
        Impl::bind(s, 1, article);
        Impl::bind(s, 2, stage);
        std::string key = s.executeStep() ? s.getColumn(0).getString() : "";
        s.reset();
        return key;
    });
}

std::string Store::stage_result(std::string_view article, std::string_view stage) const
{
    return translated(impl_->where, [&] {
        SQLite::Statement& s = impl_->statement("SELECT result FROM stage WHERE article = ? AND stage = ?");
        Impl::bind(s, 1, article);
        Impl::bind(s, 2, stage);
        std::string result = s.executeStep() ? s.getColumn(0).getString() : "";
        s.reset();
        return result;
    });
}

void Store::put_stage(std::string_view article, std::string_view stage, std::string_view key, std::string_view result)
{
    translated(impl_->where, [&] {
        impl_->run(
            "INSERT INTO stage (article, stage, key, result) VALUES (?, ?, ?, ?) ON CONFLICT (article, stage) DO "
            "UPDATE SET key = excluded.key, result = excluded.result",
            article, stage, key, result);
    });
}

void Store::set_stage_key(std::string_view article, std::string_view stage, std::string_view key)
{
    translated(impl_->where, [&] {
        impl_->run("INSERT INTO stage (article, stage, key) VALUES (?, ?, ?) ON CONFLICT (article, stage) DO UPDATE "
                   "SET key = excluded.key",
                   article, stage, key);
    });
}

} // namespace casebook
