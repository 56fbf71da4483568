// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of the store, for its own sources only: the one door to SQLite.
#pragma once

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <chrono>
#include <map>

namespace casebook {

inline constexpr std::chrono::milliseconds busy_patience{30000}; ///< how long to wait for another program's write
inline constexpr int busy_code = 5;                              ///< SQLITE_BUSY

struct Store::Impl
{
    Impl(const std::filesystem::path& file, int flags) : Impl(file, file.string(), flags) {}
    /// `address` is a name or a URI of the file.
    Impl(const std::filesystem::path& file, const std::string& address, int flags)
        : where(file.string()), db(address, flags, static_cast<int>(busy_patience.count()))
    {
    }

    /// A statement prepared once and kept; it comes reset and without bindings.
    SQLite::Statement& statement(const std::string& sql)
    {
        auto found = statements.find(sql);
        if (found == statements.end())
            found = statements.try_emplace(sql, db, sql).first;
        found->second.tryReset(); // repeats the error of the last time, which was told then
        found->second.clearBindings();
        return found->second;
    }

    /// Runs a statement that returns no rows; values are bound in order.
    template <class... Values> int run(const std::string& sql, const Values&... values)
    {
        SQLite::Statement& s = statement(sql);
        int index = 0;
        (bind(s, ++index, values), ...);
        const int changed = s.exec();
        s.reset(); // a statement left in mid-air would keep its locks
        return changed;
    }

    static void bind(SQLite::Statement& s, int index, std::string_view text) { s.bind(index, std::string(text)); }
    static void bind(SQLite::Statement& s, int index, std::int64_t number) { s.bind(index, number); }

    /// All that `f` writes or nothing of it, alone or within a transaction of the caller: a change and the revision
    /// that tells of it are not torn apart.
    template <class F> auto atomically(F&& f)
    {
        struct Guard
        {
            explicit Guard(Impl& impl_) : impl(impl_) { impl.run("SAVEPOINT change"); }
            ~Guard()
            {
                if (!done)
                    impl.db.tryExec("ROLLBACK TO change; RELEASE change");
            }
            Impl& impl;
            bool done = false;
        };
        Guard guard(*this);
        auto result = f();
        run("RELEASE change");
        guard.done = true;
        return result;
    }

    /// The number of the form, which is kept once however often it comes.
    std::int64_t keep_raw(std::string_view raw);

    /// What is known of an article's full text, and what tells one such state from another.
    FullText counting_full_text(std::string_view id);
    std::string full_text_mark(std::string_view id);
    bool has_full_texts(); ///< most casebooks have none, and asking that costs a tenth of looking for one

    /// The same for a change that the index must follow.
    template <class F> void changing(F&& f)
    {
        translated(where, [&] {
            atomically([&] {
                f();
                bump();
                return true;
            });
        });
    }

    // People's words, each with its own turn or the next of that person on that article in that second.
    void insert(const Decision& decision, bool next_turn);
    void insert(const Correction& correction, bool next_turn);
    void insert(const ItemAnswer& said, bool next_turn);
    /// Found within the statement that inserts: nobody writes between.
    static std::string next_turn_in(const std::string& table)
    {
        return "(SELECT coalesce(max(turn) + 1, 0) FROM " + table + " WHERE article = ? AND by = ? AND at = ?)";
    }

    void bump() { run("UPDATE note SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'"); }

    std::vector<Decision> joined(std::string_view article,
                                 const std::function<std::vector<Decision>(std::string_view)>& of);
    /// The record that stays → each that is merged into it.
    const std::multimap<std::string, std::string, std::less<>>& merged_into();
    static Pairing pairing_of(SQLite::Statement& s);

    std::string where;
    View view;
    std::int64_t pairings_read = 0;
    std::multimap<std::string, std::string, std::less<>> merged;
    SQLite::Database db;
    std::map<std::string, SQLite::Statement> statements; // destroyed before db
};

/// Calls `f` and says in our words what SQLite could not do.
template <class F> auto translated(const std::string& where, F&& f)
{
    try {
        return f();
    } catch (const SQLite::Exception& e) {
        const bool full = e.getErrorCode() == 13;
        const bool busy = e.getErrorCode() == busy_code;
        if ((e.getErrorCode() & 0xFF) == 8)
            throw Error(format("{}: can be read here but not written. Ask for the right to write, or work in a copy of "
                               "the folder.",
                               where));
        if (busy)
            throw Busy(
                format("{}: {}. Another casebook command is writing; wait for it and try again.", where, e.what()));
        throw Error(format("{}: {}. {}", where, e.what(),
                           full ? "Free some space on the disk and run the command again; nothing was lost."
                                : "Check that the file is a casebook and can be read and written."));
    }
}

/// Brings the schema up to date, all steps or none: some look at what the store was before the first.
void migrate(SQLite::Database& db, const std::string& where);

} // namespace casebook
