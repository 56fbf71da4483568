// SPDX-License-Identifier: GPL-3.0-or-later
// Any search string of PubMed is understood or is an error that says where.
#include "fetch/source/pubmed_query.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const TermMapping mapping = lexicon_mapping();
    const std::string_view text = as_text(data, size);
    if (const Parsed<void> pairs = check_pairs(text); !pairs)
        promise(pairs.error().position < size, "an unpaired bracket stands somewhere");
    const Parsed<ParsedQuery> parsed = parse_pubmed_query(text, mapping);
    if (!parsed) {
        promise(!parsed.error().what.empty() && parsed.error().position <= size,
                "an error says what is wrong and where");
        return 0;
    }
    std::size_t operands = 0;
    each_operand(parsed->query, [&](const PubmedQuery&) { ++operands; });
    promise(operands == 0 || !translation(parsed->query).empty(), "what somebody typed is in the translation");
    return 0;
}
