// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is a protocol or a mistake with a line of it.
#include "corpus/protocol.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    const auto protocol = parse_protocol(text);
    if (!protocol) {
        const auto lines = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
        promise(protocol.error().position >= 1 && protocol.error().position <= lines,
                "a mistake stands on a line of the text");
        promise(!protocol.error().what.empty(), "a mistake says what is wrong");
        return 0;
    }
    promise(!protocol->drug.name.empty() && !protocol->event.name.empty(), "drug and event have names");
    promise(!protocol->event.terms.empty() && !protocol->drug.faers.empty(), "defaults are filled in");
    for (const EventTerm& term : protocol->event.terms)
        for (const std::string& synonym : term.synonyms)
            promise(!synonym.empty(), "no empty synonym");
    return 0;
}
