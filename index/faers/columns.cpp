// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/columns.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace casebook {

namespace {

constexpr std::array<char, 8> magic = {'C', 'A', 'S', 'E', 'B', 'O', 'O', 'K'};
constexpr std::uint64_t alignment = 64;
constexpr std::size_t kind_size = 8;

struct Footer
{
    std::uint64_t directory = 0;
    std::uint64_t entries = 0;
    std::array<char, 8> magic{};
};

std::array<char, kind_size> kind_bytes(std::string_view kind)
{
    assert(kind.size() <= kind_size);
    std::array<char, kind_size> out{};
    std::ranges::copy(kind, out.begin());
    return out;
}

[[noreturn]] void cannot(const std::filesystem::path& file, std::string_view what)
{
    throw Error(format("{}: {}: {}. Check the folder, its permissions and the free space; what was there before is "
                       "unchanged.",
                       file.string(), what, std::strerror(errno)));
}

} // namespace

struct ColumnEntry
{
    std::array<char, 40> name{};
    std::uint64_t offset = 0;
    std::uint64_t element = 0;
    std::uint64_t count = 0;
};

ColumnWriter::ColumnWriter(const std::filesystem::path& file) : file_(file), part_(file.string() + ".part")
{
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0)
        cannot(part_, "cannot be written");
}

/// Of two constructors, so that the destructor takes the file away when its first bytes find no room.
ColumnWriter::ColumnWriter(const std::filesystem::path& file, std::string_view kind) : ColumnWriter(file)
{
    write(magic.data(), magic.size());
    write(kind_bytes(kind).data(), kind_size);
}

ColumnWriter::~ColumnWriter()
{
    if (descriptor_ < 0)
        return;
    ::close(descriptor_);
    ::unlink(part_.c_str());
}

void ColumnWriter::write(const void* bytes, std::size_t size)
{
    const char* from = static_cast<const char*>(bytes);
    while (size > 0) {
        const ssize_t done = ::write(descriptor_, from, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            cannot(part_, "cannot be written");
        from += done;
        size -= static_cast<std::size_t>(done);
        offset_ += static_cast<std::uint64_t>(done);
    }
}

void ColumnWriter::align()
{
    constexpr std::array<char, alignment> zeros{};
    write(zeros.data(), static_cast<std::size_t>((alignment - offset_ % alignment) % alignment));
}

void ColumnWriter::put_bytes(std::string_view name, std::size_t element, const void* values, std::size_t count)
{
    ColumnEntry entry;
    assert(name.size() < entry.name.size());
    align();
    std::ranges::copy(name, entry.name.begin());
    entry.offset = offset_;
    entry.element = element;
    entry.count = count;
    write(values, element * count);
    entries_.push_back(entry);
}

void ColumnWriter::put_texts(const std::string& name, const std::vector<std::string>& texts)
{
    std::vector<std::uint64_t> ends;
    std::string bytes;
    for (const std::string& text : texts) {
        bytes += text;
        ends.push_back(bytes.size());
    }
    put_texts(name, ends, bytes);
}

void ColumnWriter::put_texts(const std::string& name, std::span<const std::uint64_t> ends, std::string_view bytes)
{
    put(name + ".ends", ends);
    put(name + ".text", std::span<const char>(bytes));
}

void ColumnWriter::finish()
{
    align();
    const Footer footer{offset_, entries_.size(), magic};
    write(entries_.data(), entries_.size() * sizeof(ColumnEntry));
    write(&footer, sizeof(footer));
    if (::fsync(descriptor_) != 0)
        cannot(part_, "cannot be written");
    ::close(std::exchange(descriptor_, -1));
    std::filesystem::rename(part_, file_);
}

ColumnFile::ColumnFile(const std::filesystem::path& file, std::string_view kind) : where_(file.string())
{
    map(file, kind);
    read_directory();
}

ColumnFile::~ColumnFile()
{
    if (data_ != nullptr)
        ::munmap(const_cast<char*>(data_), size_);
}

ColumnFile::ColumnFile(ColumnFile&& other) noexcept
    : where_(std::move(other.where_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(other.size_),
      columns_(std::move(other.columns_))
{
}

void ColumnFile::damaged(const std::string& why) const
{
    throw Error(format("{}: cannot be used: {}. Delete the folder and add the quarterly zips again.", where_, why));
}

void ColumnFile::map(const std::filesystem::path& file, std::string_view kind)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        damaged(std::strerror(errno));
    size_ = static_cast<std::size_t>(std::max<off_t>(::lseek(descriptor, 0, SEEK_END), 0));
    void* mapped = size_ == 0 ? MAP_FAILED : ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    if (mapped == MAP_FAILED)
        damaged("it is empty");
    data_ = static_cast<const char*>(mapped);
    if (size_ < magic.size() + kind_size + sizeof(Footer) || std::memcmp(data_, magic.data(), magic.size()) != 0)
        damaged("it is no file of this program");
    if (std::memcmp(data_ + magic.size(), kind_bytes(kind).data(), kind_size) != 0)
        damaged("another version of the program made it");
}

void ColumnFile::read_directory()
{
    Footer footer;
    std::memcpy(&footer, data_ + size_ - sizeof(footer), sizeof(footer));
    const std::uint64_t room = size_ - sizeof(footer);
    if (footer.magic != magic || footer.directory > room ||
        footer.entries != (room - footer.directory) / sizeof(ColumnEntry))
        damaged("its end is missing");
    for (std::uint64_t i = 0; i < footer.entries; ++i) {
        ColumnEntry entry;
        std::memcpy(&entry, data_ + footer.directory + i * sizeof(entry), sizeof(entry));
        entry.name.back() = '\0';
        const bool inside = entry.element > 0 && entry.offset <= footer.directory && entry.offset % alignment == 0 &&
                            entry.count <= (footer.directory - entry.offset) / entry.element;
        if (!inside)
            damaged("its directory is broken");
        columns_[entry.name.data()] = {data_ + entry.offset, static_cast<std::size_t>(entry.element),
                                       static_cast<std::size_t>(entry.count)};
    }
}

const ColumnFile::Column& ColumnFile::find(const std::string& name, std::size_t element) const
{
    const auto found = columns_.find(name);
    if (found == columns_.end() || found->second.element != element)
        damaged(format("the column {} is missing", name));
    return found->second;
}

Texts ColumnFile::texts(const std::string& name) const
{
    const Texts out{column<std::uint64_t>(name + ".ends"), column<char>(name + ".text")};
    if (!std::ranges::is_sorted(out.ends) || (!out.ends.empty() && out.ends.back() != out.bytes.size()))
        damaged(format("the texts {} are broken", name));
    return out;
}

} // namespace casebook
