// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/uphill.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casebook {

namespace {

constexpr std::size_t variables = uphill_variables;
constexpr double longest_step = 2; // of each variable: farther the quadratic is not to be trusted
constexpr double enough = 1e-9;    // what one more step would gain

using Square = std::array<UphillPoint, variables>;

double dot(const UphillPoint& a, const UphillPoint& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < variables; ++i)
        sum += a[i] * b[i];
    return sum;
}

UphillPoint times(const Square& matrix, const UphillPoint& v)
{
    UphillPoint out;
    for (std::size_t i = 0; i < variables; ++i)
        out[i] = dot(matrix[i], v);
    return out;
}

Square diagonal(double value)
{
    Square out = {};
    for (std::size_t i = 0; i < variables; ++i)
        out[i][i] = value;
    return out;
}

class Climber
{
public:
    Climber(const Uphill& hill, const UphillPoint& start) : hill_(hill), at_(start)
    {
        value_ = hill.value(at_, gradient_);
        held_ = held();
        begin_anew();
    }

    Hilltop climb(int most_rounds)
    {
        for (int round = 0; round < most_rounds; ++round)
            if (!step())
                return {at_, value_, round, true};
        return {at_, value_, most_rounds, false};
    }

private:
    using Held = std::array<bool, variables>;

    /// The variables at a side of the box beyond which it goes on uphill.
    Held held() const
    {
        Held out;
        for (std::size_t i = 0; i < variables; ++i)
            out[i] = (at_[i] <= hill_.low[i] && gradient_[i] <= 0) || (at_[i] >= hill_.high[i] && gradient_[i] >= 0);
        return out;
    }

    UphillPoint free_gradient() const
    {
        UphillPoint out = gradient_;
        for (std::size_t i = 0; i < variables; ++i)
            if (held_[i])
                out[i] = 0;
        return out;
    }

    void begin_anew()
    {
        fresh_ = true;
        inverse_ = diagonal(1 / std::max(1.0, std::sqrt(dot(gradient_, gradient_))));
    }

    /// False at the top.
    bool step()
    {
        const UphillPoint gradient = free_gradient();
        UphillPoint way = times(inverse_, gradient);
        for (std::size_t i = 0; i < variables; ++i)
            way[i] = held_[i] ? 0 : std::clamp(way[i], -longest_step, longest_step);
        const double gain = dot(gradient, way);
        if (gain > (fresh_ ? 0 : enough) && move(way, gain))
            return true;
        if (fresh_ || value_ - proved_ <= enough) // there is no way straight uphill, or it led nowhere the last time
            return false;
        proved_ = value_; // what was learned says that this is the top: look once more without it
        begin_anew();
        return true;
    }

    /// Goes as far as the value really rises; false when it nowhere does.
    bool move(const UphillPoint& way, double gain)
    {
        for (double part = 1; part > 1e-12; part /= 4) {
            UphillPoint next;
            for (std::size_t i = 0; i < variables; ++i)
                next[i] = std::clamp(at_[i] + part * way[i], hill_.low[i], hill_.high[i]);
            UphillPoint slope;
            const double value = hill_.value(next, slope);
            if (value > value_ + 1e-4 * part * gain && value - value_ > 1e-13 * std::abs(value_)) {
                learn(next, slope);
                value_ = value;
                return true;
            }
        }
        return false;
    }

    void learn(const UphillPoint& next, const UphillPoint& slope)
    {
        UphillPoint moved;
        UphillPoint fell;
        for (std::size_t i = 0; i < variables; ++i) {
            moved[i] = next[i] - at_[i];
            fell[i] = gradient_[i] - slope[i];
        }
        at_ = next;
        gradient_ = slope;
        const Held before = held_;
        held_ = held();
        const double curve = dot(moved, fell);
        if (before != held_ || curve <= 0)
            begin_anew();
        else
            update(moved, fell, curve);
    }

    void update(const UphillPoint& moved, const UphillPoint& fell, double curve)
    {
        if (fresh_) // the size of the first step was a guess: now the curvature is known
            inverse_ = diagonal(curve / dot(fell, fell));
        fresh_ = false;
        const UphillPoint turned = times(inverse_, fell);
        const double factor = (1 + dot(fell, turned) / curve) / curve;
        for (std::size_t i = 0; i < variables; ++i)
            for (std::size_t k = 0; k < variables; ++k)
                inverse_[i][k] += factor * moved[i] * moved[k] - (turned[i] * moved[k] + moved[i] * turned[k]) / curve;
    }

    const Uphill& hill_;
    UphillPoint at_;
    UphillPoint gradient_ = {};
    double value_ = 0;
    double proved_ = -std::numeric_limits<double>::infinity(); ///< the value when the top was last thought reached
    Held held_ = {};
    bool fresh_ = true;
    Square inverse_ = {};
};

} // namespace

Hilltop climb(const Uphill& hill, const UphillPoint& start, int most_rounds)
{
    UphillPoint inside;
    for (std::size_t i = 0; i < variables; ++i)
        inside[i] = std::clamp(start[i], hill.low[i], hill.high[i]);
    return Climber(hill, inside).climb(most_rounds);
}

} // namespace casebook
