// SPDX-License-Identifier: GPL-3.0-or-later
// Gzip files by ISA-L, which inflates two to three times as fast as zlib. Built without it (libisal-dev) this reads
// nothing, and libarchive reads the same bytes; only the check sums go unlooked at then.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace casebook {

/// A gzip file of one or several members, read from front to back. What follows the last member is not looked at.
class GzipStream
{
public:
    /// None where the file is no gzip, cannot be opened, holds another gzip file, or ISA-L was not built in.
    static std::unique_ptr<GzipStream> open(const std::filesystem::path& file);
    explicit GzipStream(const std::filesystem::path& file);
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    /// Fills up to `size` bytes; fewer only at the end or before a tear, then 0.
    std::size_t read(char* to, std::size_t size);

    /// Why there is no more, where that is not the end of the file: "" or a few words.
    const std::string& torn() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace casebook
