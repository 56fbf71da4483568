// SPDX-License-Identifier: GPL-3.0-or-later
// However a stream is cut into chunks, the pieces are the same, stand where they say and do not overlap.
#include "tests/fuzz/target.hpp"
#include "tests/unit/fetch/source/cut.hpp"

#include <string>

using namespace casebook;
using namespace casebook::testing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t chunk = 1 + data[0] % 64;
    const std::string_view stream = as_text(data, size).substr(1);
    const Cut whole = cut(stream, size);
    promise(cut(stream, chunk) == whole, "the size of the chunks changes nothing");
    std::size_t end = 0;
    for (const auto& [piece, xml, position] : whole.pieces) {
        promise(position >= end, "pieces do not overlap");
        promise(stream.substr(position, xml.size()) == xml, "a piece stands where it says");
        promise(xml.starts_with('<'), "a piece begins with its tag");
        promise(piece == PubmedPiece::torn || xml.ends_with('>'), "a whole piece ends with its tag");
        end = position + xml.size();
    }
    return 0;
}
