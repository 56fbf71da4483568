// SPDX-License-Identifier: GPL-3.0-or-later
// The stages of the pipeline as the commands run them, each idempotent: running one again changes nothing.
#pragma once

#include "query/casebook.hpp"

namespace casebook {

struct IndexReport
{
    std::size_t articles = 0;
    std::size_t changed = 0;
    std::size_t removed = 0;
};
IndexReport index_casebook(Casebook& casebook, const Console& console);

} // namespace casebook
