// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/settling.hpp"

namespace casebook {

std::string settled_text(std::string_view what, std::string_view by, std::string_view at, std::string_view again,
                         std::string_view take_back)
{
    return format("{} was settled by {} on {}, and that counts; your word is kept beside it. To change what counts: "
                  "`{} --adjudicate`, or {} takes it back: `{} --by '{}'`.",
                  what, by, at.substr(0, 10), again, by, take_back, by);
}

} // namespace casebook
