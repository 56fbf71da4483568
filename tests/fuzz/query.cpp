// SPDX-License-Identifier: GPL-3.0-or-later
// Any query is answered or is a usage error.
#include "corpus/error.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/index/literature/shelf.hpp"

using namespace casebook;

namespace {

IndexShelf& shelf()
{
    static IndexShelf made;
    static const std::size_t articles = [&] {
        IndexItem cased =
            decided(item(1, "Patchy alopecia under velnarane", "Hair & kidneys."), Verdict::exclude, "in_vitro");
        cased.cases = {velnarane_case(1), velnarane_case(2, Role::past)};
        return made.index({cased, item(2, "Velnarane and mice", "More hair.", 2001)});
    }();
    promise(articles == 2, "the index is made");
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const Found found = shelf().find(std::string(as_text(data, size)));
        promise(found.total <= 2 && found.hits.size() == found.total, "no more articles than there are");
    } catch (const UsageError& e) {
        promise(*e.what() != '\0', "a usage error says what is wrong");
    }
    return 0;
}
