// SPDX-License-Identifier: GPL-3.0-or-later
// The FAERS store of a casebook: a folder derived from quarterly zips, which may be deleted and made again. Files are
// written beside and named in the manifest last, so that a kill or a full disk at any moment leaves the former store.
#pragma once

#include "index/faers/counting_file.hpp"
#include "index/faers/manifest.hpp"
#include "index/faers/quarter_builder.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace casebook {

/// The store as it stood when it was opened; a later `add` does not disturb it.
class FaersStore
{
public:
    /// Throws Error when there is none.
    explicit FaersStore(const std::filesystem::path& folder);
    /// Whether quarters are held there.
    static bool exists(const std::filesystem::path& folder);
    /// Those that are held there, in order of time; nothing else is looked at.
    static std::vector<HeldQuarter> held(const std::filesystem::path& folder);
    /// Whether they were counted by this version of the program under these names, and what was counted is there.
    static bool is_current(const std::filesystem::path& folder, const NameRules& names);
    /// The same under whatever names they were counted by.
    static bool is_current(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return folder_; }
    /// Changes whenever what is counted does.
    const std::string& counting_name() const { return opened_.manifest.counting; }
    static std::string counting_name(const std::filesystem::path& folder);
    const CountingFile& counting() const { return opened_.counting; }
    const NameRules& names() const { return opened_.manifest.names; }
    const std::vector<HeldQuarter>& quarters() const { return opened_.manifest.quarters; }
    const QuarterFile& quarter(std::size_t i) const { return opened_.quarters[i]; } ///< of quarters()[i]

private:
    struct Opened
    {
        FaersManifest manifest;
        CountingFile counting;
        std::vector<QuarterFile> quarters; ///< all from the first: an `add` takes away those that it replaces
    };
    static Opened open(const std::filesystem::path& folder);

    std::filesystem::path folder_;
    Opened opened_;
};

/// Adds quarters. One at a time: the folder is locked. Nothing is visible before `commit`, but what was written by then
/// is found again (`recall`) after an interruption.
class FaersWriter
{
public:
    /// Makes the folder when it is missing. Throws Error when another process adds quarters.
    explicit FaersWriter(const std::filesystem::path& folder);
    ~FaersWriter();
    FaersWriter(const FaersWriter&) = delete;
    FaersWriter& operator=(const FaersWriter&) = delete;

    /// Whether a zip of this checksum was in the store when the writer was made.
    bool held_before(const std::string& sha256) const;
    /// The quarter held or read before from a zip of this checksum, now (again) among those to commit.
    const HeldQuarter* recall(const std::string& sha256);
    /// Writes a quarter's file. `former` is what was held of that quarter, if anything.
    struct Put
    {
        QuarterJoin join;
        std::string former_sha256; ///< "" when the quarter is new
    };
    Put put(QuarterBuilder& quarter, const QuarterFacts& facts);
    /// Names are to be counted by these, from the next `commit` on; before that by those of the last.
    void set_names(const NameRules& rules) { names_ = folded_rules(rules); }
    /// Makes the quarters the store. False when it is the same already; nothing is written then.
    bool commit();

private:
    void stage(HeldQuarter held) { staged_[held.quarter] = std::move(held); }
    FaersManifest wanted() const;
    void remove_leftovers() const;

    std::filesystem::path folder_;
    int lock_ = -1;
    FaersManifest manifest_;
    NameRules names_;
    std::map<FaersQuarter, HeldQuarter> staged_;
};

/// Of a quarter file: what reading and joining it showed, and the lines that could not be read.
QuarterFacts quarter_facts(const QuarterFile& quarter);
QuarterJoin quarter_join(const QuarterFile& quarter);
std::vector<FaersBadLine> bad_lines(const QuarterFile& quarter);

} // namespace casebook
