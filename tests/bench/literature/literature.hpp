// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace casebook::bench {

/// Each prints figures as a line of JSON and returns the status of the program.
int make_index(const std::string& file, std::size_t copies, const std::string& folder, bool plain);
int compare_tops(const std::string& index, const std::string& plain);
int measure_page(const std::string& index);

/// Two words that stand together in many titles, as a reader asks for them; always the same for the same index.
struct WordPair
{
    std::string first, second;
};
std::vector<WordPair> word_pairs(const std::string& index, std::size_t count);

double cpu_seconds();
double wall_seconds();

} // namespace casebook::bench
