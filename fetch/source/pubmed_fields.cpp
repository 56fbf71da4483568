// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_fields.hpp"

#include "corpus/text.hpp"
#include "fetch/source/record_parts.hpp"

#include <algorithm>
#include <charconv>

namespace casebook {

namespace {

using F = PubmedField;
using K = TagKind;

constexpr std::array<PubmedTag, 27> pubmed_tags = {{
    {"|all|all fields|", F::everything, K::text, "All Fields"},
    {"|ti|title|", F::title, K::text, "Title"},
    {"|ab|abstract|", F::abstract, K::text, "Abstract"},
    {"|tiab|title/abstract|", F::title_abstract, K::text, "Title/Abstract"},
    {"|tt|transliterated title|", F::vernacular_title, K::text, "Transliterated Title"},
    {"|tw|text word|text words|", F::text_word, K::text, "Text Word"},
    {"|ad|affiliation|", F::affiliation, K::text, "Affiliation"},
    {"|mh|mesh|mesh terms|", F::mesh, K::list, "MeSH Terms"},
    {"|majr|mesh major topic|", F::mesh_major, K::list, "MeSH Major Topic"},
    {"|sh|subheading|mesh subheading|", F::subheading, K::list, "MeSH Subheading"},
    {"|nm|substance name|supplementary concept|rn|ec/rn number|", F::substance, K::list, "Supplementary Concept"},
    {"|pt|ptyp|publication type|", F::publication_type, K::list, "Publication Type"},
    {"|la|lang|language|", F::language, K::list, "Language"},
    {"|au|author|cn|author - corporate|", F::author, K::list, "Author"},
    {"|1au|author - first|first author name|", F::first_author, K::list, "Author - First"},
    {"|ta|jour|journal|", F::journal, K::list, "Journal"},
    {"|ot|other term|", F::keyword, K::list, "Other Term"},
    {"|aid|doi|lid|location id|article identifier|", F::identifier, K::list, "Location ID"},
    {"|vi|volume|", F::volume, K::list, "Volume"},
    {"|ip|issue|", F::issue, K::list, "Issue"},
    {"|sb|subset|filter|", F::subset, K::list, "Filter"},
    {"|uid|pmid|", F::uid, K::number, "UID"},
    {"|dp|pdat|date - publication|publication date|", F::published, K::date, "Date - Publication"},
    {"|ppdat|date - print|", F::printed, K::date, "Date - Print"},
    {"|epdat|date - electronic|", F::electronic, K::date, "Date - Electronic"},
    // the day a record was created is not kept; it is the day of entry but for a few weeks of doubt
    {"|edat|date - entry|date - entrez|entrez date|crdt|date - create|create date|", F::entered, K::date,
     "Date - Entry"},
    {"|lr|mdat|date - modification|modification date|", F::revised, K::date, "Date - Modification"},
}};
constexpr PubmedTag untagged = {"", F::words, K::text, "All Fields"};

/// Fills a document field by field.
class DocumentBuilder
{
public:
    explicit DocumentBuilder(const Article& article) : a_(article) {}

    PubmedDocument build()
    {
        bibliography();
        vocabulary();
        texts();
        dates();
        std::from_chars(a_.pmid.data(), a_.pmid.data() + a_.pmid.size(), out_.pmid);
        return std::move(out_);
    }

private:
    void add(F field, std::string_view text)
    {
        std::string words = searchable_words(text);
        if (!words.empty())
            out_.lists[static_cast<std::size_t>(field)].push_back(std::move(words));
    }

    void bibliography()
    {
        for (const Author& author : a_.authors)
            add(F::author, author.collective ? author.last_name : author.last_name + " " + author.initials);
        if (!out_.list(F::author).empty())
            out_.lists[static_cast<std::size_t>(F::first_author)] = {out_.list(F::author).front()};
        for (const std::string& text : {a_.journal, a_.journal_abbreviation, a_.issn})
            add(F::journal, text);
        for (const std::string& text : {a_.doi, a_.pmcid, a_.pii})
            add(F::identifier, text);
        add(F::volume, a_.volume);
        add(F::issue, a_.issue);
        for (const std::string& code : a_.languages) {
            add(F::language, code);
            add(F::language, language_name(code));
        }
        add(F::subset, a_.status);
        add(F::subset, a_.abstract.empty() ? "" : "hasabstract");
        add(F::subset, a_.pmcid.empty() ? "" : "pubmed pmc");
        add(F::subset, a_.pmcid.empty() ? "" : "free full text");
    }

    void vocabulary()
    {
        for (const MeshHeading& heading : a_.mesh)
            add_heading(heading);
        for (const std::string& name : a_.supplementary_mesh)
            add(F::mesh, name);
        for (const Substance& substance : a_.substances) {
            add(F::substance, substance.name);
            add(F::substance, substance.number);
        }
        for (const PublicationType& type : a_.publication_types)
            add(F::publication_type, type.name);
        for (const std::string& keyword : a_.keywords)
            add(F::keyword, keyword);
    }

    /// "cyclosporine" and, for each qualifier, "cyclosporine/adverse effects".
    void add_heading(const MeshHeading& heading)
    {
        const std::string name = searchable_words(heading.name);
        const auto put = [&](F field, std::string text) {
            out_.lists[static_cast<std::size_t>(field)].push_back(std::move(text));
        };
        bool major = heading.major;
        put(F::mesh, name);
        for (const Qualifier& qualifier : heading.qualifiers) {
            const std::string with = name + "/" + searchable_words(qualifier.name);
            put(F::mesh, with);
            put(F::subheading, searchable_words(qualifier.name));
            if (qualifier.major)
                put(F::mesh_major, with);
            major |= qualifier.major;
        }
        if (major)
            put(F::mesh_major, name);
    }

    /// Appends entries to a text field.
    void extend(F field, const std::vector<std::string>& entries)
    {
        std::string& text = out_.texts[static_cast<std::size_t>(field)];
        for (const std::string& entry : entries)
            text += "| " + entry + " ";
    }

    void texts()
    {
        const std::string title = searchable_words(a_.title.text);
        std::vector<std::string> abstract;
        for (const AbstractPart& part : a_.abstract)
            abstract.push_back(
                searchable_words(part.label.empty() ? part.body.text : part.label + " " + part.body.text));
        std::vector<std::string> affiliations;
        for (const Author& author : a_.authors)
            for (const std::string& text : author.affiliations)
                affiliations.push_back(searchable_words(text));
        extend(F::title, {title});
        extend(F::abstract, abstract);
        extend(F::vernacular_title, {searchable_words(a_.vernacular_title)});
        extend(F::affiliation, affiliations);
        for (const F field : {F::title_abstract, F::text_word, F::words, F::everything}) {
            extend(field, {title});
            extend(field, abstract);
            extend(field, out_.list(F::keyword));
        }
        for (const F field : {F::text_word, F::words, F::everything})
            for (const F part : {F::mesh, F::substance, F::publication_type})
                extend(field, out_.list(part));
        for (const F field : {F::text_word, F::words, F::everything})
            extend(field, {searchable_words(a_.vernacular_title)});
        for (const F part : {F::author, F::journal, F::identifier})
            extend(F::everything, out_.list(part));
        extend(F::everything, affiliations);
        std::ranges::replace(out_.texts[static_cast<std::size_t>(F::words)], '/', ' ');
        std::ranges::replace(out_.texts[static_cast<std::size_t>(F::text_word)], '/', ' ');
        std::ranges::replace(out_.texts[static_cast<std::size_t>(F::everything)], '/', ' ');
    }

    void dates()
    {
        const auto put = [&](F field, int day) {
            if (day != 0)
                out_.days[static_cast<std::size_t>(field)].push_back(day);
        };
        const int entered = day_number(a_.entered);
        const int published = day_number(a_.published);
        put(F::printed, published);
        put(F::published, published);
        put(F::electronic, day_number(a_.electronic));
        put(F::published, day_number(a_.electronic));
        constexpr int unknown = 19000101; // the beginning of every entry date search
        put(F::entered, entered != 0 ? entered : published != 0 ? published : unknown);
        if (out_.dates(F::published).empty())
            put(F::published, out_.dates(F::entered).front());
        const int revised = day_number(a_.revised);
        put(F::revised, revised != 0 ? revised : out_.dates(F::entered).front());
    }

    const Article& a_;
    PubmedDocument out_;
};

} // namespace

const PubmedTag* find_tag(std::string_view tag)
{
    const std::string lowered = lower_ascii(collapse(tag));
    const std::string name = "|" + lowered.substr(0, lowered.find(':')) + "|";
    const auto* found = std::ranges::find_if(
        pubmed_tags, [&](const PubmedTag& row) { return row.names.find(name) != std::string_view::npos; });
    return found == pubmed_tags.end() ? nullptr : found;
}

const PubmedTag& tag_of(PubmedField field)
{
    const auto* found = std::ranges::find(pubmed_tags, field, &PubmedTag::field);
    return found == pubmed_tags.end() ? untagged : *found;
}

std::string searchable_words(std::string_view text)
{
    std::string words = fold(text);
    std::ranges::replace_if(
        words, [](char c) { return !is_word(c); }, ' ');
    return collapse(words);
}

int day_number(const PartialDate& date)
{
    return date.year == 0 ? 0 : date.year * 10000 + std::max(date.month, 1) * 100 + std::max(date.day, 1);
}

PubmedDocument document_of(const Article& article) { return DocumentBuilder(article).build(); }

} // namespace casebook
