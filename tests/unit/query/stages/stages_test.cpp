// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/rules.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("a stage does again what other rules did, and nothing else")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const auto& [stage, done] : {std::pair("screen", "screened"), std::pair("extract", "read")}) {
        const auto run = [&, &done = done, &stage = stage] {
            return nlohmann::json::parse(desk.run({stage, "--format", "json"}).out)[done].get<int>();
        };
        run();
        CHECK(run() == 0);
        store.set_stage_key("pubmed:2", stage, "the key of other rules");
        CHECK(run() == 1);
        CHECK(run() == 0);
    }
}

TEST_CASE("the rules are named by the digest of their sources")
{
    CHECK(rules_digest().size() == 64);
    CHECK(rules_digest().find_first_not_of("0123456789abcdef") == std::string_view::npos);
}

TEST_CASE("decisions made under an earlier protocol are told until they are made anew")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto outdated = [&] {
        return nlohmann::json::parse(desk.run({"status", "--format", "json"}).out)["outdated"].get<int>();
    };
    CHECK(desk.run({"screen"}).status == 0);
    CHECK(outdated() == 0);
    std::string protocol = desk.read("protocol.json");
    const std::string criterion = "\"not_english\", ";
    desk.write("protocol.json", protocol.replace(protocol.find(criterion), criterion.size(), ""));
    CHECK(outdated() == 4);
    for (const char* command : {"status", "count", "verify"})
        CHECK(desk.run({command}).out.find("4 articles were screened under another protocol") != std::string::npos);
    CHECK(desk.run({"verify"}).out.find("All is well") == std::string::npos);
    CHECK(desk.run({"screen"}).status == 0);
    CHECK(outdated() == 0);
    CHECK(desk.run({"fulltext", "1", "not-open", "--source", "library", "--by", "ann"}).status == 0);
    CHECK(outdated() == 1);
    for (const char* command : {"status", "count", "verify"}) {
        const std::string told = desk.run({command}).out;
        CHECK(told.find("of 1 article the record, or what is known of its full text, changed since it was screened") !=
              std::string::npos);
        CHECK(told.find("another protocol") == std::string::npos);
    }
}

TEST_CASE("status says how many records nobody has screened")
{
    const Desk desk;
    Store store = desk.store();
    store.start_run("import", "{}");
    put(store, article("7", "Gray", 2020, "Not looked at."));
    CHECK(desk.run({"status"}).out.find("1 unclear (1 not screened yet: run `casebook screen`)") != std::string::npos);
    CHECK(nlohmann::json::parse(desk.run({"status", "--format", "json"}).out)["not_screened"] == 1);
}

TEST_CASE("the index is stale when the protocol was edited after it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto state = [&] {
        return nlohmann::json::parse(desk.run({"status", "--format", "json"}).out)["index"].get<std::string>();
    };
    CHECK(desk.run({"index"}).status == 0);
    CHECK(state() == "up to date");
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.replace(protocol.find("following"), 9, "during"));
    CHECK(state() == "stale");
    CHECK(desk.run({"search", "x"}).err.find("`casebook index`") != std::string::npos);
    CHECK(desk.run({"index"}).status == 0);
    CHECK(state() == "up to date");
}

TEST_CASE("a command that only reads makes no casebook beside a lone protocol")
{
    const Desk desk;
    for (const char* command : {"status", "count", "verify"})
        CHECK(desk.run({command}).err.find("casebook init") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(desk.folder / "casebook.db"));
    CHECK(desk.run({"add", "--title", "T", "--how", "expert", "--by", "AB"}).status == 0);
    CHECK(desk.run({"status"}).status == 0);
}

TEST_CASE("any name of a drug finds it, a DOI finds its article, and a closed field says what it takes")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Article with_doi = article("6", "Ford", 2015, "Text.");
    with_doi.doi = "10.1111/j.1600-0846.2015.x";
    put(store, with_doi);
    CHECK(desk.run({"index"}).status == 0);
    const auto total = [&](const std::string& query) {
        return nlohmann::json::parse(desk.run({"search", query, "--format", "json"}).out)["total"].get<int>();
    };
    CHECK(total("drug:cyclosporine") == 3);
    for (const char* name : {"drug:ciclosporin", "drug:CsA", "drug:neoral", "drug:Sandimmune"})
        CHECK(total(name) == 3);
    CHECK(total("10.1111/j.1600-0846.2015.x") == 1);
    CHECK(total("https://doi.org/10.1111/J.1600-0846.2015.x") == 1);
    const Ran ran = desk.run({"search", "role:suspekt"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("expected suspect, interacting") != std::string::npos);
    CHECK(ran.err.find("Did you mean \"suspect\"?") != std::string::npos);
}

TEST_CASE(
    "records whose patients nobody has looked for are said to be so, with the command that does, and are not blamed")
{
    const Desk desk;
    Store store = desk.store();
    put(store, article("1", "Adams", 1990, "A 30-year-old woman lost her hair after starting cyclosporine."));
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    const std::string told = "1 included article whose patients have not been looked for yet: run `casebook extract`\n";
    const auto says = [&](const std::vector<std::string>& words, const std::string& what) {
        return desk.run(words).out.find(what) != std::string::npos;
    };
    CHECK(says({"count"}, "Patients     0\nNot read     " + told));
    CHECK_FALSE(says({"count"}, "no patient could be read"));
    CHECK(says({"count", "--format", "json"}, "\"not_extracted\": 1"));
    CHECK(says({"status"}, "  patients  0\n            " + told));
    CHECK(says({"decide", "1", "include", "--by", "bob"}, "its patients have not been looked for yet: run `casebook"));
    CHECK(says({"screen"}, "Next: `casebook extract` looks for the patients in them, then `casebook index`"));
    CHECK(says({"extract"}, "Next: `casebook index` makes all findable.\n"));
    CHECK_FALSE(says({"count"}, "Not read"));
    CHECK_FALSE(says({"status"}, "looked for yet"));
    desk.run({"index"});
    CHECK_FALSE(says({"screen"}, "Next:"));
}

TEST_CASE("an import names what comes next where something came")
{
    const Desk desk;
    desk.store();
    desk.write("one.ris", "TY  - JOUR\nTI  - Hair loss on cyclosporine\nPY  - 1990\nER  - \n");
    const std::string next = "Next: `casebook screen`, then `extract` and `index`.\n";
    CHECK(desk.run({"import", desk.file("one.ris")}).out.ends_with(next));
    CHECK(desk.run({"import", desk.file("one.ris")}).out.find("Next:") == std::string::npos);
}

TEST_CASE("records that were mended in their file, and imported again whole, are told of no more")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto import = [&](const std::string& name, const std::string& rows) {
        desk.write(name, "title,pmid\n" + rows);
        desk.run({"import", desk.file(name)});
        const std::string status = desk.run({"status", "--format", "json"}).out;
        return nlohmann::json::parse(status)["quarantine"].size();
    };
    CHECK(import("other.csv", ",1\n") == 1);
    CHECK(import("mended.csv", "Hair loss,11\n,12\n,13\n") == 3);
    CHECK(import("mended.csv", "Hair loss,11\nIts return,12\n,13\n") == 2); // the last has another place now
    CHECK(import("mended.csv", "Hair loss,11\nIts return,12\nNo return,13\n") == 1);
    CHECK(desk.run({"status"}).out.find("mended.csv") == std::string::npos);
    CHECK(desk.run({"export", "prisma", "--format", "json"}).out.find("1 record could not be read") !=
          std::string::npos);
    CHECK(store.quarantined().size() == 4);                       // nothing is deleted
    CHECK(import("mended.csv", "Hair loss,11\n,12\n,13\n") == 3); // as it was
    CHECK(import("other.csv", "Hair,1\n") == 2);
}
