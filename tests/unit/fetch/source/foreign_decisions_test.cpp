// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/foreign_decisions.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::string ris(std::initializer_list<const char*> notes)
{
    std::string out = "TY  - JOUR\nTI  - Hair loss on velnarane\n";
    for (const char* note : notes)
        out += std::string("N1  - ") + note + "\n";
    return out + "ER  - \n";
}

std::vector<Decision> in_table(const std::string& text)
{
    const auto table = parse_csv(text);
    REQUIRE(table);
    return decisions_in_row(*table, table->rows.at(0));
}

} // namespace

TEST_CASE("Rayyan's note says who included and who excluded, with reasons, labels and each one's own words")
{
    const std::vector<Decision> all = decisions_in_ris(ris(
        {"RAYYAN-INCLUSION: {\"Kofi\"=>\"Included\", \"Ama B.\"=>\"Excluded\", \"Eve\"=>\"Maybe\"} | RAYYAN-LABELS: "
         "letter,check | RAYYAN-EXCLUSION-REASONS: foreign language | USER-NOTES: {\"Ama B.\"=>[\"in Czech, see "
         "page 2\", \"sure\"]}"}));
    REQUIRE(all.size() == 3); // by name
    CHECK(all[0] == Decision{"",
                             Verdict::exclude,
                             "not_english",
                             "Ama B.",
                             "",
                             "Rayyan labels: letter,check; Rayyan note: in Czech, see page 2; sure",
                             "",
                             {}});
    CHECK(all[1].by == "Eve");
    CHECK(all[1].verdict == Verdict::unclear);
    CHECK(all[2] == Decision{"", Verdict::include, "", "Kofi", "", "Rayyan labels: letter,check", "", {}});
}

TEST_CASE("a reason that is none of ours stays in the note")
{
    const std::vector<Decision> all = decisions_in_notes(
        {"RAYYAN-INCLUSION: {\"Ama\"=>\"Excluded\"} | RAYYAN-EXCLUSION-REASONS: wrong outcome,animals"});
    REQUIRE(all.size() == 1);
    CHECK(all[0].reason == "animal_study");
    CHECK(all[0].note == "Rayyan reasons: wrong outcome,animals");
    CHECK(decisions_in_notes({"RAYYAN-INCLUSION: {\"Ama\"=>\"Excluded\"} | RAYYAN-EXCLUSION-REASONS: wrong outcome"})
              .at(0)
              .reason.empty());
}

TEST_CASE("ASReview's label has no name, but a time and a note")
{
    CHECK(decisions_in_ris(ris({"ASReview_not_seen"})).empty());
    const std::vector<Decision> all =
        decisions_in_ris(ris({"ASReview_irrelevant", "asreview_time: 1700000000.25", "asreview_note: \"no patient\""}));
    REQUIRE(all.size() == 1);
    CHECK(all[0] == Decision{"", Verdict::exclude, "", "ASReview", "2023-11-14T22:13:20Z", "no patient", "", {}});
    CHECK(decisions_in_ris(ris({"ASReview_relevant"})).at(0).verdict == Verdict::include);
    for (const auto& [said, meant] :
         {std::pair("2026-03-01T10:20:30Z", "2026-03-01T10:20:30Z"),
          std::pair("2026-03-01 10:20:30.123456", "2026-03-01T10:20:30Z"),
          std::pair("2026-03-01T00:20:30+01:00", "2026-02-28T23:20:30Z"), std::pair("2026-03-01 10:20:30 -0530", ""),
          std::pair("2026-03-01T10:20:30-0530", "2026-03-01T15:50:30Z"), std::pair("2026-03-01", ""),
          std::pair("2026-13-01T10:20:30Z", "")})
        CHECK(decisions_in_ris(ris({"ASReview_relevant", (std::string("asreview_time: ") + said).c_str()})).at(0).at ==
              meant);
}

TEST_CASE("what was noted in ASReview is the note of its label, and what a database or a tool wrote is not")
{
    const auto note = [](std::initializer_list<const char*> notes) { return decisions_in_ris(ris(notes)).at(0).note; };
    CHECK(note({"ASReview_relevant", "good case", "Export Date: 3 May 2024", "PMID: 17", "Copyright 2020 by nobody"}) ==
          "good case");
    CHECK(note({"good case", "ASReview_irrelevant", "but no drug"}) == "good case; but no drug");
    CHECK(note({"ASReview_relevant", "asreview_note: \"told\"", "Cited By :5"}) == "told");
    CHECK(decisions_in_ris(ris({"good case"})).empty());
    const auto in_row = [](const std::string& headings, const std::string& cells) {
        return in_table("title,included," + headings + "\nx,1," + cells + "\n").at(0).note;
    };
    CHECK(in_row("exported_notes_1", "good case") == "good case");
    CHECK(in_row("exported_notes_1,exported_notes_2", "good case,again") == "good case; again");
    CHECK(in_row("exported_notes_1", "") == "");
    CHECK(in_row("asreview_note,exported_notes_1", "told,before") == "told");
}

TEST_CASE("our own note comes back whole, and its echoes in the forms of others are no second word")
{
    const char* ours = "casebook: {\"verdict\":\"exclude\",\"reason\":\"animal_study\",\"by\":\"ann\",\"at\":"
                       "\"2026-01-02T03:04:05Z\",\"note\":\"mice\",\"source\":\"full text\"}";
    const char* rayyan = "RAYYAN-INCLUSION: {\"ann\"=>\"Excluded\"} | RAYYAN-EXCLUSION-REASONS: Animal study";
    const std::vector<Decision> all = decisions_in_ris(ris({"ASReview_irrelevant", rayyan, ours}));
    REQUIRE(all.size() == 1);
    CHECK(all[0] == Decision{"",
                             Verdict::exclude,
                             "animal_study",
                             "ann",
                             "2026-01-02T03:04:05Z",
                             "mice",
                             "full text",
                             {},
                             Stage::full_text});
    // somebody went on with the file elsewhere
    const std::vector<Decision> more = decisions_in_ris(
        ris({"ASReview_relevant", "RAYYAN-INCLUSION: {\"ann\"=>\"Excluded\", \"bob\"=>\"Maybe\"}", ours}));
    REQUIRE(more.size() == 3);
    CHECK(more[1].by == "bob");
    CHECK(more[2].by == "ASReview");
    CHECK(decisions_in_nbib(std::string("PMID- 1\nTI  - x\nGN  - ") + ours + "\n").size() == 1);
}

TEST_CASE("what the rules of another casebook said is nobody's word")
{
    CHECK(decisions_in_ris(ris({"ASReview_not_seen", "RAYYAN-INCLUSION: {\"Casebook rules\"=>\"Included\"}",
                                "casebook: {\"verdict\":\"include\",\"by\":\"rules\"}"}))
              .empty());
}

TEST_CASE("notes that are none, or are broken, hold no decision")
{
    for (const char* note :
         {"", "casebook: {", "casebook: {\"verdict\":\"include\"}", "RAYYAN-INCLUSION: {", "asreview_time: x",
          "RAYYAN-INCLUSION: {\"a\"", "casebook: {\"verdict\":1,\"by\":[]}", "An included figure"})
        CHECK(decisions_in_notes({note}).empty());
}

TEST_CASE("a note that is nested as deep as it is long is none of ours")
{
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    const std::string said = R"({"verdict":"include","by":"ann","words":)";
    CHECK(decisions_in_notes({"casebook: " + said + "[]}"}).size() == 1);
    for (const std::string& note : {"casebook: " + said + deep + "}", "casebook: " + deep})
        CHECK(decisions_in_notes({note}).empty());
    CHECK(decisions_in_notes({"ASReview_relevant", "asreview_note: " + deep}).size() == 1);
    CHECK(in_table("title,casebook_words\nx,\"" + deep + "\"\n").empty());
}

TEST_CASE("columns of labels are read under each of their names")
{
    for (const char* name : {"included", "label", "label_included", "included_label", "included_final", "included_flag",
                             "include", "asreview_label"}) {
        CHECK(in_table(std::string("title,") + name + "\nx,1\n").at(0).verdict == Verdict::include);
        CHECK(in_table(std::string("title,") + name + "\nx,0\n").at(0).verdict == Verdict::exclude);
        CHECK(in_table(std::string("title,") + name + "\nx,Maybe\n").at(0).verdict == Verdict::unclear);
        CHECK(in_table(std::string("title,") + name + "\nx,not seen\n").empty());
        CHECK(in_table(std::string("title,") + name + "\nx,\n").empty());
        CHECK(in_table(std::string("title,") + name + "\nx,-1\n").empty());
    }
    CHECK(in_table("title,asreview_label,asreview_time,asreview_user_id\nx,1.0,1700000000,3\n").at(0).by ==
          "ASReview user 3");
    CHECK(in_table("key,title,notes\n1,x,\"RAYYAN-INCLUSION: {\"\"Ama\"\"=>\"\"Included\"\"}\"\n").at(0).by == "Ama");
}

TEST_CASE("our own columns stand before the label that repeats them")
{
    const std::vector<Decision> all =
        in_table("title,included,casebook_verdict,casebook_reason,casebook_by,casebook_at,casebook_note\n"
                 "x,0,exclude,in_vitro,ann,2026-01-02T03:04:05Z,cells\n");
    REQUIRE(all.size() == 1);
    CHECK(all[0] == Decision{"", Verdict::exclude, "in_vitro", "ann", "2026-01-02T03:04:05Z", "cells", "", {}});
    CHECK(in_table("title,included,casebook_verdict,casebook_by\nx,,include,rules\n").empty());
}
