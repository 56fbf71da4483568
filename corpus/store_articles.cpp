// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/json.hpp"
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

#include <tuple>

namespace casebook {

namespace {

/// What decides which of two forms of a record is the newer.
using Age = std::tuple<int, std::string>;

struct Held
{
    std::int64_t number;
    Age age;
    std::string record;
    bool deleted;
};

std::optional<Held> find_held(SQLite::Statement& s)
{
    if (!s.executeStep())
        return std::nullopt;
    Held held{s.getColumn(0).getInt64(), Age(s.getColumn(1).getInt(), s.getColumn(2).getString()),
              s.getColumn(3).getString(), s.getColumn(4).getInt() != 0};
    s.reset();
    return held;
}

ArticleInfo info_of(SQLite::Statement& s)
{
    return {s.getColumn(0).getString(),  s.getColumn(1).getString(), s.getColumn(2).getString(),
            s.getColumn(3).getInt64(),   s.getColumn(4).getInt64(),  s.getColumn(5).getString(),
            s.getColumn(6).getInt() != 0};
}

const std::string info_columns = "SELECT a.id, a.origin, a.channel, a.added_run, a.changed_run, r.sha256, a.deleted";

} // namespace

std::int64_t Store::Impl::keep_raw(std::string_view raw)
{
    const std::string digest = sha256(raw);
    SQLite::Statement& find = statement("SELECT id FROM raw WHERE sha256 = ?");
    find.bind(1, digest);
    if (find.executeStep()) {
        const std::int64_t id = find.getColumn(0).getInt64();
        find.reset();
        return id;
    }
    find.reset();
    const std::string packed = gzip(raw);
    SQLite::Statement& insert = statement("INSERT INTO raw (sha256, bytes) VALUES (?, ?)");
    insert.bind(1, digest);
    insert.bind(2, packed.data(), static_cast<int>(packed.size()));
    insert.exec();
    insert.reset();
    return db.getLastInsertRowid();
}

Put Store::put(const Article& article, std::string_view raw, const Origin& origin, std::int64_t run)
{
    return translated(impl_->where, [&] {
        SQLite::Statement& find =
            impl_->statement("SELECT number, version, revised, record, deleted FROM article WHERE id = ?");
        find.bind(1, article.id);
        const auto held = find_held(find);
        find.reset();
        const std::string record = to_json(article);
        const std::string revised = iso_date(article.revised);
        const Age age(article.version, revised);
        const std::int64_t raw_id = impl_->keep_raw(raw);
        const auto received = [&](std::int64_t number) {
            impl_->run("INSERT OR IGNORE INTO received (article, raw, run) VALUES (?, ?, ?)", number, raw_id, run);
        };
        if (!held) {
            impl_->run("INSERT INTO article (id, raw, version, revised, record, origin, position, channel, added_run, "
                       "changed_run) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       article.id, raw_id, std::int64_t{article.version}, revised, record, origin.name,
                       static_cast<std::int64_t>(origin.position), origin.channel, run, run);
            received(impl_->db.getLastInsertRowid());
            impl_->bump();
            return Put::added;
        }
        received(held->number);
        if (held->record == record && !held->deleted)
            return Put::unchanged;
        if (age < held->age)
            return Put::older;
        impl_->run("UPDATE article SET raw = ?, version = ?, revised = ?, record = ?, changed_run = ?, deleted = 0 "
                   "WHERE number = ?",
                   raw_id, std::int64_t{article.version}, revised, record, run, held->number);
        impl_->bump();
        return Put::revised;
    });
}

std::optional<Article> Store::article(std::string_view id) const
{
    return translated(impl_->where, [&]() -> std::optional<Article> {
        SQLite::Statement& s = impl_->statement("SELECT record FROM article WHERE id = ?");
        Impl::bind(s, 1, id);
        if (!s.executeStep())
            return std::nullopt;
        const std::string record = s.getColumn(0).getString();
        s.reset();
        return article_from_json(record);
    });
}

std::optional<ArticleInfo> Store::article_info(std::string_view id) const
{
    return translated(impl_->where, [&]() -> std::optional<ArticleInfo> {
        SQLite::Statement& s =
            impl_->statement(info_columns + " FROM article a JOIN raw r ON r.id = a.raw WHERE a.id = ?");
        Impl::bind(s, 1, id);
        if (!s.executeStep())
            return std::nullopt;
        ArticleInfo info = info_of(s);
        s.reset();
        return info;
    });
}

std::string Store::raw(std::string_view id) const
{
    return translated(impl_->where, [&]() -> std::string {
        SQLite::Statement& s =
            impl_->statement("SELECT r.bytes FROM article a JOIN raw r ON r.id = a.raw WHERE a.id = ?");
        Impl::bind(s, 1, id);
        if (!s.executeStep())
            return "";
        const std::string packed = s.getColumn(0).getString();
        s.reset();
        return gunzip(packed);
    });
}

std::vector<std::string> Store::article_ids() const
{
    return translated(impl_->where, [&] {
        std::vector<std::string> ids;
        SQLite::Statement s(impl_->db, "SELECT id FROM article WHERE deleted = 0 ORDER BY number");
        while (s.executeStep())
            ids.push_back(s.getColumn(0).getString());
        return ids;
    });
}

void Store::each_article(const std::function<void(const ArticleInfo&, const Article&)>& visit) const
{
    translated(impl_->where, [&] {
        SQLite::Statement s(
            impl_->db,
            info_columns +
                ", a.record FROM article a JOIN raw r ON r.id = a.raw WHERE a.deleted = 0 ORDER BY a.number");
        while (s.executeStep())
            visit(info_of(s), article_from_json(s.getColumn(7).getString()));
    });
}

bool Store::mark_deleted(std::string_view id, std::int64_t run)
{
    return translated(impl_->where, [&] {
        const int changed =
            impl_->run("UPDATE article SET deleted = 1, changed_run = ? WHERE id = ? AND deleted = 0", run, id);
        if (changed > 0)
            impl_->bump();
        return changed > 0;
    });
}

void Store::quarantine(std::string_view bytes, const Origin& origin, std::string_view what)
{
    translated(impl_->where, [&] {
        SQLite::Statement& s = impl_->statement(
            "INSERT OR IGNORE INTO quarantine (origin, position, what, at, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?)");
        const std::string packed = gzip(bytes);
        s.bind(1, origin.name);
        s.bind(2, static_cast<std::int64_t>(origin.position));
        s.bind(3, std::string(what));
        s.bind(4, utc_now());
        s.bind(5, sha256(bytes));
        s.bind(6, packed.data(), static_cast<int>(packed.size()));
        s.exec();
        s.reset();
    });
}

std::vector<Quarantined> Store::quarantined() const
{
    return translated(impl_->where, [&] {
        std::vector<Quarantined> out;
        SQLite::Statement s(impl_->db, "SELECT id, origin, position, what, at, bytes FROM quarantine ORDER BY id");
        while (s.executeStep())
            out.push_back({s.getColumn(0).getInt64(),
                           {s.getColumn(1).getString(), static_cast<std::size_t>(s.getColumn(2).getInt64()), ""},
                           s.getColumn(3).getString(),
                           s.getColumn(4).getString(),
                           gunzip(s.getColumn(5).getString())});
        return out;
    });
}

} // namespace casebook
