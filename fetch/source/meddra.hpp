// SPDX-License-Identifier: GPL-3.0-or-later
// A user's own copy of MedDRA: which preferred term a lowest-level term belongs to. MedDRA is licensed (MSSO); nothing
// of it ships with this program, and nothing of it is kept beyond the run. Files as distributed: pt.asc
// (pt_code$pt_name$…) and llt.asc (llt_code$llt_name$pt_code$…), one term a line.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace casebook {

class Meddra
{
public:
    /// Reads pt.asc and llt.asc of the folder. Throws Error with file and line.
    static Meddra open(const std::filesystem::path& folder);
    /// Whether the folder has both files.
    static bool exists(const std::filesystem::path& folder);

    /// The preferred term of a term, itself for a preferred one; "" for a word that is neither. Case is the same.
    std::string preferred(std::string_view term) const;
    std::size_t size() const { return names_.size(); } ///< preferred terms

private:
    std::unordered_map<std::string, std::string> names_; ///< pt_code → name
    std::unordered_map<std::string, std::string> codes_; ///< name in lower case → pt_code
};

} // namespace casebook
