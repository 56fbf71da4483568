// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/meddra.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <functional>
#include <vector>

namespace casebook {

namespace {

/// The fields of every line, at least `least` of them.
void each_line(const std::filesystem::path& file, std::size_t least,
               const std::function<void(const std::vector<std::string>&)>& use)
{
    std::size_t number = 0;
    for (const std::string& line : split(repaired_utf8(read_file(file)), '\n')) {
        ++number;
        if (trim(line).empty())
            continue;
        const std::vector<std::string> fields = split(trim(line), '$');
        if (fields.size() < least || trim(fields[0]).empty() || trim(fields[1]).empty())
            throw Error(format("{}:{}: expected at least {} fields with $ between, as MedDRA is distributed.",
                               file.string(), number, least));
        use(fields);
    }
}

} // namespace

bool Meddra::exists(const std::filesystem::path& folder)
{
    return std::filesystem::exists(folder / "pt.asc") && std::filesystem::exists(folder / "llt.asc");
}

Meddra Meddra::open(const std::filesystem::path& folder)
{
    Meddra out;
    each_line(folder / "pt.asc", 2, [&](const std::vector<std::string>& fields) {
        out.names_[fields[0]] = trim(fields[1]);
        out.codes_[lower_ascii(trim(fields[1]))] = fields[0];
    });
    each_line(folder / "llt.asc", 3, [&](const std::vector<std::string>& fields) {
        out.codes_.try_emplace(lower_ascii(trim(fields[1])), fields[2]);
    });
    return out;
}

std::string Meddra::preferred(std::string_view term) const
{
    const auto code = codes_.find(lower_ascii(trim(term)));
    const auto name = code == codes_.end() ? names_.end() : names_.find(code->second);
    return name == names_.end() ? "" : name->second;
}

} // namespace casebook
