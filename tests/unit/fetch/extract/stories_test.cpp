// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/story.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

/// The numbers of a story's sentences, the title being 0, and the place of its onset in the text.
std::string outline(const Story& story)
{
    std::string out;
    for (std::size_t place = 0; place < story.size(); ++place)
        out += (out.empty() ? "" : " ") + std::string(story.onset == place ? "*" : "") +
               std::to_string(story.sentences[place]);
    return out;
}

} // namespace

TEST_CASE("an article tells as many stories as it has patients of its own")
{
    struct Row
    {
        std::string title;
        std::string abstract;
        std::size_t patients;
    };
    const Row rows[] = {
        {"Alopecia", "A 40-year-old man on cyclosporine developed alopecia.", 1},
        {"Alopecia", "A 40-year-old man and a 28-year-old woman on cyclosporine developed alopecia.", 2},
        {"Alopecia", "A 40-year-old man developed alopecia. A 28-year-old woman had it too. So had a boy aged 9 years.",
         3},
        {"Two patients with alopecia", "They took cyclosporine.", 2},
        {"Alopecia", "We describe three women in whom cyclosporine caused alopecia.", 3},
        {"Alopecia", "A patient on cyclosporine developed alopecia.", 1},
        {"Alopecia", "We report a case of alopecia on cyclosporine.", 1},
        {"Alopecia", "Of 120 patients receiving cyclosporine, 4% had alopecia.", 0},
        {"Alopecia", "A retrospective cohort of recipients: the incidence of alopecia was low.", 0},
        {"Alopecia", "A 40-year-old man developed alopecia at the age of 38. His mother, 70 years old, had none.", 1},
        {"Alopecia", "A 40-year-old man developed alopecia. This 40-year-old man took cyclosporine.", 1},
        {"Alopecia", "A 62-year-old man with alopecia had taken cyclosporine since he was 56 years old.", 1},
        {"Alopecia", "The mean age was 40 years (range 18 to 65 years) in patients with alopecia.", 0},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", row.title, row.abstract);
        CAPTURE(row.title);
        CAPTURE(row.abstract);
        CHECK(told.stories.size() == row.patients);
    }
}

TEST_CASE("of a few patients, of whom some had the event and the others something else, those tell who had it")
{
    const std::pair<const char*, std::size_t> rows[] = {
        {"Of five patients two developed alopecia and one hypertrichosis while taking cyclosporine.", 2},
        {"Five patients were given cyclosporine. Two developed alopecia; one hypertrichosis.", 2},
        {"Of the six patients on cyclosporine, three had alopecia, two tremor and one hypertension.", 3},
        {"We treated four women with cyclosporine; two of them developed alopecia and one hypertrichosis.", 2},
        {"Cyclosporine was given to five children. Alopecia occurred in two and hypertrichosis in one.", 2},
        {"We treated three men with cyclosporine. One developed hypertrichosis and two alopecia.", 2},
        {"We treated three men with cyclosporine. One developed alopecia, the others hypertension.", 1},
        {"Two of five patients on cyclosporine developed alopecia.", 2},
        {"Of five patients on cyclosporine two women and one man developed alopecia.", 3},
        // who else had it is told further on
        {"We report three patients. One developed alopecia two weeks after starting cyclosporine.", 3},
        {"We report three patients with alopecia on cyclosporine. Two recovered, one did not.", 3},
        {"Of 120 patients receiving cyclosporine, two had alopecia and one hypertension.", 0},
    };
    for (const auto& [abstract, patients] : rows) {
        const Told told("cyclosporine", "alopecia", "Alopecia", abstract);
        CAPTURE(std::string(abstract));
        CHECK(told.stories.size() == patients);
    }
}

TEST_CASE("a sentence is one patient's by number, by the noun of the introduction, or by sex")
{
    struct Row
    {
        std::string abstract;
        std::string first; ///< the sentences of the first patient's story
        std::string second;
    };
    const std::string pair = "A 40-year-old man and a 28-year-old woman on cyclosporine developed alopecia. ";
    const Row rows[] = {
        {pair + "Her hair grew back. He refused treatment.", "0 *1 3", "0 *1 2"},
        {pair + "The second patient recovered. The first did not.", "0 *1 3", "0 *1 2"},
        {"A waitress (24 years) and a plumber (45 years) on cyclosporine developed alopecia. The plumber gave up the "
         "drug.",
         "0 *1", "0 *1 2"},
        {pair + "The man was obese. The other drugs were continued. Otherwise healthy, he recovered.", "0 *1 2 3 4",
         "0 *1"},
        {pair + "The man was obese. With 2 lesions he came back.", "0 *1 2 3", "0 *1"},
        {"A 60-year-old woman and a 40-year-old woman on cyclosporine developed alopecia. The younger woman recovered. "
         "The elder woman did not.",
         "0 *1 3", "0 *1 2"},
        {"Two men, 40 years old and 28 years old, on cyclosporine developed alopecia. He recovered.", "0 *1 2",
         "0 *1 2"},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        REQUIRE(told.stories.size() == 2);
        CHECK(outline(told.stories[0]) == row.first);
        CHECK(outline(told.stories[1]) == row.second);
    }
}

TEST_CASE("PubMed's word that it is a case report is believed")
{
    Article article = testing::article_of("Alopecia", "Incidence of alopecia on cyclosporine.");
    const Reading reading = testing::read(testing::protocol_for("cyclosporine", "alopecia"), article);
    CHECK(find_stories(article, reading).empty());
    article.publication_types = {{"", "Case Reports"}};
    CHECK(find_stories(article, reading).size() == 1);
}

TEST_CASE("a sentence belongs to the patient last introduced, or to all, the onset is where the event begins")
{
    const Told told("cyclosporine", "alopecia", "Hair and cyclosporine",
                    "Both took cyclosporine. A 40-year-old man had a graft. Alopecia developed in May. "
                    "A 28-year-old woman had psoriasis. She noticed alopecia in June. In both it cleared.");
    REQUIRE(told.stories.size() == 2);
    CHECK(outline(told.stories[0]) == "0 1 2 *3 6");
    CHECK(outline(told.stories[1]) == "0 1 4 *5 6");
}

TEST_CASE("the first and the second patient are told apart by these words, too")
{
    const Told told("cyclosporine", "alopecia", "Hair and cyclosporine",
                    "A 40-year-old man and a 28-year-old woman took cyclosporine. The first patient developed alopecia "
                    "in May. The second patient developed alopecia in June. It cleared.");
    REQUIRE(told.stories.size() == 2);
    CHECK(outline(told.stories[0]) == "0 1 *2");
    CHECK(outline(told.stories[1]) == "0 1 *3 4");
}

TEST_CASE("those of whom only the fate is told are no patients of their own")
{
    const Told told(
        "cyclosporine", "alopecia", "Hair in 40 recipients",
        "Recipients were given cyclosporine in a cohort of 40 patients. Alopecia was common. Three patients "
        "died.");
    CHECK(told.stories.empty());
}

TEST_CASE("what a conclusion says is said of all patients")
{
    const Told told("cyclosporine", "alopecia", "Hair",
                    "CASES| A 40-year-old man on cyclosporine developed alopecia. A 28-year-old woman on cyclosporine "
                    "developed alopecia.\nCONCLUSION| Cyclosporine is suspect.");
    REQUIRE(told.stories.size() == 2);
    CHECK(outline(told.stories[0]) == "0 *1 3");
    CHECK(outline(told.stories[1]) == "0 *2 3");
}

TEST_CASE("the onset is not where the event is denied or spoken of in general")
{
    struct Row
    {
        std::string abstract;
        std::string outline;
    };
    const Row rows[] = {
        {"A 40-year-old man had no alopecia. On cyclosporine he developed alopecia.", "0 1 *2"},
        {"BACKGROUND| Alopecia occurs on cyclosporine.\nCASE| A 40-year-old man developed alopecia.", "0 1 *2"},
        {"Alopecia has been reported after cyclosporine. A 40-year-old man developed alopecia.", "0 1 *2"},
        {"A 40-year-old man took cyclosporine. His alopecia was treated.", "0 1 *2"},
        {"A 40-year-old man took cyclosporine. He was well.", "0 1 2"},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        REQUIRE(told.stories.size() == 1);
        CHECK(outline(told.story()) == row.outline);
    }
}
