// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a page's citations: a source a number, in the order in which they are first cited; each stretch of
// words of an article a letter.
#pragma once

#include "corpus/notice.hpp"
#include "query/brief/statement.hpp"

#include <map>
#include <string>
#include <vector>

namespace casebook {

/// One stretch of words, or one thing a person said, with all that it is cited for.
struct CitedWords
{
    Source source;
    std::vector<std::pair<int, std::string>> uses; ///< case (0: the article as a whole) and field
};

/// An article, or a set of data.
struct CitedSource
{
    int number = 0;
    std::string article; ///< "" for data
    std::string pmid;    ///< "" when it is not known
    std::string doi;
    std::string text; ///< Vancouver style; what the data are
    std::string command;
    std::string decided_by; ///< the person who decided on it; "" for the rules
    Notice notice = Notice::none;
    bool paraphrase = false;
    std::vector<CitedWords> words; ///< of an article, in the order of their letters
};

/// Number and letter; no letter (-1) for data.
struct CitationKey
{
    int number = 0;
    int letter = -1;
    auto operator<=>(const CitationKey&) const = default;
};

class CitedSources
{
public:
    /// Gives numbers to what the statement cites and has none yet.
    void take(const Store& store, const Statement& statement);
    const std::vector<CitedSource>& all() const { return all_; }
    CitationKey key_of(const Source& source) const;
    /// Of a statement, sorted, each once.
    std::vector<CitationKey> keys_of(const Statement& statement) const;

private:
    CitedSource& source_at(const Store& store, const Source& source);
    std::vector<CitedSource> all_;
    std::map<std::string, std::size_t> places_; ///< of articles and data in `all_`
    std::map<std::string, CitationKey> keys_;
};

/// The words are the project's, not the authors': titles are true wherever abstracts are paraphrased.
bool is_paraphrased(const CitedSource& in, const CitedWords& words);
/// "3", "3a", "3ab" after "3z"
std::string key_text(const CitationKey& key);
/// Of sorted keys: "1a, 2b–d, 5"; of very many also "1a–24a", the a of each source from 1 to 24.
std::string keys_text(std::vector<CitationKey> keys);
/// "machine-read" or "verified by Ann".
std::string standing_text(const Source& source);
/// "case 1: event, event term; cases 2, 3: outcome"; the article as a whole by its field alone.
std::string uses_text(const CitedWords& words);

} // namespace casebook
