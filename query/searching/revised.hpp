// SPDX-License-Identifier: GPL-3.0-or-later
// Records that were revised after people had judged them: their words stand, and somebody should look again.
#pragma once

#include "corpus/notice.hpp"
#include "query/casebook.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct RevisedRecord
{
    std::string article;
    std::string reference;
    std::optional<Decision> judged; ///< what counts by people's words, all said before the revision
    Notice notice = Notice::none;   ///< said against it now, and not in the form that was judged
    std::vector<std::string> parts; ///< that a criterion reads and that differ: "title", "abstract" …
};

/// Whether that record was revised, in what a criterion reads, since people judged it last. One that nobody judged is
/// told of where the last revision says that it was retracted, or that there is concern about it.
std::optional<RevisedRecord> revised_record(const Store& store, const std::string& article);

/// Those of one run, in the order of arrival.
std::vector<RevisedRecord> revised_in(const Store& store, std::int64_t run);

/// Those on which people's words stand and nobody said anything since.
std::vector<RevisedRecord> revised_since_judged(const Store& store);

/// "pubmed:1 (Adams 1990) is retracted now; include by ann stands until somebody decides again".
std::string revised_text(const RevisedRecord& record);

/// [{"article", "reference", "retracted", "concern", "changed", "decision", "by"}], the last two null where nobody
/// judged it.
nlohmann::ordered_json to_json(const std::vector<RevisedRecord>& records);

} // namespace casebook
