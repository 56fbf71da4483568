// SPDX-License-Identifier: GPL-3.0-or-later
// Three kinds of trouble. Text from outside that cannot be read is a value (`Parsed<T>` holds a `ParseError`); the
// world failing (disk, network, a lock, a wrong name) throws `Error`; our own mistakes assert.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <tl/expected.hpp>

namespace casebook {

/// Why a piece of outside text could not be read. `position` counts bytes from the start of what was parsed.
struct ParseError
{
    std::string what;
    std::size_t position = 0;
};

template <class T> using Parsed = tl::expected<T, ParseError>;

inline tl::unexpected<ParseError> parse_error(std::string what, std::size_t position = 0)
{
    return tl::unexpected(ParseError{std::move(what), position});
}

/// The world failed. The message reads "where: what. What to do." Exit status 1.
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// The command line asked for something that cannot be meant. Exit status 2.
class UsageError : public Error
{
public:
    using Error::Error;
};

/// Another program is writing to the store: nothing was done, and it may be tried again.
class Busy : public Error
{
public:
    using Error::Error;
};

} // namespace casebook
