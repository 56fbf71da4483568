// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to libcrypto: checksums by which records and files are known again.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace casebook {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// The same of a file, read in pieces. Throws Error.
std::string sha256_of_file(const std::filesystem::path& file);

/// MD5 of a file (RFC 1321), in the form of NLM's .md5 files. Against damage only, never against malice. Throws Error.
std::string md5_of_file(const std::filesystem::path& file);

} // namespace casebook
