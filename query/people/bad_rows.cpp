// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/bad_rows.hpp"

#include "corpus/digest.hpp"
#include "corpus/format.hpp"

#include <map>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Digests = std::set<std::string>;

std::string note_of_bad_rows(const std::string& file) { return "bad rows of " + file; }
std::string note_of_broken_records(const std::string& file) { return "broken records of " + file; }

std::string digest_of_bad_row(const std::string& bytes, const std::string& what) { return sha256(bytes + "\n" + what); }
std::string digest_of_broken_record(const Quarantined& item) // which is kept once for each place where it stood
{
    return digest_of_bad_row(format("{} {}", item.origin.position, item.bytes), item.what);
}

/// What was bad when the file was last read so; nothing where no reading was noted.
std::optional<Digests> noted_digests(const Store& store, const std::string& note)
{
    const nlohmann::json noted = nlohmann::json::parse(store.note(note), nullptr, false);
    return noted.is_array() ? std::optional(noted.get<Digests>()) : std::nullopt;
}

/// The last readings of a file: for people's words, and as records.
struct LastReadings
{
    std::optional<Digests> rows;
    std::optional<Digests> records;
};

/// Whether a reading that would have found the item again found it no more, and no other did.
bool is_mended(const Quarantined& item, const LastReadings& last)
{
    const bool by_rows = last.rows && item.origin.channel.empty(); // else a record of a search
    const bool found = (by_rows && last.rows->contains(digest_of_bad_row(item.bytes, item.what))) ||
                       (last.records && last.records->contains(digest_of_broken_record(item)));
    return (by_rows || last.records) && !found;
}

} // namespace

BadRows bad_rows_kept(const Store& store, const std::string& file)
{
    BadRows out;
    for (const Quarantined& item : store.quarantined())
        if (item.origin.name == file)
            out.emplace(item.bytes, item.what);
    return out;
}

void keep_bad_rows(Store& store, const std::string& file, const BadRows& now)
{
    if (now.empty() && bad_rows_kept(store, file).empty())
        return;
    nlohmann::json digests = nlohmann::json::array();
    for (const auto& [bytes, what] : now)
        digests.push_back(digest_of_bad_row(bytes, what));
    store.set_note(note_of_bad_rows(file), digests.dump());
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
    std::vector<Quarantined> out = store.quarantined();
    std::map<std::string, LastReadings> last;
    std::erase_if(out, [&](const Quarantined& item) {
        const std::string& file = item.origin.name;
        const auto [known, fresh] = last.try_emplace(file);
        if (fresh)
            known->second = {noted_digests(store, note_of_bad_rows(file)),
                             noted_digests(store, note_of_broken_records(file))};
        return is_mended(item, known->second);
    });
    return out;
}

} // namespace casebook
