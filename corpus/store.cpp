// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/store.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/store_impl.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <unistd.h>

namespace casebook {

namespace {

std::unique_ptr<SQLite::Transaction> begin(SQLite::Database& db, Store::Transaction::Purpose purpose)
{
    const bool writes = purpose == Store::Transaction::Purpose::write;
    return std::make_unique<SQLite::Transaction>(db, writes ? SQLite::TransactionBehavior::IMMEDIATE
                                                            : SQLite::TransactionBehavior::DEFERRED);
}

bool is_packed_form_of(const std::string& packed, const std::string& digest)
{
    try {
        return sha256(gunzip(packed)) == digest;
    } catch (const Error&) {
        return false;
    }
}

bool is_writable(const std::filesystem::path& file)
{
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    return ::access(file.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

/// Where nothing can be written nobody else writes either, unless a write-ahead log stands beside the file.
std::string read_only_address(const std::filesystem::path& file)
{
    std::string address = "file:";
    for (const char c : std::filesystem::absolute(file).string())
        address +=
            c == '%' || c == '?' || c == '#' ? format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    std::error_code none;
    const auto log = std::filesystem::file_size(file.string() + "-wal", none);
    return address + (!none && log > 0 ? "?mode=ro" : "?immutable=1");
}

/// SQLite does not wait for the lock of this change, whatever the timeout: two programs that make one casebook at the
/// same moment would find it locked.
void use_write_ahead_log(SQLite::Database& db)
{
    constexpr auto between = std::chrono::milliseconds(20);
    for (auto left = busy_patience; db.tryExec("PRAGMA journal_mode = WAL") == busy_code && left > between;
         left -= between)
        std::this_thread::sleep_for(between);
    db.exec("PRAGMA journal_mode = WAL"); // tells of the trouble that is left
}

} // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& file)
{
    return translated(file.string(), [&] {
        auto impl = std::make_unique<Impl>(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        use_write_ahead_log(impl->db);
        impl->db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        migrate(impl->db, impl->where);
        return Store(std::move(impl));
    });
}

Store Store::open_read_only(const std::filesystem::path& file)
{
    if (!std::filesystem::exists(file))
        throw Error(
            format("{}: there is no casebook here yet. Make one with `casebook init`, or name its folder with -C.",
                   file.string()));
    if (is_writable(file)) // a reader of a WAL file needs the lock file beside it all the same
        return open(file);
    return translated(file.string(), [&] {
        auto impl = std::make_unique<Impl>(file, read_only_address(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
        migrate(impl->db, impl->where);
        return Store(std::move(impl));
    });
}

void Store::set_patience(std::chrono::milliseconds patience)
{
    impl_->db.setBusyTimeout(static_cast<int>(patience.count()));
}

struct Store::Transaction::Impl
{
    Impl(Store& store_, Purpose purpose) : store(store_), transaction(begin(store_.impl_->db, purpose)) {}
    Store& store;
    std::unique_ptr<SQLite::Transaction> transaction;
};

Store::Transaction::Transaction(Store& store, Purpose purpose)
    : impl_(translated(store.impl_->where, [&] { return std::make_unique<Impl>(store, purpose); }))
{
}

Store::Transaction::~Transaction() = default;

void Store::Transaction::commit()
{
    translated(impl_->store.impl_->where, [&] { impl_->transaction->commit(); });
}

std::string Store::note(std::string_view key) const
{
    return translated(impl_->where, [&] {
        SQLite::Statement& s = impl_->statement("SELECT value FROM note WHERE key = ?");
        Impl::bind(s, 1, key);
        std::string value = s.executeStep() ? s.getColumn(0).getString() : "";
        s.reset();
        return value;
    });
}

void Store::set_note(std::string_view key, std::string_view value)
{
    translated(impl_->where, [&] {
        impl_->run("INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                   key, value);
    });
}

std::int64_t Store::revision() const { return std::atoll(note("revision").c_str()); }

std::vector<std::string> Store::check() const
{
    return translated(impl_->where, [&] {
        std::vector<std::string> troubles;
        SQLite::Statement integrity(impl_->db, "PRAGMA integrity_check");
        while (integrity.executeStep())
            if (const std::string line = integrity.getColumn(0).getString(); line != "ok")
                troubles.push_back(line);
        SQLite::Statement keys(impl_->db, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            troubles.push_back(format("table {} row {} points to nothing in {}", keys.getColumn(0).getString(),
                                      keys.getColumn(1).getInt64(), keys.getColumn(2).getString()));
        SQLite::Statement raw(impl_->db, "SELECT id, sha256, bytes FROM raw");
        while (raw.executeStep())
            if (!is_packed_form_of(raw.getColumn(2).getString(), raw.getColumn(1).getString()))
                troubles.push_back(format("raw record {} is not what was received", raw.getColumn(0).getInt64()));
        return troubles;
    });
}

std::string utc_now()
{
    if (const char* fixed = std::getenv("CASEBOOK_NOW"))
        return fixed;
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    return format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                  utc.tm_min, utc.tm_sec);
}

} // namespace casebook
