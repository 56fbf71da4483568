// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/json.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/json_print.hpp"
#include "corpus/json_scan.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

// Records are read for every question that is asked of all: a JsonScan reads them, by the same names.
#define READ_MEMBER(member)                                                                                            \
    if (key == #member)                                                                                                \
        return scan.read(to.member);
#define RECORD_AS_JSON(Type, ...)                                                                                      \
    NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Type, __VA_ARGS__)                                                 \
    inline bool read_member(JsonScan& scan, std::string_view key, Type& to)                                            \
    {                                                                                                                  \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(READ_MEMBER, __VA_ARGS__))                                            \
        return false;                                                                                                  \
    }

RECORD_AS_JSON(PartialDate, year, month, day, text)
RECORD_AS_JSON(Mark, begin, end, raised)
RECORD_AS_JSON(Text, text, marks)
RECORD_AS_JSON(AbstractPart, label, category, body)
RECORD_AS_JSON(OtherAbstract, type, language, text)
RECORD_AS_JSON(Author, last_name, fore_name, initials, suffix, collective, orcid, affiliations)
RECORD_AS_JSON(Qualifier, ui, name, major)
RECORD_AS_JSON(MeshHeading, ui, name, major, automatic, geographic, qualifiers)
RECORD_AS_JSON(Substance, ui, name, number)
RECORD_AS_JSON(PublicationType, ui, name)
RECORD_AS_JSON(Link, kind, pmid, source, note)
RECORD_AS_JSON(Passage, label, text)
RECORD_AS_JSON(Article, id, database, pmid, version, status, indexing_method, book, title, title_translated,
               vernacular_title, abstract, copyright, other_abstracts, authors, authors_complete, journal,
               journal_abbreviation, issn, volume, issue, pages, published, electronic, entered, revised, languages,
               publication_types, mesh, substances, supplementary_mesh, keywords, doi, pmcid, pii, links, cites)

// What is read of records is written for each of them: a JsonPrint does, members by the alphabet.
#define PRINT_MEMBER(name) to.member(#name, from.name);
#define FINDING_AS_JSON(Type, ...)                                                                                     \
    inline void from_json(const nlohmann::json& nlohmann_json_j, Type& nlohmann_json_t)                                \
    {                                                                                                                  \
        const Type nlohmann_json_default_obj;                                                                          \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_FROM_WITH_DEFAULT, __VA_ARGS__))                        \
    }                                                                                                                  \
    inline void print_members(JsonPrint& to, const Type& from)                                                         \
    {                                                                                                                  \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(PRINT_MEMBER, __VA_ARGS__))                                           \
    }

FINDING_AS_JSON(Evidence, begin, end, passage, quote)
FINDING_AS_JSON(Range, max, min)
FINDING_AS_JSON(Claim, count, evidence)
FINDING_AS_JSON(Ground, criterion, evidence, note, verdict)

namespace {

template <class E>
concept Enumeration = std::is_enum_v<E>;

template <class T> void value_from_json(const nlohmann::json& from, std::optional<T>& to)
{
    if constexpr (Enumeration<T>)
        to = from_name<T>(from.get<std::string>());
    else
        to = from.get<T>();
}

} // namespace

void print_members(JsonPrint& to, const Latency& from)
{
    to.member("anchor", name_of(from.anchor));
    to.member("days", from.days);
}

void from_json(const nlohmann::json& from, Latency& to)
{
    to.days = from.at("days").get<Range>();
    to.anchor = from_name<Anchor>(from.at("anchor").get<std::string>()).value_or(Anchor::unknown);
}

template <class T> void print_members(JsonPrint& to, const Stated<T>& from)
{
    if (!from.value)
        return;
    if (!from.by.empty())
        to.member("by", from.by);
    to.member("evidence", from.evidence);
    if constexpr (Enumeration<T>)
        to.member("value", name_of(*from.value));
    else
        to.member("value", *from.value);
}

template <class T> void from_json(const nlohmann::json& from, Stated<T>& to)
{
    if (!from.contains("value"))
        return;
    value_from_json(from.at("value"), to.value);
    to.evidence = from.value("evidence", Evidence{});
    to.by = from.value("by", "");
}

FINDING_AS_JSON(Drug, as_reported, dose_mg_per_kg_day, dose_text, indication, name, role, role_cue, route)
FINDING_AS_JSON(Patient, age_at, age_at_onset_years, age_years, sex)
FINDING_AS_JSON(Reaction, as_reported, outcome, term, term_by, treatments)

void print_members(JsonPrint& to, const Causality& from)
{
    to.member("category", from.category);
    to.member("method", from.method);
    if (from.score)
        to.member("score", *from.score);
}

void from_json(const nlohmann::json& from, Causality& to)
{
    to.method = from.value("method", "");
    to.category = from.value("category", "");
    if (from.contains("score"))
        to.score = from.at("score").get<int>();
}

void print_members(JsonPrint& to, const Sign& from)
{
    to.member("evidence", from.evidence);
    to.member("kind", name_of(from.kind));
}

void from_json(const nlohmann::json& from, Sign& to)
{
    to.kind = from_name<SignKind>(from.at("kind").get<std::string>()).value_or(SignKind::unknown);
    to.evidence = from.at("evidence").get<Evidence>();
}

FINDING_AS_JSON(Case, causality, dechallenge, drugs, latencies, number, patient, reaction, rechallenge, signs)

void print_members(JsonPrint& to, const Contradiction& from)
{
    to.member("case", from.case_number);
    to.member("first", from.first);
    to.member("kind", name_of(from.kind));
    to.member("note", from.note);
    to.member("second", from.second);
}

void from_json(const nlohmann::json& from, Contradiction& to)
{
    to.kind = from_name<ContradictionKind>(from.at("kind").get<std::string>()).value_or(ContradictionKind::unknown);
    to.case_number = from.value("case", 0);
    to.first = from.value("first", Evidence{});
    to.second = from.value("second", Evidence{});
    to.note = from.value("note", "");
}

FINDING_AS_JSON(Extraction, cases, claims, contradictions)

namespace {

template <class T> T parsed(std::string_view text, const char* what)
{
    try {
        return nlohmann::json::parse(text).get<T>();
    } catch (const nlohmann::json::exception& e) {
        throw Error(format("casebook.db: {} kept there cannot be read: {}. Restore the file from a copy or a dump.",
                           what, e.what()));
    }
}

/// The same, sooner where the text is as we write it.
template <class T> T scanned(std::string_view text, const char* what)
{
    T out;
    const bool good = invalid_utf8(text) == std::string_view::npos && JsonScan(text).whole(out);
    return good ? out : parsed<T>(text, what);
}

} // namespace

std::string to_json(const Article& article)
{
    nlohmann::json json(article);
    if (article.database.empty()) // as in stores made before records of other databases were read
        json.erase("database");
    return json.dump();
}

std::string to_json(const std::vector<Passage>& passages) { return nlohmann::json(passages).dump(); }
std::string to_json(const Extraction& extraction) { return JsonPrint::text_of(extraction); }
std::string to_json(const std::vector<Ground>& grounds) { return JsonPrint::text_of(grounds); }

Article article_from_json(std::string_view text) { return scanned<Article>(text, "an article"); }
std::vector<Passage> passages_from_json(std::string_view text)
{
    return scanned<std::vector<Passage>>(text, "a full text");
}

Extraction extraction_from_json(std::string_view text)
{
    Extraction out = parsed<Extraction>(text, "a case");
    for (const Case& c : out.cases) {
        const char* lacks = c.drugs.empty() ? "no drug"
                            : std::ranges::any_of(c.latencies, [](const auto& l) { return !l; })
                                ? "a time to onset without days"
                            : std::ranges::any_of(c.causality, [](const auto& said) { return !said; })
                                ? "a judgement on cause without what it says"
                            : std::ranges::any_of(c.reaction.treatments, [](const auto& t) { return !t; })
                                ? "a treatment without a name"
                                : nullptr;
        if (lacks != nullptr)
            throw Error(format("casebook.db: a case kept there cannot be read: case {} has {}. Restore the file from a "
                               "copy or a dump.",
                               c.number, lacks));
    }
    return out;
}

std::vector<Ground> grounds_from_json(std::string_view text) { return parsed<std::vector<Ground>>(text, "a decision"); }

} // namespace casebook
