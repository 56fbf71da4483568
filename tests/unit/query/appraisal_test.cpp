// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/appraise.hpp"
#include "query/appraisal/naranjo.hpp"
#include "query/appraisal/who_umc.hpp"
#include "query/casebook.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

/// "y n ? -" of the ten items.
std::vector<Reply> replies(std::string_view marks)
{
    std::vector<Reply> out;
    for (const char mark : marks)
        out.push_back(mark == 'y'   ? Reply::yes
                      : mark == 'n' ? Reply::no
                      : mark == '-' ? Reply::not_applicable
                                    : Reply::unknown);
    return out;
}

CaseAppraisal appraised(const Article& of, const Case& c, const EarlierReports& earlier = {})
{
    return appraise(of, c, {}, earlier);
}

const AppraisedItem& item(const CaseAppraisal& appraisal, std::string_view instrument, std::size_t number)
{
    return form_of(appraisal, instrument).items[number - 1];
}

} // namespace

TEST_CASE("the weights of Naranjo's scale add up as published")
{
    CHECK(naranjo_score(replies("yyyynnyyyy")) == NaranjoScore{13, 13, 13}); // the most there is
    CHECK(naranjo_score(replies("nnnnyynnnn")) == NaranjoScore{-4, -4, -4}); // the least
    CHECK(naranjo_score(replies("----------")) == NaranjoScore{0, 0, 0});
    CHECK(naranjo_score(replies("??????????")) == NaranjoScore{-4, 13, 0});
    CHECK(naranjo_score(replies("yyy-------")) == NaranjoScore{4, 4, 4});
    CHECK(naranjo_score(replies("yyy-n----y")) ==
          NaranjoScore{7, 7, 7}); // known, after, improved, no other cause, shown
}

TEST_CASE("categories change at 1, 5 and 9")
{
    CHECK(naranjo_category(-4) == "doubtful");
    CHECK(naranjo_category(0) == "doubtful");
    CHECK(naranjo_category(1) == "possible");
    CHECK(naranjo_category(4) == "possible");
    CHECK(naranjo_category(5) == "probable");
    CHECK(naranjo_category(8) == "probable");
    CHECK(naranjo_category(9) == "definite");
    CHECK(naranjo_category(13) == "definite");
}

TEST_CASE("the fact named is the one that narrows most, and it is said when it settles")
{
    CHECK_FALSE(naranjo_missing_fact(replies("yyy-------")).has_value());
    const auto again = naranjo_missing_fact(replies("nyy?-----y")); // 4, and -1 or +2 more: possible or probable
    REQUIRE(again.has_value());
    CHECK(again->item == 3);
    CHECK(again->settles);
    const auto most = naranjo_missing_fact(replies("?y????????"));
    REQUIRE(most.has_value());
    CHECK(most->item == 3); // 4 and 5 narrow alike: the first
    CHECK_FALSE(most->settles);
    CHECK(naranjo_missing_fact(replies("?yy-n?????"))->item == 0); // what a placebo did is asked for last
    CHECK(naranjo_missing_fact(replies("-yy-n?----"))->item == 5);
}

TEST_CASE("WHO-UMC: the first category whose criteria hold, and all that open ones still allow")
{
    CHECK(umc_category(replies("yyyyyy")) == "certain");
    CHECK(umc_category(replies("yyyy-y")) == "certain"); // giving it again was not needed
    CHECK(umc_category(replies("yyynny")) == "probable");
    CHECK(umc_category(replies("ynynny")) == "possible");
    CHECK(umc_category(replies("yy-n-y")) == "possible"); // nothing known of stopping
    CHECK(umc_category(replies("nyyyyy")) == "unlikely");
    CHECK(umc_category(replies("yyyyyn")) == "unassessable");
    using Names = std::vector<std::string_view>;
    CHECK(umc_possible(replies("yy?n-y")) == Names{"probable", "possible"});
    CHECK(umc_possible(replies("??????")) == Names{"certain", "probable", "possible", "unlikely", "unassessable"});
    const auto fact = umc_missing_fact(replies("yy?n-y"));
    REQUIRE(fact.has_value());
    CHECK(fact->item == 2);
    CHECK(fact->settles);
    CHECK(umc_rule_text(umc_categories()[3], replies("yn?n-y")) == "probable needs 1 yes, 2 yes (fails), 3 yes (open)");
}

TEST_CASE("each item of Naranjo's is answered from the case, with its words")
{
    const Article of =
        article("7", "Moore", 2012, "Hair fell out in week 3. It grew again off the drug. Biopsy showed it.");
    Case c = suspect_case(1);
    const CaseAppraisal bare = appraised(of, c);
    for (const AppraisedItem& open : form_of(bare, "naranjo").items)
        CHECK_MESSAGE(open.reply() == Reply::unknown, open.item->question);

    c.latencies = {stated(of, Latency{{14, 21}, Anchor::first_dose}, "in week 3")};
    c.reaction.as_reported = stated(of, std::string("Hair fell out"), "Hair fell out");
    c.dechallenge = stated(of, Dechallenge::positive, "grew again off the drug");
    c.rechallenge = stated(of, Rechallenge::not_done, "off the drug");
    c.signs = {{SignKind::no_other_cause, {}},   {SignKind::toxic_level, {}},
               {SignKind::follows_dose, {}},     {SignKind::no_earlier_reaction, {}},
               {SignKind::placebo_harmless, {}}, {SignKind::objective, stated(of, 0, "Biopsy showed it").evidence}};
    const CaseAppraisal full = appraised(of, c, {2, 3, "Adams 1990, Brown 2001", "2012"});
    const AppraisedForm& form = form_of(full, "naranjo");
    CHECK(replies_of(form) == replies("yyy-nnyyny"));
    CHECK(naranjo_score(replies_of(form)) == NaranjoScore{10, 10, 10});
    CHECK(item(full, "naranjo", 1).machine.because ==
          "this casebook holds 2 earlier included reports (3 patients) by 2012: Adams 1990, Brown 2001");
    CHECK(item(full, "naranjo", 2).machine.words.front().quote == "in week 3");
    CHECK(item(full, "naranjo", 3).machine.words.front().quote == "grew again off the drug");
    CHECK(item(full, "naranjo", 10).machine.words.front().quote == "Biopsy showed it");
    CHECK(naranjo_text(full) == "10 (definite)");
    CHECK(who_umc_text(full) == "certain or probable; how specific the event is would settle it");
}

TEST_CASE("signs that speak against each other leave the item open with both words")
{
    const Article of = article("7", "Moore", 2012, "Other causes were ruled out. Stress may have contributed.");
    Case c = suspect_case(1);
    c.signs = {{SignKind::no_other_cause, stated(of, 0, "Other causes were ruled out").evidence},
               {SignKind::other_cause, stated(of, 0, "Stress may have contributed").evidence}};
    const CaseAppraisal both = appraised(of, c);
    CHECK(item(both, "naranjo", 5).reply() == Reply::unknown);
    CHECK(item(both, "naranjo", 5).machine.words.size() == 2);
    CHECK(item(both, "murad", 4).reply() == Reply::unknown);
}

TEST_CASE("what is known of the reaction is the ledger's, else the text's own words")
{
    const Article of = article("7", "Moore", 2012, "This is the first report. It is a known side effect.");
    Case c = suspect_case(1);
    c.signs = {{SignKind::first_report, stated(of, 0, "the first report").evidence}};
    CHECK(item(appraised(of, c), "naranjo", 1).reply() == Reply::no);
    const EarlierReports earlier{1, 2, "Adams 1990", "2012"};
    CHECK(item(appraised(of, c, earlier), "naranjo", 1).reply() == Reply::yes); // they did not know of it
    c.signs = {{SignKind::reported_before, stated(of, 0, "a known side effect").evidence}};
    const AppraisedItem known = item(appraised(of, c), "naranjo", 1);
    CHECK(known.reply() == Reply::yes);
    CHECK(known.machine.words.front().quote == "a known side effect");
}

TEST_CASE("other drugs that are cleared answer for other causes where none are, and an antagonist for stopping")
{
    const Article of =
        article("7", "Moore", 2012, "She took no other drug. Other causes were excluded. Biperiden helped.");
    Case c = suspect_case(1);
    c.signs = {{SignKind::no_other_drug, stated(of, 0, "no other drug").evidence},
               {SignKind::antagonist_helped, stated(of, 0, "Biperiden helped").evidence}};
    const AppraisedItem cause = item(appraised(of, c), "naranjo", 5);
    CHECK(cause.reply() == Reply::no);
    CHECK(cause.machine.because == "no other drug is said to come into question; of diseases nothing was read");
    CHECK(item(appraised(of, c), "who-umc", 2).reply() == Reply::yes);
    CHECK(item(appraised(of, c), "naranjo", 3).reply() == Reply::yes);
    CHECK(item(appraised(of, c), "who-umc", 3).reply() == Reply::unknown); // asks what stopping did
    c.signs.push_back({SignKind::no_other_cause, stated(of, 0, "Other causes were excluded").evidence});
    CHECK(item(appraised(of, c), "naranjo", 5).machine.words.front().quote == "Other causes were excluded");
    c.dechallenge = stated(of, Dechallenge::negative, "helped");
    CHECK(item(appraised(of, c), "naranjo", 3).reply() == Reply::no);
}

TEST_CASE("where the drug was not given again no placebo was")
{
    const Article of = article("7", "Moore", 2012, "It was not given again.");
    Case c = suspect_case(1);
    CHECK(item(appraised(of, c), "naranjo", 6).reply() == Reply::unknown);
    c.rechallenge = stated(of, Rechallenge::not_done, "not given again");
    CHECK(item(appraised(of, c), "naranjo", 6).reply() == Reply::not_applicable);
    c.signs = {{SignKind::placebo_harmless, stated(of, 0, "not given again").evidence}};
    CHECK(item(appraised(of, c), "naranjo", 6).reply() == Reply::no);
}

TEST_CASE("a person's word that the drug was not given again closes the placebo, and her word that it was opens it")
{
    const Article of = article("7", "Moore", 2012, "It was not given again.");
    Case c = suspect_case(1);
    const auto placebo = [&](Reply again, std::vector<ItemAnswer> others = {}) {
        others.insert(others.begin(),
                      ItemAnswer{"pubmed:7", 1, "naranjo", 4, again, "ann", "2026-01-01T00:00:00Z", ""});
        return item(appraise(of, c, others, {}), "naranjo", 6);
    };
    CHECK(placebo(Reply::not_applicable).reply() == Reply::not_applicable);
    CHECK(placebo(Reply::not_applicable).machine.because.find("item 4, by ann") != std::string::npos);
    CHECK(placebo(Reply::no).reply() == Reply::unknown);
    CHECK(placebo(Reply::not_applicable,
                  {ItemAnswer{"pubmed:7", 1, "naranjo", 6, Reply::no, "ann", "2026-01-01T00:00:00Z", ""}})
              .reply() == Reply::no);
    c.rechallenge = stated(of, Rechallenge::not_done, "not given again");
    CHECK(placebo(Reply::yes).reply() == Reply::unknown);
    c.signs = {{SignKind::placebo_reaction, stated(of, 0, "not given again").evidence}};
    CHECK(placebo(Reply::not_applicable).reply() == Reply::yes);
}

TEST_CASE("a time to onset that a person gives is that of the drug, unless another clock is told")
{
    const Article of = article("7", "Moore", 2012, "It fell out.");
    Case c = suspect_case(1);
    c.latencies = {{Latency{{14, 14}}, {}, ""}};
    CHECK(item(appraised(of, c), "naranjo", 2).reply() == Reply::unknown);
    c.latencies.front().by = "ann";
    CHECK(item(appraised(of, c), "naranjo", 2).reply() == Reply::yes);
    c.latencies.front().value->anchor = Anchor::transplant;
    CHECK(item(appraised(of, c), "naranjo", 2).reply() == Reply::unknown);
}

TEST_CASE("a negative rechallenge and dechallenge count against, what was not done counts nothing and is closed")
{
    const Article of = article("7", "Moore", 2012, "x");
    Case c = suspect_case(1);
    c.dechallenge = {Dechallenge::negative, {}, "ann"};
    c.rechallenge = {Rechallenge::negative, {}, "ann"};
    CHECK(item(appraised(of, c), "naranjo", 4).reply() == Reply::no);
    CHECK(item(appraised(of, c), "naranjo", 4).machine.because == "rechallenge: negative, by ann");
    CHECK(item(appraised(of, c), "who-umc", 3).reply() == Reply::no);
    CHECK(item(appraised(of, c), "murad", 5).reply() == Reply::no);
    c.dechallenge = {Dechallenge::not_done, {}, ""};
    c.rechallenge = {Rechallenge::not_done, {}, ""};
    CHECK(item(appraised(of, c), "naranjo", 3).reply() == Reply::not_applicable);
    CHECK(item(appraised(of, c), "naranjo", 4).reply() == Reply::not_applicable);
    CHECK(item(appraised(of, c), "murad", 5).reply() == Reply::no);
    c.rechallenge = {};
    CHECK(item(appraised(of, c), "naranjo", 4).reply() == Reply::not_applicable); // never stopped
    c.dechallenge = {};
    CHECK(item(appraised(of, c), "naranjo", 4).reply() == Reply::unknown);
}

TEST_CASE("a time counted from a graft does not tell that the event came after the drug")
{
    const Article of = article("7", "Moore", 2012, "nine months after the graft");
    Case c = suspect_case(1);
    c.latencies = {stated(of, Latency{{274, 274}, Anchor::transplant}, "nine months after the graft")};
    CHECK(item(appraised(of, c), "naranjo", 2).reply() == Reply::unknown);
    c.latencies.front().value->anchor = Anchor::last_dose;
    CHECK(item(appraised(of, c), "naranjo", 2).reply() == Reply::yes);
}

TEST_CASE("the earlier reports of a reaction are those that came out before, as far as dates tell")
{
    const auto dated = [](const char* pmid, const char* author, int year, int month) {
        Article of = article(pmid, author, year, "x");
        of.published = {year, month, 0, ""};
        return of;
    };
    const std::vector<IncludedReport> reports = {{dated("1", "Adams", 1990, 0), 1},
                                                 {dated("2", "Brown", 2001, 3), 2},
                                                 {dated("3", "Clark", 2001, 0), 4},
                                                 {dated("4", "Davis", 2001, 5), 8}};
    const EarlierReports of_davis = earlier_reports(reports, dated("4", "Davis", 2001, 5));
    CHECK(of_davis.reports == 2);
    CHECK(of_davis.patients == 3); // Clark's month is not known
    CHECK(of_davis.names == "Adams 1990, Brown 2001");
    CHECK(earlier_reports(reports, dated("1", "Adams", 1990, 0)).reports == 0);
    CHECK(earlier_reports(reports, dated("9", "Evans", 0, 0)).reports == 0);
}

TEST_CASE("forms start from what was read and say what is missing")
{
    Article of = article("7", "Moore", 2012, "A woman of 40 lost her hair.");
    of.title.text = "Alopecia on cyclosporine: a case report";
    of.keywords = {"alopecia", "cyclosporine"};
    Case c = suspect_case(1);
    c.patient.age_years = stated(of, 40.0, "of 40");
    c.patient.sex = stated(of, Sex::female, "woman");
    const CaseAppraisal appraisal = appraised(of, c);
    CHECK(item(appraisal, "jbi", 1).reply() == Reply::yes);
    CHECK(item(appraisal, "jbi", 6).reply() == Reply::unknown);
    CHECK(item(appraisal, "jbi", 6).machine.because == "not read: outcome");
    CHECK(item(appraisal, "care", 1).reply() == Reply::yes);
    CHECK(item(appraisal, "care", 2).reply() == Reply::yes);
    CHECK(item(appraisal, "care", 13).reply() == Reply::unknown);
    CHECK(item(appraisal, "murad", 8).machine.because.find("not read: dose, time to onset, outcome") !=
          std::string::npos);
}

TEST_CASE("a person's answer counts before the machine's, the newest of several, and all are kept")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    at("2026-01-02T00:00:00Z");
    const std::vector<std::string> first = {"appraise", "1#1", "--instrument", "naranjo", "--item", "5",
                                            "--answer", "no",  "--by",         "AB",      "--note", "full text"};
    const Ran ran = desk.run(first);
    CHECK(ran.status == 0);
    CHECK(ran.out.find("unknown → no by AB; the machine says unknown") != std::string::npos);
    CHECK(desk.run(first).status == 0); // said again: nothing is added
    CHECK(store.item_answers("pubmed:1").size() == 1);
    at("2026-01-03T00:00:00Z");
    CHECK(desk.run({"appraise", "1#1", "--instrument", "naranjo", "--item", "5", "--answer", "yes", "--by", "CD"})
              .status == 0);
    const Json json = Json::parse(desk.run({"appraise", "1#1", "--format", "json"}).out);
    const Json& fifth = json["cases"][0]["forms"][0]["items"][4];
    CHECK(fifth["answer"] == "yes");
    CHECK(fifth["answered_by"] == "CD");
    CHECK(fifth["machine"]["answer"] == "unknown");
    CHECK(fifth["people"].size() == 2);
    at("2026-01-01T00:00:00Z");
}

TEST_CASE("an answer that is none, of an item or a case that there is not, is refused")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto status = [&](const std::vector<std::string>& words) {
        std::vector<std::string> all = {"appraise"};
        all.insert(all.end(), words.begin(), words.end());
        return desk.run(all).status;
    };
    CHECK(status({"1#1", "--instrument", "naranjo", "--item", "11", "--answer", "no", "--by", "AB"}) == 2);
    CHECK(status({"1#1", "--instrument", "naranjo", "--item", "1", "--answer", "perhaps", "--by", "AB"}) == 2);
    CHECK(status({"1#1", "--instrument", "grade", "--item", "1", "--answer", "no", "--by", "AB"}) == 2);
    CHECK(status({"1#1", "--instrument", "naranjo", "--item", "1", "--answer", "no"}) == 2);
    CHECK(status({"1#1", "--instrument", "naranjo", "--item", "1", "--answer", "no", "--by", "rules"}) == 2);
    CHECK(status({"--instrument", "naranjo", "--item", "1", "--answer", "no", "--by", "AB"}) == 2);
    CHECK(status({"1#7", "--instrument", "naranjo", "--item", "1", "--answer", "no", "--by", "AB"}) == 1);
    CHECK(store.item_answers("pubmed:1").empty());
}

TEST_CASE("answers go with a dump and come back once")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* answer : {"no", "yes"})
        CHECK(desk.run({"appraise", "2#2", "--instrument", "murad", "--item", "4", "--answer", answer, "--by", "AB"})
                  .status == 0);
    CHECK(desk.run({"dump", "-o", desk.file("all.jsonl")}).status == 0);
    const Desk other;
    other.write("protocol.json", desk.read("protocol.json"));
    for (int i = 0; i < 2; ++i)
        CHECK(other.run({"restore", desk.file("all.jsonl")}).status == 0);
    CHECK(other.store().item_answers("pubmed:2") == store.item_answers("pubmed:2"));
    CHECK(store.item_answers("pubmed:2").size() == 2);
    CHECK(other.run({"dump"}).out == desk.read("all.jsonl"));
}

TEST_CASE("of two reviewers each sees the forms with the machine's answers and her own, and that others' are hidden")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto answer = [&](const char* word, const char* who) {
        return desk.run({"appraise", "1#1", "--instrument", "naranjo", "--item", "5", "--answer", word, "--by", who});
    };
    CHECK(answer("no", "bob").status == 0);
    const auto form = [&](const char* who) {
        return desk.run({"appraise", "1#1", "--instrument", "naranjo", "--by", who});
    };
    CHECK(form("ann").out.find("bob: no") != std::string::npos); // with one reviewer everything is open
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.insert(protocol.find("\"include\""), "\"reviewers\": 2, "));
    const Ran blind = form("ann");
    CHECK(blind.status == 0);
    CHECK(blind.out.find("bob") == std::string::npos);
    CHECK(blind.out.find("   5  open") != std::string::npos);
    CHECK(blind.err == "Shown are the machine's answers and those of ann; what others decided, corrected and answered "
                       "is hidden (two reviewers). `appraise` without --by shows what counts.\n");
    CHECK(answer("yes", "ann").status == 0);
    CHECK(form("ann").out.find("ann: yes") != std::string::npos);
    CHECK(form("bob").out.find("ann") == std::string::npos);
    CHECK(desk.run({"appraise", "1#1", "--instrument", "naranjo"}).out.find("bob: no") != std::string::npos);
}
