// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_ascii.hpp"

#include <algorithm>
#include <cstring>
#include <doctest/doctest.h>
#include <random>

using namespace casebook;

namespace {

/// A text handed out in small pieces, so that lines cross the borders of what is read.
ByteSource in_pieces(std::string text, std::size_t piece = 7)
{
    return [text = std::move(text), piece, at = std::size_t{0}](char* to, std::size_t size) mutable {
        const std::size_t count = std::min({size, piece, text.size() - at});
        std::memcpy(to, text.data() + at, count);
        at += count;
        return count;
    };
}

struct Read
{
    FaersLineCounts counts;
    std::vector<FaersDemo> demo; ///< numbers and dates only
    std::vector<std::string> names;
    std::vector<FaersDrug> drug;
    std::vector<std::string> texts;
    std::vector<std::uint64_t> deleted;
    std::vector<FaersBadLine> bad;
};

Read read(FaersTable table, const std::string& text)
{
    Read out;
    FaersSink sink;
    sink.demo = [&](const FaersDemo& row) {
        out.demo.push_back(row);
        out.texts.emplace_back(row.sex);
    };
    sink.drug = [&](const FaersDrug& row) {
        out.drug.push_back(row);
        out.names.emplace_back(row.name);
        out.texts.emplace_back(row.ingredient);
    };
    sink.reaction = [&](const FaersReaction& row) { out.texts.emplace_back(row.term); };
    sink.outcome = [&](const FaersOutcome& row) { out.texts.emplace_back(row.code); };
    sink.therapy = [&](const FaersTherapy& row) { out.texts.push_back(to_text(row.start)); };
    sink.bad = [&](const FaersBadLine& line) { out.bad.push_back(line); };
    out.counts = read_faers_table(table, in_pieces(text), "member.txt", sink);
    return out;
}

const std::string legacy_drug =
    "ISR$DRUG_SEQ$ROLE_COD$DRUGNAME$VAL_VBM$ROUTE$DOSE_VBM$DECHAL$RECHAL$LOT_NUM$EXP_DT$NDA_NUM\r\n";

} // namespace

TEST_CASE("columns are found by name in every era's layout")
{
    const Read a =
        read(FaersTable::demo,
             "ISR$CASE$I_F_COD$FOLL_SEQ$IMAGE$EVENT_DT$MFR_DT$FDA_DT$REPT_COD$MFR_NUM$MFR_SNDR$AGE$AGE_COD$"
             "GNDR_COD$E_SUB$WT$WT_COD$REPT_DT$OCCP_COD$DEATH_DT$TO_MFR$CONFID\r\n"
             "4263742$4061110$I$$4263742-7$20031115$20031218$20040102$EXP$X$Y$42$YR$F$N$$$20031231$OT$$$$\r\n");
    REQUIRE(a.demo.size() == 1);
    CHECK(a.demo[0].report == 4263742);
    CHECK(a.demo[0].case_id == 4061110);
    CHECK(a.demo[0].version == 0);
    CHECK(a.demo[0].fda_date.ymd == 20040102);
    CHECK(!a.demo[0].init_fda_date);
    CHECK(a.texts[0] == "F");

    const Read d = read(FaersTable::demo, "primaryid$caseid$caseversion$i_f_code$init_fda_dt$fda_dt$sex\n"
                                          "10021305370$1002130537$12$F$20140319$20221005$M\n");
    REQUIRE(d.demo.size() == 1);
    CHECK(d.demo[0].report == 10021305370ULL); // beyond 32 bits
    CHECK(d.demo[0].version == 12);
    CHECK(d.demo[0].init_fda_date.ymd == 20140319);
    CHECK(d.texts[0] == "M");
}

TEST_CASE("2012Q4: a byte order mark, a blank before a name, and names of its own")
{
    const Read demo = read(FaersTable::demo, "primaryid$caseid$caseversion$fda_dt$gndr_cod$ rept_dt$to_mfr\n"
                                             "34483284$3448328$4$20121128$F$20121128$\n");
    CHECK(demo.counts.parsed == 1);
    CHECK(demo.texts[0] == "F");
    const Read drug = read(FaersTable::drug, "\xEF\xBB\xBFprimaryid$caseid$drug_seq$role_cod$drugname$lot_nbr\n"
                                             "34483284$3448328$1$PS$SUSTIVA$\n");
    CHECK(drug.names == std::vector<std::string>{"SUSTIVA"});
    CHECK(drug.drug[0].report == 34483284);
    CHECK(read(FaersTable::outc, "primaryid$caseid$outc_code\n1$1$DE\n").texts == std::vector<std::string>{"DE"});
}

TEST_CASE("a dollar at the end of rows, CRLF, bare LF, blank lines and a missing last line end all read the same")
{
    const Read with = read(FaersTable::reac, "ISR$PT\r\n1$NAUSEA$\r\n\r\n2$RASH$\r\n");
    const Read without = read(FaersTable::reac, "primaryid$caseid$pt\n1$9$NAUSEA\n   \n2$9$RASH");
    CHECK(with.texts == std::vector<std::string>{"NAUSEA", "RASH"});
    CHECK(without.texts == with.texts);
    CHECK(with.counts.lines == 3);
    CHECK(with.counts.parsed == 2);
    CHECK(with.counts.blank == 1);
    CHECK(without.counts.blank == 1);
}

TEST_CASE("quotes, backslashes and apostrophes are plain characters")
{
    const Read out = read(FaersTable::drug, legacy_drug + "1$1$C$\"VITAMINS\" (NOS)$2$$$$$$$$\r\n"
                                                          "2$1$C$'D\\X #1$2$$$$$$$$\r\n");
    CHECK(out.names == std::vector<std::string>{"\"VITAMINS\" (NOS)", "'D\\X #1"});
}

TEST_CASE("bytes that are no UTF-8 are read as Windows-1252, control characters as blanks")
{
    const Read out = read(FaersTable::reac, "ISR$PT\n1$SJ\xD6GREN\x92S SYNDROME\n2$caf\xC3\xA9\n3$A\x08\x7F\x01 B\n"
                                            "4$" +
                                                std::string("NUL\0HERE", 8) + "\n");
    CHECK(out.texts ==
          std::vector<std::string>{"SJ\xC3\x96GREN\xE2\x80\x99S SYNDROME", "caf\xC3\xA9", "A    B", "NUL HERE"});
}

TEST_CASE("two rows glued on one line are told apart when the count of fields proves it")
{
    const Read out =
        read(FaersTable::drug, legacy_drug + "7475791$1$PS$NEORAL$1$ORAL$$D$D$$$$7475792$2$C$ASPIRIN$1$$$$$$$$\r\n"
                                             "3$1$PS$X$$$$$$$$$\r\n");
    CHECK(out.names == std::vector<std::string>{"NEORAL", "ASPIRIN", "X"});
    CHECK(out.drug[1].report == 7475792);
    CHECK(out.counts.repaired == 1);
    CHECK(out.counts.parsed == 1);
    CHECK(out.counts.rows == 3);
    CHECK(out.counts.lines == 2);
}

TEST_CASE("a line of twice the fields whose second half is no row stays whole, in quarantine")
{
    const Read out = read(FaersTable::reac, "ISR$PT\r\n1$NAUSEA$RASH$2$\r\n1$NAUSEA$2$$\r\n");
    CHECK(out.texts.empty());
    CHECK(out.counts.quarantined == 2);
    REQUIRE(out.bad.size() == 2);
    CHECK(out.bad[0].line == 2);
    CHECK(out.bad[0].member == "member.txt");
    CHECK(out.bad[0].bytes == "1$NAUSEA$RASH$2$");
}

TEST_CASE("a dollar inside a value puts the line in quarantine with its bytes, and the rest goes on")
{
    const Read out = read(FaersTable::demo, "ISR$CASE$FDA_DT$MFR_NUM$MFR_SNDR\n"
                                            "8129732$8395841$20120101$JP-CUBIST-$E2B0000000182$CUBIST\n"
                                            "8129733$8395842$20120101$X\x92$CUBIST\n");
    REQUIRE(out.demo.size() == 1);
    CHECK(out.demo[0].report == 8129733);
    REQUIRE(out.bad.size() == 1);
    CHECK(out.bad[0].what == "6 fields where the first line has 5");
    CHECK(out.bad[0].bytes == "8129732$8395841$20120101$JP-CUBIST-$E2B0000000182$CUBIST");
}

TEST_CASE("a fragment left by a line end inside a field is no row, though its fields are as many")
{
    const Read out = read(FaersTable::reac, "ISR$PT\n1$PAIN\nOF BACK$\n");
    CHECK(out.counts.parsed == 1);
    CHECK(out.counts.quarantined == 1);
    CHECK(out.bad[0].what == "primaryid cannot be read");
}

TEST_CASE("a row without a case number is a row, one with a word for it is not")
{
    const Read out = read(FaersTable::demo, "ISR$CASE$FDA_DT\n1$$20040101\n2$NONE$20040101\n");
    REQUIRE(out.demo.size() == 1);
    CHECK(out.demo[0].case_id == 0);
    CHECK(out.bad.size() == 1);
}

TEST_CASE("a header without a needed column is refused by its name")
{
    CHECK_THROWS_WITH_AS(read(FaersTable::reac, "ISR$TERM\n1$X\n"), doctest::Contains("column pt is missing"), Error);
    CHECK_THROWS_AS(read(FaersTable::reac, ""), Error);
}

TEST_CASE("deleted cases: a first line of a blank, a dollar at the end or none, words to quarantine")
{
    std::vector<std::uint64_t> ids;
    std::vector<FaersBadLine> bad;
    FaersSink sink;
    sink.deleted = [&](std::uint64_t id) { ids.push_back(id); };
    sink.bad = [&](const FaersBadLine& line) { bad.push_back(line); };
    const auto counts = read_deleted_list(in_pieces(" $\r\n10109973$\r\n\r\n10261866\r\nCASES\r\n"), "d.txt", sink);
    CHECK(ids == std::vector<std::uint64_t>{10109973, 10261866});
    CHECK(counts.lines == 5);
    CHECK(counts.blank == 2);
    CHECK(bad.size() == 1);
}

TEST_CASE("members are known whatever their spelling")
{
    for (const char* name :
         {"ascii/DEMO04Q1.TXT", "ascii/demo04q1.txt", "ASCII\\DEMO04Q1_new.txt", "DEMO04q1_NEW.TXT"}) {
        const auto found = read_member_name(name);
        REQUIRE_MESSAGE(found, name);
        CHECK(found->table == FaersTable::demo);
        CHECK(found->quarter == FaersQuarter{2004, 1});
    }
    for (const char* name : {"ascii/STAT04Q1.TXT", "DEMO04Q5.TXT", "DEMO04Q1.pdf", "ASCII/Thumbs.db", "Q1.txt", "",
                             "__MACOSX/ascii/._DEMO04Q1.TXT"})
        CHECK_MESSAGE(!read_member_name(name), name);
}

TEST_CASE("lists of deleted cases are known in all the spellings FDA has used")
{
    for (const char* name : {"deleted/ADR19Q1DeletedCases.txt", "deleted/AllDeletedCases.txt", "DELETED/ADR20Q1.txt",
                             "Deleted/20Q4DeletedCases.txt", "Deleted/DELETE21Q4.txt"})
        CHECK_MESSAGE(is_deleted_list(name), name);
    for (const char* name :
         {"ascii/DEMO19Q1.txt", "Deleted/Readme.pdf", "ASCII/SIZE04Q1.TXT", "__MACOSX/Deleted/._DELETE21Q4.txt"})
        CHECK_MESSAGE(!is_deleted_list(name), name);
}

TEST_CASE("whatever the bytes, every line is accounted for")
{
    std::mt19937 random(20040101); // NOLINT: the same bytes every time
    const std::string alphabet = "12$$$$A\r\n\n \x92\"";
    for (int round = 0; round < 400; ++round) {
        std::string text = "ISR$PT\n";
        for (std::size_t i = random() % 60; i > 0; --i)
            text += alphabet[random() % alphabet.size()];
        const Read out = read(FaersTable::reac, text);
        const std::uint64_t lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n')) - (text.back() == '\n');
        CHECK(out.counts.lines == lines);
        CHECK(out.counts.lines == out.counts.parsed + out.counts.repaired + out.counts.quarantined + out.counts.blank);
        CHECK(out.counts.rows == out.texts.size());
        CHECK(out.counts.quarantined == out.bad.size());
    }
}
