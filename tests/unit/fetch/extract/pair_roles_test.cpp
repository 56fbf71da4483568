// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/pair_roles.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace casebook {

namespace {

std::vector<AnnotatedPair> pairs_of(const AnnotatedText& text)
{
    static const Reader reader;
    return read_pair_roles(reader, nullptr, text);
}

std::vector<AnnotatedPair> pairs_of(const std::string& text)
{
    return pairs_of(AnnotatedText{"1", "", text, {}, {}, {}, {}, {}});
}

const AnnotatedPair& pair(const std::vector<AnnotatedPair>& pairs, const std::string& drug, const std::string& event)
{
    const auto found = std::ranges::find_if(
        pairs, [&](const AnnotatedPair& p) { return p.drug.role == drug && p.event.role == event; });
    REQUIRE(found != pairs.end());
    return *found;
}

std::string words(const std::string& text, const AnnotatedPair& pair)
{
    REQUIRE(pair.words);
    return text.substr(pair.words->begin, pair.words->end - pair.words->begin);
}

} // namespace

TEST_CASE("every drug of a text has its own role in every condition, with the words that decide")
{
    const std::string text = "Ibuprofen was stopped. Haloperidol-induced parkinsonism was treated with amantadine.";
    const auto pairs = pairs_of(text);
    const AnnotatedPair& cause = pair(pairs, "haloperidol", "parkinsonism");
    CHECK(cause.role == "suspect");
    CHECK(cause.cue == "drug-induced event");
    CHECK(words(text, cause) == "Haloperidol-induced parkinsonism");
    CHECK(pair(pairs, "amantadine", "parkinsonism").role == "treatment_of_event");
    CHECK(pair(pairs, "ibuprofen", "parkinsonism").role != "suspect");
}

TEST_CASE("the cue's words stand in the text also after a title")
{
    AnnotatedText text{"1", "", "A skin reaction.  A man developed urticaria after penicillin.", {}, {}, {}, {}, {}};
    text.title = 16;
    const auto pairs = pairs_of(text);
    const AnnotatedPair& cause = pair(pairs, "penicillin", "urticaria");
    CHECK(cause.role == "suspect");
    CHECK(words(text.text, cause).find("urticaria after penicillin") != std::string::npos);
}

TEST_CASE("entities that come with a text are asked for by their ids, also where no vocabulary knows them")
{
    AnnotatedText text{"1", "", "Zorbinol-induced glarbitis was seen.", {}, {}, {}, {}, {}};
    text.entities = {{"Chemical", 0, 8}, {"Disease", 17, 26}};
    text.entity_ids = {"C1", "D1|D2"};
    const auto pairs = pairs_of(text);
    REQUIRE(pairs.size() == 2);
    CHECK(pair(pairs, "C1", "D1").role == "suspect");
    CHECK(pair(pairs, "C1", "D2").role == "suspect");
}

TEST_CASE("a condition that is only denied has no pair")
{
    for (const AnnotatedPair& p : pairs_of("A woman took ibuprofen without urticaria."))
        CHECK(p.event.role != "urticaria");
}

namespace {

/// "DRUG glorbed CONDITION …": a verb that no rule knows.
AnnotatedText invented(const std::string& drug, const std::string& blamed, const std::string& spared)
{
    AnnotatedText out{"1", "", drug + " glorbed " + blamed + " . A remark on " + spared + " .", {}, {}, {}, {}, {}};
    const auto entity = [&](const std::string& type, const std::string& name) {
        const std::size_t at = out.text.find(name);
        out.entities.push_back({type, at, at + name.size()});
        out.entity_ids.push_back(name);
    };
    entity("Chemical", drug);
    entity("Disease", blamed);
    entity("Disease", spared);
    out.causes = {{drug, blamed}};
    return out;
}

} // namespace

TEST_CASE("a way of blaming that no rule knows is learned from abstracts, and known with other names")
{
    std::vector<AnnotatedText> documents;
    for (const char* letter : {"a", "b", "c", "d", "e", "f"})
        documents.push_back(invented(std::string("zorbinol") + letter, std::string("glarbitis") + letter,
                                     std::string("plonkosis") + letter));
    const Reader reader;
    const Model model = learn_pairs(reader, documents);
    const AnnotatedText unseen = invented("quuxamine", "frobemia", "blatitis");
    const auto by_rules = read_pair_roles(reader, nullptr, unseen);
    CHECK(pair(by_rules, "quuxamine", "frobemia").role != "suspect");
    CHECK_FALSE(pair(by_rules, "quuxamine", "frobemia").probability);
    const auto pairs = read_pair_roles(reader, &model, unseen);
    CHECK(pair(pairs, "quuxamine", "frobemia").role == "suspect");
    CHECK(words(unseen.text, pair(pairs, "quuxamine", "frobemia")) == "quuxamine glorbed frobemia .");
    CHECK(pair(pairs, "quuxamine", "blatitis").role != "suspect");
    CHECK(learn_pairs(reader, documents).bytes() == model.bytes());
}

TEST_CASE("the model does not turn round what the words say")
{
    const Reader reader;
    const Model model = Model::open(shipped_roles());
    const auto role = [&](const std::string& text, const std::string& drug, const std::string& event) {
        return pair(read_pair_roles(reader, &model, AnnotatedText{"1", "", text, {}, {}, {}, {}, {}}), drug, event)
            .role;
    };
    CHECK(role("Cyclosporine cured his alopecia areata.", "cyclosporine", "alopecia areata") == "treatment_of_event");
    const std::string both = "Hydroxychloroquine improved her psoriasis but caused retinopathy.";
    CHECK(role(both, "hydroxychloroquine", "psoriasis") == "treatment_of_event");
    CHECK(role(both, "hydroxychloroquine", "retinopathy") == "suspect");
    const std::string one = "A man took lamotrigine and ibuprofen. Urticaria was attributed to lamotrigine, not to "
                            "ibuprofen.";
    CHECK(role(one, "lamotrigine", "urticaria") == "suspect");
    CHECK(role(one, "ibuprofen", "urticaria") != "suspect");
}

TEST_CASE("the model that is shipped does not take a remedy for a cause")
{
    const Reader reader;
    const Model model = Model::open(shipped_roles());
    AnnotatedText text{"1", "", "Haloperidol-induced parkinsonism was treated with amantadine.", {}, {}, {}, {}, {}};
    const auto pairs = read_pair_roles(reader, &model, text);
    CHECK(pair(pairs, "haloperidol", "parkinsonism").role == "suspect");
    CHECK(pair(pairs, "amantadine", "parkinsonism").role == "treatment_of_event");
}

} // namespace casebook
