// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"
#include "query/record_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

FullText told(const Request& request, const std::string& word)
{
    FullText out;
    if (word != "available" && word != "not-open")
        throw UsageError(format("fulltext {}: expected available or not-open.", word));
    out.access = word == "available" ? Access::available : Access::not_open;
    out.by = speaker(request);
    out.source = words_of(request, "--source");
    out.note = words_of(request, "--note");
    if (out.source.empty())
        throw UsageError("--source TEXT is needed: where it was looked for.");
    return out;
}

void print_look(const FullText& look, const Console& console)
{
    console.out << format("  {}  {:<9}  {}{}{}{}\n", look.at, name_of(look.access), look.source,
                          look.by.empty() ? "" : ", by " + look.by, look.note.empty() ? "" : ": " + look.note,
                          look.passages.empty() ? "" : format("; {} passages", look.passages.size()));
}

} // namespace

int run_fulltext(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    Casebook casebook = open_casebook(request);
    Store& store = casebook.store;
    const std::string id = find_article(store, request.text("ARTICLE"));
    bool added = false;
    if (request.has("ACCESS"))
        added = store.put_full_text(id, told(request, request.text("ACCESS")), "", 0);
    const FullText now = store.article(id)->full_text;
    const std::vector<FullText> looks = store.full_texts(id);
    if (form == Format::text) {
        console.out << format("{}: full text {}\n", id, name_of(now.access));
        for (const FullText& look : looks)
            print_look(look, console);
        if (looks.empty())
            console.out << "  nobody has looked for it: `casebook fetch --fulltext`\n";
        return 0;
    }
    nlohmann::ordered_json out = {{"version", 1}, {"id", id}, {"added", added}, {"full_text", full_text_json(now)}};
    out["full_text"]["looks"] = nlohmann::ordered_json::array();
    for (const FullText& look : looks)
        out["full_text"]["looks"].push_back(full_text_json(look));
    console.out << out.dump(form == Format::json ? 1 : -1) << "\n";
    return 0;
}

} // namespace casebook
