// SPDX-License-Identifier: GPL-3.0-or-later
// Articles, runs and broken records as they are, out of one store and into another.
#include "corpus/store.hpp"
#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/json.hpp"
#include "corpus/store_impl.hpp"

namespace casebook {

std::vector<std::string> Store::all_article_ids() const
{
    return translated(impl_->where, [&] {
        std::vector<std::string> ids;
        SQLite::Statement s(impl_->db, "SELECT id FROM article ORDER BY number");
        while (s.executeStep())
            ids.push_back(s.getColumn(0).getString());
        return ids;
    });
}

KeptArticle Store::kept(std::string_view id) const
{
    const std::optional<ArticleInfo> info = article_info(id);
    if (!info)
        throw Error(format("{}: there is no article {}.", impl_->where, id));
    KeptArticle out{*info, 0, *article(id), {}};
    translated(impl_->where, [&] {
        SQLite::Statement position(impl_->db, "SELECT position FROM article WHERE id = ?");
        position.bind(1, std::string(id));
        if (position.executeStep())
            out.position = static_cast<std::size_t>(position.getColumn(0).getInt64());
        SQLite::Statement forms(impl_->db,
                                "SELECT v.run, r.sha256, r.bytes FROM received v JOIN article a ON a.number = "
                                "v.article JOIN raw r ON r.id = v.raw WHERE a.id = ? ORDER BY v.run, r.id");
        forms.bind(1, std::string(id));
        while (forms.executeStep())
            out.forms.push_back({forms.getColumn(0).getInt64(), forms.getColumn(1).getString(),
                                 gunzip(forms.getColumn(2).getString())});
    });
    return out;
}

namespace {

const Form& current_form(const KeptArticle& kept)
{
    for (const Form& form : kept.forms)
        if (form.sha256 == kept.info.sha256)
            return form;
    throw Error(format("{} comes without the form of the record that counts", kept.info.id));
}

} // namespace

Put Store::restore(const KeptArticle& kept)
{
    const Form& current = current_form(kept);
    const auto held = article_info(kept.info.id);
    std::vector<std::int64_t> raws; // before `put`, so that they stay in the order in which they came
    translated(impl_->where, [&] {
        for (const Form& form : kept.forms)
            raws.push_back(impl_->keep_raw(form.raw));
    });
    // What NLM deleted here stays deleted; what it deleted there is deleted here too, unless ours is newer.
    const Origin origin{kept.info.origin, kept.position, kept.info.channel};
    Put result = Put::unchanged;
    if (!held || !held->deleted)
        result = put(kept.article, current.raw, origin, kept.info.changed_run);
    translated(impl_->where, [&] {
        const std::string number = "(SELECT number FROM article WHERE id = ?)";
        if (!held)
            impl_->run("DELETE FROM received WHERE article = " + number, kept.info.id);
        for (std::size_t i = 0; i < raws.size(); ++i)
            impl_->run("INSERT OR IGNORE INTO received (article, raw, run) VALUES (" + number + ", ?, ?)", kept.info.id,
                       raws[i], kept.forms[i].run);
        if (!held)
            impl_->run("UPDATE article SET added_run = ? WHERE id = ?", kept.info.added_run, kept.info.id);
    });
    if (kept.info.deleted && result != Put::older)
        mark_deleted(kept.info.id, kept.info.changed_run);
    return result;
}

std::int64_t Store::restore(const Run& run)
{
    return translated(impl_->where, [&] {
        SQLite::Statement& taken = impl_->statement("SELECT 1 FROM run WHERE id = ?");
        taken.bind(1, run.id);
        const bool is_taken = run.id <= 0 || taken.executeStep();
        taken.reset();
        if (is_taken)
            impl_->run("INSERT INTO run (kind, started, finished, status, details) VALUES (?, ?, ?, ?, ?)", run.kind,
                       run.started, run.finished, run.status, run.details);
        else
            impl_->run("INSERT INTO run (id, kind, started, finished, status, details) VALUES (?, ?, ?, ?, ?, ?)",
                       run.id, run.kind, run.started, run.finished, run.status, run.details);
        return std::int64_t{impl_->db.getLastInsertRowid()};
    });
}

void Store::restore(const Quarantined& item)
{
    translated(impl_->where, [&] {
        const std::string packed = gzip(item.bytes);
        // a file read for people's words first and for its records later: now they came on a channel
        SQLite::Statement& s = impl_->statement(
            "INSERT INTO quarantine (origin, position, what, at, sha256, bytes, line, channel) VALUES (?, ?, ?, ?, ?, "
            "?, ?, ?) ON CONFLICT DO UPDATE SET channel = excluded.channel WHERE quarantine.channel = ''");
        s.bind(1, item.origin.name);
        s.bind(2, static_cast<std::int64_t>(item.origin.position));
        s.bind(3, item.what);
        s.bind(4, item.at);
        s.bind(5, sha256(item.bytes));
        s.bind(6, packed.data(), static_cast<int>(packed.size()));
        s.bind(7, static_cast<std::int64_t>(item.origin.line));
        s.bind(8, item.origin.channel);
        s.exec();
        s.reset();
    });
}

} // namespace casebook
