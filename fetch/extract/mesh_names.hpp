// SPDX-License-Identifier: GPL-3.0-or-later
// Which MeSH headings name the protocol's drug or its event.
#pragma once

#include "corpus/protocol.hpp"
#include "fetch/extract/reading.hpp"

#include <string>
#include <unordered_set>

namespace casebook {

class MeshNames
{
public:
    explicit MeshNames(const Protocol& protocol);

    /// "Arthritis, Rheumatoid" is "rheumatoid arthritis"; "Cyclosporins" is "cyclosporin".
    NamedHeading named_by(const std::string& heading) const;

private:
    using Names = std::unordered_set<std::string>;
    static bool has(const Names& names, const std::string& plain);

    Names drug_;
    Names event_;
};

} // namespace casebook
