// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/bad_rows.hpp"

#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace casebook {

namespace {

using Json = nlohmann::json;
using Digests = std::set<std::string>;
using RowsOfFile = std::map<std::string, bool>;           ///< digest of a row → whether it was bad when last read
using RowsOfFiles = std::map<std::string, RowsOfFile>;    ///< by the whole path of the file
constexpr std::string_view bad_rows_note = "bad rows";    ///< the key under which the store keeps them
constexpr const char* of_another_copy = "another copy's"; ///< in place of a path

/// "words.csv" of two folders are two files, "words.csv" and "./words.csv" are one.
std::string whole_path(const std::string& file)
{
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(file, failed);
    return failed ? file : repaired_utf8(whole.lexically_normal().string());
}

bool names_alike(const std::string& a, const std::string& b)
{
    return std::filesystem::path(a).lexically_normal() == std::filesystem::path(b).lexically_normal();
}

std::string digest_of_bad_row(const std::string& bytes, const std::string& what) { return sha256(bytes + "\n" + what); }
std::string digest_of(const Quarantined& row) { return digest_of_bad_row(row.bytes, row.what); }
std::string digest_of_broken_record(const Quarantined& item) // which is kept once for each place where it stood
{
    return digest_of_bad_row(format("{} {}", item.origin.position, item.bytes), item.what);
}

RowsOfFiles rows_of_files(const Store& store)
{
    const Json noted = Json::parse(store.note(bad_rows_note), nullptr, false);
    return noted.is_object() ? noted.get<RowsOfFiles>() : RowsOfFiles{};
}

void keep_rows(Store& store, const RowsOfFiles& rows) { store.set_note(bad_rows_note, Json(rows).dump()); }

bool is_known(const RowsOfFiles& files, const std::string& digest)
{
    return std::ranges::any_of(files, [&](const auto& file) { return file.second.contains(digest); });
}

bool is_bad_in_one(const RowsOfFiles& files, const std::string& digest)
{
    return std::ranges::any_of(files, [&](const auto& file) {
        const auto row = file.second.find(digest);
        return row != file.second.end() && row->second;
    });
}

std::string note_of_broken_records(const std::string& file) { return "broken records of " + file; }
/// Until files had their whole paths, a note under the name as it was typed had the rows that were bad.
std::string note_of_bad_rows(const std::string& file) { return "bad rows of " + file; }

/// What was bad when the file was last read; nothing where no reading was noted so.
std::optional<Digests> noted_digests(const Store& store, const std::string& note)
{
    const Json noted = Json::parse(store.note(note), nullptr, false);
    return noted.is_array() ? std::optional(noted.get<Digests>()) : std::nullopt;
}

/// The same, each note read once.
class NotedDigests
{
public:
    explicit NotedDigests(const Store& store) : store_(store) {}

    bool is_mended(const std::string& note, const std::string& digest)
    {
        const auto [known, fresh] = known_.try_emplace(note);
        if (fresh)
            known->second = noted_digests(store_, note);
        return known->second && !known->second->contains(digest);
    }

private:
    const Store& store_;
    std::map<std::string, std::optional<Digests>> known_;
};

/// Rows of people's words; records of a search have a channel.
std::vector<Quarantined> rows_held(const Store& store)
{
    std::vector<Quarantined> out = store.quarantined();
    std::erase_if(out, [](const Quarantined& item) { return !item.origin.channel.empty(); });
    return out;
}

/// Of older programs and of restored rows nothing but the name as it was typed tells the file.
bool is_of(const Quarantined& row, const std::string& file, const RowsOfFiles& files)
{
    const std::string digest = digest_of(row);
    const auto known = files.find(whole_path(file));
    return (known != files.end() && known->second.contains(digest)) ||
           (names_alike(row.origin.name, file) && !is_known(files, digest));
}

} // namespace

BadRows bad_rows_kept(const Store& store, const std::string& file)
{
    const RowsOfFiles files = rows_of_files(store);
    BadRows out;
    for (const Quarantined& row : rows_held(store))
        if (row.origin.name == file || is_of(row, file, files))
            out.emplace(row.bytes, row.what);
    return out;
}

void keep_bad_rows(Store& store, const std::string& file, const BadRows& now)
{
    RowsOfFiles files = rows_of_files(store);
    RowsOfFile rows;
    for (const Quarantined& row : rows_held(store))
        if (is_of(row, file, files))
            rows[digest_of(row)] = false;
    for (const auto& [bytes, what] : now)
        rows[digest_of_bad_row(bytes, what)] = true;
    if (rows.empty())
        return;
    files[whole_path(file)] = std::move(rows);
    keep_rows(store, files);
}

void keep_mended(Store& store, const std::vector<Quarantined>& rows)
{
    if (rows.empty())
        return;
    RowsOfFiles files = rows_of_files(store);
    for (const Quarantined& row : rows)
        if (const std::string digest = digest_of(row); !is_known(files, digest)) // else it was read here
            files[of_another_copy][digest] = false;
    keep_rows(store, files);
}

void keep_broken_records(Store& store, const BrokenRecords& now)
{
    std::map<std::string, std::map<std::pair<std::size_t, std::string>, std::string>> kept; // the newest at each place
    for (const Quarantined& item : store.quarantined())
        if (now.contains(item.origin.name))
            kept[item.origin.name][{item.origin.position, item.what}] = digest_of_broken_record(item);
    for (const auto& [file, places] : kept) { // of others there is nothing to tell
        nlohmann::json digests = nlohmann::json::array();
        for (const Quarantined& item : now.at(file))
            if (const auto found = places.find({item.origin.position, item.what}); found != places.end())
                digests.push_back(found->second);
        store.set_note(note_of_broken_records(file), digests.dump());
    }
}

std::vector<Quarantined> still_bad(const Store& store)
{
    const RowsOfFiles files = rows_of_files(store);
    NotedDigests noted(store);
    std::vector<Quarantined> out = store.quarantined();
    std::erase_if(out, [&](const Quarantined& item) {
        const std::string& name = item.origin.name;
        if (!item.origin.channel.empty()) // a record of a search, not a row of people's words
            return noted.is_mended(note_of_broken_records(name), digest_of_broken_record(item));
        const std::string digest = digest_of(item);
        return is_known(files, digest) ? !is_bad_in_one(files, digest)
                                       : noted.is_mended(note_of_bad_rows(name), digest);
    });
    return out;
}

} // namespace casebook
