// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/annotator.hpp"
#include "fetch/extract/pair_roles.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"

#include <charconv>
#include <fstream>
#include <functional>
#include <iostream>
#include <optional>

namespace casebook {

namespace {

/// What is read in a text: its events, and its pairs where they are asked for.
using Reads = std::function<void(AnnotatedText&)>;

float least_of(const Request& request)
{
    const std::string word = request.text("--least", "0");
    try {
        std::size_t end = 0;
        const float value = std::stof(word, &end);
        if (end == word.size() && value >= 0 && value <= 1)
            return value;
    } catch (const std::exception&) {
    }
    throw UsageError(format("--least {}: expected a probability from 0 to 1.", word));
}

/// The model if there is one, else the vocabularies alone; which it is, is said.
Reads reader_of(const Request& request, const Console& console)
{
    const std::filesystem::path file = request.text("--model", shipped_model().string());
    if (!request.has("--model") && !std::filesystem::exists(file)) {
        console.err << format("There is no model at {}: only names of the vocabularies are marked. `casebook train` "
                              "makes one.\n",
                              file.string());
        return [gazetteer = Gazetteer()](AnnotatedText& text) {
            text.events = annotate_by_vocabulary(gazetteer, text.text);
        };
    }
    return [annotator = Annotator(Model::open(file)), least = least_of(request)](AnnotatedText& text) mutable {
        text.events = annotate(annotator, text.text, least);
    };
}

std::string quoted(const AnnotatedText& text, const AnnotatedSpan& span)
{
    return collapse(std::string_view(text.text).substr(span.begin, span.end - span.begin));
}

std::string_view in_words(std::string_view role)
{
    return role == "suspect"              ? "suspected cause"
           : role == "treatment_of_event" ? "given for it"
           : role == "other_suspect"      ? "another drug is blamed"
                                          : role;
}

void print_text(const AnnotatedText& text, std::ostream& out)
{
    out << collapse(text.text) << "\n";
    if (text.events.empty())
        out << "  nothing is read here\n";
    for (const AnnotatedEvent& event : text.events) {
        out << format("  {} event, {:.0f} %", event.type == "adverse" ? "adverse" : "therapeutic",
                      100 * static_cast<double>(event.score));
        if (event.trigger)
            out << format(", told by \"{}\"", quoted(text, *event.trigger));
        out << "\n";
        for (const AnnotatedSpan& argument : event.arguments)
            out << format("    {:<22} {:>4.0f} %  {}\n", argument.role, 100 * static_cast<double>(argument.score),
                          quoted(text, argument));
    }
}

/// The pairs of which something is said, each with the cue that decides and its words.
void print_pairs(const AnnotatedText& text, std::ostream& out)
{
    bool any = false;
    for (const AnnotatedPair& pair : *text.pairs) {
        if (!pair.words)
            continue;
        any = true;
        out << format("  {} – {}: {}\n    {}: \"{}\"\n", quoted(text, pair.drug), quoted(text, pair.event),
                      in_words(pair.role), pair.cue, quoted(text, *pair.words));
    }
    if (!any)
        out << "  nothing says what a drug is to a condition here\n";
}

/// Lines of JSON with a text, or lines that are the text. False when a line cannot be read.
bool annotate_stream(std::istream& in, const std::string& name, const Reads& reads, Format form, const Console& console)
{
    bool good = true;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (trim(line).empty())
            continue;
        AnnotatedText text;
        if (line.front() == '{') {
            Parsed<AnnotatedText> parsed = parse_annotated(line);
            if (!parsed) {
                console.err << format("{}: line {} {}. It is left out.\n", name, number, parsed.error().what);
                good = false;
                continue;
            }
            text = std::move(*parsed);
        } else {
            text.text = repaired_utf8(line);
        }
        if (text.id.empty())
            text.id = std::to_string(number);
        reads(text);
        if (form == Format::text) {
            print_text(text, console.out);
            if (text.pairs)
                print_pairs(text, console.out);
            console.out << "\n";
        } else
            console.out << annotated_json(text) << "\n";
    }
    return good;
}

} // namespace

int run_annotate(const Request& request, const Console& console)
{
    const Format form = format_of(request);
    const Reads events = reader_of(request, console);
    std::optional<Reader> reader;
    std::optional<Model> roles;
    if (request.has("--roles")) {
        reader.emplace();
        if (std::filesystem::exists(shipped_roles()))
            roles = Model::open(shipped_roles());
        else
            console.err << format("There is no model at {}: roles are told by the rules alone.\n",
                                  shipped_roles().string());
    }
    const Reads reads = [&](AnnotatedText& text) {
        events(text);
        if (reader)
            text.pairs = read_pair_roles(*reader, roles ? &*roles : nullptr, text);
    };
    if (request.all("FILE").empty())
        return annotate_stream(std::cin, "the input", reads, form, console) ? 0 : 1;
    bool good = true;
    for (const std::string& file : request.all("FILE")) {
        if (file == "-") {
            good &= annotate_stream(std::cin, "the input", reads, form, console);
            continue;
        }
        std::ifstream in(file);
        if (!in)
            throw Error(format("{}: cannot be opened. Check the name.", file));
        good &= annotate_stream(in, file, reads, form, console);
    }
    return good ? 0 : 1;
}

} // namespace casebook
