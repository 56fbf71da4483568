// SPDX-License-Identifier: GPL-3.0-or-later
// What the two things that `train` learns have in common.
#pragma once

#include "fetch/extract/annotation.hpp"
#include "query/request.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace casebook {

/// An annotated corpus, a text a line. Throws Error with file and line: nothing is trained on half of one.
std::vector<AnnotatedText> read_corpus(const std::filesystem::path& file);

/// "60.6"
std::string percent(double share);

/// The day by UTC, for cards.
std::string today();

/// Learns which drug a text blames (`casebook train --roles`): the model and its card.
int run_train_roles(const Request& request, const Console& console);

} // namespace casebook
