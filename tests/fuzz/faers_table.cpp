// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes of a FAERS table: every line is accounted for, whatever the pieces in which they come. The first
// byte says which table, the second the size of the pieces.
#include "corpus/text.hpp"
#include "fetch/source/faers_ascii.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

using namespace casebook;

namespace {

struct Read
{
    FaersLineCounts counts;
    std::vector<std::string> rows; ///< a few fields each
    std::size_t bad = 0;
    std::string refused;
};

FaersSink sink_of(Read& out)
{
    FaersSink sink;
    sink.demo = [&](const FaersDemo& row) {
        out.rows.push_back(std::to_string(row.report) + std::string(row.lit_ref));
    };
    sink.drug = [&](const FaersDrug& row) { out.rows.push_back(std::to_string(row.report) + std::string(row.name)); };
    sink.reaction = [&](const FaersReaction& row) { out.rows.emplace_back(row.term); };
    sink.outcome = [&](const FaersOutcome& row) { out.rows.emplace_back(row.code); };
    sink.source = [&](const FaersReportSource& row) { out.rows.emplace_back(row.code); };
    sink.therapy = [&](const FaersTherapy& row) { out.rows.push_back(to_text(row.start) + to_text(row.end)); };
    sink.indication = [&](const FaersIndication& row) { out.rows.emplace_back(row.term); };
    sink.deleted = [&](std::uint64_t id) { out.rows.push_back(std::to_string(id)); };
    sink.bad = [&](const FaersBadLine&) { ++out.bad; };
    return sink;
}

Read read(int table, std::string_view bytes, std::size_t piece)
{
    Read out;
    const ByteSource source = [&bytes, piece](char* to, std::size_t size) {
        const std::size_t count = std::min({size, piece, bytes.size()});
        std::memcpy(to, bytes.data(), count);
        bytes.remove_prefix(count);
        return count;
    };
    try {
        out.counts = table == 7 ? read_deleted_list(source, "x", sink_of(out))
                                : read_faers_table(static_cast<FaersTable>(table), source, "x", sink_of(out));
    } catch (const Error& e) {
        out.refused = e.what();
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view bytes = as_text(data, size).substr(2);
    const int table = data[0] % 8;
    const Read whole = read(table, bytes, bytes.size() + 1);
    const Read pieces = read(table, bytes, 1 + data[1] % 61);
    promise(whole.rows == pieces.rows && whole.bad == pieces.bad && whole.refused == pieces.refused,
            "the size of the pieces changes nothing");
    const FaersLineCounts& c = whole.counts;
    promise(c.lines == c.parsed + c.repaired + c.quarantined + c.blank, "every line is accounted for");
    promise(!whole.refused.empty() || c.rows == whole.rows.size(), "every row is handed over and counted");
    promise(!whole.refused.empty() || c.quarantined == whole.bad, "every bad line is kept");
    for (const std::string& row : whole.rows)
        promise(invalid_utf8(row) == std::string_view::npos, "what is handed over is UTF-8");
    return 0;
}
