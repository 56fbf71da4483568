// SPDX-License-Identifier: GPL-3.0-or-later
// People's answers to the items of appraisals.
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

namespace casebook {

void Store::add(ItemAnswer said)
{
    if (said.at.empty())
        said.at = utc_now();
    const auto insert = [&] {
        impl_->run("INSERT INTO item_answer (article, case_number, instrument, item, answer, by, at, note) VALUES (?, "
                   "?, ?, ?, ?, ?, ?, ?)",
                   said.article, std::int64_t{said.case_number}, said.instrument, std::int64_t{said.item},
                   name_of(said.answer), said.by, said.at, said.note);
        impl_->bump();
        return true;
    };
    translated(impl_->where, [&] { impl_->atomically(insert); });
}

std::vector<ItemAnswer> Store::item_answers(std::string_view article) const
{
    return translated(impl_->where, [&] {
        std::vector<ItemAnswer> out;
        SQLite::Statement& s = impl_->statement("SELECT article, case_number, instrument, item, answer, by, at, note "
                                                "FROM item_answer WHERE article = ? ORDER BY at, id");
        s.bind(1, std::string(article));
        const auto text = [&](int column) { return s.getColumn(column).getString(); };
        while (s.executeStep())
            out.push_back({text(0), s.getColumn(1).getInt(), text(2), s.getColumn(3).getInt(),
                           reply_from_name(text(4)).value_or(Reply::unknown), text(5), text(6), text(7)});
        s.reset();
        return out;
    });
}

} // namespace casebook
