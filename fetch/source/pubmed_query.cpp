// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_query.hpp"

#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_scan.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

using Kind = PubmedQuery::Kind;

constexpr int deepest = 100;
constexpr std::size_t longest_mapped_phrase = 6;
constexpr std::array<std::string_view, 24> stop_words = {"a",   "an",   "and", "are", "as",  "at",   "be",   "by",
                                                         "for", "from", "has", "in",  "is",  "it",   "its",  "of",
                                                         "on",  "that", "the", "to",  "was", "were", "will", "with"};

/// "2015/01/31", "2015-1", "2015" as 20150131; a part left out is the first or the last. 0 when it is no date.
long day_of(std::string_view text, bool last)
{
    std::string plain(trim(text));
    std::ranges::replace(plain, '-', '/');
    const std::vector<std::string> parts = split(plain, '/');
    const long year = number_or(parts[0], 0L);
    const long month = parts.size() > 1 ? number_or(parts[1], 0L) : last ? 12 : 1;
    const long day = parts.size() > 2 ? number_or(parts[2], 0L) : last ? 31 : 1;
    const bool sound =
        parts.size() <= 3 && year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return sound ? year * 10000 + month * 100 + day : 0;
}

/// Each word folded; a * at its end stays.
std::vector<std::string> needle_of(std::string_view text)
{
    std::vector<std::string> out;
    for (const std::string& piece : split(text, '*')) {
        if (!out.empty())
            out.back() += '*';
        const std::string words = searchable_words(piece);
        if (!words.empty())
            for (std::string& word : split(words, ' '))
                out.push_back(std::move(word));
    }
    return out;
}

/// The folded entry; a slash stays where it parts a MeSH heading from its qualifier.
std::string entry_of(PubmedField field, std::string_view text)
{
    const bool qualified = field == PubmedField::mesh || field == PubmedField::mesh_major;
    std::vector<std::string> parts;
    for (const std::string& part : qualified ? split(text, '/') : std::vector<std::string>{std::string(text)})
        parts.push_back(searchable_words(part));
    return join(parts, "/") + (trim(text).ends_with('*') ? "*" : "");
}

PubmedQuery leaf(PubmedTerm term)
{
    PubmedQuery query;
    query.term = std::move(term);
    return query;
}

PubmedTerm text_term(PubmedField field, std::string_view text)
{
    PubmedTerm term;
    term.field = field;
    term.text = collapse(text);
    term.words = needle_of(text);
    return term;
}

class Parser
{
public:
    Parser(std::vector<QueryToken> tokens, const TermMapping& mapping) : tokens_(std::move(tokens)), mapping_(mapping)
    {
    }

    Parsed<ParsedQuery> parse()
    {
        if (tokens_.empty())
            return parse_error("the search is empty");
        Parsed<PubmedQuery> query = expression(0);
        if (!query)
            return tl::unexpected(query.error());
        if (at_ < tokens_.size())
            return parse_error("this bracket was never opened", tokens_[at_].position);
        out_.query = std::move(*query);
        return std::move(out_);
    }

private:
    bool at_end() const { return at_ >= tokens_.size() || tokens_[at_].kind == QueryToken::Kind::close; }

    /// Takes "AND NOT" as NOT, and no operator at all as AND.
    Kind take_operator()
    {
        Kind kind = Kind::all_of;
        for (; !at_end() && tokens_[at_].kind == QueryToken::Kind::op; ++at_) {
            const std::string& name = tokens_[at_].text;
            kind = name == "OR" ? Kind::any_of : name == "NOT" ? Kind::without : kind;
        }
        return kind;
    }

    Parsed<PubmedQuery> expression(int depth)
    {
        take_operator(); // PubMed ignores one without a left side
        Parsed<PubmedQuery> left = operand(depth);
        while (left && !at_end()) {
            const Kind kind = take_operator();
            if (at_end()) // nor does one without a right side count
                break;
            Parsed<PubmedQuery> right = operand(depth);
            if (!right)
                return right;
            left = combined(kind, std::move(*left), std::move(*right));
        }
        return left;
    }

    static PubmedQuery combined(Kind kind, PubmedQuery left, PubmedQuery right)
    {
        if (left.kind == kind && left.typed.empty() && kind != Kind::without) {
            left.parts.push_back(std::move(right));
            return left;
        }
        PubmedQuery out;
        out.kind = kind;
        out.parts = {std::move(left), std::move(right)};
        return out;
    }

    Parsed<PubmedQuery> operand(int depth)
    {
        if (depth > deepest)
            return parse_error("the brackets are nested too deeply", at_ < tokens_.size() ? tokens_[at_].position : 0);
        if (at_end())
            return parse_error("there is nothing between the brackets",
                               at_ < tokens_.size() ? tokens_[at_].position : 0);
        const QueryToken token = tokens_[at_++];
        if (token.kind != QueryToken::Kind::open)
            return term(token);
        Parsed<PubmedQuery> inner = expression(depth + 1);
        if (inner && (at_ >= tokens_.size()))
            return parse_error("the bracket is not closed", token.position);
        ++at_;
        return inner;
    }

    PubmedQuery term(const QueryToken& token)
    {
        const PubmedTag* tag = token.tag.empty() ? nullptr : find_tag(token.tag);
        if (!token.tag.empty() && tag == nullptr)
            out_.unknown_fields.push_back(token.tag);
        PubmedQuery query = tag == nullptr && !token.quoted ? mapped(token.text) : tagged(token, tag);
        if (query.typed.empty() && query.kind == Kind::term)
            query.typed = token.tag.empty() ? token.text : token.text + "[" + token.tag + "]";
        query.quoted = token.quoted;
        return query;
    }

    PubmedQuery tagged(const QueryToken& token, const PubmedTag* tag) const
    {
        const PubmedField field = tag == nullptr ? PubmedField::words : tag->field;
        PubmedTerm term = text_term(field, token.text);
        const std::string option = lower_ascii(token.tag.substr(std::min(token.tag.find(':'), token.tag.size())));
        switch (tag == nullptr ? TagKind::text : tag->kind) {
        case TagKind::text: term.distance = option.starts_with(":~") ? number_or(option.substr(2), -1) : -1; break;
        case TagKind::list:
            term.entry = entry_of(field, token.text);
            term.open_ended = !token.quoted && (field == PubmedField::author || field == PubmedField::first_author);
            if (field == PubmedField::mesh && option != ":noexp" && mapping_.below)
                for (const std::string& name : mapping_.below(fold(token.text)))
                    term.below.push_back(searchable_words(name));
            break;
        case TagKind::number:
            set_range(term, [](std::string_view text, bool) { return number_or(trim(text), -1L); });
            break;
        case TagKind::date: set_range(term, day_of); break;
        }
        return leaf(std::move(term));
    }

    /// "from:to" or one value; what cannot be read never matches.
    template <class Read> static void set_range(PubmedTerm& term, Read read)
    {
        const std::size_t colon = std::min(term.text.find(':'), term.text.size());
        const std::string_view low = std::string_view(term.text).substr(0, colon);
        const std::string_view high = colon == term.text.size() ? low : std::string_view(term.text).substr(colon + 1);
        term.from = read(low, false);
        term.to = read(high, true);
        if (term.from <= 0 || term.to <= 0) {
            term.from = 1;
            term.to = 0;
        }
    }

    /// Words without tag and quotes: the longest phrases that the mapping knows, the rest word by word.
    PubmedQuery mapped(const std::string& text) const
    {
        const std::vector<std::string> words = split(collapse(text), ' ');
        PubmedQuery all;
        all.kind = Kind::all_of;
        for (std::size_t i = 0; i < words.size();) {
            std::size_t length = std::min(longest_mapped_phrase, words.size() - i);
            PubmedQuery part;
            for (; length > 0; --length) {
                const std::string phrase = join({words.begin() + static_cast<std::ptrdiff_t>(i),
                                                 words.begin() + static_cast<std::ptrdiff_t>(i + length)},
                                                " ");
                part = length == 1 ? one_word(phrase) : synonyms(phrase);
                if (length == 1 || part.mapped)
                    break;
            }
            i += length;
            if (words.size() == 1 || !ignored(part))
                all.parts.push_back(std::move(part));
        }
        if (all.parts.size() == 1)
            return std::move(all.parts.front());
        return all.parts.empty() ? leaf({}) : all;
    }

    static bool ignored(const PubmedQuery& part)
    {
        return !part.mapped && part.term.field == PubmedField::words &&
               (part.term.words.empty() || std::ranges::find(stop_words, part.term.words.front()) != stop_words.end());
    }

    PubmedQuery one_word(const std::string& word) const
    {
        constexpr std::size_t shortest_pmid = 6; // "2020" is a word
        const bool pmid = word.size() >= shortest_pmid && std::ranges::all_of(word, is_digit);
        if (!pmid)
            return synonyms(word);
        PubmedTerm term = text_term(PubmedField::uid, word);
        term.from = term.to = number_or(word, 0L);
        PubmedQuery query = leaf(std::move(term));
        query.typed = word;
        return query;
    }

    PubmedQuery synonyms(const std::string& phrase) const
    {
        PubmedQuery query;
        query.kind = Kind::any_of;
        query.typed = phrase;
        query.parts.push_back(leaf(text_term(PubmedField::words, phrase)));
        for (const std::string& other : mapping_.words_for ? mapping_.words_for(phrase) : std::vector<std::string>()) {
            query.parts.push_back(leaf(text_term(PubmedField::words, other)));
            query.mapped = true;
        }
        const std::vector<std::string> below =
            mapping_.below && query.mapped ? mapping_.below(phrase) : std::vector<std::string>();
        if (!below.empty()) {
            PubmedTerm heading = text_term(PubmedField::mesh, phrase);
            heading.entry = entry_of(PubmedField::mesh, phrase);
            std::ranges::transform(below, std::back_inserter(heading.below), searchable_words);
            query.parts.push_back(leaf(std::move(heading)));
        }
        if (query.parts.size() > 1)
            return query;
        PubmedQuery single = std::move(query.parts.front());
        single.typed = phrase;
        return single;
    }

    std::vector<QueryToken> tokens_;
    const TermMapping& mapping_;
    std::size_t at_ = 0;
    ParsedQuery out_;
};

std::vector<std::string> lexicon_words(std::string_view typed)
{
    std::vector<std::string> out;
    for (const Lexicon* lexicon : {&drug_lexicon(), &condition_lexicon()}) {
        const std::string idea = lexicon->concept_of(typed);
        if (idea.empty())
            continue;
        if (!equal_ignoring_case(idea, typed))
            out.push_back(idea);
        for (const LexiconTerm* term : lexicon->words_for(idea))
            if (term->kind != "abbreviation" && term->kind != "class" && !equal_ignoring_case(term->term, typed))
                out.push_back(term->term);
    }
    return out;
}

} // namespace

TermMapping lexicon_mapping()
{
    return {lexicon_words, [](std::string_view typed) {
                const std::string idea = condition_lexicon().concept_of(typed);
                return idea.empty() ? std::vector<std::string>() : condition_lexicon().narrower(idea);
            }};
}

Parsed<ParsedQuery> parse_pubmed_query(std::string_view text, const TermMapping& mapping)
{
    auto tokens = scan_pubmed_query(text);
    if (!tokens)
        return tl::unexpected(tokens.error());
    return Parser(std::move(*tokens), mapping).parse();
}

Parsed<void> check_pairs(std::string_view text)
{
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            const std::size_t end = text.find('"', at + 1);
            if (end == std::string_view::npos)
                return parse_error("the quotation mark is not closed", at);
            at = end;
        } else if (text[at] == '(') {
            open.push_back(at);
        } else if (text[at] == ')') {
            if (open.empty())
                return parse_error("this bracket was never opened", at);
            open.pop_back();
        }
    }
    return open.empty() ? Parsed<void>() : parse_error("the bracket is not closed", open.back());
}

} // namespace casebook
