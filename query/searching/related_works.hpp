// SPDX-License-Identifier: GPL-3.0-or-later
// Other works that belong to an article: records of the same, reports of the same study, what comments on it, and the
// articles of the casebook whose words are most like its own.
#pragma once

#include "query/casebook.hpp"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct RelatedWork
{
    std::string
        kind; ///< "duplicate", "same study", "cited by", "similar", or as PubMed calls it: "CommentIn", "ErratumIn" …
    std::string article;   ///< its id; "" when the casebook does not hold it
    std::string reference; ///< short where it is held, else as the record has it
    std::string pmid;
    std::string decision;     ///< of the casebook; "" when it is not held
    std::size_t patients = 0; ///< counted in it now
    int year = 0;             ///< 0 where it is not held
};

/// Those that people and the record name first; then, if there is an index, those that cite it by their lists of
/// references, the oldest first, and those that are most alike.
std::vector<RelatedWork> related_works(const Casebook& casebook, const Article& article);

void print_related_works(const std::vector<RelatedWork>& works, const Store& store, std::ostream& out);
nlohmann::ordered_json to_json(const RelatedWork& work);

} // namespace casebook
