// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/query_parser.hpp"

#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// An exact field: the value as given, else every value that begins with it ("role:treatment").
class ExactField : public Xapian::FieldProcessor
{
public:
    ExactField(const Xapian::Database& db, std::string prefix) : db_(db), prefix_(std::move(prefix)) {}

    Xapian::Query operator()(const std::string& value) override
    {
        const std::string term = exact_term(prefix_, fold(value));
        if (db_.term_exists(term))
            return Xapian::Query(term);
        std::vector<Xapian::Query> any;
        for (auto it = db_.allterms_begin(term); it != db_.allterms_end(term); ++it)
            any.emplace_back(*it);
        return any.empty() ? Xapian::Query(term) : Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end());
    }

private:
    Xapian::Database db_;
    std::string prefix_;
};

void add_exact_field(Xapian::QueryParser& parser, const Xapian::Database& db, std::string_view name,
                     std::string_view prefix)
{
    parser.add_boolean_prefix(std::string(name), (new ExactField(db, std::string(prefix)))->release());
}

void add_range(Xapian::QueryParser& parser, std::string_view name, Xapian::valueno slot)
{
    parser.add_rangeprocessor((new Xapian::NumberRangeProcessor(slot, std::string(name) + ":"))->release());
}

void add_fields(Xapian::QueryParser& parser, const Xapian::Database& db)
{
    for (const ArticleField& field : article_fields) {
        if (field.exact)
            add_exact_field(parser, db, field.name, field.prefix);
        else
            parser.add_prefix(std::string(field.name), std::string(field.prefix));
    }
    for (const Field& field : fields()) {
        if (field.kind == FieldKind::keyword && !field.prefix.empty())
            add_exact_field(parser, db, field.id, field.prefix);
        if (field.kind == FieldKind::text && !field.prefix.empty())
            parser.add_prefix(std::string(field.id), std::string(field.prefix));
        if (field.kind == FieldKind::number && field.slot >= 0)
            add_range(parser, field.id, static_cast<Xapian::valueno>(field.slot));
    }
    add_range(parser, "year", slot_year);
}

/// A number field with one number ("year:2005") means that number: Xapian wants a range.
std::string with_ranges(const std::string& text)
{
    std::vector<std::string> words = split(text, ' ');
    for (std::string& word : words) {
        const std::size_t colon = word.find(':');
        if (colon == std::string::npos || colon + 1 == word.size() || word.find("..") != std::string::npos)
            continue;
        const std::string name = word.substr(0, colon);
        const Field* field = find_field(name);
        const std::string value = word.substr(colon + 1);
        if ((name == "year" || (field != nullptr && field->kind == FieldKind::number)) &&
            std::ranges::all_of(value, is_digit))
            word = name + ":" + value + ".." + value;
    }
    return join(words, " ");
}

bool is_field_name(std::string_view word)
{
    return !word.empty() && std::ranges::all_of(word, [](char c) { return is_lower(c) || c == '_'; });
}

/// Throws when the query names a field that there is none of.
void check_fields(const std::string& text)
{
    const std::vector<QueryField> known = query_fields();
    for (std::size_t colon = text.find(':'); colon != std::string::npos; colon = text.find(':', colon + 1)) {
        std::size_t begin = colon;
        while (begin > 0 && (is_lower(text[begin - 1]) || text[begin - 1] == '_'))
            --begin;
        const std::string name = text.substr(begin, colon - begin);
        if (colon + 1 == text.size() || text[colon + 1] == ' ' || !is_field_name(name))
            continue;
        if (std::ranges::find(known, name, &QueryField::name) != known.end())
            continue;
        std::vector<std::string> names;
        for (const QueryField& field : known)
            names.push_back(field.name);
        throw UsageError(
            format("there is no field \"{}\"; the fields are: {}. Put quotes around a word with a colon in it.", name,
                   join(names, ", ")));
    }
}

} // namespace

ParsedQuery parse_query(const std::string& text, const Xapian::Database& db, const Xapian::Stem& stemmer)
{
    if (trim(text).empty())
        return {Xapian::Query::MatchAll, ""};
    check_fields(text);
    Xapian::QueryParser parser;
    parser.set_database(db);
    parser.set_stemmer(stemmer);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.set_max_expansion(10000, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    add_fields(parser, db);
    constexpr unsigned flags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD |
                               Xapian::QueryParser::FLAG_PURE_NOT | Xapian::QueryParser::FLAG_SPELLING_CORRECTION;
    Xapian::Query query = parser.parse_query(with_ranges(text), flags);
    return {std::move(query), parser.get_corrected_query_string()};
}

std::vector<QueryField> query_fields()
{
    std::vector<QueryField> out;
    for (const Field& field : fields())
        if (!field.prefix.empty() || field.kind == FieldKind::number)
            out.push_back({std::string(field.id), std::string(field.help)});
    for (const ArticleField& field : article_fields)
        out.push_back({std::string(field.name), std::string(field.help)});
    out.push_back({"year", "year of publication, year:2005.. or year:2005..2010"});
    return out;
}

} // namespace casebook
