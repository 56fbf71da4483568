// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/store.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/archive_prior.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <set>
#include <sys/file.h>
#include <unistd.h>

namespace casebook {

namespace {

constexpr std::string_view quarter_suffix = ".quarter";
constexpr std::string_view counting_suffix = ".counting";
constexpr std::string_view prior_suffix = ".prior";

std::filesystem::path manifest_path(const std::filesystem::path& folder) { return folder / "manifest.json"; }

FaersManifest read_manifest(const std::filesystem::path& folder)
{
    const std::filesystem::path file = manifest_path(folder);
    return std::filesystem::exists(file) ? manifest_from_json(read_file(file), file.string()) : FaersManifest{};
}

/// A part of the checksum tells quarters apart and keeps names short.
std::string file_name(FaersQuarter quarter, const std::string& sha256)
{
    return format("{}-{}{}", to_text(quarter), sha256.substr(0, 16), quarter_suffix);
}

/// The same quarters, read by the same version and counted under the same names, have the same name.
std::string name_of_counting(const FaersManifest& manifest)
{
    std::string all(counting_kind);
    for (const auto& [name, ingredients] : manifest.names)
        all += format("\n{} = {}", name, join(ingredients, "\\"));
    for (const HeldQuarter& held : manifest.quarters)
        all += format("\n{} {} {}", quarter_kind, held.file, held.sha256);
    return sha256(all).substr(0, 16) + std::string(counting_suffix);
}

/// Whether what was counted of these quarters is there, by this version of the program.
bool is_counted(const std::filesystem::path& folder, const FaersManifest& manifest)
{
    return manifest.counting == name_of_counting(manifest) &&
           (manifest.quarters.empty() || std::filesystem::exists(folder / manifest.counting));
}

/// Empty when another version of the program wrote the file: the zip must then be read again.
std::optional<QuarterFacts> facts_of(const std::filesystem::path& file)
{
    try {
        return quarter_facts(QuarterFile(file));
    } catch (const Error&) {
        return std::nullopt;
    }
}

} // namespace

bool FaersStore::exists(const std::filesystem::path& folder) { return !held(folder).empty(); }

std::vector<HeldQuarter> FaersStore::held(const std::filesystem::path& folder)
{
    return read_manifest(folder).quarters;
}

std::string FaersStore::counting_name(const std::filesystem::path& folder) { return read_manifest(folder).counting; }

bool FaersStore::is_current(const std::filesystem::path& folder, const NameRules& names)
{
    FaersManifest manifest = read_manifest(folder);
    manifest.names = folded_rules(names);
    return is_counted(folder, manifest);
}

bool FaersStore::is_current(const std::filesystem::path& folder) { return is_counted(folder, read_manifest(folder)); }

FaersStore::FaersStore(const std::filesystem::path& folder) : folder_(folder), opened_(open(folder)) {}

FaersStore::Opened FaersStore::open(const std::filesystem::path& folder)
{
    for (int attempt = 0;; ++attempt) {
        FaersManifest manifest = read_manifest(folder);
        if (manifest.quarters.empty())
            throw Error(
                format("{}: no FAERS quarters are held. Add some with `casebook faers add ZIP…`.", folder.string()));
        try {
            CountingFile counting(folder / manifest.counting);
            std::vector<QuarterFile> quarters;
            for (const HeldQuarter& held : manifest.quarters)
                quarters.emplace_back(folder / held.file);
            return {std::move(manifest), std::move(counting), std::move(quarters)};
        } catch (const Error&) {
            // An `add` may have put another file in its place since the manifest was read.
            if (attempt == 3 || read_manifest(folder) == manifest)
                throw;
        }
    }
}

FaersWriter::FaersWriter(const std::filesystem::path& folder) : folder_(folder)
{
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = folder / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock_ < 0)
        throw Error(format("{}: cannot be written: {}. Check the folder and its permissions.", file.string(),
                           std::strerror(errno)));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw Error(
            format("{}: another `casebook faers add` is at work here. Wait until it is done.", folder.string()));
    }
    manifest_ = read_manifest(folder);
    names_ = manifest_.names;
    for (const HeldQuarter& held : manifest_.quarters)
        stage(held);
}

FaersWriter::~FaersWriter() { ::close(lock_); }

bool FaersWriter::held_before(const std::string& sha256) const
{
    return std::ranges::find(manifest_.quarters, sha256, &HeldQuarter::sha256) != manifest_.quarters.end();
}

const HeldQuarter* FaersWriter::recall(const std::string& sha256)
{
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(sha256.substr(0, 16) + std::string(quarter_suffix)))
            continue;
        const std::optional<QuarterFacts> facts = facts_of(entry.path());
        if (!facts || facts->sha256 != sha256)
            continue;
        stage({facts->quarter, facts->zip, facts->sha256, name});
        return &staged_.at(facts->quarter);
    }
    return nullptr;
}

FaersWriter::Put FaersWriter::put(QuarterBuilder& quarter, const QuarterFacts& facts)
{
    const std::string name = file_name(facts.quarter, facts.sha256);
    const auto held = staged_.find(facts.quarter);
    Put out{quarter.write(folder_ / name, facts.quarter, to_json(facts)),
            held == staged_.end() ? "" : held->second.sha256};
    stage({facts.quarter, facts.zip, facts.sha256, name});
    return out;
}

FaersManifest FaersWriter::wanted() const
{
    FaersManifest out;
    for (const auto& [quarter, held] : staged_)
        out.quarters.push_back(held);
    out.names = names_;
    out.counting = name_of_counting(out);
    return out;
}

bool FaersWriter::commit()
{
    FaersManifest next = wanted();
    if (next.quarters.empty() || (next == manifest_ && is_counted(folder_, next)))
        return false;
    std::vector<QuarterFile> quarters;
    for (const HeldQuarter& held : next.quarters)
        quarters.emplace_back(folder_ / held.file);
    build_counting(quarters, next.names, folder_ / next.counting);
    write_file(manifest_path(folder_), to_json(next));
    manifest_ = std::move(next);
    remove_leftovers();
    return true;
}

void FaersWriter::remove_leftovers() const
{
    std::set<std::string> named = {manifest_.counting};
    for (const HeldQuarter& held : manifest_.quarters)
        named.insert(held.file);
    std::vector<std::filesystem::path> leftovers;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        const bool ours = name.ends_with(quarter_suffix) || name.ends_with(counting_suffix) ||
                          name.find(".part") != std::string::npos;
        const bool stale_prior = name.ends_with(prior_suffix) && !name.starts_with(prior_file_stem(manifest_.counting));
        if ((ours && !named.contains(name)) || stale_prior)
            leftovers.push_back(entry.path());
    }
    for (const std::filesystem::path& path : leftovers)
        std::filesystem::remove(path);
}

QuarterFacts quarter_facts(const QuarterFile& quarter)
{
    return quarter_facts_from_json(quarter.file.texts("facts")[0]);
}

QuarterJoin quarter_join(const QuarterFile& quarter) { return quarter.file.value<QuarterJoin>("join"); }

std::vector<FaersBadLine> bad_lines(const QuarterFile& quarter)
{
    const auto line = quarter.file.column<std::uint64_t>("bad.line");
    const Texts member = quarter.file.texts("bad.member");
    const Texts what = quarter.file.texts("bad.what");
    const Texts bytes = quarter.file.texts("bad.bytes");
    std::vector<FaersBadLine> out;
    for (std::size_t i = 0; i < line.size(); ++i)
        out.push_back({std::string(member[i]), line[i], std::string(what[i]), std::string(bytes[i])});
    return out;
}

} // namespace casebook
