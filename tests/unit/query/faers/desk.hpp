// SPDX-License-Identifier: GPL-3.0-or-later
// A casebook with FAERS quarters, asked from the command line on.
#pragma once

#include "query/request.hpp"
#include "tests/unit/shared.hpp"
#include "tests/unit/temporary.hpp"

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace casebook::test::faers {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

inline const std::string group = "Alopecia,Alopecia areata,Alopecia totalis,Alopecia universalis";

struct FaersReply
{
    int status = 0;
    std::string out;
    std::string err;
    Json json() const { return Json::parse(out); }
};

/// A casebook of its own for each test.
class FaersDesk
{
public:
    FaersDesk() { run({"init", "--drug", "cyclosporine", "--event", "alopecia"}); }

    FaersReply run(const Words& words) const
    {
        const std::string folder = (scratch_ / "review").string();
        std::vector<const char*> argv = {"casebook", "-C", folder.c_str()};
        for (const std::string& word : words)
            argv.push_back(word.c_str());
        std::ostringstream out;
        std::ostringstream err;
        const int status = run_command_line(static_cast<int>(argv.size()), argv.data(), {out, err});
        return {status, out.str(), err.str()};
    }
    FaersReply add(const Words& zips) const
    {
        Words words = {"faers", "add"};
        for (const std::string& zip : zips)
            words.push_back((faers_sample() / zip).string());
        return run(words);
    }
    FaersReply add_all() const
    {
        return add({"faers_ascii_2024q4.zip", "aers_ascii_2005q1.zip", "faers_ascii_2018q1.zip",
                    "faers_ascii_2012q4.zip", "faers_ascii_2020Q1.zip", "aers_ascii_2012q1.zip"});
    }
    Json count(const std::string& drug, Words more) const
    {
        Words words = {"faers", "count", drug, group, "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words).json();
    }
    const TemporaryFolder& scratch() const { return scratch_; }

private:
    TemporaryFolder scratch_;
};

} // namespace casebook::test::faers
