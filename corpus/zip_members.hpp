// SPDX-License-Identifier: GPL-3.0-or-later
// Plain zip files by ISA-L, which inflates three times as fast as zlib and takes check sums at the speed of memory.
// Built without it (libisal-dev) this opens nothing, and libarchive reads the same bytes. Format: PKWARE's APPNOTE.TXT.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace casebook {

/// The regular files of a zip in the order in which they lie, each inflated from front to back.
class ZipMembers
{
public:
    /// None where the file is anything but a whole zip of stored and deflated members below 4 GiB with names in ASCII,
    /// none of them encrypted or a link: libarchive reads what can be read of it, and says what is wrong.
    static std::unique_ptr<ZipMembers> open(const std::filesystem::path& file);
    struct Impl;
    explicit ZipMembers(std::unique_ptr<Impl> impl);
    ~ZipMembers();
    ZipMembers(const ZipMembers&) = delete;
    ZipMembers& operator=(const ZipMembers&) = delete;

    /// Moves to the next one; false after the last.
    bool next();
    const std::string& name() const;
    /// Fills up to `size` bytes; fewer only at the end, then 0. Throws Error when the bytes or their check sum are
    /// broken.
    std::size_t read(char* to, std::size_t size);

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
