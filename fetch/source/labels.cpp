// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/labels.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {
constexpr std::array<std::string_view, 8> label_headings = {"asreview_label", "included",       "label",
                                                            "label_included", "included_label", "included_final",
                                                            "included_flag",  "include"};
constexpr std::array<std::string_view, 7> relevant_words = {"1",        "1.0",      "yes",    "true",
                                                            "relevant", "included", "include"};
constexpr std::array<std::string_view, 7> irrelevant_words = {"0",          "0.0",      "no",     "false",
                                                              "irrelevant", "excluded", "exclude"};
constexpr std::array<std::string_view, 4> undecided_words = {"maybe", "unclear", "undecided", "unsure"};
} // namespace

std::optional<std::size_t> label_column(const CsvTable& table)
{
    for (const std::string_view heading : label_headings)
        if (const auto column = table.column(heading))
            return column;
    return std::nullopt;
}

std::optional<bool> label_of(std::string_view cell)
{
    const std::string word = lower_ascii(trim(cell));
    if (std::ranges::find(relevant_words, word) != relevant_words.end())
        return true;
    if (std::ranges::find(irrelevant_words, word) != irrelevant_words.end())
        return false;
    return std::nullopt;
}

std::optional<Verdict> verdict_of_label(std::string_view cell)
{
    if (const auto relevant = label_of(cell))
        return *relevant ? Verdict::include : Verdict::exclude;
    const bool undecided = std::ranges::find(undecided_words, lower_ascii(trim(cell))) != undecided_words.end();
    return undecided ? std::optional(Verdict::unclear) : std::nullopt;
}

std::string cell_of(const CsvTable& table, const CsvRow& row, std::initializer_list<std::string_view> headings)
{
    for (const std::string_view heading : headings)
        if (const auto column = table.column(heading))
            return std::string(trim(row.cells[*column]));
    return "";
}

} // namespace casebook
