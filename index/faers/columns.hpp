// SPDX-License-Identifier: GPL-3.0-or-later
// Files of named columns, written once, then mapped into memory and never changed. A column is an array of one plain
// type, in the byte order of the machine (the store is derived and does not travel). Layout: 16 bytes of magic and
// kind, the columns each at a multiple of 64 bytes, their directory, a footer that tells where the directory is.
#pragma once

#include "corpus/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace casebook {

struct ColumnEntry;

/// Writes beside the file's place and moves it there when it is finished, so that a file which exists is whole. Throws
/// Error when the disk is full or not writable; what was not finished is removed.
class ColumnWriter
{
public:
    ColumnWriter(const std::filesystem::path& file, std::string_view kind);
    ~ColumnWriter();
    ColumnWriter(const ColumnWriter&) = delete;
    ColumnWriter& operator=(const ColumnWriter&) = delete;

    template <class T> void put(std::string_view name, std::span<const T> values)
    {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
        put_bytes(name, sizeof(T), values.data(), values.size());
    }
    template <class T> void put(std::string_view name, const std::vector<T>& values)
    {
        put(name, std::span<const T>(values));
    }
    /// Texts as two columns: where each ends, and all bytes.
    void put_texts(const std::string& name, const std::vector<std::string>& texts);
    void put_texts(const std::string& name, std::span<const std::uint64_t> ends, std::string_view bytes);

    /// Makes sure that the bytes are on the disk, then gives the file its name.
    void finish();

private:
    explicit ColumnWriter(const std::filesystem::path& file); ///< begins the file
    void put_bytes(std::string_view name, std::size_t element, const void* values, std::size_t count);
    void write(const void* bytes, std::size_t size);
    void align();

    std::filesystem::path file_;
    std::filesystem::path part_;
    int descriptor_ = -1;
    std::uint64_t offset_ = 0;
    std::vector<ColumnEntry> entries_;
};

/// A column of texts in a mapped file.
struct Texts
{
    std::span<const std::uint64_t> ends;
    std::span<const char> bytes;

    std::size_t size() const { return ends.size(); }
    std::string_view operator[](std::size_t i) const
    {
        const std::uint64_t from = i == 0 ? 0 : ends[i - 1];
        return {bytes.data() + from, static_cast<std::size_t>(ends[i] - from)};
    }
};

/// A finished file, mapped. Throws Error when it is missing, damaged or of another kind.
class ColumnFile
{
public:
    ColumnFile(const std::filesystem::path& file, std::string_view kind);
    ~ColumnFile();
    ColumnFile(ColumnFile&& other) noexcept;
    ColumnFile& operator=(ColumnFile&&) = delete;
    ColumnFile(const ColumnFile&) = delete;
    ColumnFile& operator=(const ColumnFile&) = delete;

    template <class T> std::span<const T> column(const std::string& name) const
    {
        static_assert(std::is_trivially_copyable_v<T>);
        const Column& found = find(name, sizeof(T));
        return {reinterpret_cast<const T*>(found.data), found.count};
    }
    /// The value of a column that has one.
    template <class T> const T& value(const std::string& name) const
    {
        const std::span<const T> all = column<T>(name);
        if (all.size() != 1)
            damaged("the column " + name + " is broken");
        return all.front();
    }
    Texts texts(const std::string& name) const;
    std::size_t bytes() const { return size_; }

private:
    struct Column
    {
        const char* data;
        std::size_t element;
        std::size_t count;
    };
    const Column& find(const std::string& name, std::size_t element) const;
    void map(const std::filesystem::path& file, std::string_view kind);
    void read_directory();
    [[noreturn]] void damaged(const std::string& why) const;

    std::string where_;
    const char* data_ = nullptr;
    std::size_t size_ = 0;
    std::map<std::string, Column> columns_;
};

} // namespace casebook
