// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of what is read: a protocol for a pair of names, an article of a title and an abstract, its reading.
#pragma once

#include "corpus/article.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/role.hpp"
#include "fetch/extract/story.hpp"

#include <string>
#include <vector>

namespace casebook::testing {

/// The protocol that the program writes for a drug and an event.
const Protocol& protocol_for(const std::string& drug, const std::string& event);

/// Empty abstract: the record has none. "LABEL| text" at the start of a line begins a labelled part.
Article article_of(const std::string& title, const std::string& abstract);

Reading read(const Protocol& protocol, const Article& article);

/// The masked sentence of a text that is one sentence.
std::string masked(const Protocol& protocol, const std::string& sentence);

/// What every extractor starts from. Keep it alive as long as its stories.
struct Told
{
    Told(const std::string& drug, const std::string& event, const std::string& title, const std::string& abstract);
    Told(const Told&) = delete;
    Told& operator=(const Told&) = delete;

    const Protocol& protocol;
    Article article;
    Reading reading;
    std::vector<Story> stories;

    const Story& story() const; ///< the first patient's
    RoleAssessment role() const { return assess_role(article, reading); }
};

} // namespace casebook::testing
