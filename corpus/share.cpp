// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/share.hpp"

#include "corpus/error.hpp"

#include <cstdlib>

namespace casebook {

std::filesystem::path share_folder()
{
    if (const char* set = std::getenv("CASEBOOK_SHARE"))
        return set;
    for (const char* folder : {CASEBOOK_SHARE_INSTALLED, CASEBOOK_SHARE_SOURCE})
        if (std::filesystem::exists(std::filesystem::path(folder) / "lexicon" / "drugs.tsv"))
            return folder;
    throw Error("the program's vocabularies are missing: neither " CASEBOOK_SHARE_INSTALLED
                " nor " CASEBOOK_SHARE_SOURCE
                " has lexicon/drugs.tsv. Install casebook again, or name their folder in CASEBOOK_SHARE.");
}

} // namespace casebook
