// SPDX-License-Identifier: GPL-3.0-or-later
// Screening and extraction as `update` has them, each record read once for both; no command does only that.
//
//     bench_stages FOLDER     of the casebook there
#include "query/stages/stages.hpp"

#include <exception>
#include <iostream>

int main(int count, char** words)
try {
    if (count != 2)
        return 2;
    casebook::Request request;
    request.dir = words[1];
    casebook::Casebook casebook = casebook::open_casebook(request);
    casebook::screen_and_extract(casebook, {std::cout, std::cerr});
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
