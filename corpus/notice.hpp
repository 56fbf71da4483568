// SPDX-License-Identifier: GPL-3.0-or-later
// What a journal said against an article as a whole: told wherever an article that counts is listed.
#pragma once

#include "corpus/article.hpp"

#include <algorithm>
#include <string_view>

namespace casebook {

/// The graver, the greater.
enum class Notice { none, concern, retracted };

/// The kind of link (PubMed's RefType) that leads to an expression of concern about the article.
inline constexpr std::string_view concern_link = "ExpressionOfConcernIn";

inline Notice notice_on(const Article& article)
{
    const bool concern = std::ranges::find(article.links, concern_link, &Link::kind) != article.links.end();
    return is_retracted(article) ? Notice::retracted : concern ? Notice::concern : Notice::none;
}

/// What is said now and was not said then, nor anything graver.
inline Notice new_notice(Notice then, Notice now) { return now > then ? now : Notice::none; }

/// "RETRACTED", "EXPRESSION OF CONCERN", or "": as a mark where people read.
inline std::string_view notice_mark(Notice notice)
{
    return notice == Notice::retracted ? "RETRACTED" : notice == Notice::concern ? "EXPRESSION OF CONCERN" : "";
}

/// "Retracted", "Expression of concern", or "": as a sentence of a note.
inline std::string_view notice_text(Notice notice)
{
    return notice == Notice::retracted ? "Retracted" : notice == Notice::concern ? "Expression of concern" : "";
}

/// "yes", "expression of concern", or "": in a column `retracted`.
inline std::string_view notice_value(Notice notice)
{
    return notice == Notice::retracted ? "yes" : notice == Notice::concern ? "expression of concern" : "";
}

} // namespace casebook
