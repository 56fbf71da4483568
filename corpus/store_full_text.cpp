// SPDX-License-Identifier: GPL-3.0-or-later
// Full texts and what people said of pairs of records.
#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/json.hpp"
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct KinshipName
{
    Kinship value;
    std::string_view name;
};
constexpr std::array<KinshipName, 4> kinship_names = {{{Kinship::open, "open"},
                                                       {Kinship::duplicate, "duplicate"},
                                                       {Kinship::different, "different"},
                                                       {Kinship::same_study, "same study"}}};

const std::string select_looks =
    "SELECT access, source, at, by, license, note, passages, f.run, r.bytes FROM full_text f "
    "LEFT JOIN raw r ON r.id = f.raw WHERE f.article = ? ";

FullText look_of(SQLite::Statement& s)
{
    const auto text = [&](int column) { return s.getColumn(column).getString(); };
    return {access_from_name(text(0)).value_or(Access::not_known),
            text(1),
            text(2),
            text(3),
            text(4),
            text(5),
            passages_from_json(text(6))};
}

/// A person's word that stands already: the newest of the looks, or told at that very moment.
bool is_told(const std::vector<FullText>& looks, FullText word)
{
    if (std::ranges::find(looks, word) != looks.end())
        return true;
    if (looks.empty())
        return false;
    word.at = looks.back().at;
    return looks.back() == word;
}

/// A text that came counts before an answer without one; of two, the newer.
const std::string counting_first = "ORDER BY (f.raw IS NULL), f.at DESC, f.id DESC LIMIT 1";

} // namespace

std::string_view name_of(Kinship value) { return std::ranges::find(kinship_names, value, &KinshipName::value)->name; }

Kinship kinship_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(kinship_names, name, &KinshipName::name);
    return found == kinship_names.end() ? Kinship::open : found->value;
}

bool Store::put_full_text(std::string_view id, const FullText& found, std::string_view raw, std::int64_t run)
{
    const auto put = [&] {
        const std::string at = found.at.empty() ? utc_now() : found.at;
        const std::string passages = to_json(found.passages);
        const std::int64_t number = raw.empty() ? 0 : impl_->keep_raw(raw);
        if (!found.by.empty() && is_told(full_texts(id), found))
            return false;
        const int known = impl_->run(
            "UPDATE full_text SET at = max(at, ?) WHERE article = ? AND access = ? AND source = ? AND by = ? AND "
            "by = '' AND license = ? AND note = ? AND passages = ? AND ifnull(raw, 0) = ?",
            at, id, name_of(found.access), found.source, found.by, found.license, found.note, passages, number);
        if (known > 0)
            return false;
        impl_->run("INSERT INTO full_text (article, access, source, at, by, license, note, run, raw, passages) VALUES "
                   "(?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)",
                   id, name_of(found.access), found.source, at, found.by, found.license, found.note, run, number,
                   passages);
        impl_->bump();
        return true;
    };
    return translated(impl_->where, [&] { return impl_->atomically(put); });
}

std::vector<FullText> Store::full_texts(std::string_view id) const
{
    std::vector<FullText> out;
    for (KeptFullText& kept : kept_full_texts(id))
        out.push_back(std::move(kept.found));
    return out;
}

std::vector<Store::KeptFullText> Store::kept_full_texts(std::string_view id) const
{
    return translated(impl_->where, [&] {
        std::vector<KeptFullText> out;
        SQLite::Statement& s = impl_->statement(select_looks + "ORDER BY f.at, f.id");
        Impl::bind(s, 1, id);
        while (s.executeStep())
            out.push_back({look_of(s), s.getColumn(7).getInt64(),
                           s.getColumn(8).isNull() ? "" : gunzip(s.getColumn(8).getString())});
        s.reset();
        return out;
    });
}

std::string Store::full_text_raw(std::string_view id) const
{
    return translated(impl_->where, [&] {
        SQLite::Statement& s = impl_->statement(select_looks + counting_first);
        Impl::bind(s, 1, id);
        std::string raw;
        if (s.executeStep() && !s.getColumn(8).isNull())
            raw = gunzip(s.getColumn(8).getString());
        s.reset();
        return raw;
    });
}

bool Store::Impl::has_full_texts()
{
    SQLite::Statement& s = statement("SELECT EXISTS (SELECT 1 FROM full_text)");
    const bool any = s.executeStep() && s.getColumn(0).getInt() != 0;
    s.reset();
    return any;
}

FullText Store::Impl::counting_full_text(std::string_view id)
{
    if (!has_full_texts())
        return {};
    SQLite::Statement& s = statement(select_looks + counting_first);
    bind(s, 1, id);
    FullText out;
    if (s.executeStep())
        out = look_of(s);
    s.reset();
    return out;
}

std::string Store::Impl::full_text_mark(std::string_view id)
{
    if (!has_full_texts())
        return "";
    SQLite::Statement& s =
        statement("SELECT f.access || '|' || f.source || '|' || f.by || '|' || length(f.passages) || '|' "
                  "|| ifnull(r.sha256, '') FROM full_text f LEFT JOIN raw r ON r.id = f.raw "
                  "WHERE f.article = ? " +
                  counting_first);
    bind(s, 1, id);
    std::string out;
    if (s.executeStep())
        out = s.getColumn(0).getString();
    s.reset();
    return out;
}

void Store::add(Pairing pairing)
{
    if (pairing.at.empty())
        pairing.at = utc_now();
    const auto insert = [&] {
        impl_->run("INSERT INTO pairing (first, second, kinship, by, at, note) VALUES (?, ?, ?, ?, ?, ?)",
                   pairing.first, pairing.second, name_of(pairing.kinship), pairing.by, pairing.at, pairing.note);
        impl_->bump();
        return true;
    };
    translated(impl_->where, [&] { impl_->atomically(insert); });
}

Pairing Store::Impl::pairing_of(SQLite::Statement& s)
{
    const auto text = [&](int column) { return s.getColumn(column).getString(); };
    return {text(0), text(1), kinship_from_name(text(2)), text(3), text(4), text(5)};
}

std::vector<Pairing> Store::pairings() const
{
    return translated(impl_->where, [&] {
        std::vector<Pairing> out;
        SQLite::Statement s(impl_->db, "SELECT first, second, kinship, by, at, note FROM pairing ORDER BY at, by, id");
        while (s.executeStep())
            out.push_back(Impl::pairing_of(s));
        return out;
    });
}

} // namespace casebook
