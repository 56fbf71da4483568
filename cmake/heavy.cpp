// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

template class nlohmann::basic_json<nlohmann::ordered_map>;
