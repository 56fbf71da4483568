// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/matcher/hyperscan.hpp"

namespace casebook {

struct Hyperscan::Impl
{
};

std::string Hyperscan::version() { return ""; }
Hyperscan::Hyperscan(std::vector<std::string> /*terms*/) {}
Hyperscan::~Hyperscan() = default;
std::vector<Stretch> Hyperscan::find(const std::string& /*text*/) const { return {}; }

} // namespace casebook
