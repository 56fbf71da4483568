// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/gzip_stream.hpp"
#include "corpus/zip_members.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace casebook {

namespace {

struct CloseReader
{
    void operator()(archive* a) const { archive_read_free(a); }
};
using Reader = std::unique_ptr<archive, CloseReader>;

constexpr std::size_t disk_block = 1U << 17U;

std::string trouble(const std::string& where, std::string_view why)
{
    return format("{}: cannot be read: {}. Check that the file is complete, then try again.", where, why);
}

std::string trouble(const std::string& where, archive* a)
{
    const char* why = archive_error_string(a);
    return trouble(where, why == nullptr ? "unknown reason" : why);
}

[[noreturn]] void fail(const std::string& where, archive* a) { throw Error(trouble(where, a)); }

Reader raw_reader()
{
    Reader reader(archive_read_new());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_read_support_format_empty(reader.get());
    return reader;
}

std::size_t read_some(archive* a, const std::string& where, char* to, std::size_t size)
{
    std::size_t filled = 0;
    while (filled < size) {
        const la_ssize_t got = archive_read_data(a, to + filled, size - filled);
        if (got < 0)
            fail(where, a);
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

} // namespace

struct InputStream::Impl
{
    std::string where;
    std::unique_ptr<GzipStream> gzip; ///< reads the file where it can, else the reader does
    Reader reader = raw_reader();
    std::string_view block; ///< what libarchive has unpacked and nobody has taken yet
    bool ended = false;
    std::string torn; ///< what the next call of `read` throws: the bytes before the tear are handed out first

    /// Gets the next block. `archive_read_data` would lose the blocks before a tear.
    void next_block()
    {
        const void* data = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(reader.get(), &data, &size, &offset);
        ended = status != ARCHIVE_OK;
        if (status == ARCHIVE_OK)
            block = {static_cast<const char*>(data), size};
        else if (status != ARCHIVE_EOF)
            torn = trouble(where, reader.get());
    }

    std::size_t read_blocks(char* to, std::size_t size)
    {
        std::size_t filled = 0;
        while (filled < size) {
            if (block.empty() && !ended)
                next_block();
            if (block.empty() && ended)
                break;
            const std::size_t taken = block.copy(to + filled, size - filled);
            block.remove_prefix(taken);
            filled += taken;
        }
        return filled;
    }

    std::size_t read_gzip(char* to, std::size_t size)
    {
        const std::size_t filled = gzip->read(to, size);
        if (!gzip->torn().empty())
            torn = trouble(where, gzip->torn());
        return filled;
    }
};

InputStream::InputStream(const std::filesystem::path& file) : impl_(std::make_unique<Impl>())
{
    impl_->where = file.string();
    if (!std::filesystem::exists(file) || std::filesystem::is_directory(file))
        throw Error(format("{}: {}. Check the path.", impl_->where,
                           std::filesystem::is_directory(file) ? "is a folder, not a file" : "there is no such file"));
    impl_->gzip = GzipStream::open(file);
    if (impl_->gzip)
        return;
    archive* a = impl_->reader.get();
    if (archive_read_open_filename(a, file.c_str(), disk_block) != ARCHIVE_OK)
        fail(impl_->where, a);
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(a, &entry);
    impl_->ended = status == ARCHIVE_EOF;
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
        fail(impl_->where, a);
}

InputStream::~InputStream() = default;

std::size_t InputStream::read(char* to, std::size_t size)
{
    const std::size_t filled = impl_->gzip ? impl_->read_gzip(to, size) : impl_->read_blocks(to, size);
    if (filled == 0 && !impl_->torn.empty())
        throw Error(impl_->torn);
    return filled;
}

struct ZipReader::Impl
{
    std::string where;
    std::unique_ptr<ZipMembers> plain; ///< reads the file when it is there
    Reader reader{archive_read_new()};
    std::string name;
};

ZipReader::ZipReader(const std::filesystem::path& file) : impl_(std::make_unique<Impl>())
{
    impl_->where = file.string();
    impl_->plain = ZipMembers::open(file);
    if (impl_->plain)
        return;
    archive* a = impl_->reader.get();
    archive_read_support_format_zip(a);
    if (archive_read_open_filename(a, file.c_str(), disk_block) != ARCHIVE_OK)
        fail(impl_->where, a);
}

ZipReader::~ZipReader() = default;

bool ZipReader::next()
{
    if (impl_->plain)
        return impl_->plain->next();
    archive* a = impl_->reader.get();
    archive_entry* entry = nullptr;
    for (;;) {
        const int status = archive_read_next_header(a, &entry);
        if (status == ARCHIVE_EOF)
            return false;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            fail(impl_->where, a);
        if (archive_entry_filetype(entry) == AE_IFREG)
            break;
    }
    const char* name = archive_entry_pathname(entry);
    impl_->name = name == nullptr ? "" : name;
    return true;
}

const std::string& ZipReader::name() const { return impl_->plain ? impl_->plain->name() : impl_->name; }

std::size_t ZipReader::read(char* to, std::size_t size)
{
    if (impl_->plain)
        return impl_->plain->read(to, size);
    return read_some(impl_->reader.get(), impl_->where + "(" + impl_->name + ")", to, size);
}

std::string read_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    if (!in || std::filesystem::is_directory(file))
        throw Error(format("{}: cannot be opened. Check the path and the permissions.", file.string()));
    if (in.peek() != std::ifstream::traits_type::eof())
        out << in.rdbuf();
    return std::move(out).str();
}

void write_file(const std::filesystem::path& file, std::string_view bytes)
{
    write_file(file, [&](std::ostream& out) { out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
}

namespace {

void write_whole(const std::filesystem::path& to, const std::filesystem::path& named,
                 const std::function<void(std::ostream&)>& write)
{
    std::ofstream out(to, std::ios::binary);
    write(out);
    out.flush();
    if (!out)
        throw Error(
            format("{}: cannot be written. Check the folder, its permissions and the free space.", named.string()));
}

/// The file behind symbolic links, whether it is there already or not.
std::filesystem::path behind_links(std::filesystem::path file)
{
    constexpr int most = 40; // as the kernel follows
    for (int i = 0; i < most && std::filesystem::is_symlink(std::filesystem::symlink_status(file)); ++i) {
        const std::filesystem::path to = std::filesystem::read_symlink(file);
        file = to.is_absolute() ? to : file.parent_path() / to;
    }
    return file;
}

void write_beside_and_rename(const std::filesystem::path& file, const std::filesystem::path& named,
                             const std::function<void(std::ostream&)>& write)
{
    const std::filesystem::path part = file.string() + format(".part{}", ::getpid());
    try {
        write_whole(part, named, write);
        std::filesystem::rename(part, file);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw;
    }
}

} // namespace

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write)
{
    if (file.empty())
        throw Error("the name of the file to write is empty. Give one.");
    const std::filesystem::file_status there = std::filesystem::status(file); // of what a link points to
    if (std::filesystem::is_directory(there))
        throw Error(format("{}: is a folder. Name a file in it.", file.string()));
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
        return write_whole(file, file, write); // a pipe or a device is no name that could be given to another file
    write_beside_and_rename(behind_links(file), file, write);
}

std::string gzip(std::string_view bytes)
{
    struct Close
    {
        void operator()(archive* a) const { archive_write_free(a); }
    };
    std::unique_ptr<archive, Close> writer(archive_write_new());
    archive* a = writer.get();
    std::string out(bytes.size() + bytes.size() / 1000 + 512, '\0');
    std::size_t used = 0;
    archive_write_add_filter_gzip(a);
    archive_write_set_filter_option(a, "gzip", "compression-level", "1");
    archive_write_set_filter_option(a, "gzip", "timestamp", nullptr); // same bytes in, same bytes out
    archive_write_set_format_raw(a);
    archive_write_set_bytes_per_block(a, 0);
    std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    const bool opened = archive_write_open_memory(a, out.data(), out.size(), &used) == ARCHIVE_OK &&
                        archive_write_header(a, entry.get()) == ARCHIVE_OK;
    const bool written =
        opened && archive_write_data(a, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size());
    if (!written || archive_write_close(a) != ARCHIVE_OK)
        fail("compressing in memory", a);
    out.resize(used);
    return out;
}

std::string gunzip(std::string_view bytes)
{
    Reader reader = raw_reader();
    archive* a = reader.get();
    archive_entry* entry = nullptr;
    const bool opened = archive_read_open_memory(a, bytes.data(), bytes.size()) == ARCHIVE_OK;
    const int status = opened ? archive_read_next_header(a, &entry) : ARCHIVE_FATAL;
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
        fail("compressed bytes in memory", a);
    if (archive_filter_code(a, 0) != ARCHIVE_FILTER_GZIP)
        throw Error("compressed bytes in memory: are no gzip stream. Restore the file they came from.");
    if (status == ARCHIVE_EOF)
        return "";
    std::string out;
    std::string buffer(1U << 15U, '\0');
    while (const std::size_t got = read_some(a, "compressed bytes in memory", buffer.data(), buffer.size()))
        out.append(buffer, 0, got);
    return out;
}

} // namespace casebook
