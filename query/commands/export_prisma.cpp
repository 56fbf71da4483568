// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/prisma/prisma.hpp"
#include "query/tables/exporters.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

void write_flow_json(std::ostream& out, const Flow& flow) { out << flow_json(flow).dump(1) << "\n"; }

struct FlowFormat
{
    std::string_view word;
    void (*write)(std::ostream&, const Flow&);
};
constexpr std::array<FlowFormat, 5> flow_formats = {{{"svg", write_flow_svg},
                                                     {"png", write_flow_png},
                                                     {"html", write_flow_html},
                                                     {"json", write_flow_json},
                                                     {"csv", write_flow_csv}}};

const FlowFormat& flow_format(const Request& request)
{
    std::string word = request.text("--format");
    if (word.empty()) // the end of the file's name says it, ".svg"
        word = lower_ascii(std::filesystem::path(request.text("-o", "x.svg")).extension().string()).erase(0, 1);
    const auto* found = std::ranges::find(flow_formats, word, &FlowFormat::word);
    if (found == flow_formats.end())
        throw UsageError(
            format("a flow diagram is written as svg, png, html, json or csv, not as {}; end the name of -o so, "
                   "or say --format.",
                   word.empty() ? "a file without an ending" : word));
    return *found;
}

struct LayoutWord
{
    std::string_view word;
    FlowLayout layout;
};
constexpr std::array<LayoutWord, 4> layout_words = {{{"new", FlowLayout::new_review},
                                                     {"new-other", FlowLayout::new_with_other},
                                                     {"update", FlowLayout::update},
                                                     {"update-other", FlowLayout::update_with_other}}};

FlowLayout flow_layout(const Request& request)
{
    if (!request.has("--layout"))
        return FlowLayout::by_data;
    const auto* found = std::ranges::find(layout_words, request.text("--layout"), &LayoutWord::word);
    if (found == layout_words.end())
        throw UsageError(
            format("--layout {}: expected new, new-other, update or update-other.", request.text("--layout")));
    return found->layout;
}

} // namespace

int run_export_prisma(const Request& request, const Console& console)
{
    const FlowFormat& form = flow_format(request);
    const FlowLayout layout = flow_layout(request);
    const Casebook casebook = open_casebook(request);
    const Flow flow = make_flow(casebook, layout, request.text("--since"));
    deliver(request, console, [&](std::ostream& out) { form.write(out, flow); });
    console.err << format("Layout: {}{}.\n", layout_text(flow),
                          flow.updated ? "; the previous version is what stood before " + flow.since : "");
    const std::size_t without_row = flow.other ? flow.methods.back().records : 0;
    if (form.word == "csv" && without_row > 0)
        console.err << format(
            "{} identified by other methods than its three: the R package draws no line for them. The row "
            "other_method_results has them; name them in the text.\n",
            counted(without_row, "record"));
    if (flow.on_the_record_alone > 0)
        console.err << format("{} assessed by title and abstract alone: look for the full texts (`fetch --fulltext`, "
                              "`fulltext`) before you publish the boxes on retrieval.\n",
                              counted(flow.on_the_record_alone, "report"));
    for (const FlowIdentity& rule : flow_identities(flow))
        if (!rule.because.empty())
            console.err << format("Not yet adding up: {}.\n", rule.because);
    return 0;
}

} // namespace casebook
