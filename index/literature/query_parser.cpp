// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/query_parser.hpp"

#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "index/literature/free_words.hpp"
#include "index/literature/query_fields.hpp"
#include "index/literature/query_text.hpp"
#include "index/literature/schema.hpp"
#include "index/literature/word_groups.hpp"

#include <algorithm>
#include <utility>

namespace casebook {

namespace {

using Notes = std::vector<std::string>;

/// The value that an exact field is given, and what is found for it.
struct ExactValue
{
    std::string_view name;
    std::string_view prefix;
    Match match;
    NamesOf other_names;
};

constexpr std::size_t most_values_named = 8;

/// A drug that no case is about may be blamed by an article's words all the same: the field that finds those.
std::string hint_of_blamed(const Xapian::Database& db, const ExactValue& field, const std::string& value)
{
    const Xapian::doccount blaming =
        field.name == "drug" ? db.get_termfreq(exact_term(blame_prefix, fold(value))) : Xapian::doccount(0);
    return blaming == 0 ? ""
                        : format(" Of cases it is the drug; `blames:{}` finds {} article{} whose words blame it.",
                                 value, blaming, blaming == 1 ? "" : "s");
}

/// That no article has the value, and what there is instead.
std::string note_of_unknown(const Xapian::Database& db, const ExactValue& field, const std::string& value)
{
    std::vector<std::string> known;
    for (auto it = db.allterms_begin(std::string(field.prefix)); it != db.allterms_end(std::string(field.prefix)); ++it)
        known.push_back((*it).substr(field.prefix.size()));
    std::string note = format("{}:{} is in no article.", field.name, value);
    if (const std::string hint = hint_of_blamed(db, field, value); !hint.empty())
        return note + hint;
    if (known.empty() && find_field(field.name) == nullptr)
        return note + format(" No article here has a value of {}.", field.name);
    if (known.empty())
        return note +
               format(" No article has a value of {} yet: `casebook extract` and `index` make them.", field.name);
    if (field.match == Match::whole && field.name != "blames")
        return note;
    const std::string better = did_you_mean(fold(value), known);
    if (!better.empty() || known.size() > most_values_named)
        return note + better;
    return note + format(" There are: {}.", join(known, ", "));
}

/// An exact field: the value as given, else, where that may be, every value that begins with it ("role:treatment").
class ExactField : public Xapian::FieldProcessor
{
public:
    ExactField(const Xapian::Database& db, ExactValue field, Notes& notes)
        : db_(db), field_(std::move(field)), notes_(notes)
    {
    }

    Xapian::Query operator()(const std::string& value) override
    {
        std::vector<Xapian::Query> all = {of_one(value)};
        if (field_.other_names)
            for (const std::string& name : field_.other_names(value))
                all.push_back(of_one(name));
        Xapian::Query any(Xapian::Query::OP_OR, all.begin(), all.end());
        if (std::none_of(any.get_terms_begin(), any.get_terms_end(),
                         [&](const std::string& term) { return db_.term_exists(term); }))
            if (std::string note = note_of_unknown(db_, field_, value);
                std::ranges::find(notes_, note) == notes_.end()) // the parser may ask twice
                notes_.push_back(std::move(note));
        return any;
    }

private:
    Xapian::Query of_one(const std::string& value) const
    {
        const std::string term = exact_term(field_.prefix, fold(value));
        if (field_.match == Match::whole || db_.term_exists(term))
            return Xapian::Query(term);
        std::vector<Xapian::Query> any;
        for (auto it = db_.allterms_begin(term); it != db_.allterms_end(term); ++it)
            any.emplace_back(*it);
        return any.empty() ? Xapian::Query(term) : Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end());
    }

    Xapian::Database db_;
    ExactValue field_;
    Notes& notes_;
};

void add_range(Xapian::QueryParser& parser, std::string_view name, Xapian::valueno slot)
{
    parser.add_rangeprocessor((new Xapian::NumberRangeProcessor(slot, std::string(name) + ":"))->release());
}

void add_fields(Xapian::QueryParser& parser, const Xapian::Database& db, const NamesOf& drug_names, Notes& notes)
{
    const auto add_exact = [&](std::string_view name, std::string_view prefix, Match match) {
        const bool is_drug = name == "drug" || name == "blames";
        ExactValue field{name, prefix, match, is_drug ? drug_names : NamesOf()};
        parser.add_boolean_prefix(std::string(name), (new ExactField(db, std::move(field), notes))->release());
    };
    for (const ArticleField& field : article_fields) {
        if (field.match == Match::words)
            parser.add_prefix(std::string(field.name), std::string(field.prefix));
        else
            add_exact(field.name, field.prefix, field.match);
    }
    for (const Field& field : fields()) {
        if (field.kind == FieldKind::keyword && !field.prefix.empty())
            add_exact(field.id, field.prefix, Match::beginning);
        if (field.kind == FieldKind::text && !field.prefix.empty())
            parser.add_prefix(std::string(field.id), std::string(field.prefix));
        if (field.kind == FieldKind::number && field.slot >= 0)
            add_range(parser, field.id, static_cast<Xapian::valueno>(field.slot));
    }
    add_range(parser, "year", slot_year);
}

constexpr unsigned query_flags =
    Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD | Xapian::QueryParser::FLAG_PURE_NOT;

/// That a bracket or a quotation mark has no partner, and how the query was read; "" when each has one.
std::string note_of_pairs(std::string_view text)
{
    int open = 0;
    bool quoted = false;
    bool closed_too_often = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        open += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        closed_too_often = closed_too_often || open < 0;
        open = std::max(open, 0);
    }
    if (quoted)
        return "A quotation mark is not closed: what follows it was read as one phrase.";
    return closed_too_often ? "There is a `)` without its `(`: it was left out."
           : open > 0       ? "A `(` is not closed: it was closed at the end."
                            : "";
}

void set_up(Xapian::QueryParser& parser, const Xapian::Database& db, const Xapian::Stem& stemmer,
            const NamesOf& drug_names, Notes& notes)
{
    parser.set_database(db);
    parser.set_stemmer(stemmer);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.set_max_expansion(10000, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    add_fields(parser, db, drug_names, notes);
}

struct WordsOf
{
    Xapian::QueryParser& parser;
    const Xapian::Stem& stemmer;
    const Xapian::Database& db;
    const OtherNames& names;
};

/// A query for each different name or word. One that is said again counts more, but less and less: (k3 + 1) n / (k3 +
/// n) times with k3 = 1, as BM25 has it for the words of a query (Robertson 1994).
Xapian::Query of_words(const WordsOf& of, const std::vector<std::string>& words, Xapian::Query::op op)
{
    std::vector<std::pair<std::string, int>> counted;
    std::vector<Xapian::Query> parts;
    for (const WordGroup& group : word_groups(words, {of.names, of.db, of.stemmer})) {
        std::string stems;
        for (const std::string& word : group.words)
            stems += of.stemmer(word) + " ";
        const auto seen = std::ranges::find(counted, stems, &std::pair<std::string, int>::first);
        if (seen != counted.end()) {
            ++seen->second;
            continue;
        }
        counted.emplace_back(stems, 1);
        parts.push_back(query_of(group, of.parser));
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (const int n = counted[i].second; n > 1)
            parts[i] = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, parts[i], 2.0 * n / (1.0 + n));
    return {op, parts.begin(), parts.end()};
}

bool finds_something(const Xapian::Database& db, const Xapian::Query& query)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return !enquire.get_mset(0, 1).empty();
}

/// Within the fields of the query, if it has any.
Xapian::Query within_fields(const WordsOf& of, const FreeWords& words, Xapian::Query query)
{
    if (words.fields.empty())
        return query;
    return {Xapian::Query::OP_FILTER, std::move(query), of.parser.parse_query(words.fields, query_flags)};
}

void note_other_names(const std::vector<WordGroup>& groups, UnderstoodQuery& out)
{
    for (const WordGroup& group : groups)
        if (!group.other_names.empty())
            out.also[join(group.words, " ")] = group.other_names;
}

/// The text with the nearest word of the index in place of each that the index lacks, but for names that the
/// vocabularies know and for words that say nothing; "" when nothing would change.
std::string better_spelling(const WordsOf& of, const std::vector<WordGroup>& groups, std::string text)
{
    bool better = false;
    for (const WordGroup& group : groups) {
        if (group.is_name || group.words.size() > 1 || is_known(group.words[0], {of.names, of.db, of.stemmer}))
            continue;
        const std::string nearest = of.db.get_spelling_suggestion(group.words[0]);
        const std::size_t at = nearest.empty() ? std::string::npos : lower_ascii(text).find(group.words[0]);
        if (at == std::string::npos)
            continue;
        text.replace(at, group.words[0].size(), nearest);
        better = true;
    }
    return better ? text : "";
}

/// The query of words without operators.
void take_words(const WordsOf& of, const FreeWords& words, const std::string& text, WordsMode mode,
                UnderstoodQuery& out)
{
    out.is_question = words.is_question;
    const std::vector<WordGroup> groups = word_groups(words.telling, {of.names, of.db, of.stemmer});
    note_other_names(groups, out);
    out.suggestion = better_spelling(of, groups, text);
    const Xapian::Query asking = of_words(of, words.asking, Xapian::Query::OP_OR);
    const auto whole = [&](Xapian::Query::op op) {
        const Xapian::Query telling = of_words(of, words.telling, op);
        return within_fields(of, words, Xapian::Query(Xapian::Query::OP_AND_MAYBE, telling, asking));
    };
    const bool fits_all = mode == WordsMode::all || (mode == WordsMode::fitting && !words.is_question);
    if (fits_all)
        out.query = whole(Xapian::Query::OP_AND);
    if (fits_all && (mode == WordsMode::all || words.telling.size() < 2 || finds_something(of.db, out.query)))
        return;
    Xapian::Query any = whole(Xapian::Query::OP_OR);
    if (fits_all && !finds_something(of.db, any))
        return;
    out.query = std::move(any);
    out.mode = WordsMode::any;
    out.widened = fits_all;
}

} // namespace

UnderstoodQuery parse_query(const std::string& text, const Xapian::Database& db, const Xapian::Stem& stemmer,
                            const OtherNames& names, WordsMode mode)
{
    UnderstoodQuery out{Xapian::Query::MatchAll, "", WordsMode::all, false, false, {}, {}, {}};
    if (trim(text).empty())
        return out;
    const std::string query_text = prepared_query(text);
    if (std::string note = note_of_pairs(query_text); !note.empty())
        out.notes.push_back(std::move(note));
    const WordSources sources{names, db, stemmer};
    Xapian::QueryParser parser;
    set_up(parser, db, stemmer, names.drugs, out.notes);
    out.words = all_words(query_text);
    const bool all_known =
        std::ranges::all_of(out.words, [&](const std::string& word) { return is_known(word, sources); });
    const unsigned spelling = all_known ? 0 : Xapian::QueryParser::FLAG_SPELLING_CORRECTION; // slow, and of no use then
    out.query = parser.parse_query(query_text, query_flags | spelling);
    out.suggestion = parser.get_corrected_query_string();
    if (out.query.empty())
        throw UsageError(format("{}: there is no word in it to look for.", text));
    const ReadWords read = read_free_words(query_text, is_text_field);
    if (!read.plain)
        if (const std::string wider = with_other_names(query_text, sources, out.also); !out.also.empty())
            out.query = parser.parse_query(wider, query_flags);
    if (read.plain)
        take_words({parser, stemmer, db, names}, read.words, query_text, mode, out);
    return out;
}

} // namespace casebook
