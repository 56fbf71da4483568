// SPDX-License-Identifier: GPL-3.0-or-later
// The items of READUS-PV are filled from the run, and what only the author knows is named.
#include "corpus/archive.hpp"
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

namespace {

constexpr const char* one_article = R"(<PubmedArticle><MedlineCitation><PMID Version="1">98700001</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2024</Year></PubDate></JournalIssue><Title>No such journal</Title></Journal>
<ArticleTitle>Alopecia during cyclosporine: an invented report.</ArticleTitle><Abstract><AbstractText>A 50-year-old man
developed alopecia two months after cyclosporine was begun. Cyclosporine was stopped and his hair grew again.
</AbstractText></Abstract><Language>eng</Language></Article></MedlineCitation></PubmedArticle>)";

/// The item that begins so; "" when there is none.
std::string item(const FaersDesk& desk, const Words& asked, const std::string& name)
{
    Words words = {"faers", "table"};
    words.insert(words.end(), asked.begin(), asked.end());
    words.insert(words.end(), {"--format", "json"});
    const Json table = desk.run(words).json();
    for (const Json& note : table["footnotes"])
        if (note.get<std::string>().starts_with("READUS-PV " + name))
            return note;
    return "";
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("the introduction's items tell what the casebook holds of the pair, and what is left to the author")
{
    const FaersDesk desk;
    desk.add_all();
    write_file(desk.scratch() / "one.xml", one_article);
    for (const Words& words : {Words{"import", (desk.scratch() / "one.xml").string()}, Words{"screen"}, {"extract"}})
        REQUIRE(desk.run(words).status == 0);
    const Words own = {"CYCLOSPORINE", "Alopecia"};
    const std::string background = item(desk, own, "2a");
    CHECK(says(background, "1 included article with 1 patient"));
    CHECK(says(background, "sandimmune")); // by whatever name the drug goes
    CHECK(says(background, "FOR THE AUTHOR: how the drug is used"));
    CHECK(says(item(desk, own, "2b"), "FOR THE AUTHOR"));
    CHECK(says(item(desk, own, "2c"), "FOR THE AUTHOR"));
    CHECK(says(item(desk, {"CYCLOSPORINE", "Alopecia", "--against", "TACROLIMUS"}, "3"),
               "than those that name TACROLIMUS without it"));
    for (const Words& other : {Words{"TACROLIMUS", "Alopecia"}, Words{"CYCLOSPORINE", "Hypertrichosis"}})
        CHECK(says(item(desk, other, "2a"), "tells nothing of this pair"));
}

TEST_CASE("the items on the data name the days of reading and counting, and where the rows went")
{
    const FaersDesk desk;
    desk.add_all();
    const std::string data = item(desk, {}, "5b");
    const Json status = desk.run({"faers", "status", "--format", "json"}).json();
    CHECK(says(data, status["quarters"][0]["read"].get<std::string>().substr(0, 10)));
    CHECK(says(data, "the last report in them was first received on 2024-"));
    CHECK(
        says(data, "1 older legacy report, 3 older versions, 1 legacy report of cases that go on in FAERS and 1 case"));
    CHECK(says(item(desk, {"--sex", "female"}, "6"), "narrowed to female"));
    CHECK(says(item(desk, {}, "5a"), "18 ingredients and 21 preferred terms"));
}
