// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/word_groups.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/literature/query_fields.hpp"

#include <algorithm>
#include <utility>

namespace casebook {

bool is_known(const std::string& word, const WordSources& sources)
{
    return sources.db.term_exists(word) || sources.db.term_exists("Z" + sources.stemmer(word));
}

namespace {

constexpr std::size_t longest_name = 5; ///< words

/// What a name that is not the one written weighs beside it: who writes a name mostly means it.
constexpr double other_name_weight = 0.4;

bool is_plain_word(std::string_view text) { return std::ranges::all_of(text, is_letter); }

/// The words of a name as the index has them: stems, without what joins them.
std::vector<std::string> stems_of(const std::string& name, const Xapian::Stem& stemmer)
{
    std::vector<std::string> out(1);
    for (const char c : name)
        if (is_word(c))
            out.back() += c;
        else if (!out.back().empty())
            out.emplace_back();
    std::erase(out, "");
    for (std::string& word : out)
        word = stemmer(word);
    return out;
}

/// A name whose words the index has, and none of which is found by a shorter name already.
struct Candidate
{
    std::string name;
    std::vector<std::string> stems;
};

bool is_found_by(const Candidate& name, const Candidate& shorter)
{
    const std::vector<std::string>& whole = name.stems; // std::ranges::search is more than clang 14 can read
    return whole.size() > shorter.stems.size() &&
           std::search(whole.begin(), whole.end(), shorter.stems.begin(), shorter.stems.end()) != whole.end();
}

void add_names(const NamesOf& names_of, const std::string& words, const WordSources& sources, WordGroup& group)
{
    if (!names_of || group.is_name)
        return;
    std::vector<Candidate> candidates = {{words, stems_of(words, sources.stemmer)}};
    for (const std::string& name : names_of(words)) {
        group.is_name = true;
        Candidate next{lower_ascii(name), stems_of(lower_ascii(name), sources.stemmer)};
        if (std::ranges::find(candidates, next.stems, &Candidate::stems) == candidates.end() &&
            std::ranges::all_of(next.stems,
                                [&](const std::string& stem) { return sources.db.term_exists("Z" + stem); }))
            candidates.push_back(std::move(next));
    }
    for (auto it = candidates.begin() + 1; it < candidates.end(); ++it)
        if (std::ranges::none_of(candidates, [&](const Candidate& other) { return is_found_by(*it, other); }))
            group.other_names.push_back(it->name);
}

/// The longest name that begins with the word at `first`; the word alone where none does.
WordGroup group_at(const std::vector<std::string>& words, std::size_t first, const WordSources& sources)
{
    for (std::size_t length = std::min(longest_name, words.size() - first);; --length) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
        WordGroup group{{begin, begin + static_cast<std::ptrdiff_t>(length)}, {}, false};
        const std::string run = join(group.words, " ");
        add_names(sources.names.drugs, run, sources, group);
        add_names(sources.names.conditions, run, sources, group);
        if (length == 1 || group.is_name)
            return group;
    }
}

/// A piece of a query between blanks and brackets.
struct Token
{
    std::string_view text;
    bool is_word = false; ///< stands for itself: no operator, field, quotes, wildcard or sign
};

/// Where the token at the beginning of the text ends: a bracket, a run of blanks, or a piece with its quotes.
std::size_t token_length(std::string_view text)
{
    const auto is_bracket = [](char c) { return c == '(' || c == ')'; };
    if (is_bracket(text.front()))
        return 1;
    const bool blank = is_blank(text.front());
    bool quoted = false;
    std::size_t length = 0;
    while (length < text.size() && (quoted || (is_blank(text[length]) == blank && !is_bracket(text[length])))) {
        quoted ^= text[length] == '"';
        ++length;
    }
    return length;
}

std::vector<Token> tokens_of(std::string_view text)
{
    std::vector<Token> out;
    while (!text.empty()) {
        const std::string_view token = text.substr(0, token_length(text));
        out.push_back({token, !is_operator(token) && std::ranges::all_of(token, is_word)});
        text.remove_prefix(token.size());
    }
    return out;
}

bool joins_by_nearness(const Token& token)
{
    const std::string_view name = token.text.substr(0, token.text.find('/'));
    return name == "NEAR" || name == "ADJ";
}

/// A name as the parser takes it: a word with its other endings, else a phrase.
std::string in_query(const std::string& name) { return is_plain_word(name) ? name : format("\"{}\"", name); }

std::string any_name_of(const WordGroup& group)
{
    std::string out = join(group.words, " ");
    if (group.other_names.empty())
        return out;
    out = "((" + out + ")";
    for (const std::string& name : group.other_names)
        out += " OR " + in_query(name);
    return out + ")";
}

Xapian::Query all_of(const std::vector<std::string>& words, Xapian::QueryParser& parser)
{
    std::vector<Xapian::Query> parts;
    for (const std::string& word : words)
        parts.push_back(parser.parse_query(word, Xapian::QueryParser::FLAG_DEFAULT));
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
}

} // namespace

std::vector<WordGroup> word_groups(const std::vector<std::string>& words, const WordSources& sources)
{
    std::vector<WordGroup> out;
    for (std::size_t first = 0; first < words.size(); first += out.back().words.size())
        out.push_back(group_at(words, first, sources));
    return out;
}

Xapian::Query query_of(const WordGroup& group, Xapian::QueryParser& parser)
{
    const Xapian::Query as_written = all_of(group.words, parser);
    if (group.other_names.empty())
        return as_written;
    std::vector<Xapian::Query> any = {as_written};
    for (const std::string& name : group.other_names)
        any.push_back(parser.parse_query(in_query(name), Xapian::QueryParser::FLAG_PHRASE));
    const Xapian::Query by_any_name(Xapian::Query::OP_SYNONYM, any.begin(), any.end());
    return {Xapian::Query::OP_AND_MAYBE, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, by_any_name, other_name_weight),
            Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, as_written, 1 - other_name_weight)};
}

std::string with_other_names(std::string_view prepared, const WordSources& sources,
                             std::map<std::string, std::vector<std::string>>& also)
{
    const std::vector<Token> tokens = tokens_of(prepared);
    if (std::ranges::any_of(tokens, joins_by_nearness))
        return std::string(prepared);
    std::string out;
    std::vector<std::string> run;
    const auto end_run = [&] {
        for (const WordGroup& group : word_groups(run, sources)) {
            out += any_name_of(group) + " ";
            if (!group.other_names.empty())
                also[join(group.words, " ")] = group.other_names;
        }
        run.clear();
    };
    for (const Token& token : tokens) {
        if (token.is_word)
            run.emplace_back(token.text);
        else if (!is_blank(token.text.front()) || run.empty()) {
            end_run();
            out += token.text;
        }
    }
    end_run();
    return out;
}

} // namespace casebook
