// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/brief/out.hpp"

#include <ostream>

namespace casebook {

namespace {

constexpr std::string_view brief_style = R"css(
:root { color-scheme: light; font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
body { margin: 1.5rem auto; padding: 0 1rem; max-width: 46rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.5rem; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.dates, footer { font-size: .85rem; color: #444; }
.takeaway { font-size: 1.15rem; border-left: 4px solid #1a1a1a; padding-left: .8rem; }
.cites { font-size: .75rem; color: #444; }
.cites a { color: #0b57d0; }
.cites details { display: inline; }
.cites summary { display: inline; cursor: pointer; }
li { margin: .3rem 0; }
.sources li { margin: .2rem 0; font-size: .85rem; }
.sources ul { list-style: none; padding-left: 1rem; }
:target { background: #fff6d6; }
.person { font-weight: 600; }
code { font-size: .85rem; }
@media print { body { margin: 0; max-width: none; } .cites a { color: inherit; text-decoration: none; } li { break-inside: avoid; } }
)css";

const CitedWords* words_of_key(const CitedSources& sources, const CitationKey& key)
{
    const CitedSource& source = sources.all().at(static_cast<std::size_t>(key.number - 1));
    return key.letter < 0 ? nullptr : &source.words.at(static_cast<std::size_t>(key.letter));
}

constexpr std::size_t shown_at_once = 30; ///< citations of a sentence; the others open on a tap

std::string citation_link(const CitedSources& sources, const CitationKey& key)
{
    const CitedSource& source = sources.all().at(static_cast<std::size_t>(key.number - 1));
    const CitedWords* words = words_of_key(sources, key);
    const std::string shown =
        words == nullptr ? source.text
                         : cited_text(*words, is_paraphrased(source, *words), "") + "; " + standing_text(words->source);
    return format("<a href=\"#s{}\" title=\"{}\">{}</a>", key_text(key), markup_escaped(shown), key_text(key));
}

/// Every number leads to its words, and shows them on hover.
void write_citations(std::ostream& out, const Statement& statement, const CitedSources& sources)
{
    const std::vector<CitationKey> keys = sources.keys_of(statement);
    out << " <span class=\"cites\">[";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i == shown_at_once)
            out << " <details><summary>" << keys.size() - i << " more</summary>";
        else if (i > 0)
            out << ", ";
        out << citation_link(sources, keys[i]);
    }
    out << (keys.size() > shown_at_once ? "</details>" : "") << "]</span>";
}

std::string quote_html(const CitedWords& words, bool paraphrase)
{
    const Source& source = words.source;
    if (source.kind() == SourceKind::person)
        return markup_escaped(source.said());
    return format("“{}<mark>{}</mark>{}”{}", markup_escaped(source.before()), markup_escaped(source.evidence().quote),
                  markup_escaped(source.after()), paraphrase ? " (paraphrase)" : "");
}

void write_words_html(std::ostream& out, const CitedSource& source)
{
    out << "<ul>\n";
    for (std::size_t i = 0; i < source.words.size(); ++i) {
        const CitedWords& words = source.words[i];
        const std::string key = key_text({source.number, static_cast<int>(i)});
        out << format("<li id=\"s{}\">{}: {} {}; <span class=\"{}\">{}</span>{}</li>\n", key, key,
                      quote_html(words, is_paraphrased(source, words)), markup_escaped(uses_text(words)),
                      words.source.by().empty() ? "machine" : "person", markup_escaped(standing_text(words.source)),
                      words.source.read_from().empty() ? "" : ", " + words.source.read_from());
    }
    out << "</ul>\n";
}

void write_sources_html(std::ostream& out, const CitedSources& sources)
{
    out << "<h2>Sources</h2>\n<ol class=\"sources\">\n";
    for (const CitedSource& source : sources.all()) {
        out << "<li id=\"s" << source.number << "\">" << markup_escaped(source.text) << " ";
        if (source.article.empty()) {
            out << "<code>" << markup_escaped(source.command) << "</code></li>\n";
            continue;
        }
        const std::string text = markup_escaped(identifiers_text(source));
        const std::string address = address_of(source);
        out << (address.empty() ? text : format("<a href=\"{}\">{}</a>", markup_escaped(address), text));
        write_words_html(out, source);
        out << "</li>\n";
    }
    out << "</ol>\n";
}

void write_related_html(std::ostream& out, const NumberedBrief& page)
{
    if (page.brief.related.empty())
        return;
    out << "<h2>Related questions</h2>\n<ul>\n";
    for (const RelatedQuestion& question : page.brief.related) {
        out << "<li>" << markup_escaped(question.asked.text);
        write_citations(out, question.asked, page.sources);
        out << "<br><code>" << markup_escaped(question.command) << "</code></li>\n";
    }
    out << "</ul>\n";
}

} // namespace

void write_brief_html(std::ostream& out, const NumberedBrief& page)
{
    const Brief& brief = page.brief;
    const std::string title = markup_escaped(brief.title + (brief.question.empty() ? "" : ": " + brief.question));
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" << title
        << "</title>\n<style>" << brief_style << "</style>\n</head>\n<body>\n<h1>" << title
        << "</h1>\n<p class=\"dates\">" << markup_escaped(dates_text(brief)) << "</p>\n<div class=\"takeaway\">"
        << markup_escaped(brief.takeaway.text);
    write_citations(out, brief.takeaway, page.sources);
    out << "</div>\n";
    for (const BriefSection& section : brief.sections) {
        out << "<h2>" << markup_escaped(section.heading) << "</h2>\n<ul>\n";
        for (const Statement& statement : section.statements) {
            out << "<li>" << markup_escaped(statement.text);
            write_citations(out, statement, page.sources);
            out << "</li>\n";
        }
        out << "</ul>\n";
    }
    write_related_html(out, page);
    write_sources_html(out, page.sources);
    out << "<footer>\n<p>" << markup_escaped(standing_note(page.sources)) << "</p>\n";
    for (const std::string& note : brief.notes)
        out << "<p>" << markup_escaped(note) << "</p>\n";
    out << "</footer>\n</body>\n</html>\n";
}

} // namespace casebook
