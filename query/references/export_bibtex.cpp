// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/references/references.hpp"

#include <ostream>

namespace casebook {

namespace {

/// What TeX takes for commands, written so that it prints.
std::string tex_escaped(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c == '\\')
            out += "\\textbackslash{}";
        else if (c == '~' || c == '^')
            out += c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
        else if (std::string_view("&%$#_{}").find(c) != std::string_view::npos)
            (out += '\\') += c;
        else
            out += c;
    return out;
}

/// A body stands in braces, so that it is not taken for a person.
std::string bibtex_name(const Author& author)
{
    if (author.collective)
        return "{" + tex_escaped(author.last_name) + "}";
    const std::string& given = author.fore_name.empty() ? author.initials : author.fore_name;
    return tex_escaped(author.last_name + (author.suffix.empty() ? "" : ", " + author.suffix) +
                       (given.empty() ? "" : ", " + given));
}

void put_field(std::ostream& out, std::string_view name, const std::string& value)
{
    if (!value.empty())
        out << format(",\n  {} = {{{}}}", name, value);
}

} // namespace

void write_bibtex(std::ostream& out, const Reference& reference)
{
    const Article& a = reference.article;
    const auto put = [&](std::string_view name, const std::string& text) { put_field(out, name, tex_escaped(text)); };
    out << "@" << (a.book ? "incollection" : "article") << "{" << reference.key;
    std::vector<std::string> names;
    for (const Author& author : a.authors)
        names.push_back(bibtex_name(author));
    put_field(out, "author", join(names, " and "));
    put_field(out, "title", "{" + tex_escaped(shown_title(a)) + "}"); // its capitals stay
    put(a.book ? "booktitle" : "journal", a.journal);
    put("year", year_of(a) == 0 ? "" : std::to_string(year_of(a)));
    put("volume", a.volume);
    put("number", a.issue);
    put("pages", replaced(a.pages, "-", "--"));
    put("issn", a.issn);
    put_field(out, "doi", a.doi); // taken verbatim
    put_field(out, "url", address_of(a));
    put("pmid", pmid_is_known(a.pmid) ? a.pmid : "");
    put("pmcid", a.pmcid);
    put("language", join(a.languages, ", "));
    put("keywords", join(a.keywords, ", "));
    put("abstract", shown_abstract(a));
    put("copyright", a.copyright);
    put("note", citing_note(reference));
    out << "\n}\n\n";
}

} // namespace casebook
