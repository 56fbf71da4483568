// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/fetch/extract/read.hpp"

#include "corpus/text.hpp"

#include <map>
#include <stdexcept>

namespace casebook::testing {

const Protocol& protocol_for(const std::string& drug, const std::string& event)
{
    static std::map<std::string, Protocol> written;
    const auto [place, fresh] = written.try_emplace(drug + "|" + event);
    if (fresh)
        place->second = parse_protocol(write_protocol({drug}, {event})).value();
    return place->second;
}

Article article_of(const std::string& title, const std::string& abstract)
{
    Article article;
    article.id = "pubmed:98000001";
    article.languages = {"eng"};
    article.title.text = title;
    for (const std::string& line : split(abstract, '\n')) {
        const std::size_t bar = line.find("| ");
        const bool labelled = bar != std::string::npos;
        if (!line.empty())
            article.abstract.push_back(
                {labelled ? line.substr(0, bar) : "", "", {labelled ? line.substr(bar + 2) : line, {}}});
    }
    return article;
}

Reading read(const Protocol& protocol, const Article& article)
{
    // a reader knows some forty thousand names: one for each pair is enough
    static std::map<const Protocol*, Reader> readers;
    return readers.try_emplace(&protocol, protocol).first->second.read(article);
}

std::string masked(const Protocol& protocol, const std::string& sentence)
{
    const Reading reading = read(protocol, article_of("", sentence));
    std::string out;
    for (const Sentence& s : reading.sentences)
        out += (out.empty() ? "" : " | ") + s.masked.text();
    return out;
}

Told::Told(const std::string& drug, const std::string& event, const std::string& title, const std::string& abstract)
    : protocol(protocol_for(drug, event)),
      article(article_of(title, abstract)),
      reading(read(protocol, article)),
      stories(find_stories(article, reading))
{
}

const Story& Told::story() const
{
    if (stories.empty())
        throw std::logic_error("the text tells of no patient");
    return stories.front();
}

} // namespace casebook::testing
