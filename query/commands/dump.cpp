// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/dump.hpp"
#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/tables/exporters.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

int run_dump(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    deliver(request, console, [&](std::ostream& out) { write_dump(casebook, out); });
    return 0;
}

int run_restore(const Request& request, const Console& console)
{
    const std::filesystem::path file = request.text("FILE");
    const std::string protocol = dumped_protocol(file);
    if (!std::filesystem::exists(request.protocol())) {
        std::filesystem::create_directories(request.dir);
        write_file(request.protocol(), protocol);
    } else if (!protocol.empty() && read_file(request.protocol()) != protocol)
        console.err << "The dump was made with another protocol.json; this casebook keeps its own.\n";
    Casebook casebook = open_or_make_casebook(request);
    const RestoreReport done = restore_dump(casebook.store, file);
    if (format_of(request) == Format::text)
        console.out << format(
            "articles: {} new, {} revised, {} known already\nadded: {}, {}, {}, {}{}{}\n", done.articles_new,
            done.articles_revised, done.articles_known, counted(done.decisions, "decision"),
            counted(done.corrections, "correction"), counted(done.claims, "claim"), counted(done.runs, "run"),
            done.searches == 0 ? "" : format(", {} saved search{}", done.searches, done.searches == 1 ? "" : "es"),
            done.answers == 0 ? "" : ", " + counted(done.answers, "answer"));
    else
        console.out << nlohmann::ordered_json{{"version", 1},
                                              {"articles",
                                               {{"new", done.articles_new},
                                                {"revised", done.articles_revised},
                                                {"known", done.articles_known}}},
                                              {"decisions", done.decisions},
                                              {"corrections", done.corrections},
                                              {"answers", done.answers},
                                              {"claims", done.claims},
                                              {"runs", done.runs},
                                              {"searches", done.searches}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook
