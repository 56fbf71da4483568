// SPDX-License-Identifier: GPL-3.0-or-later
// People's answers to the items of appraisals.
#include "corpus/added_cases.hpp"
#include "corpus/store.hpp"
#include "corpus/store_impl.hpp"

namespace casebook {

void Store::Impl::insert(const ItemAnswer& said, bool next_turn)
{
    const std::string columns = "INSERT INTO item_answer (article, case_number, instrument, item, answer, by, at, "
                                "note, withdrawn, adjudicated, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ";
    const auto add = [&](const std::string& turn, const auto&... more) {
        run(columns + turn + ")", said.article, std::int64_t{said.case_number}, said.instrument,
            std::int64_t{said.item}, name_of(said.answer), said.by, said.at, said.note, std::int64_t{said.withdrawn},
            std::int64_t{said.adjudicated}, more...);
    };
    if (next_turn)
        add(next_turn_in("item_answer"), said.article, said.by, said.at);
    else
        add("?", std::int64_t{said.turn});
}

void Store::add(ItemAnswer said)
{
    if (said.at.empty())
        said.at = utc_now();
    impl_->changing([&] { impl_->insert(said, true); });
}

void Store::restore(const ItemAnswer& said)
{
    impl_->changing([&] { impl_->insert(said, false); });
}

std::vector<ItemAnswer> Store::item_answers(std::string_view article) const
{
    return translated(impl_->where, [&] {
        std::vector<ItemAnswer> out;
        SQLite::Statement& s =
            impl_->statement("SELECT article, case_number, instrument, item, answer, by, at, note, withdrawn, "
                             "adjudicated, turn FROM item_answer WHERE article = ? ORDER BY at, by, turn, "
                             "case_number, instrument, item, answer, note, withdrawn, adjudicated, id");
        s.bind(1, std::string(article));
        const auto text = [&](int column) { return s.getColumn(column).getString(); };
        const auto number = [&](int column) { return s.getColumn(column).getInt(); };
        while (s.executeStep())
            out.push_back({text(0), number(1), text(2), number(3), reply_from_name(text(4)).value_or(Reply::unknown),
                           text(5), text(6), text(7), number(8) != 0, number(9) != 0, number(10)});
        s.reset();
        return out;
    });
}

std::vector<ItemAnswer> Store::current_answers(std::string_view article) const
{
    return joined_answers(*this, article, impl_->view);
}

} // namespace casebook
