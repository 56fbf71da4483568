// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/zip_members.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>
#ifdef CASEBOOK_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#endif

namespace casebook {

#ifdef CASEBOOK_ISAL

namespace {

constexpr std::size_t zip_block = 1U << 17U;

struct ZipMember
{
    std::string name;
    bool deflated = false;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t begin = 0; ///< of its bytes
};

/// A little-endian number of the format.
std::uint32_t zip_number(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t out = 0;
    for (std::size_t i = size; i-- > 0;)
        out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

/// So many bytes of the file, or fewer where it ends.
std::string zip_bytes(std::ifstream& in, std::uint64_t at, std::uint64_t size)
{
    std::string out(static_cast<std::size_t>(size), '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(at));
    in.read(out.data(), static_cast<std::streamsize>(size));
    out.resize(static_cast<std::size_t>(in.gcount()));
    return out;
}

/// What the directory says of a member, its local header at `begin`; nothing when it is not of the plain kind.
std::optional<ZipMember> plain_member(std::string_view entry, std::string_view name)
{
    constexpr std::uint32_t beyond = 0xFFFFFFFF; // the number stands elsewhere, in 64 bits
    const std::uint32_t flags = zip_number(entry, 8, 2);
    const std::uint32_t method = zip_number(entry, 10, 2);
    const std::uint32_t made_by = zip_number(entry, 5, 1);
    const std::uint32_t kind = made_by == 3 ? zip_number(entry, 40, 2) >> 12U : 0; // Unix: the mode of the file
    ZipMember out{std::string(name),        method == 8,
                  zip_number(entry, 16, 4), zip_number(entry, 20, 4),
                  zip_number(entry, 24, 4), zip_number(entry, 42, 4)};
    const bool ascii = std::ranges::all_of(name, [](char c) { return c >= 0x20 && c != 0x7F; });
    const bool small = out.packed != beyond && out.size != beyond && out.begin != beyond;
    const bool stored = method == 0 && out.packed == out.size;
    const bool file_or_folder = kind == 0 || kind == 8 || kind == 4;
    const bool plain = (flags & 0x2061U) == 0; // encrypted, patched, or with a hidden directory
    return ascii && small && plain && file_or_folder && (stored || out.deflated) ? std::optional(out) : std::nullopt;
}

/// The members in their order, or nothing.
std::vector<ZipMember> plain_directory(std::ifstream& in, std::uint64_t file_size)
{
    constexpr std::size_t tail_size = 22;
    constexpr std::size_t entry_size = 46;
    constexpr std::size_t local_size = 30;
    if (file_size < tail_size)
        return {};
    const std::uint64_t room = std::min<std::uint64_t>(file_size, 65535 + tail_size);
    const std::string tail = zip_bytes(in, file_size - room, room);
    const std::size_t end = tail.rfind("PK\5\6", tail.size() - tail_size);
    if (end == std::string::npos || zip_number(tail, end + 4, 4) != 0) // or of several disks
        return {};
    const std::uint64_t begin = zip_number(tail, end + 16, 4);
    const std::uint64_t size = zip_number(tail, end + 12, 4);
    const std::size_t count = zip_number(tail, end + 10, 2);
    if (begin + size != file_size - room + end)
        return {};
    const std::string directory = zip_bytes(in, begin, size);
    std::vector<ZipMember> out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (at + entry_size > directory.size() || directory.compare(at, 4, "PK\1\2") != 0)
            return {};
        const std::string_view entry = std::string_view(directory).substr(at, entry_size);
        const std::size_t name_size = zip_number(entry, 28, 2);
        at += entry_size + name_size + zip_number(entry, 30, 2) + zip_number(entry, 32, 2);
        if (at > directory.size())
            return {};
        std::optional<ZipMember> member = plain_member(entry, std::string_view(entry.data() + entry_size, name_size));
        if (!member)
            return {};
        const std::string local = zip_bytes(in, member->begin, local_size);
        if (local.size() != local_size || !local.starts_with("PK\3\4"))
            return {};
        member->begin += local_size + zip_number(local, 26, 2) + zip_number(local, 28, 2);
        if (member->begin + member->packed > begin)
            return {};
        if (!member->name.ends_with('/'))
            out.push_back(std::move(*member));
    }
    if (at != directory.size())
        return {};
    std::ranges::stable_sort(out, {}, &ZipMember::begin);
    return out;
}

} // namespace

struct ZipMembers::Impl
{
    std::string where;
    std::ifstream in;
    std::vector<ZipMember> members;
    std::size_t next = 0;
    std::string packed = std::string(zip_block, '\0');
    std::unique_ptr<inflate_state> state = std::make_unique<inflate_state>();
    std::uint64_t unread = 0;  ///< packed bytes of the member at hand
    std::uint64_t written = 0; ///< bytes of it
    std::uint32_t crc = 0;
    bool checked = false;

    const ZipMember& member() const { return members[next - 1]; }

    [[noreturn]] void broken(std::string_view what) const
    {
        throw Error(format("{}({}): cannot be read: {}. Check that the file is complete, then try again.", where,
                           member().name, what));
    }

    void begin()
    {
        unread = member().packed;
        written = 0;
        crc = 0;
        checked = false;
        in.clear();
        in.seekg(static_cast<std::streamoff>(member().begin));
        isal_inflate_init(state.get());
        state->crc_flag = ISAL_DEFLATE;
        state->avail_in = 0;
    }

    std::size_t take(char* to, std::uint64_t size)
    {
        in.read(to, static_cast<std::streamsize>(std::min(size, unread)));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got < std::min(size, unread))
            broken("the file ends in the middle");
        unread -= got;
        return got;
    }

    std::size_t inflate(char* to, std::size_t size)
    {
        state->next_out = reinterpret_cast<unsigned char*>(to);
        state->avail_out = static_cast<std::uint32_t>(std::min<std::size_t>(size, UINT32_MAX));
        while (state->avail_out > 0 && state->block_state != ISAL_BLOCK_FINISH) {
            if (state->avail_in == 0) {
                state->next_in = reinterpret_cast<unsigned char*>(packed.data());
                state->avail_in = static_cast<std::uint32_t>(take(packed.data(), packed.size()));
            }
            const bool none_left = state->avail_in == 0;
            const std::uint32_t room = state->avail_out;
            if (isal_inflate(state.get()) < 0)
                broken("ZIP decompression failed");
            if (none_left && state->avail_out == room && state->block_state != ISAL_BLOCK_FINISH)
                broken("Truncated ZIP file data");
        }
        return std::min<std::size_t>(size, UINT32_MAX) - state->avail_out;
    }

    std::size_t read(char* to, std::size_t size)
    {
        const std::size_t got = member().deflated ? inflate(to, size) : take(to, size);
        crc = crc32_gzip_refl(crc, reinterpret_cast<const unsigned char*>(to), got);
        written += got;
        const bool ended = member().deflated ? state->block_state == ISAL_BLOCK_FINISH : unread == 0;
        if (written > member().size || (ended && written != member().size))
            broken("ZIP uncompressed data is wrong size");
        if (ended && !checked && crc != member().crc)
            broken("ZIP bad CRC");
        checked = checked || ended;
        return got;
    }
};

std::unique_ptr<ZipMembers> ZipMembers::open(const std::filesystem::path& file)
{
    auto impl = std::make_unique<Impl>();
    impl->where = file.string();
    impl->in.open(file, std::ios::binary);
    if (!impl->in || !std::filesystem::is_regular_file(file))
        return nullptr;
    impl->members = plain_directory(impl->in, std::filesystem::file_size(file));
    return impl->members.empty() ? nullptr : std::make_unique<ZipMembers>(std::move(impl));
}

bool ZipMembers::next()
{
    if (impl_->next == impl_->members.size())
        return false;
    ++impl_->next;
    impl_->begin();
    return true;
}

const std::string& ZipMembers::name() const { return impl_->member().name; }
std::size_t ZipMembers::read(char* to, std::size_t size) { return impl_->read(to, size); }

#else

struct ZipMembers::Impl
{
    std::string name;
};
std::unique_ptr<ZipMembers> ZipMembers::open(const std::filesystem::path&) { return nullptr; }
bool ZipMembers::next() { return false; }
const std::string& ZipMembers::name() const { return impl_->name; }
std::size_t ZipMembers::read(char*, std::size_t) { return 0; }

#endif

ZipMembers::ZipMembers(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipMembers::~ZipMembers() = default;

} // namespace casebook
