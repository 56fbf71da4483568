// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON that programs rely on: one record of `export review`, and `show --format json` which adds the texts.
#pragma once

#include "query/casebook.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace casebook {

/// One line of `export review`, as query/README.md documents it.
nlohmann::ordered_json review_json(const Casebook& casebook, const std::string& id);

/// The same with the bibliography, the passages that evidence points into, and the history of decisions.
nlohmann::ordered_json record_json(const Casebook& casebook, const std::string& id);

/// Who decided what and why, without the grounds.
nlohmann::ordered_json decision_json(const Decision& decision);

/// What is known of an article's full text; `passages` is their number.
nlohmann::ordered_json full_text_json(const FullText& found);

} // namespace casebook
