// SPDX-License-Identifier: GPL-3.0-or-later
// PubMed's dates: year-month-day, seasons and the free text of MedlineDate.
#pragma once

#include "corpus/article.hpp"

#include <pugixml.hpp>
#include <string_view>

namespace casebook {

/// 1 to 12 for "Mar", "March", "03" or "3"; 0 for anything else.
int month_number(std::string_view text);

/// "2018 Mar-Apr", "1998 Dec-1999 Jan", "1947-1948", "Winter 2016": the first year and the first month named.
PartialDate parse_medline_date(std::string_view text);

/// Year, Month, Day as children, each optional.
PartialDate read_plain_date(pugi::xml_node node);

/// PubDate: the same, or Season, or MedlineDate.
PartialDate read_publication_date(pugi::xml_node node);

} // namespace casebook
