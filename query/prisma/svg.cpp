// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: a grid of columns and rows as in the official templates. Lengths are SVG's user units (pixels).
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/pictures/picture.hpp"
#include "query/prisma/prisma.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>

namespace casebook {

namespace {

constexpr double letter_size = 12;
constexpr double line_height = 15;
constexpr double box_padding = 8;
constexpr double gap_across = 30;
constexpr double gap_down = 26;
constexpr double outer_margin = 12;
constexpr double bar_width = 26;
constexpr double least_bar = 74; ///< for the word beside it
constexpr double note_size = 10.5;
constexpr double note_line = line_height - 1;
constexpr std::size_t grid_rows = 7;

enum class Place { previous, main, beside, other, beside_other };
constexpr std::array<double, 5> place_width = {190, 240, 240, 210, 236};

/// Where each box of the templates stands.
struct GridCell
{
    std::string_view id;
    Place place;
    std::size_t row;
};
constexpr std::array<GridCell, 19> grid_cells = {{{"prevstud", Place::previous, 0},
                                                  {"box1", Place::previous, 1},
                                                  {"newstud", Place::main, 0},
                                                  {"box2", Place::main, 1},
                                                  {"box3", Place::beside, 1},
                                                  {"box4", Place::main, 2},
                                                  {"box5", Place::beside, 2},
                                                  {"box6", Place::main, 3},
                                                  {"box7", Place::beside, 3},
                                                  {"box8", Place::main, 4},
                                                  {"box9", Place::beside, 4},
                                                  {"box10", Place::main, 5},
                                                  {"othstud", Place::other, 0},
                                                  {"box11", Place::other, 1},
                                                  {"box12", Place::other, 3},
                                                  {"box13", Place::beside_other, 3},
                                                  {"box14", Place::other, 4},
                                                  {"box15", Place::beside_other, 4},
                                                  {"box16", Place::main, 6}}};

struct Arrow
{
    std::string_view from;
    std::string_view to;
};
constexpr std::array<Arrow, 15> flow_arrows = {{{"box2", "box3"},
                                                {"box2", "box4"},
                                                {"box4", "box5"},
                                                {"box4", "box6"},
                                                {"box6", "box7"},
                                                {"box6", "box8"},
                                                {"box8", "box9"},
                                                {"box8", "box10"},
                                                {"box10", "box16"},
                                                {"box11", "box12"},
                                                {"box12", "box13"},
                                                {"box12", "box14"},
                                                {"box14", "box15"},
                                                {"box14", "box10"},
                                                {"box1", "box16"}}};

struct Drawn
{
    std::string_view id;
    std::size_t row = 0;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    std::vector<std::string> lines;
};

struct Drawing
{
    std::vector<Drawn> boxes;
    std::array<double, grid_rows> top{};
    std::array<double, grid_rows> height{};
    double width = 0;
    double bottom = 0;
};

constexpr std::string_view centred = R"( text-anchor="middle" font-weight="bold")";

bool is_heading(std::string_view id) { return id.ends_with("stud"); }

/// The left edge of a column, of those that the layout has.
double left_of(Place place, const Flow& flow)
{
    double x = outer_margin + bar_width + gap_across / 2;
    for (std::size_t i = flow.updated ? 0 : 1; i < static_cast<std::size_t>(place); ++i)
        x += place_width[i] + gap_across;
    return x;
}

double width_of_box(const GridCell& cell)
{
    const auto width = [](Place place) { return place_width[static_cast<std::size_t>(place)]; };
    if (cell.id == "newstud")
        return width(Place::main) + gap_across + width(Place::beside);
    if (cell.id == "othstud")
        return width(Place::other) + gap_across + width(Place::beside_other);
    return width(cell.place);
}

Drawing laid_out(const Flow& flow)
{
    Drawing out;
    for (const FlowBox& box : flow_boxes(flow)) {
        const auto* cell = std::ranges::find(grid_cells, box.id, &GridCell::id);
        Drawn drawn{box.id, cell->row, left_of(cell->place, flow), 0, width_of_box(*cell), 0, {}};
        drawn.lines = wrapped(box.lines, drawn.width - 2 * box_padding, letter_size);
        drawn.height = static_cast<double>(drawn.lines.size()) * line_height + 2 * box_padding;
        out.height[cell->row] = std::max(out.height[cell->row], drawn.height);
        out.width = std::max(out.width, drawn.x + drawn.width + outer_margin);
        out.boxes.push_back(std::move(drawn));
    }
    if (!flow.updated)
        out.height[5] = std::max(out.height[5], least_bar);
    double y = outer_margin;
    for (std::size_t row = 0; row < grid_rows; ++row) {
        out.top[row] = y;
        if (out.height[row] > 0)
            out.bottom = y + out.height[row];
        y += out.height[row] + (row == 0 ? gap_down / 2 : out.height[row] > 0 ? gap_down : 0);
    }
    for (Drawn& box : out.boxes)
        box.y = out.top[box.row] + (out.height[box.row] - box.height) / 2;
    return out;
}

void write_box(std::ostream& out, const Drawn& box)
{
    const bool heading = is_heading(box.id);
    out << format(
        R"(<g id="{}"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" stroke="#000"{}/>)", box.id,
        box.x, box.y, box.width, box.height, heading ? "#f4d58d" : "#fff", heading ? " rx=\"10\"" : "");
    double y = box.y + box_padding + letter_size - 0.5;
    for (const std::string& line : box.lines) {
        const double in = 6 * static_cast<double>(line.find_first_not_of(' '));
        const double x = heading ? box.x + box.width / 2 : box.x + box_padding + in;
        out << format(R"(<text x="{:.1f}" y="{:.1f}"{}>{}</text>)", x, y, heading ? centred : "",
                      markup_escaped(trim(line)));
        y += line_height;
    }
    out << "</g>\n";
}

const Drawn* box_of(const Drawing& drawing, std::string_view id)
{
    const auto found = std::ranges::find(drawing.boxes, id, &Drawn::id);
    return found == drawing.boxes.end() ? nullptr : &*found;
}

/// Straight across or down; from a lower column it goes down first and then across.
void write_arrow(std::ostream& out, const Drawn& from, const Drawn& to)
{
    const double from_middle = from.x + from.width / 2;
    const double to_height = to.y + to.height / 2;
    std::string path;
    if (from.row == to.row)
        path = format("M{:.1f} {:.1f}H{:.1f}", from.x + from.width, from.y + from.height / 2, to.x - 1);
    else if (from.x == to.x)
        path = format("M{:.1f} {:.1f}V{:.1f}", from_middle, from.y + from.height, to.y - 1);
    else
        path = format("M{:.1f} {:.1f}V{:.1f}H{:.1f}", from_middle, from.y + from.height, to_height,
                      from.x < to.x ? to.x - 1 : to.x + to.width + 1);
    out << format("<path d=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.2\" marker-end=\"url(#tip)\"/>\n",
                  path);
}

/// The bar beside rows `first` to `last`.
void write_bar(std::ostream& out, const Drawing& drawing, std::string_view id, std::string_view word, std::size_t first,
               std::size_t last)
{
    while (drawing.height[last] == 0)
        --last;
    const double top = drawing.top[first];
    const double height = drawing.top[last] + drawing.height[last] - top;
    const double x = outer_margin + bar_width / 2 + 4;
    out << format(
               R"(<g id="{}"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="6" fill="#c8daee" stroke="#000"/>)",
               id, outer_margin, top, bar_width, height)
        << format("<text{} transform=\"translate({:.1f} {:.1f}) rotate(-90)\">{}</text></g>\n", centred, x,
                  top + height / 2, word);
}

/// The content as running text.
std::string described(const Flow& flow)
{
    std::string out = "Layout: " + layout_text(flow) + ".";
    for (const FlowBox& box : flow_boxes(flow)) {
        std::string text;
        for (const std::string& line : box.lines)
            text += (text.empty() ? "" : text.ends_with(':') ? " " : "; ") + std::string(trim(line));
        out += " " + text + ".";
    }
    for (const std::string& line : flow_footnotes(flow))
        out += " " + line;
    return out;
}

constexpr std::string_view arrow_tip =
    "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" "
    "orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>\n";

void write_notes(std::ostream& out, const std::vector<std::string>& notes, double y)
{
    for (const std::string& note : notes) {
        out << format("<text font-size=\"10.5\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", outer_margin, y,
                      markup_escaped(trim(note)));
        y += note_line;
    }
}

} // namespace

Picture flow_picture(const Flow& flow)
{
    const Drawing drawing = laid_out(flow);
    std::vector<std::string> notes = flow_footnotes(flow);
    notes.emplace_back("After Page MJ, et al. BMJ 2021;372:n71 (CC BY 4.0).");
    notes = wrapped(notes, drawing.width - 2 * outer_margin, note_size);
    std::ostringstream out;
    out << arrow_tip;
    write_bar(out, drawing, "identification", "Identification", 1, 1);
    write_bar(out, drawing, "screening", "Screening", 2, 4);
    write_bar(out, drawing, "included", "Included", 5, 6);
    for (const Arrow& arrow : flow_arrows)
        if (const Drawn* from = box_of(drawing, arrow.from), *to = box_of(drawing, arrow.to); from && to)
            write_arrow(out, *from, *to);
    for (const Drawn& box : drawing.boxes)
        write_box(out, box);
    write_notes(out, notes, drawing.bottom + gap_down + note_size / 2);
    return {"flow",
            "PRISMA 2020 flow diagram: " + flow.title,
            described(flow),
            drawing.width,
            drawing.bottom + gap_down + static_cast<double>(notes.size()) * note_line + outer_margin,
            out.str()};
}

void write_flow_svg(std::ostream& out, const Flow& flow) { write_svg(out, flow_picture(flow)); }
void write_flow_png(std::ostream& out, const Flow& flow) { write_png(out, flow_picture(flow)); }

} // namespace casebook
