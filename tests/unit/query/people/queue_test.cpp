// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/queue.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

std::vector<std::string> ids(const ReadingQueue& queue)
{
    std::vector<std::string> out;
    for (const Waiting& waiting : queue.waiting)
        out.push_back(waiting.id);
    return out;
}

} // namespace

TEST_CASE("before anybody decided the criteria give the order")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const ReadingQueue queue = reading_queue(store, "");
    REQUIRE(queue.waiting.size() == 4);
    CHECK(queue.read.empty());
    CHECK(queue.waiting[0].rules->verdict == Verdict::include);
    CHECK(queue.waiting[1].rules->verdict == Verdict::include);
    CHECK(queue.waiting[2].id == "pubmed:4"); // unclear
    CHECK(queue.waiting[3].id == "pubmed:3"); // excluded
}

TEST_CASE("what people decided leaves the queue and moves the rest")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (int i = 10; i < 30; ++i) {
        const std::string about =
            i % 2 == 0 ? "Velnarane and the liver: enzymes in a trial." : "Scalp itching told by a woman.";
        put(store, article(std::to_string(i), "Eddy", 2012, about + " Number " + std::to_string(i)));
    }
    for (const int i : {10, 12, 14})
        decide(store, "pubmed:" + std::to_string(i), Verdict::exclude, "no_individual_case", "ann");
    for (const int i : {11, 13})
        decide(store, "pubmed:" + std::to_string(i), Verdict::include, "", "ann");
    const ReadingQueue queue = reading_queue(store, "");
    CHECK(queue.records == 24);
    CHECK(queue.read == std::vector<bool>{false, false, false, true, true}); // of one second: as they were said
    CHECK(queue.waiting.size() == 19);
    std::vector<std::string> order = ids(queue);
    const auto place = [&](const char* id) { return std::ranges::find(order, id) - order.begin(); };
    for (const char* alike : {"pubmed:15", "pubmed:17", "pubmed:29"})
        for (const char* unlike : {"pubmed:16", "pubmed:18", "pubmed:28"})
            CHECK(place(alike) < place(unlike));
}

TEST_CASE("a person's queue knows nothing of what others decided")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event", "ann");
    CHECK(reading_queue(store, "").waiting.size() == 2);
    CHECK(reading_queue(store, "ann").waiting.size() == 2);
    const ReadingQueue of_bob = reading_queue(store, "bob");
    CHECK(of_bob.waiting.size() == 4);
    CHECK(of_bob.read.empty());
    CHECK(desk.run({"queue", "--by", "bob"}).out.find("ann") == std::string::npos);
}

TEST_CASE("at full text waits what title and abstract did not exclude, until it is judged there")
{
    const Desk desk;
    Store store = desk.store();
    fill(store); // the rules include 1 and 2, exclude 3, leave 4 open
    decide(store, "pubmed:2", Verdict::exclude, "in_vitro", "ann");
    decide(store, "pubmed:3", Verdict::include, "", "ann");
    decide(store, "pubmed:4", Verdict::unclear, "", "ann");
    const auto waiting = [&](const std::string& by) {
        std::vector<std::string> order = ids(reading_queue(store, by, Stage::full_text));
        std::ranges::sort(order);
        return order;
    };
    CHECK(waiting("") == std::vector<std::string>{"pubmed:1", "pubmed:3", "pubmed:4"});
    desk.run({"decide", "3", "exclude", "--reason", "in_vitro", "--by", "ann", "--stage", "fulltext"});
    CHECK(waiting("ann") == std::vector<std::string>{"pubmed:1", "pubmed:4"});
    CHECK(waiting("bob") == std::vector<std::string>{"pubmed:1", "pubmed:3", "pubmed:4"});
    desk.run({"decide", "3", "withdraw", "--by", "ann"});
    CHECK(waiting("ann") == waiting("bob"));
    CHECK(Json::parse(desk.run({"queue", "--stage", "fulltext", "--format", "json"}).out)["stage"] == "full text");
}

TEST_CASE("which full texts are to be read rests on everybody's words, also for one who is blind to them")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* who : {"ann", "carla"}) {
        decide(store, "pubmed:2", Verdict::exclude, "in_vitro", who);
        decide(store, "pubmed:3", Verdict::include, "", who);
    }
    decide(store, "pubmed:4", Verdict::include, "", "ann"); // awaits a second reviewer there
    store.set_view({Whose::person, "bob", 2});
    std::vector<std::string> order = ids(reading_queue(store, "bob", Stage::full_text));
    std::ranges::sort(order);
    CHECK(order == std::vector<std::string>{"pubmed:1", "pubmed:3"});
    desk.run({"decide", "3", "unclear", "--by", "bob", "--stage", "fulltext"});
    const std::vector<std::string> titles = ids(reading_queue(store, "bob"));
    CHECK(std::ranges::find(titles, "pubmed:3") == titles.end()); // it waits at full text
}

TEST_CASE("who could not say leaves the record in the queue, with the name")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    at("2026-01-02T00:00:00Z");
    decide(store, "pubmed:1", Verdict::unclear, "", "ann");
    const Json json = Json::parse(desk.run({"queue", "--format", "json"}).out);
    CHECK(json["to_judge"] == 4);
    CHECK(json["judged"] == 0);
    CHECK(json["order"] == "criteria");
    for (const Json& item : json["queue"])
        CHECK(item["unclear_by"] == (item["id"] == "pubmed:1" ? Json("ann") : Json()));
    CHECK(json["queue"].back()["id"] == "pubmed:1"); // though the rules include it: others were not looked at yet
}

TEST_CASE("the rules for stopping stand side by side, with what may be missed")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event", "ann");
    decide(store, "pubmed:1", Verdict::include, "", "ann"); // read last, though of one second and the earlier record
    const Json json = Json::parse(desk.run({"queue", "--limit", "1", "--format", "json"}).out);
    CHECK(json["queue"].size() == 1);
    CHECK(json["relevant"] == 1);
    CHECK(json["stopping"]["read"] == 2);
    CHECK(json["stopping"]["at_most"] == 2); // nothing is known of the rest
    CHECK(json["stopping"]["rules"].size() == 5);
    for (const Json& rule : json["stopping"]["rules"])
        CHECK(rule["holds"] == false);
    const Ran ran = desk.run({"queue"});
    CHECK(ran.out.find("None of these is a promise") != std::string::npos);
    CHECK(desk.run({"queue", "--format", "jsonl"}).out.find("{\"place\":1,") == 0);
}

TEST_CASE("what both reviewers have judged is read, whether or not they agree, and what they differ on waits")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    store.set_view({Whose::agreed, "", 2});
    for (const char* id : {"pubmed:1", "pubmed:2", "pubmed:3"})
        for (const char* who : {"ann", "bob"})
            decide(store, id, Verdict::include, "", who);
    decide(store, "pubmed:4", Verdict::include, "", "ann");
    CHECK(reading_queue(store, "").read.size() == 3); // it awaits bob
    decide(store, "pubmed:4", Verdict::exclude, "not_english", "bob");
    const ReadingQueue queue = reading_queue(store, "");
    CHECK(queue.read == std::vector<bool>{true, true, true, true});
    CHECK(ids(queue) == std::vector<std::string>{"pubmed:4"});
}

TEST_CASE("where nothing is left to read no rule says that reading may stop or must go on")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* id : {"1", "2", "3"})
        desk.run({"decide", id, "include", "--by", "ann"});
    CHECK(desk.run({"queue", "--by", "ann"}).out.find("When to stop?") != std::string::npos);
    desk.run({"decide", "4", "exclude", "--reason", "not_english", "--by", "ann"});
    const std::string out = desk.run({"queue", "--by", "ann"}).out;
    CHECK(out.find("When to stop?") == std::string::npos);
    CHECK(out.ends_with("\nNothing is left to read: all 4 records are judged, 3 relevant.\n"));
}

TEST_CASE("where one record was all there is to read it is said of one")
{
    const Desk desk;
    Store store = desk.store();
    put(store, article("1", "Adams", 1990, "A woman lost her hair after starting cyclosporine."));
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    CHECK(desk.run({"queue"}).out.ends_with("\nNothing is left to read: the one record is judged, 1 relevant.\n"));
}

TEST_CASE("words of one second are read in the order in which they were said, as of a file without times")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    std::string rows = "article,verdict,reason\n";
    for (int i = 10; i < 16; ++i) {
        put(store, article(std::to_string(i), "Eddy", 2012, "Scalp itching. Number " + std::to_string(i)));
        rows = rows + std::to_string(i) + (i < 12 ? ",include,\n" : ",exclude,no_individual_case\n");
    }
    desk.write("many.csv", rows);
    CHECK(desk.run({"decide", "--from", desk.file("many.csv"), "--by", "ann"}).status == 0);
    const std::vector<bool> in_order = {true, true, false, false, false, false};
    CHECK(reading_queue(store, "").read == in_order);
    CHECK(reading_queue(store, "ann").read == in_order);
}

TEST_CASE("where nothing is left to read no rule says read on")
{
    const Desk desk;
    {
        Store store = desk.store();
        fill(store);
    }
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6, "\"reviewers\": 2, \"drug\""));
    for (const char* who : {"ann", "bob"})
        for (const char* id : {"1", "2", "3", "4"})
            if (std::string(id) + who != "1bob")
                CHECK(desk.run({"decide", id, "include", "--by", who}).status == 0);
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "bob"}).status == 0);
    const std::string told = desk.run({"queue"}).out;
    CHECK(told.find("1 record to be judged of 4") == 0);
    CHECK(told.find("every record was read once") != std::string::npos);
    CHECK(told.find("read on ") == std::string::npos);
    CHECK(Json::parse(desk.run({"queue", "--format", "json"}).out)["stopping"]["all_read"] == true);
}
