// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

namespace casebook {

std::int64_t Store::start_run(std::string_view kind, std::string_view details)
{
    return translated(impl_->where, [&] {
        impl_->run("INSERT INTO run (kind, started, status, details, decided) VALUES (?, ?, 'running', ?, "
                   "(SELECT ifnull(max(id), 0) FROM decision))",
                   kind, utc_now(), details);
        return std::int64_t{impl_->db.getLastInsertRowid()};
    });
}

void Store::update_run(std::int64_t run, std::string_view status, std::string_view details)
{
    const std::string finished = status == "running" ? "" : utc_now();
    translated(impl_->where, [&] {
        impl_->run("UPDATE run SET finished = ?, status = ?, details = ? WHERE id = ?", finished, status, details, run);
    });
}

std::vector<Run> Store::runs() const
{
    return translated(impl_->where, [&] {
        std::vector<Run> out;
        SQLite::Statement s(impl_->db, "SELECT id, kind, started, finished, status, details FROM run ORDER BY id");
        while (s.executeStep())
            out.push_back({s.getColumn(0).getInt64(), s.getColumn(1).getString(), s.getColumn(2).getString(),
                           s.getColumn(3).getString(), s.getColumn(4).getString(), s.getColumn(5).getString()});
        return out;
    });
}

std::vector<std::string> Store::touched_since(std::int64_t run) const
{
    return translated(impl_->where, [&] {
        std::vector<std::string> ids;
        SQLite::Statement& s = impl_->statement(
            "SELECT id FROM article a WHERE changed_run >= ?1 OR EXISTS (SELECT 1 FROM received WHERE article = "
            "a.number AND run >= ?1) ORDER BY number");
        s.bind(1, run);
        while (s.executeStep())
            ids.push_back(s.getColumn(0).getString());
        s.reset();
        return ids;
    });
}

void Store::want(std::int64_t run, const std::vector<std::string>& pmids)
{
    translated(impl_->where, [&] {
        SQLite::Statement& last = impl_->statement("SELECT COALESCE(MAX(place), 0) FROM wanted WHERE run = ?");
        last.bind(1, run);
        last.executeStep();
        std::int64_t place = last.getColumn(0).getInt64();
        last.reset();
        for (const std::string& pmid : pmids)
            impl_->run("INSERT OR IGNORE INTO wanted (run, pmid, place, state) VALUES (?, ?, ?, 0)", run, pmid,
                       ++place);
    });
}

void Store::set_wanted(std::int64_t run, const std::string& pmid, Wanted state)
{
    translated(impl_->where, [&] {
        impl_->run("UPDATE wanted SET state = ? WHERE run = ? AND pmid = ?", std::int64_t{static_cast<int>(state)}, run,
                   pmid);
    });
}

std::vector<std::string> Store::wanted(std::int64_t run, Wanted state) const
{
    return translated(impl_->where, [&] {
        std::vector<std::string> out;
        SQLite::Statement& s = impl_->statement("SELECT pmid FROM wanted WHERE run = ? AND state = ? ORDER BY place");
        s.bind(1, run);
        s.bind(2, static_cast<int>(state));
        while (s.executeStep())
            out.push_back(s.getColumn(0).getString());
        s.reset();
        return out;
    });
}

void Store::keep_protocol(ProtocolVersion version)
{
    if (version.at.empty())
        version.at = utc_now();
    translated(impl_->where,
               [&] { impl_->run("INSERT INTO protocol (at, text) VALUES (?, ?)", version.at, version.text); });
}

std::vector<ProtocolVersion> Store::protocol_versions() const
{
    return translated(impl_->where, [&] {
        std::vector<ProtocolVersion> out;
        SQLite::Statement s(impl_->db, "SELECT at, text FROM protocol ORDER BY at, id");
        while (s.executeStep())
            out.push_back({s.getColumn(0).getString(), s.getColumn(1).getString()});
        return out;
    });
}

} // namespace casebook
