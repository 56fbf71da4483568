// SPDX-License-Identifier: GPL-3.0-or-later
// Files of many words of people, a row each: CSV with headings or JSON Lines, for `decide --from` and `correct --from`.
#pragma once

#include "corpus/view.hpp"
#include "query/casebook.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

struct SaidRow
{
    std::map<std::string, std::string> cells; ///< by our names: article, verdict, reason …; only those that are there
    std::size_t line = 0;                     ///< from 1, on which it begins
    std::size_t position = 0;                 ///< the byte
    std::string bytes;                        ///< as it came
    std::string trouble;                      ///< why it cannot be read; then it has no cells

    bool has(const std::string& name) const { return cells.contains(name); }
    std::string cell(const std::string& name) const { return has(name) ? cells.at(name) : ""; }
};

/// Headings and keys may have other usual names (id, pmid, decision, included, reviewer, comment …). Throws Error for a
/// file that cannot be read at all, or that has none of the columns it must have.
std::vector<SaidRow> read_said_rows(const std::filesystem::path& file, const std::vector<std::string>& needed);

/// The same from text; `where` names it in messages.
std::vector<SaidRow> said_rows(std::string_view text, const std::string& where, const std::vector<std::string>& needed);

/// What became of a row; one that is put off is taken once more when all others are in.
enum class Taken { added, known, left_out, put_off };

/// Takes every row of `--from` in one transaction, in their order; with `--dry-run` nothing is kept. A row for which
/// `take` throws is told with its line, kept among the records that could not be read
/// (`status`), and counted. The exit status: 1 when there was one.
int take_many(const Request& request, const Console& console, const std::vector<std::string>& needed,
              const std::function<std::function<Taken(const SaidRow&)>(Casebook&, const std::vector<SaidRow>&)>& taker);

/// Which words of a file are known: each as often as the store held it before. The same may be said, taken back and
/// said again within one second; a row that only repeats the one before it at its place says nothing new.
class ToldWords
{
public:
    /// `place` is what the word speaks of and who says it, `held` how often the store has it now.
    bool is_known(const std::string& place, const std::string& word, std::size_t held);

private:
    std::map<std::string, std::string> last_;
    std::map<std::pair<std::string, std::string>, std::size_t> told_;
};

/// The same value by the same person, as `says_the_same` of decisions.
inline bool says_the_same(const Correction& a, const Correction& b)
{
    return a.value == b.value && a.by == b.by && a.withdrawn == b.withdrawn;
}

/// Whether that is what the person says at its place now, after all that was said; of a withdrawal, that she says
/// nothing.
template <class Word> bool stands_so(const std::vector<Word>& all, const Word& said)
{
    const std::vector<Word> standing = not_taken_back(all);
    const auto word =
        std::find_if(standing.rbegin(), standing.rend(), [&](const Word& old) { return of_one_place(old, said); });
    return word == standing.rend() ? said.withdrawn : says_the_same(*word, said);
}

/// The lines behind which no row of the file speaks of the same place; `place_of` may throw Error for a bad row.
std::set<std::size_t> last_lines(const std::vector<SaidRow>& rows,
                                 const std::function<std::string(const SaidRow&)>& place_of);

/// "2026-01-02T03:04:05Z" of that or of a day; "" of "". Throws Error for what is no time or has not come yet.
std::string time_said(const std::string& text);

/// Who says it: the row, else `--by`. Throws Error for nobody and for the machine.
std::string speaker_of(const SaidRow& row, const std::string& otherwise);

} // namespace casebook
