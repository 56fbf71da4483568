// SPDX-License-Identifier: GPL-3.0-or-later
// What the splitter makes of a stream: its pieces and what it says at the end.
#pragma once

#include "fetch/source/pubmed_xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook::testing {

struct Piece
{
    PubmedPiece kind;
    std::string xml;
    std::size_t position;
    bool operator==(const Piece&) const = default;
};

struct Cut
{
    std::vector<Piece> pieces;
    std::string root;
    bool cut_short = false;
    bool operator==(const Cut&) const = default;
};

/// Fed in chunks of that many bytes.
inline Cut cut(std::string_view stream, std::size_t chunk = 1U << 20U)
{
    Cut out;
    PubmedSplitter splitter([&](PubmedPiece kind, std::string_view xml, std::size_t position) {
        out.pieces.push_back({kind, std::string(xml), position});
    });
    for (std::size_t at = 0; at < stream.size(); at += chunk)
        splitter.feed(stream.substr(at, chunk));
    splitter.finish();
    out.root = splitter.root();
    out.cut_short = splitter.cut_short();
    return out;
}

} // namespace casebook::testing
