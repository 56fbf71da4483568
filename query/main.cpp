// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/request.hpp"

#include <csignal>
#include <iostream>

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_DFL); // `casebook … | head` ends quietly
    std::ios::sync_with_stdio(false);
    const int status = casebook::run_command_line(argc, argv, {std::cout, std::cerr});
    std::cout.flush();
    return std::cout ? status : 1;
}
