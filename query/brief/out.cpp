// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/out.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/terminal_lines.hpp"
#include "query/wording.hpp"

#include <ostream>

namespace casebook {

NumberedBrief numbered(const Store& store, Brief brief)
{
    CitedSources sources;
    sources.take(store, brief.takeaway);
    for (const BriefSection& section : brief.sections)
        for (const Statement& statement : section.statements)
            sources.take(store, statement);
    for (const RelatedQuestion& question : brief.related)
        sources.take(store, question.asked);
    return {std::move(brief), std::move(sources)};
}

std::string cited_text(const CitedWords& words, bool paraphrase, std::string_view mark)
{
    const Source& source = words.source;
    if (source.kind() == SourceKind::person)
        return source.said();
    const Evidence& e = source.evidence();
    return format("“{}{}{}{}{}”{}", source.before(), mark, e.quote, mark, source.after(),
                  paraphrase ? " (paraphrase)" : "");
}

std::string identifiers_text(const CitedSource& source)
{
    std::string out = source.pmid.empty() ? "PMID not known" : "PMID " + source.pmid;
    if (!source.article.starts_with("pubmed:"))
        out = source.article;
    if (!source.doi.empty())
        out += " · doi:" + source.doi;
    if (source.notice != Notice::none)
        out += format(" · {}", notice_mark(source.notice));
    if (!source.decided_by.empty())
        out += " · decided on by " + source.decided_by;
    return out;
}

std::string address_of(const CitedSource& source)
{
    if (!source.pmid.empty())
        return "https://pubmed.ncbi.nlm.nih.gov/" + source.pmid + "/";
    return source.doi.empty() ? "" : "https://doi.org/" + source.doi;
}

std::string dates_text(const Brief& brief)
{
    return format("Brief for {} · made {} · last updated {}",
                  brief.audience == Audience::patients ? "patients" : "clinicians", brief.made.substr(0, 10),
                  brief.last_updated.empty() ? "never" : brief.last_updated.substr(0, 10));
}

std::string standing_note(const CitedSources& sources)
{
    std::size_t all = 0;
    std::size_t people = 0;
    for (const CitedSource& source : sources.all())
        for (const CitedWords& words : source.words) {
            ++all;
            people += words.source.by().empty() ? 0U : 1U;
        }
    return format("Of {} cited, {} verified or said by a person; the rest the machine read.",
                  counted(all, "stretch of words") == "1 stretch of words" ? "1 stretch of words"
                                                                           : format("{} stretches of words", all),
                  people == 1 ? "1 was" : format("{} were", people));
}

namespace {

constexpr std::size_t brief_width = 110;

/// The text in lines; `first` stands before the first, as many blanks before the others.
void write_wrapped(std::ostream& out, const std::string& first, const std::string& text)
{
    out << folded(first + collapse(text), brief_width, width_of(first)) << "\n";
}

void write_statement(std::ostream& out, const std::string& first, const Statement& statement,
                     const CitedSources& sources)
{
    write_wrapped(out, first, statement.text);
    write_wrapped(out, std::string(width_of(first), ' '), "[" + keys_text(sources.keys_of(statement)) + "]");
}

void write_source(std::ostream& out, const CitedSource& source)
{
    const std::string number = format("{:>3}  ", source.number);
    if (source.article.empty()) {
        write_wrapped(out, number, source.text);
        out << "     " << source.command << "\n";
        return;
    }
    write_wrapped(out, number, source.text + " " + identifiers_text(source));
    for (std::size_t i = 0; i < source.words.size(); ++i) {
        const CitedWords& words = source.words[i];
        const std::string from = words.source.read_from().empty() ? "" : ", " + words.source.read_from();
        const std::string letter = key_text({source.number, static_cast<int>(i)});
        write_wrapped(out, format("     {:<5}", letter),
                      format("{} {}; {}{}", cited_text(words, is_paraphrased(source, words), "*"), uses_text(words),
                             standing_text(words.source), from));
    }
}

} // namespace

void write_brief_text(std::ostream& out, const NumberedBrief& page)
{
    const Brief& brief = page.brief;
    out << brief.title << (brief.question.empty() ? "" : ": " + brief.question) << "\n" << dates_text(brief) << "\n\n";
    write_statement(out, "", brief.takeaway, page.sources);
    for (const BriefSection& section : brief.sections) {
        out << "\n" << section.heading << "\n";
        for (const Statement& statement : section.statements)
            write_statement(out, "  - ", statement, page.sources);
    }
    if (!brief.related.empty())
        out << "\nRelated questions\n";
    for (const RelatedQuestion& question : brief.related) {
        write_statement(out, "  - ", question.asked, page.sources);
        out << "    " << question.command << "\n";
    }
    out << "\nSources\n";
    for (const CitedSource& source : page.sources.all())
        write_source(out, source);
    out << "\n";
    write_wrapped(out, "", standing_note(page.sources));
    for (const std::string& note : brief.notes)
        write_wrapped(out, "", note);
}

} // namespace casebook
