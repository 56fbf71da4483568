// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/format.hpp"
#include "corpus/view.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// "1 line", "3 lines": the noun with an s unless there is one.
inline std::string counted(std::uint64_t number, std::string_view noun)
{
    return format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// "exclude", or "withdrawn" for a word that takes back what was said.
inline std::string verdict_word(const Decision& decision)
{
    return decision.withdrawn ? "withdrawn" : std::string(name_of(decision.verdict));
}

/// "exclude (not_a_case)"; "none" of a decision that nobody made.
inline std::string verdict_text(const Decision& decision)
{
    return decision.by.empty() ? "none"
                               : verdict_word(decision) + (decision.reason.empty() ? "" : " (" + decision.reason + ")");
}

inline std::string conflict_text(std::size_t articles)
{
    return format("{} unclear because reviewers disagree: `casebook agreement`, then `decide … --adjudicate`",
                  counted(articles, "article"));
}

inline std::string not_extracted_text(std::size_t articles)
{
    return format("{} whose patients have not been looked for yet: run `casebook extract`",
                  counted(articles, "included article"));
}

inline std::string awaiting_text(std::size_t articles)
{
    return format("{} unclear until a second reviewer has judged: `queue --by WHO`, `review --by WHO`",
                  counted(articles, "article"));
}

/// Whose decisions and values an answer holds; "" for those that count where one reviewer is asked for.
inline std::string view_text(const View& view)
{
    switch (view.whose) {
    case Whose::machine: return "decisions and values are the machine's alone";
    case Whose::person:
        return format("decisions are those of {0} alone, values the machine's with the corrections of {0}", view.who);
    case Whose::agreed: break;
    }
    return view.reviewers < 2 ? ""
                              : "decisions are those that two reviewers agree on or that were settled; what awaits the "
                                "second, or is in conflict, counts as unclear; what nobody has judged yet counts as "
                                "the machine has it";
}

/// Records that nobody has judged yet, by what the machine says of them, where two reviewers are asked for.
struct MachineAlone
{
    std::size_t included = 0;
    std::size_t excluded = 0;
    std::size_t unclear = 0;
};

inline void count_alone(const View& view, const Decision& counts, MachineAlone& out)
{
    if (view.whose != Whose::agreed || view.reviewers < 2 || counts.by != by_rules)
        return;
    switch (counts.verdict) {
    case Verdict::include: ++out.included; break;
    case Verdict::exclude: ++out.excluded; break;
    case Verdict::unclear: ++out.unclear; break;
    }
}

/// "4 included, 50 excluded and 17 unclear by the machine alone: nobody has judged them yet"; "" for none.
inline std::string machine_alone_text(const MachineAlone& alone)
{
    return alone.included + alone.excluded + alone.unclear == 0
               ? ""
               : format("{} included, {} excluded and {} unclear by the machine alone: nobody has judged them yet",
                        alone.included, alone.excluded, alone.unclear);
}

} // namespace casebook
