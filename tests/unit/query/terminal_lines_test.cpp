// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/terminal_lines.hpp"

#include <doctest/doctest.h>
#include <sstream>

using namespace casebook;

TEST_CASE("a line that is wider than the terminal goes on below its last column, one that is not stays as it is")
{
    CHECK(fitted("Records      4: one included, two excluded\nshort  line\n", 30) ==
          "Records      4: one included,\n             two excluded\nshort  line\n");
    CHECK(fitted("  3  reason_of_many_words  with what it means to a reader", 40) ==
          "  3  reason_of_many_words  with what it\n     means to a reader");
    CHECK(fitted(" 12. A title that is long enough to be folded", 30) ==
          " 12. A title that is long\n     enough to be folded");
    CHECK(fitted("      a sentence within, and its end", 24) == "      a sentence within,\n      and its end");
    CHECK(fitted("", 30) == "");
    CHECK(fitted("\n\n", 30) == "\n\n");
}

TEST_CASE(
    "a word that is wider than the terminal stays whole, and neither colours nor accents take columns of their own")
{
    CHECK(fitted("see https://pubmed.ncbi.nlm.nih.gov/98000001/ there", 20) ==
          "see\nhttps://pubmed.ncbi.nlm.nih.gov/98000001/\nthere");
    CHECK(fitted("\x1b[1mhair\x1b[0m loss on it", 16) == "\x1b[1mhair\x1b[0m loss on it");
    CHECK(fitted("Sjögren’s Dé écé", 16) == "Sjögren’s Dé écé");
}

TEST_CASE("what goes to no terminal stays as it is")
{
    std::ostringstream out, err;
    const std::string line(300, 'x');
    const Console console{out, err};
    TerminalLines(console).console().out << line << " " << line << "\n";
    CHECK(out.str() == line + " " + line + "\n");
}
