// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/record_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

int run_export_review(const Request& request, const Console& console)
{
    const Casebook casebook = open_casebook(request);
    for (const std::string& id : casebook.store.article_ids())
        console.out << review_json(casebook, id).dump() << "\n";
    return 0;
}

} // namespace casebook
