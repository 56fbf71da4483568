// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"

#include <array>
#include <cassert>
#include <fstream>
#include <memory>
#include <openssl/evp.h>

namespace casebook {

namespace {

std::string hexadecimal(const unsigned char* bytes, unsigned int length)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (unsigned int i = 0; i < length; ++i) {
        out += digits[bytes[i] >> 4U];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

std::string digest_of_file(const std::filesystem::path& file, const EVP_MD* kind)
{
    std::ifstream in(file, std::ios::binary);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    bool sound = static_cast<bool>(in) && !std::filesystem::is_directory(file) && context != nullptr &&
                 EVP_DigestInit_ex(context.get(), kind, nullptr) == 1;
    std::string block(1U << 16U, '\0');
    while (sound && in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        sound = EVP_DigestUpdate(context.get(), block.data(), static_cast<std::size_t>(in.gcount())) == 1;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (!sound || in.bad() || EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1)
        throw Error(format("{}: cannot be read. Check the path and the permissions.", file.string()));
    return hexadecimal(digest.data(), length);
}

} // namespace

std::string sha256(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    [[maybe_unused]] const int done =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    assert(done == 1 && length == 32);
    return hexadecimal(digest.data(), length);
}

std::string sha256_of_file(const std::filesystem::path& file) { return digest_of_file(file, EVP_sha256()); }

std::string md5_of_file(const std::filesystem::path& file) { return digest_of_file(file, EVP_md5()); }

} // namespace casebook
