// SPDX-License-Identifier: GPL-3.0-or-later
// What all plots have in common: a sheet that is filled from above, its title, its caption, and what is said of where
// the numbers come from.
#pragma once

#include "query/pictures/plot.hpp"

#include <string>
#include <vector>

namespace casebook {

inline constexpr double sheet_width = 720; ///< 7.5 inches: the width of a page
inline constexpr double sheet_margin = 12;

/// A picture in the making; `y` is where it goes on.
struct Sheet
{
    std::string body;
    double y = sheet_margin;
};

/// A sheet with its title, in as many lines as it takes.
Sheet begun_sheet(const std::string& title);

/// "A. From the first dose": the heading of a part.
void add_heading(Sheet& sheet, const std::string& heading);

/// Words in the middle of the room between `top` and `bottom` where nothing can be drawn: why.
void add_nothing(Sheet& sheet, double left, double right, double height, const std::string& why);

/// A row of signs with what they mean.
struct LegendSign
{
    std::string meaning;
    Shape shape = Shape::disc;
    std::string_view area = {}; ///< a swatch of this style instead of the shape
    std::string_view line = {}; ///< a stroke of this style instead of the shape
};
void add_signs(Sheet& sheet, const std::vector<LegendSign>& signs);

/// The caption below, and the picture is done. Title and about are the table's; the description is `says`, then the
/// caption.
Plot finished(Sheet sheet, std::string id, const std::vector<std::string>& says, Table numbers);

/// Whose patients, by which rule, at which level, when searched.
std::vector<std::string> about_literature(const PlotSource& source);
/// The rule by which FAERS was asked, and what its reports are not; or that none are held.
std::vector<std::string> about_faers(const PlotSource& source);

/// "cyclosporine and alopecia"
std::string pair_of(const PlotSource& source);

/// A row of the numbers.
void add_row(Table& table, std::initializer_list<std::string> cells);

} // namespace casebook
