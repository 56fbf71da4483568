// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/nearest.hpp"
#include "corpus/protocol.hpp"
#include "corpus/share.hpp"
#include "corpus/store.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

/// "cyclosporine, ciclosporin" → two names; the first is the normal one.
std::vector<std::string> names(const std::string& list, std::string_view option)
{
    std::vector<std::string> out;
    for (const std::string& name : split(list, ','))
        if (!trim(name).empty())
            out.emplace_back(trim(name));
    if (out.empty())
        throw UsageError(format("{} needs a name.", option));
    return out;
}

std::string template_text(const std::string& name)
{
    const std::filesystem::path folder = share_folder() / "sample" / "templates";
    const std::filesystem::path file = folder / (name + ".json");
    if (name.find('/') == std::string::npos && std::filesystem::exists(file))
        return read_file(file);
    if (!std::filesystem::exists(folder))
        throw Error(format("{}: the templates that come with the program are missing. Install casebook again, or give "
                           "--drug and --event.",
                           folder.string()));
    std::vector<std::string> known;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        known.push_back(entry.path().stem().string());
    std::ranges::sort(known);
    throw UsageError(format("there is no template \"{}\"; there are: {}.", name, join(known, ", ")));
}

std::string protocol_text(const Request& request)
{
    const bool pair = request.has("--drug") || request.has("--event");
    if (pair && !(request.has("--drug") && request.has("--event")))
        throw UsageError("--drug and --event go together.");
    if (static_cast<int>(pair) + static_cast<int>(request.has("--protocol")) +
            static_cast<int>(request.has("--template")) >
        1)
        throw UsageError("give one of --protocol, --template, or --drug with --event.");
    if (request.has("--protocol"))
        return read_file(request.text("--protocol"));
    if (pair)
        return write_protocol(names(request.text("--drug"), "--drug"), names(request.text("--event"), "--event"));
    return template_text(request.text("--template", "cyclosporine-alopecia"));
}

void print_made(const Request& request, const Protocol& protocol, const Console& console)
{
    console.out << format("{}: {}\n  search  {}\n  drug    {}{}\n  event   {}\n", request.protocol().string(),
                          protocol.title, protocol.pubmed_search, protocol.drug.name,
                          protocol.drug.synonyms.empty() ? "" : " (" + join(protocol.drug.synonyms, ", ") + ")",
                          protocol.event.name);
}

nlohmann::ordered_json made_json(const Request& request, const Protocol& protocol)
{
    return {{"version", 1},
            {"protocol", request.protocol().string()},
            {"title", protocol.title},
            {"search", protocol.pubmed_search},
            {"drug", protocol.drug.name},
            {"synonyms", protocol.drug.synonyms},
            {"event", protocol.event.name}};
}

/// A name that no vocabulary knows is taken as it is, but may be a slip; so may a drug that is a condition.
void say_unknown(const std::string& name, std::string_view what, const Lexicon& known, const Lexicon& other,
                 std::string_view other_what, const Console& console)
{
    if (!known.concept_of(name).empty())
        return;
    std::vector<std::string> names;
    for (const LexiconTerm& term : known.terms())
        if (term.term.size() > 4)
            names.push_back(term.term);
    const bool swapped = !other.concept_of(name).empty();
    console.err << format("\"{}\" is not a {} that the vocabularies know{}. It is searched and read as you wrote it; "
                          "check the spelling.{}\n",
                          name, what, swapped ? format(", but a {}", other_what) : "",
                          swapped ? "" : did_you_mean(name, names));
}

void check_names(const Protocol& protocol, const Console& console)
{
    say_unknown(protocol.drug.name, "drug", drug_lexicon(), condition_lexicon(), "condition", console);
    say_unknown(protocol.event.name, "condition", condition_lexicon(), drug_lexicon(), "drug", console);
}

} // namespace

int run_init(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const std::string text = protocol_text(request);
    const Parsed<Protocol> protocol = parse_protocol(text);
    if (!protocol)
        throw Error(format("{}:{}: {}. Mend the line and run the command again.",
                           request.text("--protocol", "protocol"), protocol.error().position, protocol.error().what));
    std::filesystem::create_directories(request.dir);
    if (std::filesystem::exists(request.protocol()) && read_file(request.protocol()) != text)
        throw Error(
            format("{}: there is another protocol here already. Choose another folder with -C, or edit that file.",
                   request.protocol().string()));
    const bool was_here = std::filesystem::exists(request.protocol()) && std::filesystem::exists(request.database());
    if (!was_here)
        write_file(request.protocol(), text);
    const Store store = Store::open(request.database());
    if (form == Format::text)
        print_made(request, *protocol, console);
    else
        console.out << made_json(request, *protocol).dump(form == Format::json ? 1 : -1) << "\n";
    if (was_here) {
        console.err << format("This casebook was here already, with {} records; nothing was changed.\n",
                              store.article_ids().size());
        return 0;
    }
    check_names(*protocol, console);
    console.err
        << "Read the protocol over and edit it as you like; then `casebook update`, or `casebook import FILE`.\n";
    return 0;
}

} // namespace casebook
