// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/article.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

std::string iso_date(const PartialDate& date)
{
    if (date.year == 0)
        return "";
    if (date.month == 0)
        return format("{:04}", date.year);
    if (date.day == 0)
        return format("{:04}-{:02}", date.year, date.month);
    return format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string displayed(const Text& text)
{
    std::string out;
    std::size_t at = 0;
    for (const Mark& mark : text.marks) {
        out.append(text.text, at, mark.begin - at);
        out += mark.raised ? '^' : '_';
        out.append(text.text, mark.begin, mark.end - mark.begin);
        at = mark.end;
    }
    return out.append(text.text, at, std::string::npos);
}

std::vector<Passage> passages(const Article& article)
{
    std::vector<Passage> out{{"TITLE", article.title.text}};
    for (const AbstractPart& part : article.abstract)
        out.push_back({part.label, part.body.text});
    out.insert(out.end(), article.full_text.passages.begin(), article.full_text.passages.end());
    return out;
}

std::size_t record_passages(const Article& article) { return 1 + article.abstract.size(); }

namespace {

struct AccessName
{
    Access value;
    std::string_view name;
};
constexpr std::array<AccessName, 3> access_names = {
    {{Access::available, "available"}, {Access::not_open, "not open"}, {Access::not_known, "not known"}}};

} // namespace

std::string_view name_of(Access value) { return std::ranges::find(access_names, value, &AccessName::value)->name; }

std::optional<Access> access_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(access_names, name, &AccessName::name);
    return found == access_names.end() ? std::nullopt : std::optional(found->value);
}

std::string abstract_text(const Article& article)
{
    std::vector<std::string> parts;
    for (const AbstractPart& part : article.abstract)
        parts.push_back(part.label.empty() || part.label == "UNLABELLED" ? part.body.text
                                                                         : part.label + ": " + part.body.text);
    return join(parts, "\n");
}

std::string display_title(const Article& article)
{
    std::string_view title = trim(article.title.text);
    if (title.empty() || title == "[Not Available].")
        return article.vernacular_title.empty() ? "(no title)" : article.vernacular_title;
    return displayed(article.title);
}

int year_of(const Article& article)
{
    return article.published.year != 0 ? article.published.year : article.electronic.year;
}

std::string author_line(const Article& article, std::size_t most)
{
    std::vector<std::string> names;
    for (const Author& author : article.authors)
        names.push_back(author.last_name + (author.initials.empty() ? "" : " " + author.initials) +
                        (author.suffix.empty() ? "" : " " + author.suffix));
    const bool cut = names.size() > most || (!names.empty() && !article.authors_complete);
    if (names.size() > most)
        names.resize(most);
    return join(names, ", ") + (cut ? " et al." : "");
}

std::string short_reference(const Article& article)
{
    const std::string who = article.authors.empty() ? "Author not known" : article.authors.front().last_name;
    const int year = year_of(article);
    return who + " " + (year == 0 ? std::string("n.d.") : std::to_string(year));
}

namespace {

/// With a full stop, unless it ends in a mark of its own.
std::string closed(const std::string& text)
{
    const bool has_mark = text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
    return has_mark ? text : text + ".";
}

} // namespace

std::string citation(const Article& article)
{
    std::string out = author_line(article, 6);
    if (!out.empty() && !out.ends_with('.'))
        out += '.';
    if (!out.empty())
        out += ' ';
    const std::string title = display_title(article);
    out += closed(title);
    const std::string& journal = article.journal_abbreviation.empty() ? article.journal : article.journal_abbreviation;
    if (!journal.empty())
        out += " " + closed(journal);
    if (year_of(article) != 0)
        out += format(" {}", year_of(article));
    if (!article.volume.empty())
        out += ";" + article.volume + (article.issue.empty() ? "" : "(" + article.issue + ")");
    if (!article.pages.empty())
        out += ":" + article.pages;
    return closed(out);
}

bool has_publication_type(const Article& article, std::string_view name)
{
    return std::ranges::any_of(article.publication_types,
                               [&](const PublicationType& type) { return equal_ignoring_case(type.name, name); });
}

bool is_retracted(const Article& article)
{
    const auto retraction = [](const Link& link) {
        return link.kind == "RetractionIn" || link.kind == "RetractedandRepublishedIn";
    };
    return has_publication_type(article, "Retracted Publication") || std::ranges::any_of(article.links, retraction);
}

bool pmid_is_known(std::string_view pmid) { return !pmid.empty() && !(pmid.size() == 8 && pmid.starts_with("99")); }

bool is_paraphrase(const Article& article)
{
    return article.copyright.starts_with("Paraphrase by the Casebook project");
}

bool is_invented(const Article& article) { return article.copyright.starts_with("Invented record"); }

} // namespace casebook
