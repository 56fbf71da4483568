// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/brief/out.hpp"
#include "query/tables/exporters.hpp"

#include <ostream>

namespace casebook {

namespace {

/// A part of a line, with the blanks at its ends.
std::string part_escaped(const std::string& text)
{
    return (text.starts_with(' ') ? " " : "") + markdown_escaped(text) +
           (text.size() > 1 && text.ends_with(' ') ? " " : "");
}

std::string cited_statement(const Statement& statement, const CitedSources& sources)
{
    return format("{} \\[{}\\]", markdown_escaped(statement.text), keys_text(sources.keys_of(statement)));
}

std::string linked_identifiers(const CitedSource& source)
{
    const std::string text = markdown_escaped(identifiers_text(source));
    const std::string address = address_of(source);
    return address.empty() ? text : format("{} <{}>", text, address);
}

void write_words(std::ostream& out, const CitedSource& source)
{
    for (std::size_t i = 0; i < source.words.size(); ++i) {
        const CitedWords& words = source.words[i];
        const Source& from = words.source;
        const std::string quote =
            from.kind() == SourceKind::person
                ? markdown_escaped(from.said())
                : format("“{}**{}**{}”{}", part_escaped(from.before()), markdown_escaped(from.evidence().quote),
                         part_escaped(from.after()), is_paraphrased(source, words) ? " (paraphrase)" : "");
        out << format("  - {}: {} {}; {}{}\n", key_text({source.number, static_cast<int>(i)}), quote,
                      markdown_escaped(uses_text(words)), markdown_escaped(standing_text(from)),
                      from.read_from().empty() ? "" : ", " + from.read_from());
    }
}

void write_sources(std::ostream& out, const CitedSources& sources)
{
    out << "\n## Sources\n\n";
    for (const CitedSource& source : sources.all()) {
        if (source.article.empty()) {
            out << format("- {}: {} `{}`\n", source.number, markdown_escaped(source.text), source.command);
            continue;
        }
        out << format("- {}: {} {}\n", source.number, markdown_escaped(source.text), linked_identifiers(source));
        write_words(out, source);
    }
}

} // namespace

void write_brief_markdown(std::ostream& out, const NumberedBrief& page)
{
    const Brief& brief = page.brief;
    out << "# " << markdown_escaped(brief.title)
        << (brief.question.empty() ? "" : ": " + markdown_escaped(brief.question)) << "\n\n"
        << markdown_escaped(dates_text(brief)) << "\n\n**" << markdown_escaped(brief.takeaway.text) << "** \\["
        << keys_text(page.sources.keys_of(brief.takeaway)) << "\\]\n";
    for (const BriefSection& section : brief.sections) {
        out << "\n## " << section.heading << "\n\n";
        for (const Statement& statement : section.statements)
            out << "- " << cited_statement(statement, page.sources) << "\n";
    }
    if (!brief.related.empty())
        out << "\n## Related questions\n\n";
    for (const RelatedQuestion& question : brief.related)
        out << "- " << cited_statement(question.asked, page.sources) << " `" << question.command << "`\n";
    write_sources(out, page.sources);
    out << "\n## Notes\n\n" << markdown_escaped(standing_note(page.sources)) << "\n";
    for (const std::string& note : brief.notes)
        out << "\n" << markdown_escaped(note) << "\n";
}

} // namespace casebook
