// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/clock.hpp"

#include <chrono>
#include <ctime>
#include <random>
#include <thread>

namespace casebook {

Clock system_clock()
{
    const auto now = [] {
        std::timespec time{};
        clock_gettime(CLOCK_MONOTONIC, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    };
    const auto sleep = [](double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); };
    const auto random = [engine = std::mt19937(std::random_device()())]() mutable {
        return std::uniform_real_distribution<double>()(engine);
    };
    return {now, sleep, random};
}

} // namespace casebook
