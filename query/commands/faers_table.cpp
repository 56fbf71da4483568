// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/table.hpp"
#include "query/tables/exporters.hpp"

#include <filesystem>
#include <ostream>

namespace casebook {

namespace {

/// "wang2024" is the table that lies in the shared folder; anything else is a file.
std::filesystem::path published_file(const std::string& word)
{
    return word == "wang2024" ? share_folder() / "sample" / "faers" / "published_wang2024_table2.json"
                              : std::filesystem::path(word);
}

bool is_text(const Request& request)
{
    const std::string word = request.text("--format");
    return word == "text" || (word.empty() && !request.has("-o"));
}

} // namespace

int run_faers_table(const Request& request, const Console& console)
{
    const Protocol protocol = open_protocol(request.protocol());
    const auto top = static_cast<std::size_t>(request.number("--top", 6));
    const Asked asked = ask(request, console, Talk::by_command);
    std::vector<std::string> comparators =
        drugs_of(protocol, request.has("--against") ? request.text("--against") : join(protocol.faers.comparators, ","),
                 asked.store, console);
    const DescribedPair found = describe(asked, comparators);
    Table table = table_of(asked, found, top);
    const std::optional<Casebook> casebook =
        std::filesystem::exists(request.database()) ? std::optional(open_casebook(request)) : std::nullopt;
    table.footnotes = readus_items(asked, found, protocol, casebook ? &*casebook : nullptr);
    if (request.has("--published"))
        add_published(table, published_file(request.text("--published")));
    if (is_text(request))
        deliver(request, console, [&](std::ostream& out) { write_text(out, table); });
    else
        export_table(request, console, table);
    say_made_up(asked.store, console.err);
    return 0;
}

} // namespace casebook
