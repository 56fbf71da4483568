// SPDX-License-Identifier: GPL-3.0-or-later
// An empty store in a folder of its own.
#pragma once

#include "corpus/store.hpp"
#include "tests/unit/temporary.hpp"

namespace casebook {

struct Shelf
{
    TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
};

} // namespace casebook
