// SPDX-License-Identifier: GPL-3.0-or-later
// A file that one process holds at a time. The lock goes with the process, however it ends.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace casebook {

class FileLock
{
public:
    /// Makes the file when it is not there and waits for the lock. Throws Error when the file cannot be made or its
    /// file system has no locks.
    explicit FileLock(const std::filesystem::path& file);
    /// The same without waiting: nothing when another process holds it.
    static std::optional<FileLock> attempt(const std::filesystem::path& file);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

    /// Locks an open file; false when it is held elsewhere and nobody `waits`. Throws Error when it cannot be locked.
    static bool take(int descriptor, bool waits, const std::filesystem::path& file);

    /// All of it.
    std::string content() const;
    void replace(std::string_view content);

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

/// The user's own folder for such files: `$XDG_RUNTIME_DIR/casebook`, else `casebook-UID` in the folder for temporary
/// files. Made when it is not there; throws Error when it is somebody else's.
std::filesystem::path runtime_folder();

} // namespace casebook
