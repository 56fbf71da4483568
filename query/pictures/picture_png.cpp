// SPDX-License-Identifier: GPL-3.0-or-later
// The door to librsvg and cairo.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/pictures/picture.hpp"

#include <array>
#include <cairo.h>
#include <cmath>
#include <cstdint>
#include <librsvg/rsvg.h>
#include <memory>
#include <ostream>
#include <sstream>

#if defined(__SANITIZE_ADDRESS__)
/// fontconfig keeps the fonts that it found until the program ends, and nobody can give them back.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif

namespace casebook {

namespace {

using Bytes = std::string;

constexpr double units_per_inch = 96;
constexpr double inches_per_metre = 1 / 0.0254;
/// The eight bytes that begin a PNG, and the header chunk behind them: what else is said of the picture comes next.
constexpr std::size_t behind_header = 8 + 25;

[[noreturn]] void cannot_draw(std::string_view why)
{
    throw Error(
        format("the picture: cannot be drawn as PNG ({}). Take --format svg, which any browser shows.", collapse(why)));
}

template <class T> using Held = std::unique_ptr<T, void (*)(T*)>;

Held<RsvgHandle> read_svg(const std::string& svg)
{
    GError* error = nullptr;
    const auto* bytes = reinterpret_cast<const guint8*>(svg.data());
    Held<RsvgHandle> out(rsvg_handle_new_from_data(bytes, svg.size(), &error),
                         [](RsvgHandle* handle) { g_object_unref(handle); });
    if (!out) {
        const std::string why = error->message;
        g_error_free(error);
        cannot_draw(why);
    }
    return out;
}

cairo_status_t append(void* to, const unsigned char* data, unsigned int length)
{
    static_cast<Bytes*>(to)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Bytes drawn(RsvgHandle& svg, double width, double height)
{
    constexpr double scale = dots_per_inch / units_per_inch;
    // as the SVG says its size
    const RsvgRectangle whole = {0, 0, std::ceil(std::round(width) * scale), std::ceil(std::round(height) * scale)};
    const Held<cairo_surface_t> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(whole.width), static_cast<int>(whole.height)),
        cairo_surface_destroy);
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        cannot_draw(cairo_status_to_string(status)); // 32,767 dots at most each way
    const Held<cairo_t> brush(cairo_create(surface.get()), cairo_destroy);
    cairo_set_source_rgb(brush.get(), 1, 1, 1); // where the last line of dots is covered in part
    cairo_paint(brush.get());
    GError* error = nullptr;
    if (!rsvg_handle_render_document(&svg, brush.get(), &whole, &error)) {
        const std::string why = error->message;
        g_error_free(error);
        cannot_draw(why);
    }
    Bytes out;
    if (const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &out);
        status != CAIRO_STATUS_SUCCESS)
        cannot_draw(cairo_status_to_string(status));
    return out;
}

/// Most significant byte first.
Bytes four_bytes(std::uint32_t number)
{
    Bytes out;
    for (const int shift : {24, 16, 8, 0})
        out += static_cast<char>((number >> shift) & 0xFFU);
    return out;
}

/// The cyclic redundancy code of a chunk: PNG 3rd edition, 5.5.
std::uint32_t redundancy_code(const Bytes& bytes)
{
    std::uint32_t code = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        code ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            code = (code >> 1U) ^ ((code & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~code;
}

Bytes chunk(std::string_view kind, const Bytes& data)
{
    const Bytes content = Bytes(kind) + data;
    return four_bytes(static_cast<std::uint32_t>(data.size())) + content + four_bytes(redundancy_code(content));
}

/// A text in UTF-8, not compressed, its language not said.
Bytes text_chunk(std::string_view keyword, const std::string& text)
{
    return chunk("iTXt", Bytes(keyword) + Bytes(5, '\0') + text);
}

Bytes resolution_chunk()
{
    const Bytes per_metre = four_bytes(static_cast<std::uint32_t>(std::lround(dots_per_inch * inches_per_metre)));
    return chunk("pHYs", per_metre + per_metre + '\1');
}

} // namespace

void write_png(std::ostream& out, const Picture& picture)
{
    std::ostringstream svg;
    write_svg(svg, picture);
    const Held<RsvgHandle> handle = read_svg(svg.str());
    Bytes png = drawn(*handle, picture.width, picture.height);
    png.insert(behind_header, resolution_chunk() + text_chunk("Title", picture.title) +
                                  text_chunk("Description", picture.description));
    out << png;
}

} // namespace casebook
