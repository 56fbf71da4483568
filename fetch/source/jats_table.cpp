// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of XHTML (tr, th, td) and CALS (row, entry) as passages: a row is read on its own, so each of its cells comes
// with the heads of its column.
#include "corpus/text.hpp"
#include "fetch/source/jats_parts.hpp"

#include <algorithm>
#include <map>

namespace casebook::jats {

namespace {

using Node = pugi::xml_node;

constexpr unsigned widest = 500; ///< columns and rows that one cell may span, against hostile files

struct Cell
{
    std::string text;
    bool head = false;
    bool fresh = true; ///< begins in this row; else it reaches down or across from another
};
using Row = std::vector<Cell>;

bool is_row(Node node) { return name_of(node) == "tr" || name_of(node) == "row"; }
bool is_cell(Node node)
{
    const std::string_view name = name_of(node);
    return name == "td" || name == "th" || name == "entry";
}

/// Lays cells into a grid: what spans rows is put into each of them.
class Grid
{
public:
    void part(Node node, bool head)
    {
        for (const Node inner : node.children()) {
            const std::string_view name = name_of(inner);
            if (name == "colspec")
                columns_[inner.attribute("colname").value()] = ++column_count_;
            else if (name == "tgroup")
                part(inner, false);
            else if (name == "thead" || name == "tbody" || name == "tfoot")
                section(inner, name == "thead");
            else if (is_row(inner))
                row(inner, head);
        }
    }

    std::vector<Row> heads;
    std::vector<Row> rows;

private:
    void section(Node node, bool head)
    {
        pending_.clear(); // no cell reaches from one section into the next
        for (const Node inner : node.children())
            if (is_row(inner))
                row(inner, head);
    }

    unsigned width_of(Node cell) const
    {
        const auto from = columns_.find(cell.attribute("namest").value());
        const auto to = columns_.find(cell.attribute("nameend").value());
        if (from != columns_.end() && to != columns_.end() && to->second >= from->second)
            return std::min(to->second - from->second + 1, widest);
        return std::clamp(cell.attribute("colspan").as_uint(1), 1U, widest);
    }

    static unsigned height_of(Node cell)
    {
        return std::min(std::max(cell.attribute("rowspan").as_uint(1), 1U) + cell.attribute("morerows").as_uint(0),
                        widest);
    }

    void carry_over(Row& row)
    {
        for (auto found = pending_.find(row.size()); found != pending_.end(); found = pending_.find(row.size())) {
            row.push_back(found->second.first);
            if (--found->second.second == 0)
                pending_.erase(found);
        }
    }

    void row(Node node, bool head)
    {
        Row row;
        for (const Node cell : node.children()) {
            if (!is_cell(cell))
                continue;
            carry_over(row);
            Cell value{text_of(cell), name_of(cell) == "th", true};
            const unsigned height = height_of(cell);
            for (unsigned i = width_of(cell); i > 0; --i) {
                if (height > 1)
                    pending_[row.size()] = {{value.text, value.head, false}, height - 1};
                row.push_back(value);
                value.fresh = false;
            }
        }
        carry_over(row);
        const bool all_heads = !row.empty() && std::ranges::all_of(row, &Cell::head);
        (head || (all_heads && rows.empty()) ? heads : rows).push_back(std::move(row));
    }

    std::map<std::string, unsigned> columns_;
    unsigned column_count_ = 0;
    std::map<std::size_t, std::pair<Cell, unsigned>> pending_; ///< column → what reaches down, for how many rows
};

/// What stands above a column, from top to bottom, each word once: "Dose / mg per day".
std::string head_of(const std::vector<Row>& heads, std::size_t column)
{
    std::vector<std::string> parts;
    for (const Row& row : heads)
        if (column < row.size() && !row[column].text.empty() &&
            std::ranges::find(parts, row[column].text) == parts.end())
            parts.push_back(row[column].text);
    return join(parts, " / ");
}

bool is_fresh(const Cell& cell) { return cell.fresh; }

/// The cells of a row that hold something. A cell across all columns is a heading of the rows below: it stands alone.
std::string row_text(const Grid& grid, const Row& row)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool repeats = i > 0 && !row[i].fresh && row[i].text == row[i - 1].text;
        if (row[i].text.empty() || repeats)
            continue;
        std::string head = head_of(grid.heads, i);
        while (head.ends_with(':') || head.ends_with('.'))
            head.pop_back();
        parts.push_back(head.empty() ? row[i].text : head + ": " + row[i].text);
    }
    const bool heading = row.size() > 1 && std::none_of(row.begin() + 1, row.end(), &is_fresh);
    return heading ? row[0].text : join(parts, "; ");
}

void find_tables(Node node, std::vector<Node>& out)
{
    for (const Node inner : node.children())
        if (name_of(inner) == "table")
            out.push_back(inner);
        else if (name_of(inner) == "alternatives")
            find_tables(inner, out);
}

} // namespace

void add_table(Node wrap, const std::string& otherwise, std::vector<Passage>& out)
{
    std::string label = text_of(child(wrap, "label"));
    while (label.ends_with('.') || label.ends_with(':'))
        label.pop_back();
    label = label.empty() ? otherwise : label;
    const auto put = [&](const std::string& where, std::string text) {
        if (!text.empty())
            out.push_back({where, std::move(text)});
    };
    put(label, text_of(child(wrap, "caption")));
    std::vector<Node> tables;
    find_tables(wrap, tables);
    std::size_t number = 0;
    for (const Node table : tables) {
        Grid grid;
        grid.part(table, false);
        if (grid.rows.empty()) // heads alone still say something
            std::swap(grid.rows, grid.heads);
        for (const Row& row : grid.rows)
            put(label + ", row " + std::to_string(++number), row_text(grid, row));
    }
    for (const Node foot : wrap.children())
        if (name_of(foot) == "table-wrap-foot")
            for (const Node inner : foot.children())
                if (inner.type() == pugi::node_element)
                    put(label + ", note", text_of(inner));
}

} // namespace casebook::jats
