// SPDX-License-Identifier: GPL-3.0-or-later
// From a JATS article to the full text of an article in the store.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/jats.hpp"

#include <map>
#include <string>

namespace casebook {

/// Finds the article that another description means, by PMID, PMCID or DOI. Reads the store once.
class KnownIds
{
public:
    explicit KnownIds(const Store& store);
    void add(const Article& article);
    /// Its id; "" when there is none.
    std::string find(const Article& article) const;

private:
    std::map<std::string, std::string, std::less<>> by_name_;
};

/// What a JATS article says of its own availability: with a body it is available; withheld, it can be read at PubMed
/// Central and not be had as XML.
FullText full_text_of(const JatsArticle& jats, const std::string& source);

} // namespace casebook
