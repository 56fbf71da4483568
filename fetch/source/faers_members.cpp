// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_members.hpp"

#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <fstream>
#include <vector>

namespace casebook {

namespace {

std::string_view base_name(std::string_view path)
{
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::optional<FaersTable> table_of(std::string_view upper)
{
    const auto found = std::ranges::find(faers_table_names, upper);
    if (found == faers_table_names.end())
        return std::nullopt;
    return static_cast<FaersTable>(found - faers_table_names.begin());
}

std::string bytes_at(std::ifstream& in, std::uintmax_t offset, std::size_t size)
{
    std::string out(size, '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(offset));
    in.read(out.data(), static_cast<std::streamsize>(size));
    out.resize(static_cast<std::size_t>(in.gcount()));
    return out;
}

bool looks_like_a_page(const std::string& head)
{
    const std::string text = lower_ascii(trim(head));
    return text.starts_with("<!doctype") || text.starts_with("<html") || text.starts_with("<?xml");
}

// APPNOTE.TXT 4.3.16: the record that ends every zip, before a comment of at most 65,535 bytes.
constexpr std::string_view end_of_directory = "PK\5\6";
constexpr std::size_t end_of_directory_size = 22;

void check_whole_zip(const std::filesystem::path& zip)
{
    std::ifstream in(zip, std::ios::binary);
    if (!in || std::filesystem::is_directory(zip))
        throw Error(format("{}: cannot be opened. Check the path and the permissions.", zip.string()));
    const std::string head = bytes_at(in, 0, 512);
    if (looks_like_a_page(head))
        throw Error(format("{}: this is a web page, not a zip: FDA's server answers so for a quarter that it does not "
                           "have. Check the quarter and download it again.",
                           zip.string()));
    if (!head.starts_with("PK\3\4"))
        throw Error(format("{}: this is no zip. Give the quarterly ASCII zip as FDA publishes it.", zip.string()));
    const std::uintmax_t size = std::filesystem::file_size(zip);
    const std::size_t tail = static_cast<std::size_t>(std::min<std::uintmax_t>(size, 65535 + end_of_directory_size));
    if (bytes_at(in, size - tail, tail).rfind(end_of_directory) == std::string::npos)
        throw Error(format("{}: the zip is cut short: its end is missing. Download it again.", zip.string()));
}

std::vector<std::string> member_names(const std::filesystem::path& zip)
{
    ZipReader reader(zip);
    std::vector<std::string> names;
    while (reader.next())
        names.push_back(reader.name());
    return names;
}

struct TableMember
{
    std::string member;
    FaersMemberName name;
};

/// The member to read for a table: the only one, or the one that replaces another.
const TableMember& choose(const std::vector<TableMember>& all, FaersTable table, const std::filesystem::path& zip)
{
    const std::string_view title = faers_table_names.at(static_cast<std::size_t>(table));
    const TableMember* chosen = nullptr;
    for (const TableMember& candidate : all) {
        if (candidate.name.table != table)
            continue;
        if (chosen != nullptr && chosen->name.replacement == candidate.name.replacement)
            throw Error(format("{}: the table {} stands in it twice, as {} and {}. Take one out.", zip.string(), title,
                               chosen->member, candidate.member));
        if (chosen == nullptr || candidate.name.replacement)
            chosen = &candidate;
    }
    if (chosen == nullptr)
        throw Error(format("{}: the table {} is missing; a quarter has all of DEMO, DRUG, REAC, OUTC, RPSR, THER and "
                           "INDI. Download the zip again.",
                           zip.string(), title));
    return *chosen;
}

} // namespace

std::optional<FaersMemberName> read_member_name(std::string_view path)
{
    std::string name = upper_ascii(base_name(path));
    if (!name.ends_with(".TXT") || name.starts_with("._")) // a Mac puts such files beside those that it packs
        return std::nullopt;
    name.resize(name.size() - 4);
    const bool replacement = name.ends_with("_NEW");
    if (replacement)
        name.resize(name.size() - 4);
    if (name.size() < 8)
        return std::nullopt;
    const std::string_view end = std::string_view(name).substr(name.size() - 8);
    const std::optional<FaersTable> table = table_of(end.substr(0, 4));
    const Parsed<FaersQuarter> quarter = parse_faers_quarter("20" + std::string(end.substr(4)));
    if (!table || !quarter)
        return std::nullopt;
    return FaersMemberName{*table, *quarter, replacement};
}

bool is_deleted_list(std::string_view path)
{
    const std::string lower = lower_ascii(path);
    if (!lower.ends_with(".txt") || read_member_name(path) || base_name(lower).starts_with("._"))
        return false;
    if (base_name(lower).find("delete") != std::string_view::npos)
        return true;
    const std::string_view folder = std::string_view(lower).substr(0, lower.size() - base_name(lower).size());
    return folder.ends_with("deleted/") || folder.ends_with("deleted\\");
}

FaersMembers list_faers_members(const std::filesystem::path& zip)
{
    check_whole_zip(zip);
    FaersMembers out;
    std::vector<TableMember> candidates;
    for (const std::string& member : member_names(zip)) {
        if (const auto name = read_member_name(member))
            candidates.push_back({member, *name});
        else if (is_deleted_list(member))
            out.deleted_lists.insert(member);
    }
    for (std::size_t table = 0; table < faers_table_names.size(); ++table) {
        const TableMember& chosen = choose(candidates, static_cast<FaersTable>(table), zip);
        if (table == 0)
            out.quarter = chosen.name.quarter;
        if (chosen.name.quarter != out.quarter)
            throw Error(format("{}: {} is of another quarter than DEMO ({}). Give one quarter a zip.", zip.string(),
                               chosen.member, to_text(out.quarter)));
        out.tables.emplace(chosen.member, chosen.name.table);
    }
    return out;
}

} // namespace casebook
