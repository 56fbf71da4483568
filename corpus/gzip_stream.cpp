// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gzip_stream.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#ifdef CASEBOOK_ISAL
#include <isa-l.h>
#endif

namespace casebook {

#ifdef CASEBOOK_ISAL

namespace {

constexpr std::size_t packed_block = 1U << 17U;
constexpr std::size_t whole_block =
    1U << 16U; ///< before a tear these are handed out and nothing less, as libarchive does
constexpr std::string_view gzip_magic = "\x1F\x8B\x08"; // the only method there is

std::unique_ptr<inflate_state> new_state()
{
    auto state = std::make_unique<inflate_state>();
    isal_inflate_init(state.get());
    state->crc_flag = ISAL_GZIP; // the head is read, the check sum compared
    return state;
}

bool is_gzip(std::string_view begin) { return begin.starts_with(gzip_magic); }

bool is_gzip_file(const std::filesystem::path& file)
{
    char begin[gzip_magic.size()] = {};
    return std::filesystem::is_regular_file(file) && std::ifstream(file, std::ios::binary).read(begin, sizeof begin) &&
           is_gzip({begin, sizeof begin});
}

} // namespace

struct GzipStream::Impl
{
    std::ifstream in;
    std::string packed = std::string(packed_block, '\0');
    std::unique_ptr<inflate_state> state = new_state();
    std::size_t given = 0; ///< bytes handed out
    bool ended = false;
    std::string torn;

    /// Gets more of the file until that many bytes are at hand; false where it ends before.
    bool refill(std::size_t needed)
    {
        if (state->avail_in >= needed)
            return true;
        const std::size_t left = state->avail_in;
        std::copy_n(state->next_in, left, packed.data());
        in.read(packed.data() + left, static_cast<std::streamsize>(packed.size() - left));
        state->next_in = reinterpret_cast<unsigned char*>(packed.data());
        state->avail_in = static_cast<std::uint32_t>(left) + static_cast<std::uint32_t>(in.gcount());
        return state->avail_in >= needed;
    }

    /// Whether another member begins behind one that ended.
    bool next_member()
    {
        if (!refill(gzip_magic.size()))
            return false;
        unsigned char* const next = state->next_in;
        const std::uint32_t left = state->avail_in;
        if (!is_gzip({reinterpret_cast<const char*>(next), left}))
            return false;
        isal_inflate_reset(state.get());
        state->next_in = next;
        state->avail_in = left;
        return true;
    }

    void step()
    {
        if (!refill(1)) {
            ended = true;
            torn = "truncated gzip input";
            return;
        }
        if (isal_inflate(state.get()) < 0) {
            ended = true;
            torn = "gzip decompression failed";
        } else if (state->block_state == ISAL_BLOCK_FINISH) {
            ended = !next_member();
        }
    }
};

std::unique_ptr<GzipStream> GzipStream::open(const std::filesystem::path& file)
{
    if (!is_gzip_file(file))
        return nullptr;
    char begin[gzip_magic.size()] = {};
    const std::size_t size = GzipStream(file).read(begin, sizeof begin);
    return is_gzip({begin, size}) ? nullptr : std::make_unique<GzipStream>(file);
}

GzipStream::GzipStream(const std::filesystem::path& file) : impl_(std::make_unique<Impl>())
{
    impl_->in.open(file, std::ios::binary);
}

std::size_t GzipStream::read(char* to, std::size_t size)
{
    inflate_state& state = *impl_->state;
    state.next_out = reinterpret_cast<unsigned char*>(to);
    state.avail_out = static_cast<std::uint32_t>(size);
    while (state.avail_out > 0 && !impl_->ended)
        impl_->step();
    const std::size_t before = impl_->given;
    impl_->given += size - state.avail_out;
    if (!impl_->torn.empty())
        impl_->given = std::max(before, impl_->given - impl_->given % whole_block);
    return impl_->given - before;
}

#else

struct GzipStream::Impl
{
    std::string torn;
};

std::unique_ptr<GzipStream> GzipStream::open(const std::filesystem::path&) { return nullptr; }

GzipStream::GzipStream(const std::filesystem::path&) : impl_(std::make_unique<Impl>()) {}

std::size_t GzipStream::read(char*, std::size_t) { return 0; }

#endif

GzipStream::~GzipStream() = default;

const std::string& GzipStream::torn() const { return impl_->torn; }

} // namespace casebook
