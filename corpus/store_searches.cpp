// SPDX-License-Identifier: GPL-3.0-or-later
// Searches that people keep.
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

namespace casebook {

namespace {

const std::string select_search =
    "SELECT name, query, sort, words, similar_to, at, ran, seen, seen_before FROM saved_search";

SavedSearch search_of(SQLite::Statement& s)
{
    const auto text = [&](int column) { return s.getColumn(column).getString(); };
    return {text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), text(8)};
}

} // namespace

void Store::save(SavedSearch search)
{
    if (search.at.empty())
        search.at = utc_now();
    translated(impl_->where, [&] {
        if (impl_->run("INSERT OR IGNORE INTO saved_search VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", search.name,
                       search.query, search.sort, search.words, search.similar_to, search.at, search.ran, search.seen,
                       search.seen_before) == 0)
            throw Error(
                format("there is a saved search \"{}\" already. Take another name, or `casebook search --forget "
                       "{}` first.",
                       search.name, search.name));
    });
}

std::optional<SavedSearch> Store::saved_search(std::string_view name) const
{
    return translated(impl_->where, [&]() -> std::optional<SavedSearch> {
        SQLite::Statement s(impl_->db, select_search + " WHERE name = ?");
        s.bind(1, std::string(name));
        return s.executeStep() ? std::optional(search_of(s)) : std::nullopt;
    });
}

std::vector<SavedSearch> Store::saved_searches() const
{
    return translated(impl_->where, [&] {
        std::vector<SavedSearch> out;
        SQLite::Statement s(impl_->db, select_search + " ORDER BY name");
        while (s.executeStep())
            out.push_back(search_of(s));
        return out;
    });
}

bool Store::forget_search(std::string_view name)
{
    return translated(impl_->where, [&] { return impl_->run("DELETE FROM saved_search WHERE name = ?", name) > 0; });
}

void Store::ran_search(std::string_view name, std::string_view at, std::string_view seen)
{
    translated(impl_->where, [&] {
        impl_->run("UPDATE saved_search SET seen_before = seen, ran = ?, seen = ? WHERE name = ?", at, seen, name);
    });
}

} // namespace casebook
