// SPDX-License-Identifier: GPL-3.0-or-later
// Files of tagged lines: RIS ("TY  - JOUR" to "ER  - ") and MEDLINE/NBIB ("PMID- 123", values go on behind six blanks).
// A stream is cut into records; a record is read into its lines. Files come with a byte order mark or without, in UTF-8
// or Windows-1252 (Latin-1), with every kind of line end, and with ends of records that are torn or missing.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct TaggedLine
{
    std::string tag;   ///< "TY", "PMID"
    std::string value; ///< the lines it goes on over joined by line breaks, each without blanks at its ends
};

/// The lines of one record. Lines before the first tag are dropped.
std::vector<TaggedLine> tagged_lines(std::string_view record);

/// A line of RIS or MEDLINE begins here with this tag: "TY" before "  - JOUR", also before " - JOUR" and "  -".
bool has_tag(std::string_view line, std::string_view tag);

/// Cuts a stream into records. One begins with a line of the `opening` tag ("TY", "PMID") and ends behind a line of the
/// `closing` one ("ER", "" where there is none), before the next opening one, or with the stream: then it is `cut`
/// where a closing line should have come.
class TaggedSplitter
{
public:
    using Sink = std::function<void(std::string_view record, std::size_t position, bool cut)>;
    TaggedSplitter(std::string opening, std::string closing, Sink sink);
    void feed(std::string_view bytes);
    void finish();

private:
    void line(std::string_view text, std::size_t length);
    void hand_out(bool cut = false);

    std::string opening_;
    std::string closing_;
    Sink sink_;
    std::string rest_;   ///< a line that is not complete
    std::string record_; ///< the open record
    std::size_t at_ = 0; ///< bytes of the stream before `rest_`
    std::size_t begin_ = 0;
    bool open_ = false;
};

} // namespace casebook
