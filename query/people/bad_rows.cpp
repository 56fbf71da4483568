// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/bad_rows.hpp"

#include "corpus/digest.hpp"

#include <map>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Digests = std::set<std::string>;

std::string note_of_bad_rows(const std::string& file) { return "bad rows of " + file; }

std::string digest_of_bad_row(const std::string& bytes, const std::string& what) { return sha256(bytes + "\n" + what); }

/// The rows that were bad when the file was last read; nothing where no reading was noted.
std::optional<Digests> last_bad_rows(const Store& store, const std::string& file)
{
    const nlohmann::json noted = nlohmann::json::parse(store.note(note_of_bad_rows(file)), nullptr, false);
    return noted.is_array() ? std::optional(noted.get<Digests>()) : std::nullopt;
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

std::vector<Quarantined> still_bad(const Store& store)
{
    std::vector<Quarantined> out = store.quarantined();
    std::map<std::string, std::optional<Digests>> last;
    std::erase_if(out, [&](const Quarantined& item) {
        if (!item.origin.channel.empty())
            return false; // a record of a search, not a row of people's words
        const auto [known, fresh] = last.try_emplace(item.origin.name);
        if (fresh)
            known->second = last_bad_rows(store, item.origin.name);
        return known->second && !known->second->contains(digest_of_bad_row(item.bytes, item.what));
    });
    return out;
}

} // namespace casebook
