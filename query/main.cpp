// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/request.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <string>

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_DFL); // `casebook … | head` ends quietly
    std::ios::sync_with_stdio(false);
    const int status = casebook::run_command_line(argc, argv, {std::cout, std::cerr});
    std::cout.flush();
    if (std::cout)
        return status;
    std::cout.clear(); // once more, to learn what is wrong
    errno = 0;
    std::cout.flush();
    std::cerr << "casebook: the output cannot be written"
              << (errno != 0 ? std::string(": ") + std::strerror(errno) : std::string()) << ". Free some space, or "
              << "write elsewhere, and run the command again.\n";
    return 1;
}
