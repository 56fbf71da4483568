// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of the protocol under which decisions were made, and what a new one does to them: the machine decides
// anew, people's words stay, and a person is asked again where the machine now reads an article otherwise than when she
// judged it.
#pragma once

#include "query/casebook.hpp"

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What differs in one part of the protocol that decisions depend on.
struct PartChange
{
    std::string_view part; ///< "event.terms"
    std::vector<std::string> added;
    std::vector<std::string> removed;
    bool reordered = false; ///< the same words in another order, where the order counts
    bool operator==(const PartChange&) const = default;
};

/// Search, drug, event, criteria and number of reviewers; what only tables, plots and FAERS go by is left out.
std::vector<PartChange> differences(const Protocol& before, const Protocol& after);

/// "event.terms: + AA, − hair loss; exclude: another order"
std::string changes_text(const std::vector<PartChange>& changes);
nlohmann::ordered_json to_json(const std::vector<PartChange>& changes);

/// An article on which the machine decided otherwise under the new protocol.
struct Flip
{
    std::string article;
    Decision before;
    Decision now;
};

/// The versions that are kept, oldest first, and the reasons by which each excludes.
struct KeptVersions
{
    std::vector<ProtocolVersion> all;
    std::vector<std::vector<std::string>> reasons; ///< none where the program cannot read the version
};
KeptVersions kept_versions(const Store& store);

/// A person's word under an older protocol, where the machine now says something else than it said then, and something
/// else than she; or an exclusion for a reason that the protocol had then and has no more.
struct AskedAgain
{
    std::string article;
    Decision word;
    std::string rules_then; ///< "include", "exclude (in_vitro)"; "" where they had said nothing
    std::string rules_now;
    bool reason_gone = false;
};

/// Whether this word on an article with this history is asked again.
std::optional<AskedAgain> asked_again(const KeptVersions& versions, const std::vector<Decision>& history,
                                      const Decision& word);

/// Of the words on which what the view shows of an article rests: those that are asked again.
std::vector<AskedAgain> asked_again_in(const View& view, const KeptVersions& versions,
                                       const std::vector<Decision>& history);

/// Of the words on which what counts of an article rests, those that are asked again: what every command tells and the
/// queue brings back. In a person's view hers among them, in the machine's none.
std::vector<AskedAgain> asked_again_of(const Store& store, const View& view, const KeptVersions& versions,
                                       const std::string& article);

/// Whether a word at this person's place waits to be said again, be it the same.
bool is_asked_again(const Store& store, const KeptVersions& versions, const Decision& said);

/// The same of all articles in the store's view; merged and deleted records left out.
std::vector<AskedAgain> all_asked_again(const Store& store);

/// Of two reviewers who may not know yet what the other said: whose word it is may be told, not how she judged.
bool is_hidden(const AskedAgain& asked, int reviewers);

/// "ann said include under an older protocol, when the rules said include"; hidden "a word of ann under an older
/// protocol"
std::string asked_text(const AskedAgain& asked, bool hidden = false);

/// "3 words of people are asked again since the protocol changed, first in `casebook queue --by WHO` (1 of them with
/// --stage fulltext)": no more than how many, so that whoever reads it stays blind.
std::string asked_again_text(const std::vector<AskedAgain>& asked);

/// A record of which something else counts by people's words than before: with another number of reviewers one word
/// counts where two were awaited or in conflict, or the other way round.
struct Turned
{
    std::string article;
    Decision before;
    Decision now;
};

/// What a changed protocol did.
struct ProtocolTurn
{
    std::string since; ///< when work under the version before it began
    std::vector<PartChange> changes;
    std::vector<Flip> flips;    ///< in the order of arrival
    std::vector<Turned> turned; ///< conflicts, those of before and those of now, first
    std::vector<AskedAgain> asked;
};

/// The version under which the rules were last run, which may be older than the newest: a person's word keeps one, too.
/// Nothing where that is not known.
std::optional<ProtocolVersion> screened_under_which(const Store& store);
void remember_screened(Store& store, const ProtocolVersion& version);

/// Keeps the protocol as a version unless the newest kept one is the same in all that decisions depend on. Within the
/// caller's transaction: two programs would keep it twice.
void keep_version(Casebook& casebook);

/// The same, then screens, then tells what that did; nothing where the version is the one that was screened under last,
/// or the first.
std::optional<ProtocolTurn> screened_under(Casebook& casebook, const std::function<void()>& screen);

void print(const Store& store, const ProtocolTurn& turn, const Console& console);
nlohmann::ordered_json to_json(const ProtocolTurn& turn, int reviewers);
nlohmann::ordered_json to_json(const AskedAgain& asked, bool hidden);
/// Those of many, each as its reviewers may see it.
nlohmann::ordered_json to_json(const std::vector<AskedAgain>& asked, int reviewers);

} // namespace casebook
