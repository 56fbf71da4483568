// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/axis.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace casebook {

namespace {

constexpr double tick_length = 4;
constexpr double tick_letters = 10;

struct NamedDays
{
    double days;
    std::string_view name;
};
// week 7, month 30.44, year 365.25 days, as everywhere in the program
constexpr NamedDays named_days[] = {{1, "1 d"},        {3, "3 d"},       {7, "1 wk"},      {14, "2 wk"},
                                    {30.44, "1 mo"},   {91.31, "3 mo"},  {182.6, "6 mo"},  {365.25, "1 y"},
                                    {730.5, "2 y"},    {1826.25, "5 y"}, {3652.5, "10 y"}, {7305, "20 y"},
                                    {18262.5, "50 y"}, {36525, "100 y"}};

constexpr double named_ratios[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

/// The first of ascending values that is not less than all that is to be shown, or the last.
template <class Values, class Value> auto first_from(const Values& values, double least, Value value)
{
    const auto found = std::ranges::find_if(values, [&](const auto& one) { return value(one) >= least; });
    return found == std::end(values) ? std::prev(std::end(values)) : found;
}

template <class Values, class Value> auto last_to(const Values& values, double most, Value value)
{
    auto found = std::begin(values);
    while (std::next(found) != std::end(values) && value(*std::next(found)) <= most)
        ++found;
    return found;
}

/// Takes out the ticks whose names would touch the one before; the last stays.
void leave_room(Axis& axis)
{
    const auto half = [](const Tick& tick) { return (text_width(tick.label) * tick_letters + 8) / 2; };
    std::vector<Tick> kept;
    for (const Tick& tick : axis.ticks) {
        const auto touches = [&] {
            return !kept.empty() &&
                   place_on(axis, tick.value) - place_on(axis, kept.back().value) < half(tick) + half(kept.back());
        };
        const bool is_last = &tick == &axis.ticks.back();
        while (is_last && kept.size() > 1 && touches())
            kept.pop_back();
        if (!touches())
            kept.push_back(tick);
    }
    axis.ticks = std::move(kept);
}

} // namespace

double place_on(const Axis& axis, double value)
{
    const auto scaled = [&](double v) { return axis.logarithmic ? std::log(v) : v; };
    const double bounded = std::clamp(value, axis.least, axis.most);
    const double share = (scaled(bounded) - scaled(axis.least)) / (scaled(axis.most) - scaled(axis.least));
    return axis.begin + share * (axis.end - axis.begin);
}

Axis count_axis(double most, double begin, double end)
{
    const double needed = std::max(most, 1.0);
    double step = 1;
    for (int i = 0; needed / step > 5; ++i)
        step *= i % 3 == 1 ? 2.5 : 2;
    Axis out{0, std::ceil(needed / step) * step, begin, end, false, {}};
    for (double value = 0; value <= out.most; value += step)
        out.ticks.push_back({value, format("{:.0f}", value)});
    return out;
}

Axis days_axis(double least, double most, std::string_view before, double begin, double end)
{
    const auto days_of = [](const NamedDays& one) { return one.days; };
    const auto* first = last_to(named_days, least, days_of);
    const auto* last = first_from(named_days, most, days_of);
    constexpr std::ptrdiff_t least_ticks = 3;
    while (last - first < least_ticks && first != std::begin(named_days))
        --first;
    while (last - first < least_ticks && std::next(last) != std::end(named_days))
        ++last;
    Axis out{first->days, std::max(last->days, most), begin, end, true, {}};
    if (!before.empty()) {
        out.least /= std::pow(out.most / out.least, 0.12); // an eighth of the whole
        out.ticks.push_back({out.least, std::string(before)});
    }
    for (const auto* one = first; one <= last; ++one)
        out.ticks.push_back({one->days, std::string(one->name)});
    leave_room(out);
    return out;
}

Axis ratio_axis(double least, double most, double begin, double end)
{
    const auto itself = [](double value) { return value; };
    const auto* first = last_to(named_ratios, std::min(least, 0.5), itself);
    const auto* last = first_from(named_ratios, std::max(most, 2.0), itself);
    Axis out{*first, *last, begin, end, true, {}};
    const bool sparse = last - first > 9; // 0.01, 0.1, 1, 10 …
    for (const auto* one = first; one <= last; ++one)
        if (const double power = std::log10(*one); !sparse || std::abs(power - std::round(power)) < 1e-9)
            out.ticks.push_back({*one, format("{:g}", *one)});
    return out;
}

Axis year_axis(int least, int most, double begin, double end)
{
    constexpr double room_for_name = 34;
    Axis out{static_cast<double>(least), static_cast<double>(most) + 1, begin, end, false, {}};
    const double room = (end - begin) / (out.most - out.least);
    int step = 1;
    for (const int one : {1, 2, 5, 10, 20, 50, 100})
        if (step = one; room * one >= room_for_name)
            break;
    for (int year = least; year <= most; ++year)
        if (year % step == 0)
            out.ticks.push_back({year + 0.5, std::to_string(year)});
    return out;
}

void add_grid(std::string& body, const Axis& axis, double top, double bottom)
{
    for (const Tick& tick : axis.ticks)
        add_line(body, {place_on(axis, tick.value), top}, {place_on(axis, tick.value), bottom}, faint);
}

void add_axis(std::string& body, const Axis& axis, double y)
{
    add_line(body, {axis.begin, y}, {axis.end, y});
    for (const Tick& tick : axis.ticks) {
        const double x = place_on(axis, tick.value);
        add_line(body, {x, y}, {x, y + tick_length});
        add_text(body, {x, y + tick_length + tick_letters}, tick.label, {tick_letters, Anchored::middle});
    }
}

void add_upright_axis(std::string& body, const Axis& axis, double x)
{
    add_line(body, {x, axis.begin}, {x, axis.end});
    for (const Tick& tick : axis.ticks) {
        const double y = place_on(axis, tick.value);
        add_line(body, {x - tick_length, y}, {x, y});
        add_text(body, {x - tick_length - 3, y + 3.5}, tick.label, {tick_letters, Anchored::end});
    }
}

} // namespace casebook
