// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/page.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::review;

namespace {

struct Sheet
{
    Protocol protocol;
    RecordView record;
    State state;
    Standing standing{"ann", 70, 12, 5, 3.2, 1, 6, 0.5};

    Sheet()
    {
        protocol.drug.name = "cyclosporine";
        protocol.event.name = "alopecia";
        protocol.exclude = {"not_english", "animal_study"};
        record.id = "pubmed:1";
        record.citation = "Adams A. Hair loss on cyclosporine.";
        record.title = "Hair loss on cyclosporine.";
        record.abstract = {{"CASE", "A woman took cyclosporine. " + std::string(40, 'x') + " She lost hair."}};
        record.rules = Decision{"pubmed:1",
                                Verdict::exclude,
                                "animal_study",
                                "rules",
                                "",
                                "",
                                "",
                                {{"animal_study", "applies", {1, 0, 7, "A woman"}, ""}}};
    }

    Page page(Size size, Look look = Look::plain) const
    {
        const WordInks inks(protocol);
        const std::vector<Reason> choice = reasons_of(protocol);
        return page_of({protocol, inks, look}, state, {record, choice, 10}, standing, size);
    }
    std::string text(Size size, Look look = Look::plain) const
    {
        std::string out;
        for (const Line& line : page(size, look).lines)
            out += painted(line, look) + "\n";
        return out;
    }
};

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("a page tells how far the review is, the record, the machine's proposal with its words, and the keys")
{
    const std::string text = Sheet().text({80, 0});
    CHECK(has(text, "ann · 12 of 70 judged, 6 this time, 12 a minute · 5 relevant, about 3 more"));
    CHECK(has(text, "CASE: A woman took *cyclosporine*."));
    CHECK(has(text, "The rules propose: exclude (animal_study)"));
    CHECK(has(text, "2  animal_study: applies “A woman”"));
    CHECK(has(text, "i include  e exclude"));
}

TEST_CASE("who settles is not offered a key that settles nothing, below the page or in the help")
{
    Sheet sheet;
    for (const Mode mode : {Mode::judging, Mode::help}) {
        sheet.state.mode = mode;
        sheet.state.settles = false;
        CHECK(has(sheet.text({80, 0}), mode == Mode::help ? "cannot say" : "u unclear"));
        sheet.state.settles = true;
        CHECK(!has(sheet.text({80, 0}), mode == Mode::help ? "cannot say" : "u unclear"));
        CHECK(has(sheet.text({80, 0}), "include"));
    }
}

TEST_CASE("no page is wider or higher than the terminal, whatever its size and mode")
{
    Sheet sheet;
    sheet.record.fields = {{1, find_field("age_years"), "34", "A woman of 34 took cyclosporine for years.", ""}};
    for (const Mode mode : {Mode::judging, Mode::reason, Mode::note, Mode::fields, Mode::value, Mode::sure, Mode::help})
        for (const Size size : {Size{20, 4}, {40, 10}, {80, 24}, {119, 24}, {120, 30}, {200, 50}}) {
            sheet.state.mode = mode;
            sheet.state.scroll = 3;
            const Page page = sheet.page(size);
            CHECK(page.lines.size() <= size.height);
            for (const Line& line : page.lines)
                CHECK(columns_of(line) <= size.width);
        }
}

TEST_CASE("where there is room the criteria stand beside the abstract")
{
    const Sheet sheet;
    const std::string narrow = sheet.text({80, 40});
    const std::string wide = sheet.text({140, 40});
    CHECK(narrow.find("The rules propose") > narrow.find("lost hair."));
    CHECK(wide.find("The rules propose") < wide.find("lost hair."));
}

TEST_CASE("a long abstract is paged, and no scrolling leads beyond its end")
{
    Sheet sheet;
    sheet.record.abstract.assign(30, {"", "A sentence of the abstract."});
    CHECK(has(sheet.text({80, 24}), "… Space: more"));
    sheet.state.scroll = 1000;
    const Page page = sheet.page({80, 24});
    CHECK(page.scroll > 20);
    CHECK(page.scroll < 1000);
    CHECK(has(sheet.text({80, 24}), "2  animal_study"));
    CHECK(!has(sheet.text({80, 24}), "Space: more"));
}

TEST_CASE("who is blind to the machine sees nothing of it, nor which reason it chose")
{
    Sheet sheet;
    sheet.state.blind = true;
    for (const Mode mode : {Mode::judging, Mode::reason}) {
        sheet.state.mode = mode;
        const std::string text = sheet.text({80, 0});
        CHECK(!has(text, "propose"));
        CHECK(!has(text, "applies"));
        CHECK(!has(text, "← the rules"));
        CHECK(has(text, "2  animal_study: animals"));
    }
}

TEST_CASE("colours are escape sequences and nothing else changes")
{
    const Sheet sheet;
    CHECK(!has(sheet.text({80, 24}), "\x1b"));
    CHECK(has(sheet.text({80, 24}, Look::colour), "\x1b[1;36mcyclosporine\x1b[0m"));
}
