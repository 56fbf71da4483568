// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_ascii.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/faers_columns.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <span>

namespace casebook {

namespace {

using Fields = std::vector<std::string_view>;

/// What stands at each position of a table's lines; null where nothing is wanted.
template <class Row> using Layout = std::vector<const FaersColumn<Row>*>;

template <class Row> const FaersColumn<Row>* find_column(std::string_view name)
{
    for (const FaersColumn<Row>& column : faers_columns<Row>())
        if (column.name == name || (!column.legacy_name.empty() && column.legacy_name == name))
            return &column;
    return nullptr;
}

template <class Row> Layout<Row> read_header(std::string_view line, const std::string& member)
{
    if (line.starts_with("\xEF\xBB\xBF")) // 2012Q4
        line.remove_prefix(3);
    Fields names;
    split_fields(line, names);
    if (names.back().empty())
        names.pop_back();
    Layout<Row> layout;
    for (const std::string_view name : names)
        layout.push_back(find_column<Row>(lower_ascii(trim(name))));
    for (const FaersColumn<Row>& column : faers_columns<Row>())
        if (column.required && std::ranges::find(layout, &column) == layout.end())
            throw Error(format("{}: the column {} is missing in its first line \"{}\". Check that the file is FDA's.",
                               member, column.name, line.substr(0, 200)));
    return layout;
}

/// Where each column stands; none when one stands at two places, of which the later counts.
template <class Row> FaersPlaces places_of(const Layout<Row>& layout)
{
    const std::span<const FaersColumn<Row>> columns = faers_columns<Row>();
    FaersPlaces out(columns.size(), no_place);
    for (std::uint32_t i = 0; i < layout.size(); ++i) {
        if (layout[i] == nullptr)
            continue;
        std::uint32_t& place = out[static_cast<std::size_t>(layout[i] - columns.data())];
        if (place != no_place)
            return {};
        place = i;
    }
    return out;
}

enum class Strict { no, yes };

/// A row from as many fields as the layout has; what is wrong with it, or "".
template <class Row>
std::string_view fill_row(Row& row, const Layout<Row>& layout, std::span<const std::string_view> fields, Strict strict)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (layout[i] == nullptr)
            continue;
        const std::string_view field = trim(fields[i]);
        if (!layout[i]->set(row, field) || (strict == Strict::yes && layout[i]->required && field.empty()))
            return layout[i]->name;
    }
    return "";
}

/// How many rows stand on a line of that many fields: a `$` may end each row or only stand between fields.
std::size_t rows_on_line(const Fields& fields, std::size_t columns)
{
    const std::size_t count = fields.size();
    if (count % columns == 0)
        return count / columns;
    return fields.back().empty() && (count - 1) % columns == 0 ? (count - 1) / columns : 0;
}

template <class Row> class TableReader
{
public:
    TableReader(const std::string& member, const std::function<void(const Row&)>& row, const FaersSink& sink)
        : row_(row), sink_(sink)
    {
        counts_.member = member;
    }

    FaersLineCounts read(ByteSource bytes)
    {
        FaersLines lines(std::move(bytes));
        FaersLine line;
        if (!lines.next(line))
            throw Error(format("{}: the table is empty. Download the zip again.", counts_.member));
        layout_ = read_header<Row>(line.raw, counts_.member);
        places_ = places_of(layout_);
        while (lines.next(line))
            if (!line.plain || !take_plain(line))
                read_line(line.raw, lines.number());
        assert(counts_.lines == counts_.parsed + counts_.repaired + counts_.quarantined + counts_.blank);
        return counts_;
    }

private:
    /// Hands over the one row of a line as nearly all are; false, and nothing done, when the line needs a closer look.
    bool take_plain(const FaersLine& line)
    {
        const bool ended = line.fields == layout_.size() + 1 && line.raw.ends_with('$');
        Row row{};
        if (places_.empty() || (line.fields != layout_.size() && !ended) || !fill_row(row, line, places_))
            return false;
        ++counts_.lines;
        ++counts_.parsed;
        ++counts_.rows;
        if (row_)
            row_(row);
        return true;
    }

    void read_line(std::string_view raw, std::uint64_t number)
    {
        ++counts_.lines;
        const std::string_view line = readable(raw, buffer_);
        if (trim(line).empty()) {
            ++counts_.blank;
            return;
        }
        split_fields(line, fields_);
        const std::string trouble = take_rows();
        if (trouble.empty())
            return;
        ++counts_.quarantined;
        if (sink_.bad)
            sink_.bad({counts_.member, number, trouble, std::string(raw)});
    }

    /// Hands over the rows of the line, all or none; what is wrong with it, or "".
    std::string take_rows()
    {
        const std::size_t count = rows_on_line(fields_, layout_.size());
        if (count == 0)
            return format("{} fields where the first line has {}", fields_.size(), layout_.size());
        rows_.assign(count, Row{});
        const std::span<const std::string_view> all(fields_);
        for (std::size_t i = 0; i < count; ++i) {
            const auto piece = all.subspan(i * layout_.size(), layout_.size());
            const std::string_view wrong = fill_row(rows_[i], layout_, piece, count > 1 ? Strict::yes : Strict::no);
            if (!wrong.empty())
                return format("{} cannot be read{}", wrong, count > 1 ? " after splitting the line in rows" : "");
        }
        ++(count > 1 ? counts_.repaired : counts_.parsed);
        counts_.rows += count;
        if (row_)
            std::ranges::for_each(rows_, row_);
        return "";
    }

    const std::function<void(const Row&)>& row_;
    const FaersSink& sink_;
    FaersLineCounts counts_;
    Layout<Row> layout_;
    FaersPlaces places_;
    std::string buffer_;
    Fields fields_;
    std::vector<Row> rows_;
};

template <class Row> FaersLineCounts read_rows(ByteSource bytes, const std::string& member,
                                               const std::function<void(const Row&)>& row, const FaersSink& sink)
{
    return TableReader<Row>(member, row, sink).read(std::move(bytes));
}

/// The case a line of a deleted list names; 0 for none.
std::uint64_t deleted_case(std::string_view line)
{
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), id);
    return error == std::errc() && end == line.data() + line.size() ? id : 0;
}

/// A quarter without reports, drugs or reactions is none: half a download, or tables of another kind.
void check_rows(const std::filesystem::path& zip, FaersTable table, const FaersLineCounts& counts)
{
    const bool needed = table == FaersTable::demo || table == FaersTable::drug || table == FaersTable::reac;
    if (needed && counts.rows == 0)
        throw Error(
            format("{}: {}: no row of the table could be read. Download the zip again.", zip.string(), counts.member));
}

} // namespace

FaersLineCounts read_faers_table(FaersTable table, ByteSource bytes, const std::string& member, const FaersSink& sink)
{
    switch (table) {
    case FaersTable::demo: return read_rows(std::move(bytes), member, sink.demo, sink);
    case FaersTable::drug: return read_rows(std::move(bytes), member, sink.drug, sink);
    case FaersTable::reac: return read_rows(std::move(bytes), member, sink.reaction, sink);
    case FaersTable::outc: return read_rows(std::move(bytes), member, sink.outcome, sink);
    case FaersTable::rpsr: return read_rows(std::move(bytes), member, sink.source, sink);
    case FaersTable::ther: return read_rows(std::move(bytes), member, sink.therapy, sink);
    case FaersTable::indi: return read_rows(std::move(bytes), member, sink.indication, sink);
    }
    assert(false);
    return {};
}

FaersLineCounts read_deleted_list(ByteSource bytes, const std::string& member, const FaersSink& sink)
{
    FaersLineCounts counts;
    counts.member = member;
    FaersLines lines(std::move(bytes));
    for (FaersLine read; lines.next(read);) {
        ++counts.lines;
        std::string_view line = trim(read.raw);
        if (line.ends_with('$'))
            line = trim(line.substr(0, line.size() - 1));
        const std::uint64_t id = deleted_case(line);
        if (line.empty()) {
            ++counts.blank;
        } else if (id == 0) {
            ++counts.quarantined;
            if (sink.bad)
                sink.bad({member, lines.number(), "no case number", std::string(read.raw)});
        } else {
            ++counts.parsed;
            ++counts.rows;
            if (sink.deleted)
                sink.deleted(id);
        }
    }
    return counts;
}

FaersQuarterRead read_faers_zip(const std::filesystem::path& zip, const FaersSink& sink)
{
    const FaersMembers members = list_faers_members(zip);
    FaersQuarterRead out{members.quarter, {}};
    ZipReader reader(zip);
    const ByteSource bytes = [&](char* to, std::size_t size) { return reader.read(to, size); };
    try {
        while (reader.next())
            if (const auto table = members.tables.find(reader.name()); table != members.tables.end()) {
                out.members.push_back(read_faers_table(table->second, bytes, reader.name(), sink));
                check_rows(zip, table->second, out.members.back());
            } else if (members.deleted_lists.contains(reader.name()))
                out.members.push_back(read_deleted_list(bytes, reader.name(), sink));
    } catch (const Error& e) {
        const std::string_view what = e.what();
        throw Error(what.starts_with(zip.string()) ? std::string(what) : format("{}: {}", zip.string(), what));
    }
    return out;
}

} // namespace casebook
