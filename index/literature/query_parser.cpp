// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/query_parser.hpp"

#include "corpus/decision.hpp"
#include "corpus/nearest.hpp"
#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace casebook {

namespace {

/// An exact field: the value as given, else, where that may be, every value that begins with it ("role:treatment").
class ExactField : public Xapian::FieldProcessor
{
public:
    ExactField(const Xapian::Database& db, std::string prefix, Match match, DrugNamesOf other_names = {})
        : db_(db), prefix_(std::move(prefix)), match_(match), other_names_(std::move(other_names))
    {
    }

    Xapian::Query operator()(const std::string& value) override
    {
        std::vector<Xapian::Query> all = {of_one(value)};
        if (other_names_)
            for (const std::string& name : other_names_(value))
                all.push_back(of_one(name));
        return all.size() == 1 ? all.front() : Xapian::Query(Xapian::Query::OP_OR, all.begin(), all.end());
    }

private:
    Xapian::Query of_one(const std::string& value) const
    {
        const std::string term = exact_term(prefix_, fold(value));
        if (match_ == Match::whole || db_.term_exists(term))
            return Xapian::Query(term);
        std::vector<Xapian::Query> any;
        for (auto it = db_.allterms_begin(term); it != db_.allterms_end(term); ++it)
            any.emplace_back(*it);
        return any.empty() ? Xapian::Query(term) : Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end());
    }

    Xapian::Database db_;
    std::string prefix_;
    Match match_;
    DrugNamesOf other_names_;
};

void add_exact_field(Xapian::QueryParser& parser, const Xapian::Database& db, std::string_view name,
                     std::string_view prefix, Match match, const DrugNamesOf& other_names = {})
{
    parser.add_boolean_prefix(std::string(name),
                              (new ExactField(db, std::string(prefix), match, other_names))->release());
}

void add_range(Xapian::QueryParser& parser, std::string_view name, Xapian::valueno slot)
{
    parser.add_rangeprocessor((new Xapian::NumberRangeProcessor(slot, std::string(name) + ":"))->release());
}

void add_fields(Xapian::QueryParser& parser, const Xapian::Database& db, const DrugNamesOf& drug_names)
{
    for (const ArticleField& field : article_fields) {
        if (field.match == Match::words)
            parser.add_prefix(std::string(field.name), std::string(field.prefix));
        else
            add_exact_field(parser, db, field.name, field.prefix, field.match);
    }
    for (const Field& field : fields()) {
        if (field.kind == FieldKind::keyword && !field.prefix.empty())
            add_exact_field(parser, db, field.id, field.prefix, Match::beginning,
                            field.id == "drug" ? drug_names : DrugNamesOf());
        if (field.kind == FieldKind::text && !field.prefix.empty())
            parser.add_prefix(std::string(field.id), std::string(field.prefix));
        if (field.kind == FieldKind::number && field.slot >= 0)
            add_range(parser, field.id, static_cast<Xapian::valueno>(field.slot));
    }
    add_range(parser, "year", slot_year);
}

bool is_number_field(std::string_view name)
{
    const Field* field = find_field(name);
    return name == "year" || (field != nullptr && field->kind == FieldKind::number);
}

/// The length of the name of a field at the beginning of `text`, 0 when it begins with none: "year:2005" has 4, "10:30"
/// and "note: this" have none.
std::size_t field_name_length(std::string_view text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return !is_letter(c) && c != '_'; });
    const auto length = static_cast<std::size_t>(end - text.begin());
    const bool has_value = text.substr(length).starts_with(':') && length + 1 < text.size() &&
                           !is_blank(text[length + 1]) && text[length + 1] != ')';
    return has_value ? length : 0;
}

/// The field's name as the table has it. Throws when it has none such.
std::string known_name(std::string_view word)
{
    const std::vector<QueryField> known = query_fields();
    std::string name = lower_ascii(word);
    if (std::ranges::find(known, name, &QueryField::name) != known.end())
        return name;
    std::vector<std::string> names;
    for (const QueryField& field : known)
        names.push_back(field.name);
    throw UsageError(
        format("there is no field \"{}\"; the fields are: {}. Put quotes around a word with a colon in it.", word,
               join(names, ", ")));
}

/// "2005" → "2005..2005": Xapian takes ranges only. Throws for what is no number.
std::string as_range(const std::string& name, std::string_view value)
{
    const auto is_number = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; });
    };
    const std::size_t dots = value.find("..");
    const std::string_view low = value.substr(0, dots);
    const std::string_view high = dots == std::string_view::npos ? low : value.substr(dots + 2);
    if (!is_number(low) || !is_number(high) || low.size() + high.size() == 0)
        throw UsageError(format("{}:{} is no number and no range; write {}:30, {}:30..60, {}:30.. or {}:..60.", name,
                                value, name, name, name, name));
    if (!low.empty() && !high.empty() && std::atof(std::string(low).c_str()) > std::atof(std::string(high).c_str()))
        throw UsageError(format("{}:{} runs backwards; write {}:{}..{}.", name, value, name, high, low));
    return std::string(low) + ".." + std::string(high);
}

std::vector<std::string> texts_of(const std::vector<std::string_view>& names) { return {names.begin(), names.end()}; }

std::vector<std::string> reason_ids()
{
    std::vector<std::string> out;
    for (const Reason& reason : reasons)
        out.emplace_back(reason.id);
    return out;
}

/// The values of a field that has no others; empty for a field whose values are the records'.
std::vector<std::string> closed_values(std::string_view name)
{
    const std::pair<std::string_view, std::vector<std::string> (*)()> fields_of[] = {
        {"role", [] { return texts_of(all_names<Role>()); }},
        {"sex", [] { return texts_of(all_names<Sex>()); }},
        {"dechallenge", [] { return texts_of(all_names<Dechallenge>()); }},
        {"rechallenge", [] { return texts_of(all_names<Rechallenge>()); }},
        {"outcome", [] { return texts_of(all_names<Outcome>()); }},
        {"latency_anchor", [] { return texts_of(all_names<Anchor>()); }},
        {"decision",
         [] {
             return std::vector<std::string>{"include", "exclude", "unclear"};
         }},
        {"retracted", [] { return std::vector<std::string>{"yes"}; }},
        {"reason", reason_ids},
    };
    for (const auto& [field, values] : fields_of)
        if (field == name)
            return values();
    return {};
}

/// The value as it is kept; it may be its beginning, and be written as tables print it: "not recovered". Throws when
/// the field has no such value.
std::string known_value(std::string_view name, std::string_view text)
{
    const std::vector<std::string> known = closed_values(name);
    std::string value = lower_ascii(text);
    std::ranges::replace(value, ' ', '_');
    if (std::ranges::none_of(known, [&](const std::string& one) { return one.starts_with(value); }))
        throw UsageError(format("{}:{} is no value of {}; expected {}.{}", name, text, name, join(known, ", "),
                                did_you_mean(value, known)));
    return value;
}

/// The value after a colon, without its quotes, and how much of the text it takes.
std::pair<std::string_view, std::size_t> value_at(std::string_view rest)
{
    if (!rest.starts_with('"')) {
        const std::string_view value = rest.substr(0, rest.find_first_of(" \t\n)"));
        return {value, value.size()};
    }
    const std::size_t end = std::min(rest.find('"', 1), rest.size());
    return {rest.substr(1, end - 1), std::min(end + 1, rest.size())};
}

/// The length of a DOI, also as an address, at the beginning of a text; 0 when there is none.
std::size_t doi_length(std::string_view text)
{
    static const Pattern doi(R"(^(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s"]+)");
    const auto found = doi.find(text);
    return found ? (*found)[0].end : 0;
}

/// The query as Xapian is to see it: known fields only, numbers as ranges, letters without accents. What stands in
/// quotes names no field.
std::string prepared(const std::string& text)
{
    std::string out;
    bool quoted = false;
    bool word_begins = true;
    for (std::string_view rest = text; !rest.empty();) {
        const char c = rest.front();
        if (const std::size_t doi = quoted || !word_begins ? 0 : doi_length(rest); doi > 0) {
            out += format("doi:\"{}\"", rest.substr(rest.find("10."), doi - rest.find("10.")));
            rest.remove_prefix(doi);
            word_begins = false;
            continue;
        }
        if (!quoted && word_begins && c == '*' && rest.size() > 1 && is_word(rest[1]))
            throw UsageError("a * stands for the end of a word: alop* is known, *pecia is not.");
        const std::size_t length = quoted || !word_begins ? 0 : field_name_length(rest);
        if (length > 0) {
            const std::string name = known_name(rest.substr(0, length));
            if (out.ends_with('-') && is_number_field(name))
                throw UsageError(
                    format("-{}: a range cannot be taken away with a minus; write NOT {}:… at the end.", name, name));
            rest.remove_prefix(length + 1);
            out += name + ":";
            if (is_number_field(name)) {
                const std::string_view value = rest.substr(0, rest.find_first_of(" \t\n)"));
                out += as_range(name, value);
                rest.remove_prefix(value.size());
            } else if (!closed_values(name).empty()) {
                const auto [value, taken] = value_at(rest);
                out += known_value(name, value);
                rest.remove_prefix(taken);
            }
            word_begins = false;
            continue;
        }
        quoted ^= c == '"';
        word_begins = is_blank(c) || c == '(' || (word_begins && (c == '-' || c == '+'));
        out += c;
        rest.remove_prefix(1);
    }
    return out;
}

/// A word as the index has it. Xapian would not look for other endings of one that begins with a capital; AND, OR and
/// their like are no words to look for.
std::string plain_word(std::string_view word)
{
    constexpr std::array<std::string_view, 6> operators = {"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
    return std::ranges::find(operators, word) == operators.end() ? fold(word) : std::string(word);
}

std::string plain_words(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const bool word = is_word(text.front());
        const auto end = std::ranges::find_if(text, [&](char c) { return is_word(c) != word; });
        const auto length = static_cast<std::size_t>(end - text.begin());
        out += word ? plain_word(text.substr(0, length)) : std::string(text.substr(0, length));
        text.remove_prefix(length);
    }
    return out;
}

/// Xapian reads a lone "-word" as if the minus were not there.
void check_not_only_minus(const std::string& text)
{
    const std::vector<std::string> words = split(collapse(text), ' ');
    if (std::ranges::all_of(words, [](const std::string& word) { return word.starts_with('-') && word.size() > 1; }))
        throw UsageError(format("{} names only what is not wanted; write NOT {} for everything else.", text,
                                words.front().substr(1)));
}

} // namespace

UnderstoodQuery parse_query(const std::string& text, const Xapian::Database& db, const Xapian::Stem& stemmer,
                            const DrugNamesOf& drug_names)
{
    if (trim(text).empty())
        return {Xapian::Query::MatchAll, ""};
    check_not_only_minus(text);
    const std::string query_text = prepared(plain_words(repaired_utf8(text)));
    Xapian::QueryParser parser;
    parser.set_database(db);
    parser.set_stemmer(stemmer);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.set_max_expansion(10000, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    add_fields(parser, db, drug_names);
    constexpr unsigned flags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD |
                               Xapian::QueryParser::FLAG_PURE_NOT | Xapian::QueryParser::FLAG_SPELLING_CORRECTION;
    Xapian::Query query = parser.parse_query(query_text, flags);
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
