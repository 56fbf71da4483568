// SPDX-License-Identifier: GPL-3.0-or-later
// The literature index beside Xapian's own ways: a generator of terms at its defaults, its facets, its snippets.
//
//     bench_literature make FILE COPIES INDEX     the product's index of the records of PubMed XML, each COPIES times
//     bench_literature plain FILE COPIES INDEX    the same documents by Xapian::TermGenerator
//     bench_literature top INDEX PLAIN            the ten best of 200 queries in both; status 1 when they differ
//     bench_literature page INDEX                 a page of results beside the bare match; status 1 when answers differ
#include "tests/bench/literature/literature.hpp"

#include <iostream>

int main(int count, char** words)
{
    const std::vector<std::string> given(words + 1, words + count);
    if (given.size() == 4 && (given[0] == "make" || given[0] == "plain"))
        return casebook::bench::make_index(given[1], std::stoul(given[2]), given[3], given[0] == "plain");
    if (given.size() == 3 && given[0] == "top")
        return casebook::bench::compare_tops(given[1], given[2]);
    if (given.size() == 2 && given[0] == "page")
        return casebook::bench::measure_page(given[1]);
    return 2;
}
