// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/file_lock.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace casebook {

namespace {

int open_or_throw(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw Error(format("{}: cannot be opened for writing. Check the folder's permissions.", file.string()));
    return descriptor;
}

bool is_ours(const std::filesystem::path& folder)
{
    struct stat info
    {
    };
    return ::lstat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid() &&
           ::access(folder.c_str(), W_OK) == 0;
}

} // namespace

bool FileLock::take(int descriptor, bool waits, const std::filesystem::path& file)
{
    while (::flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        if (why == EWOULDBLOCK)
            return false;
        if (why != EINTR) // a signal may interrupt the waiting
            throw Error(format("{}: cannot be locked: {}. Use a folder on a disk whose file system has locks.",
                               file.string(), std::strerror(why)));
    }
    return true;
}

FileLock::FileLock(const std::filesystem::path& file) : FileLock(open_or_throw(file)) { take(descriptor_, true, file); }

std::optional<FileLock> FileLock::attempt(const std::filesystem::path& file)
{
    FileLock lock(open_or_throw(file));
    if (!take(lock.descriptor_, false, file))
        return std::nullopt;
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

std::string FileLock::content() const
{
    std::string all;
    std::array<char, 4096> bytes{};
    for (ssize_t got = 1; got > 0;) {
        got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(all.size()));
        all.append(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    return all;
}

void FileLock::replace(std::string_view content)
{
    const bool written = ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, content.data(), content.size(), 0) ==
                                                                 static_cast<ssize_t>(content.size());
    if (!written)
        throw Error("the lock file of the rate limit cannot be written. Check the space on the disk of the folder for "
                    "temporary files.");
}

std::filesystem::path runtime_folder()
{
    std::error_code ignored;
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime != '\0') {
        const std::filesystem::path folder = std::filesystem::path(runtime) / "casebook";
        std::filesystem::create_directory(folder, ignored);
        if (is_ours(folder))
            return folder;
    }
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / format("casebook-{}", ::geteuid());
    ::mkdir(folder.c_str(), 0700);
    if (!is_ours(folder))
        throw Error(format("{}: belongs to somebody else or cannot be written. Name a folder of your own in "
                           "XDG_RUNTIME_DIR.",
                           folder.string()));
    return folder;
}

} // namespace casebook
