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

/// One form of a record, as the table of articles holds it.
struct ReceivedForm
{
    std::int64_t raw;
    const Age& age;
    const std::string& record;
};

struct Held
{
    std::int64_t number;
    std::int64_t raw;
    Age age;
    std::string record;
    bool deleted;
};

std::optional<Held> find_held(auto& impl, const std::string& id)
{
    SQLite::Statement& s =
        impl.statement("SELECT number, raw, version, revised, record, deleted FROM article WHERE id = ?");
    s.bind(1, id);
    std::optional<Held> held;
    if (s.executeStep())
        held = {s.getColumn(0).getInt64(), s.getColumn(1).getInt64(),
                Age(s.getColumn(2).getInt(), s.getColumn(3).getString()), s.getColumn(4).getString(),
                s.getColumn(5).getInt() != 0};
    s.reset();
    return held;
}

bool loses_abstract(const std::string& held, const std::string& form)
{
    return article_from_json(form).abstract.empty() && !article_from_json(held).abstract.empty();
}

/// Of two forms of one age the one that came later counts, but a form that came before the held one brings nothing new:
/// reading two files once more must not swap them, and one without an abstract takes none away. The held form itself
/// may be read better by a newer program. A deleted record comes back only in a newer form.
Put compare(const Held& held, const ReceivedForm& form, bool first_seen)
{
    if (held.deleted)
        return form.age > held.age ? Put::revised : Put::older;
    if (form.record == held.record)
        return Put::unchanged;
    if (form.age == held.age && form.raw != held.raw && loses_abstract(held.record, form.record))
        return Put::older;
    const bool counts = first_seen || form.raw == held.raw;
    return form.age > held.age || (form.age == held.age && counts) ? Put::revised : Put::older;
}

std::int64_t insert(auto& impl, const std::string& id, const ReceivedForm& form, const Origin& origin, std::int64_t run)
{
    impl.run(
        "INSERT INTO article (id, raw, version, revised, record, origin, position, channel, added_run, changed_run) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, form.raw, std::int64_t{std::get<0>(form.age)}, std::get<1>(form.age), form.record, origin.name,
        static_cast<std::int64_t>(origin.position), origin.channel, run, run);
    const std::int64_t number = impl.db.getLastInsertRowid();
    impl.bump();
    return number;
}

void replace(auto& impl, std::int64_t number, const ReceivedForm& form, std::int64_t run)
{
    impl.run("UPDATE article SET raw = ?, version = ?, revised = ?, record = ?, changed_run = ?, deleted = 0 "
             "WHERE number = ?",
             form.raw, std::int64_t{std::get<0>(form.age)}, std::get<1>(form.age), form.record, run, number);
    impl.bump();
}

/// Notes that the form has come; false when it had come before.
bool receive(auto& impl, std::int64_t number, std::int64_t raw, std::int64_t run)
{
    return impl.run("INSERT OR IGNORE INTO received (article, raw, run) VALUES (?, ?, ?)", number, raw, run) > 0;
}

ArticleInfo info_of(SQLite::Statement& s)
{
    return {
        s.getColumn(0).getString(), s.getColumn(1).getString(), s.getColumn(2).getString(),   s.getColumn(3).getInt64(),
        s.getColumn(4).getInt64(),  s.getColumn(5).getString(), s.getColumn(6).getInt() != 0, ""};
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
    const auto put = [&] {
        const std::string record = to_json(article);
        const Age age(article.version, iso_date(article.revised));
        const ReceivedForm form{impl_->keep_raw(raw), age, record};
        const auto held = find_held(*impl_, article.id);
        if (!held) {
            receive(*impl_, insert(*impl_, article.id, form, origin, run), form.raw, run);
            return Put::added;
        }
        const bool first_seen = receive(*impl_, held->number, form.raw, run);
        const Put result = compare(*held, form, first_seen);
        if (result == Put::revised)
            replace(*impl_, held->number, form, run);
        return result;
    };
    return translated(impl_->where, [&] { return impl_->atomically(put); });
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
        Article article = article_from_json(record);
        article.full_text = impl_->counting_full_text(id);
        return article;
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
        info.full_text = impl_->full_text_mark(id);
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
        const bool any_full_text = impl_->has_full_texts();
        SQLite::Statement s(
            impl_->db,
            info_columns +
                ", a.record FROM article a JOIN raw r ON r.id = a.raw WHERE a.deleted = 0 ORDER BY a.number");
        while (s.executeStep()) {
            ArticleInfo info = info_of(s);
            if (any_full_text)
                info.full_text = impl_->full_text_mark(info.id);
            Article article = article_from_json(s.getColumn(7).getString());
            if (!info.full_text.empty())
                article.full_text = impl_->counting_full_text(info.id);
            visit(info, article);
        }
    });
}

void Store::each_stage_key(std::string_view stage,
                           const std::function<void(const ArticleInfo&, const std::string&)>& visit) const
{
    translated(impl_->where, [&] {
        const bool any_full_text = impl_->has_full_texts();
        SQLite::Statement s(impl_->db, info_columns +
                                           ", s.key FROM article a JOIN raw r ON r.id = a.raw LEFT JOIN stage s ON "
                                           "s.article = a.id AND s.stage = ? WHERE a.deleted = 0 ORDER BY a.number");
        Impl::bind(s, 1, stage);
        while (s.executeStep()) {
            ArticleInfo info = info_of(s);
            if (any_full_text)
                info.full_text = impl_->full_text_mark(info.id);
            visit(info, s.getColumn(7).getString());
        }
    });
}

bool Store::mark_deleted(std::string_view id, std::int64_t run)
{
    const auto mark = [&] {
        const int changed =
            impl_->run("UPDATE article SET deleted = 1, changed_run = ? WHERE id = ? AND deleted = 0", run, id);
        if (changed > 0)
            impl_->bump();
        return changed > 0;
    };
    return translated(impl_->where, [&] { return impl_->atomically(mark); });
}

void Store::quarantine(std::string_view bytes, const Origin& origin, std::string_view what)
{
    restore(Quarantined{0, origin, std::string(what), utc_now(), std::string(bytes)});
}

std::vector<Quarantined> Store::quarantined() const
{
    return translated(impl_->where, [&] {
        std::vector<Quarantined> out;
        SQLite::Statement s(impl_->db,
                            "SELECT id, origin, position, what, at, bytes, line, channel FROM quarantine ORDER BY id");
        while (s.executeStep())
            out.push_back({s.getColumn(0).getInt64(),
                           {s.getColumn(1).getString(), static_cast<std::size_t>(s.getColumn(2).getInt64()),
                            s.getColumn(7).getString(), static_cast<std::size_t>(s.getColumn(6).getInt64())},
                           s.getColumn(3).getString(),
                           s.getColumn(4).getString(),
                           gunzip(s.getColumn(5).getString())});
        return out;
    });
}

} // namespace casebook
