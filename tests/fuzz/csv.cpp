// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a table or an error that says where; what people decided in them is sound.
#include "corpus/csv.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>

using namespace casebook;

namespace {

void check(const Decision& decision)
{
    promise(!decision.by.empty() && decision.by != by_rules, "a decision is somebody's");
    promise(decision.reason.empty() || std::ranges::find(reasons, decision.reason, &Reason::id) != reasons.end(),
            "a reason is one of ours");
    promise(decision.reason.empty() || decision.verdict == Verdict::exclude, "only exclusions have reasons");
    promise(invalid_utf8(decision.note + decision.by) == std::string_view::npos, "texts are UTF-8");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    const Parsed<CsvTable> table = parse_csv(text);
    if (!table) {
        promise(!table.error().what.empty() && table.error().position <= size, "an error says what is wrong and where");
        return 0;
    }
    for (const CsvRow& row : table->rows) {
        promise(row.cells.size() == table->headings.size(), "every row has a cell for each heading");
        promise(row.position + row.length <= size, "a row lies in the text");
        for (const Decision& decision : decisions_in_row(*table, row))
            check(decision);
    }
    return 0;
}
