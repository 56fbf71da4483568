// SPDX-License-Identifier: GPL-3.0-or-later
// What the literature index holds of an article, and what it gives back. No word of Xapian here.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"
#include "index/literature/reports.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casebook {

/// An article as it goes into the index: one document a case, or one document when it has none.
struct IndexEntry
{
    const Article& article;
    std::optional<Decision> decision;
    const std::vector<Case>& cases;        ///< with people's corrections applied
    std::vector<CaseReports> reports = {}; ///< one a case, or none where no quarters of FAERS are held
    std::vector<std::string> blamed = {};  ///< names of the drugs that the text holds to be the cause of something
};

/// What an article must have of words that stand without operators: all that tell something, any, or what fits:
/// all of a few words, any of a question or where no article has them all.
enum class WordsMode { fitting, all, any };

/// All names of the drug, or of the condition, that a few words name; empty where they name none.
using NamesOf = std::function<std::vector<std::string>(const std::string& words)>;
struct OtherNames
{
    NamesOf drugs = {};
    NamesOf conditions = {};
};

/// A search as the user put it.
struct Search
{
    std::string query;
    std::size_t limit = 10;
    std::size_t offset = 0;
    std::string sort; ///< "" by relevance, else "year", "latency" or "age_years"; a leading '-' turns the order round
    bool facets = false;
    OtherNames names = {};
    std::string similar_to = {}; ///< an article: the others by likeness of their words and headings to its own
    WordsMode words = WordsMode::fitting;
    std::optional<std::set<std::string>> among = {}; ///< only these articles
};

/// The cases that match, by article; the number 0 stands for an article without a case.
using CaseMatches = std::map<std::string, std::set<int>>;

/// A document that matched, rendered from the index alone.
struct Hit
{
    std::string article;
    int case_number = 0; ///< 0: the article has no cases
    std::string title;
    std::string reference;
    int year = 0;
    std::string verdict;
    std::string reason;
    std::string decided_by;
    std::string summary; ///< the case in one line
    std::string role;    ///< of the protocol's drug: in the case, or as the decision has it where there is no case
    std::string cue;     ///< what decided that, in words
    std::string words;   ///< and the article's words for it
    bool paraphrase = false;
    std::optional<CaseReports> reports; ///< of the case shown
    std::string snippet;                ///< plain text in one line, what matched stands between \x01 and \x02
};

struct Found
{
    std::size_t total = 0;                                            ///< matching articles
    std::vector<Hit> hits;                                            ///< one per article, its best document
    std::map<std::string, std::map<std::string, std::size_t>> facets; ///< field id → value → articles
    std::string understood;                                           ///< the query as it was parsed
    std::string suggestion;                                           ///< a better spelling, or ""
    bool some_words = false;                                          ///< articles need have only some of the words
    bool widened = false;                                             ///< … because none has all of them
    std::map<std::string, std::vector<std::string>> also; ///< words of the query → other names found for them
    std::vector<std::string> notes;  ///< what the user should know of the query: a value that no article has
    std::optional<PairReports> pair; ///< none: no quarters of FAERS were held
};

} // namespace casebook
