// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to libarchive: bytes out of plain, gzip and zip files, told apart by content and never by suffix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace casebook {

/// How much of a file is read at a time by whoever reads it from front to back.
inline constexpr std::size_t read_chunk = 1U << 18U;

/// A file read from front to back, unwrapped when it is gzip. Throws Error for an unreadable or torn file.
class InputStream
{
public:
    explicit InputStream(const std::filesystem::path& file);
    ~InputStream();
    InputStream(const InputStream&) = delete;
    InputStream& operator=(const InputStream&) = delete;

    /// Fills up to `size` bytes; fewer only at the end, then 0. Of a torn file it gives what comes before the tear and
    /// throws at the next call.
    std::size_t read(char* to, std::size_t size);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The members of a zip file one after the other. Throws Error when the file is no zip or is cut short.
class ZipReader
{
public:
    explicit ZipReader(const std::filesystem::path& file);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    /// Moves to the next regular file; false after the last.
    bool next();
    const std::string& name() const;
    std::size_t read(char* to, std::size_t size);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The whole file as it lies on disk. Throws Error.
std::string read_file(const std::filesystem::path& file);

/// Writes beside and renames, so that a reader sees the old file or the new one, never a part; what is no regular file
/// (a pipe, a device) is written into as it is, behind a symbolic link stays the link. Throws Error.
void write_file(const std::filesystem::path& file, std::string_view bytes);
/// The same for what is too much to hold: `write` puts it out piece by piece.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

std::string gzip(std::string_view bytes);

/// Throws Error when the bytes are no gzip stream.
std::string gunzip(std::string_view bytes);

} // namespace casebook
