// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions that came in a file with their records, into the store: each to the record that is held for the same
// article, once however often the file is read.
#pragma once

#include "fetch/source/import.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

class DecisionTaker
{
public:
    explicit DecisionTaker(const ImportContext& context) : context_(context) {}

    /// Takes what was said of this article, which was put into the store before unless only decisions are wanted; `raw`
    /// are the bytes of its record, from `position` on. Counts into the report. A decision belongs to the record that
    /// came first of those with the same PMID or DOI (where only decisions are wanted also: title and abstract, title
    /// and year), to the one of the article's id where the record named that itself; one of an article that is not held
    /// is counted and left.
    void take(const Article& article, bool named, std::vector<Decision> decisions, std::string_view raw,
              std::size_t position, ImportReport& report);

    /// At the end of the file, when all is in that they may settle: the words that settle. One with nothing to settle
    /// is no person's to say; its record is kept for inspection.
    void finish(ImportReport& report);

private:
    struct Settling
    {
        Decision said;
        std::optional<Decision> before; ///< what counted before the record came
        std::string raw;
        std::size_t position;
    };

    void take(Decision said, const std::optional<Decision>& before, ImportReport& report);
    void look_up();
    void remember(const std::string& id, const Article& article);
    std::string held_as(const Article& article) const;
    bool contradicts(const Article& article, const std::string& id) const;

    const ImportContext& context_;
    bool looked_up_ = false;
    std::map<std::string, std::string> held_; ///< by what tells an article: the id of the first such record
    std::vector<Settling> settling_;
};

} // namespace casebook
